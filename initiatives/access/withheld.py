"""Fetch what a reader may see; where it is withheld, raise the stub that stands in its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, Self, TypeVar

from django.db import models
from django.http import Http404

from initiatives import clock
from initiatives.access.guard import Withheld
from initiatives.models import Record, Restriction
from initiatives.models.records import RestrictionQuerySet, hidden_from
from initiatives.rules.viewer import Viewer
from initiatives.rules.withholding import withholds_title

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
    held = hidden_from(viewer, record=record, whole=record.part_of_id, part=part)
    stub: Restriction | None = (
        held.select_related("record", "set_by", "approved_by").order_by("-expires_at").first()
    )
    if stub is not None and Record.objects.published_or_own(viewer).filter(pk=record.pk).exists():
        raise Withheld(stub)


def withheld_parts(viewer: Viewer, *kinds: str) -> dict[int, dict[str, Restriction]]:
    """Return, by record of these kinds, the named parts that are kept from the viewer, each with the restriction that ends last."""
    held = _kept(viewer).filter(scope=Restriction.Scope.FIELDS, record__kind__in=kinds).order_by("expires_at")
    found: dict[int, dict[str, Restriction]] = {}
    for one in held.with_names():
        found.setdefault(one.record_id, {}).update(dict.fromkeys(one.fields, one))
    return found


def titles_told(viewer: Viewer, records: Iterable[int]) -> set[int]:
    """Return which records the viewer may name: what is seen, and what is withheld without its title."""
    published = Record.objects.published_or_own(viewer).filter(pk__in=set(records))
    told = set(published.values_list("pk", flat=True))
    whole = _kept(viewer).filter(scope=Restriction.Scope.WHOLE, record__in=told)
    kept = whole.values_list("record_id", "record__kind", "fields")
    return told - {pk for pk, kind, fields in kept if withholds_title(kind, fields)}


def stubs_of(viewer: Viewer, kind: str) -> list[Restriction]:
    """Return one restriction for each record of a kind that is withheld from the viewer: the one that ends last."""
    held = _kept(viewer).filter(scope=Restriction.Scope.WHOLE, record__kind=kind)
    last = {one.record_id: one for one in held.with_names().order_by("expires_at")}
    return sorted(last.values(), key=lambda one: one.record.number)


def _kept(viewer: Viewer) -> RestrictionQuerySet:
    return Restriction.objects.active(at=clock.now()).kept_from(viewer)
