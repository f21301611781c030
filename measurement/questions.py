"""What rules ask about figures that are not public yet: read from the tables, asked by pure rules, matched with answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from initiatives.models import Category
from initiatives.rules.ledger import Json
from measurement.figures import period_of, places_of, unit_of
from measurement.models import Check, Import, Indicator, Observation, SeriesBreak, ValidationRule
from measurement.models import Period as PeriodRow
from measurement.rules.changes import Figure, Table
from measurement.rules.periods import Period, PeriodKind
from measurement.rules.rows import Categories, CategoryKey
from measurement.rules.units import Unit, UnitKind
from measurement.rules.validation import Amount, Demand, Finding, Rule, Shelves, findings

_NAMES = (
    "series__key", "period__kind", "period__starts_on", "period__ends_on", "period__label", "value", "numerator",
    "value_type",
)  # fmt: skip
_NUMBERS = ("found", "low", "high", "likely", "times")
_TOLD = (Observation.ValueType.EXACT, Observation.Publication.SHOWN)
MOST_LOOKED_AT = 20_000
"""Figures of one file; in a larger one odd figures are looked for once, by the job that checks it."""
MOST_ASKED = 500
"""Of one large file. Whoever gets more of them has read a column in another way than it is meant."""
Live = dict[Period, dict[Categories, Amount]]


@dataclass(frozen=True, slots=True)
class Question:
    """One finding, and the answer if somebody gave one."""

    at: int
    finding: Finding
    answer: Check | None

    @property
    def is_open(self) -> bool:
        """Nobody has answered, or the rule lets nothing pass."""
        return self.answer is None or self.finding.blocks


def findings_of(indicator: Indicator, table: Table, *, thorough: bool = False) -> list[Finding]:
    """Return what rules ask about figures that are new or different: a handful of queries.

    `thorough` looks for odd figures in files of any length, which takes seconds for a hundred thousand.
    """
    unit, rules = unit_of(indicator), rules_of(indicator)
    live = live_amounts([indicator.pk], unit).get(indicator.pk, {})
    if not (thorough or rules or live) and _exact(table) > MOST_LOOKED_AT:
        return []  # all of a large table is new, and no rule asks about it
    new = _new_amounts(table, live, unit)
    if not new:
        return []
    partitions = _partitions({key for cells in new.values() for cell in cells for key in cell})
    shelves = Shelves(new, live, partitions, has_ratio=unit.has_ratio, breaks=_breaks(indicator))
    is_short = thorough or sum(map(len, new.values())) <= MOST_LOOKED_AT
    looks = [Rule(None, Demand.ODD)] if is_short else []
    return findings(shelves, [*rules, *looks])


def as_stored(finding: Finding) -> dict[str, Json]:
    """Return a finding as it is kept with a large file until that is published."""
    period = finding.period
    numbers = {name: getattr(finding, name) for name in _NUMBERS}
    return {
        "rule": finding.rule,
        "demand": finding.demand.value,
        "period": [period.kind.value, period.start.isoformat(), period.end.isoformat(), period.label],
        "categories": list(_as_ids(finding.categories)),
        "blocks": finding.blocks,
        **{name: None if number is None else str(number) for name, number in numbers.items()},
    }


def from_stored(stored: dict[str, Any]) -> Finding:
    """Return a finding that was kept."""
    kind, start, end, label = stored["period"]
    numbers = {name: None if stored[name] is None else Decimal(stored[name]) for name in _NUMBERS[1:]}
    return Finding(
        rule=stored["rule"],
        demand=Demand(stored["demand"]),
        period=Period(PeriodKind(kind), date.fromisoformat(start), date.fromisoformat(end), label),
        categories=tuple(stored["categories"]),
        found=Decimal(stored["found"]),
        blocks=stored["blocks"],
        **numbers,
    )


def kept_findings(import_: Import) -> list[Finding]:
    """Return what was asked about a large file when it was looked at."""
    return [from_stored(one) for one in import_.report.get("asked", [])]


def rules_of(indicator: Indicator) -> list[Rule]:
    """Return the rules in force of an indicator, with the figures of the indicators that they compare with."""
    rows = list(
        ValidationRule.objects.filter(indicator=indicator, ended_at__isnull=True).select_related("other")
    )
    others = live_amounts([row.other_id for row in rows if row.other_id])
    return [
        Rule(
            row.pk,
            Demand(row.kind),
            row.low,
            row.high,
            row.tolerance,
            row.severity == ValidationRule.Severity.BLOCKS,
            others.get(row.other_id or 0, {}),
        )
        for row in rows
    ]


def questions_of(import_: Import, table: Table) -> list[Question]:
    """Return what rules ask about an import, each with its answer."""
    found = findings_of(import_.indicator, table)
    if not found:
        return []
    answers = {
        (check.rule_id, period_of(check.period), check.series.category_ids): check
        for check in Check.objects.filter(in_import=import_)
        .exclude(answer="")
        .select_related("series", "period", "answered_by")
        if check.period is not None and check.series is not None
    }
    return [
        Question(at, one, answers.get((one.rule, one.period, _as_ids(one.categories))))
        for at, one in enumerate(found)
    ]


def live_amounts(indicators: Iterable[int], unit: Unit | None = None) -> dict[int, Live]:
    """Return the exact figures that count now and are shown, by indicator: one query for each.

    What is not shown is not compared with either: a question would tell whoever asks it.
    """
    found: dict[int, Live] = {}
    for pk in set(indicators):
        is_count = (unit or unit_of(Indicator.objects.get(pk=pk))).kind is UnitKind.COUNT
        rows = Observation.objects.live(indicator=Indicator(pk=pk)).values_list(*_NAMES, "publication")
        periods: dict[tuple[object, ...], Period] = {}
        for key, kind, start, end, label, value, numerator, value_type, publication in rows:
            if value is None or (value_type, publication) != _TOLD:
                continue
            place = (kind, start, end)
            period = periods.setdefault(place, Period(PeriodKind(kind), start, end, label))
            cell = tuple(int(part) for part in key.split(".") if part)
            cells = found.setdefault(pk, {}).setdefault(period, {})
            cells[cell] = Amount(value, value if is_count else numerator)
    return found


def check_rows(
    indicator: Indicator, wanted: Iterable[Finding], *, import_: Import | None, **values: object
) -> list[Check]:
    """Return rows for findings, not stored yet; series and periods that are new are made."""
    asked = list(wanted)
    series, periods = places_of(
        indicator, {_as_ids(one.categories) for one in asked}, {one.period for one in asked}
    )
    return [
        Check(
            rule_id=one.rule,
            indicator=indicator,
            in_import=import_,
            series_id=series[_as_ids(one.categories)],
            period_id=periods[one.period],
            found=one.found,
            expected_low=one.low,
            expected_high=one.high,
            **values,
        )
        for one in asked
    ]


def known_period(period: Period) -> PeriodRow:
    """Return the stored row of a period; a new one is made."""
    row, _is_new = PeriodRow.objects.get_or_create(
        kind=period.kind.value,
        starts_on=period.start,
        ends_on=period.end,
        defaults={"label": period.label},
    )
    return row


def _breaks(indicator: Indicator) -> tuple[date, ...]:
    incomparable = indicator.breaks.filter(effect=SeriesBreak.Effect.INCOMPARABLE)
    return tuple(incomparable.values_list("starts_on", flat=True))


def _new_amounts(table: Table, live: Live, unit: Unit) -> Live:
    new: Live = {}
    for period, cells in table.items():
        now = live.get(period, {})
        for cell, figure in cells.items():
            amount = _amount(figure, unit)
            if amount is not None and amount != now.get(_as_ids(cell)):
                new.setdefault(period, {})[_as_ids(cell)] = amount
    return new


def _exact(table: Table) -> int:
    """Count the figures that rules may look at."""
    exact = Observation.ValueType.EXACT.value
    return sum(
        figure.value is not None and figure.value_type == exact
        for cells in table.values()
        for figure in cells.values()
    )


def _amount(figure: Figure, unit: Unit) -> Amount | None:
    if figure.value is None or figure.value_type != Observation.ValueType.EXACT:
        return None
    is_count = unit.kind is UnitKind.COUNT
    return Amount(figure.value, figure.value if is_count else figure.numerator)


def _partitions(used: set[CategoryKey]) -> tuple[tuple[CategoryKey, ...], ...]:
    """Return the groups that together are everybody, each person in one, of the groupings that are used."""
    if not used:
        return ()
    rows = Category.objects.filter(dimension__is_exhaustive=True, parent__isnull=True)
    by_dimension: dict[int, list[Category]] = {}
    for row in rows:
        by_dimension.setdefault(row.dimension_id, []).append(row)
    return tuple(
        tuple(row.pk for row in groups)
        for groups in by_dimension.values()
        if all(row.is_exclusive for row in groups) and any(row.pk in used for row in groups)
    )


def _as_ids(cell: Categories) -> tuple[int, ...]:
    return tuple(sorted(int(key) for key in cell))
