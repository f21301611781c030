"""Forms of meetings: when and where, one item of the agenda, and a reason to cancel."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from communications.actions.agenda_items import Brief
from communications.actions.meetings import Plan
from communications.models import AgendaItem, Meeting, Minutes
from engagement.models import Engagement, Support
from initiatives.forms.activities import day_field
from initiatives.forms.localized import LocalizedForm, typed_in
from initiatives.models import Body, Initiative, Person, Record

MEETING_TEXTS = ("title", "about", "place")
ITEM_TEXTS = ("title", "difficulty", "opportunity", "evidence", "wanted")


def time_field(label: Any) -> forms.TimeField:
    """Return a field for a time of day, as every browser shows it."""
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "short"})
    return forms.TimeField(label=label, widget=widget)


class MeetingForm(LocalizedForm):
    """When and where a group meets, and what helps people to come."""

    def __init__(
        self, *args: Any, initiative: Initiative, bodies: QuerySet[Body] | None = None, **kwargs: Any
    ) -> None:
        """The group and the day first; what is needed to come last."""
        super().__init__(*args, languages=initiative.languages, **kwargs)
        self.zone = ZoneInfo(initiative.zone)
        if bodies is not None:
            self.fields["body"] = forms.ModelChoiceField(
                label=_("Which group meets?"), queryset=bodies, initial=bodies.first(), empty_label=None
            )
        self.add_texts(
            "title", label=_("What is the meeting called?"), hint=_("Such as “The table in May”."), most=160
        )
        self.fields["day"] = day_field(_("On which day?"))
        self.fields["starts"] = time_field(_("It begins at"))
        self.fields["ends"] = time_field(_("It ends at"))
        self.add_texts(
            "place",
            label=_("Where?"),
            hint=_("As somebody finds it who was never there."),
            most=200,
            needed=False,
        )
        self.fields["link"] = forms.URLField(
            label=_("Address to join online"), required=False, assume_scheme="https",
            help_text=_("Everybody reads it. Leave it empty if nobody can join online."),
        )  # fmt: skip
        self.add_texts("about", label=_("What it is for"), rows=2, most=600, needed=False)
        self._ask_access()
        if bodies is not None:
            self._ask_rhythm()

    def _ask_access(self) -> None:
        self.fields["interpretation"] = forms.CharField(
            label=_("Interpretation into"), required=False, max_length=160,
            help_text=_("Languages in their own words: Soomaali, Hmoob, Español."),
        )  # fmt: skip
        self.fields["supports_offered"] = forms.MultipleChoiceField(
            label=_("What do you offer, so that people can come?"), required=False,
            choices=Support.Kind.choices, widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip

    def _ask_rhythm(self) -> None:
        self.fields["weeks"] = forms.TypedChoiceField(
            label=_("Is it the first of several?"), coerce=int, initial=0, required=False,
            choices=[(0, _("No, only this one")), (1, _("Yes, every week")), (2, _("Yes, every two weeks")),
                     (4, _("Yes, every four weeks")), (13, _("Yes, every quarter"))],
        )  # fmt: skip
        self.fields["count"] = forms.IntegerField(
            label=_("How many in all?"), initial=6, min_value=1, max_value=26, required=False
        )

    def clean(self) -> dict[str, Any]:
        """Ask how many where there are several."""
        said = super().clean() or self.cleaned_data
        if said.get("weeks") and not said.get("count"):
            self.add_error("count", _("Say how many meetings there are in all."))
        return said

    def plan(self) -> Plan:
        """Return what was typed; a meeting over midnight ends on the next day."""
        said = self.cleaned_data
        starts, ends = self._at(said["day"], said["starts"]), self._at(said["day"], said["ends"])
        return Plan(
            title=self.texts("title"),
            about=self.texts("about"),
            starts_at=starts,
            ends_at=ends if ends > starts else ends + timedelta(days=1),
            place=self.texts("place"),
            link=said["link"],
            interpretation=said["interpretation"],
            supports_offered=tuple(said["supports_offered"]),
        )

    def _at(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.zone)


def typed_meeting(meeting: Meeting, languages: list[str]) -> dict[str, Any]:
    """Return a meeting as its form shows it."""
    return {
        **typed_in(MEETING_TEXTS, meeting, languages),
        "day": meeting.local_start.date(),
        "starts": meeting.local_start.time(),
        "ends": meeting.local_end.time(),
        "link": meeting.link,
        "interpretation": meeting.interpretation,
        "supports_offered": meeting.supports_offered,
    }


class ItemForm(LocalizedForm):
    """One item: what is difficult, what it could open, what is wanted of whom."""

    def __init__(
        self,
        *args: Any,
        languages: list[str],
        meeting: Meeting,
        engagements: QuerySet[Engagement],
        minutes: QuerySet[Minutes],
        people: QuerySet[Person],
        **kwargs: Any,
    ) -> None:
        """The title and what is to happen with it first, then both halves of the framing."""
        super().__init__(*args, languages=languages, **kwargs)
        self.meeting = meeting
        kinds = [pair for pair in AgendaItem.Kind.choices if self._fits(pair[0], minutes)]
        self.add_texts("title", label=_("What is it about?"), hint=_("In a few words."), most=200)
        self.fields["kind"] = forms.ChoiceField(
            label=_("What is to happen with it?"), choices=kinds, initial="discuss", widget=forms.RadioSelect
        )
        self._ask_framing()
        self._ask_matter(engagements, minutes)
        self.fields["minutes_planned"] = forms.IntegerField(
            label=_("Minutes"), initial=10, min_value=1, max_value=240
        )
        self.fields["led_by"] = forms.ModelChoiceField(
            label=_("Who brings it?"), queryset=people, required=False, empty_label=_("Nobody in particular")
        )

    def _fits(self, kind: str, minutes: QuerySet[Minutes]) -> bool:
        if kind == AgendaItem.Kind.MINUTES:
            return bool(minutes)
        return kind != AgendaItem.Kind.RATIFY or self.meeting.body.is_table

    def _ask_framing(self) -> None:
        self.add_texts(
            "difficulty", label=_("What is difficult about it?"), rows=2, most=1000, needed=False,
            hint=_("Why it is on the table now."),
        )  # fmt: skip
        self.add_texts(
            "opportunity", label=_("What could it open?"), rows=2, most=1000, needed=False,
            hint=_("Needed as well: nobody is called only to hear what is wrong."),
        )  # fmt: skip
        self.add_texts(
            "evidence", label=_("What shows it?"), rows=2, most=1000, needed=False,
            hint=_("Figures, words of residents, what was tried."),
        )  # fmt: skip
        self.add_texts(
            "wanted", label=_("What is wanted of whom?"), rows=2, most=300, needed=False,
            hint=_("For something to decide: the question as it will be put. It is fixed with the notice."),
        )  # fmt: skip

    def _ask_matter(self, engagements: QuerySet[Engagement], minutes: QuerySet[Minutes]) -> None:
        self.fields["engagement"] = forms.ModelChoiceField(
            label=_("Does the decision belong to a question that was taken to people?"), queryset=engagements,
            required=False, empty_label=_("No, it is about how the group works"),
        )  # fmt: skip
        if minutes:
            self.fields["approves"] = MinutesChoice(
                minutes, label=_("Which minutes?"), required=False, empty_label=_("None")
            )

    def brief(self, about: Record | None = None) -> Brief:
        """Return what was typed."""
        said = self.cleaned_data
        is_minutes = said["kind"] == AgendaItem.Kind.MINUTES
        return Brief(
            kind=said["kind"],
            **{name: self.texts(name) for name in ITEM_TEXTS},
            minutes_planned=said["minutes_planned"],
            led_by=said["led_by"],
            engagement=said["engagement"],
            approves=said.get("approves") if is_minutes else None,
            about=about,
        )


class MinutesChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Minutes by the day of their meeting."""

    def label_from_instance(self, obj: Minutes) -> str:
        """Return the name of the meeting and its day."""
        return f"{obj.meeting}, {obj.meeting.local_start:%-d.%-m.%Y}"


class ReasonForm(LocalizedForm):
    """Why a meeting is cancelled."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One sentence."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "reason", label=_("Why?"), hint=_("Everybody who was called reads it."), rows=2, most=500
        )
