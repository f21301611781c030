"""The common agenda: draft, agreement seat by seat, outcome."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from initiatives import clock, tasks
from initiatives.actions.agenda import (
    DraftChanged,
    answer,
    change_draft,
    close_round,
    close_when_due,
    propose,
    write_draft,
)
from initiatives.actions.principles import change_principle
from initiatives.actions.rounds import CLOSE_ROUND, OPEN_ROUND, open_round
from initiatives.agreed import as_list, principles_told
from initiatives.due import claim_ripe
from initiatives.models import (
    CommonAgenda,
    Due,
    Event,
    Initiative,
    JobRun,
    LedgerEntry,
    Person,
    Principle,
    Ratification,
    Record,
    SeatTerm,
)
from initiatives.rules.ratification import Outcome
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.viewer import visitor
from tests.factories.agenda import make_draft, make_proposed, make_ratified, ratify, room_of, seat_of
from tests.factories.partners import make_seat, seat_somebody
from tests.factories.records import make_principle
from tests.factories.restrictions import make_restriction

START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
State = CommonAgenda.State

pytestmark = pytest.mark.usefixtures("inside_initiative")


@pytest.fixture(autouse=True)
def _a_known_day(inside_initiative: Initiative) -> object:
    with clock.at(START):
        yield


def _kinds() -> list[str]:
    return list(LedgerEntry.objects.values_list("kind", flat=True))


# --- Drafts -------------------------------------------------------------------------------------------------------------
def test_a_draft_is_not_public(backbone: Person) -> None:
    draft = make_draft(backbone)
    assert (draft.version, draft.state, draft.record.state) == (1, State.DRAFT, Record.State.DRAFT)


def test_there_is_one_draft_at_a_time(backbone: Person) -> None:
    make_draft(backbone)
    with pytest.raises(RuleBroken, match="draft already"):
        make_draft(backbone)


def test_a_draft_can_be_changed_text_by_text(backbone: Person) -> None:
    draft = make_draft(backbone)
    changed = change_draft(agenda=draft, seen=draft.record.version, vision={"en": "All read."}, by=backbone)
    assert changed.vision == {"en": "All read."}
    assert changed.problem == draft.problem


def test_who_started_from_an_older_text_is_told_who_saved_meanwhile(
    backbone: Person, partner: Person
) -> None:
    draft = make_draft(backbone)
    seen = draft.record.version
    change_draft(agenda=draft, seen=seen, vision={"en": "Theirs."}, by=partner)
    with pytest.raises(DraftChanged, match=f"{partner.shown_name} saved this draft on 2 March 2026, 9:00 am"):
        change_draft(agenda=draft, seen=seen, vision={"en": "Mine."}, by=backbone)
    draft.refresh_from_db()
    assert draft.vision == {"en": "Theirs."}


def test_what_was_sent_for_agreement_is_fixed(backbone: Person) -> None:
    agenda = make_proposed(backbone)
    with pytest.raises(RuleBroken, match="its text is fixed"):
        change_draft(agenda=agenda, seen=agenda.record.version, vision={"en": "Other."}, by=backbone)


# --- Sending for agreement ----------------------------------------------------------------------------------------------
def test_sending_opens_a_noticed_round_by_the_bylaws(backbone: Person) -> None:
    room = room_of(make_proposed(backbone))
    assert room.noticed_at == START
    assert room.opens_at == START + timedelta(days=7)
    assert room.closes_at == START + timedelta(days=21)


def test_sending_makes_the_text_public_and_the_round_has_an_address(backbone: Person) -> None:
    agenda = make_proposed(backbone)
    assert agenda.record.state == Record.State.PUBLISHED
    assert room_of(agenda).record.path == f"decisions/{room_of(agenda).record.number}/"
    assert "round.noticed" in _kinds()


def test_the_seats_expected_to_answer_are_the_filled_voting_seats_of_that_day(
    backbone: Person, partner: Person
) -> None:
    table = SeatTerm.objects.first().seat.body  # type: ignore[union-attr]
    make_seat(table, "Empty seat")
    seat_somebody(
        make_seat(table, "Advisory", voting=False),
        partner,
        starts=START.date(),
        ends=START.date() + timedelta(days=90),
    )
    agenda = make_proposed(backbone)
    expected = sorted(room_of(agenda).seats.values_list("seat__name", flat=True))
    assert expected == ["Backbone seat", "Community seat"]


def test_what_is_missing_is_listed_with_where_to_do_it(backbone: Person, initiative: Initiative) -> None:
    draft = write_draft(problem={"en": "P"}, vision={"en": "  "}, approach={}, by=backbone)
    with pytest.raises(RuleBroken) as refused:
        propose(agenda=draft, by=backbone)
    assert [address for _, address in refused.value.missing] == [f"{initiative.url}agenda/edit/"] * 2
    assert "vision" in refused.value.missing[0][0]


def test_a_later_version_must_say_what_changes(backbone: Person) -> None:
    make_ratified(backbone)
    draft = make_draft(backbone, changes="")
    with pytest.raises(RuleBroken) as refused:
        propose(agenda=draft, by=backbone)
    assert "what changes" in refused.value.missing[0][0]


def test_one_version_is_before_the_table_at_a_time(backbone: Person) -> None:
    first = make_proposed(backbone)
    draft = make_draft(backbone)
    with pytest.raises(RuleBroken) as refused:
        propose(agenda=draft, by=backbone)
    assert refused.value.missing[0][1] == room_of(first).record.url


def test_a_table_at_which_nobody_sits_is_asked_nothing(backbone: Person) -> None:
    SeatTerm.objects.update(left_on=START.date() - timedelta(days=1))
    draft = make_draft(backbone)
    with pytest.raises(RuleBroken) as refused:
        propose(agenda=draft, by=backbone)
    sentence, address = refused.value.missing[0]
    assert "Nobody holds a voting seat" in sentence
    assert address.endswith("/people/seats/")


# --- Answers ------------------------------------------------------------------------------------------------------------
@pytest.fixture
def agenda(backbone: Person) -> CommonAgenda:
    """A version that is before the table."""
    return make_proposed(backbone)


@pytest.fixture
def during(agenda: CommonAgenda) -> Callable[[], object]:
    """Give the time when the round is open."""
    return lambda: clock.at(room_of(agenda).opens_at)


def test_an_answer_counts_and_marks_the_seat_present(
    agenda: CommonAgenda, during: Callable[[], object], resident: Person
) -> None:
    seat = seat_of(agenda, resident)
    with during():
        answer(agenda=agenda, seat=seat, stance="stand_aside", words=" Not mine to decide. ", by=resident)
    seat.refresh_from_db()
    assert seat.present_at == room_of(agenda).opens_at
    given = Ratification.objects.get()
    assert (given.stance, given.words, given.replaced_at) == ("stand_aside", "Not mine to decide.", None)


def test_a_changed_answer_replaces_the_earlier_one_and_keeps_it(
    agenda: CommonAgenda, during: Callable[[], object], resident: Person
) -> None:
    seat = seat_of(agenda, resident)
    with during():
        answer(agenda=agenda, seat=seat, stance="dissent", words="Too vague.", by=resident)
        answer(agenda=agenda, seat=seat, stance="ratify", by=resident)
    assert list(Ratification.objects.values_list("stance", flat=True)) == ["dissent", "ratify"]
    assert agenda.tally().ratify == 1
    assert agenda.tally().dissent == 0


def test_a_dissent_needs_words(agenda: CommonAgenda, during: Callable[[], object], resident: Person) -> None:
    with during(), pytest.raises(RuleBroken) as refused:
        answer(agenda=agenda, seat=seat_of(agenda, resident), stance="dissent", words="  ", by=resident)
    assert refused.value.field == "words"


def test_nobody_answers_for_the_seat_of_another(
    agenda: CommonAgenda, during: Callable[[], object], resident: Person, backbone: Person
) -> None:
    with during(), pytest.raises(RuleBroken, match="Only whoever held the seat"):
        answer(agenda=agenda, seat=seat_of(agenda, resident), stance="ratify", by=backbone)
    assert not Ratification.objects.exists()


def test_nobody_answers_before_the_round_opens(agenda: CommonAgenda, resident: Person) -> None:
    with (
        clock.at(room_of(agenda).opens_at - timedelta(seconds=1)),
        pytest.raises(RuleBroken, match="opens on 9 March 2026"),
    ):
        answer(agenda=agenda, seat=seat_of(agenda, resident), stance="ratify", by=resident)


@pytest.mark.parametrize("late", [timedelta(0), timedelta(seconds=1), timedelta(days=30)])
def test_a_late_answer_is_refused_even_before_the_count(
    agenda: CommonAgenda, resident: Person, late: timedelta
) -> None:
    with (
        clock.at(room_of(agenda).closes_at + late),
        pytest.raises(RuleBroken, match="closed on 23 March 2026"),
    ):
        answer(agenda=agenda, seat=seat_of(agenda, resident), stance="ratify", by=resident)
    assert not Ratification.objects.exists()


def test_an_answer_in_the_last_second_counts(agenda: CommonAgenda, resident: Person) -> None:
    with clock.at(room_of(agenda).closes_at - timedelta(seconds=1)):
        answer(agenda=agenda, seat=seat_of(agenda, resident), stance="ratify", by=resident)
    assert agenda.tally().ratify == 1


# --- Opening and closing ------------------------------------------------------------------------------------------------
def test_opening_and_closing_are_promised_to_the_clock(agenda: CommonAgenda) -> None:
    room = room_of(agenda)
    due = dict(Due.objects.filter(key=str(room.record.number)).values_list("job", "due_at"))
    assert due == {OPEN_ROUND: room.opens_at, CLOSE_ROUND: room.closes_at}


def test_the_opening_is_written_down_once(agenda: CommonAgenda, resident: Person) -> None:
    room = room_of(agenda)
    open_round(number=room.record.number)
    assert not Event.objects.filter(kind="round.opened").exists()
    with clock.at(room.opens_at):
        answer(agenda=agenda, seat=seat_of(agenda, resident), stance="ratify", by=resident)
        open_round(number=room.record.number)
    assert Event.objects.filter(kind="round.opened").count() == 1


def test_a_round_is_never_closed_early(agenda: CommonAgenda) -> None:
    room = room_of(agenda)
    with clock.at(room.closes_at - timedelta(seconds=1)):
        with pytest.raises(RuleBroken, match="takes answers until 23 March 2026"):
            close_round(room=room)
        close_when_due(number=room.record.number)
    assert not Event.objects.filter(kind="round.closed").exists()


def test_a_ratified_version_takes_the_place_of_the_earlier_one(backbone: Person) -> None:
    first, second = make_ratified(backbone), make_ratified(backbone, vision="All read by eight.")
    first.refresh_from_db()
    assert (first.state, first.record.state) == (State.SUPERSEDED, Record.State.SUPERSEDED)
    assert (second.state, second.outcome) == (State.RATIFIED, Outcome.RATIFIED)
    assert second.decided_at == room_of(second).closes_at


def test_the_ledger_holds_the_whole_of_a_ratification(backbone: Person) -> None:
    make_ratified(backbone)
    assert _kinds() == [
        "round.noticed",
        "round.electorate_frozen",
        "round.opened",
        "round.closed",
        "round.tallied",
        "agenda.ratified",
    ]
    tallied = Event.objects.get(kind="round.tallied").facts
    assert tallied == {"ratify": 2, "stand_aside": 0, "dissent": 0, "eligible": 2}


def test_counting_twice_changes_nothing(backbone: Person) -> None:
    agenda = make_ratified(backbone)
    before = LedgerEntry.objects.count()
    assert close_round(room=room_of(agenda)) is Outcome.RATIFIED
    close_when_due(number=room_of(agenda).record.number)
    assert LedgerEntry.objects.count() == before


def test_a_text_with_too_much_dissent_is_not_ratified_and_stays_readable(
    agenda: CommonAgenda, during: Callable[[], object], resident: Person, backbone: Person
) -> None:
    with during():
        answer(
            agenda=agenda, seat=seat_of(agenda, resident), stance="dissent", words="Too vague.", by=resident
        )
        answer(agenda=agenda, seat=seat_of(agenda, backbone), stance="ratify", by=backbone)
    with clock.at(room_of(agenda).closes_at):
        assert close_round(room=room_of(agenda)) is Outcome.NOT_RATIFIED
    agenda.refresh_from_db()
    assert (agenda.state, agenda.record.state) == (State.NOT_RATIFIED, Record.State.ENDED)


def test_silence_is_no_agreement(backbone: Person) -> None:
    kept, agenda = make_ratified(backbone), make_proposed(backbone)
    with clock.at(room_of(agenda).closes_at):
        assert close_round(room=room_of(agenda)) is Outcome.NO_QUORUM
    kept.refresh_from_db()
    assert kept.state == State.RATIFIED
    assert _kinds()[-1] == "agenda.no_quorum"


def test_the_clock_opens_and_counts_a_round_without_anybody(
    agenda: CommonAgenda, inside_initiative: Initiative
) -> None:
    room = room_of(agenda)
    for moment, task, kind in (
        (room.opens_at, tasks.open_round, "round.opened"),
        (room.closes_at, tasks.close_round, "round.closed"),
    ):
        with clock.at(moment):
            claim_ripe()
            run = JobRun.objects.get(task=task.name)
            task(run.pk, initiative_id=inside_initiative.pk)
            task(run.pk, initiative_id=inside_initiative.pk)
        run.refresh_from_db()
        assert run.state == JobRun.State.READY
        assert Event.objects.filter(kind=kind).count() == 1
    agenda.refresh_from_db()
    assert agenda.outcome == Outcome.NO_QUORUM


# --- Principles go along ------------------------------------------------------------------------------------------------
def test_principles_are_agreed_with_the_version_unless_their_words_have_changed_since(
    backbone: Person,
) -> None:
    kept, changed = make_principle("We listen first.", by=backbone), make_principle("We share.", by=backbone)
    hidden = make_principle("We say where the shelter is.", by=backbone)
    make_restriction(hidden.record, by=backbone)
    proposed = make_proposed(backbone)
    assert [one["words"]["en"] for one in proposed.principles] == ["We listen first.", "We share."]
    change_principle(principle=changed, words={"en": "We share it all."}, kind="working", by=backbone)
    late = make_principle("We end on time.", by=backbone)
    ratify(proposed)
    found = {one.words["en"]: one.agreed_in for one in Principle.objects.filter(agreed_on__isnull=False)}
    assert found == {"We listen first.": room_of(proposed)}
    assert not Principle.objects.filter(pk__in=[changed.pk, hidden.pk, late.pk], agreed_on__isnull=False)
    [event] = Event.objects.filter(kind="agenda.principles_agreed")
    assert event.facts == {"version": 1, "principles": [kept.record.number]}


def test_a_principle_that_was_withheld_since_is_not_told_with_the_agenda(backbone: Person) -> None:
    make_principle("We listen first.", by=backbone)
    told = make_principle("We say where the shelter is.", by=backbone)
    proposed = make_proposed(backbone)
    make_restriction(told.record, by=backbone)
    shown = principles_told(proposed, visitor(proposed.initiative_id))
    assert as_list(shown) == {"en": "- We listen first."}
