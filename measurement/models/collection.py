"""Collecting figures: who reports what and when, and the improvement cycles that programs run on their own data."""

from __future__ import annotations

from datetime import date
from typing import Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models import Learning, LocalizedField, Membership, Person, Record, local
from initiatives.models.records import GovernedQuerySet
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet
from measurement.models.indicators import Indicator
from measurement.models.observations import Period
from measurement.models.programs import Program


class ReportingDutyQuerySet(TenantQuerySet["ReportingDuty"]):
    """Who reports what."""

    def current(self, *, on: date) -> Self:
        """Begun and not ended on a day."""
        return self.filter(starts_on__lte=on).filter(
            models.Q(ended_on__isnull=True) | models.Q(ended_on__gt=on)
        )


@pghistory.track()
class ReportingDuty(TenantModel):
    """One partner reports the figures of one indicator: who there, and how many days after a period ends they are due.

    Its rhythm is the indicator's. `needs_agreement` refuses figures without an agreement in force.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="duties")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="duties")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    days_after_period = models.PositiveSmallIntegerField(default=30)
    starts_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    needs_agreement = models.BooleanField(default=False)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager.from_queryset(ReportingDutyQuerySet)()

    class Meta:
        ordering = ["indicator", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "indicator", "membership"],
                condition=models.Q(ended_on__isnull=True),
                name="duty_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.indicator_id}"


class FigureReminder(TenantModel):
    """Somebody was reminded of figures that were due for a period, once a step."""

    duty = models.ForeignKey(ReportingDuty, models.PROTECT, related_name="reminders")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    step = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=clock.now)

    objects = TenantManager()

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "duty", "period", "step", "person"], name="figure_reminder_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.duty_id} {self.step}"


@pghistory.track()
class Cycle(TenantModel):
    """An improvement cycle of a program on its own data: plan, do, study, act."""

    class Stage(models.TextChoices):
        """Which of the four it is in."""

        PLAN = "plan", _("Plan")
        DO = "do", _("Do")
        STUDY = "study", _("Study")
        ACT = "act", _("Act")
        DONE = "done", _("Done")

    record = models.OneToOneField(Record, models.PROTECT, related_name="cycle")
    program = models.ForeignKey(Program, models.PROTECT, related_name="cycles")
    measure = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="cycles")
    title = LocalizedField()
    stage = models.CharField(max_length=5, choices=Stage.choices, default=Stage.PLAN)
    plan = LocalizedField()
    expected = LocalizedField()
    did = LocalizedField()
    studied = LocalizedField()
    acted = LocalizedField()
    starts_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    stage_changed_at = models.DateTimeField(default=clock.now)
    stage_changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    learning = models.OneToOneField(
        Learning, models.PROTECT, null=True, blank=True, related_name="from_cycle"
    )

    objects = TenantManager.from_queryset(GovernedQuerySet)()

    class Meta:
        ordering = ["-starts_on", "-pk"]

    def __str__(self) -> str:
        return local(self.title)
