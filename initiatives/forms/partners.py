"""Forms of partners: joining, what one brings, the agreement, leaving."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.actions.partners import Part
from initiatives.forms.localized import LocalizedForm
from initiatives.models import Membership, Organization

PART = ("turf_does", "turf_does_not", "unique_role", "capacity", "mandate")


def day_input() -> forms.DateInput:
    """Return the control for a date."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PartnerForm(forms.Form):
    """An organization comes to the table."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=160)
    sector = forms.ChoiceField(label=_("Part of society"), choices=Organization.Sector.choices)
    kind = forms.ChoiceField(
        label=_("Its part here"), choices=Membership.Kind.choices, initial=Membership.Kind.PARTNER
    )
    site = forms.URLField(label=_("Its own pages"), required=False, assume_scheme="https")
    joined_on = forms.DateField(label=_("Takes part since"), widget=day_input())


class PartForm(LocalizedForm):
    """What a partner says about itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Lay out the five texts."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "turf_does",
            label=_("What we do"),
            hint=_("Our turf: where others can rely on us."),
            rows=3,
            needed=False,
        )
        self.add_texts(
            "turf_does_not",
            label=_("What we do not do"),
            hint=_("It keeps expectations true."),
            rows=3,
            needed=False,
        )
        self.add_texts("unique_role", label=_("What only we bring"), rows=3, needed=False)
        self.add_texts(
            "capacity",
            label=_("What we have for this"),
            hint=_("People, hours, rooms, money."),
            rows=2,
            needed=False,
        )
        self.add_texts(
            "mandate",
            label=_("What our representative may decide"),
            hint=_("Alone, and what must go back first."),
            rows=2,
            needed=False,
        )

    def part(self) -> Part:
        """Return what was typed."""
        return Part(**{name: self.texts(name) for name in PART})


class AgreementForm(LocalizedForm):
    """What a partner agrees to give."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Lay out the text."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "agreement",
            label=_("What we agree to give"),
            hint=_("Staff time, data, money, space, a voice at the table; and from when to when."),
            rows=6,
        )


class DayForm(forms.Form):
    """The day on which something ends."""

    on = forms.DateField(label=_("On"), widget=day_input())
