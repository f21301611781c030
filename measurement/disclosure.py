"""Asks the rule that protects small groups what of an indicator's figures may be shown."""

from __future__ import annotations

from collections.abc import Iterable

from initiatives.models import Category
from measurement.figures import Shelf, rule_of, told_rules, unit_of
from measurement.models import DisclosurePolicy, Indicator
from measurement.rules.changes import Figure, Table
from measurement.rules.disclosure import Reason
from measurement.rules.lines import Dimension
from measurement.rules.periods import Period
from measurement.rules.rows import Categories, CategoryKey
from measurement.rules.suppression import Cell, EarlierCell, PublicationState, suppress, why_hidden

States = dict[tuple[Period, Categories], PublicationState]


def states_of(table: Table, shelf: Shelf, *, indicator: Indicator, policy: DisclosurePolicy) -> States:
    """Decide what is shown when a table is published: over all cells of its periods, against all ever published."""
    public, order = indicator.source_is_public, {period: at for at, period in enumerate(table)}
    cells = [
        _cell(order[period], categories, figure, public)
        for period, of_period in _together(table, shelf)
        for categories, figure in of_period.items()
    ]
    rules = told_rules()
    earlier = (
        EarlierCell(
            _cell(order[period], categories, one.figure, public),
            PublicationState(one.publication),
            one.release,
            one.withdrawn_in,
            rules.get(one.policy_id or 0),
        )
        for period, categories, one in shelf.ever
        if period in order
    )
    states = suppress(cells, rule_of(policy), known_dimensions(), earlier, unit=unit_of(indicator))
    periods = list(order)
    return {(periods[int(str(at))], categories): state for (at, categories), state in states.items()}


def reasons_of(
    table: Table, shelf: Shelf, states: States, *, indicator: Indicator, policy: DisclosurePolicy
) -> dict[tuple[Period, Categories], Reason]:
    """Say of every hidden cell why it is hidden."""
    rule, unit = rule_of(policy), unit_of(indicator)
    found = {}
    for period, cells in _together(table, shelf):
        for categories, figure in cells.items():
            cell = _cell(0, categories, figure, indicator.source_is_public)
            if why := why_hidden(cell, states[period, categories], rule, unit=unit):
                found[period, categories] = why
    return found


def current_policy() -> DisclosurePolicy:
    """Return the policy in force without writing; the starting one, not stored, before the first figures."""
    return DisclosurePolicy.objects.order_by("-version").first() or DisclosurePolicy(version=1)


def known_dimensions() -> list[Dimension]:
    """Return the initiative's dimensions as the rule knows them: one query."""
    groups: dict[int, dict[CategoryKey, CategoryKey | None]] = {}
    overlapping: set[int] = set()
    rows = Category.objects.values_list("dimension_id", "pk", "parent_id", "is_exclusive")
    for dimension, category, parent, is_exclusive in rows:
        groups.setdefault(dimension, {})[category] = parent
        if not is_exclusive:
            overlapping.add(dimension)
    return [
        Dimension(
            key,
            frozenset(found),
            key not in overlapping,
            {
                category: parent
                for category, parent in found.items()
                if parent in found and parent is not None
            },
        )
        for key, found in groups.items()
    ]


def _together(table: Table, shelf: Shelf) -> Iterable[tuple[Period, dict[Categories, Figure]]]:
    """Yield each period with its figures as they will stand: the new ones over those that count now."""
    for period, cells in table.items():
        live = {categories: one.figure for categories, one in shelf.live.get(period, {}).items()}
        yield period, {**live, **cells}


def _cell(at: int, categories: Categories, figure: Figure, public: bool) -> Cell:
    return Cell(at, categories, figure.numerator, figure.denominator, figure.value, public)
