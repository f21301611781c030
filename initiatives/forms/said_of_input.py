"""What every form says of bad input, unless a field says it better: what is wrong, and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_NO_CHOICE = _("This is none of the choices. Choose one of those that are shown.")
_NO_CHOICES = _("One of these is none of the choices. Choose among those that are shown.")
_NO_NUMBER = _("This is not a number. Write digits, such as 83.5.")
SENTENCES: dict[type[forms.Field], dict[str, str | _StrPromise]] = {
    forms.Field: {"required": _("This is missing. Fill it in and send it again.")},
    forms.ChoiceField: {"invalid_choice": _NO_CHOICE},
    forms.MultipleChoiceField: {"invalid_choice": _NO_CHOICES},
    forms.ModelChoiceField: {"invalid_choice": _NO_CHOICE},
    forms.ModelMultipleChoiceField: {
        "invalid_choice": _NO_CHOICES,
        "invalid_pk_value": _NO_CHOICES,
    },
    forms.IntegerField: {"invalid": _("This is not a whole number. Write digits alone, such as 12.")},
    forms.FloatField: {"invalid": _NO_NUMBER},
    forms.DecimalField: {"invalid": _NO_NUMBER},
    forms.DateField: {"invalid": _("This is not a date. Write it as year-month-day, such as 2026-10-14.")},
    forms.TimeField: {"invalid": _("This is not a time. Write it as hours:minutes, such as 18:30.")},
    forms.DateTimeField: {"invalid": _("This is not a date with a time. Write it such as 2026-10-14 18:30.")},
    forms.FileField: {"empty": _("This file is empty. Choose another one.")},
}


def say_in_our_words() -> None:
    """Let all forms of the product say these sentences; once, when it starts."""
    for field, said in SENTENCES.items():
        field.default_error_messages = {**vars(field).get("default_error_messages", {}), **said}
    validators.MinValueValidator.message = _("This is too little: it must be %(limit_value)s or more.")
    validators.MaxValueValidator.message = _("This is too much: it must be %(limit_value)s or less.")
    validators.MaxLengthValidator.message = _(
        "This is too long: %(show_value)d characters, and there is room for %(limit_value)d. Make it shorter."
    )
