"""Forms of people: one's own details, and taking up an invitation."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class DetailsForm(forms.Form):
    """How I am called, and in which language."""

    name = forms.CharField(
        label=_("My name"),
        max_length=120,
        help_text=_("As it appears beside what you write and decide."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language of mail to me"), choices=settings.LANGUAGES)


class NewcomerForm(forms.Form):
    """Somebody without an account takes up an invitation."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("As it appears beside what you write and decide."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("A password"),
        required=False,
        strip=False,
        help_text=_(
            "You need none: you can always sign in with a code by e-mail. At least 12 characters if you want one."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """Refuse a weak password, in words."""
        password = str(self.cleaned_data.get("password") or "")
        if password:
            try:
                validate_password(password)
            except ValidationError as weak:
                raise ValidationError(weak.messages) from weak
        return password
