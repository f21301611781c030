"""Numbers that a partner sends: all that one person saved or sent in one go, and every number of it."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models import ActivityLog, LocalizedField, Membership, Person, Record
from initiatives.models.records import GovernedQuerySet
from initiatives.tenancy import TenantManager, TenantModel
from measurement.models.collection import ReportingDuty
from measurement.models.imports import Import
from measurement.models.observations import Period


class SubmissionQuerySet(GovernedQuerySet["Submission"]):
    """What partners saved and sent."""

    def sent_since(self, moment: datetime) -> Self:
        """Sent at or after a moment."""
        return self.filter(sent_at__gte=moment)


class Submission(TenantModel):
    """What one person of a partner saved, and perhaps sent, in one go: one receipt. Nothing of it counts by itself.

    Its record stays a draft: the person, and those who see drafts, may read it.
    """

    record = models.OneToOneField(Record, models.PROTECT, related_name="submission")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="submissions")
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    log = models.ForeignKey(
        ActivityLog, models.PROTECT, null=True, blank=True, related_name="submissions"
    )  # saved in one press with it

    objects = TenantManager.from_queryset(SubmissionQuerySet)()

    class Meta:
        ordering = ["-saved_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.saved_at:%Y-%m-%d}"


class SubmittedFigure(TenantModel):
    """One number of a submission, as it was typed. `brought` is the import that carries it, once it was sent."""

    class Status(models.TextChoices):
        """How sure its sender is."""

        PROVISIONAL = "provisional", _("May still change")
        FINAL = "final", _("Final")

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="figures")
    duty = models.ForeignKey(ReportingDuty, models.PROTECT, related_name="figures")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=24, decimal_places=8, null=True, blank=True)
    numerator = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.FINAL)
    kept_because = LocalizedField()
    brought = models.OneToOneField(
        Import, models.PROTECT, null=True, blank=True, related_name="submitted_figure"
    )

    objects = TenantManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "submission", "duty", "period"], name="submitted_figure_once"
            ),
            models.CheckConstraint(
                name="submitted_figure_says_something",
                condition=models.Q(value__isnull=False)
                | models.Q(numerator__isnull=False, denominator__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.duty_id}"
