"""Commitments: who promised whom what by when. The only kind in the product; the consequences of decisions are these too."""

from __future__ import annotations

from datetime import date
from typing import Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models.backbone import Body
from initiatives.models.localized import LocalizedField, local
from initiatives.models.partners import Membership
from initiatives.models.people import Person
from initiatives.models.records import GovernedQuerySet, Record
from initiatives.tenancy import TenantManager, TenantModel


class CommitmentQuerySet(GovernedQuerySet["Commitment"]):
    """What was promised."""

    def standing(self) -> Self:
        """Promised and neither met, missed nor released."""
        return self.filter(state__in=[Commitment.State.PROPOSED, Commitment.State.ACCEPTED])

    def late(self, *, on: date) -> Self:
        """Past their day and neither met, missed nor released; what nobody has accepted is not owed yet."""
        return self.filter(state=Commitment.State.ACCEPTED, due__lt=on)


def _one_of(first: str, second: str) -> models.Q:
    return models.Q(**{f"{first}__isnull": False, f"{second}__isnull": True}) | models.Q(
        **{f"{first}__isnull": True, f"{second}__isnull": False}
    )


@pghistory.track()
class Commitment(TenantModel):
    """What one member of the table, or a group, has promised another, with a date. Only the recipient or a witness marks it met."""

    class State(models.TextChoices):
        """How it stands."""

        PROPOSED = "proposed", _("Proposed")
        ACCEPTED = "accepted", _("Accepted")
        MET = "met", _("Met")
        MISSED = "missed", _("Missed")
        RENEGOTIATED = "renegotiated", _("Agreed anew")
        RELEASED = "released", _("Released")

    record = models.OneToOneField(Record, models.PROTECT, related_name="commitment")
    words = LocalizedField()
    from_membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="commitments_made"
    )
    from_body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="commitments_made"
    )
    to_membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="commitments_received"
    )
    to_body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="commitments_received"
    )
    because = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="commitments")
    witness = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    evidence_wanted = LocalizedField()
    evidence = LocalizedField()
    due = models.DateField()
    money = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PROPOSED)
    state_changed_at = models.DateTimeField(default=clock.now)
    state_changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    state_reason = LocalizedField()
    renews = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="renewed_as")

    objects = TenantManager.from_queryset(CommitmentQuerySet)()

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                name="commitment_from_one", condition=_one_of("from_membership", "from_body")
            ),
            models.CheckConstraint(name="commitment_to_one", condition=_one_of("to_membership", "to_body")),
            models.CheckConstraint(name="commitment_has_words", condition=~models.Q(words={})),
        ]

    def __str__(self) -> str:
        return local(self.words)

    @property
    def giver(self) -> Membership | Body | None:
        """Who promised it."""
        return self.from_membership or self.from_body

    @property
    def receiver(self) -> Membership | Body | None:
        """To whom it was promised."""
        return self.to_membership or self.to_body

    @property
    def is_to_itself(self) -> bool:
        """Whether a group gave it to itself to do."""
        return self.from_body_id is not None and self.from_body_id == self.to_body_id

    def sign(self, *, on: date) -> str:
        """The glyph of how it stands; late where it was accepted, still stands, and its day is over."""
        if self.state == self.State.MET:
            return "kept"
        if self.state in (self.State.RENEGOTIATED, self.State.RELEASED):
            return "closed"
        if self.state == self.State.MISSED or self.days_late(on=on):
            return "late"
        return "keeping" if self.state == self.State.ACCEPTED else "due"

    def days_late(self, *, on: date) -> int:
        """How many days it is late while it still stands; what nobody has accepted is never late."""
        return max((on - self.due).days, 0) if self.state == self.State.ACCEPTED else 0


class CommitmentProgress(TenantModel):
    """How far a commitment is, in the words of whoever made it; added, never changed."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="progress")
    words = LocalizedField()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.at:%Y-%m-%d}"
