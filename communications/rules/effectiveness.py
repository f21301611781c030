"""The six activities of a backbone, and what is counted for each: events, by whoever did them. DOMAIN section 4.

What can be counted is not the whole of it. Each line says what it counts, so that nobody mistakes the number for the thing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class BackboneActivity(StrEnum):
    """What a backbone does for the whole."""

    GUIDES_VISION = "guides_vision"
    ALIGNED_ACTIVITIES = "aligned_activities"
    SHARED_MEASUREMENT = "shared_measurement"
    BUILDS_WILL = "builds_will"
    ADVANCES_POLICY = "advances_policy"
    MOBILISES_FUNDING = "mobilises_funding"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is counted: a key for its words, and the kinds of events that count."""

    key: str
    kinds: tuple[str, ...]


A = BackboneActivity
COUNTED: dict[BackboneActivity, tuple[Line, ...]] = {
    A.GUIDES_VISION: (
        Line("agenda_agreed", ("agenda.ratified",)),
        Line("conversations", ("turn.closed",)),
        Line("strategies", ("strategy.added", "strategy.changed")),
        Line("learnings", ("learning.added",)),
    ),
    A.ALIGNED_ACTIVITIES: (
        Line("activities", ("activity.begun", "activity.done")),
        Line("commitments_met", ("commitment.met",)),
        Line("partners", ("partner.joined", "joining.welcomed")),
        Line("meetings", ("meeting.ended", "round.closed")),
    ),
    A.SHARED_MEASUREMENT: (
        Line("figures", ("release.published", "figures.revised")),
        Line("numbers", ("numbers.sent",)),
        Line("readings", ("reading.said",)),
        Line("problems", ("problem.answered",)),
    ),
    A.BUILDS_WILL: (
        Line("questions", ("engagement.announce",)),
        Line("voices", ("input.received", "input.entered")),
        Line("answers", ("question.answered", "input.told", "reading.answered")),
        Line("news", ("statement.published", "update.published", "newsletter.sent")),
    ),
    A.ADVANCES_POLICY: (
        Line("decisions", ("decision.in_force", "decision.adopted")),
        Line("rules", ("clause.adopted", "clause.written")),
        Line("carried_out", ("engagement.complete",)),
    ),
    A.MOBILISES_FUNDING: (
        Line("agreements", ("partner.agreement_signed",)),
        Line("roles", ("staff_role.written", "staff_role.changed")),
        Line("supports", ("support.changed",)),
    ),
}
KINDS = tuple(kind for lines in COUNTED.values() for line in lines for kind in line.kinds)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one kind of event was: in this year or the year before it, by the backbone or by somebody else."""

    kind: str
    is_this_year: bool
    is_by_backbone: bool
    count: int


@dataclass(frozen=True, slots=True)
class Counted:
    """One line with its numbers."""

    key: str
    now: int
    before: int


@dataclass(frozen=True, slots=True)
class Measured:
    """One activity with its lines, and who did what was counted this year."""

    activity: BackboneActivity
    lines: tuple[Counted, ...]
    by_backbone: int
    by_others: int

    @property
    def now(self) -> int:
        """All that was counted this year."""
        return sum(line.now for line in self.lines)

    @property
    def before(self) -> int:
        """All that was counted the year before."""
        return sum(line.before for line in self.lines)

    @property
    def is_silent(self) -> bool:
        """Whether nothing was counted this year."""
        return self.now == 0


def measured(tallies: Iterable[Tally]) -> list[Measured]:
    """Return the six activities with what was counted; each event counts on one line only."""
    known = list(tallies)
    return [_one(activity, lines, known) for activity, lines in COUNTED.items()]


def _one(activity: BackboneActivity, lines: tuple[Line, ...], tallies: list[Tally]) -> Measured:
    mine = [one for one in tallies if any(one.kind in line.kinds for line in lines)]
    return Measured(
        activity,
        tuple(
            Counted(
                line.key,
                _sum(one for one in mine if one.kind in line.kinds and one.is_this_year),
                _sum(one for one in mine if one.kind in line.kinds and not one.is_this_year),
            )
            for line in lines
        ),
        by_backbone=_sum(one for one in mine if one.is_this_year and one.is_by_backbone),
        by_others=_sum(one for one in mine if one.is_this_year and not one.is_by_backbone),
    )


def _sum(tallies: Iterable[Tally]) -> int:
    return sum(one.count for one in tallies)
