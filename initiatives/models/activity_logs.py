"""What partners logged: on which day an activity took place, who came, how long it took, what others should know."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import pghistory
from django.db import models

from initiatives import clock
from initiatives.models.activities import Activity
from initiatives.models.localized import LocalizedField
from initiatives.models.partners import Membership
from initiatives.models.people import Person
from initiatives.models.populations import Category
from initiatives.models.records import GovernedQuerySet, Record
from initiatives.rules.activity_logs import EDITABLE_FOR
from initiatives.tenancy import TenantManager, TenantModel


class ActivityLogQuerySet(GovernedQuerySet["ActivityLog"]):
    """What was logged."""

    def standing(self) -> Self:
        """Only what counts: not those in whose place a correction stands."""
        return self.exclude(record__state=Record.State.SUPERSEDED)

    def with_names(self) -> Self:
        """With activity, partner and record, in one query."""
        return self.select_related(
            "record__initiative", "activity__record__initiative", "membership__organization"
        )


@pghistory.track()
class ActivityLog(TenantModel):
    """An activity took place on a day, as the partner that carried it out tells it. Public at once.

    Its words can be changed for a week; later a correction is a log of its own that says why, and the old one stays.
    """

    record = models.OneToOneField(Record, models.PROTECT, related_name="activity_log")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="logs")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="logs")
    happened_on = models.DateField()
    people = models.PositiveIntegerField(null=True, blank=True)
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    note = LocalizedField()
    logged_at = models.DateTimeField(default=clock.now)
    logged_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    corrected_because = LocalizedField()

    objects = TenantManager.from_queryset(ActivityLogQuerySet)()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        indexes = [models.Index(fields=["initiative", "activity", "-happened_on"], name="activity_log_days")]
        constraints = [
            models.CheckConstraint(
                name="activity_log_hours_of_a_day_of_many",
                condition=models.Q(hours__isnull=True) | models.Q(hours__gt=0),
            ),
            models.CheckConstraint(
                name="activity_log_corrected_for_a_reason",
                condition=models.Q(corrects__isnull=True) | ~models.Q(corrected_because={}),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.happened_on:%Y-%m-%d}"

    @property
    def change_until(self) -> datetime:
        """Until when it can be changed; later it is corrected."""
        return self.logged_at + EDITABLE_FOR


@pghistory.track()
class LoggedGroup(TenantModel):
    """How many of those who came belonged to a group. Small groups are never shown: measurement decides."""

    log = models.ForeignKey(ActivityLog, models.PROTECT, related_name="groups")
    category = models.ForeignKey(Category, models.PROTECT, related_name="+")
    people = models.PositiveIntegerField()

    objects = TenantManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "log", "category"], name="logged_group_once")
        ]

    def __str__(self) -> str:
        return f"{self.category_id} {self.people}"
