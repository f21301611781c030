"""The report of one partner on paper: what its page said on a day, kept with the partner."""

from __future__ import annotations

from django.db import models

from initiatives.models import Attachment, JobRun, Membership
from initiatives.tenancy import TenantManager, TenantModel


class PartnerReport(TenantModel):
    """The last report of a partner: as of which day, in which language, and the hash of the page that was set."""

    membership = models.OneToOneField(Membership, models.PROTECT, related_name="own_report")
    run = models.OneToOneField(JobRun, models.PROTECT, null=True, blank=True, related_name="+")
    file = models.OneToOneField(Attachment, models.SET_NULL, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=8, default="en")
    as_of = models.DateField(null=True, blank=True)
    said = models.CharField(max_length=64, blank=True)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="partner_report_says_of_when",
                condition=models.Q(file__isnull=True) | models.Q(as_of__isnull=False) & ~models.Q(said=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.as_of}"
