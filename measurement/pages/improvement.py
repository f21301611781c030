"""What a program sees of itself: its own numbers beside the whole, and its improvement cycles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.models import Membership, Record
from initiatives.rules.viewer import Viewer
from measurement.models import Contribution, Cycle, Indicator, PerformanceMeasure, Program
from measurement.pages.cards import Card, card_of

STAGES = (Cycle.Stage.PLAN, Cycle.Stage.DO, Cycle.Stage.STUDY, Cycle.Stage.ACT)


@dataclass(frozen=True, slots=True)
class Pair:
    """One own number, and the indicators of the whole that it is thought to move: beside each other, never added."""

    own: Card
    wholes: list[tuple[Card, str]]


@dataclass(frozen=True, slots=True)
class CycleRow:
    """One cycle with its four steps: what was said at each, and which is done."""

    cycle: Cycle
    steps: list[tuple[str, dict[str, str], str]]
    is_open: bool
    days_over: int


@dataclass(frozen=True, slots=True)
class ImprovementPage:
    """The helper page of one program."""

    heading: str
    pairs: list[Pair]
    cycles: list[CycleRow]
    learned: int


def improvement_page(program: Program, viewer: Viewer, *, today: date) -> ImprovementPage:
    """Return a program's own page: four queries."""
    base = program.record.initiative.url
    cycles = Cycle.objects.visible_to(viewer).filter(program=program).select_related("record", "measure")
    rows = [
        _row(one, today) for one in cycles.select_related("record", "measure", "learning", "stage_changed_by")
    ]
    open_ones = sum(row.is_open for row in rows)
    if open_ones:
        heading = ngettext("One thing is being tried", "{count} things are being tried", open_ones)
    elif rows:
        heading = ngettext("One cycle is complete", "{count} cycles are complete", len(rows))
    else:
        heading = _("What would you like to make better?")
    return ImprovementPage(
        heading.format(count=open_ones or len(rows)),
        _pairs([program], viewer, base),
        rows,
        sum(row.cycle.learning is not None for row in rows),
    )


def partner_improvement(
    partner: Membership, viewer: Viewer, *, today: date
) -> tuple[list[Pair], list[CycleRow]]:
    """Return the figures of all that a partner runs beside the whole, and its cycles: four queries."""
    seen = Program.objects.visible_to(viewer).filter(membership=partner, ended_on__isnull=True)
    programs = list(seen)
    if not programs:
        return [], []
    cycles = Cycle.objects.visible_to(viewer).filter(program__in=programs)
    rows = cycles.select_related("record__initiative", "measure", "learning", "stage_changed_by")
    return (
        _pairs(programs, viewer, partner.record.initiative.url),
        [_row(one, today) for one in rows],
    )


def _pairs(programs: Sequence[Program], viewer: Viewer, base: str) -> list[Pair]:
    seen = Indicator.objects.visible_to(viewer)
    measures = list(
        PerformanceMeasure.objects.filter(program__in=programs, measure__in=seen).select_related(
            "measure__rollup"
        )
    )
    thoughts = Contribution.objects.visible_to(viewer).exclude(record__state=Record.State.WITHDRAWN)
    thoughts = thoughts.filter(measure__in=measures, indicator__in=seen)
    wholes: dict[int | None, list[tuple[Card, str]]] = {}
    for one in thoughts.select_related("indicator__rollup"):
        card = card_of(one.indicator, base)
        wholes.setdefault(one.measure_id, []).append((card, str(one.get_strength_display())))
    return [Pair(card_of(one.measure, base), wholes.get(one.pk, [])) for one in measures]


def _row(cycle: Cycle, today: date) -> CycleRow:
    said = (cycle.plan, cycle.did, cycle.studied, cycle.acted)
    at = len(STAGES) if cycle.stage == Cycle.Stage.DONE else STAGES.index(Cycle.Stage(cycle.stage))
    steps = [
        (str(stage.label), words, "done" if n < at else "current" if n == at else "")
        for n, (stage, words) in enumerate(zip(STAGES, said, strict=True))
    ]
    is_open = cycle.stage != Cycle.Stage.DONE
    over = (today - cycle.review_on).days if is_open and cycle.review_on else 0
    return CycleRow(cycle, steps, is_open, max(over, 0))
