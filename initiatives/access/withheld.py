"""Fetch what a reader may see; where it is withheld, raise the stub that stands in its place."""

from __future__ import annotations

from typing import Protocol, Self, TypeVar

from django.db import models
from django.http import Http404

from initiatives.access.guard import Withheld
from initiatives.models import Record, Restriction
from initiatives.models.records import hidden_from
from initiatives.rules.viewer import Viewer

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class Visible(Protocol[M_co]):
    """A queryset of records, or of rows that have one."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Only what the viewer sees."""

    def filter(self, *args: object, **kwargs: object) -> Self:
        """Only some."""

    def first(self) -> M_co | None:
        """One, or None."""


def fetch_or_stub(queryset: Visible[M_co], viewer: Viewer, **lookup: object) -> M_co:
    """Return the one row that `lookup` names, if the viewer sees it.

    Raises Withheld (the guard answers with the stub) when it is published and restricted away from this viewer, and
    Http404 when there is nothing, or a draft of others.
    """
    found = queryset.visible_to(viewer).filter(**lookup).first()
    if found is not None:
        return found
    hidden = queryset.filter(**lookup).first()
    if hidden is not None:
        refuse_withheld(hidden if isinstance(hidden, Record) else hidden.record, viewer)  # type: ignore[attr-defined]
    raise Http404


def refuse_withheld(record: Record, viewer: Viewer, *, part: str = "") -> None:
    """Raise Withheld when a record, or a part of it such as Restriction.Scope.ATTACHMENTS, is kept from the viewer.

    The restriction that ends last is the one that the stub tells of.
    """
    if not Record.objects.published_or_own(viewer).filter(pk=record.pk).exists():
        return
    held = hidden_from(viewer, record=record, whole=record.part_of_id, part=part)
    stub: Restriction | None = (
        held.select_related("record", "set_by", "approved_by").order_by("-expires_at").first()
    )
    if stub is not None:
        raise Withheld(stub)
