"""What each partner gives and gains: what was promised against what has come, for all to see. DOMAIN section 2."""

from __future__ import annotations

from typing import Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models.localized import LocalizedField, local
from initiatives.models.partners import Membership
from initiatives.models.people import Person
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet


class BenefitQuerySet(TenantQuerySet["Benefit"]):
    """What is given and gained."""

    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def whole(self) -> Self:
        """With all that a line tells."""
        return self.select_related("membership__organization", "membership__record__initiative", "noted_by")


@pghistory.track()
class Benefit(TenantModel):
    """One thing that a partner gives to the whole, or gains from it: promised in words, and one day there.

    Whether it has come is said by whoever gets it: the partner for what it gains, others for what it gives.
    """

    class Way(models.TextChoices):
        """In which direction it goes."""

        GIVES = "gives", _("Gives")
        GAINS = "gains", _("Gains")

    class Kind(models.TextChoices):
        """What it is."""

        MONEY = "money", _("Money")
        DATA = "data", _("Figures and knowledge")
        CREDIT = "credit", _("Credit")
        CAPACITY = "capacity", _("People and skills")
        REACH = "reach", _("Reach")

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="benefits")
    way = models.CharField(max_length=5, choices=Way.choices)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    promised = LocalizedField()
    promised_at = models.DateTimeField(default=clock.now)
    promised_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    received = LocalizedField()
    noted_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(BenefitQuerySet)()

    class Meta:
        ordering = ["membership__organization__name", "way", "pk"]
        constraints = [
            models.CheckConstraint(name="benefit_has_words", condition=~models.Q(promised={})),
            models.CheckConstraint(
                name="benefit_received_by_somebodys_word",
                condition=models.Q(noted_at__isnull=True, noted_by__isnull=True, received={})
                | models.Q(noted_at__isnull=False, noted_by__isnull=False) & ~models.Q(received={}),
            ),
        ]

    def __str__(self) -> str:
        return local(self.promised)

    @property
    def is_there(self) -> bool:
        """Whether it has come."""
        return self.noted_at is not None
