"""Digests and letters for tests: a piece of news, and the work of beat and workers."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core import mail

from communications.actions.notices import (
    MAKE,
    SEND,
    Hours,
    choose,
    make_digest,
    send_digest,
    spread,
)
from communications.actions.of_lower_floors import send_invitation
from communications.actions.updates import publish_update
from communications.delivery.spreading import SPREAD
from communications.models import Letter, NoticeBook, Update
from communications.rules.matters import Matter
from initiatives import clock
from initiatives.due import claim_ripe
from initiatives.models import JobRun, Person
from tests.personas import People

WEEK = timedelta(days=7)
NO_HOURS = Hours(None, None, "")


def news(people: People, title: str = "The hub opens", *, is_spread: bool = True) -> Update:
    """Publish something; half a minute later a job gives everybody their notice of it."""
    made = publish_update(title={"en": title}, words={"en": "On 4 May."}, by=people.backbone)
    if is_spread:
        spread()
    return made


def run_due(at: datetime | None = None) -> None:
    """Let everything that is due be asked for and done, as beat and workers do, once each."""
    with clock.at(at or clock.now()):
        for _round in range(4):  # one job makes the next due
            claim_ripe()
            for run in JobRun.objects.filter(task__in=(SPREAD, MAKE, SEND), state="queued").order_by("pk"):
                work(run)
                run.state, run.ended_at = JobRun.State.READY, clock.now()
                run.save()


def work(run: JobRun) -> None:
    """Do what the task of a run does."""
    asked = run.arguments
    if run.task == SPREAD:
        spread()
    elif run.task == MAKE:
        person, frequency, _waking = str(asked["due_key"]).split(":")
        make_digest(person_id=int(person), frequency=frequency)
    else:
        number = str(asked.get("due_key", "")).removeprefix("digest-") or asked["digest"]
        send_digest(digest_id=int(number))


def to(person: Person) -> list[str]:
    return [str(letter.body) for letter in mail.outbox if letter.to == [person.email]]


def sent_before(person: Person, key: str) -> None:
    Letter.objects.create(key=key, name=key, kind="digest", person=person, state="sent", sent_at=clock.now())


def want(person: Person, frequency: str, *, hours: Hours = NO_HOURS) -> NoticeBook:
    return choose(person=person, frequencies=dict.fromkeys(Matter, frequency), hours=hours)


def post_invitation(run: JobRun) -> bool:
    """Hand the invitation of a run over, as its job does."""
    asked = run.arguments
    return send_invitation(invitation=asked["invitation"], pass_id=asked["pass"], nonce=asked["nonce"])
