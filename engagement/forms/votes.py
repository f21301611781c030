"""Forms of votes: the ballot of every rule, stepping aside, tellers, slips, paper, certifying, and what comes after."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from engagement.actions.objections import Concern
from engagement.models import Decision, DecisionOption
from engagement.pages.vote_words import STANCES
from engagement.rules.ballots import Ballot
from engagement.rules.methods import Rule, Shape, blocking, most_points, points_to_spend
from initiatives.forms.localized import LocalizedForm
from initiatives.models import Person
from initiatives.rules.refusals import RuleBroken

MOST_WORDS = 2000
WINDOW = {"min_value": 0, "max_value": 1000}


class BallotForm(forms.Form):
    """The ballot of one rule: one answer, marks, an order, or points. `with_words` lets a seat say why in its own words."""

    use_required_attribute = False

    def __init__(
        self, *args: Any, rule: Rule, options: list[DecisionOption], with_words: bool, **kwargs: Any
    ) -> None:
        """Ask what the rule counts."""
        super().__init__(*args, **kwargs)
        self.rule, self.options = rule, options
        {
            Shape.STANCE: self._ask_stance,
            Shape.APPROVED: self._ask_marks,
            Shape.RANKING: self._ask_order,
            Shape.POINTS: self._ask_points,
        }[rule.shape]()
        if with_words:
            self.fields["words"] = forms.CharField(
                label=_("In your own words"),
                help_text=_(
                    "Everybody will read it. If you are against it, say why: it is printed with the result."
                ),
                max_length=MOST_WORDS,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            if rule.shape is Shape.STANCE:
                self.fields["says_nothing"] = forms.BooleanField(
                    label=_("I am against it, or stand aside, and would rather say nothing"), required=False
                )

    def _ask_stance(self) -> None:
        stances: tuple[str, ...] = getattr(self.rule, "stances", ())
        choices = [(stance, STANCES[stance]) for stance in stances]
        self.fields["stance"] = forms.ChoiceField(
            label=_("Your answer"), choices=choices, widget=forms.RadioSelect
        )
        blocks = sorted(blocking(self.rule))
        if blocks:
            why = gettext("If your concern must be resolved: why?")
            if blocks[0].isdecimal():
                why = gettext("If you show fewer fingers than {floor}: why?").format(floor=len(blocks))
            for name, label in (
                ("reason", why),
                ("harms", _("Whom or which shared aim would it harm?")),
                ("would_resolve", _("What would resolve it?")),
            ):
                self.fields[name] = forms.CharField(
                    label=label, required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
                )

    def _ask_marks(self) -> None:
        self.fields["marks"] = forms.MultipleChoiceField(
            label=_("Mark everything that you can agree to"),
            choices=[(one.key, str(one)) for one in self.options],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def _ask_order(self) -> None:
        places = [("", _("No place")), *((str(at), str(at)) for at in range(1, len(self.options) + 1))]
        for one in self.options:
            self.fields[name_of(one)] = forms.ChoiceField(label=str(one), choices=places, required=False)

    def _ask_points(self) -> None:
        most = most_points(self.rule)
        for one in self.options:
            self.fields[name_of(one)] = forms.IntegerField(
                label=str(one), min_value=0, max_value=most, required=False, initial=None
            )

    def clean(self) -> dict[str, Any]:
        """Refuse two options at the same place, and more points than there are."""
        given = super().clean() or {}
        if self.rule.shape is Shape.RANKING:
            self._check_order(given)
        budget = points_to_spend(self.rule)
        spent = (
            sum(given.get(name_of(one)) or 0 for one in self.options)
            if self.rule.shape is Shape.POINTS
            else 0
        )
        if budget is not None and spent > budget:
            self.add_error(
                None,
                gettext("You gave {spent} points and have {budget}. Take some away.").format(
                    spent=spent, budget=budget
                ),
            )
        return given

    def _check_order(self, given: dict[str, Any]) -> None:
        places = [given[name_of(one)] for one in self.options if given.get(name_of(one))]
        if len(places) != len(set(places)):
            self.add_error(
                None, gettext("Two options have the same place. Give each a place of its own, or none.")
            )

    @property
    def ballot(self) -> Ballot:
        """What was answered."""
        said = self.cleaned_data
        match self.rule.shape:
            case Shape.STANCE:
                return Ballot("", stance=said["stance"])
            case Shape.APPROVED:
                return Ballot("", options=tuple(said["marks"]))
            case Shape.RANKING:
                placed = [
                    (int(said[name_of(one)]), one.key) for one in self.options if said.get(name_of(one))
                ]
                return Ballot("", options=tuple(key for _place, key in sorted(placed)))
            case Shape.POINTS:
                points = [(one.key, said.get(name_of(one)) or 0) for one in self.options]
                return Ballot("", points=tuple((key, number) for key, number in points if number))

    @property
    def concern(self) -> Concern | None:
        """The three parts of a concern that must be resolved, if one was raised."""
        if self.cleaned_data.get("stance") not in blocking(self.rule):
            return None
        return Concern(*(self.cleaned_data.get(name, "") for name in ("reason", "harms", "would_resolve")))

    @property
    def words(self) -> str:
        """What the seat says to it."""
        return str(self.cleaned_data.get("words") or "")

    @property
    def says_nothing(self) -> bool:
        """Whether a seat that disagrees would rather say nothing to it."""
        return bool(self.cleaned_data.get("says_nothing"))

    def refuse(self, refusal: RuleBroken) -> None:
        """Show a refusal beside its field, or above the form."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)


def name_of(option: DecisionOption) -> str:
    """Return the name of an option's field."""
    return f"option_{option.position}"


class WordsForm(LocalizedForm):
    """One public text, such as an interest, a reason, or how a concern was resolved."""

    def __init__(
        self, *args: Any, label: Any, name: str = "words", hint: Any = "", rows: int = 2, **kwargs: Any
    ) -> None:
        """Ask for it in each language."""
        super().__init__(*args, **kwargs)
        self.name = name
        self.add_texts(name, label=label, hint=hint, rows=rows, most=1000)

    @property
    def said(self) -> dict[str, str]:
        """What was typed."""
        return self.texts(self.name)


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody by the name that stands on pages."""

    def label_from_instance(self, obj: Person) -> str:
        """Return the name."""
        return obj.shown_name


class TellerForm(forms.Form):
    """Somebody who counts."""

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        """Offer the people of the initiative."""
        super().__init__(*args, **kwargs)
        self.fields["person"] = PersonChoice(label=_("Who counts?"), queryset=people)


class SlipsForm(forms.Form):
    """How many slips are printed."""

    number = forms.IntegerField(label=_("How many slips?"), min_value=1, max_value=5000, initial=50)


class HandOutForm(forms.Form):
    """Which slips were handed out."""

    first = forms.IntegerField(label=_("From number"), min_value=1)
    last = forms.IntegerField(label=_("to number"), min_value=1)


class CertifyForm(forms.Form):
    """What a teller says to the count."""

    words = forms.CharField(
        label=_("Anything that people should know about the count"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class EndForm(WordsForm):
    """A later end, and why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for day and reason."""
        super().__init__(*args, label=_("Why is the end moved?"), name="reason", **kwargs)
        self.fields["closes_at"] = forms.DateTimeField(
            label=_("New end"),
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        )

    @property
    def closes_at(self) -> datetime:
        """The new end."""
        found: datetime = self.cleaned_data["closes_at"]
        return found


class SeedForm(forms.Form):
    """The seed of a lot, as its source gave it."""

    seed = forms.CharField(label=_("The seed, as its source gave it"), max_length=200)


class SlipCodeForm(forms.Form):
    """The code of a slip."""

    code = forms.CharField(
        label=_("Code on your slip"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )


class TieForm(forms.Form):
    """In which vote of its own the group chose among the tied options."""

    def __init__(self, *args: Any, votes: QuerySet[Decision], **kwargs: Any) -> None:
        """Offer the votes of the group that are in force and were put to it since the count."""
        super().__init__(*args, **kwargs)
        self.fields["because"] = forms.ModelChoiceField(
            label=_("The vote in which the group chose"),
            queryset=votes,
            help_text=_(
                "It must have exactly the tied options, in the same words. What won in it is taken from its count."
            ),
            empty_label=_("Choose a vote"),
        )
