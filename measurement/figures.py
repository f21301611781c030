"""Figures as they stand in the tables: reading what was ever published of some periods, and writing a release."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from charts.numbers import MINUS, rounded
from initiatives.models import Category
from initiatives.tenancy import current_initiative
from initiatives.together import ask_together
from measurement.models import DisclosurePolicy, Indicator, Observation, Series, SeriesCategory
from measurement.models import Period as PeriodRow
from measurement.rules.changes import Figure
from measurement.rules.periods import Period, PeriodKind
from measurement.rules.rounding import as_told
from measurement.rules.rows import Categories
from measurement.rules.suppression import DisclosurePolicy as Rule
from measurement.rules.units import Unit, UnitKind

COPY_FROM = 500  # rows; below this a temporary table costs more than it saves
_HISTORY = """
SELECT o.series_id, o.period_id, o.value, o.low, o.high, o.numerator, o.denominator, o.value_type, o.status, o.note,
       o.source, o.publication, r.id, r.number, w.number, r.policy_id, r.withdraws_id IS NULL AND w.id IS NULL
FROM measurement_observation o
JOIN measurement_release r ON r.initiative_id = o.initiative_id AND r.id = o.release_id
LEFT JOIN measurement_release w ON w.initiative_id = r.initiative_id AND w.withdraws_id = r.id
WHERE o.initiative_id = %s AND o.series_id = ANY(%s) {periods} ORDER BY r.number
"""
_COLUMNS = "value, low, high, numerator, denominator, value_type, status, note, source, publication"


class Published(NamedTuple):
    """A figure as some release published it. `release` is its number, `withdrawn_in` that of the one which took it back."""

    figure: Figure
    publication: str
    release_id: int
    release: int = 0
    withdrawn_in: int | None = None
    policy_id: int | None = None


@dataclass(slots=True)
class Shelf:
    """All that was ever published of some periods of an indicator: what counts now, and every publication of it."""

    live: dict[Period, dict[Categories, Published]] = field(default_factory=dict)
    ever: list[tuple[Period, Categories, Published]] = field(default_factory=list)

    def figures(self) -> dict[Period, dict[Categories, Figure]]:
        """Return only the figures that count now."""
        return {
            period: {categories: one.figure for categories, one in cells.items()}
            for period, cells in self.live.items()
        }


def unit_of(indicator: Indicator) -> Unit:
    """Return an indicator's unit as the rules know it."""
    kind = UnitKind(indicator.unit)
    multiplier = indicator.multiplier if kind in (UnitKind.PERCENT, UnitKind.RATE) else 1
    return Unit(kind, multiplier, indicator.decimals)


def period_of(row: PeriodRow) -> Period:
    """Return a period as the rules know it."""
    return Period(PeriodKind(row.kind), row.starts_on, row.ends_on, row.label)


def read_shelf(
    indicator: Indicator, periods: Iterable[Period] | None = None, *, overview: bool = False
) -> Shelf:
    """Read everything that was ever published of an indicator, in some periods or in all: two journeys.

    `overview` is for pages: figures as readers are told them, without crossed cells.
    """
    series = Series.objects.filter(indicator=indicator)
    keys = (series.exclude(key__contains=".") if overview else series).values_list("pk", "key")
    spells, policies = PeriodRow.objects.all(), DisclosurePolicy.objects.all()
    ask_together(keys, spells, *([policies] if overview else []))
    cells = {pk: _categories(key) for pk, key in keys}
    shelf = Shelf()
    wanted = None if periods is None else set(periods)
    if not cells or wanted == set():
        return shelf
    rows = {row.pk: period_of(row) for row in spells}
    spans = {pk: period for pk, period in rows.items() if wanted is None or period in wanted}
    for row in _history(list(cells), None if wanted is None else list(spans)):
        period, categories = spans[row[0]], cells[row[1]]
        published = row[2]
        shelf.ever.append((period, categories, published))
        if row[3]:
            shelf.live.setdefault(period, {})[categories] = published
    rules = {policy.pk: rule_of(policy) for policy in policies} if overview else {}
    return as_told_shelf(shelf, indicator, rules) if overview else shelf


def rule_of(policy: DisclosurePolicy) -> Rule:
    """Return a policy as the rules know it."""
    bounds = (policy.top_code, policy.bottom_code)
    return Rule(
        policy.min_denominator, policy.min_events, policy.rounding_base, policy.percent_decimals, *bounds
    )


def told_rules() -> dict[int, Rule]:
    """Return every version of the policy, by its key: one query."""
    return {policy.pk: rule_of(policy) for policy in DisclosurePolicy.objects.all()}


def as_told_shelf(shelf: Shelf, indicator: Indicator, rules: dict[int, Rule]) -> Shelf:
    """Return the figures that count as readers are told them, each by the policy that it was published under."""
    if all(rule.is_exact for rule in rules.values()):
        return shelf
    unit = unit_of(indicator)
    live = {
        period: {
            categories: one._replace(figure=as_told(one.figure, one.publication, rules[one.policy_id], unit))
            if one.policy_id
            else one
            for categories, one in cells.items()
        }
        for period, cells in shelf.live.items()
    }
    return Shelf(live, shelf.ever)


def _history(series: list[int], periods: list[int] | None) -> Iterable[tuple[int, int, Published, bool]]:
    """Yield period, series, figure as published, and whether its release stands; oldest release first."""
    narrowed = "" if periods is None else "AND o.period_id = ANY(%s)"
    arguments: list[Any] = [current_initiative(), series, *([] if periods is None else [periods])]
    with connection.cursor() as cursor:
        cursor.execute(_HISTORY.format(periods=narrowed), arguments)
        for row in cursor.fetchall():
            yield row[1], row[0], Published(Figure._make(row[2:11]), *row[11:16]), row[16]


def _categories(key: str) -> Categories:
    return tuple(int(part) for part in key.split(".") if part)


def cell_names(wanted: Iterable[Categories]) -> dict[Categories, str]:
    """Name cells so that everybody can: "race-ethnicity=black", several joined by "&"; "" is the whole. One query."""
    rows = Category.objects.values_list("pk", "dimension__slug", "slug")
    slugs = {pk: f"{dimension}={category}" for pk, dimension, category in rows}
    return {one: "&".join(sorted(slugs[int(pk)] for pk in one)) for one in wanted}


def cell_titles(wanted: Iterable[Categories]) -> dict[Categories, str]:
    """Name cells in the reader's language; the whole is "Everybody". One query."""
    titles = {category.pk: str(category) for category in Category.objects.all()}
    return {one: ", ".join(titles[int(pk)] for pk in one) or _("Everybody") for one in wanted}


def figure_text(figure: Figure, unit: Unit) -> str:
    """Say a figure as pages do: 83.5%, 10–20, at least 90%, fewer than 10, or why there is none."""
    sign = "%" if unit.is_share else ""
    match figure.value_type:
        case "exact" if figure.value is not None:
            is_computed = figure.numerator is not None and figure.denominator is not None
            return _shown(figure.value, unit, sign, is_computed=is_computed)
        case "range" if figure.low is not None and figure.high is not None:
            return f"{_shown(figure.low, unit)}–{_shown(figure.high, unit, sign)}"
        case "at_least" if figure.low is not None:
            return _("at least {number}").format(number=_shown(figure.low, unit, sign))
        case "at_most" if figure.high is not None:
            return _("at most {number}").format(number=_shown(figure.high, unit, sign))
        case "more_than" if figure.low is not None:
            return _("more than {number}").format(number=_shown(figure.low, unit, sign))
        case "less_than" if figure.high is not None:
            form = _("less than {number}") if unit.is_share else _("fewer than {number}")
            return form.format(number=_shown(figure.high, unit, sign))
        case _:
            return str(Observation.ValueType(figure.value_type).label)


def _shown(number: Decimal, unit: Unit, sign: str = "", *, is_computed: bool = False) -> str:
    """Print a number with the decimals that its source gave, at most two more than the indicator prints.

    One that was worked out from counts gets no more than the indicator's: those after them were measured by nobody.
    """
    exponent = number.normalize().as_tuple().exponent
    most = unit.decimals if is_computed else unit.decimals + 2
    decimals = min(-exponent if isinstance(exponent, int) and exponent < 0 else 0, most)
    told = rounded(number, decimals)  # number_format alone would cut the rest off: 99.9999 would be 99.99
    places = 0 if told == told.to_integral_value() else decimals
    return number_format(told, places, use_l10n=True, force_grouping=True).replace("-", MINUS, 1) + sign


# --- Writing -----------------------------------------------------------------------------------------------------------
class Row(NamedTuple):
    """One figure of a release, ready to be stored."""

    period: Period
    categories: Categories
    figure: Figure
    publication: str


def store(rows: Sequence[Row], *, indicator: Indicator, release_id: int) -> None:
    """Write the rows of a release; series and periods that are new are made with them."""
    series = _series_ids(indicator, {row.categories for row in rows})
    periods = _period_ids({row.period for row in rows})
    if len(rows) >= COPY_FROM:
        _copy(rows, series, periods, release_id)
        return
    Observation.objects.bulk_create(
        Observation(
            series_id=series[row.categories],
            period_id=periods[row.period],
            release_id=release_id,
            publication=row.publication,
            **row.figure._asdict(),
        )
        for row in rows
    )


def places_of(
    indicator: Indicator, cells: set[Categories], periods: set[Period]
) -> tuple[dict[Categories, int], dict[Period, int]]:
    """Return the ids of the series and periods of figures that are not stored yet; new ones are made."""
    return _series_ids(indicator, cells), _period_ids(periods)


def _series_ids(indicator: Indicator, wanted: set[Categories]) -> dict[Categories, int]:
    keys = {".".join(map(str, sorted(categories, key=int))): categories for categories in wanted}
    found = dict(Series.objects.filter(indicator=indicator).values_list("key", "pk"))
    new = Series.objects.bulk_create(Series(indicator=indicator, key=key) for key in keys if key not in found)
    SeriesCategory.objects.bulk_create(
        SeriesCategory(series=one, category_id=category) for one in new for category in one.category_ids
    )
    found |= {one.key: one.pk for one in new}
    return {categories: found[key] for key, categories in keys.items()}


def _period_ids(wanted: set[Period]) -> dict[Period, int]:
    """Find or make periods; another indicator's release may make the same ones at this moment."""
    PeriodRow.objects.bulk_create(
        (
            PeriodRow(kind=p.kind.value, starts_on=p.start, ends_on=p.end, label=p.label)
            for p in sorted(wanted)
        ),
        ignore_conflicts=True,
    )
    spans = {(p.kind.value, p.start, p.end): p for p in wanted}
    rows = PeriodRow.objects.values_list("kind", "starts_on", "ends_on", "pk")
    return {spans[kind, start, end]: pk for kind, start, end, pk in rows if (kind, start, end) in spans}


def _copy(
    rows: Sequence[Row], series: dict[Categories, int], periods: dict[Period, int], release_id: int
) -> None:
    """COPY into a temporary table and move it over: COPY itself is refused where row-level security holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE incoming (series_id bigint, period_id bigint, value numeric, low numeric, "
            "high numeric, numerator numeric, denominator numeric, value_type text, status text, note text, "
            "source text, publication text) ON COMMIT DROP"
        )
        with cursor.copy(f"COPY incoming (series_id, period_id, {_COLUMNS}) FROM STDIN") as copy:
            for start in range(0, len(rows), 10_000):
                copy.write("".join(_line(row, series, periods) for row in rows[start : start + 10_000]))
        cursor.execute(
            f"INSERT INTO measurement_observation (initiative_id, release_id, series_id, period_id, {_COLUMNS}) "  # noqa: S608
            f"SELECT %s, %s, series_id, period_id, {_COLUMNS} FROM incoming",
            [current_initiative(), release_id],
        )
        cursor.execute("DROP TABLE incoming")


def _line(row: Row, series: dict[Categories, int], periods: dict[Period, int]) -> str:
    f = row.figure
    return (
        f"{series[row.categories]}\t{periods[row.period]}\t{_number(f.value)}\t{_number(f.low)}\t{_number(f.high)}\t"
        f"{_number(f.numerator)}\t{_number(f.denominator)}\t{f.value_type}\t{f.status}\t{_text(f.note)}\t"
        f"{_text(f.source)}\t{row.publication}\n"
    )


def _number(number: Decimal | None) -> str:
    return "\\N" if number is None else str(number)


def _text(text: str) -> str:
    if text.isalnum() or not text:
        return text
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
