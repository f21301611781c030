"""Agendas in the state that a test needs, made through the actions."""

from __future__ import annotations

from datetime import timedelta

from initiatives import clock
from initiatives.actions.agenda import answer, close_round, propose, write_draft
from initiatives.models import CommonAgenda, Person, Round, RoundSeat

VISION = "Every child in Harbor County reads well by the age of nine."
PROBLEM = "Four of ten children do not read well. The gap between neighborhoods has not closed in ten years."
APPROACH = (
    "Families, libraries and schools work by one plan. Each group says what it does and what it does not do."
)


def make_draft(
    by: Person, *, vision: str = VISION, changes: str = "The vision names an age."
) -> CommonAgenda:
    """Write a draft with all that is needed to send it for agreement."""
    return write_draft(
        problem={"en": PROBLEM},
        vision={"en": vision},
        approach={"en": APPROACH},
        summary_of_changes={"en": changes},
        by=by,
    )


def make_proposed(by: Person, *, vision: str = VISION) -> CommonAgenda:
    """Send a draft for agreement; its round opens after the notice."""
    draft = make_draft(by, vision=vision)
    propose(agenda=draft, by=by)
    draft.refresh_from_db()
    return draft


def make_ratified(by: Person, *, vision: str = VISION) -> CommonAgenda:
    """Make a version that every seat ratified; its round closed yesterday."""
    with clock.at(clock.now() - timedelta(days=22)):
        agenda = make_proposed(by, vision=vision)
    ratify(agenda)
    return agenda


def ratify(agenda: CommonAgenda) -> None:
    """Let every seat ratify a proposed version, and count at the end of its round."""
    room = room_of(agenda)
    with clock.at(room.opens_at + timedelta(hours=1)):
        for seat in room.seats.select_related("person"):
            answer(agenda=agenda, seat=seat, stance="ratify", by=seat.person)
    with clock.at(room.closes_at):
        close_round(room=room)
    agenda.refresh_from_db()


def room_of(agenda: CommonAgenda) -> Round:
    """Return the round of an agenda that was sent for agreement."""
    assert agenda.round is not None
    return agenda.round


def seat_of(agenda: CommonAgenda, person: Person) -> RoundSeat:
    """Return the seat that somebody holds in the electorate."""
    return RoundSeat.objects.get(round=agenda.round, person=person)
