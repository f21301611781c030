"""Assessments, plans, hand-offs and partners of the open initiative."""

from __future__ import annotations

from datetime import timedelta

from initiatives import clock
from initiatives.actions.agreeing import answer_text, close_text_round, propose_text, write_assessment
from initiatives.actions.links import add_link
from initiatives.models import Activity, Assessment, Link, Person, Round, RoundSeat

TEXTS = ("problem", "told", "strengths", "tried")


def make_link(
    source: Activity, target: Activity, *, by: Person, kind: str = "feeds", quality: str = "good"
) -> Link:
    """Let one activity hand something on to another."""
    return add_link(
        source=source, target=target, kind=kind, quality=quality, sentence={"en": "They are sent on."}, by=by
    )


def write_and_propose(by: Person, *, words: str = "As it is") -> Assessment:
    """Put an assessment before the table."""
    text = write_assessment(by=by, **{name: {"en": f"{words}: {name}"} for name in TEXTS})
    propose_text(text=text, frozen=[{"name": {"en": "Graduation"}, "value": "84%"}], by=by)
    text.refresh_from_db()
    return text


def let_the_table_answer(text: Assessment, *, stance: str = "ratify") -> None:
    """Every seat answers alike, and the round is counted when it is over."""
    room = Round.objects.get(pk=text.round_id)
    with clock.at(room.opens_at + timedelta(hours=1)):
        for seat in RoundSeat.objects.filter(round=room):
            answer_text(text=text, seat=seat, stance=stance, words="In own words", by=seat.person)
    with clock.at(room.closes_at + timedelta(hours=1)):
        close_text_round(room=Round.objects.get(pk=room.pk))
    text.refresh_from_db()


def make_ratified_assessment(by: Person, *, words: str = "As it is") -> Assessment:
    """Let the table ratify an assessment two months ago."""
    with clock.at(clock.now() - timedelta(days=60)):
        text = write_and_propose(by, words=words)
    let_the_table_answer(text)
    return text
