"""The only doors without a tenant: what is due, and what a secret address opens. Both are free of content."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock


class DueQuerySet(models.QuerySet["Due"]):
    """Work that waits for its time."""

    def ripe(self, *, at: datetime) -> Self:
        """Due and not yet claimed."""
        return self.filter(due_at__lte=at, claimed_at__isnull=True)


class Due(models.Model):
    """A job of one initiative that runs at a time. The beat claims it with SKIP LOCKED."""

    initiative = models.ForeignKey("initiatives.Initiative", models.PROTECT, related_name="+")
    job = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(DueQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["initiative", "job", "key"], name="due_once")]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(claimed_at__isnull=True), name="due_ripe"),
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.key}"


class PassQuerySet(models.QuerySet["Pass"]):
    """Secret addresses and tokens."""

    def usable(self, *, at: datetime) -> Self:
        """Neither used, nor revoked, nor expired."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at)


class Pass(models.Model):
    """A secret that opens one thing for one purpose until a time. Only its hash is stored."""

    class Purpose(models.TextChoices):
        """What a pass is for; the address of each is routed to the floor that owns it."""

        INVITATION = "invitation", _("Invitation")
        API_TOKEN = "api_token", _("API token")
        DOWNLOAD = "download", _("Download")
        ROOM = "room", _("Question in a room")
        RECEIPT = "receipt", _("Receipt")
        SLIP = "slip", _("Slip for one ballot")
        UNSUBSCRIBE = "unsubscribe", _("Unsubscribing")
        CHECK_IN = "check_in", _("Checking in at a meeting")
        FEED = "feed", _("Private calendar")
        SUBSCRIBE = "subscribe", _("Subscribing to newsletters")

    hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    scope = models.CharField(max_length=20, blank=True)
    initiative = models.ForeignKey("initiatives.Initiative", models.PROTECT, related_name="+")
    record_number = models.PositiveIntegerField(null=True, blank=True)
    person = models.ForeignKey("initiatives.Person", models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(PassQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pass_expires_after_creation", condition=models.Q(expires_at__gt=models.F("created_at"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} until {self.expires_at:%Y-%m-%d}"
