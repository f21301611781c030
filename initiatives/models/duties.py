"""The work of the backbone that must not hang on one person: roles with hours and money, the calendar of duties, logins."""

from __future__ import annotations

from datetime import date
from typing import Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models.localized import LocalizedField, local
from initiatives.models.partners import Membership
from initiatives.models.people import Person
from initiatives.models.records import GovernedQuerySet, Record
from initiatives.tenancy import TenantManager, TenantModel


class StaffRoleQuerySet(GovernedQuerySet["StaffRole"]):
    """Roles of the backbone."""

    def current(self) -> Self:
        """Those that are there now."""
        return self.filter(ended_on__isnull=True)


@pghistory.track()
class StaffRole(TenantModel):
    """Dedicated staff: what a role answers for, what it may decide alone, its hours a week, and who pays for it."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="staff_role")
    name = LocalizedField()
    parameters = LocalizedField()
    responsibilities = LocalizedField()
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    funding = LocalizedField()
    funded_until = models.DateField(null=True, blank=True)
    employer = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="staff_roles"
    )
    holder = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = TenantManager.from_queryset(StaffRoleQuerySet)()

    class Meta:
        ordering = ["-hours", "pk"]
        constraints = [
            models.CheckConstraint(
                name="staff_role_hours_of_a_week",
                condition=models.Q(hours__gt=0, hours__lte=60),
            ),
        ]

    def __str__(self) -> str:
        return local(self.name)


class StandingDutyQuerySet(GovernedQuerySet["StandingDuty"]):
    """The calendar of duties."""

    def running(self) -> Self:
        """Those that come again."""
        return self.filter(ended_on__isnull=True)

    def due(self, *, by: date) -> Self:
        """Those whose day is not later than a day."""
        return self.running().filter(due_on__lte=by)


@pghistory.track()
class StandingDuty(TenantModel):
    """Something that has to be done again and again: how it is done, when next, who does it and who can stand in."""

    class Rhythm(models.TextChoices):
        """How often it comes."""

        ONCE = "once", _("Once")
        WEEKLY = "weekly", _("Every week")
        MONTHLY = "monthly", _("Every month")
        QUARTERLY = "quarterly", _("Every three months")
        YEARLY = "yearly", _("Every year")

    record = models.OneToOneField(Record, models.PROTECT, related_name="standing_duty")
    name = LocalizedField()
    recipe = LocalizedField()
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices)
    due_on = models.DateField()
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    stand_in = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    last_done_at = models.DateTimeField(null=True, blank=True)
    last_done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    objects = TenantManager.from_queryset(StandingDutyQuerySet)()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="standing_duty_stand_in_is_somebody_else",
                condition=models.Q(owner__isnull=True)
                | models.Q(stand_in__isnull=True)
                | ~models.Q(owner=models.F("stand_in")),
            ),
            models.CheckConstraint(
                name="standing_duty_done_by_somebody",
                condition=models.Q(last_done_at__isnull=True, last_done_by__isnull=True)
                | models.Q(last_done_at__isnull=False, last_done_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return local(self.name)


class KeptLogin(TenantModel):
    """A login that has to be handed over: to what, who holds it, and where it is kept. Never the password itself."""

    name = models.CharField(max_length=120)
    url = models.URLField(blank=True)
    kept_where = models.CharField(max_length=300)
    holder = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="kept_login_ended_by_somebody",
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
