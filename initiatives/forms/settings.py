"""Forms of the settings: identity, access, keys for programs."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from initiatives.actions.identity import Identity
from initiatives.actions.tokens import LONGEST_DAYS
from initiatives.forms.localized import LocalizedForm
from initiatives.models import Initiative, Membership, Person, RoleHolding
from initiatives.models.people import ROLE_CHOICES
from initiatives.rules.permissions import EVERYBODY, Permission


class IdentityForm(LocalizedForm):
    """Name, place, look and languages."""

    name = forms.CharField(label=_("Name"), max_length=120)
    geography = forms.CharField(label=_("Place"), max_length=120)
    contact_email = forms.EmailField(label=_("E-mail for questions"), required=False)
    hue = forms.ChoiceField(
        label=_("Colour"),
        widget=forms.RadioSelect,
        choices=Initiative.Hue.choices,
        help_text=_("All six are tested for contrast."),
    )
    wanted = forms.MultipleChoiceField(
        label=_("Languages of public texts"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The first one is needed for every text."),
    )
    required = forms.MultipleChoiceField(
        label=_("Languages that no question to people goes without"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "From the next announcement on: a question can’t be announced before it is in all of these. "
            "What was announced before owes what it owed then."
        ),
    )
    zone = forms.ChoiceField(
        label=_("Time zone"), choices=[(zone, zone) for zone in sorted(available_timezones()) if "/" in zone]
    )

    currency = forms.ChoiceField(
        label=_("Sums of money are in"),
        choices=Initiative.Currency.choices,
        help_text=_("It stands beside every sum. What was written before is not converted."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put the line below the name after it."""
        super().__init__(*args, **kwargs)
        self.add_texts("tagline", label=_("One line below the name"), most=200, needed=False)
        self.order_fields(["name", *(f"tagline_{code}" for code in self.languages)])

    def identity(self) -> Identity:
        """Return what was typed; the first language stays first."""
        filled = self.cleaned_data
        wanted = sorted(filled["wanted"], key=lambda code: [*self.languages, code].index(code))
        return Identity(
            name=filled["name"],
            tagline=self.texts("tagline"),
            geography=filled["geography"],
            hue=filled["hue"],
            languages=wanted,
            required_languages=[code for code in wanted if code in filled["required"] or code == wanted[0]],
            zone=filled["zone"],
            contact_email=filled["contact_email"],
            currency=filled["currency"],
        )


class RoleForm(forms.Form):
    """Somebody who takes part gets one more role."""

    person: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Who"), queryset=None, empty_label=_("Pick somebody")
    )
    role = forms.ChoiceField(label=_("Becomes"), choices=ROLE_CHOICES)
    membership: forms.ModelChoiceField[Membership] = forms.ModelChoiceField(
        label=_("Speaks for"), queryset=None, required=False, empty_label=_("No organisation")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer those who take part; everybody else is invited."""
        super().__init__(*args, **kwargs)
        holdings = RoleHolding.objects.filter(until__isnull=True)
        people = Person.objects.filter(role_holdings__in=holdings).distinct().order_by("name")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        partners = Membership.objects.filter(left_on__isnull=True).select_related("organization")
        self.fields["membership"].queryset = partners  # type: ignore[attr-defined]


class RightForm(forms.Form):
    """One right of one role."""

    role = forms.ChoiceField(choices=ROLE_CHOICES)
    right = forms.ChoiceField(
        choices=[(right.value, right.value) for right in Permission if right not in EVERYBODY]
    )


class TokenForm(forms.Form):
    """A key for a program."""

    name = forms.CharField(
        label=_("What is it for?"),
        max_length=60,
        help_text=_(
            "By this you tell your keys apart, such as “Figures to our spreadsheet”. Name no person."
        ),
    )
    scope = forms.ChoiceField(
        label=_("It may"),
        choices=[("read", _("Read")), ("write", _("Read and write"))],
        widget=forms.RadioSelect,
        initial="read",
    )
    days = forms.IntegerField(
        label=_("For how many days"),
        min_value=1,
        max_value=LONGEST_DAYS,
        initial=90,
        help_text=_("At most 365."),
    )
