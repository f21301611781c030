"""What has to go when a person is erased."""

from __future__ import annotations

from collections.abc import Iterable

from initiatives.rules.ledger import Json


def names_somebody(value: Json, marks: Iterable[str]) -> bool:
    """Whether a name or an address stands anywhere in a value, in whatever case."""
    return any(mark.casefold() in text for text in _texts(value) for mark in marks)


def _texts(value: Json) -> list[str]:
    if isinstance(value, str):
        return [value.casefold()]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    if isinstance(value, dict):
        return [text for key, item in value.items() for text in [key.casefold(), *_texts(item)]]
    return []
