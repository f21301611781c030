"""Files on their way to becoming figures. Nothing counts before it is published."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models import Person, Record
from initiatives.models.records import GovernedQuerySet
from initiatives.tenancy import TenantManager, TenantModel
from measurement.models.indicators import Indicator
from measurement.models.observations import Release


class Import(TenantModel):
    """One file that somebody brought: its bytes, how its columns were read, and what became of it."""

    class State(models.TextChoices):
        """Where it stands."""

        UPLOADED = "uploaded", _("Columns to match")
        CHECKED = "checked", _("Checked")
        PUBLISHED = "published", _("Published")
        DISCARDED = "discarded", _("Discarded")

    record = models.OneToOneField(Record, models.PROTECT, related_name="import_of_figures")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    plan = models.JSONField(default=dict)
    corrections = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    uploaded_at = models.DateTimeField(default=clock.now)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    release = models.OneToOneField(
        Release, models.PROTECT, null=True, blank=True, related_name="import_of_figures"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(GovernedQuerySet)()

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                name="import_published_has_release",
                condition=~models.Q(state="published")
                | models.Q(release__isnull=False, ended_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.file_name
