"""The work of the backbone: roles with hours and money, the calendar of duties, logins, and handing all of it over."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives import clock
from initiatives.access import build_viewer
from initiatives.handing_over import Held, Holding, holdings, looked_after
from initiatives.identity import change_record, give_record
from initiatives.models import (
    ConflictCase,
    Initiative,
    KeptLogin,
    Membership,
    Person,
    Record,
    RoleHolding,
    SeatTerm,
    StaffRole,
    StandingDuty,
    local,
)
from initiatives.record import record
from initiatives.rules.duties import next_day
from initiatives.rules.language import has_words
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import current_initiative

Texts = dict[str, str]
MOST_HOURS = 60


@dataclass(frozen=True, slots=True)
class RolePlan:
    """A role of the backbone: what it answers for and may decide alone, its hours a week, who pays until when, who holds it."""

    name: Texts
    responsibilities: Texts
    hours: Decimal
    funding: Texts
    parameters: Texts = field(default_factory=dict)
    funded_until: date | None = None
    employer: Membership | None = None
    holder: Person | None = None


@dataclass(frozen=True, slots=True)
class DutyPlan:
    """A duty: its name, how it is done, how often, when next, who does it and who can stand in."""

    name: Texts
    recipe: Texts
    rhythm: str
    due_on: date
    owner: Person | None = None
    stand_in: Person | None = None


# --- Roles -------------------------------------------------------------------------------------------------------------
@transaction.atomic
def write_role(*, plan: RolePlan, by: Person) -> StaffRole:
    """Write a role down, public at once: dedicated staff is money that everybody may see. Raises RuleBroken."""
    _check_role(plan)
    given = give_record("staff_role", title=plan.name, path="people/roles/#r{number}", by=by, published=True)
    made = StaffRole.objects.create(record=given, since=clock.today(), **_role_columns(plan))
    record("staff_role.written", by=by, about=made)
    return made


@transaction.atomic
def change_role(*, role: StaffRole, plan: RolePlan, by: Person) -> None:
    """Change a role; what it was before stays in its history. Raises RuleBroken."""
    _check_role(plan)
    held = StaffRole.objects.select_for_update(of=("self",)).select_related("record").get(pk=role.pk)
    if held.ended_on:
        raise RuleBroken(_("This role has ended. Write a new one."))
    was = held.holder_id
    for name, value in _role_columns(plan).items():
        setattr(held, name, value)
    held.save()
    change_record(held.record, title=plan.name)
    record("staff_role.changed", by=by, about=held)
    if was != held.holder_id:
        record("staff_role.taken", by=None, about=held)


@transaction.atomic
def end_role_of_staff(*, role: StaffRole, by: Person) -> None:
    """End a role; again changes nothing."""
    held = StaffRole.objects.select_for_update(of=("self",)).select_related("record").get(pk=role.pk)
    if held.ended_on is None:
        held.ended_on = max(clock.today(), held.since)
        held.save(update_fields=["ended_on"])
        change_record(held.record, state=Record.State.ENDED)
        record("staff_role.ended", by=by, about=held)


# --- The calendar of duties --------------------------------------------------------------------------------------------
@transaction.atomic
def write_duty(*, plan: DutyPlan, by: Person) -> StandingDuty:
    """Put a duty in the calendar. Raises RuleBroken."""
    _check_duty(plan)
    given = give_record(
        "standing_duty", title=plan.name, path="people/duties/#d{number}", by=by, published=True
    )
    made = StandingDuty.objects.create(record=given, **_duty_columns(plan))
    record("upkeep.written", by=by, about=made)
    return made


@transaction.atomic
def change_duty(*, duty: StandingDuty, plan: DutyPlan, by: Person) -> None:
    """Change a duty. Raises RuleBroken."""
    _check_duty(plan)
    held = _running(duty)
    for name, value in _duty_columns(plan).items():
        setattr(held, name, value)
    held.save()
    change_record(held.record, title=plan.name)
    record("upkeep.changed", by=by, about=held)


@transaction.atomic
def do_duty(*, duty: StandingDuty, due_on: date, by: Person) -> None:
    """Note that a duty is done; it comes again by its rhythm. `due_on`: the turn that is meant, so that twice is once.

    Its owner, who stands in, and those who look after the seats note it. Raises RuleBroken for others.
    """
    held = _running(duty)
    if by.pk not in (held.owner_id, held.stand_in_id) and not _may_manage(by):
        raise RuleBroken(_("Somebody else looks after this. Ask them, or whoever keeps the calendar."))
    if held.due_on != due_on:
        return
    held.last_done_at, held.last_done_by = clock.now(), by
    following = next_day(held.due_on, held.rhythm, today=clock.today(_initiative().zone))
    if following is None:
        held.ended_on = clock.today()
    else:
        held.due_on = following
    held.save(update_fields=["last_done_at", "last_done_by", "due_on", "ended_on"])
    change_record(held.record, state=Record.State.ENDED if held.ended_on else None)
    record("upkeep.done", by=by, about=held)


@transaction.atomic
def end_duty(*, duty: StandingDuty, by: Person) -> None:
    """Take a duty out of the calendar; again changes nothing."""
    held = StandingDuty.objects.select_for_update(of=("self",)).select_related("record").get(pk=duty.pk)
    if held.ended_on is None:
        held.ended_on = clock.today()
        held.save(update_fields=["ended_on"])
        change_record(held.record, state=Record.State.ENDED)
        record("upkeep.ended", by=by, about=held)


# --- Logins ------------------------------------------------------------------------------------------------------------
@transaction.atomic
def keep_login(*, name: str, url: str, kept_where: str, holder: Person | None, by: Person) -> KeptLogin:
    """Write down that there is a login and where it is kept; the password itself never. Raises RuleBroken."""
    if not name.strip() or not kept_where.strip():
        raise RuleBroken(_("Say what it opens and where it is kept."), field="kept_where")
    made = KeptLogin.objects.create(
        name=name.strip(), url=url, kept_where=kept_where.strip(), holder=holder, added_by=by
    )
    record("login.kept", by=by, facts={"login": made.pk})
    return made


@transaction.atomic
def end_login(*, login: KeptLogin, by: Person) -> None:
    """Take a login off the list; again changes nothing."""
    held = KeptLogin.objects.select_for_update().get(pk=login.pk)
    if held.ended_at is None:
        held.ended_at, held.ended_by = clock.now(), by
        held.save(update_fields=["ended_at", "ended_by"])
        record("login.ended", by=by, facts={"login": held.pk})


# --- Handing over ------------------------------------------------------------------------------------------------------
@transaction.atomic
def hand_over(*, leaving: Person, to: Person, by: Person) -> int:
    """Give all that somebody looks after to somebody else, on every floor, and return how many things; again changes nothing.

    Seats, roles and mediations do not move: they are taken up by name. Raises RuleBroken.
    """
    Initiative.objects.select_for_update().get(pk=current_initiative())
    if leaving.pk == to.pk:
        raise RuleBroken(_("Choose somebody else to take it over."), field="to")
    if not RoleHolding.objects.on(clock.today()).filter(person=to).exists():
        raise RuleBroken(_("Only somebody who takes part here can take it over."), field="to")
    count = sum(holding.pass_on(leaving, to) for holding in holdings())
    if count:
        record("work.handed_over", by=by, facts={"count": count, "from": leaving.pk, "to": to.pk})
    return count


def _pass_roles(leaving: Person, to: Person) -> int:
    return StaffRole.objects.current().filter(holder=leaving).update(holder=to)


def _pass_duties(leaving: Person, to: Person) -> int:
    running = StandingDuty.objects.running()
    running.filter(owner=leaving, stand_in=to).update(stand_in=None)
    running.filter(owner=to, stand_in=leaving).update(stand_in=None)
    moved = running.filter(owner=leaving).update(owner=to)
    return moved + running.filter(stand_in=leaving).exclude(owner=F("stand_in")).update(stand_in=to)


def _pass_logins(leaving: Person, to: Person) -> int:
    return KeptLogin.objects.filter(holder=leaving, ended_at__isnull=True).update(holder=to)


looked_after(
    Holding(
        lambda: StaffRole.objects.current().filter(holder__isnull=False).select_related("record__initiative"),
        lambda role: Held(role.holder_id, gettext_lazy("Role"), local(role.name), role.record.url),
        _pass_roles,
    )
)
looked_after(
    Holding(
        lambda: (
            StandingDuty.objects.running().filter(owner__isnull=False).select_related("record__initiative")
        ),
        lambda duty: Held(
            duty.owner_id, gettext_lazy("Duty"), local(duty.name), duty.record.url, duty.due_on
        ),
        _pass_duties,
    )
)
looked_after(
    Holding(
        lambda: KeptLogin.objects.filter(holder__isnull=False, ended_at__isnull=True).select_related(
            "initiative"
        ),
        lambda login: Held(
            login.holder_id,
            gettext_lazy("Login"),
            login.name,
            f"{login.initiative.url}people/handover/#logins",
        ),
        _pass_logins,
    )
)


def _by_name_alone(_leaving: Person, _to: Person) -> int:
    """A seat and a mediation are taken up by name: by an election, by both sides. They are listed and do not move."""
    return 0


looked_after(
    Holding(
        lambda: SeatTerm.objects.on(clock.today()).select_related("seat__body__record__initiative"),
        lambda term: Held(
            term.person_id,
            gettext_lazy("Seat"),
            f"{term.seat.name}, {term.seat.body}",
            term.seat.body.record.url,
            term.ends_on,
        ),
        _by_name_alone,
    )
)
looked_after(
    Holding(
        lambda: (
            ConflictCase.objects.running().filter(mediator__isnull=False).select_related("record__initiative")
        ),
        lambda case: Held(
            case.mediator_id, gettext_lazy("Mediation"), local(case.record.title), case.record.url
        ),
        _by_name_alone,
    )
)


def _role_columns(plan: RolePlan) -> dict[str, object]:
    names = (
        "name",
        "responsibilities",
        "parameters",
        "hours",
        "funding",
        "funded_until",
        "employer",
        "holder",
    )
    return {name: getattr(plan, name) for name in names}


def _duty_columns(plan: DutyPlan) -> dict[str, object]:
    names = ("name", "recipe", "rhythm", "due_on", "owner", "stand_in")
    return {name: getattr(plan, name) for name in names}


def _check_role(plan: RolePlan) -> None:
    if not has_words(plan.name):
        raise RuleBroken(_("Name the role."), field="name")
    if not 0 < plan.hours <= MOST_HOURS:
        raise RuleBroken(_("Write the hours of a week: more than none, at most 60."), field="hours")
    if not has_words(plan.funding):
        raise RuleBroken(_("Say who pays for it, or that it is unpaid."), field="funding")


def _check_duty(plan: DutyPlan) -> None:
    if not has_words(plan.name):
        raise RuleBroken(_("Name the duty."), field="name")
    if plan.rhythm not in StandingDuty.Rhythm.values:
        raise RuleBroken(_("Say how often it comes."), field="rhythm")
    if plan.owner is not None and plan.owner == plan.stand_in:
        raise RuleBroken(_("Whoever stands in must be somebody else."), field="stand_in")


def _running(duty: StandingDuty) -> StandingDuty:
    held = StandingDuty.objects.select_for_update(of=("self",)).select_related("record").get(pk=duty.pk)
    if held.ended_on:
        raise RuleBroken(_("This duty has ended. Write a new one if it is still needed."))
    return held


def _may_manage(person: Person) -> bool:
    return Permission.SEATS_MANAGE in build_viewer(person, _initiative()).permissions


def _initiative() -> Initiative:
    return Initiative.objects.get(pk=current_initiative())
