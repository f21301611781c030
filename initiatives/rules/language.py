"""Public texts in several languages: {"en": "…", "es": "…"}."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple


class Said(NamedTuple):
    """A text and the language that it is in (so that the page can mark it)."""

    text: str
    language: str


def say(texts: Mapping[str, str] | None, language: str) -> Said:
    """Return the text in the reader's language, or the first one there is."""
    if not texts:
        return Said("", language)
    for code in (language, language.split("-", maxsplit=1)[0]):
        if texts.get(code):
            return Said(texts[code], code)
    return next((Said(text, code) for code, text in texts.items() if text), Said("", language))


def source_hash(text: str) -> str:
    """Return the short hash that a translation keeps of the text that it was made from."""
    return sha256(text.encode()).hexdigest()[:16]


def is_localized(value: object) -> bool:
    """Whether a value is {language: text}."""
    return isinstance(value, dict) and all(
        isinstance(k, str) and 2 <= len(k) <= 8 and isinstance(v, str) for k, v in value.items()
    )
