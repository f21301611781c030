"""Filters of the history and of the ledger. They are sent with GET and may be shared as an address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.kinds import KIND_NAMES, SUBJECT_NAMES
from initiatives.models import LedgerEntry, Record
from initiatives.models.people import ROLE_CHOICES


class HistoryFilter(forms.Form):
    """By kind of record, by what the person is here, and of one record."""

    kind = forms.ChoiceField(label=_("About"), required=False)
    role = forms.ChoiceField(
        label=_("Done by"), required=False, choices=[("", _("Everybody")), *ROLE_CHOICES]
    )
    record = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the kinds that there are."""
        super().__init__(*args, **kwargs)
        kinds = Record.objects.order_by("kind").values_list("kind", flat=True).distinct()
        named = [(kind, KIND_NAMES.get(kind, kind)) for kind in kinds]
        self.fields["kind"].choices = [("", _("Everything")), *named]  # type: ignore[attr-defined]


class LedgerFilter(forms.Form):
    """By what entries are about."""

    kind = forms.ChoiceField(label=_("What it is about"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what there are entries about, by name."""
        super().__init__(*args, **kwargs)
        kinds = LedgerEntry.objects.order_by("kind").values_list("kind", flat=True).distinct()
        subjects = {kind.partition(".")[0] for kind in kinds}
        named = sorted((str(SUBJECT_NAMES.get(one, one)), one) for one in subjects)
        choices = [("", _("Everything")), *((one, name) for name, one in named)]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
