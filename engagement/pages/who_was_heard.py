"""Who took part, group by group, beside their shares of the people whom it concerns. C7."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from django.utils.translation import gettext as _

from engagement.pages.parity_tables import GroupLine, GroupTable, closeness, heads_of, percent
from engagement.rules.parameters import Rules
from engagement.rules.parity import ParityRow, parity_rows
from engagement.rules.people_facts import Parity


def who_was_heard(parity: Parity, rules: Rules) -> tuple[GroupTable, ...]:
    """Return who took part against those whom it concerns, protected, the groups of a dimension together."""
    by_dimension = groupby(parity_rows(parity, rules=rules), lambda row: row.dimension)
    return tuple(_table(name, tuple(rows), rules) for name, rows in by_dimension)


def _table(name: str, rows: Sequence[ParityRow], rules: Rules) -> GroupTable:
    nobody = not any(row.people != 0 for row in rows)
    heads = heads_of(_("Of those who took part"))
    return GroupTable(name, name, heads, tuple(_line(row, heads, rules, of_nobody=nobody) for row in rows))


def _line(row: ParityRow, heads: tuple[str, ...], rules: Rules, *, of_nobody: bool) -> GroupLine:
    """That a group is missing is said of a hidden one, too: it is a gate, not a count."""
    shares = (percent(row.population_share), percent(row.participants_share, of_nobody=of_nobody))
    words = _("Well under its share") if row.is_missing else closeness(row.ratio, least=rules.parity_share)
    mark, tone = (_("We reached out"), "good") if row.is_answered else (_("Missing"), "bad")
    return GroupLine(
        row.group,
        tuple(zip(heads, shares, strict=True)),
        _("Nobody yet") if of_nobody else words,
        mark if row.is_missing else "",
        tone,
    )
