"""After a decision: on its day those who took it vote on it again: whether it stands, changes or ends. SPECTRUM section 3."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext, gettext_noop, override
from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.box import hold_box, moment_of, step
from engagement.actions.motions import Motion, put_to_body
from engagement.gathering.questions import modifiers_of, rule_of
from engagement.models import Decision
from engagement.rules.decision_machine import Event
from engagement.rules.methods import Base, Majority, Shape
from engagement.rules.spectrum import Level
from initiatives import clock
from initiatives.models import Membership, Person
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]
Purpose = Decision.Purpose
QUESTIONS: dict[str, str] = {
    Purpose.REAFFIRM: gettext_noop("Does this decision stand? “{question}”"),
    Purpose.END: gettext_noop("Does this decision end? “{question}”"),
}


@dataclass(frozen=True, slots=True)
class ChangedText:
    """What shall stand in the place of a decision: its words, when it is looked at again, and who carries it out."""

    question: Texts
    review_on: date | None = None
    carried_out_by: Membership | None = None
    carry_out_by: date | None = None


@transaction.atomic
def come_due(*, decision: Decision) -> Decision:
    """Say that a decision is to be looked at again, on its day and once."""
    decision = hold_box(decision)
    if decision.state not in (Decision.State.IN_FORCE, Decision.State.REAFFIRMED):
        return decision
    today = clock.today(decision.record.initiative.zone)
    if decision.review_on is None or decision.review_on > today:
        return decision
    step(decision, Event.COME_DUE, by=None)
    decision.save(update_fields=["state"])
    record("decision.review_due", by=None, about=decision)
    return decision


def come_due_when_due(*, number: int) -> None:
    """Look whether the review of the decision with this record number is due."""
    come_due(decision=Decision.objects.get(record__number=number))


@witnessed
def ask_review(
    *, decision: Decision, purpose: str, reason: Texts, by: Person, review_on: date | None = None
) -> Decision:
    """Put it to those who took a decision whether it stands, until it is looked at again on `review_on`, or ends.

    Nobody ends or reaffirms it by themselves: what this vote comes to happens by itself. Raises RuleBroken before the day
    of its review, without a reason, and while another vote on it is on the way.
    """
    decision = _due(decision)
    _need_reason(reason)
    motion = replace(
        _as_it_was_taken(decision), question=_asked(decision, purpose), purpose=purpose, reason=reason,
        review_on=review_on,
    )  # fmt: skip
    made = put_to_body(motion=motion, body=decision.round.body, by=by, engagement=decision.engagement)
    if purpose == Purpose.REAFFIRM:
        _check_day(review_on, made.round.closes_at)
    return made


@witnessed
def ask_revision(*, decision: Decision, text: ChangedText, reason: Texts, by: Person) -> Decision:
    """Put a changed text to those who took a decision. The old one stands until they adopt the new one, and for good if not.

    What people were asked about is not changed past them: above INFORMING the matter is taken up again instead.
    """
    decision = _due(decision)
    _need_reason(reason)
    _refuse_past_people(decision)
    motion = replace(
        _as_it_was_taken(decision),
        question=text.question,
        purpose=decision.purpose,
        about_person=decision.about_person,
        reason=reason,
        review_on=text.review_on,
        carried_out_by=text.carried_out_by,
        carry_out_by=text.carry_out_by,
    )
    return put_to_body(
        motion=motion, body=decision.round.body, by=by, engagement=decision.engagement, previous=decision
    )


def _due(decision: Decision) -> Decision:
    decision = hold_box(decision)
    if decision.state != Decision.State.REVIEW_DUE:
        raise RuleBroken(_("This decision is not to be looked at again yet. Wait for its day."))
    running = decision.reviewed_in.undecided().select_related("record__initiative").first()
    if running is not None:
        raise RuleBroken(
            _("A vote on this decision is on the way. Wait for its end, or take it back first."),
            missing=((str(running), running.record.url),),
        )
    return decision


def _need_reason(reason: Texts) -> None:
    if not has_words(reason):
        raise RuleBroken(_("Say why. Everybody will read it."), field="reason")


def _as_it_was_taken(decision: Decision) -> Motion:
    """By the same people and under the same rule: nobody gets round a rule by asking again. A choice is yes or no now."""
    rule = rule_of(decision)
    return Motion(
        question=decision.question,
        rule=rule if rule.shape is Shape.STANCE else Majority(Base.DECIDED),
        modifiers=modifiers_of(decision),
        electorate_of=decision.electorate_of,
        elects_people=decision.is_secret and decision.electorate_of == "seats",
        eligibility=decision.eligibility,
        reviews=decision,
    )


def _asked(decision: Decision, purpose: str) -> Texts:
    """Return the question in each language in which the decision has words."""
    texts = {}
    for language, words in decision.question.items():
        with override(language):
            texts[language] = gettext(QUESTIONS[purpose]).format(question=words)
    return texts


def _check_day(review_on: date | None, closes_at: datetime) -> None:
    if review_on is None or review_on <= closes_at.date():
        raise RuleBroken(
            _("Choose a day after the vote, which ends on {moment}: until then it stands.").format(
                moment=moment_of(closes_at)
            ),
            field="review_on",
        )


def _refuse_past_people(decision: Decision) -> None:
    engagement = decision.engagement
    if engagement is None or decision.purpose != Purpose.SUBSTANCE or engagement.level <= Level.INFORMING:
        return
    raise RuleBroken(
        _(
            "People were heard before this was decided, so its words are not changed without them. Take the question up"
            " again: then they are heard once more."
        ),
        missing=(
            (_("Put it to a vote whether it is taken up again."), f"{engagement.record.url}votes/add/"),
        ),
    )
