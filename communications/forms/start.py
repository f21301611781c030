"""The questions of the set-up path."""

from __future__ import annotations

import re

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative
from initiatives.rules.roles import Role
from measurement.models import Indicator

ZONES = [
    ("America/New_York", _("Eastern time")),
    ("America/Chicago", _("Central time")),
    ("America/Denver", _("Mountain time")),
    ("America/Los_Angeles", _("Pacific time")),
    ("America/Anchorage", _("Alaska time")),
    ("Pacific/Honolulu", _("Hawaii time")),
    ("Europe/London", _("London")),
    ("Europe/Berlin", _("Berlin")),
    ("UTC", _("Universal time")),
]
MOST_PEOPLE = 50


class NameForm(forms.Form):
    """Step 1: name, place, colour."""

    name = forms.CharField(
        label=_("What is the initiative called?"),
        max_length=120,
        help_text=_("The way people will say it, such as “Every Student Graduates”."),
    )
    geography = forms.CharField(
        label=_("Which place is it for?"), max_length=120, help_text=_("A city, a county, a state.")
    )
    zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES, initial="America/Chicago")
    hue = forms.ChoiceField(
        label=_("Colour"),
        choices=Initiative.Hue.choices,
        initial=Initiative.Hue.PLUM,
        widget=forms.RadioSelect,
    )


class ResultForm(forms.Form):
    """Step 2: the result in one sentence, and for whom."""

    statement = forms.CharField(
        label=_("What shall be true for people?"),
        max_length=200,
        help_text=_("One sentence about people, not about services: “All students graduate on time.”"),
    )
    population = forms.CharField(
        label=_("Who are these people?"),
        max_length=160,
        help_text=_("All of them, in one place: “Public high school students in Minnesota”."),
    )


class OwnIndicatorForm(forms.Form):
    """Step 3: an indicator in own words."""

    name = forms.CharField(label=_("What do you watch?"), max_length=160, required=False)
    plain_definition = forms.CharField(
        label=_("Who is counted, and when?"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    unit = forms.ChoiceField(label=_("It is"), choices=Indicator.Unit.choices, initial=Indicator.Unit.PERCENT)
    direction = forms.ChoiceField(
        label=_("Is more better?"),
        choices=[("up", _("Yes, more is better")), ("down", _("No, less is better"))],
        initial="up",
        widget=forms.RadioSelect,
    )
    frequency = forms.ChoiceField(
        label=_("A new figure comes"),
        choices=Indicator.Frequency.choices,
        initial=Indicator.Frequency.CALENDAR_YEAR,
    )

    def clean(self) -> dict[str, object]:
        """Ask for the definition where a name was given."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("name") and not cleaned.get("plain_definition"):
            self.add_error("plain_definition", _("Say who is counted, so that everybody counts the same."))
        return cleaned


class PeopleForm(forms.Form):
    """Step 5: e-mail addresses, and what these people are."""

    emails = forms.CharField(
        label=_("E-mail addresses"),
        widget=forms.Textarea(attrs={"rows": 4, "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("Paste as many as you like: one a line, or with commas between them."),
    )
    role = forms.ChoiceField(
        label=_("They are"),
        choices=[
            (Role.PARTNER.value, _("Partners: they bring figures and do the work")),
            (Role.RESIDENT.value, _("Residents: they decide and are served")),
            (Role.FUNDER.value, _("Funders")),
            (Role.STAFF.value, _("Backbone staff")),
        ],
        initial=Role.PARTNER.value,
        widget=forms.RadioSelect,
    )
    message = forms.CharField(
        label=_("A line to them"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_emails(self) -> list[str]:
        """Return the addresses, each once; name the first that cannot be one."""
        found = list(
            dict.fromkeys(
                part.strip().lower() for part in re.split(r"[\s,;]+", self.cleaned_data["emails"]) if part
            )
        )
        if len(found) > MOST_PEOPLE:
            raise forms.ValidationError(_("At most %(most)s at once, please."), params={"most": MOST_PEOPLE})
        for address in found:
            try:
                validate_email(address)
            except forms.ValidationError as wrong:
                text = _("“%(found)s” is no e-mail address. It needs the form name@example.org.")
                raise forms.ValidationError(text, params={"found": address}) from wrong
        return found
