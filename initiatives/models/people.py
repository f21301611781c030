"""People: one login for all initiatives; what they are in each is a role they hold there."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.discretion import is_kept
from initiatives.rules.roles import Role
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet

ROLE_NAMES = {
    Role.DIRECTOR: _("Backbone director"),
    Role.STAFF: _("Backbone staff"),
    Role.DATA_STEWARD: _("Data steward"),
    Role.PARTNER: _("Partner"),
    Role.RESIDENT: _("Resident"),
    Role.FUNDER: _("Funder"),
}
ROLE_CHOICES = [(role.value, name) for role, name in ROLE_NAMES.items()]


class PersonManager(BaseUserManager["Person"]):
    """Makes people. There are no superusers by default and they would have no special right."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """Create a person who signs in by e-mail."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save()
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """Create an operator of the platform; the policy asks them for roles like anybody."""
        return self.create_user(email, password, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody with a login. Name and e-mail live here only, so that they can be erased."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=8, default="en")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_once")]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The name on pages, unless it is kept from the reader; an erased person is "someone who left"."""
        if self.erased_at:
            return str(_("someone who left"))
        if is_kept(self.pk):
            return str(_("Someone whose name is not public"))
        return self.name or self.email.split("@")[0]

    def get_full_name(self) -> str:
        """Return the name, for mail."""
        return self.shown_name


class Participation(models.Model):
    """Who belongs where: the platform's directory, read before a scope is open. It holds no content."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="participations")
    initiative = models.ForeignKey("initiatives.Initiative", models.PROTECT, related_name="participations")
    since = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["initiative", "person"], name="participation_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.initiative_id}"


class RoleGroup(TenantModel):
    """The group that owns the rights of one role here. Who is in it is computed from RoleHolding, never stored in it."""

    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    group = models.OneToOneField(Group, models.PROTECT, related_name="role_group")

    objects = TenantManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["initiative", "role"], name="role_group_once")]

    def __str__(self) -> str:
        return self.role


class RoleHoldingQuerySet(TenantQuerySet["RoleHolding"]):
    """Roles that people hold."""

    def on(self, day: date) -> Self:
        """Only those held on a day. `until` is the first day without the role, so that an ended role is gone at once."""
        return self.filter(since__lte=day).filter(models.Q(until__isnull=True) | models.Q(until__gt=day))


class RoleHolding(TenantModel):
    """One person holds one role in the initiative, from a day to a day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="role_holdings")
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    membership = models.ForeignKey(
        "initiatives.Membership", models.PROTECT, null=True, blank=True, related_name="people"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = TenantManager.from_queryset(RoleHoldingQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["initiative", "person"], name="role_holding_person")]
        constraints = [
            models.CheckConstraint(
                name="role_holding_ends_after_start",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
            ),
            models.UniqueConstraint(
                fields=["initiative", "person", "role"],
                condition=models.Q(until__isnull=True),
                name="role_holding_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


class InvitationQuerySet(TenantQuerySet["Invitation"]):
    """Who was asked."""

    def unanswered(self) -> Self:
        """Neither accepted nor withdrawn; perhaps expired."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def waiting(self, *, at: datetime) -> Self:
        """Unanswered and still good at a moment."""
        return self.unanswered().filter(record_pass__expires_at__gt=at, record_pass__revoked_at__isnull=True)


class Invitation(TenantModel):
    """An e-mail address is asked to take a role. The secret of its address is a Pass; opening the page does not use it."""

    record_pass = models.OneToOneField("initiatives.Pass", models.PROTECT, related_name="invitation")
    email = models.EmailField()
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    membership = models.ForeignKey(
        "initiatives.Membership", models.PROTECT, null=True, blank=True, related_name="+"
    )
    seat = models.ForeignKey("initiatives.Seat", models.PROTECT, null=True, blank=True, related_name="+")
    message = models.TextField(blank=True, max_length=1000)
    sent_at = models.DateTimeField(default=clock.now)
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)  # its mail server takes nothing for this address
    refused_why = models.CharField(max_length=200, blank=True)

    objects = TenantManager.from_queryset(InvitationQuerySet)()

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.CheckConstraint(
                name="invitation_accepted_by_somebody",
                condition=models.Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} {self.role}"
