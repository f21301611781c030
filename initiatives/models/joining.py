"""Joining: somebody asks to take part, or names somebody for a seat. There is always room for more."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models.backbone import Body
from initiatives.models.partners import Seat
from initiatives.models.people import Invitation, Person
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet


class JoinRequestQuerySet(TenantQuerySet["JoinRequest"]):
    """Who asked to join."""

    def waiting(self) -> Self:
        """Not answered yet."""
        return self.filter(answered_at__isnull=True)


class JoinRequest(TenantModel):
    """Somebody wants to take part as a person or for an organisation, or is named for a seat. Welcomed, or declined with a reason.

    Name, address and words are read by those who answer; the public sees how many asked and what became of it.
    """

    class Kind(models.TextChoices):
        """As what."""

        RESIDENT = "resident", _("As somebody who lives here")
        ORGANIZATION = "organization", _("For an organisation")
        FUNDER = "funder", _("As a funder")
        NOMINATION = "nomination", _("For a seat")

    class Answer(models.TextChoices):
        """What became of it."""

        WELCOMED = "welcomed", _("Welcomed")
        DECLINED = "declined", _("Declined")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254)
    organization = models.CharField(max_length=160, blank=True)
    words = models.TextField(max_length=2000, blank=True)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="nominations")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    named_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    reason = models.TextField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(JoinRequestQuerySet)()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="join_request_answered_whole",
                condition=models.Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | ~models.Q(answer="") & models.Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="join_request_declined_with_a_reason",
                condition=~models.Q(answer="declined") | ~models.Q(reason=""),
            ),
            models.CheckConstraint(
                name="join_request_nomination_has_a_seat",
                condition=~models.Q(kind="nomination") | models.Q(seat__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d}"
