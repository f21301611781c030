"""The vote on the matter itself, one at a time: what may be put when one was held before, and what it is bound to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from engagement.gathering.matter import matter_of
from engagement.gathering.questions import modifiers_of, question_of, rule_of
from engagement.gathering.rows import Rows, rows_of
from engagement.models import Decision, DecisionStep, Engagement
from engagement.rules.decision_laws import binds_what_follows, is_same_question, with_residents
from engagement.rules.spectrum import Level
from initiatives.models import Body
from initiatives.rules.refusals import RuleBroken

if TYPE_CHECKING:
    from engagement.actions.motions import Motion

Texts = dict[str, str]


def in_its_turn(motion: Motion, engagement: Engagement, body: Body) -> Motion:
    """Return the motion as it may be put after the votes on the matter that this group held before.

    Raises RuleBroken while one is on the way, and for the words of one that was lost. A lost vote is put in
    other words under its own rule, to its own list; what a community seat blocked keeps rule and residents' agreement.
    """
    rows = rows_of(engagement)
    _refuse_beside_another(rows, engagement)
    before = _held_before(rows, body)
    lost = [row for row in before if row.state == Decision.State.NOT_ADOPTED]
    _refuse_same_words(motion.question, lost)
    is_bound = _is_bound(before, Level(engagement.level))
    if not lost and not is_bound:
        return motion
    last = before[0]
    modifiers = modifiers_of(last)
    if is_bound:
        modifiers = with_residents(modifiers, last.electorate.values_list("seat_class", flat=True))
    return replace(motion, rule=rule_of(last), modifiers=modifiers, electorate_of=last.electorate_of)


def _refuse_beside_another(rows: Rows, engagement: Engagement) -> None:
    matter = matter_of(rows)
    there = ((_("See the votes of this question."), f"{engagement.record.url}votes/"),)
    if matter.on_the_way:
        raise RuleBroken(
            _("A vote on this is on the way already, and two could come to two answers. Wait for its end, or take it back."),
            field="purpose", missing=there,
        )  # fmt: skip


def _held_before(rows: Rows, body: Body) -> list[Decision]:
    """The votes on the matter that this group held in the present course, the newest first."""
    votes = [
        row for row in rows.decisions if row.purpose == Decision.Purpose.SUBSTANCE and row.reviews_id is None
    ]
    return [
        row
        for row in votes
        if row.round.body_id == body.pk and row.opened_at and rows.is_of_now(row.round.noticed_at)
    ]


def _refuse_same_words(question: Texts, lost: list[Decision]) -> None:
    if any(is_same_question(question, one.question) for one in lost):
        raise RuleBroken(
            _(
                "The group voted on these words and did not adopt them. Change the proposal, and say in it what is new."
            ),
            field="question",
        )


def _is_bound(before: list[Decision], level: Level) -> bool:
    """Whether a community seat blocked one of them and its concern was not resolved."""
    stopped = DecisionStep.objects.filter(decision__in=before, to_state=Decision.State.BLOCKED)
    numbers = set(stopped.values_list("decision", flat=True))
    return any(binds_what_follows(question_of(one), level=level) for one in before if one.pk in numbers)
