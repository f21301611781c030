"""Forms with which people say something, on a screen, a phone, or through somebody who types in their paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from engagement.actions.inputs import Contribution
from engagement.forms.groups import GROUP, Groups, chosen_groups, group_fields
from engagement.models import Hiding, Input, Prompt, Rating, Session
from engagement.rules.inputs import HIGHEST, LONGEST_WORDS, LOWEST, Said
from initiatives.models import Person, local

PROMPT = "prompt_"
ENDS = {LOWEST: _("not at all"), HIGHEST: _("very much")}
STARS = [("4", _("Very well")), ("3", _("Well")), ("2", _("A little")), ("1", _("Not at all"))]
OFFLINE = [(value, label) for value, label in Input.Channel.choices if value in Input.OFFLINE]


class AnswerForm(forms.Form):
    """The questions of an engagement in their order; each field is named after its question."""

    use_required_attribute = False

    def __init__(
        self, *args: Any, prompts: Sequence[Prompt], may_be_empty: bool = False, **kwargs: Any
    ) -> None:
        """One field for each question; a card of a stack `may_be_empty`."""
        super().__init__(*args, **kwargs)
        self.prompts = prompts
        for prompt in prompts:
            field = answer_field(prompt)
            field.required = prompt.is_required and not may_be_empty
            field.error_messages["required"] = _("Please answer this question.")
            self.fields[f"{PROMPT}{prompt.pk}"] = field

    def said(self) -> list[Said]:
        """Return what was answered."""
        given = ((prompt, self.cleaned_data.get(f"{PROMPT}{prompt.pk}")) for prompt in self.prompts)
        return [said_of(prompt, value) for prompt, value in given if value not in (None, "", [])]

    def questions(self) -> list[BoundField]:
        """Return the fields of the questions."""
        return [self[f"{PROMPT}{prompt.pk}"] for prompt in self.prompts]


class ContributionForm(AnswerForm):
    """What somebody says, and as much of themselves as they like: to which groups they belong, how to reach them."""

    def __init__(self, *args: Any, groups: Groups, **kwargs: Any) -> None:
        """The questions, then the groups of those whom it concerns, then an address."""
        super().__init__(*args, **kwargs)
        self.groups = groups
        self.fields |= group_fields(groups)
        self.fields["email"] = forms.EmailField(
            label=_("E-mail"),
            help_text=_("Only to tell you what becomes of your words. It is never shown."),
            required=False,
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        )

    def about(self) -> list[BoundField]:
        """Return the fields about the person."""
        return [self[f"{GROUP}{dimension.pk}"] for dimension, _categories in self.groups]

    def contribution(
        self,
        *,
        channel: str,
        sent_as: str = "",
        contributor: Person | None = None,
        session: Session | None = None,
    ) -> Contribution:
        """Return all that was said."""
        return Contribution(
            said=self.said(),
            channel=channel,
            contributor=contributor,
            session=session,
            groups=chosen_groups(self.groups, self.cleaned_data),
            email=self.cleaned_data.get("email", ""),
            language=(get_language() or "en")[:8],
            sent_as=sent_as,
        )


class EntryForm(ContributionForm):
    """What somebody wrote on paper or said by phone, typed in for them."""

    def __init__(self, *args: Any, sessions: Sequence[Session], **kwargs: Any) -> None:
        """Which way it came and what shows it, before the answers."""
        super().__init__(*args, **kwargs)
        self.fields["channel"] = forms.ChoiceField(
            label=_("How did it come?"), choices=OFFLINE, widget=forms.RadioSelect
        )
        self.fields["session"] = session_field(sessions)
        self.fields["file"] = forms.FileField(
            label=_("Scan or photo"),
            help_text=_("The public never sees it. Somebody else compares it with what you typed."),
            required=False,
        )
        self.fields["note"] = note_field()
        self.order_fields(["channel", "session", "file", "note"])


class CardForm(AnswerForm):
    """One card of a stack: what is written on it, and to which groups whoever wrote it says that they belong."""

    def __init__(self, *args: Any, groups: Groups, **kwargs: Any) -> None:
        """The questions, then the groups; a card may be empty."""
        super().__init__(*args, may_be_empty=True, **kwargs)
        self.groups = groups
        self.fields |= group_fields(groups, nothing=_("Not said"))

    def about(self) -> list[BoundField]:
        """Return the fields about the person."""
        return [self[f"{GROUP}{dimension.pk}"] for dimension, _categories in self.groups]

    def contribution(self, *, channel: str, session: Session | None) -> Contribution:
        """Return what stands on the card."""
        groups = chosen_groups(self.groups, self.cleaned_data)
        return Contribution(self.said(), channel=channel, session=session, groups=groups)


class BatchForm(forms.Form):
    """What a stack of cards has in common."""

    use_required_attribute = False

    def __init__(self, *args: Any, sessions: Sequence[Session], **kwargs: Any) -> None:
        """Which way they came, in which session, and where they are kept."""
        super().__init__(*args, **kwargs)
        self.fields["channel"] = forms.ChoiceField(
            label=_("How did they come?"), choices=OFFLINE, widget=forms.RadioSelect
        )
        self.fields["session"] = session_field(sessions)
        self.fields["note"] = note_field()
        self.fields["note"].required = True


class HidingForm(forms.Form):
    """On which ground words are hidden."""

    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=Hiding.Ground.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "It is counted in public, and whoever wrote it reads why and can ask somebody else to look."
        ),
    )


class AppealForm(forms.Form):
    """Why words should be shown."""

    words = forms.CharField(
        label=_("Why should it be shown?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class RatingForm(forms.Form):
    """How one's words were used."""

    stars = forms.TypedChoiceField(
        label=_("How were your words used?"), choices=STARS, coerce=int, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Why"),
        max_length=Rating._meta.get_field("words").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def answer_field(prompt: Prompt) -> forms.Field:
    """Return the field with which a question is answered; the action says what is missing."""
    label = local(prompt.words)
    if prompt.kind == Prompt.Kind.CHOICE:
        return _choice_field(prompt, label)
    if prompt.kind == Prompt.Kind.SCALE:
        numbers = [(str(n), _scale_word(n)) for n in range(LOWEST, HIGHEST + 1)]
        return forms.ChoiceField(label=label, choices=numbers, required=False, widget=forms.RadioSelect)
    if prompt.kind == Prompt.Kind.PLACE:
        hint = _("A corner, a street, a bus stop: as you would tell a neighbour.")
        return forms.CharField(label=label, help_text=hint, max_length=160, required=False)
    return forms.CharField(
        label=label,
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "max_length": ngettext_lazy(
                "Please keep it under %(limit_value)d letter.",
                "Please keep it under %(limit_value)d letters.",
                "limit_value",
            )
        },
    )


def said_of(prompt: Prompt, value: object) -> Said:
    """Return the value of a field as the answer to its question."""
    if prompt.kind == Prompt.Kind.CHOICE:
        chosen = value if isinstance(value, list) else [value]
        return Said(prompt.pk, choices=tuple(int(str(each)) for each in chosen))
    if prompt.kind == Prompt.Kind.SCALE:
        return Said(prompt.pk, scale=int(str(value)))
    if prompt.kind == Prompt.Kind.PLACE:
        return Said(prompt.pk, place=str(value))
    return Said(prompt.pk, words=str(value))


def session_field(sessions: Sequence[Session]) -> forms.ChoiceField:
    """Return the field for the session in which something was said."""
    return forms.ChoiceField(
        label=_("In which session?"),
        required=False,
        choices=[("", _("In none")), *((str(each.pk), str(each)) for each in sessions)],
    )


def note_field() -> forms.CharField:
    """Return the field for where the paper is kept or when the call was."""
    return forms.CharField(
        label=_("Note"),
        help_text=_("Where the paper is kept, or when the call was: “Box 3, card 12”."),
        max_length=500,
        required=False,
    )


def _choice_field(prompt: Prompt, label: str) -> forms.Field:
    choices = [(str(at), local(texts)) for at, texts in enumerate(prompt.choices)]
    if prompt.is_several:
        return forms.MultipleChoiceField(
            label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


def _scale_word(number: int) -> str:
    end = ENDS.get(number)
    return f"{number}: {end}" if end else str(number)
