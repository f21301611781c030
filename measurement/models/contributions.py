"""How work is thought to move figures: measures and activities to indicators, strategies to indicators."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models import Activity, LocalizedField, Record, Strategy, local
from initiatives.models.records import GovernedQuerySet
from initiatives.tenancy import TenantManager, TenantModel
from measurement.models.indicators import Indicator
from measurement.models.programs import PerformanceMeasure


class Contribution(TenantModel):
    """A performance measure or an activity is thought to move an indicator: why, and how well that is known."""

    class Strength(models.TextChoices):
        """On what the thought rests."""

        RESEARCH = "research", _("Research")
        PRACTICE = "practice", _("Practice")
        HUNCH = "hunch", _("A hunch")

    record = models.OneToOneField(Record, models.PROTECT, related_name="contribution")
    measure = models.ForeignKey(
        PerformanceMeasure, models.PROTECT, null=True, blank=True, related_name="contributions"
    )
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="contributions"
    )
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="contributions")
    logic = LocalizedField()
    strength = models.CharField(max_length=10, choices=Strength.choices)
    source = models.CharField(max_length=300, blank=True)

    objects = TenantManager.from_queryset(GovernedQuerySet)()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="contribution_of_one_thing",
                condition=models.Q(measure__isnull=False, activity__isnull=True)
                | models.Q(measure__isnull=True, activity__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["initiative", "measure", "indicator"], name="contribution_of_measure_once"
            ),
            models.UniqueConstraint(
                fields=["initiative", "activity", "indicator"], name="contribution_of_activity_once"
            ),
        ]

    def __str__(self) -> str:
        return local(self.logic)


class StrategyIndicator(TenantModel):
    """A strategy is meant to move an indicator: one arrow of the theory of change."""

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="indicators_meant")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="strategies_meant")

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "strategy", "indicator"], name="strategy_indicator_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.strategy_id} {self.indicator_id}"
