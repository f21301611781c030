"""Choosing indicators together: what each rater thinks of them, and the figures that are still wanted."""

from __future__ import annotations

from datetime import date
from typing import Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models import LocalizedField, Membership, Person, Record, local
from initiatives.models.records import GovernedQuerySet
from initiatives.tenancy import TenantManager, TenantModel
from measurement.models.indicators import Indicator
from measurement.rules import choosing as rules
from measurement.rules.choosing import Rating


@pghistory.track()
class PowerRating(TenantModel):
    """One rater's view of an indicator: does it speak, does it stand for the result, is there good data?

    RBA: communication, proxy and data power. One current rating a rater; earlier ones stay in its history.
    """

    class Power(models.TextChoices):
        """How strong."""

        HIGH = "high", _("High")
        MEDIUM = "medium", _("Medium")
        LOW = "low", _("Low")

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="power_ratings")
    rater = models.ForeignKey(Person, models.PROTECT, related_name="+")
    communication = models.CharField(max_length=6, choices=Power.choices)
    proxy = models.CharField(max_length=6, choices=Power.choices)
    data = models.CharField(max_length=6, choices=Power.choices)
    words = models.TextField(blank=True, max_length=1000)
    rated_at = models.DateTimeField(default=clock.now)

    objects = TenantManager()

    class Meta:
        ordering = ["rated_at"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "indicator", "rater"], name="power_rating_once")
        ]

    def __str__(self) -> str:
        return f"{self.communication} {self.proxy} {self.data}"

    @property
    def rating(self) -> Rating:
        """The three answers as the rules read them."""
        return {question: rules.Power(getattr(self, question.value)) for question in rules.Question}


class DataItemQuerySet(GovernedQuerySet["DataDevelopmentItem"]):
    """Figures that are wanted."""

    def open(self) -> Self:
        """Neither there nor given up."""
        return self.exclude(state__in=DataDevelopmentItem.ENDED)

    def late(self, *, on: date) -> Self:
        """Open and past their date."""
        return self.open().filter(due__lt=on)


@pghistory.track()
class DataDevelopmentItem(TenantModel):
    """A figure that is wanted and not there yet: who gets it, by when, and what it costs. The data development agenda."""

    class State(models.TextChoices):
        """How far it is."""

        WANTED = "wanted", _("Wanted")
        PLANNED = "planned", _("Planned")
        PILOTING = "piloting", _("Being tried out")
        AVAILABLE = "available", _("Available")
        DROPPED = "dropped", _("Given up")

    ENDED = (State.AVAILABLE, State.DROPPED)

    record = models.OneToOneField(Record, models.PROTECT, related_name="data_item")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="data_items")
    title = LocalizedField()
    gap = LocalizedField()
    owner = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="data_items")
    due = models.DateField(null=True, blank=True)
    cost = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WANTED)
    state_reason = LocalizedField()
    state_changed_at = models.DateTimeField(default=clock.now)
    state_changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = TenantManager.from_queryset(DataItemQuerySet)()

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                name="data_item_cost_not_negative",
                condition=models.Q(cost__isnull=True) | models.Q(cost__gte=0),
            ),
            models.CheckConstraint(
                name="data_item_given_up_with_a_reason",
                condition=~models.Q(state="dropped") | ~models.Q(state_reason={}),
            ),
        ]

    def __str__(self) -> str:
        return local(self.title)
