"""How often one wants to hear of each matter, and the hours in which no letter comes."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from communications.actions.notices import Hours
from communications.models import NoticeBook
from communications.models.notices import FREQUENCIES, MATTER_NAMES
from communications.rules.cadence import USUAL
from communications.rules.matters import Matter

HINTS = {
    Matter.PROMISES: _("What was promised, kept, or is late, where it concerns you."),
    Matter.DECISIONS: _("What is asked, what is decided, and what became of what you said."),
    Matter.MEETINGS: _("Notices, agendas and minutes of your groups."),
    Matter.FIGURES: _("New figures, and corrections."),
    Matter.PLAN: _("Activities that begin, end or change."),
    Matter.AGENDA: _("Agreements on the agenda, on shared words and on the rules."),
    Matter.TALK: _("Replies where you spoke, and on what you follow."),
    Matter.UPDATES: _("News and reports."),
    Matter.PEOPLE: _("Who joins and who leaves."),
}


def _hour(label: Any, hint: Any = "") -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "short"})
    return forms.TimeField(label=label, help_text=hint, required=False, widget=widget)


class NoticesForm(forms.Form):
    """One choice for each matter, then the quiet hours and the clocks by which they go."""

    use_required_attribute = False

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        """Take the clocks of the initiative, which hold where nobody chooses others."""
        super().__init__(*args, **kwargs)
        for matter, name in MATTER_NAMES.items():
            self.fields[matter.value] = forms.ChoiceField(
                label=name, help_text=HINTS[matter], choices=FREQUENCIES, initial=USUAL.value
            )
        self.fields["quiet_from"] = _hour(
            _("No letters from"), _("What comes in your quiet hours waits until they are over.")
        )
        self.fields["quiet_until"] = _hour(_("until"))
        names = sorted(one for one in available_timezones() if "/" in one and not one.startswith("Etc/"))
        own = [("", _("Clocks of the initiative: {zone}").format(zone=zone.replace("_", " ")))]
        self.fields["zone"] = forms.ChoiceField(
            label=_("Your time zone"),
            choices=own + [(name, name.replace("_", " ")) for name in names],
            required=False,
        )

    @property
    def frequencies(self) -> dict[Matter, str]:
        """How often each matter is wanted."""
        return {matter: self.cleaned_data[matter.value] for matter in Matter}

    @property
    def hours(self) -> Hours:
        """When no letter comes."""
        said = self.cleaned_data
        return Hours(said["quiet_from"], said["quiet_until"], said["zone"])


def chosen(book: NoticeBook | None) -> dict[str, object]:
    """Return what somebody chose before, as the form shows it."""
    if book is None:
        return {}
    own = {one.matter: one.frequency for one in book.choices.all()}
    return {**own, "quiet_from": book.quiet_from, "quiet_until": book.quiet_until, "zone": book.zone}
