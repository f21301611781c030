"""Bodies and their seats: who sits at the table, for whom, and for how long."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from initiatives.actions.roles import keep_directory
from initiatives.actions.terms import leave_seat
from initiatives.identity import change_record, give_record
from initiatives.models import Body, Membership, Person, RoleHolding, Seat, SeatTerm
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role
from initiatives.rules.seat_roles import may_sit
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
    is_co_chair: bool = False,
    membership: Membership | None = None,
) -> Seat:
    """Add a seat to a body: whom it speaks for, whether it votes or shares the chair. In the ledger as a seat change."""
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
        is_co_chair=is_co_chair,
        membership=membership,
        created_on=created_on,
    )
    _note_seat("seat.created", seat, by=by)
    return seat


@transaction.atomic
def share_chair(*, seat: Seat, by: Person) -> None:
    """Let a seat be one of those that chair its body together; again changes nothing. In the ledger as a seat change."""
    if seat.ended_on:
        raise RuleBroken(_("This seat has ended. Choose one that is there."))
    if not seat.is_co_chair:
        seat.is_co_chair = True
        seat.save(update_fields=["is_co_chair"])
        _note_seat("seat.chairs", seat, by=by)


@transaction.atomic
def leave_chair(*, seat: Seat, by: Person) -> None:
    """Let a seat be no longer one of those that chair its body. In the ledger as a seat change."""
    if seat.is_co_chair:
        seat.is_co_chair = False
        seat.save(update_fields=["is_co_chair"])
        _note_seat("seat.leaves_chair", seat, by=by)


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

    The seat carries its role for them and for the alternate, for those days; nothing else has to be given or taken.
    Raises RuleBroken when the seat is held or has ended in that time, the person sits in the body already, or a seat of
    the backbone would go to somebody who does not work there.
    """
    seat = Seat.objects.select_for_update(of=("self",)).select_related("body__record").get(pk=seat.pk)
    _check_span(seat, starts_on, ends_on)
    if alternate == person:
        raise RuleBroken(_("The alternate must be somebody else."), field="alternate")
    for who, field in ((person, "person"), (alternate, "alternate")):
        _check_works_here(seat, who, field)
    _check_free(seat, person, SeatTerm.objects.meeting(starts_on, ends_on))
    term = SeatTerm.objects.create(
        seat=seat, person=person, alternate=alternate, starts_on=starts_on, ends_on=ends_on, chosen=chosen
    )
    for who in filter(None, (person, alternate)):
        keep_directory(who, seat.initiative)
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


def _check_works_here(seat: Seat, person: Person | None, field: str) -> None:
    if person is None:
        return
    held = RoleHolding.objects.filter(person=person, until__isnull=True).values_list("role", flat=True)
    if not may_sit(seat.seat_class, frozenset(Role(role) for role in held)):
        raise RuleBroken(
            _("This seat speaks for the backbone. Give {name} a role there first.").format(name=person),
            field=field,
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
    leave_seat(term, on=on, by=by)
    for who in filter(None, (term.person, term.alternate)):
        keep_directory(who, term.initiative)


def _note_seat(kind: str, seat: Seat, *, by: Person, **facts: int | str) -> None:
    record(
        kind,
        by=by,
        about=seat.body,
        facts={"seat": seat.pk, "seat_class": seat.seat_class, "is_voting": seat.is_voting, **facts},
    )
