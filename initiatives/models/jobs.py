"""Work in the background: what was asked for, and how far it is."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models.people import Person
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet


class JobRunQuerySet(TenantQuerySet["JobRun"]):
    """Runs of jobs."""

    def unfinished(self) -> Self:
        """Queued or running."""
        return self.filter(state__in=[JobRun.State.QUEUED, JobRun.State.RUNNING])

    def asked_before(self, moment: datetime) -> Self:
        """Asked for before a moment."""
        return self.filter(asked_at__lt=moment)


class JobRun(TenantModel):
    """One piece of work that somebody asked for. Its key makes asking twice the same as asking once."""

    class State(models.TextChoices):
        """Where it stands."""

        QUEUED = "queued", _("Waiting")
        RUNNING = "running", _("Working")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    task = models.CharField(max_length=80)
    key = models.CharField(max_length=160)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.TextField(blank=True)

    objects = TenantManager.from_queryset(JobRunQuerySet)()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "task", "key"], name="job_run_once"),
            models.CheckConstraint(
                name="job_run_ended_when_over",
                condition=models.Q(state__in=["queued", "running"]) | models.Q(ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.key}"


class JobPulse(TenantModel):
    """How far a run is, in words and hundredths; written on a connection of its own so that all can see it at once."""

    run = models.OneToOneField(JobRun, models.PROTECT, related_name="pulse")
    step = models.CharField(max_length=120)
    percent = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()

    objects = TenantManager()

    def __str__(self) -> str:
        return f"{self.run_id} {self.percent}"
