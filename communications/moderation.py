"""The public log of moderation: each time that somebody's words were hidden, on which ground, and what came of an appeal.

Never the words, and never who wrote them: SPECTRUM S5 and S9.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from communications.models import PostHiding, Thread
from engagement.models import Engagement, Hiding, Question
from initiatives.models import local
from initiatives.rules.viewer import Viewer
from initiatives.together import ask_together
from measurement.models import Indicator, ResidentReading

MOST = 200


@dataclass(frozen=True, slots=True)
class Hidden:
    """One time that words were hidden."""

    at: datetime
    what: str
    where: str
    url: str
    ground: str
    came: str


def hidden_words(viewer: Viewer) -> list[Hidden]:
    """Return each hiding that a reader may know of, the latest first: one journey."""
    engagements = Engagement.objects.visible_to(viewer)
    inputs = Hiding.objects.filter(input__engagement__in=engagements).select_related(
        "input__engagement__record__initiative"
    )
    questions = Question.objects.filter(engagement__in=engagements, hidden_at__isnull=False).select_related(
        "engagement__record__initiative"
    )
    readings = ResidentReading.objects.filter(
        indicator__in=Indicator.objects.visible_to(viewer), hidden_at__isnull=False
    ).select_related("indicator__record__initiative")
    posts = PostHiding.objects.filter(post__thread__in=Thread.objects.visible_to(viewer)).select_related(
        "post__thread__record__initiative"
    )
    asked = (inputs.order_by("-at")[:MOST], questions[:MOST], readings[:MOST], posts.order_by("-at")[:MOST])
    ask_together(*asked)
    found = [*_inputs(asked[0]), *_questions(asked[1]), *_readings(asked[2]), *_posts(asked[3])]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


def _inputs(rows: Iterable[Hiding]) -> Iterator[Hidden]:
    for one in rows:
        about = one.input.engagement
        yield Hidden(
            one.at,
            _("What somebody said"),
            local(about.title),
            about.record.url,
            str(one.get_ground_display()),
            _came(one),
        )


def _posts(rows: Iterable[PostHiding]) -> Iterator[Hidden]:
    for one in rows:
        about = one.post.thread.record
        ground = str(one.get_ground_display())
        what = _("Something in a conversation")
        yield Hidden(one.at, what, local(about.title), about.url, ground, _came(one))


def _came(one: Hiding | PostHiding) -> str:
    if one.lifted_at is not None:
        return _("Shown again")
    if one.answered_at is not None:
        return _("Appealed; it stays hidden")
    return _("Appealed; not answered yet") if one.appealed_at is not None else _("Hidden")


def _questions(rows: Iterable[Question]) -> Iterator[Hidden]:
    for one in rows:
        about = one.engagement
        ground = dict(Hiding.Ground.choices).get(one.hidden_ground, one.hidden_ground)
        yield Hidden(
            one.hidden_at or one.asked_at,
            _("A question"),
            local(about.title),
            about.record.url,
            str(ground),
            _("Hidden"),
        )


def _readings(rows: Iterable[ResidentReading]) -> Iterator[Hidden]:
    for one in rows:
        about = one.indicator
        ground = dict(Hiding.Ground.choices).get(one.hidden_ground, one.hidden_ground.replace("_", " "))
        yield Hidden(
            one.hidden_at or one.said_at,
            _("A reading of a figure"),
            local(about.name),
            about.record.url,
            str(ground),
            _("Hidden"),
        )
