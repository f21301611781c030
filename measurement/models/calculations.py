"""Measures that are calculated from others. They recompute when an input changes; figures are never deleted."""

from __future__ import annotations

from django.db import models

from initiatives import clock
from initiatives.models import Person
from initiatives.tenancy import TenantManager, TenantModel
from measurement.models.indicators import Indicator


class Calculation(TenantModel):
    """How the figures of an indicator are made from others: an expression in their short names.

    `accountability` is that of the indicator; a key of the database holds all inputs to the same, so whole populations
    and performance are never added together.
    """

    indicator = models.OneToOneField(Indicator, models.PROTECT, related_name="calculation")
    accountability = models.CharField(max_length=11, choices=Indicator.Accountability.choices)
    expression = models.CharField(max_length=500)
    version = models.PositiveIntegerField(default=1)
    set_at = models.DateTimeField(default=clock.now)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager()

    def __str__(self) -> str:
        return self.expression


class CalculationInput(TenantModel):
    """One indicator that enters a calculation, under the short name that its expression uses."""

    calculation = models.ForeignKey(Calculation, models.PROTECT, related_name="inputs")
    accountability = models.CharField(max_length=11, choices=Indicator.Accountability.choices)
    name = models.CharField(max_length=20)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="feeds")

    objects = TenantManager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "calculation", "name"], name="calculation_input_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
