"""The set-up path of a new initiative: where it is, and what was left for later."""

from __future__ import annotations

from django.db import models

from initiatives import clock
from initiatives.models import Person
from initiatives.tenancy import TenantManager, TenantModel


class StartStep(TenantModel):
    """One step of the set-up path: done, or skipped and so a row on Today."""

    class Step(models.TextChoices):
        """The steps, in their order. UX journey (a)."""

        NAME = "name"
        RESULT = "result"
        INDICATORS = "indicators"
        FIGURES = "figures"
        PEOPLE = "people"
        MEETING = "meeting"
        PUBLISH = "publish"

    step = models.CharField(max_length=12, choices=Step.choices)
    done_at = models.DateTimeField(null=True, blank=True)
    skipped_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "step"], name="start_step_once"),
            models.CheckConstraint(
                name="start_step_done_or_skipped",
                condition=models.Q(done_at__isnull=False, skipped_at__isnull=True)
                | models.Q(done_at__isnull=True, skipped_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.step
