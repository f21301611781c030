"""Results and the indicators by which they are seen. RBA: population accountability."""

from __future__ import annotations

from typing import Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models import Dimension, LocalizedField, Person, Population, Record, local
from initiatives.models.records import GovernedQuerySet
from initiatives.tenancy import TenantManager, TenantModel


@pghistory.track()
class Result(TenantModel):
    """A condition of well-being in plain words: "All students graduate on time" (also called an outcome)."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="result")
    statement = LocalizedField()
    population = models.ForeignKey(Population, models.PROTECT, null=True, blank=True, related_name="results")
    position = models.PositiveSmallIntegerField(default=0)

    objects = TenantManager.from_queryset(GovernedQuerySet)()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return local(self.statement)


class IndicatorQuerySet(GovernedQuerySet["Indicator"]):
    """Indicators of the initiative."""

    def of_populations(self) -> Self:
        """Indicators proper, without the performance measures of programs."""
        return self.filter(accountability=Indicator.Accountability.POPULATION)

    def in_order(self) -> list[Indicator]:
        """Return them as they stand: headline ones first, within each list as they were placed."""
        order = list(Indicator.Listing)
        return sorted(
            self, key=lambda one: (order.index(Indicator.Listing(one.listing)), one.position, one.pk)
        )

    def on_overview(self) -> Self:
        """Headline ones first, then secondary; benchmarks and wishes are not on the overview."""
        return self.filter(listing__in=[Indicator.Listing.HEADLINE, Indicator.Listing.SECONDARY])


@pghistory.track()
class Indicator(TenantModel):
    """A sign of a result that is watched together: what is counted, in which unit, and which way is good."""

    class Unit(models.TextChoices):
        """What a value is."""

        PERCENT = "percent", _("Percent")
        RATE = "rate", _("Rate per a number of people")
        COUNT = "count", _("Count")
        MEAN = "mean", _("Average")
        INDEX = "index", _("Index or score")

    class Direction(models.TextChoices):
        """Which way is good."""

        UP = "up", _("More is better")
        DOWN = "down", _("Less is better")
        BAND = "band", _("Within a band is best")

    class Frequency(models.TextChoices):
        """How often a new figure is due; also the kind of its periods."""

        CALENDAR_YEAR = "calendar_year", _("Every calendar year")
        SCHOOL_YEAR = "school_year", _("Every school year")
        FISCAL_YEAR = "fiscal_year", _("Every fiscal year")
        QUARTER = "quarter", _("Every quarter")
        MONTH = "month", _("Every month")
        ROLLING = "rolling", _("Several years together")
        IRREGULAR = "irregular", _("Now and then")

    class Listing(models.TextChoices):
        """Where the indicator stands among the others."""

        HEADLINE = "headline", _("Headline")
        SECONDARY = "secondary", _("Secondary")
        DATA_DEVELOPMENT = "data_development", _("Data development agenda")
        BENCHMARK = "benchmark", _("Benchmark")
        PERFORMANCE = "performance", _("Performance measure")

    class Accountability(models.TextChoices):
        """Who answers for it: all together for a whole population, or a program for its customers. Never added up."""

        POPULATION = "population", _("Population")
        PERFORMANCE = "performance", _("Performance")

    record = models.OneToOneField(Record, models.PROTECT, related_name="indicator")
    accountability = models.CharField(
        max_length=11, choices=Accountability.choices, default=Accountability.POPULATION
    )
    result = models.ForeignKey(Result, models.PROTECT, null=True, blank=True, related_name="indicators")
    population = models.ForeignKey(Population, models.PROTECT, related_name="indicators")
    slug = models.SlugField(max_length=80)
    name = LocalizedField()
    sentence = LocalizedField()  # how a figure is said: {"en": "{figure} students graduated on time"}
    plain_definition = LocalizedField()
    technical_definition = LocalizedField()
    why_this_one = LocalizedField()
    who_is_missing = LocalizedField()
    unit = models.CharField(max_length=10, choices=Unit.choices)
    unit_label = LocalizedField()  # what 100 or 1,000 of are counted: {"en": "students"}
    multiplier = models.PositiveIntegerField(default=100)
    decimals = models.PositiveSmallIntegerField(default=0)
    direction = models.CharField(max_length=5, choices=Direction.choices)
    frequency = models.CharField(max_length=15, choices=Frequency.choices)
    listing = models.CharField(max_length=20, choices=Listing.choices, default=Listing.SECONDARY)
    position = models.PositiveSmallIntegerField(default=0)
    gap_dimension = models.ForeignKey(Dimension, models.PROTECT, null=True, blank=True, related_name="+")
    benchmark_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="benchmarks")
    source = LocalizedField()
    source_is_public = models.BooleanField(default=True)
    steward = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(IndicatorQuerySet)()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "slug"], name="indicator_slug_once"),
            models.CheckConstraint(
                name="indicator_benchmark_of_another",
                condition=models.Q(listing="benchmark", benchmark_of__isnull=False)
                | models.Q(benchmark_of__isnull=True) & ~models.Q(listing="benchmark"),
            ),
            models.CheckConstraint(
                name="indicator_answers_for_one",
                condition=models.Q(accountability="population", result__isnull=False)
                & ~models.Q(listing="performance")
                | models.Q(accountability="performance", listing="performance", result__isnull=True),
            ),
            models.CheckConstraint(
                name="indicator_percent_of_hundred",
                condition=~models.Q(unit="percent") | models.Q(multiplier=100),
            ),
        ]

    def __str__(self) -> str:
        return local(self.name)


@pghistory.track()
class Target(TenantModel):
    """Where the curve shall be at a time, and why; perhaps a floor that no group shall be under."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="target")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    value = models.DecimalField(max_digits=18, decimal_places=6)
    by = models.DateField()
    label = models.CharField(max_length=20)
    floor_for_groups = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    rationale = LocalizedField()

    objects = TenantManager.from_queryset(GovernedQuerySet)()

    class Meta:
        ordering = ["by"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "indicator", "by"], name="target_once_a_date")
        ]

    def __str__(self) -> str:
        return f"{self.value} by {self.label}"


class SeriesBreak(TenantModel):
    """From this day on the figures are made in another way."""

    class Effect(models.TextChoices):
        """What may still be done across it."""

        INCOMPARABLE = "incomparable", _("Not comparable")
        CAUTION = "caution", _("Compare with caution")

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="breaks")
    starts_on = models.DateField()
    effect = models.CharField(max_length=12, choices=Effect.choices)
    label = LocalizedField()
    explanation = LocalizedField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "indicator", "starts_on"], name="break_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.effect} from {self.starts_on}"
