"""Against whom a gap is read: the best-off group, everybody, or a group of one's choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from measurement.figures import unit_of
from measurement.models import Indicator
from measurement.rules.disaggregation import GapReading, GroupFigure, read_gap, verdict
from measurement.rules.reading import Figure, Gap, IndicatorReading, Split
from measurement.rules.units import Direction

EVERYBODY = 0
BEST = ""


def choices(split: Split, names: dict[int, str], chosen: str) -> list[tuple[str, str, bool]]:
    """Return what a gap can be read against: key, name, whether it is chosen."""
    offered = [(BEST, _("the group that is best off")), ("all", _("everybody"))]
    offered += [(str(group.key), names.get(group.key, "")) for group in split.groups if group.key in names]
    keys = {key for key, _name in offered}
    current = chosen if chosen in keys else BEST
    return [(key, name, key == current) for key, name in offered]


def gap_against(reading: IndicatorReading, split: Split, indicator: Indicator, chosen: str) -> Gap | None:
    """Return the gap of the same two periods read against the chosen reference; the stored one for the best group."""
    stored = split.gap
    if stored is None or not _is_known(chosen, split):
        return stored
    now = _read(reading, split, indicator, chosen, stored.at)
    if now is None:
        return stored
    found = replace(
        stored,
        best=int(str(now.reference)),
        worst=int(str(now.behind)),
        difference=now.difference,
        ratio=now.adverse_ratio,
        summary=now.summary_ratio,
        overlaps=now.overlaps,
        to_parity=tuple((int(str(key)), people) for key, people in now.to_parity.items()),
    )
    was = None if stored.was_at is None else _read(reading, split, indicator, chosen, stored.was_at)
    if was is None:
        return replace(
            found, was_label="", was_best=None, was_worst=None, was_difference=None, was_ratio=None
        )
    return replace(
        found,
        was_best=int(str(was.reference)),
        was_worst=int(str(was.behind)),
        was_difference=was.difference,
        was_ratio=was.adverse_ratio,
        verdict=verdict(was, now, unit=unit_of(indicator), direction=Direction(indicator.direction)),
    )


def _is_known(chosen: str, split: Split) -> bool:
    return chosen == "all" or chosen in {str(group.key) for group in split.groups}


def _read(
    reading: IndicatorReading, split: Split, indicator: Indicator, chosen: str, at: float
) -> GapReading | None:
    groups = [_figure(group.key, _at(group.figures, at)) for group in split.groups]
    whole = _figure(EVERYBODY, _at(reading.whole, at)) if chosen == "all" else None
    if whole is not None and whole.value is None:
        return None
    found = read_gap(
        groups,
        unit=unit_of(indicator),
        direction=Direction(indicator.direction),
        reference=None if chosen == "all" else int(chosen),
        whole=whole,
    )
    return found if isinstance(found, GapReading) else None


def _at(figures: Sequence[Figure], at: float) -> Figure | None:
    return next((one for one in figures if one.at == at), None)


def _figure(key: int, figure: Figure | None) -> GroupFigure:
    if figure is None or figure.value is None:
        return GroupFigure(key, None)
    return GroupFigure(key, figure.value, None, figure.people, figure.low, figure.high)
