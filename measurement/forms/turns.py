"""Forms of a conversation: opening it, what the table says, and each of its parts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from initiatives.forms.activities import day_field
from initiatives.forms.localized import LocalizedForm
from initiatives.models import Membership
from measurement.models import Factor, Idea, Turn
from measurement.pages.turn_questions import CRITERIA, GROUNDS
from measurement.rules.turns import CURVE, Criterion

MINUTES = [("", _("Without a clock")), *((str(n), str(n)) for n in (3, 5, 8, 10, 15, 20, 30))]
SCORES = [("3", _("Strong")), ("2", _("Middling")), ("1", _("Weak"))]


class OpenForm(forms.Form):
    """When the table meets."""

    held_on = day_field(_("When do we talk?"))


class StepForm(LocalizedForm):
    """What the table says to one question."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One text."""
        super().__init__(*args, **kwargs)
        self.add_texts("words", label=_("What the table says"), rows=4, most=3000)


class ClockForm(forms.Form):
    """To which question, and for how many minutes."""

    question = forms.IntegerField(min_value=1, max_value=7)
    minutes = forms.TypedChoiceField(
        label=_("Minutes"), choices=MINUTES, coerce=int, empty_value=None, required=False
    )


class PartForm(LocalizedForm):
    """One part of a conversation: `said` are its texts, `plain` its other fields."""

    said: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()

    def values(self) -> dict[str, Any]:
        """Return what was typed."""
        texts: dict[str, Any] = {name: self.texts(name) for name in self.said}
        return texts | {name: self.cleaned_data[name] for name in self.plain}


class FactorForm(PartForm):
    """What helps or holds back."""

    said = ("words",)
    plain = (
        "kind",
        "ground",
        "cause_of",
        "source",
    )

    def __init__(self, *args: Any, turn: Turn, partners: QuerySet[Membership], **kwargs: Any) -> None:
        """The words, which way, how the table knows, and perhaps of what it is the cause."""
        super().__init__(*args, **kwargs)
        self.add_texts("words", label=_("What is it?"), rows=2, most=500)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Which way does it work?"), choices=Factor.Kind.choices, widget=forms.RadioSelect
        )
        self.fields["ground"] = forms.ChoiceField(
            label=_("How do we know?"), choices=Factor.Ground.choices, widget=forms.RadioSelect
        )
        self.fields["cause_of"] = forms.ModelChoiceField(
            label=_("It is the cause behind"),
            queryset=turn.factors.filter(removed_at__isnull=True),
            required=False,
            empty_label=_("Nothing else: it stands on its own"),
        )
        self.fields["source"] = forms.CharField(
            label=_("Where it can be read, or who saw it"), max_length=300, required=False
        )


class PartnerRoleForm(PartForm):
    """A partner with a part to play: here, or wanted."""

    said = ("role",)
    plain = (
        "membership",
        "wanted_name",
    )

    def __init__(self, *args: Any, turn: Turn, partners: QuerySet[Membership], **kwargs: Any) -> None:
        """Who, and what part."""
        super().__init__(*args, **kwargs)
        self.fields["membership"] = forms.ModelChoiceField(
            label=_("Who is here"),
            queryset=partners,
            required=False,
            empty_label=_("Somebody who is not here yet"),
        )
        self.fields["wanted_name"] = forms.CharField(label=_("Whom we want"), max_length=160, required=False)
        self.add_texts("role", label=_("What part could it play?"), rows=2, most=500)


class IdeaForm(PartForm):
    """What works, or could."""

    said = ("words",)
    plain = (
        "evidence",
        "cost",
        "answers",
        "source",
    )

    def __init__(self, *args: Any, turn: Turn, partners: QuerySet[Membership], **kwargs: Any) -> None:
        """The idea, how well it is known, what it costs."""
        super().__init__(*args, **kwargs)
        self.add_texts("words", label=_("What works, or could?"), rows=2, most=300)
        self.fields["evidence"] = forms.ChoiceField(
            label=_("How well do we know?"), choices=Idea.Evidence.choices, widget=forms.RadioSelect
        )
        self.fields["cost"] = forms.ChoiceField(
            label=_("What does it cost?"), choices=Idea.Cost.choices, widget=forms.RadioSelect
        )
        self.fields["answers"] = forms.ModelChoiceField(
            label=_("It answers"),
            queryset=turn.factors.filter(removed_at__isnull=True),
            required=False,
            empty_label=_("Nothing that is in the story"),
        )
        self.fields["source"] = forms.CharField(
            label=_("Where it can be read, or who does it"), max_length=300, required=False
        )


class ActionForm(PartForm):
    """What will be done."""

    said = (
        "words",
        "success_seen_by",
        "logic",
    )
    plain = (
        "idea",
        "owner",
        "due",
    )

    def __init__(self, *args: Any, turn: Turn, partners: QuerySet[Membership], **kwargs: Any) -> None:
        """What, for which idea, by whom, until when, and how success is seen."""
        super().__init__(*args, **kwargs)
        self.add_texts("words", label=_("What will be done?"), rows=2, most=200)
        self.fields["idea"] = forms.ModelChoiceField(
            label=_("For which idea?"),
            queryset=turn.ideas.filter(removed_at__isnull=True),
            required=False,
            empty_label=_("For none of them"),
            help_text=_("An idea with something to do is chosen. It becomes a strategy of the plan."),
        )
        self.fields["owner"] = forms.ModelChoiceField(
            label=_("Who does it?"), queryset=partners, empty_label=None
        )
        self.fields["due"] = day_field(_("Until when?"))
        self.add_texts("success_seen_by", label=_("By what shall we see that it worked?"), rows=2, most=500)
        self.add_texts(
            "logic",
            label=_("Why should it move the curve?"),
            hint=_("In a sentence. Left open, it is said of the idea and what that answers."),
            rows=2,
            most=500,
            needed=False,
        )


class LineForm(forms.Form):
    """A line that somebody adds."""

    kind = forms.ChoiceField(
        label=_("Does it help or hold back?"),
        choices=[*Factor.Kind.choices, ("", _("I am not sure"))],
        widget=forms.RadioSelect,
        required=False,
    )
    words = forms.CharField(
        label=_("Your words"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), strip=True
    )

    def __init__(self, *args: Any, question: int, **kwargs: Any) -> None:
        """Ask which way it works only where the story is told."""
        super().__init__(*args, **kwargs)
        if question != CURVE:
            del self.fields["kind"]


class AsideForm(LocalizedForm):
    """Why a line is set aside."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One reason."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "reason",
            label=_("Why do we set it aside?"),
            hint=_("Whoever wrote the line reads this on their receipt."),
            rows=2,
            most=500,
        )


class HidingForm(forms.Form):
    """On which ground a line is hidden."""

    ground = forms.ChoiceField(
        label=_("Why must nobody read it?"), choices=list(GROUNDS.items()), widget=forms.RadioSelect
    )


class ScoreForm(forms.Form):
    """One person's scores of one idea."""

    def __init__(self, data: QueryDict | None = None, *, idea: Idea, **kwargs: Any) -> None:
        """One choice for each criterion; an idea may be left out as a whole."""
        super().__init__(data, prefix=f"idea-{idea.pk}", **kwargs)
        self.idea = idea
        for criterion, (name, question) in CRITERIA.items():
            self.fields[criterion.value] = forms.TypedChoiceField(
                label=format_html("{}: {}", name, question),
                choices=SCORES,
                coerce=int,
                empty_value=None,
                widget=forms.RadioSelect,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Take all four or none."""
        cleaned: dict[str, Any] = super().clean() or {}
        given = [name for name in Criterion if cleaned.get(name.value)]
        for criterion in Criterion:
            if given and criterion not in given:
                self.add_error(criterion.value, _("Score this one too, or none of the four."))
        return cleaned

    def scores(self) -> dict[Criterion, int] | None:
        """Return the four scores; None where the idea was left out."""
        if not any(self.cleaned_data.values()):
            return None
        return {criterion: self.cleaned_data[criterion.value] for criterion in Criterion}
