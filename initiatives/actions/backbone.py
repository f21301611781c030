"""Bodies and their seats: who sits at the table, for whom, and for how long."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from initiatives.identity import change_record, give_record
from initiatives.models import Body, Membership, Person, Seat, SeatTerm
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import current_initiative


@transaction.atomic
def create_body(
    *,
    slug: str,
    name: dict[str, str],
    kind: Body.Kind,
    charter: dict[str, str],
    by: Person,
    parent: Body | None = None,
    is_table: bool = False,
) -> Body:
    """Set up a body with its charge, published at once. Its guardian group is who may read what it withholds.

    Raises RuleBroken when the address is taken or there is a table already (`is_table`: the leadership table).
    """
    if Body.objects.filter(slug=slug).exists():
        raise RuleBroken(_("There is a group with this address already. Pick another name."), field="name")
    if is_table and (table := Body.objects.filter(is_table=True).first()):
        raise RuleBroken(_("“{name}” is the leadership table already. There is only one.").format(name=table))
    group = Group.objects.create(name=f"initiative {current_initiative()}: body {slug}")
    body = Body.objects.create(
        record=give_record("body", title=name, path=f"people/groups/{slug}/", by=by, published=True),
        slug=slug,
        name=name,
        kind=kind,
        charter=charter,
        parent=parent,
        group=group,
        is_table=is_table,
    )
    record("body.created", by=by, about=body, facts={"kind": body.kind})
    return body


@transaction.atomic
def edit_charter(*, body: Body, name: dict[str, str], charter: dict[str, str], by: Person) -> None:
    """Change what a body is called and what it is charged with; earlier words stay in its history."""
    body.name, body.charter = name, charter
    body.save(update_fields=["name", "charter"])
    change_record(body.record, title=name)
    record("body.charter_changed", by=by, about=body)


@transaction.atomic
def create_seat(
    *,
    body: Body,
    name: str,
    seat_class: Seat.SeatClass,
    created_on: date,
    by: Person,
    is_voting: bool = True,
    membership: Membership | None = None,
) -> Seat:
    """Add a seat to a body: whom it speaks for, and whether it votes. In the ledger as a seat change."""
    if membership and membership.left_on:
        raise RuleBroken(
            _("{name} has left. A seat can only be kept for a partner.").format(name=membership),
            field="membership",
        )
    seat = Seat.objects.create(
        body=body,
        name=name,
        seat_class=seat_class,
        is_voting=is_voting,
        membership=membership,
        created_on=created_on,
    )
    _note_seat("seat.created", seat, by=by)
    return seat


@transaction.atomic
def end_seat(*, seat: Seat, on: date, by: Person) -> None:
    """End a seat. Raises RuleBroken while somebody holds it or if it is not that old."""
    if seat.ended_on:
        raise RuleBroken(_("This seat has ended already."))
    if on < seat.created_on:
        raise RuleBroken(_("The seat was created later than that. Pick a later day."), field="on")
    if SeatTerm.objects.meeting(on, date.max).filter(seat=seat).exists():
        raise RuleBroken(_("Somebody holds this seat. End the term first, then the seat."))
    seat.ended_on = on
    seat.save(update_fields=["ended_on"])
    _note_seat("seat.ended", seat, by=by)


@transaction.atomic
def appoint(
    *,
    seat: Seat,
    person: Person,
    starts_on: date,
    ends_on: date,
    chosen: SeatTerm.Chosen,
    by: Person,
    alternate: Person | None = None,
) -> SeatTerm:
    """Let a person hold a seat from a day to a day, both included. In the ledger as a seat change.

    Raises RuleBroken when the seat is held or has ended in that time, or the person sits in the body already.
    """
    seat = Seat.objects.select_for_update(of=("self",)).select_related("body__record").get(pk=seat.pk)
    _check_span(seat, starts_on, ends_on)
    if alternate == person:
        raise RuleBroken(_("The alternate must be somebody else."), field="alternate")
    _check_free(seat, person, SeatTerm.objects.meeting(starts_on, ends_on))
    term = SeatTerm.objects.create(
        seat=seat, person=person, alternate=alternate, starts_on=starts_on, ends_on=ends_on, chosen=chosen
    )
    span = {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat(), "chosen": str(chosen)}
    _note_seat("seat.taken", seat, by=by, person=person.pk, **span)
    return term


def _check_free(seat: Seat, person: Person, running: QuerySet[SeatTerm]) -> None:
    if taken := running.filter(seat=seat).first():
        raise RuleBroken(
            _("This seat is held until {day}. End that term first, or begin later.").format(
                day=taken.ends_on
            ),
            field="starts_on",
        )
    if running.filter(seat__body=seat.body, person=person).exists():
        raise RuleBroken(
            _("{name} holds a seat in this group in that time. One person holds one seat.").format(
                name=person
            ),
            field="person",
        )


def _check_span(seat: Seat, starts_on: date, ends_on: date) -> None:
    if ends_on <= starts_on:
        raise RuleBroken(_("A term must end after it starts. Pick a later last day."), field="ends_on")
    if seat.ended_on and ends_on > seat.ended_on:
        raise RuleBroken(_("This seat ended on {day}.").format(day=seat.ended_on), field="ends_on")


@transaction.atomic
def end_term(*, term: SeatTerm, on: date, by: Person) -> None:
    """Let somebody leave a seat before the term is over; the seat is free from that day."""
    if term.left_on:
        raise RuleBroken(_("This term has ended already."))
    if not term.starts_on <= on <= term.ends_on:
        raise RuleBroken(_("Pick a day inside the term."), field="on")
    term.left_on = on
    term.save(update_fields=["left_on"])
    _note_seat("seat.left", term.seat, by=by, person=term.person_id, left_on=on.isoformat())


def _note_seat(kind: str, seat: Seat, *, by: Person, **facts: int | str) -> None:
    record(
        kind,
        by=by,
        about=seat.body,
        facts={"seat": seat.pk, "seat_class": seat.seat_class, "is_voting": seat.is_voting, **facts},
    )
