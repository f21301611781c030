"""Reports: frozen, citable, with hash, as-of date and the head of the ledger."""

from __future__ import annotations

from django.db import models

from initiatives import clock
from initiatives.models import Attachment, JobRun, LocalizedField, Person, Record
from initiatives.models.records import GovernedQuerySet
from initiatives.tenancy import TenantManager, TenantModel


class ReportSnapshot(TenantModel):
    """One issue of the public report: what the pages said at one moment, as a tagged PDF."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="report")
    issue = models.PositiveIntegerField()
    title = LocalizedField()
    language = models.CharField(max_length=8, default="en")
    as_of = models.DateTimeField(default=clock.now)
    requested_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    run = models.OneToOneField(JobRun, models.PROTECT, null=True, related_name="report")
    file = models.OneToOneField(Attachment, models.PROTECT, null=True, blank=True, related_name="report")
    contents = models.JSONField(default=dict)
    ledger_seq = models.PositiveBigIntegerField(default=0)
    ledger_head = models.CharField(max_length=64, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(GovernedQuerySet)()

    class Meta:
        ordering = ["-issue"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "issue"], name="report_issue_once"),
            models.CheckConstraint(
                name="report_ready_has_file",
                condition=models.Q(ready_at__isnull=True) | models.Q(file__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue}"
