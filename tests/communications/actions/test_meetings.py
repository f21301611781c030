"""Meetings: noticed in time with their agenda, run with a quorum, closed only by an open vote. UX journey (g), SPECTRUM S10."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from communications.actions.agenda_items import add_item, change_item, open_decision, withdraw_item
from communications.actions.attendance import ask_access, check_in, check_in_guest, reply, strike
from communications.actions.meetings import (
    cancel_meeting,
    change_meeting,
    give_notice,
    plan_meeting,
    set_rhythm,
)
from communications.actions.running import (
    Closing,
    approve_minutes,
    begin_meeting,
    close_doors,
    end_meeting,
    end_when_due,
    note_pledge,
    take_notes,
    turn_to,
)
from communications.meetings.calling import room_of
from communications.models import AgendaItem, Attendance, Meeting, Passage, Pledge
from communications.rules.meetings import Stage
from initiatives import clock
from initiatives.access import withheld_parts
from initiatives.due import claim_ripe
from initiatives.models import Body, Commitment, Due, Initiative, Membership, Restriction, Round, Seat
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.viewer import visitor
from tests.factories.decisions import motion
from tests.factories.meetings import (
    A_DAY,
    brief,
    items_of,
    make_held,
    make_noticed,
    make_planned,
    open_doors,
    plan,
)
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")


def table() -> Body:
    return Body.objects.get(is_table=True)


def test_the_day_of_a_meeting_is_public_at_once_and_its_agenda_with_the_notice(
    inside_initiative: Initiative, people: People
) -> None:
    meeting = make_planned(people.backbone)
    everybody = visitor(inside_initiative.pk)
    assert Meeting.objects.visible_to(everybody).filter(pk=meeting.pk).exists()
    assert not AgendaItem.objects.visible_to(everybody).filter(meeting=meeting).exists()
    give_notice(meeting=meeting, by=people.backbone)
    assert AgendaItem.objects.visible_to(everybody).filter(meeting=meeting).exists()


def test_a_rhythm_keeps_the_hour_of_the_place_over_the_change_of_clocks(
    inside_initiative: Initiative, people: People
) -> None:
    made = set_rhythm(body=table(), plan=plan(), weeks=4, count=12, by=people.backbone)
    assert len(made) == 12
    assert len({one.local_start.hour for one in made}) == 1
    assert len({one.local_start.weekday() for one in made}) == 1
    assert len({one.starts_at.astimezone(UTC).hour for one in made}) == 2, (
        "the zone of harbor has summer time"
    )


def test_notice_comes_in_the_days_of_the_bylaws_or_not_at_all(people: People) -> None:
    meeting = make_planned(people.backbone, days=6)
    with pytest.raises(RuleBroken) as refused:
        give_notice(meeting=meeting, by=people.backbone)
    assert "7 days of notice" in refused.value.missing[0][0]
    assert refused.value.missing[0][1].endswith("edit/")


def test_notice_needs_something_on_the_agenda(people: People) -> None:
    meeting = plan_meeting(body=table(), plan=plan(), by=people.backbone)
    with pytest.raises(RuleBroken) as refused:
        give_notice(meeting=meeting, by=people.backbone)
    assert refused.value.missing[0][1].endswith("items/add/")


@pytest.mark.parametrize("half", ["difficulty", "opportunity"])
def test_an_issue_is_brought_with_both_halves_of_its_framing(people: People, half: str) -> None:
    meeting = plan_meeting(body=table(), plan=plan(), by=people.backbone)
    with pytest.raises(RuleBroken) as refused:
        add_item(meeting=meeting, brief=brief(**{half: {}}), by=people.backbone)
    assert refused.value.field == half


def test_what_people_were_told_is_not_changed_afterwards(people: People) -> None:
    meeting = make_noticed(people.backbone)
    with pytest.raises(RuleBroken, match="Notice was given with these words"):
        change_item(item=items_of(meeting)[0], brief=brief("Something else"), by=people.backbone)
    withdraw_item(item=items_of(meeting)[0], by=people.backbone)
    assert items_of(meeting) == []


def test_a_noticed_meeting_moves_later_and_never_earlier(people: People) -> None:
    meeting = make_noticed(people.backbone)
    with pytest.raises(RuleBroken, match="never earlier"):
        change_meeting(meeting=meeting, plan=plan(days=10), by=people.backbone)
    moved = change_meeting(meeting=meeting, plan=plan(days=20), by=people.backbone)
    assert moved.starts_at > meeting.starts_at


def test_nothing_to_decide_joins_an_agenda_when_people_cannot_prepare_any_more(people: People) -> None:
    meeting = make_noticed(people.backbone)
    with clock.at(meeting.starts_at - 3 * A_DAY):
        with pytest.raises(RuleBroken) as refused:
            add_item(meeting=meeting, brief=brief(kind="decide"), by=people.backbone)
        assert refused.value.field == "kind"
        add_item(meeting=meeting, brief=brief("One thing to know", kind="inform"), by=people.backbone)


def test_a_decision_opens_from_the_agenda_in_a_room_of_the_meeting(people: People) -> None:
    meeting = make_planned(people.backbone)
    add_item(meeting=meeting, brief=brief("Letter", kind="decide"), by=people.backbone)
    give_notice(meeting=meeting, by=people.backbone)
    item = next(one for one in items_of(meeting) if one.kind == "decide")
    with clock.at(meeting.starts_at):
        open_doors(meeting, people.resident, by=people.backbone)
        decision = open_decision(item=item, motion=motion(purpose="procedure"), by=people.backbone)
    room = decision.round
    assert room.kind == Round.Kind.MEETING_ITEM
    assert (room.opens_at, room.closes_at) == (meeting.starts_at, meeting.ends_at + A_DAY)
    assert room.noticed_at <= meeting.starts_at - 7 * A_DAY, "the notice is that of the agenda"
    assert AgendaItem.objects.get(pk=item.pk).round == room


def test_an_item_to_talk_about_does_not_become_a_decision_in_the_room(people: People) -> None:
    meeting = make_noticed(people.backbone)
    with clock.at(meeting.starts_at), pytest.raises(RuleBroken, match="not noticed as something to decide"):
        open_decision(item=items_of(meeting)[0], motion=motion(purpose="procedure"), by=people.backbone)


def test_check_in_takes_the_seat_and_counts_once(people: People) -> None:
    meeting = make_noticed(people.backbone)
    with clock.at(meeting.starts_at):
        open_doors(meeting, by=people.backbone)
        for _again in range(2):
            check_in(meeting=meeting, person=people.resident, door=Attendance.Door.QR)
        room = room_of(meeting)
    assert (room.quorum.there, room.quorum.seats) == (1, 2)
    assert room.quorum.is_met, "half of two seats"
    assert [one.term.seat.seat_class for one in room.called if one.is_there] == [Seat.SeatClass.COMMUNITY]


def test_who_was_struck_is_not_there_and_can_come_again(people: People) -> None:
    meeting = make_noticed(people.backbone)
    with clock.at(meeting.starts_at):
        open_doors(meeting, people.resident, by=people.backbone)
        strike(attendance=Attendance.objects.get(), by=people.backbone)
        assert room_of(meeting).there == 0
        check_in(meeting=meeting, person=people.resident, door=Attendance.Door.QR)
        assert room_of(meeting).there == 1


def test_the_door_is_shut_before_and_after(people: People) -> None:
    meeting = make_noticed(people.backbone)
    with clock.at(meeting.starts_at - timedelta(hours=2)), pytest.raises(RuleBroken):
        check_in(meeting=meeting, person=people.resident, door=Attendance.Door.QR)
    with clock.at(meeting.starts_at):
        open_doors(meeting, by=people.backbone)
        end_meeting(meeting=meeting, by=people.backbone)
        with pytest.raises(RuleBroken):
            check_in_guest(meeting=meeting, name="Late Guest", is_named=True, door=Attendance.Door.QR)


def test_a_guest_who_sends_the_form_twice_is_one_guest(people: People) -> None:
    meeting = make_noticed(people.backbone)
    with clock.at(meeting.starts_at):
        for name in ("Ada Guest", " ada  guest "):
            check_in_guest(meeting=meeting, name=name, is_named=False, door=Attendance.Door.QR)
    assert Attendance.objects.count() == 1


def test_doors_close_only_by_an_open_vote_of_seats_that_are_there(
    inside_initiative: Initiative, people: People
) -> None:
    meeting = make_noticed(people.backbone)
    item = items_of(meeting)[0]
    closing = Closing(
        "personal_data", {"en": "A family is spoken of by name."}, meeting.starts_at + 20 * A_DAY
    )
    seat = Seat.objects.get(seat_class=Seat.SeatClass.COMMUNITY, body__is_table=True)
    absent = Seat.objects.get(seat_class=Seat.SeatClass.BACKBONE, body__is_table=True)
    with clock.at(meeting.starts_at):
        open_doors(meeting, people.resident, by=people.backbone)
        with pytest.raises(RuleBroken, match="Only seats that are here"):
            close_doors(item=item, closing=closing, stances={absent.pk: "yes"}, by=people.backbone)
        refused = close_doors(item=item, closing=closing, stances={seat.pk: "no"}, by=people.backbone)
        assert not refused.is_carried
        assert not Restriction.objects.filter(record=item.record).exists()
        carried = close_doors(item=item, closing=closing, stances={seat.pk: "yes"}, by=people.backbone)
        assert carried.is_carried
        everybody = visitor(inside_initiative.pk)
        assert "notes" in withheld_parts(everybody, "agenda_item")[item.record_id]
        assert AgendaItem.objects.visible_to(everybody).filter(pk=item.pk).exists(), "its title stays public"
    with clock.at(closing.until + timedelta(minutes=1)):
        assert withheld_parts(everybody, "agenda_item") == {}, "it opens by itself"


def test_doors_stay_open_for_longer_than_one_person_may_decide(people: People) -> None:
    meeting = make_noticed(people.backbone)
    closing = Closing("personal_data", {"en": "Names."}, meeting.starts_at + 40 * A_DAY)
    with clock.at(meeting.starts_at):
        open_doors(meeting, people.resident, by=people.backbone)
        with pytest.raises(RuleBroken) as refused:
            close_doors(item=items_of(meeting)[0], closing=closing, stances={}, by=people.backbone)
    assert refused.value.field == "until"


def test_nothing_is_settled_without_a_quorum(people: People) -> None:
    meeting = make_noticed(people.backbone)
    closing = Closing("personal_data", {"en": "Names."}, meeting.starts_at + 20 * A_DAY)
    with clock.at(meeting.starts_at):
        open_doors(meeting, by=people.backbone)
        with pytest.raises(RuleBroken, match="0 seats are here and 1 are needed"):
            close_doors(item=items_of(meeting)[0], closing=closing, stances={}, by=people.backbone)


def test_the_end_drafts_the_minutes_and_proposes_what_somebody_took_on(people: People) -> None:
    meeting = make_noticed(people.backbone)
    item, partner = items_of(meeting)[0], Membership.objects.get()
    with clock.at(meeting.starts_at):
        open_doors(meeting, people.resident, people.partner, by=people.backbone)
        turn_to(item=item, by=people.backbone)
        take_notes(item=item, notes="The operator is written to.", by=people.backbone)
        due = (meeting.starts_at + 30 * A_DAY).date()
        note_pledge(
            item=item, words={"en": "We write the letter."}, giver=partner, due=due, by=people.backbone
        )
        for _twice in range(2):
            ended = end_meeting(meeting=meeting, by=people.backbone)
    assert ended.stage is Stage.HELD
    assert Passage.objects.get().words == "The operator is written to."
    promised = Commitment.objects.get()
    assert (promised.state, promised.from_membership, promised.because) == ("proposed", partner, item.record)
    assert Pledge.objects.get().commitment == promised
    assert AgendaItem.objects.get(pk=item.pk).ended_at is not None


def test_a_meeting_that_nobody_ended_ends_by_itself_and_one_that_nobody_opened_does_not(
    people: People,
) -> None:
    forgotten, never = make_noticed(people.backbone), make_noticed(people.backbone, title="Never opened")
    with clock.at(forgotten.starts_at):
        open_doors(forgotten, people.resident, by=people.backbone)
    with clock.at(forgotten.ends_at + A_DAY):
        for one in (forgotten, never):
            assert Due.objects.filter(job="communications.end_meeting", key=str(one.record.number)).exists()
            end_when_due(number=one.record.number)
    assert Meeting.objects.get(pk=forgotten.pk).ended_by is None
    assert [Meeting.objects.get(pk=one.pk).stage for one in (forgotten, never)] == [Stage.HELD, Stage.NOTICED]


def test_a_meeting_that_was_opened_late_ends_by_itself_too(people: People) -> None:
    meeting = make_noticed(people.backbone)
    key, late = str(meeting.record.number), meeting.ends_at + 2 * A_DAY
    with clock.at(meeting.ends_at + A_DAY):
        claim_ripe()
        end_when_due(number=meeting.record.number)
    with clock.at(late):
        open_doors(meeting, by=people.backbone)
    due = Due.objects.get(job="communications.end_meeting", key=key)
    assert (due.due_at, due.claimed_at) == (late + A_DAY, None)
    with clock.at(due.due_at):
        end_when_due(number=meeting.record.number)
    assert Meeting.objects.get(pk=meeting.pk).stage is Stage.HELD


def test_a_meeting_opens_at_its_time_and_from_a_public_agenda(people: People) -> None:
    planned, noticed = make_planned(people.backbone, title="Planned"), make_noticed(people.backbone)
    with clock.at(planned.starts_at), pytest.raises(RuleBroken, match="Give notice first"):
        begin_meeting(meeting=planned, by=people.backbone)
    with pytest.raises(RuleBroken, match="one hour before"):
        begin_meeting(meeting=noticed, by=people.backbone)


def test_the_next_meeting_approves_the_minutes_in_an_open_vote(people: People) -> None:
    first = make_held(people.backbone, people.resident)
    minutes = first.minutes
    with clock.at(minutes.publish_at + A_DAY):
        second = plan_meeting(body=first.body, plan=plan("The table in June"), by=people.backbone)
        item = add_item(
            meeting=second, brief=brief("Minutes", kind="minutes", approves=minutes), by=people.backbone
        )
        give_notice(meeting=second, by=people.backbone)
    seat = Seat.objects.get(seat_class=Seat.SeatClass.COMMUNITY, body__is_table=True)
    with clock.at(second.starts_at):
        open_doors(second, people.resident, by=people.backbone)
        assert approve_minutes(item=item, stances={seat.pk: "yes"}, by=people.backbone).is_carried
    minutes.refresh_from_db()
    assert minutes.approved_in == item
    assert minutes.published_at is not None, "what builds on their publication writes it down"


def test_answers_and_wishes_are_kept_once(people: People) -> None:
    meeting = make_noticed(people.backbone)
    reply(meeting=meeting, coming="here", by=people.resident)
    reply(meeting=meeting, coming="online", by=people.resident)
    assert [one.coming for one in meeting.replies.all()] == ["online"]
    for words in ("", "For two children"):
        ask_access(meeting=meeting, kind="childcare", words=words, by=people.resident)
    assert [one.words for one in meeting.wishes.all()] == ["For two children"]


def test_a_meeting_is_cancelled_for_a_reason_that_is_read(people: People) -> None:
    meeting = make_noticed(people.backbone)
    with pytest.raises(RuleBroken):
        cancel_meeting(meeting=meeting, reason={}, by=people.backbone)
    cancelled = cancel_meeting(meeting=meeting, reason={"en": "A storm."}, by=people.backbone)
    assert cancelled.stage is Stage.CANCELLED
    with clock.at(meeting.starts_at), pytest.raises(RuleBroken):
        begin_meeting(meeting=meeting, by=people.backbone)
