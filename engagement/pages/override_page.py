"""What the owner makes of the joint group's answer, with each thing that deciding otherwise needs. L4."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from engagement.models import Criterion, Override, Statement
from engagement.pages.room import Head
from initiatives import clock
from initiatives.models import SeatTerm
from initiatives.rules.viewer import Viewer
from initiatives.together import ask_together

Kind = Statement.Kind


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that deciding otherwise needs, and when it was done."""

    words: str
    done: datetime | None
    url: str = ""


@dataclass(frozen=True, slots=True)
class OverridePage:
    """What the page shows: the joint group's answer, the owner's, the reasons, the reply beside them."""

    found: datetime | None
    answer_due: datetime | None
    adopted: datetime | None
    override: Override | None
    needs: tuple[Need, ...]
    reasons: list[tuple[Criterion, dict[str, str]]]
    reply: Statement | None
    conciliation: Statement | None
    may_override: bool


def override_page(head: Head, viewer: Viewer) -> OverridePage:
    """Read how the owner answered the joint group."""
    engagement, outcome = head.engagement, head.facts.outcome
    overrides = Override.objects.filter(engagement=engagement)
    said = Statement.objects.filter(engagement=engagement).order_by("-version")
    rows = overrides.select_related("decision__record__initiative", "by")[:1]
    replies, meetings = said.filter(kind=Kind.REPLY)[:1], said.filter(kind=Kind.CONCILIATION)[:1]
    criteria, seat = Criterion.objects.filter(engagement=engagement), _seat(head, viewer)
    ask_together(rows, replies, meetings, criteria, seat)
    row = rows[0] if rows else None
    reply, met = replies[0] if replies else None, meetings[0] if meetings else None
    found = outcome.recommendation.found
    return OverridePage(
        found=found,
        answer_due=found + timedelta(days=head.rules.adoption_days) if found else None,
        adopted=outcome.owner.adopted,
        override=row,
        needs=_needs(head, row, reply, met),
        reasons=_reasons(criteria, row),
        reply=reply,
        conciliation=met,
        may_override=row is None and outcome.owner.adopted is None and bool(seat),
    )


def _seat(head: Head, viewer: Viewer) -> QuerySet[SeatTerm]:
    """Return the question for this reader's seat in the table that owns the decision."""
    who = None if viewer.as_public else viewer.person_id
    terms = SeatTerm.objects.on(clock.today(head.engagement.initiative.zone)).filter(person=who or 0)
    return terms.filter(seat__body__is_table=True, seat__is_voting=True)


def _needs(
    head: Head, row: Override | None, reply: Statement | None, met: Statement | None
) -> tuple[Need, ...]:
    home = head.engagement.record.url
    days = head.rules.standstill_days
    is_over = row is not None and row.standstill_until <= head.now
    return (
        Need(_("A recorded vote of the owner"), row.at if row else None),
        Need(_("A reason for each criterion"), row.at if row else None),
        Need(
            _("{days} days in which nothing is done").format(days=days),
            row.standstill_until if row is not None and is_over else None,
        ),
        Need(
            _("The joint group’s reply beside it"),
            reply.published_at if reply else None,
            f"{home}statements/reply/",
        ),
        Need(
            _("One meeting to conciliate"),
            met.published_at if met else None,
            f"{home}statements/conciliation/",
        ),
    )


def _reasons(criteria: Iterable[Criterion], row: Override | None) -> list[tuple[Criterion, dict[str, str]]]:
    if row is None:
        return []
    said = {each["criterion"]: each["reason"] for each in row.reasons}
    return [(each, said[each.pk]) for each in criteria if each.pk in said]
