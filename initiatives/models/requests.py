"""Every form is sent once: the key of a POST and the answer that it got."""

from __future__ import annotations

from django.db import models

from initiatives import clock
from initiatives.models.people import Person
from initiatives.tenancy import TenantManager, TenantModel


class OwnDataPack(models.Model):
    """What the platform holds about one person, packed for themselves alone. It stands outside all initiatives."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="own_data_pack")
    asked_at = models.DateTimeField(default=clock.now)
    packed_at = models.DateTimeField(null=True, blank=True)
    path = models.CharField(max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    TRIES = 3

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="own_data_pack_whole",
                condition=models.Q(packed_at__isnull=True, path="")
                | ~models.Q(path="") & models.Q(packed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.asked_at:%Y-%m-%d}"

    @property
    def is_given_up(self) -> bool:
        """Whether it was tried often enough in vain: nothing more happens until its person asks again."""
        return self.packed_at is None and self.tries >= self.TRIES


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
