"""Who was heard, against the people it concerns: their shares, and what was done for groups that are missing. C7."""

from __future__ import annotations

from django.db import models

from engagement.models.engagements import Engagement
from initiatives import clock
from initiatives.models import Category, LocalizedField, Person
from initiatives.tenancy import TenantManager, TenantModel


class AffectedShare(TenantModel):
    """The share of one group among the people whom an engagement concerns, a whole percent, and where that is known from."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="affected_shares")
    category = models.ForeignKey(Category, models.PROTECT, related_name="+")
    percent = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    said_at = models.DateTimeField(default=clock.now)
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["category__dimension__position", "category__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "engagement", "category"],
                condition=models.Q(replaced_at__isnull=True),
                name="affected_share_one_counts",
            ),
            models.CheckConstraint(
                name="affected_share_of_hundred", condition=models.Q(percent__gte=0, percent__lte=100)
            ),
            models.CheckConstraint(name="affected_share_has_a_source", condition=~models.Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.category_id} {self.percent}"


class Outreach(TenantModel):
    """What was done for a group that was missing. Without a group: why nobody can say who took part."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="outreach")
    category = models.ForeignKey(Category, models.PROTECT, null=True, blank=True, related_name="+")
    words = LocalizedField()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="outreach_has_words", condition=~models.Q(words={})),
        ]

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.category_id}"
