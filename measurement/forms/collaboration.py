"""Forms of the collaboration survey: plan a wave, give it more time, answer its three parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from initiatives.forms.activities import day_field
from initiatives.forms.localized import LocalizedForm
from initiatives.models import Membership, local
from measurement.actions.collaboration import Texts, WavePlan
from measurement.models import SurveyQuestion
from measurement.pages.survey_words import (
    CAPACITY_WORDS,
    COST_WORDS,
    GAIN_WORDS,
    ITEM_WORDS,
    RUNGS,
    SCALE,
    Words,
)
from measurement.rules.collaboration import ABOUT_ALL, Item


class WaveForm(LocalizedForm):
    """What is asked, of whom, from when to when."""

    def __init__(self, *args: Any, partners: QuerySet[Membership], **kwargs: Any) -> None:
        """The name and the days first, then who is asked, then questions of one's own."""
        super().__init__(*args, **kwargs)
        self.add_texts("title", label=_("What it is called"), hint=_("“Spring 2027”."), most=80)
        self.add_texts(
            "purpose",
            label=_("What it is for"),
            hint=_("It stands in the letter. Say what you will do with what you learn."),
            rows=3,
            most=600,
            needed=False,
        )
        self.fields["opens_on"] = day_field(_("First day to answer"))
        self.fields["closes_on"] = day_field(
            _("Last day to answer"), hint=_("It is closed by itself after that day.")
        )
        self.fields["partners"] = forms.ModelMultipleChoiceField(
            label=_("Who is asked"),
            help_text=_("Each is asked about all others. Five at least."),
            queryset=partners,
            widget=forms.CheckboxSelectMultiple,
        )
        self.add_texts(
            "questions",
            label=_("Questions of your own"),
            hint=_(
                "One a line, five at most: sentences with which one agrees, such as “My voice counts here”."
            ),
            rows=4,
            most=1500,
            needed=False,
        )

    def clean(self) -> dict[str, Any]:
        """Ask for each question in each language in which there are questions."""
        found = super().clean() or {}
        counts = {language: len(_lines(words)) for language, words in self.texts("questions").items()}
        if len(set(counts.values())) > 1:
            last = f"questions_{self.languages[-1]}"
            self.add_error(
                last, _now("Write as many lines here as in the first language: one for each question.")
            )
        return found

    @property
    def plan(self) -> WavePlan:
        """What was typed."""
        said = self.cleaned_data
        return WavePlan(
            title=self.texts("title"),
            purpose=self.texts("purpose"),
            opens_on=said["opens_on"],
            closes_on=said["closes_on"],
            partners=list(said["partners"]),
            questions=_by_line(self.texts("questions")),
        )


class ExtendForm(forms.Form):
    """Until when it is open."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One day."""
        super().__init__(*args, **kwargs)
        self.fields["closes_on"] = day_field(_("Last day to answer"))


class LadderForm(forms.Form):
    """For each other partner a rung of the ladder; what is left open can be answered later."""

    use_required_attribute = False

    def __init__(self, *args: Any, partners: Iterable[Membership], **kwargs: Any) -> None:
        """One field for each partner."""
        super().__init__(*args, **kwargs)
        self.partners = list(partners)
        for partner in self.partners:
            self.fields[f"rung_{partner.pk}"] = _picked(
                str(partner), [(int(key), words) for key, words in RUNGS.items()]
            )

    def rungs(self) -> dict[int, int]:
        """Return what was answered."""
        said = {one.pk: self.cleaned_data[f"rung_{one.pk}"] for one in self.partners}
        return {partner: int(rung) for partner, rung in said.items() if rung != ""}


class CloserForm(forms.Form):
    """Six things about each of the partners with whom one works most."""

    use_required_attribute = False

    def __init__(self, *args: Any, partners: Sequence[Membership], **kwargs: Any) -> None:
        """One field for each item of each partner."""
        super().__init__(*args, **kwargs)
        self.partners = partners
        for partner in partners:
            for item, words in ITEM_WORDS.items():
                self.fields[f"{item}_{partner.pk}"] = _picked(words, SCALE.items())

    def grouped(self) -> list[tuple[Membership, list[BoundField]]]:
        """Return the fields of each partner."""
        return [(one, [self[f"{item}_{one.pk}"] for item in Item]) for one in self.partners]

    def said(self) -> dict[int, dict[Item, int | None]]:
        """Return what was said of each."""
        return {
            one.pk: {item: _value(self.cleaned_data[f"{item}_{one.pk}"]) for item in Item}
            for one in self.partners
        }


class WorthForm(forms.Form):
    """What it brings, what it costs, what one is able to do, and the initiative's own questions."""

    use_required_attribute = False

    def __init__(self, *args: Any, questions: Iterable[SurveyQuestion], **kwargs: Any) -> None:
        """One field for each."""
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for key, sentence in [*GAIN_WORDS.items(), *COST_WORDS.items(), *CAPACITY_WORDS.items()]:
            self.fields[key] = _picked(sentence, SCALE.items())
        for question in self.questions:
            self.fields[f"q{question.pk}"] = _picked(local(question.words), SCALE.items())

    def parts(self) -> list[tuple[Words, list[BoundField]]]:
        """Return the fields under their headings."""
        own = [self[f"q{one.pk}"] for one in self.questions]
        parts: list[tuple[Words, list[BoundField]]] = [
            (_("What taking part brings you"), [self[key] for key in GAIN_WORDS]),
            (_("What it costs you"), [self[key] for key in COST_WORDS]),
            (_("What you are able to do now"), [self[key] for key in CAPACITY_WORDS]),
        ]
        return [*parts, (_("Our own questions"), own)] if own else parts

    def marks(self) -> dict[str, int]:
        """Return the answers about benefits, costs and capacity."""
        return {key: value for key in ABOUT_ALL if (value := _value(self.cleaned_data[key])) is not None}

    def own(self) -> dict[int, int]:
        """Return the answers to the own questions."""
        said = {one.pk: _value(self.cleaned_data[f"q{one.pk}"]) for one in self.questions}
        return {question: value for question, value in said.items() if value is not None}


def _picked(label: Words, choices: Iterable[tuple[int, Words]]) -> forms.ChoiceField:
    options = [(str(value), words) for value, words in choices]
    return forms.ChoiceField(label=label, choices=options, widget=forms.RadioSelect, required=False)


def _value(typed: str) -> int | None:
    return int(typed) if typed else None


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _by_line(texts: Mapping[str, str]) -> list[Texts]:
    rows = {language: _lines(words) for language, words in texts.items()}
    count = max((len(lines) for lines in rows.values()), default=0)
    return [{language: lines[nth] for language, lines in rows.items()} for nth in range(count)]
