"""Forms of a meeting under way and of its minutes: who is there, what was said, what somebody takes on, what was wrong."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from communications.actions.running import Closing
from communications.meetings.calling import Called
from communications.models import AccessWish, Attendance, Reply, RollCallVote
from engagement.models import Support
from initiatives.forms.activities import day_field
from initiatives.forms.localized import LocalizedForm
from initiatives.models import Body, Membership, Restriction
from initiatives.rules.refusals import RuleBroken


class Refusable(forms.Form):
    """A short form that shows a rule's sentence beside its field, or above the form."""

    use_required_attribute = False

    def refuse(self, refusal: RuleBroken) -> None:
        """Show a refusal."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)


class ReplyForm(Refusable):
    """Whether somebody comes."""

    coming = forms.ChoiceField(
        label=_("Do you come?"), choices=Reply.Coming.choices, widget=forms.RadioSelect
    )


class AccessForm(Refusable):
    """What somebody needs in order to come."""

    kind = forms.ChoiceField(label=_("What would help you to come?"), choices=Support.Kind.choices)
    words = forms.CharField(
        label=_("What we should know"), required=False, max_length=300,
        help_text=_("Only those who prepare the meeting read it."),
    )  # fmt: skip


class SettleForm(Refusable):
    """What became of a wish."""

    state = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[pair for pair in AccessWish.State.choices if pair[0] != AccessWish.State.ASKED],
    )


class GuestForm(Refusable):
    """A guest by name."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    is_named = forms.BooleanField(
        label=_("Print my name in the minutes"), required=False,
        help_text=_("Otherwise you are only counted. Those who keep the minutes see it either way."),
    )  # fmt: skip
    how = forms.ChoiceField(
        label=_("Where are you?"), choices=Attendance.How.choices, initial="here", widget=forms.RadioSelect
    )


class NotesForm(Refusable):
    """What was said on an item."""

    notes = forms.CharField(
        label=_("What was said and agreed"),
        required=False,
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class PledgeForm(LocalizedForm):
    """Who takes on what by when."""

    def __init__(
        self, *args: Any, partners: Iterable[Membership], groups: Iterable[Body], **kwargs: Any
    ) -> None:
        """The sentence first, then whose it is and the day."""
        super().__init__(*args, **kwargs)
        self.sides: dict[str, Membership | Body] = {f"partner-{one.pk}": one for one in partners}
        self.sides |= {f"group-{one.pk}": one for one in groups}
        choices = [("", _("Choose")), *((key, str(side)) for key, side in self.sides.items())]
        self.add_texts("words", label=_("What is taken on?"), rows=2, most=500)
        self.fields["giver"] = forms.ChoiceField(label=_("By whom?"), choices=choices)
        self.fields["due"] = day_field(_("By when?"))

    @property
    def giver(self) -> Membership | Body:
        """Who takes it on."""
        return self.sides[self.cleaned_data["giver"]]


class RollCallForm(Refusable):
    """What each seat that is there says aloud."""

    def __init__(self, *args: Any, called: Iterable[Called], **kwargs: Any) -> None:
        """One question for each seat that somebody is there for."""
        super().__init__(*args, **kwargs)
        self.seats = [one.term.seat_id for one in called if one.is_there]
        for one in called:
            if one.is_there:
                self.fields[f"seat_{one.term.seat_id}"] = forms.ChoiceField(
                    label=f"{one.term.seat.name}: {one.term.person.shown_name}",
                    choices=RollCallVote.Stance.choices,
                    widget=forms.RadioSelect,
                )

    @property
    def stances(self) -> dict[int, str]:
        """What was said, by seat."""
        return {seat: self.cleaned_data[f"seat_{seat}"] for seat in self.seats}


class ClosingForm(RollCallForm):
    """Why and until when the doors are closed, and the open vote on it."""

    def __init__(
        self, *args: Any, languages: list[str], zone: str, called: Iterable[Called], **kwargs: Any
    ) -> None:
        """The reason first: seats vote on what they have read."""
        super().__init__(*args, called=called, **kwargs)
        self.language, self.zone = languages[0], ZoneInfo(zone)
        voices = dict(self.fields)
        self.fields.clear()
        self.fields["ground"] = forms.ChoiceField(label=_("Reason"), choices=Restriction.Ground.choices)
        self.fields["reason"] = forms.CharField(
            label=_("One sentence that everybody reads"),
            max_length=300,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields["until"] = day_field(_("It opens by itself at the end of"))
        self.fields |= voices

    @property
    def closing(self) -> Closing:
        """Why and until when."""
        said = self.cleaned_data
        until = datetime.combine(said["until"], time(23, 59), self.zone)
        return Closing(said["ground"], {self.language: said["reason"]}, until)


class AmendmentForm(Refusable):
    """What the minutes should say."""

    words = forms.CharField(
        label=_("What should the minutes say instead?"), max_length=3000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Whoever keeps the minutes answers. With the minutes everybody reads what was asked."),
    )  # fmt: skip


class AnswerForm(Refusable):
    """What becomes of an amendment."""

    is_taken = forms.ChoiceField(
        label=_("Is it taken in?"), choices=[("yes", _("Yes, the minutes read as below")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    words = forms.CharField(
        label=_("The minutes read now"),
        required=False,
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    answer = forms.CharField(
        label=_("Why"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed if it is not taken in."),
    )  # fmt: skip


class TranslationForm(Refusable):
    """What the minutes say of an item, in another language; `version` is the one that was translated."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    words = forms.CharField(max_length=12000, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        """Ask for the words in a language, by its own name."""
        super().__init__(*args, **kwargs)
        name = get_language_info(language)["name_local"]
        self.fields["words"].label = _("The minutes in this language: {name}").format(name=name)
        self.fields["words"].widget.attrs["lang"] = language

    def meet(self, version: int) -> None:
        """Keep what was written, to be compared with this version."""
        self.data = {**self.data, "version": version}


class CorrectionForm(Refusable):
    """How published minutes read from now on, and why."""

    words = forms.CharField(
        label=_("The minutes read now"), max_length=10000, widget=forms.Textarea(attrs={"rows": 6})
    )
    reason = forms.CharField(
        label=_("Why?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everybody reads it beside the correction."),
    )  # fmt: skip
