"""What people look after on this floor: indicators, figures due, programs. Registered by `measurement.apps`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from initiatives import clock
from initiatives.handing_over import Held, Holding, looked_after
from initiatives.models import Person, local
from measurement.models import Indicator, Program, ReportingDuty


def _pass_duties(leaving: Person, to: Person) -> int:
    return ReportingDuty.objects.current(on=clock.today()).filter(person=leaving).update(person=to)


looked_after(
    Holding(
        lambda: Indicator.objects.filter(steward__isnull=False).select_related("record__initiative"),
        lambda one: Held(
            one.steward_id, gettext_lazy("Recipe of a figure"), local(one.name), f"{one.record.url}data/"
        ),
        lambda leaving, to: Indicator.objects.filter(steward=leaving).update(steward=to),
    )
)
looked_after(
    Holding(
        lambda: (
            ReportingDuty.objects.current(on=clock.today())
            .filter(person__isnull=False)
            .select_related("indicator__record__initiative", "membership__organization")
        ),
        lambda duty: Held(
            duty.person_id,
            gettext_lazy("Figures due"),
            f"{local(duty.indicator.name)}, {duty.membership.organization.name}",
            f"{duty.indicator.record.initiative.url}results/calendar/",
        ),
        _pass_duties,
    )
)
looked_after(
    Holding(
        lambda: Program.objects.filter(contact__isnull=False, ended_on__isnull=True).select_related(
            "record__initiative"
        ),
        lambda one: Held(one.contact_id, gettext_lazy("Program"), local(one.name), one.record.url),
        lambda leaving, to: Program.objects.filter(contact=leaving, ended_on__isnull=True).update(contact=to),
    )
)
