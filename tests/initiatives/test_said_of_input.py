"""What forms say of bad input, in the words of the house."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

SAID: list[tuple[forms.Field, Any, str]] = [
    (forms.CharField(), "", "This is missing. Fill it in and send it again."),
    (forms.TypedChoiceField(choices=[("a", "A")]), "b", "This is none of the choices. Choose one of those"),
    (forms.TypedMultipleChoiceField(choices=[("a", "A")]), ["b"], "One of these is none of the choices."),
    (forms.DateField(), "soon", "This is not a date. Write it as year-month-day, such as 2026-10-14."),
    (forms.DecimalField(), "many", "This is not a number. Write digits, such as 83.5."),
    (forms.IntegerField(), "1.5", "This is not a whole number."),
    (forms.IntegerField(min_value=2), "1", "This is too little: it must be 2 or more."),
    (forms.CharField(max_length=3), "long", "This is too long: 4 characters, and there is room for 3."),
]


@pytest.mark.parametrize(("field", "typed", "said"), SAID)
def test_forms_say_what_is_wrong_and_the_next_step(field: forms.Field, typed: Any, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    assert refused.value.messages[0].startswith(said)
