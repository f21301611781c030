"""Engagements in a list: what can be spoken to now, what is coming, what is being carried out, what is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from engagement.gathering.rows import ADOPTED, SETTLES
from engagement.models import Decision, DecisionOption, Engagement, Obligation
from engagement.models.promises import is_late
from initiatives import clock
from initiatives.models import local
from initiatives.rules.viewer import Viewer

State = Engagement.State
OVER = (State.COMPLETED, State.WITHDRAWN)
SETTLED = (State.DECIDED, State.REPORTED_BACK, State.IMPLEMENTING)


@dataclass(frozen=True, slots=True)
class EngagementRow:
    """A question in a list: where it stands, what was decided, and how its promise is kept, with the parts that are."""

    engagement: Engagement
    says: str
    decided: str
    is_open: bool
    glyph: str
    promise: str
    parts: str

    @property
    def level(self) -> int:
        """The level that is promised."""
        return self.engagement.level


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that stand alike."""

    key: str
    heading: Promise
    rows: list[EngagementRow]


HEADINGS: tuple[tuple[str, Promise], ...] = (
    ("speak", gettext_lazy("You can speak now")),
    ("coming", gettext_lazy("Coming, and being decided")),
    ("keeping", gettext_lazy("Decided, and being carried out")),
    ("over", gettext_lazy("Over")),
    ("draft", gettext_lazy("Being framed, seen by staff only")),
)


def listed(viewer: Viewer) -> QuerySet[Engagement]:
    """Return the question for all questions that a reader sees, with how the parts of their promises are kept."""
    seen = Engagement.objects.visible_to(viewer).select_related("record__initiative", "body__record")
    part = Obligation.State
    return seen.annotate(
        late=Count("obligations", filter=is_late(at=clock.now(), prefix="obligations__")),
        broken=Count("obligations", filter=Q(obligations__state=part.BROKEN)),
        kept=Count("obligations", filter=Q(obligations__state__in=[part.KEPT, part.KEPT_LATE])),
        owed=Count("obligations", filter=~Q(obligations__state=part.WAIVED)),
    )


def settled(viewer: Viewer) -> QuerySet[Any, tuple[Any, ...]]:
    """Return the question for what was decided last in each question: its number, the words, what won, how many voted."""
    options = DecisionOption.objects.filter(decision=OuterRef("pk")).order_by("position")
    titles = options.values_list(JSONObject(position="position", title="title"))
    votes = Decision.objects.visible_to(viewer).filter(
        engagement__isnull=False, purpose__in=SETTLES, state__in=ADOPTED, result__isnull=False
    )
    found: QuerySet[Any, tuple[Any, ...]] = (
        votes.annotate(titles=ArraySubquery(titles))
        .order_by("-record__number")
        .values_list(
            "engagement_id", "question", "result__outcome__winners", "result__outcome__cast", "titles"
        )
    )
    return found


def decided_in_words(found: Iterable[tuple[Any, ...]]) -> dict[int, str]:
    """Return what was decided, in a sentence for each question; the answers to `settled` stand the newest first."""
    said: dict[int, str] = {}
    for engagement, question, winners, cast, titles in found:
        said.setdefault(engagement, _decided(question, winners or [], int(cast or 0), titles or []))
    return said


def groups_of(found: Iterable[Engagement], *, decided: dict[int, str], now: datetime) -> list[Group]:
    """Return questions in groups; they come from `listed`, and what was decided from `decided_in_words`."""
    rows: dict[str, list[EngagementRow]] = {key: [] for key, _heading in HEADINGS}
    for engagement in found:
        rows[_group(engagement, now)].append(row_of(engagement, decided.get(engagement.pk, ""), now=now))
    return [Group(key, heading, rows[key]) for key, heading in HEADINGS if rows[key]]


def speaking(groups: Iterable[Group]) -> int:
    """Return to how many questions people can speak now."""
    return sum(len(group.rows) for group in groups if group.key == "speak")


def _group(engagement: Engagement, now: datetime) -> str:
    if engagement.state == State.DRAFT:
        return "draft"
    if engagement.state in OVER:
        return "over"
    if takes_input(engagement, now):
        return "speak"
    return "keeping" if engagement.state in SETTLED else "coming"


def takes_input(engagement: Engagement, now: datetime) -> bool:
    """Whether people can speak to it now."""
    closes = engagement.input_closes_at
    return engagement.state == State.OPEN and closes is not None and now < closes


def row_of(engagement: Engagement, decided: str, *, now: datetime) -> EngagementRow:
    """Return a question that comes from `listed` as it is listed."""
    glyph, promise, parts = _kept(engagement)
    says = _says(engagement, now)
    return EngagementRow(engagement, says, decided, takes_input(engagement, now), glyph, promise, parts)


def _kept(engagement: Engagement) -> tuple[str, str, str]:
    """Return how the promise is kept: a sign, a word, and how many of its parts are where that is not all."""
    late, broken, kept, owed = (getattr(engagement, name, 0) for name in ("late", "broken", "kept", "owed"))
    if broken:
        words = ngettext("{n} part of the promise broken", "{n} parts of the promise broken", broken)
        return "broken", words.format(n=broken), ""
    if late:
        words = ngettext("{n} part of the promise late", "{n} parts of the promise late", late)
        return "late", words.format(n=late), ""
    if not kept or engagement.state not in (*SETTLED, State.COMPLETED):
        return "", "", ""
    if kept == owed:
        return "kept", _("Promise kept"), ""
    words = ngettext("{kept} of {n} part so far", "{kept} of {n} parts so far", owed)
    return "keeping", _("Promise being kept"), words.format(kept=kept, n=owed)


def _decided(question: dict[str, str], winners: list[str], cast: int, titles: list[dict[str, Any]]) -> str:
    names = {f"option:{one['position']}": local(one["title"]) for one in titles}
    chosen = ", ".join(names[key].rstrip(".") for key in winners if key in names)
    proposed = local(question).strip()
    what = chosen or ("" if proposed.endswith("?") else proposed.rstrip("."))
    if not what:
        return ngettext("{n} voted, and it was adopted.", "{n} voted, and it was adopted.", cast).format(
            n=cast
        )
    return ngettext("{n} voted. Decided: {what}.", "{n} voted. Decided: {what}.", cast).format(
        n=cast, what=what
    )


def _says(engagement: Engagement, now: datetime) -> str:
    if engagement.state == State.ANNOUNCED and engagement.level > 1:
        return _("Announced. You can speak from the day below.")
    return {
        State.DRAFT: _("Nobody has been asked yet."),
        State.ANNOUNCED: _("Announced. It will be laid open and decided."),
        State.OPEN: _("Open for what people say.") if takes_input(engagement, now) else _("What people said is being answered."),
        State.CLOSED_TO_INPUT: _("What people said is being answered."),
        State.OPTIONS_FROZEN: _("The options are fixed; the decision comes next."),
        State.DECIDED: _("Decided. The answers to everybody come next."),
        State.REPORTED_BACK: _("Decided and reported back."),
        State.IMPLEMENTING: _("Decided, and being carried out."),
        State.COMPLETED: _("All of it has been carried out."),
        State.REOPENED: _("Taken up again."),
        State.WITHDRAWN: _("Withdrawn before it was decided."),
    }[State(engagement.state)]  # fmt: skip
