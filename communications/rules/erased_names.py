"""A frozen text without the name of somebody who was erased: the rest stays word for word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def without_names(value: Any, marks: Iterable[str], *, instead: str) -> Any:
    """Return a value of JSON in which no mark stands any more as a word of its own; numbers and order are kept.

    Names are as they are written: whoever is called Rose takes no rose out of a report.
    """
    longest_first = sorted((mark for mark in marks if mark), key=len, reverse=True)
    if not longest_first:
        return value
    words = "|".join(re.escape(mark) for mark in longest_first)
    return _without(value, re.compile(rf"(?<!\w)(?:{words})(?!\w)"), instead)


def _without(value: Any, found: re.Pattern[str], instead: str) -> Any:
    if isinstance(value, str):
        return found.sub(instead, value)
    if isinstance(value, list):
        return [_without(item, found, instead) for item in value]
    if isinstance(value, dict):
        return {key: _without(item, found, instead) for key, item in value.items()}
    return value
