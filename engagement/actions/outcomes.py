"""What follows from a count: in force by itself, with its commitments; or opened again, mediated, ended. SPECTRUM section 3."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from engagement.actions.adopting import check_adoptable
from engagement.actions.box import step
from engagement.actions.criteria import adopt_by_vote
from engagement.actions.implementing import begin_implementing
from engagement.actions.reviewed import carry_over, owe_review, supersede
from engagement.models import Decision, DecisionOption, Engagement
from engagement.rules.decision_machine import Event
from engagement.rules.spectrum import Level
from initiatives import clock
from initiatives.due import owe
from initiatives.identity import change_record, give_record
from initiatives.models import Body, Commitment, Person, Record
from initiatives.record import record

LAPSE = "engagement.lapse_decision"
REOPEN_WITHIN = timedelta(days=14)
A_YEAR = timedelta(days=365)


def conclude(decision: Decision, *, by: Person | None) -> None:
    """Carry a counted result over into the world; at EMPOWERING nobody has to do anything for it, and nobody can stop it."""
    if status_of(decision) == "adopted":
        _adopt(decision, by)
        return
    step(decision, Event.NOT_ADOPT, by=None)
    decision.save(update_fields=["state"])
    change_record(decision.record, state=Record.State.ENDED)
    record("decision.not_adopted", by=None, about=decision)


def find_no_quorum(decision: Decision) -> None:
    """Too few took part: it may be opened once more, else it lapses by itself."""
    step(decision, Event.FIND_NO_QUORUM, by=None)
    decision.save(update_fields=["state"])
    owe(LAPSE, key=str(decision.record.number), at=clock.now() + REOPEN_WITHIN)
    record("decision.no_quorum", by=None, about=decision)


def find_blocked(decision: Decision) -> None:
    """A concern must be resolved first. Where somebody raised it in words, its case is at mediation already."""
    step(decision, Event.FIND_BLOCKED, by=None)
    if decision.objections.filter(resolved_at__isnull=True).exists():
        step(decision, Event.MEDIATE, by=None)
    decision.save(update_fields=["state"])
    record("decision.blocked", by=None, about=decision)


def status_of(decision: Decision) -> str:
    """Return what a counted decision came to; nothing for one that has no result."""
    outcome = (decision.result or {}).get("outcome") or {}
    return str(outcome.get("status", ""))


def winners_of(decision: Decision) -> list[DecisionOption]:
    """Return the options that were chosen, in the order of the ballot."""
    outcome = (decision.result or {}).get("outcome") or {}
    chosen = set(outcome.get("winners") or ())
    return [option for option in decision.options.all() if option.key in chosen]


def _adopt(decision: Decision, by: Person | None) -> None:
    check_adoptable(decision)
    now = clock.now()
    step(decision, Event.ADOPT, by=None)
    record("decision.adopted", by=None, about=decision)
    step(decision, Event.BRING_INTO_FORCE, by=None)
    decision.in_force_at = now
    decision.save(update_fields=["state", "in_force_at"])
    change_record(decision.record)
    owe_review(decision)
    made = _commit(decision) if decision.purpose == Decision.Purpose.SUBSTANCE else []
    record(
        "decision.in_force",
        by=None,
        about=decision,
        facts={"commitments": [one.record.number for one in made]},
    )
    if decision.reviews_id is not None:
        carry_over(decision)
    engagement = decision.engagement
    supersede(decision, is_recommendation=engagement is not None and _is_recommendation(decision, engagement))
    if decision.purpose == Decision.Purpose.CRITERIA and decision.engagement is not None:
        adopt_by_vote(decision.engagement)
    begin_implementing(decision)


def _commit(decision: Decision) -> list[Commitment]:
    """Make what was decided somebody's to do: one commitment for each thing that was chosen, with its day and money.

    What a joint group recommends binds nobody before the owner, the table, adopts it. L4.
    """
    if decision.engagement is None or _is_recommendation(decision, decision.engagement):
        return []
    due = decision.carry_out_by or (clock.now() + A_YEAR).date()
    chosen = winners_of(decision)
    if not chosen:
        return [_promise(decision, decision.question, due=due, money=decision.engagement.money)]
    alone = decision.engagement.money if len(chosen) == 1 else None
    return [
        _promise(decision, one.title, due=due, money=one.cost if one.cost is not None else alone)
        for one in chosen
    ]


def _is_recommendation(decision: Decision, engagement: Engagement) -> bool:
    """Whether it is the answer of a joint group that does not own the decision."""
    return engagement.level == Level.COLLABORATING and not decision.round.body.is_table


def _promise(decision: Decision, words: dict[str, str], *, due: date, money: Decimal | None) -> Commitment:
    owner = decision.carried_out_by
    table = Body.objects.filter(is_table=True).first() or decision.round.body
    given = give_record(
        "commitment", title=words, path="plan/commitments/{number}/", by=decision.put_by, published=True
    )
    return Commitment.objects.create(
        record=given,
        words=words,
        from_membership=owner,
        from_body=None if owner else table,
        to_body=decision.round.body,
        because=decision.record,
        due=due,
        money=money,
        state=Commitment.State.ACCEPTED,
    )
