"""The form that takes a file."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AttachmentForm(forms.Form):
    """A file, and what a picture shows."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "PDF, PNG, JPEG, WebP, CSV, plain text or sound, up to 10 MB. Pictures lose the place where they were taken."
        ),
        max_length=200,
    )
    alternative_text = forms.CharField(
        label=_("What it shows"),
        help_text=_("One sentence for those who do not see it."),
        max_length=300,
        required=False,
    )
