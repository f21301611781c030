"""Forms of bodies and seats."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.forms.localized import LocalizedForm
from initiatives.forms.partners import day_input
from initiatives.models import Body, Membership, Person, RoleHolding, Seat, SeatTerm
from initiatives.rules.viewer import Viewer


class BodyForm(LocalizedForm):
    """A group and its charge."""

    kind = forms.ChoiceField(label=_("What sort of group"), choices=Body.Kind.choices)

    def __init__(self, *args: Any, viewer: Viewer | None = None, **kwargs: Any) -> None:
        """Lay out name, charge, and of which group it is a part."""
        super().__init__(*args, **kwargs)
        self.add_texts("name", label=_("Name"), most=120)
        self.add_texts(
            "charter", label=_("Its charge"), hint=_("What it is there for, and what it may decide."), rows=5
        )
        if viewer is not None:
            self.fields["parent"] = forms.ModelChoiceField(
                label=_("A part of"),
                queryset=Body.objects.visible_to(viewer),
                required=False,
                empty_label=_("No other group"),
            )


class CharterForm(BodyForm):
    """The name and the charge of a group that is there."""

    kind = None  # type: ignore[assignment]


class SeatForm(forms.Form):
    """A seat of a body."""

    name = forms.CharField(label=_("Name of the seat"), max_length=120)
    seat_class = forms.ChoiceField(label=_("Speaks for"), choices=Seat.SeatClass.choices)
    is_voting = forms.BooleanField(label=_("It votes"), required=False, initial=True)
    is_co_chair = forms.BooleanField(label=_("It shares the chair"), required=False)
    membership: forms.ModelChoiceField[Membership] = forms.ModelChoiceField(
        label=_("Kept for a partner"), queryset=None, required=False, empty_label=_("No partner")
    )
    created_on = forms.DateField(label=_("There from"), widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the partners that are in."""
        super().__init__(*args, **kwargs)
        partners = Membership.objects.filter(left_on__isnull=True).select_related("organization")
        self.fields["membership"].queryset = partners  # type: ignore[attr-defined]


class TermForm(forms.Form):
    """Somebody takes a seat for a time."""

    person: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Who"), queryset=None, empty_label=_("Pick somebody")
    )
    alternate: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Who stands in"), queryset=None, required=False, empty_label=_("Nobody")
    )
    chosen = forms.ChoiceField(label=_("How they were chosen"), choices=SeatTerm.Chosen.choices)
    starts_on = forms.DateField(label=_("First day"), widget=day_input())
    ends_on = forms.DateField(label=_("Last day"), widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the people who take part here, by a role or by a seat; everybody else is invited."""
        super().__init__(*args, **kwargs)
        by_role = Q(role_holdings__in=RoleHolding.objects.filter(until__isnull=True))
        by_seat = Q(seat_terms__in=SeatTerm.objects.filter(left_on__isnull=True))
        taking_part = Person.objects.filter(by_role | by_seat, is_active=True).distinct().order_by("name")
        for name in ("person", "alternate"):
            self.fields[name].queryset = taking_part  # type: ignore[attr-defined]
