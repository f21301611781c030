"""The rows of one engagement, read once: what the parts of its facts are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engagement.models import (
    Alternative,
    Decision,
    Engagement,
    EngagementStep,
    Evidence,
    Framing,
    LevelChange,
    Session,
    Statement,
)
from engagement.rules.purposes import OF_THE_GROUP
from engagement.rules.spectrum import Level
from initiatives.together import Asking, answer_of, by_name, first_in, rows_in

ADOPTED = frozenset(
    {
        Decision.State.ADOPTED,
        Decision.State.IN_FORCE,
        Decision.State.REVIEW_DUE,
        Decision.State.REAFFIRMED,
    }
)
SETTLES = (Decision.Purpose.SUBSTANCE, Decision.Purpose.OVERRIDE)


@dataclass(frozen=True, slots=True)
class Rows:
    """What several parts of the facts read. Statements and decisions stand the newest first."""

    level: int
    body: int | None
    framing: Framing | None
    steps: list[EngagementStep]
    changes: list[LevelChange]
    alternatives: list[Alternative]
    evidence: list[Evidence]
    statements: list[Statement]
    sessions: list[Session]
    decisions: list[Decision]

    @property
    def reopened(self) -> datetime | None:
        """When the matter was last taken up again: what is done for the decision to come is done after that."""
        return self._last_step(Engagement.State.REOPENED)

    def reopened_after(self, at: datetime) -> datetime | None:
        """When the matter was taken up again after something; None while it wasn't."""
        state = Engagement.State.REOPENED
        return next((step.at for step in self.steps if step.to_state == state and step.at >= at), None)

    def first(self, kind: str) -> Statement | None:
        """The first statement of a kind: since when people have been told."""
        return next(iter(self.all_of(kind)), None)

    def first_now(self, kind: str) -> Statement | None:
        """The first statement of a kind since the matter was last taken up again: what was said before was of another decision."""
        return next((row for row in self.all_of(kind) if self.is_of_now(row.published_at)), None)

    def last_now(self, kind: str) -> Statement | None:
        """The newest statement of a kind, if it was said since the matter was last taken up again."""
        row = self.last(kind)
        return row if row is not None and self.is_of_now(row.published_at) else None

    def is_of_now(self, at: datetime) -> bool:
        """Whether something happened since the matter was last taken up again, or it never was."""
        return self.reopened is None or at >= self.reopened

    def last(self, kind: str) -> Statement | None:
        """The statement of a kind that counts: the newest."""
        return next((row for row in self.statements if row.kind == kind), None)

    def all_of(self, kind: str) -> list[Statement]:
        """All statements of a kind, the first one first."""
        return [row for row in reversed(self.statements) if row.kind == kind]

    def adopted(self, purpose: str) -> list[Decision]:
        """The decisions of a purpose that were adopted by whoever answers it, the newest first."""
        return [
            row
            for row in self.decisions
            if row.purpose == purpose and was_adopted(row) and self._is_answered_by(row)
        ]

    def _is_answered_by(self, row: Decision) -> bool:
        """Whether the group that voted is the one whose vote counts: nobody ratifies in the place of another group."""
        return row.purpose not in OF_THE_GROUP or row.round.body_id == self.body

    def decided(self, purpose: str) -> Decision | None:
        """The latest decision of a purpose that was adopted."""
        return next(iter(self.adopted(purpose)), None)

    def decided_by(self, body: int | None) -> Decision | None:
        """The latest decision on the matter itself that a body adopted."""
        return next(
            (row for row in self.adopted(Decision.Purpose.SUBSTANCE) if row.round.body_id == body), None
        )

    def before_the_table(self) -> Decision | None:
        """The newest decision on the matter itself, in whatever state."""
        return next((row for row in self.decisions if row.purpose in SETTLES), None)

    def substance(self) -> Decision | None:
        """The decision that settles the matter: adopted by its last body, or not to follow the joint body.

        At EMPOWERING a counted one is meant as well: certifying is what is still to be done. Once the matter was taken up
        again, nothing settles it before a vote was held on it anew; if that failed, what was decided before stands.
        """
        counted = {Decision.State.TALLIED} if self.level == Level.EMPOWERING else set()
        rows = [row for row in self.decisions if row.purpose in SETTLES]
        found = [row for row in rows if row.state in counted or was_adopted(row)]
        is_voted_on = any(
            row in found or row.state == Decision.State.NOT_ADOPTED for row in self._of_now(rows)
        )
        return found[0] if found and is_voted_on else None

    def decision_told(self) -> datetime | None:
        """When the decision and its reasons were published: once decided, and once the reasons are written."""
        decided, reasons = self._last_step(Engagement.State.DECIDED), self.first_now(Statement.Kind.RATIONALE)
        if decided is None or reasons is None or not self.is_of_now(decided):
            return None
        return max(decided, reasons.published_at)

    def _last_step(self, to: str) -> datetime | None:
        return next((step.at for step in reversed(self.steps) if step.to_state == to), None)

    def _of_now(self, rows: list[Decision]) -> list[Decision]:
        return [row for row in rows if self.is_of_now(row.round.noticed_at)]


def was_adopted(decision: Decision) -> bool:
    """Whether a decision came into force; that it gave way or ended at its review does not undo what it was then."""
    is_over = decision.state in (Decision.State.REVISED, Decision.State.ENDED)
    return decision.state in ADOPTED or (is_over and decision.in_force_at is not None)


def rows_of(engagement: Engagement) -> Rows:
    """Read the rows of an engagement: one journey."""
    return answer_of(rows_asked(engagement))


def rows_asked(engagement: Engagement) -> Asking[Rows]:
    """Ask for the rows of an engagement."""
    decisions = engagement.decisions.select_related("record", "round__record", "round__body")
    found = yield from by_name(
        steps=rows_in(engagement.steps.all()),
        changes=rows_in(engagement.level_changes.all()),
        alternatives=rows_in(engagement.alternatives.all()),
        evidence=rows_in(engagement.evidence.all()),
        statements=rows_in(engagement.statements.all()),
        sessions=rows_in(engagement.sessions.filter(cancelled_at__isnull=True)),
        decisions=rows_in(decisions.order_by("-record__number")),
        framing=first_in(Framing.objects.filter(engagement=engagement)),
    )
    return Rows(level=engagement.level, body=engagement.body_id, **found)


def settled_at(decision: Decision | None) -> datetime | None:
    """Return when a decision was settled: in force, or closed and adopted."""
    if decision is None:
        return None
    return decision.in_force_at or decision.closed_at
