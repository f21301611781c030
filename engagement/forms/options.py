"""Forms of options, evidence, statements, panel and criteria."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.actions.alternatives import Draft
from engagement.actions.evidence import Exhibit
from engagement.forms.engagements import money_field
from initiatives.forms.localized import LocalizedForm

OPTION_TEXTS = ("title", "description", "reasons_against")
WEIGHTS = [(n, str(n)) for n in range(1, 11)]


class OptionForm(LocalizedForm):
    """An option."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Its name, what it is, what speaks against it, what it costs."""
        super().__init__(*args, **kwargs)
        self.add_texts("title", label=_("Name of the option"), most=160)
        self.add_texts("description", label=_("What it is"), rows=4, needed=False)
        self.add_texts(
            "reasons_against",
            label=_("What speaks against it"),
            hint=_("Every option has something against it. Say it before others do."),
            rows=3,
            needed=False,
        )
        self.fields["cost"] = money_field(_("What it costs"))

    def draft(self) -> Draft:
        """Return what was typed."""
        return Draft(cost=self.cleaned_data["cost"], **{name: self.texts(name) for name in OPTION_TEXTS})


class FiguresForm(LocalizedForm):
    """An indicator's published figures, frozen as they are seen now."""

    def __init__(self, *args: Any, indicators: Any, **kwargs: Any) -> None:
        """Which indicator, and what it says on this question."""
        super().__init__(*args, **kwargs)
        self.fields["indicator"] = forms.ModelChoiceField(indicators, label=_("Indicator"))
        self.add_texts("words", label=_("What it says on this question"), rows=3, most=1500, needed=False)


class ExhibitForm(LocalizedForm):
    """A document, what people lived through, or advice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Title, words, source, file."""
        super().__init__(*args, **kwargs)
        self.add_texts("title", label=_("Title"), most=200)
        self.add_texts("words", label=_("What it says"), rows=5, needed=False)
        self.fields["source"] = forms.CharField(label=_("Where it is from"), max_length=300, required=False)
        self.fields["file"] = forms.FileField(label=_("A file"), required=False)

    def exhibit(self, attachment: Any) -> Exhibit:
        """Return what was typed, with the file that was kept."""
        return Exhibit(self.texts("title"), self.texts("words"), self.cleaned_data["source"], attachment)


class NoDataForm(LocalizedForm):
    """The statement that there are no figures."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What is missing and why."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "wanted",
            label=_("Which figures are missing"),
            hint=_("They go onto the list of data wanted."),
            most=200,
        )
        self.add_texts(
            "because", label=_("Why there are none"), hint=_("Everybody will read it."), rows=3, most=1500
        )


class RequestForm(forms.Form):
    """A request for more evidence, from anybody."""

    words = forms.CharField(
        label=_("What would you want to know before deciding?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(LocalizedForm):
    """The public answer to a request."""

    def __init__(self, *args: Any, evidence: Any, **kwargs: Any) -> None:
        """What was added, or why it can't be had."""
        super().__init__(*args, **kwargs)
        self.fields["evidence"] = forms.ModelChoiceField(
            evidence, label=_("Answered by"), required=False, empty_label=_("Words alone")
        )
        self.add_texts("answer", label=_("The answer"), rows=3, most=2000)


class StatementForm(LocalizedForm):
    """A statement of any kind."""

    def __init__(self, *args: Any, is_impossible: bool = False, **kwargs: Any) -> None:
        """Its words, a file; for an impossibility the legal authority."""
        super().__init__(*args, **kwargs)
        self.add_texts("words", label=_("Words"), rows=10, most=20000)
        if is_impossible:
            self.fields["authority"] = forms.CharField(
                label=_("The legal authority that says so"), max_length=200
            )
        self.fields["file"] = forms.FileField(label=_("A file"), required=is_impossible)


class ReasonsForm(LocalizedForm):
    """Why it is decided so."""

    def __init__(self, *args: Any, options: Any, cells: Any, **kwargs: Any) -> None:
        """For which option, why, resting on what, and why not what the panel would have chosen."""
        super().__init__(*args, **kwargs)
        self.fields["alternative"] = forms.ModelChoiceField(
            options, label=_("For which option"), required=False, empty_label=_("For none of them alone")
        )
        self.add_texts("words", label=_("The reasons"), rows=10, most=20000)
        if cells.exists():
            self.fields["cells"] = forms.ModelMultipleChoiceField(
                cells,
                label=_("Which concerns it rests on"),
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
            self.add_texts(
                "why_otherwise",
                label=_("If it is not what the panel would have chosen: why"),
                rows=3,
                needed=False,
            )


class PanelForm(forms.Form):
    """Somebody for the panel."""

    def __init__(self, *args: Any, people: Any, groups: Any, chosen: Any, **kwargs: Any) -> None:
        """Who, from which group, and how they came to it."""
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.ModelChoiceField(people, label=_("Who"))
        self.fields["group"] = forms.ModelChoiceField(
            groups,
            label=_("From which group, in their own words"),
            required=False,
            empty_label=_("They have not said"),
        )
        self.fields["chosen"] = forms.ChoiceField(label=_("How they came to it"), choices=chosen)


class CriterionForm(LocalizedForm):
    """By what options are judged."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The words and the weight."""
        super().__init__(*args, **kwargs)
        self.add_texts("words", label=_("By what the options are judged"), most=200)
        self.fields["weight"] = forms.TypedChoiceField(
            label=_("How much it weighs"), choices=WEIGHTS, coerce=int, initial=5
        )


class ScoreForm(forms.Form):
    """One score of one seat."""

    def __init__(self, *args: Any, criteria: Any, options: Any, **kwargs: Any) -> None:
        """Which criterion, which option, how many."""
        super().__init__(*args, **kwargs)
        self.fields["criterion"] = forms.ModelChoiceField(criteria, label=_("Criterion"))
        self.fields["alternative"] = forms.ModelChoiceField(options, label=_("Option"))
        self.fields["score"] = forms.TypedChoiceField(
            label=_("Score"), choices=WEIGHTS[:5], coerce=int, widget=forms.RadioSelect
        )
