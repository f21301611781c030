"""Programs and their performance measures. RBA: performance accountability, kept apart from whole populations."""

from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models import LocalizedField, Membership, Person, Record, local
from initiatives.models.records import GovernedQuerySet
from initiatives.tenancy import TenantManager, TenantModel
from measurement.models.indicators import Indicator


@pghistory.track()
class Program(TenantModel):
    """What one partner runs for its customers. It answers for them, not for a whole population."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="program")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="programs")
    slug = models.SlugField(max_length=80)
    name = LocalizedField()
    purpose = LocalizedField()
    customers = LocalizedField()
    contact = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    objects = TenantManager.from_queryset(GovernedQuerySet)()

    class Meta:
        ordering = ["slug"]
        constraints = [models.UniqueConstraint(fields=["initiative", "slug"], name="program_slug_once")]

    def __str__(self) -> str:
        return local(self.name)


class PerformanceMeasure(TenantModel):
    """One measure of a program: how much, how well, or who is better off. Its figures are kept as those of `measure`.

    `measure` is an Indicator of accountability "performance": it has series, releases and a page like every other, and
    the database lets it never enter a calculation together with one of a population.
    """

    class Kind(models.TextChoices):
        """The three questions of the page."""

        HOW_MUCH = "how_much", _("How much did we do?")
        HOW_WELL = "how_well", _("How well did we do it?")
        BETTER_OFF = "better_off", _("Is anyone better off?")

    program = models.ForeignKey(Program, models.PROTECT, related_name="measures")
    measure = models.OneToOneField(Indicator, models.PROTECT, related_name="performance")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    is_headline = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    objects = TenantManager()

    class Meta:
        ordering = ["program", "kind", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.program_id} {self.kind}"
