"""The questions of the set-up path."""

from __future__ import annotations

import re
from email.utils import getaddresses
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communications.forms.meetings import time_field
from engagement.pages.vows import POWER
from engagement.rules.spectrum import SPECTRUM, Level
from initiatives.forms.activities import day_field
from initiatives.models import Initiative
from initiatives.rules.roles import Role
from measurement.models import Indicator
from measurement.rules.library import by_topic

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
    contact_email = forms.EmailField(
        label=_("E-mail for questions"),
        required=False,
        help_text=_("Everybody can read it, at the foot of every page. Leave it empty to show none."),
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
    """Step 3: indicators of the library, and one in own words."""

    from_library = forms.MultipleChoiceField(required=False)

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

    OWN = ("name", "plain_definition", "unit", "direction", "frequency")

    def __init__(self, *args: Any, has_some: bool = False, **kwargs: Any) -> None:
        """Take whether there are indicators already: then nothing new need be chosen."""
        super().__init__(*args, **kwargs)
        self.has_some = has_some
        keys = [ready.key for _topic, entries in by_topic() for ready in entries]
        self.fields["from_library"].choices = [(key, key) for key in keys]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """Ask for the name and the definition together, and for anything at all."""
        cleaned = super().clean() or self.cleaned_data
        name, definition = cleaned.get("name"), cleaned.get("plain_definition")
        if name and not definition and "plain_definition" not in self.errors:
            self.add_error("plain_definition", _("Say who is counted, so that everybody counts the same."))
        if definition and not name and "name" not in self.errors:
            self.add_error("name", _("Give it a name: what do you watch?"))
        if not (self.errors or name or self.has_some or cleaned.get("from_library")):
            nothing = _("Tick at least one indicator or write your own. Or leave this step for later.")
            self.add_error(None, nothing)
        return cleaned

    @property
    def own(self) -> dict[str, str]:
        """The indicator in own words; empty without a name."""
        return {key: self.cleaned_data[key] for key in self.OWN} if self.cleaned_data["name"] else {}

    @property
    def ticked(self) -> list[str]:
        """What is ticked in the library, also while something else is wrong."""
        return self.data.getlist("from_library") if isinstance(self.data, QueryDict) else []

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The fields of the indicator in own words."""
        return [self[key] for key in self.OWN]


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
        """Return the addresses, each once; name all that cannot be one."""
        found = list(dict.fromkeys(address.lower() for address in addresses_in(self.cleaned_data["emails"])))
        if len(found) > MOST_PEOPLE:
            raise forms.ValidationError(_("At most %(most)s at once, please."), params={"most": MOST_PEOPLE})
        wrong = [address for address in found if not _is_address(address)]
        if wrong:
            text = ngettext(
                "%(found)s is no e-mail address. It needs the form name@example.org.",
                "%(found)s are no e-mail addresses. They need the form name@example.org.",
                len(wrong),
            )
            raise forms.ValidationError(text % {"found": ", ".join(f"“{one}”" for one in wrong)})
        return found


class FirstMeetingForm(forms.Form):
    """Step 6: when and where the table meets first."""

    day = day_field(_("On which day?"))
    starts = time_field(_("It begins at"))
    ends = time_field(_("It ends at"))
    place = forms.CharField(
        label=_("Where?"),
        max_length=200,
        help_text=_("As somebody finds it who was never there. Or: online."),
    )


class FirstQuestionForm(forms.Form):
    """Step 6: the first question, and how much the community's word weighs in it."""

    question = forms.CharField(
        label=_("What shall people help to decide?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("In one sentence, as you would ask a neighbor."),
    )
    level = forms.TypedChoiceField(
        label=_("How much the community’s word weighs"),
        choices=[(int(one.level), POWER[one.level]) for one in SPECTRUM],
        coerce=int,
        initial=int(Level.CONSULTING),
        widget=forms.RadioSelect,
    )


def addresses_in(pasted: str) -> list[str]:
    """Return the addresses of what was pasted: one a line or many, bare or with names as mail programs copy them."""
    found: list[str] = []
    for line in filter(None, (line.strip(" ,") for line in re.split(r"[\n\r;]+", pasted))):
        if "<" in line:
            spaced = re.sub(
                r"(@[^\s,<>\"]+)\s+(?=\S)", r"\1, ", line
            )  # two addresses with a space between them
            parts = getaddresses([re.sub(r">\s*(?=[^\s,>])", ">, ", spaced)])
            found += [address for _name, address in _without_surnames(parts) if address]
        else:
            found += [part for part in re.split(r"[\s,]+", line) if part]
    return found


def _without_surnames(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave out the first half of a name with a comma in it: “Lee, Anna <anna@example.org>”."""
    following = [*parts[1:], ("", "")]
    return [
        part
        for part, after in zip(parts, following, strict=True)
        if part[0] or "@" in part[1] or not after[0]
    ]


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except forms.ValidationError:
        return False
    return True
