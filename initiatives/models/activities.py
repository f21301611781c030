"""What is done together: strategies, the activities that carry them out, and what was learned on the way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models.localized import LocalizedField, local
from initiatives.models.partners import Membership
from initiatives.models.people import Person
from initiatives.models.populations import Population
from initiatives.models.records import GovernedQuerySet, Record
from initiatives.tenancy import TenantManager, TenantModel


@pghistory.track()
class Strategy(TenantModel):
    """A line of common work and what it is expected to change. The theory of change is made of these."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="strategy")
    slug = models.SlugField(max_length=80)
    title = LocalizedField()
    expected_contribution = LocalizedField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    position = models.PositiveSmallIntegerField(default=0)

    objects = TenantManager.from_queryset(GovernedQuerySet)()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["initiative", "slug"], name="strategy_slug_once")]

    def __str__(self) -> str:
        return local(self.title)


class ActivityQuerySet(GovernedQuerySet["Activity"]):
    """Things that partners do."""

    def running(self, *, on: date) -> Self:
        """Begun, neither done nor stopped."""
        return self.filter(starts_on__lte=on, state=Activity.State.UNDER_WAY)

    def late(self, *, on: date) -> Self:
        """Past their day and neither done nor stopped."""
        return self.open().filter(ends_on__lt=on)

    def open(self) -> Self:
        """Neither done nor stopped."""
        return self.filter(state__in=[Activity.State.PLANNED, Activity.State.UNDER_WAY])

    def carried_by(self, memberships: Iterable[int]) -> Self:
        """Those that one of these partners leads, or helps with now."""
        helping = SupportRole.objects.filter(membership__in=memberships, ended_at__isnull=True)
        return self.filter(
            models.Q(lead__in=memberships) | models.Exists(helping.filter(activity=models.OuterRef("pk")))
        )


@pghistory.track()
class Activity(TenantModel):
    """What one partner leads, from a day to a day, as a part of a strategy, and by what its success is seen.

    `counts_whom` names those whom its log counts, such as "Families who came"; `budget` is in the initiative's money.
    """

    class State(models.TextChoices):
        """How far it is."""

        PLANNED = "planned", _("Planned")
        UNDER_WAY = "under_way", _("Under way")
        DONE = "done", _("Done")
        STOPPED = "stopped", _("Stopped")

    record = models.OneToOneField(Record, models.PROTECT, related_name="activity")
    strategy = models.ForeignKey(Strategy, models.PROTECT, null=True, blank=True, related_name="activities")
    lead = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="activities_led")
    title = LocalizedField()
    what = LocalizedField()
    success_seen_by = LocalizedField()
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    is_free_of_cost = models.BooleanField(default=False)
    budget = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    population = models.ForeignKey(Population, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=120, blank=True)
    counts_whom = LocalizedField()
    state_changed_at = models.DateTimeField(null=True, blank=True)
    state_changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(ActivityQuerySet)()

    class Meta:
        ordering = ["ends_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="activity_ends_after_start",
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="activity_state_changed_by_somebody",
                condition=models.Q(state_changed_at__isnull=True, state_changed_by__isnull=True)
                | models.Q(state_changed_at__isnull=False, state_changed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return local(self.title)

    def sign(self, *, on: date) -> str:
        """The glyph of how far it is; late where its last day is over."""
        if self.state == self.State.DONE:
            return "kept"
        if self.state == self.State.STOPPED:
            return "closed"
        if self.ends_on and self.ends_on < on:
            return "late"
        return "keeping" if self.state == self.State.UNDER_WAY else "due"


@pghistory.track()
class SupportRole(TenantModel):
    """A partner helps with an activity that another one leads, and says what it brings."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="support")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="supports")
    brings = LocalizedField()
    taken_at = models.DateTimeField(default=clock.now)
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "activity", "membership"],
                condition=models.Q(ended_at__isnull=True),
                name="support_role_once",
            ),
            models.CheckConstraint(
                name="support_role_ended_by_somebody",
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.activity_id}"


@pghistory.track()
class Learning(TenantModel):
    """What was expected, what happened, and what will be done in another way. `about` is what it was learned from."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="learning")
    about = models.ForeignKey(Record, models.PROTECT, related_name="learnings")
    expected = LocalizedField()
    happened = LocalizedField()
    change = LocalizedField()
    learned_on = models.DateField()

    objects = TenantManager.from_queryset(GovernedQuerySet)()

    class Meta:
        ordering = ["-learned_on", "-pk"]

    def __str__(self) -> str:
        return local(self.change)
