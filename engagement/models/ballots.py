"""Who may vote and what they voted: the frozen electorate, open votes, secret ballots, stepping aside, concerns, tellers."""

from __future__ import annotations

import uuid

from django.db import models

from engagement.models.decisions import Decision
from engagement.models.walls_of_votes import (
    CAST_IN_TIME,
    FROZEN_AT_OPENING,
    IN_THE_BOX_IN_TIME,
    NEVER_REWRITTEN,
    NEVER_TAKEN_BACK,
    STEPPED_ASIDE,
    VOTE_STANDS,
    VOTED_IN_TIME,
)
from engagement.rules.ballots import MUST_BE_RESOLVED
from engagement.rules.stances import DISSENT
from initiatives import clock
from initiatives.models import (
    Attachment,
    Category,
    ConflictCase,
    LocalizedField,
    Organization,
    Pass,
    Person,
    Seat,
)
from initiatives.models.records import NEVER_EMPTIED
from initiatives.tenancy import TenantManager, TenantModel

ASKED_WHY = sorted(DISSENT - MUST_BE_RESOLVED)


class Elector(TenantModel):
    """Who may vote: the frozen list. Each row is a seat, a person or a slip; that it has voted, never what."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="electorate")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    alternate = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    slip = models.OneToOneField(Pass, models.PROTECT, null=True, blank=True, related_name="+")
    slip_number = models.PositiveIntegerField(null=True, blank=True)
    printed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    seat_class = models.CharField(max_length=20, blank=True)
    basis = models.CharField(max_length=200)
    is_vacant = models.BooleanField(default=False)
    present_at = models.DateTimeField(null=True, blank=True)
    has_voted = models.BooleanField(default=False)  # no time: it would order the ballots

    objects = TenantManager()

    class Meta:
        ordering = ["pk"]
        triggers = [FROZEN_AT_OPENING, VOTED_IN_TIME]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "decision", "slip_number"],
                condition=models.Q(slip_number__isnull=False),
                name="elector_slip_once",
            ),
            models.UniqueConstraint(
                fields=["initiative", "decision", "seat"],
                condition=models.Q(seat__isnull=False),
                name="elector_seat_once",
            ),
            models.UniqueConstraint(
                fields=["initiative", "decision", "person"],
                condition=models.Q(seat__isnull=True, person__isnull=False),
                name="elector_person_once",
            ),
            models.CheckConstraint(
                name="elector_has_one_basis",
                condition=models.Q(seat__isnull=False, slip__isnull=True, slip_number__isnull=True)
                | models.Q(
                    seat__isnull=True, person__isnull=False, slip__isnull=True, slip_number__isnull=True
                )
                | models.Q(seat__isnull=True, person__isnull=True, slip_number__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.basis}"


class ElectorGroup(TenantModel):
    """To which group somebody on the list says that they belong. Private: only sums leave this table, protected.

    Its id is random and it has no time: neither tells in which order slips and people came.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    elector = models.ForeignKey(Elector, models.PROTECT, related_name="groups")
    category = models.ForeignKey(Category, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "elector", "category"], name="elector_group_once")
        ]

    def __str__(self) -> str:
        return f"{self.elector_id} {self.category_id}"


class Vote(TenantModel):
    """An open vote of a seat, in its own words where it dissents. A later one replaces it; all are kept."""

    elector = models.ForeignKey(Elector, models.PROTECT, related_name="votes")
    ballot = models.JSONField()
    words = models.TextField(blank=True, max_length=2000)
    is_silent = models.BooleanField(default=False)  # asked why they are against it, they say nothing
    cast_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["at", "pk"]
        triggers = [CAST_IN_TIME, VOTE_STANDS]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "elector"],
                condition=models.Q(replaced_at__isnull=True),
                name="vote_one_counts",
            ),
            models.CheckConstraint(
                name="vote_dissent_was_asked",
                condition=~models.Q(ballot__stance__in=ASKED_WHY)
                | ~models.Q(words="")
                | models.Q(is_silent=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.elector_id}"


class SecretBallot(TenantModel):
    """One secret ballot: a random id, no time, no person. It is final. At the close all get new ids in random order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="secret_ballots")
    seat_class = models.CharField(max_length=20, blank=True)
    ballot = models.JSONField()

    objects = TenantManager()

    class Meta:
        ordering = ["id"]
        triggers = [IN_THE_BOX_IN_TIME, NEVER_REWRITTEN]

    def __str__(self) -> str:
        return f"{self.decision_id}"


class BallotSheet(TenantModel):
    """A paper ballot typed in by two people: it is settled when both typed the same, and what they typed goes then.

    It counts, unless both found that nobody can tell what it says: then it `is_spoilt`, and its slip is used up.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="sheets")
    number = models.PositiveIntegerField()
    first = models.JSONField(null=True, blank=True)
    first_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    second_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    counted_at = models.DateTimeField(null=True, blank=True)
    is_spoilt = models.BooleanField(default=False)

    objects = TenantManager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "decision", "number"], name="ballot_sheet_once"),
            models.CheckConstraint(
                name="ballot_sheet_by_two",
                condition=models.Q(second_by__isnull=True) | ~models.Q(second_by=models.F("first_by")),
            ),
            models.CheckConstraint(
                name="ballot_sheet_counted_leaves_nothing",
                condition=models.Q(counted_at__isnull=True, first__isnull=False)
                | models.Q(counted_at__isnull=False, first__isnull=True, second_by__isnull=False),
            ),
            models.CheckConstraint(
                name="ballot_sheet_spoilt_by_two",
                condition=models.Q(is_spoilt=False) | models.Q(counted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.number}"


class Recusal(TenantModel):
    """A seat or person steps aside: the interest is printed in the result, the vote leaves numerator and base. S6."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="recusals")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    interest = LocalizedField()
    is_found_later = models.BooleanField(default=False)
    declared_at = models.DateTimeField(default=clock.now)
    declared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["declared_at", "pk"]
        triggers = [STEPPED_ASIDE, NEVER_TAKEN_BACK, NEVER_EMPTIED]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "decision", "person"], name="recusal_once")
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.person_id}"


class Objection(TenantModel):
    """A concern that must be resolved: a reason, whom or which aim it harms, what would resolve it. It opens a ConflictCase."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="objections")
    elector = models.ForeignKey(Elector, models.PROTECT, related_name="objections")
    reason = models.TextField(max_length=2000)
    harms = models.TextField(max_length=1000)
    would_resolve = models.TextField(max_length=1000)
    case = models.OneToOneField(ConflictCase, models.PROTECT, null=True, blank=True, related_name="objection")
    raised_at = models.DateTimeField(default=clock.now)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    resolution = LocalizedField()

    objects = TenantManager()

    class Meta:
        ordering = ["raised_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="objection_has_its_three_parts",
                condition=~models.Q(reason="") & ~models.Q(harms="") & ~models.Q(would_resolve=""),
            ),
            models.CheckConstraint(
                name="objection_resolved_by_somebody",
                condition=models.Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | models.Q(resolved_at__isnull=False, resolved_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.elector_id}"


class Teller(TenantModel):
    """Somebody of the community who hands out slips and certifies the count; two must."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="tellers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=clock.now)
    named_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    certified_at = models.DateTimeField(null=True, blank=True)
    words = models.TextField(blank=True, max_length=1000)
    protocol = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    is_community = models.BooleanField(null=True, blank=True)  # as it was at the moment of certifying

    objects = TenantManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "decision", "person"], name="teller_once"),
            models.CheckConstraint(
                name="teller_certifies_as_somebody",
                condition=models.Q(certified_at__isnull=True, is_community__isnull=True)
                | models.Q(certified_at__isnull=False, is_community__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.person_id}"
