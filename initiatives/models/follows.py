"""Who wants to be told how something goes on. Private: nobody but oneself sees what one follows."""

from __future__ import annotations

from django.db import models

from initiatives import clock
from initiatives.models.people import Person
from initiatives.models.records import Record
from initiatives.tenancy import TenantManager, TenantModel


class Follow(TenantModel):
    """Somebody with an account follows a record: they are told of it, and have no voice by that. It goes when they stop."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="follows")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateTimeField(default=clock.now)

    objects = TenantManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["initiative", "record", "person"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.record_id} {self.person_id}"
