"""Which names are withheld: of those who hold a seat or stand in, where a restriction of the group's record says so."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date

from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.discretion import keeping
from initiatives.models import Record, Restriction, SeatTerm
from initiatives.rules.viewer import Viewer, visitor
from initiatives.rules.withholding import HOLDER, alternate_part, holder_part, named_term


def names_kept(viewer: Viewer) -> dict[int, Restriction]:
    """Return the people whose names are kept from the viewer, each with the restriction that ends last.

    One query where nothing of the kind is withheld, else two. Nobody's own name is kept from them.
    """
    held = Restriction.objects.active(at=clock.now()).kept_from(viewer)
    held = held.filter(scope=Restriction.Scope.FIELDS, record__kind="body").order_by("expires_at")
    by_part = {part: one for one in held for part in one.fields}
    if not by_part:
        return {}
    terms = {
        term.pk: term for term in SeatTerm.objects.filter(pk__in=[named_term(part)[1] for part in by_part])
    }
    found: dict[int, Restriction] = {}
    for part, restriction in by_part.items():
        person = _person_of(part, terms)
        if person is not None and person != viewer.person_id:
            found[person] = restriction
    return found


def _person_of(part: str, terms: Mapping[int, SeatTerm]) -> int | None:
    who, pk = named_term(part)
    if pk not in terms:
        return None
    return terms[pk].person_id if who == HOLDER else terms[pk].alternate_id


def telling_the_public(initiative_id: int) -> AbstractContextManager[None]:
    """Keep what is kept from everybody: for jobs, which write for whoever reads it later."""
    return keeping(lambda: names_kept(visitor(initiative_id)))


def name_parts(record: Record, *, on: date) -> dict[str, str]:
    """Return what of a group's record can be withheld because it names somebody: each part with a label for the form.

    Those who hold a seat or stand in on a day or later; nothing for a record of another kind.
    """
    if record.kind != "body":
        return {}
    terms = SeatTerm.objects.meeting(on, date.max).filter(seat__body__record=record)
    found: dict[str, str] = {}
    for term in terms.select_related("seat", "person", "alternate").order_by("seat__name", "starts_on"):
        named = {holder_part(term.pk): term.person, alternate_part(term.pk): term.alternate}
        found |= {
            part: _("The name of {name} ({seat})").format(name=who.shown_name, seat=term.seat.name)
            for part, who in named.items()
            if who is not None
        }
    return found


def seat_part_words(part: str) -> str:
    """Return in words what a part of a group's record says, without the name; "" for any other part."""
    who, pk = named_term(part)
    term = SeatTerm.objects.filter(pk=pk).select_related("seat").first() if who else None
    if term is None:
        return ""
    sentence = _("Who holds “{seat}”") if who == HOLDER else _("Who stands in for “{seat}”")
    return sentence.format(seat=term.seat.name)


def names_somebody(record: Record, part: str) -> bool:
    """Whether a part says who holds or held a seat of the group that a record is of."""
    return SeatTerm.objects.filter(pk=named_term(part)[1], seat__body__record=record).exists()
