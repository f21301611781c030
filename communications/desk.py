"""Whose Today it is; every source of needs asks it what the person may do, and says what it asks the database.

A source asks nothing by itself: all questions of the page go out together, and the needs are read from the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from communications.rules.attention import Need
from initiatives import clock
from initiatives.bylaws import rules_now
from initiatives.models import CommonAgenda, Initiative, Restriction, RuleValue, Seat, SeatTerm
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer


@dataclass(frozen=True)
class Desk:
    """Whose Today it is, and which day; with the questions that several parts of the page share."""

    initiative: Initiative
    viewer: Viewer
    today: date

    def url(self, path: str) -> str:
        """Return an address inside the initiative."""
        return f"{self.initiative.url}{path}"

    def may(self, permission: Permission) -> bool:
        """Whether this person may do something."""
        return permission in self.viewer.permissions

    @cached_property
    def agendas(self) -> QuerySet[CommonAgenda, Any]:
        """The states of all versions of the agenda."""
        return CommonAgenda.objects.order_by().values_list("state", flat=True).distinct()

    @cached_property
    def votes(self) -> QuerySet[Seat, Any]:
        """For each voting seat whether somebody holds it today."""
        held = SeatTerm.objects.on(self.today).filter(seat=OuterRef("pk"))
        return Seat.objects.voting().order_by().annotate(held=Exists(held)).values_list("held", flat=True)

    @cached_property
    def restrictions(self) -> QuerySet[Restriction]:
        """What is withheld now, what opens first first."""
        active = Restriction.objects.active(at=clock.now()).order_by("expires_at")
        return active.select_related("record__initiative")

    @cached_property
    def rules(self) -> QuerySet[RuleValue]:
        """The numbers of the bylaws in force."""
        return rules_now()


@dataclass(frozen=True, slots=True)
class Question:
    """What a source asks the database, and the needs that it reads from the rows."""

    rows: QuerySet[Any, Any]
    needs: Callable[[QuerySet[Any, Any]], Iterable[Need]]


def each(rows: QuerySet[Any, Any], need: Callable[[Any], Need]) -> Question:
    """Return a question each of whose rows is one need."""
    return Question(rows, lambda found: map(need, found))


Source = Callable[[Desk], Iterator[Question]]
