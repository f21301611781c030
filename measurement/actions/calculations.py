"""Calculated measures: saying how one is made from others, and making its figures anew when an input changes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from initiatives.identity import change_record
from initiatives.models import Person, in_languages
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken
from measurement.actions.releases import follows_releases, publish_table
from measurement.figures import Published, read_shelf
from measurement.models import Calculation, CalculationInput, Indicator, Release
from measurement.rules import calculation as rules
from measurement.rules.changes import Figure, Table
from measurement.rules.periods import Period
from measurement.rules.rows import Categories
from measurement.rules.values import ValueType

KINDS = {
    Indicator.Unit.PERCENT: rules.Kind.SHARE,
    Indicator.Unit.RATE: rules.Kind.SHARE,
    Indicator.Unit.COUNT: rules.Kind.COUNT,
    Indicator.Unit.MEAN: rules.Kind.LEVEL,
    Indicator.Unit.INDEX: rules.Kind.LEVEL,
}
SMALLEST, SMALLEST_PART = Decimal("1e-8"), Decimal("1e-6")
NOTE = gettext_noop("Calculated anew from {sources}")


@transaction.atomic
def set_calculation(
    *, indicator: Indicator, expression: str, inputs: Mapping[str, Indicator], by: Person
) -> Calculation:
    """Say how an indicator is calculated, and make its figures at once. The ledger keeps every version.

    Raises RuleBroken when the expression cannot be read, adds or averages percentages, gives another unit, mixes
    populations with performance, or goes round in a circle.
    """
    _check(indicator, expression, inputs)
    if Release.objects.filter(indicator=indicator).exists() and not hasattr(indicator, "calculation"):
        raise RuleBroken(
            _("This indicator has figures of its own. Add a new one for what is calculated."),
            field="expression",
        )
    made, _is_new = Calculation.objects.select_for_update().get_or_create(
        indicator=indicator,
        defaults={"accountability": indicator.accountability, "expression": expression, "set_by": by},
    )
    made.version, made.expression, made.set_by = made.version + (not _is_new), expression, by
    made.save(update_fields=["version", "expression", "set_by"])
    made.inputs.all().delete()
    CalculationInput.objects.bulk_create(
        CalculationInput(
            initiative=indicator.initiative,
            calculation=made,
            accountability=indicator.accountability,
            name=name,
            indicator=one,
        )
        for name, one in inputs.items()
    )
    change_record(indicator.record)
    record(
        "calculation.set", by=by, about=indicator, facts={"expression": expression, "version": made.version}
    )
    recalculate(calculation=made, by=by)
    return made


@transaction.atomic
def recalculate(*, calculation: Calculation, by: Person) -> Release | None:
    """Make all figures anew from the inputs as they are shown now; None where nothing changes.

    A cell is worked out only where every input is shown in public and exact, so a calculation can't give a small group
    away. Where an input has gone, the figure says that it is not available; earlier releases keep what it was.
    """
    indicator = calculation.indicator
    table = _table(calculation)
    live = read_shelf(indicator).figures()
    for period, cells in live.items():
        for categories in cells:
            table.setdefault(period, {}).setdefault(categories, _gone())
    changed = {
        period: cells
        for period, cells in table.items()
        if any(live.get(period, {}).get(k) != v for k, v in cells.items())
    }
    if not changed:
        return None
    names = ", ".join(str(one.indicator) for one in calculation.inputs.select_related("indicator"))
    note = in_languages(indicator.initiative.languages, NOTE, sources=names)
    return publish_table(
        table=changed, indicator=indicator, note=note, by=by, reason=note, is_calculated=True
    )


@follows_releases
def recalculate_what_follows(indicator: Indicator, by: Person) -> None:
    """Make anew what is calculated from an indicator; that in turn is followed by what is calculated from it."""
    for one in (
        Calculation.objects.filter(inputs__indicator=indicator).select_related("indicator__record").distinct()
    ):
        recalculate(calculation=one, by=by)


def _table(calculation: Calculation) -> Table:
    expression = rules.parse(calculation.expression)
    inputs = {one.name: one.indicator for one in calculation.inputs.select_related("indicator")}
    shelves = {name: read_shelf(one).live for name, one in inputs.items()}
    per = calculation.indicator.multiplier
    cells = {(period, key) for live in shelves.values() for period, found in live.items() for key in found}
    table: Table = {}
    for period, key in cells:
        quantities = {
            name: _quantity(shelves[name].get(period, {}).get(key), inputs[name]) for name in inputs
        }
        made = rules.work_out(expression, quantities, per=per)
        if made is not None:
            _put(table, period, key, made)
    return table


def _put(table: Table, period: Period, key: Categories, made: rules.Quantity) -> None:
    figure = Figure(
        value=made.value.quantize(SMALLEST),
        low=None,
        high=None,
        numerator=_part(made.numerator),
        denominator=_part(made.denominator),
        value_type=ValueType.EXACT.value,
        status="final",
        note="",
        source="",
    )
    table.setdefault(period, {})[key] = figure


def _part(part: Decimal | None) -> Decimal | None:
    return None if part is None else part.quantize(SMALLEST_PART)


def _gone() -> Figure:
    return Figure(None, None, None, None, None, ValueType.NOT_AVAILABLE.value, "final", "", "")


def _quantity(found: Published | None, indicator: Indicator) -> rules.Quantity | None:
    if found is None or found.publication != "shown":
        return None
    figure, kind = found.figure, KINDS[Indicator.Unit(indicator.unit)]
    if figure.value is None or figure.value_type != ValueType.EXACT.value:
        return None
    return rules.Quantity(kind, figure.value, figure.numerator, figure.denominator)


def _check(indicator: Indicator, expression: str, inputs: Mapping[str, Indicator]) -> None:
    if any(one.accountability != indicator.accountability for one in inputs.values()):
        raise RuleBroken(
            _("Figures of whole populations and of programs are never added together."), field="expression"
        )
    if indicator.pk in _behind(inputs):
        raise RuleBroken(
            _("This would go round in a circle: an input is calculated from this indicator."), field="a"
        )
    kinds = {name: KINDS[Indicator.Unit(one.unit)] for name, one in inputs.items()}
    try:
        kind = rules.kind_of(rules.parse(expression), kinds)
    except rules.CalculationError as error:
        raise RuleBroken(sentence_of(error), field="expression") from error
    if kind is not KINDS[Indicator.Unit(indicator.unit)] and not (
        kind is rules.Kind.NUMBER and KINDS[Indicator.Unit(indicator.unit)] is rules.Kind.LEVEL
    ):
        raise RuleBroken(sentence_of(rules.CalculationError(rules.Problem.OTHER_UNIT)), field="expression")


def _behind(inputs: Mapping[str, Indicator]) -> set[int]:
    """All indicators that the inputs are, or are calculated from."""
    found: set[int] = set()
    now = {one.pk for one in inputs.values()}
    while now - found:
        found |= now
        rows = CalculationInput.objects.filter(calculation__indicator__in=now)
        now = set(rows.values_list("indicator_id", flat=True))
    return found


def sentence_of(error: rules.CalculationError) -> str:
    """Return what is wrong with an expression, why, and what to do."""
    return {
        rules.Problem.EMPTY: _("Say how it is calculated, for example: together(a, b)."),
        rules.Problem.TOO_LONG: _("This is too long. Make it in two steps, with an indicator between."),
        rules.Problem.UNREADABLE: _("“{part}” can’t be read. Use names, numbers, + − * / and brackets."),
        rules.Problem.UNFINISHED: _("Something is missing at the end, perhaps a bracket."),
        rules.Problem.UNKNOWN_NAME: _(
            "“{part}” is none of the inputs. Choose its indicator, or take it out."
        ),
        rules.Problem.UNKNOWN_WORD: _("“{part}” is not known. There are: together, rest, least, most."),
        rules.Problem.AVERAGED: _(
            "Percentages and averages are never added, averaged or scaled: groups differ in size. "
            "Use together(a, b): it counts all people of both."
        ),
        rules.Problem.MIXED: _(
            "These do not fit together: a number of people and a share, or two kinds of figures."
        ),
        rules.Problem.OTHER_UNIT: _(
            "The result is not in the unit of this indicator. Change the unit or the expression."
        ),
    }[error.problem].format(part=error.part)
