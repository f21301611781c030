"""The letters of a history leave at the moment in which they were asked for, so that their dates can be believed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from communications.actions.contributors import tell_contributor
from communications.actions.newsletters import SEND as NEWSLETTER
from communications.actions.newsletters import send_to_one
from communications.actions.notices import SEND as DIGEST
from communications.actions.notices import send_digest
from communications.notifications import SEND, SEND_ASK, TELL, send_asking, send_one, tell_everybody
from engagement.actions.contributors import TELL as CONTRIBUTOR
from initiatives import clock
from initiatives.models import JobRun

PRESENT = 31
"""Days: what happened earlier is told to nobody; whoever looks how much people are written to looks at a month."""

Asked = dict[str, Any]
POSTING: dict[str, Callable[[Asked], object]] = {
    TELL: lambda said: tell_everybody(event_id=said["event"]),
    SEND: lambda said: send_one(
        event_id=said["event"], person=said.get("person"), contact=said.get("contact")
    ),
    SEND_ASK: lambda said: send_asking(event_id=said["event"], person_id=said["person"]),
    NEWSLETTER: lambda said: send_to_one(newsletter_id=said["newsletter"], whom=said["whom"]),
    DIGEST: lambda said: send_digest(digest_id=said["digest"]),
    CONTRIBUTOR: lambda said: tell_contributor(told_id=said["told"]),
}


def post() -> None:
    """Hand over every letter that waits in the open initiative, and those that come of it."""
    waiting = JobRun.objects.unfinished().filter(task__in=POSTING).order_by("pk")
    while runs := list(waiting.all()):
        for run in runs:
            POSTING[run.task](run.arguments)
        JobRun.objects.filter(pk__in=[run.pk for run in runs]).update(
            state=JobRun.State.READY, ended_at=clock.now()
        )
