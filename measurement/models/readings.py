"""What residents see beside what figures say: "Does this match what you see?" Each answer is answered."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models import Category, Person
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet
from measurement.models.indicators import Indicator
from measurement.models.observations import Release


class ResidentReadingQuerySet(TenantQuerySet["ResidentReading"]):
    """What people said of a chart."""

    def unanswered(self) -> Self:
        """Nobody has answered yet."""
        return self.filter(answered_at__isnull=True, hidden_at__isnull=True)

    def shown(self) -> Self:
        """Not hidden by a moderator."""
        return self.filter(hidden_at__isnull=True)


class ResidentReading(TenantModel):
    """Somebody's answer to "Does this match what you see?" beside the figures of a release, and what was answered."""

    class Match(models.TextChoices):
        """The answer."""

        YES = "yes", _("Yes, that is what I see")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No, I see something else")

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="readings")
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    category = models.ForeignKey(Category, models.PROTECT, null=True, blank=True, related_name="+")
    match = models.CharField(max_length=6, choices=Match.choices)
    words = models.TextField(blank=True, max_length=2000)
    said_at = models.DateTimeField(default=clock.now)
    said_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    is_named = models.BooleanField(default=False)
    answer = models.TextField(blank=True, max_length=2000)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    hidden_ground = models.CharField(max_length=30, blank=True)

    objects = TenantManager.from_queryset(ResidentReadingQuerySet)()

    class Meta:
        ordering = ["-said_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="reading_answered_by_somebody",
                condition=models.Q(answered_at__isnull=True, answered_by__isnull=True)
                | models.Q(answered_at__isnull=False, answered_by__isnull=False) & ~models.Q(answer=""),
            ),
            models.CheckConstraint(
                name="reading_hidden_with_a_ground",
                condition=models.Q(hidden_at__isnull=True, hidden_by__isnull=True, hidden_ground="")
                | models.Q(hidden_at__isnull=False, hidden_by__isnull=False) & ~models.Q(hidden_ground=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.match}"
