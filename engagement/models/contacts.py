"""Contact about an open matter outside the room, told by whoever is in it. SPECTRUM S10."""

from __future__ import annotations

import pgtrigger
from django.db import models

from engagement.models.engagements import Engagement
from initiatives import clock
from initiatives.models import Person
from initiatives.models.records import NEVER_EMPTIED
from initiatives.tenancy import TenantManager, TenantModel

DISCLOSED = pgtrigger.Protect(
    name="disclosed",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(
        "OLD.engagement_id IS DISTINCT FROM NEW.engagement_id OR OLD.held_on IS DISTINCT FROM NEW.held_on "
        "OR OLD.told_at IS DISTINCT FROM NEW.told_at OR OLD.told_by_id IS DISTINCT FROM NEW.told_by_id"
    ),
)
"""That there was a contact, when and by whom it was told stands. Its words can be erased with whoever told it."""

NEVER_WITHDRAWN = pgtrigger.Protect(name="never_withdrawn", operation=pgtrigger.Delete)


class OutsideContact(TenantModel):
    """Somebody in the room spoke with somebody outside it about what is to be decided: with whom, when, about what."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="contacts")
    with_whom = models.CharField(max_length=200)
    about = models.TextField(max_length=2000)
    held_on = models.DateField()
    told_at = models.DateTimeField(default=clock.now)
    told_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        triggers = [DISCLOSED, NEVER_WITHDRAWN, NEVER_EMPTIED]
        constraints = [
            models.CheckConstraint(
                name="contact_has_words", condition=~models.Q(with_whom="") & ~models.Q(about="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.held_on}"
