"""Answers that arrive at the same moment, and at the moment of the count."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from initiatives import clock
from initiatives.actions.agenda import answer, close_round
from initiatives.models import CommonAgenda, Initiative, LedgerEntry, Ratification
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import inside
from tests.conftest import FreshDatabase
from tests.factories.agenda import make_proposed, room_of, seat_of
from tests.personas import OWN, the_people


def test_a_seat_that_answers_twice_at_once_has_one_answer(fresh_database: FreshDatabase) -> None:
    pk = Initiative.objects.get(slug=OWN).pk
    resident = the_people().resident
    with transaction.atomic(), inside(pk):
        agenda = make_proposed(the_people().backbone)
        seat, opens = seat_of(agenda, resident), room_of(agenda).opens_at

    def say(stance: str) -> None:
        with clock.at(opens), transaction.atomic(), inside(pk):
            answer(agenda=agenda, seat=seat, stance=stance, words="So.", by=resident)

    fresh_database.in_threads(*[lambda s=stance: say(s) for stance in ("ratify", "dissent", "stand_aside")])
    with transaction.atomic(), inside(pk):
        assert Ratification.objects.count() == 3
        assert Ratification.objects.filter(replaced_at__isnull=True).count() == 1


def test_no_answer_slips_in_behind_the_count_and_two_counts_are_one(fresh_database: FreshDatabase) -> None:
    pk = Initiative.objects.get(slug=OWN).pk
    resident = the_people().resident
    with transaction.atomic(), inside(pk):
        agenda = make_proposed(the_people().backbone)
        room, seat = room_of(agenda), seat_of(agenda, resident)

    def late() -> None:
        with clock.at(room.closes_at + timedelta(milliseconds=1)), transaction.atomic(), inside(pk):
            answer(agenda=agenda, seat=seat, stance="ratify", by=resident)

    def count() -> None:
        with clock.at(room.closes_at), transaction.atomic(), inside(pk):
            close_round(room=room)

    came = fresh_database.in_threads(late, count, count, late)
    assert [isinstance(one, RuleBroken) for one in came] == [True, False, False, True]
    with transaction.atomic(), inside(pk):
        assert CommonAgenda.objects.get().tally().answered == 0
        assert list(LedgerEntry.objects.filter(kind="round.tallied").values_list("kind", flat=True)) == [
            "round.tallied"
        ]
