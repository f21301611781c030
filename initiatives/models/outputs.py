"""What all achieved together beside figures: a policy that changed, and what changed for somebody, told as a story."""

from __future__ import annotations

from typing import Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models.activities import Strategy
from initiatives.models.localized import LocalizedField, local
from initiatives.models.partners import Membership
from initiatives.models.people import Person
from initiatives.models.records import GovernedQuerySet, Record
from initiatives.tenancy import TenantManager, TenantModel


class CollectiveOutputQuerySet(GovernedQuerySet["CollectiveOutput"]):
    """Collective outputs."""

    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(withdrawn_at__isnull=True)


@pghistory.track()
class CollectiveOutput(TenantModel):
    """A rule that changed, whoever's rule it is, or a story of what changed; nobody claims it for one partner alone."""

    class Kind(models.TextChoices):
        """What it is."""

        POLICY = "policy", _("Policy changed")
        STORY = "story", _("Story")

    record = models.OneToOneField(Record, models.PROTECT, related_name="collective_output")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    title = LocalizedField()
    words = LocalizedField()
    whose = LocalizedField()  # whose rule it is; of a story, who tells it as they want to be called
    source = models.URLField(blank=True)
    happened_on = models.DateField()
    strategy = models.ForeignKey(Strategy, models.PROTECT, null=True, blank=True, related_name="outputs")
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    is_told_with_consent = models.BooleanField(default=False)
    added_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(CollectiveOutputQuerySet)()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="output_story_told_with_consent",
                condition=~models.Q(kind="story") | models.Q(is_told_with_consent=True),
            ),
            models.CheckConstraint(
                name="output_withdrawn_by_somebody",
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return local(self.title)
