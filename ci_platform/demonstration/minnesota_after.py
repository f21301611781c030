"""Every Student Graduates: what comes after a decision. One stands, one is voted on again, one promise has an outside witness."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q

from ci_platform.demonstration.steps import en, role
from ci_platform.demonstration.story import Step, Told
from ci_platform.demonstration.votes import HALF_OF_THE_SEATS
from engagement.actions.closing import close_vote
from engagement.actions.motions import Motion, put_to_body
from engagement.actions.opening import open_vote
from engagement.actions.reviews import ask_review, come_due
from engagement.actions.voting import cast
from engagement.models import Decision
from engagement.rules.ballots import Ballot
from engagement.rules.methods import Base, Majority
from initiatives import clock
from initiatives.actions.commitments import (
    Promise,
    accept_commitment,
    confirm_met,
    propose_commitment,
    tell_progress,
)
from initiatives.actions.witnesses import name_witness
from initiatives.models import Body, Commitment
from initiatives.rules.roles import Role

EVENINGS = "The table meets on Tuesday evenings, with childcare and a meal."
MINUTES = "Minutes come out within a week, in English and Spanish."
SEATS = ("resident", "amina", "joseph", "rosa", "pang", "denise", "keisha", "eli")
NOTICE, LENGTH = 8, 8
PROMISED = "Every evening of the council has childcare, a bus home and an interpreter."


def _put(question: str, *, looked_at_in: int) -> Callable[[Told], None]:
    """The table is asked how it works, and until when that holds."""

    def act(told: Told) -> None:
        now = clock.now()
        motion = Motion(
            question=en(question),
            rule=Majority(Base.DECIDED),
            modifiers=HALF_OF_THE_SEATS,
            purpose=Decision.Purpose.PROCEDURE,
            review_on=(now + timedelta(days=looked_at_in)).date(),
        )
        put_to_body(
            motion=motion,
            body=Body.objects.get(is_table=True),
            by=told.people["resident"],
            opens_at=now + timedelta(days=NOTICE),
            closes_at=now + timedelta(days=NOTICE + LENGTH),
        )

    return act


def _all_agree(question: str) -> Callable[[Told], None]:
    """The seats say yes to the newest vote about it."""

    def act(told: Told) -> None:
        decision = _newest(question)
        open_vote(decision=decision, by=None)
        for who in SEATS:
            row = decision.electorate.get(person=told.people[who])
            cast(decision=decision, elector=row, ballot=Ballot("", "yes"), by=told.people[who])

    return act


def _counted(question: str) -> Callable[[Told], None]:
    return lambda told: _ignore(close_vote(decision=_newest(question)))


def _its_day_comes(question: str) -> Callable[[Told], None]:
    return lambda told: _ignore(come_due(decision=_newest(question)))


def _asked_again(
    question: str, purpose: str, reason: str, *, by: str, stands_for: int = 0
) -> Callable[[Told], None]:
    """It is put to those who decided whether it stands, for so many days more, or ends."""

    def act(told: Told) -> None:
        until = clock.today() + timedelta(days=stands_for) if stands_for else None
        ask_review(
            decision=_newest(question),
            purpose=purpose,
            reason=en(reason),
            review_on=until,
            by=told.people[by],
        )

    return act


def _promise(told: Told) -> None:
    """The table promises the council something; all five of the council sit at the table as well."""
    table, council = Body.objects.get(is_table=True), told.bodies["students-and-families-council"]
    due = clock.today() + timedelta(days=60)
    promise = Promise(en(PROMISED), table, council, due)
    made = propose_commitment(promise=promise, by=told.director)
    accept_commitment(commitment=made, by=told.people["pang"])


def _tell(told: Told) -> None:
    words = en("Four evenings of five had all three; once the interpreter was ill.")
    tell_progress(commitment=_promised(), words=words, by=told.director)


def _witness(told: Told) -> None:
    name_witness(commitment=_promised(), person=told.people["sam"], by=told.people["rosa"])


def _seen(told: Told) -> None:
    seen = en("I came to the last two evenings: the bus waited, and somebody read to the children.")
    confirm_met(commitment=_promised(), evidence=seen, by=told.people["sam"])


def _newest(question: str) -> Decision:
    """Return the newest vote on a question or about it."""
    about = Q(question__en=question) | Q(reviews__question__en=question)
    rows = Decision.objects.select_related("record__initiative", "round", "engagement")
    return rows.filter(about).order_by("-pk")[0]


def _promised() -> Commitment:
    return Commitment.objects.select_related("record__initiative").get(words__en=PROMISED)


def _ignore(_made: object) -> None:
    """Nobody waits for what an action returns."""


AFTER: list[Step] = [
    Step(420, _put(MINUTES, looked_at_in=415)),
    Step(410, _all_agree(MINUTES)),
    Step(403, _counted(MINUTES)),
    Step(300, _put(EVENINGS, looked_at_in=200)),
    Step(290, _all_agree(EVENINGS)),
    Step(283, _counted(EVENINGS)),
    Step(99, _its_day_comes(EVENINGS)),
    Step(98, _asked_again(EVENINGS, Decision.Purpose.REAFFIRM, "More people come than on Saturdays.", by="amina", stands_for=400)),
    Step(89, _all_agree(EVENINGS)),
    Step(70, _counted(EVENINGS)),
    Step(96, _promise),
    Step(50, _tell),
    role(35, "sam", Role.RESIDENT),
    Step(34, _witness),
    Step(28, _seen),
    Step(4, _its_day_comes(MINUTES)),
    Step(3, _asked_again(MINUTES, Decision.Purpose.END, "Nobody translates them in time. We want a recording instead.", by="rosa")),
]  # fmt: skip
