"""What the work of the backbone needs: requests to join, duties, money that ends, mediations past their time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from communications.desk import Desk, Question, each
from communications.rules.attention import Need, Part
from initiatives import clock
from initiatives.models import ConflictCase, JoinRequest, StaffRole, StandingDuty, local
from initiatives.rules.permissions import Permission

MOST = 10
NEAR, MONEY_WARNING, ANSWER_WITHIN = timedelta(days=14), timedelta(days=180), timedelta(days=10)


def requests_to_join(desk: Desk) -> Iterator[Question]:
    """People who asked to join or were named for a seat."""
    if not desk.may(Permission.PEOPLE_INVITE):
        return

    def answer(asked: JoinRequest) -> Need:
        due = desk.initiative.local_time(asked.asked_at).date() + ANSWER_WITHIN
        title = _("{name} asks to join").format(name=asked.name)
        if asked.kind == JoinRequest.Kind.NOMINATION:
            title = _("{name} is named for a seat").format(name=asked.name)
        return Need(
            Part.PEOPLE,
            title,
            desk.url("people/requests/"),
            _("Welcome or decline"),
            (asked.get_kind_display(),),
            due,
        )

    yield each(JoinRequest.objects.waiting()[:MOST], answer)


def my_duties(desk: Desk) -> Iterator[Question]:
    """Duties of the calendar that are mine, or that I can stand in for once they are late; for staff those of nobody."""
    me = desk.viewer.person_id
    if me is None:
        return
    mine = Q(owner=me) | Q(stand_in=me, due_on__lt=desk.today)
    if desk.may(Permission.SEATS_MANAGE):
        mine |= Q(owner__isnull=True)
    rows = StandingDuty.objects.visible_to(desk.viewer).due(by=desk.today + NEAR).filter(mine)

    def do(duty: StandingDuty) -> Need:
        about = (duty.get_rhythm_display(),) if duty.owner_id else (_("Nobody does it yet"),)
        return Need(Part.PLAN, local(duty.name), duty.record.url, _("Do it"), about, duty.due_on)

    yield each(rows.select_related("record__initiative")[:MOST], do)


def money_that_ends(desk: Desk) -> Iterator[Question]:
    """Roles whose money ends within half a year."""
    if not desk.may(Permission.SEATS_MANAGE):
        return
    rows = (
        StaffRole.objects.visible_to(desk.viewer)
        .current()
        .filter(funded_until__lte=desk.today + MONEY_WARNING)
    )

    def find(role: StaffRole) -> Need:
        about = (
            _("The money for this role ends"),
            _("{hours} hours a week").format(hours=f"{role.hours.normalize():f}"),
        )
        return Need(
            Part.PEOPLE, local(role.name), role.record.url, _("Plan its money"), about, role.funded_until
        )

    yield each(rows.select_related("record__initiative")[:MOST], find)


def mediations(desk: Desk) -> Iterator[Question]:
    """Concerns without a mediator, or past their time: for whoever looks after them, and for the mediator."""
    me = desk.viewer.person_id
    if me is None:
        return
    running = ConflictCase.objects.visible_to(desk.viewer).running()
    mine = Q(mediator=me) | Q(parties__person=me)
    if desk.may(Permission.MEDIATE):
        mine |= Q(mediator__isnull=True) | Q(due_at__lt=clock.now())

    def go_on(case: ConflictCase) -> Need:
        due = desk.initiative.local_time(case.due_at).date() if case.due_at else None
        verb = _("Name a mediator") if case.mediator_id is None and case.state == "mediation" else _("Go on")
        about = (case.get_state_display(),)
        return Need(Part.PEOPLE, local(case.record.title), case.record.url, verb, about, due)

    yield each(running.filter(mine).distinct().select_related("record__initiative")[:MOST], go_on)


BACKBONE_SOURCES = (requests_to_join, my_duties, money_that_ends, mediations)
