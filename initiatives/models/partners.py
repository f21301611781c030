"""Partners: organisations of the platform, their membership here, and the seats at the table."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models.localized import LocalizedField
from initiatives.models.people import Person
from initiatives.models.records import GovernedQuerySet, Record
from initiatives.rules.withholding import holder_part
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet


class Organization(models.Model):
    """An organisation; it may take part in several initiatives. Platform-wide."""

    class Sector(models.TextChoices):
        """The part of society that it belongs to."""

        COMMUNITY = "community", _("Community group")
        NONPROFIT = "nonprofit", _("Non-profit")
        EDUCATION = "education", _("Education")
        HEALTH = "health", _("Health")
        GOVERNMENT = "government", _("Government")
        BUSINESS = "business", _("Business")
        PHILANTHROPY = "philanthropy", _("Philanthropy")
        FAITH = "faith", _("Faith")
        OTHER = "other", _("Other")

    name = models.CharField(max_length=160)
    sector = models.CharField(max_length=20, choices=Sector.choices)
    site = models.URLField(blank=True)
    is_illustrative = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Affiliation(models.Model):
    """Which organisation takes part where: the platform's directory, read across initiatives. It holds no content."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="affiliations")
    initiative = models.ForeignKey("initiatives.Initiative", models.PROTECT, related_name="affiliations")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "organization"], name="affiliation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} in {self.initiative_id}"


class MembershipQuerySet(GovernedQuerySet["Membership"]):
    """Organisations that take part."""

    def current(self, *, on: date) -> Self:
        """Only those that are in on a day."""
        return self.filter(joined_on__lte=on).filter(
            models.Q(left_on__isnull=True) | models.Q(left_on__gt=on)
        )

    def named(self, words: str) -> Self:
        """Only those whose name contains the words."""
        return self.filter(organization__name__icontains=words)


@pghistory.track()
class Membership(TenantModel):
    """An organisation takes part: what it gives, what it does and does not do, and what only it brings."""

    class Kind(models.TextChoices):
        """The part that it plays."""

        PARTNER = "partner", _("Partner")
        BACKBONE = "backbone", _("Backbone")
        FUNDER = "funder", _("Funder")
        COMMUNITY_BODY = "community_body", _("Community body")

    record = models.OneToOneField(Record, models.PROTECT, related_name="membership")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="memberships")
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.PARTNER)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    agreement = LocalizedField()
    agreement_signed_at = models.DateTimeField(null=True, blank=True)
    agreement_signed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    mandate = LocalizedField()
    turf_does = LocalizedField()
    turf_does_not = LocalizedField()
    unique_role = LocalizedField()
    capacity = LocalizedField()

    objects = TenantManager.from_queryset(MembershipQuerySet)()

    class Meta:
        ordering = ["organization__name"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "slug"], name="membership_slug_once"),
            models.UniqueConstraint(
                fields=["initiative", "organization"],
                condition=models.Q(left_on__isnull=True),
                name="membership_once",
            ),
            models.CheckConstraint(
                name="membership_leaves_after_joining",
                condition=models.Q(left_on__isnull=True) | models.Q(left_on__gte=models.F("joined_on")),
            ),
            models.CheckConstraint(
                name="membership_signed_by_somebody",
                condition=models.Q(agreement_signed_at__isnull=True, agreement_signed_by__isnull=True)
                | models.Q(agreement_signed_at__isnull=False, agreement_signed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.organization.name


class SeatQuerySet(TenantQuerySet["Seat"]):
    """Seats at the table."""

    def voting(self) -> Self:
        """Only seats that vote."""
        return self.filter(is_voting=True, ended_on__isnull=True)

    def speaking_for_residents(self) -> Self:
        """Only seats kept for residents, young ones too."""
        return self.filter(seat_class__in=Seat.FOR_RESIDENTS)

    def current(self, *, on: date) -> Self:
        """Only seats that there are on a day."""
        return self.filter(created_on__lte=on).filter(
            models.Q(ended_on__isnull=True) | models.Q(ended_on__gt=on)
        )

    def with_holders(self, *, on: date) -> Self:
        """Each with `held`: the term that runs on a day, as a list of one or none."""
        running = SeatTerm.objects.on(on).select_related("person", "alternate")
        return self.select_related("body__record__initiative", "membership__organization").prefetch_related(
            models.Prefetch("terms", queryset=running, to_attr="held")
        )

    def share_of_residents(self, *, on: date) -> tuple[int, int]:
        """Return how many votes residents hold on a day, and how many there are: an empty seat has no vote."""
        votes = self.voting().filled(on=on)
        found = votes.aggregate(
            of_residents=models.Count("pk", filter=models.Q(seat_class__in=Seat.FOR_RESIDENTS)),
            all=models.Count("pk"),
        )
        return found["of_residents"], found["all"]

    def at_the_table(self) -> Self:
        """Only seats of the leadership table."""
        return self.filter(body__is_table=True)

    def free(self, *, on: date) -> Self:
        """Only seats that nobody holds on a day."""
        return self.exclude(models.Exists(SeatTerm.objects.on(on).filter(seat=models.OuterRef("pk"))))

    def filled(self, *, on: date) -> Self:
        """Only seats that somebody holds on a day."""
        held = SeatTerm.objects.on(on).filter(seat=models.OuterRef("pk"))
        return self.filter(models.Exists(held))


@pghistory.track()
class Seat(TenantModel):
    """A place at the table of one body. Its class says whom it speaks for."""

    class SeatClass(models.TextChoices):
        """Whom a seat speaks for."""

        COMMUNITY = "community", _("Community")
        PARTNER = "partner", _("Partner")
        FUNDER = "funder", _("Funder")
        PUBLIC_SECTOR = "public_sector", _("Public sector")
        BACKBONE = "backbone", _("Backbone")
        YOUTH = "youth", _("Youth")

    FOR_RESIDENTS: ClassVar = (SeatClass.COMMUNITY, SeatClass.YOUTH)
    """Seats kept for residents, young ones too."""

    body = models.ForeignKey("initiatives.Body", models.PROTECT, related_name="seats")
    name = models.CharField(max_length=120)
    seat_class = models.CharField(max_length=20, choices=SeatClass.choices)
    is_voting = models.BooleanField(default=True)
    is_co_chair = models.BooleanField(default=False)
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="seats")
    created_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = TenantManager.from_queryset(SeatQuerySet)()

    class Meta:
        ordering = ["body", "seat_class", "name"]

    def __str__(self) -> str:
        return self.name


class SeatTermQuerySet(TenantQuerySet["SeatTerm"]):
    """Who holds seats."""

    def on(self, day: date) -> Self:
        """Only terms that run on a day."""
        return self.filter(starts_on__lte=day, ends_on__gte=day).filter(
            models.Q(left_on__isnull=True) | models.Q(left_on__gt=day)
        )

    def meeting(self, first: date, last: date) -> Self:
        """Only terms that share at least one day with a span of days, both ends included."""
        return self.filter(starts_on__lte=last, ends_on__gte=first).filter(
            models.Q(left_on__isnull=True) | models.Q(left_on__gt=first)
        )


@pghistory.track()
class SeatTerm(TenantModel):
    """One person holds a seat from a day to a day, and how they came to it."""

    class Chosen(models.TextChoices):
        """How somebody came to the seat."""

        ELECTED = "elected", _("Elected")
        APPOINTED = "appointed", _("Appointed")
        LOTTERY = "lottery", _("Drawn by lot")
        VOLUNTEER = "volunteer", _("Volunteered")

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="terms")
    person = models.ForeignKey(Person, models.PROTECT, related_name="seat_terms")
    alternate = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    chosen = models.CharField(max_length=12, choices=Chosen.choices)

    objects = TenantManager.from_queryset(SeatTermQuerySet)()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="seat_term_ends_after_start", condition=models.Q(ends_on__gt=models.F("starts_on"))
            ),
            models.UniqueConstraint(fields=["initiative", "seat", "starts_on"], name="seat_term_once"),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.starts_on}"

    @property
    def holder_part(self) -> str:
        """The part of the group's record that says who holds the seat: it can be withheld by itself."""
        return holder_part(self.pk)
