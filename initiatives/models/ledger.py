"""The ledger: one hash chain for each initiative; what a link says can be erased, that it was said cannot. SPECTRUM section 4."""

from __future__ import annotations

from django.db import models

from initiatives.models.records import APPEND_ONLY, Event
from initiatives.tenancy import TenantManager, TenantModel


class LedgerEntry(TenantModel):
    """One link of the initiative's hash chain. SPECTRUM section 4."""

    seq = models.PositiveBigIntegerField()
    prev_hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=80)
    actor = models.CharField(max_length=40)
    at = models.DateTimeField()
    payload_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    event = models.OneToOneField(Event, models.PROTECT, related_name="ledger_entry")

    objects = TenantManager()

    class Meta:
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["initiative", "seq"], name="ledger_seq_once")]
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class LedgerPayload(TenantModel):
    """What a link says, salted. It can be erased; the chain still verifies."""

    entry = models.OneToOneField(LedgerEntry, models.PROTECT, related_name="payload")
    salt = models.CharField(max_length=64, blank=True)
    body = models.JSONField(null=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    erased_why = models.CharField(max_length=200, blank=True)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ledger_payload_whole_or_erased",
                condition=models.Q(erased_at__isnull=True, body__isnull=False)
                | models.Q(erased_at__isnull=False, body__isnull=True, salt=""),
            )
        ]

    def __str__(self) -> str:
        return f"payload {self.entry_id}"
