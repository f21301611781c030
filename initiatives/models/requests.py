"""Every form is sent once: the key of a POST and the answer that it got."""

from __future__ import annotations

from django.db import models

from initiatives import clock
from initiatives.tenancy import TenantManager, TenantModel


class SentOnce(TenantModel):
    """A POST that was carried out. The same key again gets the same answer and does nothing."""

    key = models.CharField(max_length=80)
    sender = models.CharField(max_length=80)
    path = models.CharField(max_length=300)
    at = models.DateTimeField(default=clock.now)
    status = models.PositiveSmallIntegerField(null=True)
    location = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)

    objects = TenantManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["initiative", "sender", "key"], name="sent_once")]
        indexes = [models.Index(fields=["at"], name="sent_at")]

    def __str__(self) -> str:
        return self.key
