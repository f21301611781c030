"""Forms of the work of the backbone: a role, a duty, a login, handing over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.actions.duties import DutyPlan, RolePlan
from initiatives.forms.conflicts import NamedPeople
from initiatives.forms.localized import LocalizedForm
from initiatives.forms.partners import day_input
from initiatives.models import Membership, Person, RoleHolding, StandingDuty


def those_here() -> QuerySet[Person]:
    """Return who takes part here now."""
    held = RoleHolding.objects.on(clock.today()).values("person")
    return Person.objects.filter(pk__in=held, is_active=True, erased_at__isnull=True).order_by("name")


class StaffRoleForm(LocalizedForm):
    """A role of the backbone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What it is, its hours, its money, who holds it."""
        super().__init__(*args, **kwargs)
        self.add_texts("name", label=_("Name of the role"), most=120)
        self.add_texts("responsibilities", label=_("What it answers for"), rows=4)
        self.add_texts(
            "parameters",
            label=_("What it may decide alone"),
            hint=_("And what must go to a group first."),
            rows=3,
            needed=False,
        )
        self.fields["hours"] = forms.DecimalField(
            label=_("Hours a week"), max_digits=4, decimal_places=1, min_value=0
        )
        self.add_texts("funding", label=_("Who pays for it"), hint=_("Or that it is unpaid."), most=300)
        self.fields["funded_until"] = forms.DateField(
            label=_("Paid until"), widget=day_input(), required=False
        )
        employers = Membership.objects.filter(left_on__isnull=True).select_related("organization")
        self.fields["employer"] = forms.ModelChoiceField(
            label=_("Employed by"), queryset=employers, required=False, empty_label=_("Nobody yet")
        )
        self.fields["holder"] = NamedPeople(
            label=_("Held by"), queryset=those_here(), required=False, empty_label=_("Vacant")
        )

    def plan(self) -> RolePlan:
        """Return what was typed."""
        return RolePlan(
            name=self.texts("name"),
            responsibilities=self.texts("responsibilities"),
            parameters=self.texts("parameters"),
            funding=self.texts("funding"),
            **{name: self.cleaned_data[name] for name in ("hours", "funded_until", "employer", "holder")},
        )


class DutyForm(LocalizedForm):
    """A duty of the calendar."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What, how, how often, when next, who."""
        super().__init__(*args, **kwargs)
        self.add_texts("name", label=_("What has to be done"), most=160)
        self.add_texts(
            "recipe",
            label=_("How it is done"),
            hint=_("So that somebody who has never done it can: step by step, with addresses."),
            rows=6,
            needed=False,
        )
        self.fields["rhythm"] = forms.ChoiceField(label=_("How often"), choices=StandingDuty.Rhythm.choices)
        self.fields["due_on"] = forms.DateField(label=_("Next on"), widget=day_input())
        self.fields["owner"] = NamedPeople(
            label=_("Who does it"), queryset=those_here(), required=False, empty_label=_("Nobody yet")
        )
        self.fields["stand_in"] = NamedPeople(
            label=_("Who can stand in"), queryset=those_here(), required=False, empty_label=_("Nobody yet")
        )

    def plan(self) -> DutyPlan:
        """Return what was typed."""
        plain = ("rhythm", "due_on", "owner", "stand_in")
        return DutyPlan(
            self.texts("name"), self.texts("recipe"), **{name: self.cleaned_data[name] for name in plain}
        )


class LoginForm(forms.Form):
    """Where a login is kept; never the password."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("What it opens"), help_text=_("The newsletter, the shared drive, the bank."), max_length=120
    )
    url = forms.URLField(label=_("Its address"), required=False, assume_scheme="https")
    kept_where = forms.CharField(
        label=_("Where the login is kept"),
        help_text=_("A password safe, a sealed envelope. Do not write the password here."),
        max_length=300,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer who can hold it."""
        super().__init__(*args, **kwargs)
        self.fields["holder"] = NamedPeople(
            label=_("Who holds it"), queryset=those_here(), required=False, empty_label=_("Nobody yet")
        )


class HandingOverForm(forms.Form):
    """Who leaves, and who takes over."""

    use_required_attribute = False

    def __init__(self, *args: Any, leaving: QuerySet[Person], **kwargs: Any) -> None:
        """Offer those who look after something."""
        super().__init__(*args, **kwargs)
        self.fields["leaving"] = NamedPeople(
            label=_("Who leaves?"), queryset=leaving, empty_label=_("Choose a person")
        )
        self.fields["to"] = NamedPeople(
            label=_("Who takes it over?"), queryset=those_here(), empty_label=_("Choose a person")
        )
