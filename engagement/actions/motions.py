"""Putting a question to a body: noticed in a room, its rule fixed, its text changed only with new notice. SPECTRUM section 3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from engagement.actions.asking import check_asked, check_mover
from engagement.actions.attempts import witnessed
from engagement.actions.box import hold_box, step
from engagement.actions.joint_votes import check_criteria_vote
from engagement.actions.mediating import refuse_while_mediated
from engagement.actions.motion_times import Times, in_meeting, lapses, online
from engagement.actions.permitting import permit, refuse_advisers
from engagement.actions.successors import in_its_turn
from engagement.gathering.numbers import rules_in_force
from engagement.gathering.questions import parameters_of
from engagement.models import Alternative, Decision, DecisionOption, Engagement
from engagement.rules.ballots import Option
from engagement.rules.decision_laws import later_deadline
from engagement.rules.decision_machine import Event
from engagement.rules.methods import Budget, Rule, Shape, blocking
from engagement.rules.modifiers import Modifiers
from engagement.rules.question import check_options
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Deed
from initiatives import clock
from initiatives.due import forgive, owe
from initiatives.identity import change_record, give_record
from initiatives.models import Body, Membership, Person, Record, Round
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.rounds import InMeeting

Texts = dict[str, str]
OPEN, CLOSE, REVIEW = "engagement.open_decision", "engagement.close_decision", "engagement.review_decision"
A_DAY, A_YEAR = timedelta(days=1), timedelta(days=365)


@dataclass(frozen=True, slots=True)
class OptionText:
    """One thing on the ballot in its words; `cost` in money, for a participatory budget."""

    title: Texts
    description: Texts = field(default_factory=dict)
    cost: Decimal | None = None
    alternative: Alternative | None = None


@dataclass(frozen=True, slots=True)
class Motion:
    """All that is put to a body: the question, under which rule, who may vote, and what follows if it is adopted.

    `electorate_of` is seats, people or slips; people and slips always vote in secret, seats only where they elect people.
    `reviews` is the decision that is looked at again by this, and `reason` why it is put.
    """

    question: Texts
    rule: Rule
    modifiers: Modifiers
    purpose: str = Decision.Purpose.SUBSTANCE
    electorate_of: str = "seats"
    elects_people: bool = False
    options: Sequence[OptionText] = ()
    eligibility: Texts = field(default_factory=dict)
    no_data_because: Texts = field(default_factory=dict)
    review_on: date | None = None
    carried_out_by: Membership | None = None
    carry_out_by: date | None = None
    about_person: Person | None = None
    reviews: Decision | None = None
    reason: Texts = field(default_factory=dict)

    @property
    def is_secret(self) -> bool:
        """Whether ballots are secret."""
        return self.electorate_of != "seats" or self.elects_people


@witnessed
def put_to_body(
    *,
    motion: Motion,
    body: Body,
    by: Person,
    engagement: Engagement | None = None,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    previous: Decision | None = None,
    meeting: InMeeting | None = None,
) -> Decision:
    """Give notice of a question in a round of its own, or in an item of a noticed `meeting`.

    Without dates, notice and length are those of the bylaws.

    At EMPOWERING the body itself does this (E3): a professional's motion is refused and recorded. Raises RuleBroken for too
    little notice, options that are not frozen, or a rule that cannot be voted on like this.
    """
    if engagement is not None:
        motion = _of_engagement(motion, engagement, body, by)
    _check_motion(motion)
    times = (
        in_meeting(meeting) if meeting else online(lapses(motion.purpose, engagement), opens_at, closes_at)
    )
    decision = _write(motion, body=body, by=by, engagement=engagement, times=times, previous=previous)
    step(decision, Event.GIVE_NOTICE, by=by, reason=motion.reason)
    decision.save(update_fields=["state"])
    _owe(decision)
    facts: dict[str, Json] = {
        "body": str(body),
        "rule": decision.rule,
        "parameters": decision.parameters,
        "opens_on": times.opens_at.date().isoformat(),
        "closes_on": times.closes_at.date().isoformat(),
    }
    record("decision.noticed", by=by, about=decision, facts=facts)
    return decision


def _of_engagement(motion: Motion, engagement: Engagement, body: Body, by: Person) -> Motion:
    """Return a motion with the options of its engagement, where this person may move it in this body."""
    check_mover(engagement, body, by)
    check_asked(purpose=motion.purpose, electorate_of=motion.electorate_of, engagement=engagement, body=body)
    if motion.purpose == Decision.Purpose.CRITERIA:
        check_criteria_vote(motion.modifiers)
    if motion.purpose == Decision.Purpose.SUBSTANCE and motion.reviews is None:
        motion = in_its_turn(motion, engagement, body)
    return _with_alternatives(motion, engagement)


@witnessed
def change_text(
    *, decision: Decision, question: Texts, by: Person, options: Sequence[OptionText] | None = None
) -> Decision:
    """Change the words materially before the vote opens: the version goes up and notice is given anew (S2).

    Nobody edits options of an engagement that are frozen (E3). Raises RuleBroken once the vote is open.
    """
    decision = hold_box(decision)
    if decision.engagement is not None:
        check_mover(decision.engagement, decision.round.body, by)
    if options is not None and decision.engagement is not None:
        raise RuleBroken(_("The options of this engagement are fixed. Nobody changes their words any more."))
    if decision.purpose in (Decision.Purpose.REAFFIRM, Decision.Purpose.END):
        raise RuleBroken(
            _("This asks whether a decision stands or ends. Take it back to ask something else.")
        )
    step(decision, Event.CHANGE_TEXT, by=by)
    now = clock.now()
    notice = max(decision.round.opens_at - decision.round.noticed_at, _least_notice())
    length = decision.round.closes_at - decision.round.opens_at
    opens = max(decision.round.opens_at, now + notice)
    _move(decision.round, noticed=now, opens=opens, closes=max(decision.round.closes_at, opens + length))
    decision.question, decision.version = question, decision.version + 1
    decision.save(update_fields=["question", "version", "state"])
    if options is not None:
        decision.options.all().delete()
        _write_options(decision, options)
    change_record(decision.record, title=question)
    _owe(decision)
    facts: dict[str, Json] = {"version": decision.version, "opens_on": opens.date().isoformat()}
    record("decision.text_changed", by=by, about=decision, facts=facts)
    return decision


@witnessed
def deliberate(*, decision: Decision, by: Person | None) -> Decision:
    """Begin the discussion, as whoever chairs; opening the vote does this by itself where nobody has."""
    decision = hold_box(decision)
    if decision.engagement is not None:
        permit(Deed.CHAIR, engagement=decision.engagement, by=by, body=decision.round.body)
    step(decision, Event.DELIBERATE, by=by)
    decision.save(update_fields=["state"])
    record("decision.deliberating", by=by, about=decision)
    return decision


@witnessed
def postpone(*, decision: Decision, closes_at: datetime, reason: Texts, by: Person) -> Decision:
    """Move the end of a vote later, never earlier (S2); possible until it is closed."""
    decision = hold_box(decision)
    if decision.engagement is not None:
        refuse_advisers(by=by, engagement=decision.engagement, deed=Deed.MOVE_DATE)
    if decision.state not in ("noticed", "deliberating", "open", "escalated") or (
        decision.state == "open" and clock.now() >= decision.round.closes_at
    ):
        raise RuleBroken(_("This vote is over, so its end can’t be moved any more."))
    if not any(said.strip() for said in reason.values()):
        raise RuleBroken(_("Say why the end is moved. Everybody will read it."), field="reason")
    room = decision.round
    room.closes_at = later_deadline(room.closes_at, closes_at)
    room.save(update_fields=["closes_at"])
    change_record(decision.record)
    owe(CLOSE, key=str(decision.record.number), at=room.closes_at)
    facts: dict[str, Json] = {"closes_on": closes_at.date().isoformat(), "reason": dict(reason)}
    record("decision.postponed", by=by, about=decision, facts=facts)
    return decision


@witnessed
def withdraw(*, decision: Decision, reason: Texts, by: Person) -> Decision:
    """Take a question back before its vote opens, or out of mediation, for a reason that everybody reads."""
    decision = hold_box(decision)
    if decision.engagement is not None:
        check_mover(decision.engagement, decision.round.body, by)
    if not any(said.strip() for said in reason.values()):
        raise RuleBroken(_("Say why. Everybody will read it."), field="reason")
    refuse_while_mediated(decision)
    step(decision, Event.WITHDRAW, by=by, reason=reason)
    decision.save(update_fields=["state"])
    shut_room(decision, by=by)
    change_record(decision.record, state=Record.State.ENDED)
    record("decision.withdrawn", by=by, about=decision)
    return decision


def shut_room(decision: Decision, *, by: Person | None) -> None:
    """Close the room of a decision; nothing more is due in it."""
    room = decision.round
    room.closed_at, room.closed_by = clock.now(), by
    room.save(update_fields=["closed_at", "closed_by"])
    for job in (OPEN, CLOSE):
        forgive(job, key=str(decision.record.number))


def _with_alternatives(motion: Motion, engagement: Engagement) -> Motion:
    """Let the ballot offer the options that were frozen. Below CONSULTING nobody freezes any."""
    if motion.purpose != Decision.Purpose.SUBSTANCE or motion.reviews is not None:
        return motion
    if engagement.level > Level.INFORMING and engagement.state != Engagement.State.OPTIONS_FROZEN:
        raise RuleBroken(
            _("The options are not fixed yet, so people would vote on something that can still change."),
            missing=((_("Fix the options first."), engagement.record.url),),
        )
    if motion.options or motion.rule.shape is Shape.STANCE:
        return motion
    standing = engagement.alternatives.filter(withdrawn_at__isnull=True).order_by("position", "pk")
    texts = [OptionText(one.title, one.description, one.cost, one) for one in standing]
    return replace(motion, options=texts)


def _check_motion(motion: Motion) -> None:
    if motion.purpose in (Decision.Purpose.REAFFIRM, Decision.Purpose.END) and motion.reviews is None:
        raise RuleBroken(_("Say about which decision. Begin on its own page."), field="purpose")
    if motion.is_secret and blocking(motion.rule):
        raise RuleBroken(
            _(
                "Under this rule one person can stop a decision, and others must be able to talk with them. In a secret vote"
                " nobody knows who it is. Choose a majority, or let options be ranked."
            ),
            field="rule",
        )
    if motion.electorate_of != "seats" and not any(said.strip() for said in motion.eligibility.values()):
        raise RuleBroken(
            _("Say who may vote: everybody will read it before the vote opens."), field="eligibility"
        )
    if (motion.purpose == Decision.Purpose.ADVISER_MAY_VOTE) != (motion.about_person is not None):
        raise RuleBroken(_("Say about whom this is decided."), field="about_person")
    if motion.rule.shape is not Shape.STANCE:
        with_costs = isinstance(motion.rule, Budget)
        costs = [int(one.cost * 100) if one.cost is not None else None for one in motion.options]
        check_options(
            motion.rule,
            tuple(
                Option(f"option:{at}", cost if with_costs else None) for at, cost in enumerate(costs, start=1)
            ),
        )


def _least_notice() -> timedelta:
    return timedelta(days=rules_in_force().room_notice_days)


def _write(
    motion: Motion,
    *,
    body: Body,
    by: Person,
    engagement: Engagement | None,
    times: Times,
    previous: Decision | None,
) -> Decision:
    given = give_record("decision", title=motion.question, path="decisions/{number}/", by=by, published=True)
    decision = Decision.objects.create(
        record=given,
        engagement=engagement,
        purpose=motion.purpose,
        round=_notice(motion.question, body=body, by=by, path=given.path, times=times),
        question=motion.question,
        rule=motion.rule.name,
        parameters=parameters_of(motion.rule, motion.modifiers),
        is_secret=motion.is_secret,
        electorate_of=motion.electorate_of,
        eligibility=motion.eligibility,
        no_data_because=motion.no_data_because,
        review_on=_review_day(motion, times.closes_at),
        carried_out_by=motion.carried_out_by,
        carry_out_by=motion.carry_out_by or (engagement.implement_by if engagement else None),
        about_person=motion.about_person,
        put_by=by,
        previous=previous,
        reviews=motion.reviews,
        version=previous.version + 1 if previous else 1,
    )
    _write_options(decision, motion.options)
    return decision


def _review_day(motion: Motion, closes: datetime) -> date | None:
    """Return when it is looked at again; one that ends another is not."""
    return None if motion.purpose == Decision.Purpose.END else motion.review_on or (closes + A_YEAR).date()


def _write_options(decision: Decision, options: Sequence[OptionText]) -> None:
    DecisionOption.objects.bulk_create(
        DecisionOption(
            decision=decision,
            alternative=one.alternative,
            position=at,
            title=one.title,
            description=one.description,
            cost=one.cost,
        )
        for at, one in enumerate(options, start=1)
    )


def _notice(question: Texts, *, body: Body, by: Person, path: str, times: Times) -> Round:
    """Make the room. Its address is that of the decision: there is one page for both."""
    given = give_record("round", title=question, path=path, by=by, published=True)
    return Round.objects.create(
        record=given,
        body=body,
        kind=Round.Kind.MEETING_ITEM if times.is_in_meeting else Round.Kind.ONLINE,
        question=question,
        noticed_at=times.noticed_at,
        opens_at=times.opens_at,
        closes_at=times.closes_at,
    )


def _move(room: Round, *, noticed: datetime, opens: datetime, closes: datetime) -> None:
    room.noticed_at, room.opens_at, room.closes_at = noticed, opens, closes
    room.save(update_fields=["noticed_at", "opens_at", "closes_at"])


def _owe(decision: Decision) -> None:
    owe(OPEN, key=str(decision.record.number), at=decision.round.opens_at)
    owe(CLOSE, key=str(decision.record.number), at=decision.round.closes_at)
