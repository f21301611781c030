"""Minutes in another language: what somebody made of one version of the words, side by side with them."""

from __future__ import annotations

from django.db import models

from communications.models.minutes import Passage
from initiatives import clock
from initiatives.models import Person
from initiatives.models.records import APPEND_ONLY
from initiatives.tenancy import TenantManager, TenantModel


class PassageTranslation(TenantModel):
    """One version of what the minutes say of an item, in another language. The last one stands.

    It belongs to that version: once the words are amended or corrected, it is out of date until somebody translates anew.
    """

    passage = models.ForeignKey(Passage, models.PROTECT, related_name="translations")
    language = models.CharField(max_length=8)
    words = models.TextField(max_length=12000)
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(name="passage_translation_says_something", condition=~models.Q(words=""))
        ]

    def __str__(self) -> str:
        return f"{self.passage_id} {self.language}"
