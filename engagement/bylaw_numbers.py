"""The numbers of promises among those of the bylaws, with clauses to start with: change a clause and promises obey."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from engagement.rules.parameters import PARAMETERS
from initiatives.bylaws import OwnNumber, declare
from initiatives.rules.bylaws import StarterClause

CLAUSES: tuple[StarterClause, ...] = (
    StarterClause(
        "20.1",
        _("Time before and for taking part"),
        _(
            "A question is announced {engagement_notice_days} days before it opens, and people have at least {engagement_window_days} days to speak. "
            "What is decided urgently lapses after {emergency_days} days unless it is ratified. What decides is noticed {room_notice_days} days before."
        ),
        ("engagement_notice_days", "engagement_window_days", "emergency_days", "room_notice_days"),
    ),
    StarterClause(
        "20.2",
        _("What everybody is told"),
        _(
            "A decision and its reasons are out within {outcome_working_days} working days. "
            "A question asked in public is answered within {question_working_days} working days. "
            "A text above school grade {reading_grade} is marked as hard to read."
        ),
        ("outcome_working_days", "question_working_days", "reading_grade"),
    ),
    StarterClause(
        "20.3",
        _("What we owe to whoever speaks"),
        _(
            "A person reads what somebody says within {acknowledge_working_days} working days. What we heard stands open for correction "
            "for {heard_days} days. Within {answer_days} days of the decision everybody is told what became of their words, "
            "and within {rating_days} days after that they are asked how their words were used. "
            "A group with less than half of its share among those who speak is missing: we go to them."
        ),
        ("acknowledge_working_days", "heard_days", "answer_days", "rating_days", "parity_share"),
    ),
    StarterClause(
        "20.4",
        _("Panels and joint groups"),
        _(
            "At least a third of a panel comes from the group that the figures show to be behind. Two thirds of a panel confirm "
            "the table of concerns. Residents hold at least half of the votes of a joint group. Its answer is adopted within "
            "{adoption_days} days, or two thirds of the owner’s votes decide otherwise, with {standstill_days} days of standstill."
        ),
        (
            "panel_behind_share", "panel_confirm_share", "community_share", "adoption_days", "override_share", "standstill_days",
        ),
    ),
    StarterClause(
        "20.5",
        _("When a promise is late or broken"),
        _(
            "A promise that is {broken_after_days} days late counts as broken. Who was promised something can say that it was not kept, "
            "and has an answer within {promise_claim_days} days. A vote of the people we promised is open for {promisees_vote_days} days "
            "and counts when at least 5 and one in ten of them take part."
        ),
        ("broken_after_days", "promise_claim_days", "promisees_vote_days", "promisees_vote_share"),
    ),
    StarterClause(
        "20.6",
        _("After a decision"),
        _(
            "Progress is told every {progress_days} days. Whatever the community decided and is {banner_days} days late "
            "stands on the front page until the community’s group takes it down."
        ),
        ("progress_days", "banner_days"),
    ),
)  # fmt: skip

declare((OwnNumber(each.key, each.default, each.limits, each.name) for each in PARAMETERS), CLAUSES)
