"""Public texts in several languages, as a column."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_info, gettext, override
from django.utils.translation import gettext_lazy as _

from initiatives.rules.language import as_read, as_stored, is_localized, say


def validate_localized(value: object) -> None:
    """Refuse anything that is not {language: text}."""
    if not is_localized(value):
        raise ValidationError(_("This text needs the form {language: text}."))


class LocalizedField(models.JSONField):
    """A public text as {language: text}; the first language is the initiative's own.

    Each translation is stored with the hash of the text that it was made from: `rules.language.out_of_date` finds those
    whose original has changed since.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        """An empty text is {}."""
        kwargs.setdefault("default", dict)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.validators = [*self.validators, validate_localized]

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Read the texts and what they were made from."""
        found = super().from_db_value(value, expression, connection)
        return as_read(found) if isinstance(found, dict) else found

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Write the texts and what they were made from."""
        is_plain = isinstance(value, dict) and is_localized(value)
        return super().get_db_prep_save(as_stored(value) if is_plain else value, connection)


def local(texts: dict[str, str]) -> str:
    """Return a public text in the language of this request."""
    return say(texts, get_language() or "en").text


def in_languages(languages: Iterable[str], message: str, **values: str | int | date) -> dict[str, str]:
    """Return one of the product's own sentences as a public text: `message` (marked with gettext_noop) in each language.

    A day among the values is written as people say it there.
    """
    texts = {}
    for language in languages:
        with override(language):
            told = {name: _in_words(value) for name, value in values.items()}
            texts[language] = gettext(message).format(**told)
    return texts


def _in_words(value: str | int | date) -> str | int:
    return date_format(value, gettext("j F Y")) if isinstance(value, date) else value


def own_name(language: str) -> str:
    """Return the name of a language in itself: es → Español."""
    return str(get_language_info(language)["name_local"]).capitalize()
