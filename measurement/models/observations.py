"""Figures: for a cell of an indicator in a period, as they were published in a release. Append-only."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models import Category, LocalizedField, Person, Record
from initiatives.models.records import APPEND_ONLY, GovernedQuerySet
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet, open_initiative
from measurement.models.indicators import Indicator


class Series(TenantModel):
    """One cell of an indicator: a sorted set of categories; empty means everybody. `key` is "12.45", or ""."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="series")
    key = models.CharField(max_length=120, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "indicator", "key"], name="series_cell_once")
        ]

    def __str__(self) -> str:
        return self.key or "all"

    @property
    def category_ids(self) -> tuple[int, ...]:
        """The categories of the cell, sorted."""
        return tuple(int(part) for part in self.key.split(".") if part)


class SeriesCategory(TenantModel):
    """A series speaks of a category."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="memberships")
    category = models.ForeignKey(Category, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "series", "category"], name="series_category_once")
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.category_id}"


class Period(TenantModel):
    """A span of time that figures speak of."""

    class Kind(models.TextChoices):
        """What sort of span it is."""

        CALENDAR_YEAR = "calendar_year", _("Calendar year")
        SCHOOL_YEAR = "school_year", _("School year")
        FISCAL_YEAR = "fiscal_year", _("Fiscal year")
        QUARTER = "quarter", _("Quarter")
        MONTH = "month", _("Month")
        ROLLING = "rolling", _("Several years")

    kind = models.CharField(max_length=15, choices=Kind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    label = models.CharField(max_length=20)

    objects = TenantManager()

    class Meta:
        ordering = ["starts_on", "ends_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "kind", "starts_on", "ends_on"], name="period_once"
            ),
            models.CheckConstraint(
                name="period_ends_after_start", condition=models.Q(ends_on__gt=models.F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.label


class DisclosurePolicy(TenantModel):
    """How small groups are protected, for the whole initiative, in versions; never a chart's own setting."""

    version = models.PositiveIntegerField()
    min_denominator = models.PositiveIntegerField(default=10)
    min_events = models.PositiveIntegerField(default=5)
    rounding_base = models.PositiveSmallIntegerField(
        default=1
    )  # counts are told to a multiple of it; 1: as they are
    percent_decimals = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # at most so many; none: as they are
    top_code = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True
    )  # percent: "at least 95"
    bottom_code = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    adopted_at = models.DateTimeField(default=clock.now)
    adopted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "version"], name="disclosure_policy_version_once"),
            models.CheckConstraint(
                name="disclosure_policy_protects",
                condition=models.Q(min_denominator__gte=3, min_events__gte=1),
            ),
            models.CheckConstraint(
                name="disclosure_policy_coarsens_sensibly",
                condition=models.Q(rounding_base__gte=1, rounding_base__lte=100)
                & (models.Q(top_code__isnull=True) | models.Q(top_code__gt=50, top_code__lt=100))
                & (models.Q(bottom_code__isnull=True) | models.Q(bottom_code__gt=0, bottom_code__lt=50)),
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.version}"


class ReleaseQuerySet(GovernedQuerySet["Release"]):
    """Publications of figures."""

    def standing(self) -> Self:
        """Only those that were not withdrawn and do not withdraw."""
        return self.filter(withdraws__isnull=True, withdrawn_in__isnull=True)


class Release(TenantModel):
    """The unit of publishing: figures of one indicator that became public together. It is undone by a withdrawing one."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="release")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    note = LocalizedField()
    policy = models.ForeignKey(DisclosurePolicy, models.PROTECT, related_name="releases")
    published_at = models.DateTimeField(default=clock.now)
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    withdraws = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="withdrawn_in"
    )
    merkle_root = models.CharField(max_length=64)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    hidden = models.PositiveIntegerField(default=0)

    objects = TenantManager.from_queryset(ReleaseQuerySet)()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "indicator", "number"], name="release_number_once")
        ]
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.number}"


class ObservationQuerySet(TenantQuerySet["Observation"]):
    """Published figures."""

    def live(self, *, indicator: Indicator) -> Self:
        """The figure that counts for each cell and period: the one of the last release that was not withdrawn."""
        return (
            self.filter(
                series__indicator=indicator,
                release__in=Release.objects.standing().filter(indicator=indicator),
            )
            .order_by("series_id", "period_id", "-release_id")
            .distinct("series_id", "period_id")
        )


class Observation(TenantModel):
    """One figure as it was published: value, what it was made from, how sure it is, and whether it may be shown."""

    class ValueType(models.TextChoices):
        """What the value says."""

        EXACT = "exact", _("Exact")
        RANGE = "range", _("Between two values")
        AT_LEAST = "at_least", _("At least")
        AT_MOST = "at_most", _("At most")
        MORE_THAN = "more_than", _("More than")
        LESS_THAN = "less_than", _("Less than")
        NOT_AVAILABLE = "not_available", _("Not available")
        NOT_APPLICABLE = "not_applicable", _("Not applicable")
        SUPPRESSED_AT_SOURCE = "suppressed_at_source", _("Withheld by the source")

    class Status(models.TextChoices):
        """How settled the figure is."""

        PROVISIONAL = "provisional", _("Provisional")
        FINAL = "final", _("Final")
        REVISED = "revised", _("Revised")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Publication(models.TextChoices):
        """Whether the figure may be shown, decided when it was published."""

        SHOWN = "shown", _("Shown")
        SUPPRESSED_PRIMARY = "suppressed_primary", _("Not shown: a small group")
        SUPPRESSED_COMPLEMENTARY = "suppressed_complementary", _("Not shown: it would reveal a small group")
        CODED = "coded", _("Shown as a bound")

    # Rows come by the hundred thousand and are always found through their initiative and series: `observation_once` is
    # their index, and the walls' composite keys hold the initiative too. One more index each would only cost.
    initiative = models.ForeignKey(
        "initiatives.Initiative",
        models.PROTECT,
        related_name="+",
        default=open_initiative,
        editable=False,
        db_index=False,
        db_constraint=False,
    )
    series = models.ForeignKey(
        Series, models.PROTECT, related_name="observations", db_constraint=False, db_index=False
    )
    period = models.ForeignKey(
        Period, models.PROTECT, related_name="observations", db_constraint=False, db_index=False
    )
    release = models.ForeignKey(
        Release, models.PROTECT, related_name="observations", db_constraint=False, db_index=False
    )
    value = models.DecimalField(max_digits=24, decimal_places=8, null=True)
    low = models.DecimalField(max_digits=24, decimal_places=8, null=True)
    high = models.DecimalField(max_digits=24, decimal_places=8, null=True)
    numerator = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    denominator = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    value_type = models.CharField(max_length=20, choices=ValueType.choices)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.FINAL)
    publication = models.CharField(max_length=25, choices=Publication.choices)
    note = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=300, blank=True)

    objects = TenantManager.from_queryset(ObservationQuerySet)()

    class Meta:
        indexes = []
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "series", "period", "release"], name="observation_once"
            ),
            models.CheckConstraint(
                name="observation_has_what_its_type_says",
                condition=models.Q(value_type="exact", value__isnull=False)
                | models.Q(value_type="range", low__isnull=False, high__isnull=False)
                | models.Q(value_type__in=["at_least", "more_than"], low__isnull=False)
                | models.Q(value_type__in=["at_most", "less_than"], high__isnull=False)
                | models.Q(
                    value_type__in=["not_available", "not_applicable", "suppressed_at_source"],
                    value__isnull=True,
                ),
            ),
        ]
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.series_id} {self.period_id}"


class Rollup(TenantModel):
    """All that the pages show of an indicator, read from published figures in the transaction that published them.

    `reading` is `measurement.rules.reading.IndicatorReading` as JSON; suppressed cells are not in it. `version` is in
    every ETag.
    """

    indicator = models.OneToOneField(Indicator, models.PROTECT, related_name="rollup")
    version = models.PositiveIntegerField(default=1)
    computed_at = models.DateTimeField()
    release = models.ForeignKey(Release, models.PROTECT, null=True, related_name="+")
    reading = models.JSONField(default=dict)
    card = models.JSONField(default=dict)

    objects = TenantManager()

    def __str__(self) -> str:
        return f"{self.indicator_id} version {self.version}"
