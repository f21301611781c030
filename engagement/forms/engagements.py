"""Forms of framing: what to ask at which level, in which words, by whom it is decided, when."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from engagement.actions.engagements import Setting, Words
from engagement.actions.panels import PANEL_LEVELS
from engagement.actions.timetable import Dates
from engagement.gathering.rows import ADOPTED
from engagement.models import LEVELS, Decision, Engagement, Input, Postponement
from engagement.pages.vows import POWER
from engagement.rules.recipes import RECIPES
from engagement.rules.spectrum import SPECTRUM
from initiatives.forms.activities import day_field
from initiatives.forms.localized import LocalizedForm
from initiatives.models import Body, Category, Clause, Population, Record, local

TEXTS = ("title", "question", "fixed", "still_open", "difficulty", "opportunity", "no_alternative_because")
END_OF_DAY = time(23, 59)


def money_field(label: Any, *, required: bool = False, hint: Any = "") -> forms.DecimalField:
    """Return a field for a sum in the initiative's money."""
    return forms.DecimalField(
        label=label, required=required, help_text=hint, min_value=0, max_digits=14, decimal_places=2
    )


class NamedLater(forms.ModelChoiceField):  # type: ignore[type-arg]
    """May be left open while it is framed; the announcement asks for it. Its label says so by not saying “optional”."""

    def clean(self, value: Any) -> Any:
        """Let an empty choice pass."""
        return None if value in self.empty_values else super().clean(value)


class DecisionNamedLater(NamedLater):
    """A decision that may be left open, by the words of its question."""

    def label_from_instance(self, obj: Record) -> str:
        """Return the question with its number."""
        return f"{obj.number} {obj.shown_title}"


class SetLater(forms.DateField):
    """A day that may be left open while it is framed; the announcement asks for it."""

    def clean(self, value: Any) -> Any:
        """Let an empty day pass."""
        return None if value in self.empty_values else super().clean(value)


def later_day(label: Any, *, hint: Any = "") -> forms.DateField:
    """Return a field for a day that the announcement asks for."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})
    return SetLater(label=label, help_text=hint, widget=widget)


class ReasonForm(LocalizedForm):
    """Why a step is made that people were not told of."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One text that everybody reads."""
        super().__init__(*args, **kwargs)
        self.add_texts("reason", label=_("Why"), hint=_("Everybody will read it."), rows=4, most=2000)


class UrgentForm(LocalizedForm):
    """What is decided at once, and why it can’t wait."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """First what, then why; everybody reads both."""
        super().__init__(*args, **kwargs)
        hint = _("What holds from now on. Everybody will read it.")
        self.add_texts("what", label=_("What is decided"), hint=hint, rows=3, most=2000)
        self.add_texts(
            "reason", label=_("Why it can’t wait"), hint=_("Everybody will read it."), rows=4, most=2000
        )


class AddForm(LocalizedForm):
    """A question to begin with: its level, and a way of working that others have used."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The level with its recipes, then the name and the question."""
        super().__init__(*args, **kwargs)
        self.fields["level"] = forms.TypedChoiceField(
            label=_("How much the community’s word weighs"),
            choices=[(int(one.level), f"{POWER[one.level]} — “{local(one.message)}”") for one in SPECTRUM],
            coerce=int,
            widget=forms.RadioSelect,
        )
        self.fields["recipe"] = forms.ChoiceField(
            label=_("A way of working to start from"),
            required=False,
            choices=[("", _("None: I start from nothing")), *((one.key, _(one.name)) for one in RECIPES)],
        )
        self.add_texts("title", label=_("A short name"), most=120)
        self.add_texts(
            "question",
            label=_("The question"),
            hint=_("What people are asked, in one sentence."),
            rows=2,
            most=300,
        )


class FramingForm(LocalizedForm):
    """All that an announcement freezes: words, who decides, for whom, dates, money."""

    def __init__(
        self,
        *args: Any,
        engagement: Engagement,
        bodies: Any,
        clauses: Any,
        decisions: Any,
        populations: Any,
        categories: Any,
        **kwargs: Any,
    ) -> None:
        """In the order in which people will read it."""
        super().__init__(*args, **kwargs)
        self.engagement = engagement
        self._add_words()
        self._add_deciders(bodies, clauses, decisions, populations, categories)
        self._add_dates()

    def words(self) -> Words:
        """Return what people will read."""
        return Words(**{name: self.texts(name) for name in TEXTS})

    def setting(self) -> Setting:
        """Return who decides, for whom, with how much money."""
        names = (
            "body",
            "authority",
            "authority_decision",
            "population",
            "group_behind",
            "money",
            "participation_budget",
            "implement_by",
            "review_on",
        )
        chosen = {name: self.cleaned_data.get(name) for name in names}
        return Setting(
            channels=tuple(self.cleaned_data.get("channels") or ()),
            **chosen,
        )

    def dates(self) -> Dates:
        """Return the dates as instants on the initiative's wall: it opens as a day begins, and closes as one ends."""
        zone = self.engagement.initiative.zone
        return Dates(
            opens_at=instant(self.cleaned_data.get("opens_on"), zone),
            input_closes_at=instant(self.cleaned_data.get("closes_on"), zone, at=END_OF_DAY),
            decide_by=instant(self.cleaned_data.get("decides_on"), zone),
        )

    def _add_words(self) -> None:
        self.add_texts("title", label=_("A short name"), most=120)
        self.add_texts("question", label=_("The question"), rows=2, most=300)
        self.add_texts(
            "difficulty",
            label=_("The difficulty"),
            hint=_("What is hard about it, and for whom."),
            rows=4,
            draft=True,
        )
        self.add_texts(
            "opportunity",
            label=_("The opportunity"),
            hint=_("What could come of it if it goes well."),
            rows=4,
            draft=True,
        )
        self.add_texts(
            "fixed",
            label=_("Already fixed"),
            hint=_("What nobody can change any more. Write “nothing” if all is open."),
            rows=3,
            draft=True,
        )
        self.add_texts(
            "still_open",
            label=_("Still open"),
            hint=_("What people can change by speaking."),
            rows=3,
            draft=True,
        )
        self.add_texts(
            "no_alternative_because", label=_("If there is only one way: why"), rows=2, needed=False
        )

    def _add_deciders(
        self, bodies: Any, clauses: Any, decisions: Any, populations: Any, categories: Any
    ) -> None:
        self.fields["body"] = NamedLater(bodies, label=_("Who decides"), empty_label=_("Not named yet"))
        self.fields["authority"] = NamedLater(
            clauses,
            label=_("By what authority"),
            help_text=_("The clause of your rules, or a decision below."),
            empty_label=_("Not named yet"),
        )
        self.fields["authority_decision"] = DecisionNamedLater(
            decisions,
            label=_("Or by which recorded decision"),
            help_text=_("A vote by which a group handed this over, or said how it works."),
            empty_label=_("By none: a clause says so"),
        )
        self.fields["population"] = NamedLater(
            populations, label=_("Who is affected"), empty_label=_("Not named yet")
        )
        if self.engagement.level > 1:
            self.fields["channels"] = forms.MultipleChoiceField(
                label=_("How people can speak"), help_text=_("At least two ways, one of them without a computer."),
                choices=Input.Channel.choices, widget=forms.CheckboxSelectMultiple, required=False,
            )  # fmt: skip
        if self.engagement.level in PANEL_LEVELS:
            self.fields["group_behind"] = NamedLater(
                categories,
                label=_("The group that the figures show to be behind"),
                empty_label=_("Not named yet"),
            )
        self.fields["money"] = money_field(_("Money at stake"))
        self.fields["participation_budget"] = money_field(
            _("What taking part may cost"), hint=_("Stipends, childcare, paper. Write 0 if there is none.")
        )

    def _add_dates(self) -> None:
        self.fields["opens_on"] = later_day(
            _("It opens on"), hint=_("At least a week after the announcement.")
        )
        if self.engagement.level > 1:
            self.fields["closes_on"] = later_day(
                _("The last day to speak"), hint=_("At least two weeks later.")
            )
        self.fields["decides_on"] = later_day(_("The day of the decision"))
        self.fields["implement_by"] = day_field(_("Carried out by"), required=False)
        self.fields["review_on"] = day_field(_("Looked at again on"), required=False)


class PostponeForm(LocalizedForm):
    """A date that moves later."""

    def __init__(self, *args: Any, level: int, **kwargs: Any) -> None:
        """Which one, to which day, and why."""
        super().__init__(*args, **kwargs)
        choices = [
            (value, word)
            for value, word in Postponement.Clock.choices
            if level > 1 or value != "input_closes_at"
        ]
        self.fields["which"] = forms.ChoiceField(
            label=_("Which date"), choices=choices, widget=forms.RadioSelect
        )
        self.fields["to"] = day_field(_("The new day"))
        self.add_texts("reason", label=_("Why"), hint=_("Everybody will read it."), rows=3, most=1000)


class LevelForm(LocalizedForm):
    """Another level."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Which one, and why; the reason is printed beside the old promise."""
        super().__init__(*args, **kwargs)
        self.fields["to"] = forms.TypedChoiceField(
            label=_("The new level"), choices=LEVELS, coerce=int, widget=forms.RadioSelect
        )
        self.add_texts(
            "reason",
            label=_("Why"),
            hint=_("It is printed beside the old promise."),
            rows=3,
            most=1000,
            needed=False,
        )


class DelegationForm(LocalizedForm):
    """What is handed over to the community's group."""

    def __init__(self, *args: Any, clauses: Any, **kwargs: Any) -> None:
        """By which clause, for what, within what, with how much, how long."""
        super().__init__(*args, **kwargs)
        self.fields["clause"] = forms.ModelChoiceField(clauses, label=_("By which clause of your rules"))
        self.add_texts("scope", label=_("What they may decide"), rows=3, most=2000)
        self.add_texts(
            "legal_limits",
            label=_("What the law sets"),
            hint=_("Write “none” if it sets nothing."),
            rows=3,
            most=2000,
        )
        self.fields["budget"] = money_field(
            _("The money they decide on"), required=True, hint=_("Write 0 if no money goes with it.")
        )
        self.fields["starts_on"] = day_field(_("From"))
        self.fields["ends_on"] = day_field(_("Until"))


class PromptForm(LocalizedForm):
    """One question that people answer."""

    def __init__(self, *args: Any, kinds: Any, **kwargs: Any) -> None:
        """Its words, how it is answered, and what can be chosen."""
        super().__init__(*args, **kwargs)
        self.add_texts("words", label=_("The question"), most=300)
        self.fields["kind"] = forms.ChoiceField(
            label=_("How it is answered"), choices=kinds, widget=forms.RadioSelect
        )
        self.fields["choices"] = forms.CharField(
            label=_("What can be chosen"), help_text=_("One on each line; only for a question that is answered by choosing."),
            widget=forms.Textarea(attrs={"rows": 4}), required=False,
        )  # fmt: skip
        self.fields["is_several"] = forms.BooleanField(label=_("People may choose several"), required=False)
        self.fields["is_required"] = forms.BooleanField(label=_("It must be answered"), required=False)

    def lines(self) -> tuple[dict[str, str], ...]:
        """Return what can be chosen, in the first language."""
        typed = self.cleaned_data.get("choices") or ""
        return tuple({self.languages[0]: line.strip()} for line in typed.splitlines() if line.strip())


class ChannelForm(forms.Form):
    """One more way to speak."""

    channel = forms.ChoiceField(label=_("One more way to speak"), choices=Input.Channel.choices)


def instant(day: date | None, zone: str, *, at: time = time.min) -> datetime | None:
    """Return a time of a day on the initiative's wall as an instant."""
    return datetime.combine(day, at, ZoneInfo(zone)) if day else None


def _recorded_decisions() -> QuerySet[Decision]:
    """Return what groups decided beside any engagement and is in force: by it something can be decided."""
    return Decision.objects.filter(state__in=ADOPTED, engagement__isnull=True)


def choices_of_framing() -> dict[str, Any]:
    """Return what the framing form offers, of the open initiative."""
    return {
        "bodies": Body.objects.select_related("record"),
        "clauses": Clause.objects.current().select_related("document"),
        "decisions": Record.objects.filter(decision__in=_recorded_decisions()).select_related("initiative"),
        "populations": Population.objects.all(),
        "categories": Category.objects.select_related("dimension"),
    }
