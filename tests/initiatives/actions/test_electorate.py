"""Who can answer a question: fixed when it opens; alternates; and a proposal taken back. SPECTRUM section 3."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta

import pytest

from initiatives import clock
from initiatives.actions.agenda import answer, close_round, close_when_due, withdraw_proposal, write_draft
from initiatives.actions.backbone import end_term
from initiatives.actions.erasure import erase_person
from initiatives.actions.rounds import open_round
from initiatives.models import (
    CommonAgenda,
    Due,
    Event,
    Initiative,
    LedgerEntry,
    Person,
    Ratification,
    SeatTerm,
)
from initiatives.rules.ratification import Outcome
from initiatives.rules.refusals import RuleBroken
from tests.conftest import Browser
from tests.factories.agenda import make_proposed, make_ratified, room_of, seat_of
from tests.factories.partners import make_seat, seat_somebody
from tests.factories.people import make_person

START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
LAST = date(2027, 1, 1)
WHY = {"en": "The figures were wrong. We correct them first."}

pytestmark = pytest.mark.usefixtures("inside_initiative")


@pytest.fixture(autouse=True)
def _a_known_day(inside_initiative: Initiative) -> Iterator[None]:
    with clock.at(START):
        yield


@pytest.fixture
def agenda(backbone: Person) -> CommonAgenda:
    return make_proposed(backbone)


def _names(agenda: CommonAgenda) -> list[str]:
    return sorted(room_of(agenda).seats.values_list("seat__name", flat=True))


def _in_the_round(
    agenda: CommonAgenda, later: timedelta = timedelta(hours=1)
) -> AbstractContextManager[None]:
    return clock.at(room_of(agenda).opens_at + later)


def _alternate_of(agenda: CommonAgenda, holder: Person) -> Person:
    """Name somebody who stands in for the holder, before the round opens."""
    other = make_person(name="Ada Alternate")
    SeatTerm.objects.filter(person=holder).update(alternate=other)
    return other


# --- Fixed when it opens ------------------------------------------------------------------------------------------------
def test_seats_filled_and_left_before_it_opens_count_as_they_stand_then(
    agenda: CommonAgenda, resident: Person, partner: Person, backbone: Person
) -> None:
    table = SeatTerm.objects.filter(person=resident).get().seat.body
    assert _names(agenda) == ["Backbone seat", "Community seat"]
    seat_somebody(make_seat(table, "New seat"), partner, starts=START.date(), ends=LAST)
    end_term(term=SeatTerm.objects.get(person=resident), on=START.date(), by=backbone)
    with _in_the_round(agenda):
        open_round(number=room_of(agenda).record.number)
        assert _names(agenda) == ["Backbone seat", "New seat"]
        assert answer(agenda=agenda, seat=seat_of(agenda, partner), stance="ratify", by=partner)
    frozen = Event.objects.get(kind="round.electorate_frozen")
    assert frozen.facts["seats"] == 2
    assert LedgerEntry.objects.filter(kind="round.electorate_frozen").count() == 1


def test_seats_filled_after_it_opened_are_not_in_it_even_when_the_opening_is_written_down_late(
    agenda: CommonAgenda, partner: Person, backbone: Person
) -> None:
    opens = room_of(agenda).opens_at
    table = SeatTerm.objects.filter(person=backbone).get().seat.body
    seat_somebody(make_seat(table, "Late seat"), partner, starts=opens.date() + timedelta(days=1), ends=LAST)
    with _in_the_round(agenda, timedelta(days=3)):
        open_round(number=room_of(agenda).record.number)
    assert _names(agenda) == ["Backbone seat", "Community seat"]


def test_whoever_takes_a_seat_before_it_opens_answers_for_it(
    agenda: CommonAgenda, resident: Person, partner: Person, backbone: Person
) -> None:
    seat = seat_of(agenda, resident)
    end_term(term=SeatTerm.objects.get(person=resident), on=START.date(), by=backbone)
    seat_somebody(seat.seat, partner, starts=START.date() + timedelta(days=1), ends=LAST)
    with _in_the_round(agenda):
        with pytest.raises(RuleBroken, match="Only whoever held the seat when the round opened"):
            answer(agenda=agenda, seat=seat, stance="ratify", by=resident)
        answer(agenda=agenda, seat=seat, stance="ratify", by=partner)


def test_the_page_says_when_it_is_fixed_who_can_answer(
    agenda: CommonAgenda, client_of: Callable[[Person | None], Browser]
) -> None:
    address = room_of(agenda).record.url
    before = " ".join(client_of(None).get(address).content.decode().split())
    assert "Whoever holds a voting seat on 9 March 2026, when it opens" in before
    with _in_the_round(agenda):
        during = " ".join(client_of(None).get(address).content.decode().split())
    assert "Seats filled later do not answer this question" in during


# --- Standing in --------------------------------------------------------------------------------------------------------
def test_an_alternate_answers_while_the_holder_has_not_and_it_is_shown_as_theirs(
    agenda: CommonAgenda, resident: Person, client_of: Callable[[Person | None], Browser]
) -> None:
    other = _alternate_of(agenda, resident)
    with _in_the_round(agenda):
        open_round(number=room_of(agenda).record.number)
        page = client_of(other).get("/i/harbor/agenda/").content.decode()
        assert "standing in for Resident" in " ".join(page.split())
        seat = seat_of(agenda, resident)
        sent = {"seat": seat.pk, "stance": "dissent", "words": "Not yet."}
        assert client_of(other).post("/i/harbor/agenda/answer/", sent).status_code == 302
        shown = " ".join(client_of(None).get(room_of(agenda).record.url).content.decode().split())
        answers = client_of(None).get("/api/v1/i/harbor/agenda/1/").json()["answers"]
    assert "answered by Ada Alternate, who stands in" in shown
    assert [one["by_alternate"] for one in answers] == [True]
    assert Event.objects.filter(kind="agenda.answered_for", actor=other).exists()


def test_the_holders_own_answer_takes_the_place_of_the_alternates(
    agenda: CommonAgenda, resident: Person
) -> None:
    other = _alternate_of(agenda, resident)
    with _in_the_round(agenda):
        open_round(number=room_of(agenda).record.number)
        seat = seat_of(agenda, resident)
        answer(agenda=agenda, seat=seat, stance="dissent", words="No.", by=other)
        answer(agenda=agenda, seat=seat, stance="ratify", by=resident)
        with pytest.raises(RuleBroken, match="Resident has answered for this seat"):
            answer(agenda=agenda, seat=seat, stance="dissent", words="No.", by=other)
    assert (agenda.tally().ratify, agenda.tally().dissent) == (1, 0)
    assert Ratification.objects.filter(replaced_at__isnull=False, alternate=other).count() == 1


def test_one_person_answers_for_one_seat(agenda: CommonAgenda, resident: Person, backbone: Person) -> None:
    other = _alternate_of(agenda, resident)
    SeatTerm.objects.filter(person=backbone).update(alternate=other)
    with _in_the_round(agenda):
        open_round(number=room_of(agenda).record.number)
        answer(agenda=agenda, seat=seat_of(agenda, resident), stance="ratify", by=other)
        with pytest.raises(RuleBroken, match="One person answers for one seat"):
            answer(agenda=agenda, seat=seat_of(agenda, backbone), stance="ratify", by=other)


def test_who_holds_a_seat_stands_in_for_nobody_else(
    agenda: CommonAgenda, resident: Person, backbone: Person
) -> None:
    SeatTerm.objects.filter(person=backbone).update(alternate=resident)
    with _in_the_round(agenda):
        open_round(number=room_of(agenda).record.number)
        with pytest.raises(RuleBroken, match="or their alternate"):
            answer(agenda=agenda, seat=seat_of(agenda, backbone), stance="ratify", by=resident)


def test_erasing_an_alternate_empties_their_words_and_leaves_those_of_the_holder(
    agenda: CommonAgenda, resident: Person
) -> None:
    other = _alternate_of(agenda, resident)
    with _in_the_round(agenda):
        open_round(number=room_of(agenda).record.number)
        seat = seat_of(agenda, resident)
        answer(agenda=agenda, seat=seat, stance="dissent", words="Words of Ada", by=other)
        answer(agenda=agenda, seat=seat, stance="dissent", words="Words of the holder", by=resident)
        erase_person(person=other, why="asked for it", by=None)
    assert set(Ratification.objects.values_list("words", flat=True)) == {"—", "Words of the holder"}


# --- Taken back ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("later", [timedelta(days=-1), timedelta(days=1)])
def test_a_proposal_can_be_taken_back_before_its_round_is_over(
    later: timedelta,
    agenda: CommonAgenda,
    backbone: Person,
    resident: Person,
    client_of: Callable[[Person | None], Browser],
) -> None:
    room = room_of(agenda)
    with _in_the_round(agenda, later):
        if later > timedelta():
            answer(agenda=agenda, seat=seat_of(agenda, resident), stance="ratify", by=resident)
        page = client_of(backbone).post("/i/harbor/agenda/withdrawal/", {"reason_en": WHY["en"]})
        assert page.status_code == 302
        shown = " ".join(client_of(None).get(room.record.url).content.decode().split())
        listed = client_of(None).get("/i/harbor/agenda/versions/").content.decode()
    agenda.refresh_from_db()
    assert (agenda.state, agenda.outcome, agenda.withdrawn_by) == ("withdrawn", "withdrawn", backbone)
    for page_of in (shown, listed):
        assert WHY["en"] in page_of
    assert "took it back from the table" in shown
    assert LedgerEntry.objects.filter(kind="agenda.withdrawn").count() == 1
    assert not Due.objects.filter(job="initiatives.close_round", claimed_at__isnull=True).exists()


def test_what_was_taken_back_is_never_counted_and_the_next_draft_can_begin(
    agenda: CommonAgenda, backbone: Person
) -> None:
    withdraw_proposal(agenda=agenda, reason=WHY, by=backbone)
    with clock.at(room_of(agenda).closes_at + timedelta(days=1)):
        assert close_round(room=room_of(agenda)) is Outcome.WITHDRAWN
        close_when_due(number=room_of(agenda).record.number)
    assert not Event.objects.filter(kind="round.tallied").exists()
    assert write_draft(problem={"en": "P"}, vision={"en": "V"}, approach={}, by=backbone).version == 2


def test_it_is_not_taken_back_without_a_reason_nor_after_its_time(
    agenda: CommonAgenda, backbone: Person, client_of: Callable[[Person | None], Browser]
) -> None:
    with pytest.raises(RuleBroken, match="Say why"):
        withdraw_proposal(agenda=agenda, reason={"en": "  "}, by=backbone)
    assert client_of(backbone).post("/i/harbor/agenda/withdrawal/", {}).status_code == 422
    with clock.at(room_of(agenda).closes_at), pytest.raises(RuleBroken, match="time for answers is over"):
        withdraw_proposal(agenda=agenda, reason=WHY, by=backbone)


def test_the_version_in_force_stays_in_force(backbone: Person) -> None:
    kept = make_ratified(backbone)
    withdraw_proposal(agenda=make_proposed(backbone), reason=WHY, by=backbone)
    kept.refresh_from_db()
    assert kept.state == CommonAgenda.State.RATIFIED
