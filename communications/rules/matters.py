"""What people are told of in their digest: which event belongs to which matter, and who hears of a matter by their role.

Everybody hears besides of what they follow, of their bodies, commitments and contributions. What a promise needs goes out
at once as a letter of its own (`rules/notices.py`) and is not told again here.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from communications.rules.notices import NOTICES
from initiatives.rules.roles import BACKBONE, Role


class Matter(StrEnum):
    """The kinds of matter between which one can choose, in the order of a digest."""

    PROMISES = "promises"
    DECISIONS = "decisions"
    MEETINGS = "meetings"
    FIGURES = "figures"
    PLAN = "plan"
    AGENDA = "agenda"
    TALK = "talk"
    UPDATES = "updates"
    PEOPLE = "people"


EVERY_ROLE = frozenset(Role)
BY_ROLE: Mapping[Matter, frozenset[Role]] = {
    Matter.PROMISES: BACKBONE,
    Matter.DECISIONS: EVERY_ROLE,
    Matter.MEETINGS: BACKBONE,
    Matter.FIGURES: EVERY_ROLE,
    Matter.PLAN: BACKBONE,
    Matter.AGENDA: EVERY_ROLE,
    Matter.TALK: frozenset(),
    Matter.UPDATES: EVERY_ROLE,
    Matter.PEOPLE: BACKBONE,
}
"""Who hears of all of a matter; the rest hear of what concerns them."""

_OF = {
    Matter.PROMISES: (
        "commitment.proposed commitment.created commitment.accepted commitment.progress_told commitment.met "
        "commitment.missed commitment.renegotiated commitment.released commitment.witness_named "
        "obligation.kept_late obligation.remedied banner.lifted"
    ),
    Matter.DECISIONS: (
        "engagement.open engagement.close_input engagement.decide engagement.report_back engagement.complete "
        "engagement.withdraw engagement.reopen engagement.date_moved decision.noticed decision.postponed "
        "decision.certified decision.adopted decision.not_adopted decision.no_quorum decision.blocked "
        "decision.in_force decision.lapsed decision.ended decision.review_due question.answered "
        "round.noticed round.opened round.tallied session.planned session.cancelled"
    ),
    Matter.MEETINGS: (
        "meeting.planned meeting.changed meeting.noticed meeting.moved meeting.cancelled minutes.circulated "
        "minutes.published minutes.approved minutes.corrected"
    ),
    Matter.FIGURES: (
        "release.published release.withdrawn figures.revised indicator.published indicator.changed target.set "
        "target.changed break.recorded curve.judged problem.recorded problem.answered reading.answered"
    ),
    Matter.PLAN: (
        "strategy.added activity.added activity.changed activity.begun activity.done activity.stopped "
        "learning.added turn.opened turn.closed contribution.said"
    ),
    Matter.AGENDA: (
        "agenda.proposed agenda.ratified agenda.not_ratified agenda.no_quorum word.agreed principle.agreed "
        "agenda.principles_agreed clause.adopted clause.written clause.begun"
    ),
    Matter.TALK: "talk.said talk.hidden talk.appealed talk.appeal_answered",
    Matter.UPDATES: "update.published update.corrected report.published",
    Matter.PEOPLE: "partner.joined partner.left seat.taken seat.left body.created",
}
MATTER_OF: Mapping[str, Matter] = {
    kind: matter for matter, kinds in _OF.items() for kind in kinds.split() if kind not in NOTICES
}
"""The matter of each kind of event that is told; whatever is not here is read in the history alone."""
