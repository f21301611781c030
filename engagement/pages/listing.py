"""Engagements in a list: what can be spoken to now, what is coming, what is being carried out, what is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from engagement.models import Engagement, Obligation
from initiatives.rules.viewer import Viewer

State = Engagement.State
OVER = (State.COMPLETED, State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class EngagementRow:
    """A question in a list: where it stands in a word and a sentence, and whether a part of its promise is late."""

    engagement: Engagement
    says: str
    is_open: bool
    glyph: str
    promise: str

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
    """Return the question for all questions that a reader sees, with how much of their promises is late or broken."""
    seen = Engagement.objects.visible_to(viewer).select_related("record__initiative", "body__record")
    return seen.annotate(
        late=Count("obligations", filter=Q(obligations__state=Obligation.State.LATE)),
        broken=Count("obligations", filter=Q(obligations__state=Obligation.State.BROKEN)),
    )


def groups_of(found: Iterable[Engagement], *, now: datetime) -> list[Group]:
    """Return questions in groups; they come from `listed`."""
    rows: dict[str, list[EngagementRow]] = {key: [] for key, _heading in HEADINGS}
    for engagement in found:
        rows[_group(engagement, now)].append(_row(engagement, now))
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
    return (
        "keeping"
        if engagement.state in (State.DECIDED, State.REPORTED_BACK, State.IMPLEMENTING)
        else "coming"
    )


def takes_input(engagement: Engagement, now: datetime) -> bool:
    """Whether people can speak to it now."""
    closes = engagement.input_closes_at
    return engagement.state == State.OPEN and closes is not None and now < closes


def _row(engagement: Engagement, now: datetime) -> EngagementRow:
    late, broken = getattr(engagement, "late", 0), getattr(engagement, "broken", 0)
    if broken:
        promise = ngettext("{n} part of the promise broken", "{n} parts of the promise broken", broken)
        glyph = "broken"
    elif late:
        promise = ngettext("{n} part of the promise late", "{n} parts of the promise late", late)
        glyph = "late"
    else:
        promise, glyph = "", ""
    says = _says(engagement, now)
    return EngagementRow(
        engagement, says, takes_input(engagement, now), glyph, promise.format(n=broken or late)
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
