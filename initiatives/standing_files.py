"""Files that an upper floor makes and that are served only while they say what is true: a packet of an agenda that changed is not.

A floor registers, for a kind of record, whether a file of it still stands. Files of other kinds stand as long as their record is seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from initiatives.models import Attachment

Check: TypeAlias = Callable[[Attachment], bool]
_checks: dict[str, Check] = {}


def stands_while(kind: str) -> Callable[[Check], Check]:
    """Register the function that says whether a file of a kind of record still stands; safe to call again."""

    def register(check: Check) -> Check:
        _checks[kind] = check
        return check

    return register


def still_stands(attachment: Attachment) -> bool:
    """Whether a file is served now."""
    check = _checks.get(attachment.record.kind)
    return check is None or check(attachment)
