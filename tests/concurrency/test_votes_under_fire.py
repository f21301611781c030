"""Two hundred people vote at the deadline while it is being closed: nothing double, nothing late, nothing acknowledged lost. BARS R5.

`CI_REPETITIONS=20` repeats each storm so often; two are enough for every day.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from django.db import connection, transaction

from engagement.actions.closing import close_vote
from engagement.actions.electorate import enrol
from engagement.actions.opening import open_vote
from engagement.actions.voting import cast, cast_secretly
from engagement.models import Decision, Elector, SecretBallot, Teller, Vote
from engagement.rules.ballots import Ballot
from engagement.rules.recount import recount
from initiatives import clock
from initiatives.ledger import check_ledger
from initiatives.models import Event, Initiative, Person, Round, Seat, SeatTerm
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import inside
from tests.conftest import FreshDatabase
from tests.factories.decisions import Council, make_noticed, motion
from tests.factories.partners import make_body
from tests.personas import OWN, the_people

REPETITIONS = int(os.environ.get("CI_REPETITIONS", "2"))
VOTERS, REQUESTS, WORKERS = 200, 3, 24
BEFORE, AFTER = 3.0, 0.7  # seconds around the end in which requests are sent
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Storm:
    """An open vote, who may vote in it, and its end."""

    decision: Decision
    electors: list[Elector]
    people: list[Person]
    end: datetime


def in_harbor(call: Callable[[], object]) -> object:
    with transaction.atomic(), inside(Initiative.objects.get(slug=OWN).pk):
        return call()


def brew(electorate_of: str) -> Storm:
    """Open a vote of two hundred that ends in some seconds."""
    director = the_people().backbone
    people = Person.objects.bulk_create(Person(email=f"voter{at}@people.example") for at in range(VOTERS))
    body = make_body("Assembly", by=director, slug=f"assembly-{people[0].pk}")
    seats = Seat.objects.bulk_create(
        Seat(body=body, name=f"Seat {at}", seat_class="community", created_on=date(2020, 1, 1))
        for at in range(VOTERS)
    )
    SeatTerm.objects.bulk_create(
        SeatTerm(
            seat=seat, person=person, starts_on=date(2020, 1, 1), ends_on=date(2050, 1, 1), chosen="elected"
        )
        for seat, person in zip(seats, people, strict=True)
    )
    with clock.at(clock.now() - timedelta(days=8)):
        decision = make_noticed(Council(body, people), motion(electorate_of=electorate_of))
        if electorate_of == "people":
            enrol(decision=decision, people=people, basis="lives here", by=director)
            Teller.objects.bulk_create(Teller(decision=decision, person=one) for one in people[:2])
    decision = open_vote(decision=decision, by=None)
    end = datetime.now(tz=decision.round.closes_at.tzinfo) + timedelta(seconds=BEFORE)
    Round.objects.filter(pk=decision.round.pk).update(closes_at=end)
    electors = {one.person_id: one for one in decision.electorate.all()}
    return Storm(decision, [electors[one.pk] for one in people], people, end)


def at_the_end(storm: Storm, chance: random.Random) -> float:
    """Return when a request is sent: most of them close to the end, on both sides of it."""
    away = chance.triangular(-BEFORE, AFTER, 0)
    return storm.end.timestamp() + away


def wait_until(moment: float) -> None:
    time.sleep(max(moment - time.time(), 0))


def vote(storm: Storm, at: int, moment: float, stance: str) -> int | str:
    wait_until(moment)
    call = partial(
        cast,
        decision=storm.decision,
        elector=storm.electors[at],
        ballot=Ballot("", stance),
        by=storm.people[at],
        says_nothing=True,
    )
    try:
        given = in_harbor(call)
    except RuleBroken as refusal:
        return refusal.sentence
    assert isinstance(given, Vote)
    return given.pk


def drop(storm: Storm, at: int, moment: float, stance: str) -> int | str:
    wait_until(moment)
    call = partial(
        cast_secretly,
        decision=storm.decision,
        elector=storm.electors[at],
        ballot=Ballot("", stance),
        by=storm.people[at],
    )
    try:
        in_harbor(call)
    except RuleBroken as refusal:
        return refusal.sentence
    return at


def close(storm: Storm) -> str:
    """Try to close from a moment before the end on, as a job and a hand would, until it is closed."""
    wait_until(storm.end.timestamp() - 0.1)
    while True:
        try:
            in_harbor(partial(close_vote, decision=storm.decision))
        except RuleBroken:
            time.sleep(0.01)
        else:
            return "closed"


def change_seats(storm: Storm) -> str:
    """Let seats change hands while people vote: the list is frozen, so that changes nothing."""
    wait_until(storm.end.timestamp() - BEFORE / 2)
    in_harbor(lambda: SeatTerm.objects.filter(person__in=storm.people[:20]).update(left_on=date(2024, 1, 1)))
    return "changed"


def rage(
    database: FreshDatabase, storm: Storm, send: Callable[[Storm, int, float, str], int | str], seed: int
) -> list[int | str]:
    """Send every request at its moment, with two that close in between; return what each voter was told."""
    chance = random.Random(seed)
    requests = sorted(
        (at_the_end(storm, chance), at, chance.choice(["yes", "no"]))
        for at in range(VOTERS)
        for _ in range(REQUESTS)
    )
    calls: list[Callable[[], int | str]] = [
        partial(close, storm),
        partial(close, storm),
        partial(change_seats, storm),
    ]
    calls += [partial(send, storm, at, moment, stance) for moment, at, stance in requests]
    answers = database.in_threads(*calls, workers=WORKERS)
    assert answers[:3] == ["closed", "closed", "changed"]
    assert not [one for one in answers if isinstance(one, BaseException)]
    return answers[3:]  # type: ignore[return-value]


@pytest.mark.parametrize("seed", range(REPETITIONS))
def test_open_votes_at_the_deadline(seed: int, fresh_database: FreshDatabase) -> None:
    storm = in_harbor(partial(brew, "seats"))
    assert isinstance(storm, Storm)
    answers = rage(fresh_database, storm, vote, seed)
    acknowledged = {answer for answer in answers if isinstance(answer, int)}
    refused = [answer for answer in answers if isinstance(answer, str)]

    def look() -> None:
        decision = Decision.objects.select_related("round").get(pk=storm.decision.pk)
        kept = list(Vote.objects.filter(elector__decision=decision))
        standing = [one for one in kept if one.replaced_at is None]
        assert {one.pk for one in kept} == acknowledged, (
            "what was acknowledged is kept, what was refused is not"
        )
        assert all(one.at < decision.round.closes_at for one in kept), "nothing late"
        assert set(Counter(one.elector_id for one in standing).values()) == {1}, "nothing double"
        last = {one.elector_id: one.pk for one in sorted(kept, key=lambda one: (one.at, one.pk))}
        assert {one.elector_id: one.pk for one in standing} == last, "the last one counts"
        counted = {one["voter"]: one["stance"] for one in decision.result["question"]["ballots"]}
        said = {f"seat:{one.elector.seat_id}": one.ballot["stance"] for one in standing}
        assert counted == said, "what stands is what is counted"
        assert decision.result["outcome"]["eligible"] == VOTERS
        assert recount(decision.result).holds
        assert Event.objects.filter(kind="decision.closed").count() == 1
        assert check_ledger() == []

    in_harbor(look)
    assert acknowledged
    assert all("does not count" in sentence for sentence in refused)


def test_of_two_tabs_the_later_is_the_one_that_waited(fresh_database: FreshDatabase) -> None:
    storm = in_harbor(partial(brew, "seats"))
    assert isinstance(storm, Storm)
    held = threading.Event()

    def first_tab() -> datetime:
        """Hold the row of the voter as a vote does, until the other tab waits for it."""
        with transaction.atomic(), inside(Initiative.objects.get(slug=OWN).pk):
            Elector.objects.select_for_update().get(pk=storm.electors[0].pk)
            held.set()
            with connection.cursor() as cursor:
                while not cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
                    time.sleep(0.01)
            return clock.now()

    def second_tab() -> int | str:
        held.wait()
        return vote(storm, 0, time.time(), "yes")

    first, second = fresh_database.in_threads(first_tab, second_tab)
    assert isinstance(first, datetime)
    assert in_harbor(lambda: Vote.objects.get(pk=second).at) > first


@pytest.mark.parametrize("seed", range(REPETITIONS))
def test_secret_ballots_at_the_deadline(seed: int, fresh_database: FreshDatabase) -> None:
    storm = in_harbor(partial(brew, "people"))
    assert isinstance(storm, Storm)
    answers = rage(fresh_database, storm, drop, seed)
    acknowledged = Counter(answer for answer in answers if isinstance(answer, int))

    def look() -> None:
        decision = Decision.objects.get(pk=storm.decision.pk)
        voted = set(Elector.objects.filter(decision=decision, has_voted=True).values_list("pk", flat=True))
        assert voted == {storm.electors[at].pk for at in acknowledged}, (
            "who was told so has voted, and nobody else"
        )
        assert SecretBallot.objects.filter(decision=decision).count() == len(voted)
        assert decision.result["outcome"]["cast"] == len(voted)
        assert recount(decision.result).holds

    in_harbor(look)
    assert set(acknowledged.values()) == {1}, "one ballot each"
