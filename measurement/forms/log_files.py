"""The form that takes a table of what happened."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class LogFileForm(forms.Form):
    """A CSV file or a workbook."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("Your table"),
        help_text=_("CSV or Excel (.xlsx), up to 500 rows, with the columns of the template."),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
