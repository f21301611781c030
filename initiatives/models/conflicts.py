"""Conflicts: raised, talked over, mediated, and what was learned. Notes are restricted, the outcome is public. DOMAIN section 4."""

from __future__ import annotations

from typing import Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models.localized import LocalizedField
from initiatives.models.partners import Membership
from initiatives.models.people import Person
from initiatives.models.records import GovernedQuerySet, Record
from initiatives.tenancy import TenantManager, TenantModel


class ConflictCaseQuerySet(GovernedQuerySet["ConflictCase"]):
    """Conflicts."""

    def running(self) -> Self:
        """Not closed."""
        return self.exclude(state=ConflictCase.State.CLOSED)


@pghistory.track(exclude=["issue"])
class ConflictCase(TenantModel):
    """A conflict between members of the table. The public sees that there is one and how it ended; its parties see the notes."""

    class State(models.TextChoices):
        """How far it is. A block in a decision enters at mediation."""

        RAISED = "raised", _("Raised")
        DIRECT_TALK = "direct_talk", _("The parties talk")
        MEDIATION = "mediation", _("In mediation")
        PANEL = "panel", _("Before a panel")
        CLOSED = "closed", _("Closed")

    class Outcome(models.TextChoices):
        """How it ended."""

        RESOLVED = "resolved", _("Resolved")
        AGREED_IN_PART = "agreed_in_part", _("Agreed in part")
        NOT_RESOLVED = "not_resolved", _("Not resolved")
        WITHDRAWN = "withdrawn", _("Taken back")

    record = models.OneToOneField(Record, models.PROTECT, related_name="conflict_case")
    about = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="conflicts")
    state = models.CharField(max_length=12, choices=State.choices, default=State.RAISED)
    issue = models.TextField(max_length=4000)
    raised_at = models.DateTimeField(default=clock.now)
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    mediator = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    mediator_ties = models.TextField(blank=True, max_length=1000)
    mediator_named_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    learning = LocalizedField()

    objects = TenantManager.from_queryset(ConflictCaseQuerySet)()

    class Meta:
        ordering = ["-raised_at"]
        constraints = [
            models.CheckConstraint(
                name="conflict_closed_whole",
                condition=models.Q(state="closed", closed_at__isnull=False, closed_by__isnull=False)
                & ~models.Q(outcome="")
                | ~models.Q(state="closed") & models.Q(closed_at__isnull=True, outcome=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_id} {self.state}"


class ConflictParty(TenantModel):
    """One side of a conflict: a person, and the partner that they speak for if they do."""

    case = models.ForeignKey(ConflictCase, models.PROTECT, related_name="parties")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    side = models.PositiveSmallIntegerField(default=1)

    objects = TenantManager()

    class Meta:
        ordering = ["side", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "case", "person"], name="conflict_party_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.person_id}"


class ConflictNote(TenantModel):
    """What was said in a mediation. Only its parties and the mediator ever read it."""

    case = models.ForeignKey(ConflictCase, models.PROTECT, related_name="notes")
    words = models.TextField(max_length=4000)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.at:%Y-%m-%d}"
