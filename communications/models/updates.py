"""Updates: what is new, in our own words. What was wrong is corrected in the open, never written over."""

from __future__ import annotations

from django.db import models

from initiatives import clock
from initiatives.models import LocalizedField, Person, Record
from initiatives.models.records import APPEND_ONLY, GovernedQuerySet
from initiatives.tenancy import TenantManager, TenantModel


class Update(TenantModel):
    """A piece of news. Its title is that of its record; everybody can read it from the moment it is published."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="update")
    words = LocalizedField()
    about = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="updates")

    objects = TenantManager.from_queryset(GovernedQuerySet)()

    class Meta:
        ordering = ["-record__published_at", "-pk"]

    def __str__(self) -> str:
        return f"update {self.record_id}"


class UpdateCorrection(TenantModel):
    """One correction of an update: what it said before, and why it was changed. Everybody reads both."""

    update = models.ForeignKey(Update, models.PROTECT, related_name="corrections")
    version = models.PositiveIntegerField()
    title_before = LocalizedField()
    words_before = LocalizedField()
    note = LocalizedField()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["-version"]
        triggers = APPEND_ONLY
        constraints = [
            models.UniqueConstraint(fields=["initiative", "update", "version"], name="update_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.update_id} version {self.version}"
