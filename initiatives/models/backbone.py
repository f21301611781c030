"""The backbone: bodies, the room in which things are decided, and the bylaws that drive the engine."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import pghistory
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models.localized import LocalizedField, local
from initiatives.models.people import Person
from initiatives.models.records import GovernedQuerySet, Record
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet


class BodyQuerySet(GovernedQuerySet["Body"]):
    """Groups that meet and decide."""


@pghistory.track(exclude=["group"])
class Body(TenantModel):
    """A group with a charge: steering committee, work group, community council, subgroup."""

    class Kind(models.TextChoices):
        """What sort of group it is."""

        STEERING = "steering", _("Steering committee")
        WORK_GROUP = "work_group", _("Work group")
        COMMUNITY_COUNCIL = "community_council", _("Community council")
        SUBGROUP = "subgroup", _("Subgroup")

    record = models.OneToOneField(Record, models.PROTECT, related_name="body")
    slug = models.SlugField(max_length=80)
    name = LocalizedField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    charter = LocalizedField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    group = models.OneToOneField(Group, models.PROTECT, related_name="body")
    is_table = models.BooleanField(default=False)

    objects = TenantManager.from_queryset(BodyQuerySet)()

    class Meta:
        ordering = ["-is_table", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "slug"], name="body_slug_once"),
            models.UniqueConstraint(
                fields=["initiative"], condition=models.Q(is_table=True), name="body_one_table"
            ),
        ]

    def __str__(self) -> str:
        return local(self.name)


class RoundQuerySet(GovernedQuerySet["Round"]):
    """Rooms in which something is decided."""

    def open(self, *, at: datetime) -> Self:
        """Open at a moment: begun and neither over nor closed."""
        return self.filter(opens_at__lte=at, closes_at__gt=at, closed_at__isnull=True)

    def overdue(self, *, at: datetime) -> Self:
        """Past their time and not yet closed."""
        return self.filter(closes_at__lte=at, closed_at__isnull=True)


class Round(TenantModel):
    """The room: a question put to a body, noticed beforehand, open to it for a time, with who was present. SPECTRUM S10."""

    class Kind(models.TextChoices):
        """Where the room is."""

        ONLINE = "online", _("Online round")
        MEETING_ITEM = "meeting_item", _("Item of a meeting")

    record = models.OneToOneField(Record, models.PROTECT, related_name="round")
    body = models.ForeignKey(Body, models.PROTECT, related_name="rounds")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.ONLINE)
    question = LocalizedField()
    noticed_at = models.DateTimeField(default=clock.now)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(RoundQuerySet)()

    class Meta:
        ordering = ["-opens_at"]
        constraints = [
            models.CheckConstraint(
                name="round_noticed_then_opens_then_closes",
                condition=models.Q(opens_at__gte=models.F("noticed_at"))
                & models.Q(closes_at__gt=models.F("opens_at")),
            )
        ]

    def __str__(self) -> str:
        return local(self.question)


class RoundSeat(TenantModel):
    """The electorate of a round, one row a filled voting seat: expected when it is noticed, fixed when it opens.

    The alternate may answer while the holder has not. Answering makes the seat present.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="seats")
    seat = models.ForeignKey("initiatives.Seat", models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    alternate = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    seat_class = models.CharField(max_length=20)
    present_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "round", "seat"], name="round_seat_once")
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.seat_id}"


class PolicyDocument(TenantModel):
    """A set of rules that the initiative gave itself: bylaws or a policy."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="policy_document")
    slug = models.SlugField(max_length=80)
    title = LocalizedField()
    purpose = LocalizedField()

    objects = TenantManager.from_queryset(GovernedQuerySet)()

    class Meta:
        ordering = ["slug"]
        constraints = [models.UniqueConstraint(fields=["initiative", "slug"], name="policy_document_once")]

    def __str__(self) -> str:
        return local(self.title)


def in_force(at: datetime, *, prefix: str = "") -> models.Q:
    """Return the one condition for a version of a clause to be in force at an instant."""
    over = {f"{prefix}superseded_at__isnull": True}, {f"{prefix}superseded_at__gt": at}
    return models.Q(**{f"{prefix}adopted_at__lte": at}) & (models.Q(**over[0]) | models.Q(**over[1]))


class ClauseQuerySet(TenantQuerySet["Clause"]):
    """Numbered rules."""

    def current(self) -> Self:
        """Only the versions that are in force."""
        return self.filter(in_force(clock.now()))

    def coming(self) -> Self:
        """Only the versions that come into force later, and that no other has overtaken meanwhile."""
        overtaken = models.Q(superseded_at__lte=models.F("adopted_at"))
        return self.filter(adopted_at__gt=clock.now()).exclude(overtaken)

    def standing(self) -> Self:
        """Only the versions that are not over: in force, or still to come."""
        return self.filter(models.Q(superseded_at__isnull=True) | models.Q(superseded_at__gt=clock.now()))

    def in_order(self) -> list[Clause]:
        """Return them as a reader counts: 2 before 10, 2.9 before 2.10."""
        return sorted(
            self, key=lambda clause: [int(part) for part in clause.number.split(".") if part.isdigit()]
        )


class Clause(TenantModel):
    """One numbered rule in one version, in force from `adopted_at` until `superseded_at`; both may lie ahead.

    A new version supersedes it and keeps the old one readable. `written_at`: when it was put down, if it came into force later.
    """

    document = models.ForeignKey(PolicyDocument, models.PROTECT, related_name="clauses")
    number = models.CharField(max_length=10)
    heading = LocalizedField()
    words = LocalizedField()
    version = models.PositiveIntegerField(default=1)
    adopted_at = models.DateTimeField(default=clock.now)
    adopted_in = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="clauses")
    superseded_at = models.DateTimeField(null=True, blank=True)
    written_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(ClauseQuerySet)()

    class Meta:
        ordering = ["document", "number", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "document", "number", "version"], name="clause_version_once"
            ),
            models.UniqueConstraint(
                fields=["initiative", "document", "number"],
                condition=models.Q(superseded_at__isnull=True),
                name="clause_current_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {local(self.heading)}"

    @property
    def is_coming(self) -> bool:
        """Whether it comes into force later."""
        return self.adopted_at > clock.now() and not self.was_overtaken

    @property
    def was_overtaken(self) -> bool:
        """Whether another version took its place before it came into force."""
        return self.superseded_at is not None and self.superseded_at <= self.adopted_at

    @property
    def is_over(self) -> bool:
        """Whether another version is in force in its place."""
        return self.superseded_at is not None and self.superseded_at <= clock.now()

    @property
    def changes_at(self) -> datetime | None:
        """When the next version takes its place, while that is still to come."""
        return self.superseded_at if self.superseded_at is not None and not self.is_over else None


class RuleValue(TenantModel):
    """A number that a clause sets and that the engine obeys: notice_days, quorum, pass_share, …"""

    clause = models.ForeignKey(Clause, models.PROTECT, related_name="values")
    key = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=9, decimal_places=4)
    unit = models.CharField(max_length=20)

    objects = TenantManager()

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "clause", "key"], name="rule_value_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"
