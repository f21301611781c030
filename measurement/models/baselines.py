"""Baselines: where the curve would go if nothing changed, frozen on a day, and what was judged against it later."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models import LocalizedField, Person, Record
from initiatives.models.records import APPEND_ONLY, GovernedQuerySet
from initiatives.tenancy import TenantManager, TenantModel
from measurement.models.indicators import Indicator
from measurement.models.observations import Release


class Forecast(TenantModel):
    """What would happen if nothing changed, as somebody saw it on a day from the figures of one release. Frozen."""

    class Method(models.TextChoices):
        """How it was made."""

        JUDGEMENT = "judgement", _("Judgement of those at the table")
        FLAT = "flat", _("As it is now")
        LINEAR = "linear", _("Goes on in a straight line")
        DAMPED = "damped", _("Goes on, more slowly each year")

    record = models.OneToOneField(Record, models.PROTECT, related_name="forecast")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="forecasts")
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    method = models.CharField(max_length=10, choices=Method.choices)
    assumptions = LocalizedField()
    frozen_at = models.DateTimeField(default=clock.now)
    frozen_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager.from_queryset(GovernedQuerySet)()

    class Meta:
        ordering = ["-frozen_at", "-pk"]
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.method} {self.frozen_at:%Y-%m-%d}"


class ForecastPoint(TenantModel):
    """The forecast value of one period, with its band; in the unit of the indicator."""

    forecast = models.ForeignKey(Forecast, models.PROTECT, related_name="points")
    starts_on = models.DateField()
    ends_on = models.DateField()
    label = models.CharField(max_length=20)
    low = models.DecimalField(max_digits=24, decimal_places=8)
    mid = models.DecimalField(max_digits=24, decimal_places=8)
    high = models.DecimalField(max_digits=24, decimal_places=8)

    objects = TenantManager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "forecast", "starts_on"], name="forecast_point_once"
            ),
            models.CheckConstraint(
                name="forecast_point_in_its_band",
                condition=models.Q(low__lte=models.F("mid"), mid__lte=models.F("high")),
            ),
        ]
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.label}: {self.mid}"


class CurveJudgement(TenantModel):
    """Was the curve turned? What happened against a frozen forecast, as it was judged on a day."""

    class Verdict(models.TextChoices):
        """The four answers."""

        TURNED = "turned", _("The curve is turned")
        NOT_TURNED = "not_turned", _("The curve is not turned")
        TOO_EARLY = "too_early", _("Too early to tell")
        BROKEN_SERIES = "broken_series", _("Cannot be told: counted in another way")

    forecast = models.ForeignKey(Forecast, models.PROTECT, related_name="judgements")
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=15, choices=Verdict.choices)
    is_within_noise = models.BooleanField(default=False)
    reading = models.JSONField(default=dict)
    words = LocalizedField()
    judged_at = models.DateTimeField(default=clock.now)
    judged_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["-judged_at", "-pk"]
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return self.verdict
