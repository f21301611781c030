"""What is on an agenda: nothing happens with what was taken off, and a vote that was taken back holds nothing up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from communications.actions.agenda_items import add_item, open_decision, withdraw_item
from communications.actions.meetings import cancel_meeting, change_meeting, give_notice, plan_meeting
from communications.actions.running import (
    Closing,
    approve_minutes,
    close_doors,
    note_pledge,
    take_notes,
    turn_to,
)
from communications.models import AgendaItem, Meeting
from communications.rules.meetings import Stage
from engagement.actions.motions import withdraw
from engagement.models import Decision
from initiatives import clock
from initiatives.models import Membership, Round, Seat
from initiatives.rules.refusals import RuleBroken
from tests.factories.decisions import motion
from tests.factories.meetings import A_DAY, brief, items_of, make_held, make_planned, open_doors, plan
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")


def test_what_was_taken_off_the_agenda_is_neither_talked_about_nor_settled(people: People) -> None:
    first = make_held(people.backbone, people.resident)
    with clock.at(first.minutes.publish_at + A_DAY):
        meeting = plan_meeting(body=first.body, plan=plan("The table in June"), by=people.backbone)
        asked = brief("Minutes", kind="minutes", approves=first.minutes)
        minutes = add_item(meeting=meeting, brief=asked, by=people.backbone)
        letter = add_item(meeting=meeting, brief=brief("Letter", kind="decide"), by=people.backbone)
        give_notice(meeting=meeting, by=people.backbone)
        for one in (minutes, letter):
            withdraw_item(item=one, by=people.backbone)
    seat = Seat.objects.get(seat_class=Seat.SeatClass.COMMUNITY, body__is_table=True)
    closing = Closing("personal_data", {"en": "Names."}, meeting.starts_at + 20 * A_DAY)
    said = {seat.pk: "yes"}
    due, partner = (meeting.starts_at + 30 * A_DAY).date(), Membership.objects.get()
    words, by = {"en": "We write."}, people.backbone
    with clock.at(meeting.starts_at):
        open_doors(meeting, people.resident, by=by)
        for attempt in (
            lambda: turn_to(item=letter, by=by),
            lambda: take_notes(item=letter, notes="x", by=by),
            lambda: note_pledge(item=letter, words=words, giver=partner, due=due, by=by),
            lambda: close_doors(item=letter, closing=closing, stances=said, by=by),
            lambda: open_decision(item=letter, motion=motion(purpose="procedure"), by=by),
            lambda: approve_minutes(item=minutes, stances=said, by=by),
        ):
            with pytest.raises(RuleBroken, match="taken off the agenda"):
                attempt()


def noticed_vote(people: People) -> tuple[Meeting, AgendaItem, Decision]:
    """Give notice of a meeting with something to decide, and of its vote."""
    meeting = make_planned(people.backbone)
    item = add_item(meeting=meeting, brief=brief("Letter", kind="decide"), by=people.backbone)
    give_notice(meeting=meeting, by=people.backbone)
    return meeting, item, open_decision(item=item, motion=motion(purpose="procedure"), by=people.backbone)


def test_a_vote_that_was_taken_back_holds_neither_its_item_nor_its_meeting(people: People) -> None:
    meeting, item, decision = noticed_vote(people)
    with pytest.raises(RuleBroken, match="Take that vote back first"):
        change_meeting(meeting=meeting, plan=plan(days=20), by=people.backbone)
    with pytest.raises(RuleBroken, match="noticed already"):
        open_decision(item=item, motion=motion(purpose="procedure"), by=people.backbone)
    withdraw(decision=decision, reason={"en": "The question was wrong."}, by=people.backbone)
    change_meeting(meeting=meeting, plan=plan(days=20), by=people.backbone)
    again = open_decision(item=item, motion=motion(purpose="procedure"), by=people.backbone)
    assert AgendaItem.objects.get(pk=item.pk).round == again.round != decision.round
    withdraw(decision=again, reason={"en": "It is settled."}, by=people.backbone)
    withdraw_item(item=item, by=people.backbone)
    assert item not in items_of(meeting)


def test_a_meeting_is_cancelled_once_its_vote_was_taken_back_and_not_where_it_was_held(
    people: People,
) -> None:
    meeting, item, decision = noticed_vote(people)
    with pytest.raises(RuleBroken, match="Take that vote back first"):
        cancel_meeting(meeting=meeting, reason={"en": "A storm."}, by=people.backbone)
    room, after = decision.round, decision.round.closes_at + timedelta(hours=1)
    Round.objects.filter(pk=room.pk).update(closed_at=after)
    with clock.at(after):
        with pytest.raises(RuleBroken, match="Take that vote back first"):
            cancel_meeting(meeting=meeting, reason={"en": "A storm."}, by=people.backbone)
        with pytest.raises(RuleBroken, match="noticed already"):
            open_decision(item=item, motion=motion(purpose="procedure"), by=people.backbone)
    Round.objects.filter(pk=room.pk).update(closed_at=None)
    withdraw(decision=decision, reason={"en": "The question was wrong."}, by=people.backbone)
    cancelled = cancel_meeting(meeting=meeting, reason={"en": "A storm."}, by=people.backbone)
    assert cancelled.stage is Stage.CANCELLED
