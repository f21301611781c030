"""Atom feeds: what happened, of the whole initiative or of one part of it, as its reader may know it. RFC 4287."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from communications.rules.matters import MATTER_OF, Matter
from communications.rules.notices import NOTICES
from initiatives.models import Event, Initiative
from initiatives.rules.viewer import Viewer
from initiatives.sentences import tell

MOST = 50


@dataclass(frozen=True, slots=True)
class Topic:
    """A feed of the initiative by its name in the address: what it is called, and which events are in it."""

    name: str
    title: str | Promise
    events: Q


def _of(*matters: Matter) -> Q:
    return Q(kind__in=[kind for kind, matter in MATTER_OF.items() if matter in matters])


def _beginning(*nouns: str) -> list[str]:
    return [kind for kind in NOTICES if kind.partition(".")[0] in nouns]


TOLD = Q(kind__in=[*MATTER_OF, *NOTICES, "restriction.set", "restriction.lifted", "newsletter.sent"])
TOPICS = {
    topic.name: topic
    for topic in (
        Topic("initiative", _("Everything that is new"), TOLD),
        Topic(
            "decisions",
            _("Questions and decisions"),
            _of(Matter.DECISIONS) | Q(kind__in=_beginning("engagement", "decision", "input", "statement")),
        ),
        Topic(
            "promises",
            _("Promises: kept, late, broken"),
            _of(Matter.PROMISES)
            | Q(kind__in=_beginning("obligation", "not_kept", "override", "banner", "promisees")),
        ),
        Topic("meetings", _("Meetings and minutes"), _of(Matter.MEETINGS)),
        Topic("results", _("Figures and results"), _of(Matter.FIGURES)),
        Topic(
            "updates", _("Updates, newsletters and reports"), _of(Matter.UPDATES) | Q(kind="newsletter.sent")
        ),
        Topic(
            "restrictions",
            _("What is withheld, why and until when"),
            Q(kind__startswith="restriction.") | Q(kind__startswith="review."),
        ),
    )
}


def feed_of(
    *, title: str, address: str, home: str, initiative: Initiative, viewer: Viewer, events: Q
) -> bytes:
    """Return the newest 50 events as an Atom feed: one query. Each entry has a name that never changes."""
    rows = Event.objects.readable_by(viewer).filter(events)
    found = rows.select_related("record__initiative", "actor", "initiative").order_by("-pk")[:MOST]
    base = settings.BASE_URL
    feed = Atom1Feed(
        title=f"{initiative.name}: {title}",
        link=f"{base}{home}",
        description=None,
        feed_url=f"{base}{address}",
        feed_guid=f"{base}{address}",
        language=get_language() or initiative.language,
        author_name=initiative.name,
    )
    for event in found:
        where = f"{base}{event.record.url if event.record else initiative.url}"
        feed.add_item(
            title=unescape(strip_tags(tell(event))),
            link=where,
            description="",
            unique_id=_name_of(event, initiative),
            pubdate=event.at,
            updateddate=event.at,
        )
    return feed.writeString("utf-8").encode()


def _name_of(event: Event, initiative: Initiative) -> str:
    host = urlsplit(settings.BASE_URL).hostname
    return f"tag:{host},{event.at:%Y-%m-%d}:{initiative.slug}/event/{event.pk}"
