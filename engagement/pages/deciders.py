"""Who decided, as the page of who was heard shows it: on the list of voters and voting, beside those whom it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from django.utils.translation import gettext as _

from engagement.gathering.deciders import Deciders
from engagement.models import Decision
from engagement.pages.parity_tables import GroupLine, GroupTable, closeness, heads_of, percent
from engagement.rules.deciders import DecidingRow, deciding_rows
from engagement.rules.parameters import Rules
from engagement.rules.parity import SMALLEST_SHOWN


@dataclass(frozen=True, slots=True)
class WhoDecided:
    """In which vote, how many of those who could vote said to which groups they belong, and the groups of each kind."""

    decision: Decision
    listed: int
    said: int
    tables: tuple[GroupTable, ...]

    @property
    def is_shown(self) -> bool:
        """Whether enough people said it, so that nobody can be known from it."""
        return self.said >= SMALLEST_SHOWN and bool(self.tables)


def who_decided(found: Deciders | None, rules: Rules) -> WhoDecided | None:
    """Return who decided, protected, the groups of a dimension together; nothing before it is decided or compared."""
    if found is None or not found.groups:
        return None
    by_dimension = groupby(deciding_rows(found.groups), lambda row: row.dimension)
    tables = [_table(name, tuple(rows), rules.parity_share) for name, rows in by_dimension]
    return WhoDecided(found.decision, found.listed, found.said, tuple(each for each in tables if each.lines))


def _table(name: str, rows: Sequence[DecidingRow], least: Fraction) -> GroupTable:
    """Return the table of one kind of groups, without lines where nobody said to which of them they belong."""
    is_said = any(row.listed_share != 0 for row in rows)
    heads = heads_of(_("Of those who could vote"), _("Of those who voted"))
    return GroupTable(
        name,
        _("Who decided: {name}").format(name=name),
        heads,
        tuple(_line(row, heads, least) for row in rows if is_said),
    )


def _line(row: DecidingRow, heads: tuple[str, ...], least: Fraction) -> GroupLine:
    shares = (percent(row.population_share), percent(row.listed_share), percent(row.voted_share))
    return GroupLine(row.group, tuple(zip(heads, shares, strict=True)), closeness(row.ratio, least=least))
