"""The form of a partner's numbers: one field for each, two where a part of a whole is counted; odd ones ask one question."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.models import local
from measurement.actions.submissions import Typed
from measurement.imports.sentences import EXPECTED, PROBLEMS
from measurement.models import SubmittedFigure, ValidationRule
from measurement.pages.my_numbers import Entry
from measurement.question_words import question_sentence, said
from measurement.questions import findings_of
from measurement.rules.changes import Figure
from measurement.rules.checks import FigureCheck
from measurement.rules.pasting import place_pasted
from measurement.rules.problems import Unreadable
from measurement.rules.validation import Finding
from measurement.rules.values import ValueType, exact, parse_value

COUNTS = ("numerator", "denominator")


@dataclass(slots=True)
class Field:
    """One entry as the page shows it: its controls, and the question that its number asks."""

    entry: Entry
    value: BoundField | None
    numerator: BoundField | None
    denominator: BoundField | None
    why: BoundField
    questions: list[str] = field(default_factory=list)
    likely: str = ""
    may_keep: bool = True

    @property
    def bounds(self) -> list[BoundField]:
        """Its number fields."""
        return [one for one in (self.value, self.numerator, self.denominator) if one is not None]

    @property
    def is_wrong(self) -> bool:
        """Somebody has to look at it."""
        return bool(self.questions) or any(one.errors for one in self.bounds)


class MyNumbersForm(forms.Form):
    """All numbers that one person has to bring. Fields that stay empty, or as they were sent, say nothing."""

    use_required_attribute = False
    provisional = forms.BooleanField(label=gettext_lazy("These numbers may still change"), required=False)

    def __init__(
        self, *args: Any, entries: list[Entry], language: str, may_be_empty: bool = False, **kwargs: Any
    ) -> None:
        """Make the fields, with what was typed before. `may_be_empty` beside something else that is saved."""
        super().__init__(*args, **kwargs)
        self.entries, self.language, self.may_be_empty = entries, language, may_be_empty
        self.asked: dict[str, list[Finding]] = {}
        self.typed: list[Typed] = []
        for entry in entries:
            for name, label in _labels(entry):
                self.fields[f"{name}_{entry.key}"] = _number(label, entry.before(name))
            self.fields[f"why_{entry.key}"] = forms.CharField(
                label=_("Keep it, and say why"), max_length=400, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Read the numbers, then let each odd one ask."""
        cleaned: dict[str, Any] = super().clean() or {}
        for entry in self.entries:
            if (typed := self._read(entry, cleaned)) is not None:
                self._ask(entry, typed)
                self.typed.append(typed)
        if not self.errors and not self.typed and not self.may_be_empty:
            raise forms.ValidationError(_("Type at least one number, or change one that was sent."))
        return cleaned

    def shown(self) -> dict[str, Field]:
        """Return the fields for the page, by entry."""
        return {entry.key: self._shown(entry) for entry in self.entries}

    def _shown(self, entry: Entry) -> Field:
        found = self.asked.get(entry.key, [])
        names = {name: self[f"{name}_{entry.key}"] for name, _label in _labels(entry)}
        for at, bound in enumerate(names.values()):
            told = [] if at else [f"{bound.auto_id}_last"]
            told += [f"{bound.auto_id}_error"] if bound.errors else []
            bound.field.widget.attrs["aria-describedby"] = " ".join(told)
        likely = next((said(one.likely) for one in found if one.likely is not None), "")
        others = _others(found)
        return Field(
            entry,
            names.get("value"),
            names.get("numerator"),
            names.get("denominator"),
            self[f"why_{entry.key}"],
            [question_sentence(one, other=others.get(one.rule or 0, "")) for one in found],
            "" if entry.needs_counts else likely,
            not any(one.blocks for one in found),
        )

    def _read(self, entry: Entry, cleaned: dict[str, Any]) -> Typed | None:
        texts = {name: (cleaned.get(f"{name}_{entry.key}") or "").strip() for name, _label in _labels(entry)}
        if not any(texts.values()) or (entry.was_sent and self._is_as_sent(entry, texts)):
            return None
        numbers = {name: self._parsed(f"{name}_{entry.key}", text) for name, text in texts.items()}
        if any(number is None for number in numbers.values()):
            return None
        why = (cleaned.get(f"why_{entry.key}") or "").strip()
        typed = Typed(
            entry.duty,
            entry.period,
            **numbers,
            is_provisional=bool(cleaned.get("provisional")),
            kept_because={self.language: why} if why else {},
        )
        return typed if self._is_possible(entry, typed) else None

    def _is_as_sent(self, entry: Entry, texts: dict[str, str]) -> bool:
        is_final = bool(entry.typed and entry.typed.status == SubmittedFigure.Status.FINAL)
        same_status = is_final != bool(self.cleaned_data.get("provisional"))
        return same_status and all(text == entry.before(name) for name, text in texts.items())

    def _parsed(self, name: str, text: str) -> Decimal | None:
        if not text:
            self.add_error(name, _("Type both numbers: how many, and of how many."))
            return None
        found = parse_value(text)
        if isinstance(found, Unreadable) or found.kind is not ValueType.EXACT:
            self.add_error(
                name, _("“{text}” is not a number. Type one such as 31 or 8.5.").format(text=text[:40])
            )
            return None
        return found.value

    def _is_possible(self, entry: Entry, typed: Typed) -> bool:
        value = _value(entry, typed)
        if value is None:
            self.add_error(f"denominator_{entry.key}", _("Of how many? It cannot be nobody."))
            return False
        said_value = exact(value)._replace(rounding=Decimal(1))  # it was worked out here: nothing to compare
        for role, why in FigureCheck(entry.unit).wrong(said_value, typed.numerator, typed.denominator):
            name = f"{role.value}_{entry.key}"
            words = f"{PROBLEMS.get(why.code, '')}. {_('Expected:')} {EXPECTED.get(why.expected, '')}."
            self.add_error(name if name in self.fields else None, words)
            return False
        return True

    def _ask(self, entry: Entry, typed: Typed) -> None:
        """An odd number asks once; the reason that is typed below it is the answer."""
        value = _value(entry, typed)
        status = typed.status.value
        figure = Figure(value, None, None, typed.numerator, typed.denominator, "exact", status, "", "")
        found = findings_of(entry.duty.indicator, {entry.period: {(): figure}})
        if not found:
            return
        self.asked[entry.key] = found
        if any(one.blocks for one in found):
            self.add_error(_first(entry), _("A rule of this indicator lets no such number pass."))
        elif not typed.kept_because:
            self.add_error(_first(entry), _("Is this right? Change it, or keep it and say why."))


def filled_from(pasted: str, entries: list[Entry]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the fields that a pasted table fills, and the lines that nobody could place."""
    placed = place_pasted(pasted, [entry.name for entry in entries])
    initial: dict[str, str] = {}
    for at, cells in placed.cells.items():
        entry = entries[at]
        names = COUNTS if entry.needs_counts else ("value",)
        initial |= {f"{name}_{entry.key}": cell for name, cell in zip(names, cells, strict=False)}
    return initial, placed.left_over


def _labels(entry: Entry) -> list[tuple[str, str]]:
    if not entry.needs_counts:
        return [("value", entry.name)]
    whom = local(entry.duty.indicator.unit_label)
    return [
        ("numerator", _("{name}: how many").format(name=entry.name)),
        ("denominator", _("of how many {whom}").format(whom=whom) if whom else _("of how many")),
    ]


def _number(label: str, initial: str) -> forms.CharField:
    attributes = {"inputmode": "decimal", "autocomplete": "off", "class": "input num"}
    return forms.CharField(
        label=label,
        initial=initial,
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs=attributes),
    )


def _first(entry: Entry) -> str:
    return f"{'numerator' if entry.needs_counts else 'value'}_{entry.key}"


def _value(entry: Entry, typed: Typed) -> Decimal | None:
    if typed.numerator is not None and typed.denominator is not None:
        return entry.unit.value_of(typed.numerator, typed.denominator)
    return typed.value


def _others(found: list[Finding]) -> dict[int, str]:
    """Return the names of the indicators with which rules compare, by rule."""
    rules = [one.rule for one in found if one.rule is not None]
    if not rules:
        return {}
    rows = ValidationRule.objects.filter(pk__in=rules, other__isnull=False).select_related("other")
    return {row.pk: local(row.other.name) for row in rows if row.other is not None}
