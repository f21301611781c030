"""Public texts in several languages: {"en": "…", "es": "…"}."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

_MADE_FROM = ":of"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,4})?")


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


def has_words(texts: Mapping[str, str]) -> bool:
    """Whether a text says anything in any language: blanks alone do not count."""
    return any(text.strip() for text in texts.values())


def offered(listed: Iterable[str], *, known: Iterable[str]) -> list[str]:
    """Return the languages that a page offers: those that have content, of those that the product knows."""
    able = set(known)
    return [code for code in listed if code in able] or ["en"]


def read_in(wanted: str | None, languages: list[str]) -> str:
    """Return the language in which a page is shown to somebody who wants one: theirs if it is offered."""
    short = (wanted or "").split("-", maxsplit=1)[0]
    return short if short in languages else languages[0]


class Localized(dict[str, str]):
    """A public text as {language: text}, and for each translation the hash of the text that it was made from.

    The original comes first. In the database the hashes lie beside the texts: {"en": …, "es": …, "es:of": hash}.
    """

    def __init__(
        self, texts: Mapping[str, str] | None = None, sources: Mapping[str, str] | None = None
    ) -> None:
        """Take the texts by language, and what is known of the translations."""
        super().__init__(texts or {})
        self.sources = dict(sources or {})

    @property
    def original(self) -> str:
        """The language that the others were translated from; nothing where there is no text."""
        return next((language for language in self if language not in self.sources), next(iter(self), ""))


def source_hash(text: str) -> str:
    """Return the short hash that a translation keeps of the text that it was made from."""
    return sha256(text.encode()).hexdigest()[:16]


def out_of_date(texts: Mapping[str, str]) -> frozenset[str]:
    """Return the languages whose translation was made from words that are not there any more. DOMAIN, rules for all."""
    sources = getattr(texts, "sources", {})
    return frozenset(
        language
        for language, made_from in sources.items()
        if language in texts
        and len(texts) > 1
        and made_from not in {source_hash(text) for other, text in texts.items() if other != language}
    )


def as_stored(texts: Mapping[str, str]) -> dict[str, str]:
    """Return what the database keeps: a translation that says nothing of its source is taken as made from the original."""
    known = Localized(texts, getattr(texts, "sources", {}))
    marks = {
        f"{language}{_MADE_FROM}": known.sources.get(language) or source_hash(known[known.original])
        for language in known
        if language != known.original
    }
    return {**known, **marks}


def as_read(stored: Mapping[str, str]) -> Localized:
    """Return the texts of the database with what they were made from, the original first."""
    sources = {
        key.removesuffix(_MADE_FROM): value for key, value in stored.items() if key.endswith(_MADE_FROM)
    }
    texts = {key: value for key, value in stored.items() if not key.endswith(_MADE_FROM)}
    return Localized(dict(sorted(texts.items(), key=lambda item: item[0] in sources)), sources)


def translated(
    texts: Mapping[str, str], *, before: Mapping[str, str], still_fit: frozenset[str] = frozenset()
) -> Localized:
    """Return texts as somebody wrote them, the original first: what each translation was made from.

    A translation that was changed, or of which somebody says that it still fits, is made from the original as it is
    now. One that was left as it was keeps what it was made from, so that a changed original is noticed.
    """
    written = Localized(texts)
    original = next(iter(written), "")
    kept: Mapping[str, str] = getattr(before, "sources", {})
    for language, text in texts.items():
        if language == original:
            continue
        is_left = before.get(language) == text and language not in still_fit
        earlier = kept.get(language) or source_hash(before.get(original, "")) if is_left else ""
        written.sources[language] = earlier or source_hash(texts[original])
    return written


def is_localized(value: object) -> bool:
    """Whether a value is {language: text}."""
    return isinstance(value, dict) and all(
        isinstance(k, str) and _LANGUAGE.fullmatch(k) is not None and isinstance(v, str)
        for k, v in value.items()
    )
