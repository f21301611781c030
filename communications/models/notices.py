"""Notices: what each person is told of what happened, when they want to hear it, and every letter that went out."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from communications.rules.cadence import Frequency
from communications.rules.matters import Matter
from initiatives import clock
from initiatives.models import Event, Person
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet

MATTER_NAMES = {
    Matter.PROMISES: _("Promises and commitments"),
    Matter.DECISIONS: _("Questions and decisions"),
    Matter.MEETINGS: _("Meetings and minutes"),
    Matter.FIGURES: _("Figures and results"),
    Matter.PLAN: _("The joint plan"),
    Matter.AGENDA: _("The common agenda and the rules"),
    Matter.TALK: _("Conversations"),
    Matter.UPDATES: _("Updates and reports"),
    Matter.PEOPLE: _("Partners and seats"),
}
FREQUENCY_NAMES = {
    Frequency.IMMEDIATELY: _("At once"),
    Frequency.DAILY: _("Every day"),
    Frequency.WEEKLY: _("Every week"),
    Frequency.MONTHLY: _("Every month"),
    Frequency.NEVER: _("Never"),
}
MATTERS = [(matter.value, name) for matter, name in MATTER_NAMES.items()]
FREQUENCIES = [(frequency.value, name) for frequency, name in FREQUENCY_NAMES.items()]


class Unheard(TenantModel):
    """An event of which people are still to be told: written with the event, gone when everybody has a notice of it."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="+")

    objects = TenantManager()

    def __str__(self) -> str:
        return f"{self.event_id}"


class NoticeBook(TenantModel):
    """What one person is told here: their quiet hours and clocks, and whether their address takes letters."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    zone = models.CharField(max_length=60, blank=True)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    digests_made = models.PositiveIntegerField(default=0)
    wakings = models.PositiveIntegerField(default=0)
    bounced_at = models.DateTimeField(null=True, blank=True)
    bounced_why = models.CharField(max_length=200, blank=True)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "person"], name="notice_book_once"),
            models.CheckConstraint(
                name="notice_book_quiet_whole",
                condition=models.Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"notices of {self.person_id}"


class NoticeChoice(TenantModel):
    """How often one person hears of one matter; where there is none, the usual holds."""

    book = models.ForeignKey(NoticeBook, models.PROTECT, related_name="choices")
    matter = models.CharField(max_length=12, choices=MATTERS)
    frequency = models.CharField(max_length=12, choices=FREQUENCIES)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "book", "matter"], name="notice_choice_once")
        ]

    def __str__(self) -> str:
        return f"{self.book_id} {self.matter} {self.frequency}"


class Digest(TenantModel):
    """One letter with notices: the notices that point at it are what it told. Each notice is in one digest at most."""

    book = models.ForeignKey(NoticeBook, models.PROTECT, related_name="digests")
    number = models.PositiveIntegerField()
    frequency = models.CharField(max_length=12, choices=FREQUENCIES)
    made_at = models.DateTimeField(default=clock.now)

    objects = TenantManager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "book", "number"], name="digest_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.book_id} digest {self.number}"


class NoticeQuerySet(TenantQuerySet["Notice"]):
    """What people are told."""

    def waiting(self) -> Self:
        """In no digest yet: this is the reader's cursor. It never asks for a time, so nothing falls between two windows."""
        return self.filter(digest__isnull=True)


class Notice(TenantModel):
    """One person is told of one event, once."""

    book = models.ForeignKey(NoticeBook, models.PROTECT, related_name="notices")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    matter = models.CharField(max_length=12, choices=MATTERS)
    digest = models.ForeignKey(Digest, models.PROTECT, null=True, blank=True, related_name="notices")

    objects = TenantManager.from_queryset(NoticeQuerySet)()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["initiative", "book"],
                condition=models.Q(digest__isnull=True),
                name="notice_waiting",
            )
        ]
        constraints = [models.UniqueConstraint(fields=["initiative", "book", "event"], name="notice_once")]

    def __str__(self) -> str:
        return f"{self.book_id} {self.event_id}"


class Letter(TenantModel):
    """One letter to one reader: asked for once by its key, sent once, and what the mail servers said of it."""

    class Kind(models.TextChoices):
        """What it was for."""

        PROMISE = "promise", _("What a promise needs")
        DIGEST = "digest", _("Digest")
        NEWSLETTER = "newsletter", _("Newsletter")
        ASK = "ask", _("Something asked")

    class State(models.TextChoices):
        """How it went."""

        WAITING = "waiting", _("Waits to be sent")
        SENT = "sent", _("Sent")
        NOT_WANTED = "not_wanted", _("Not sent: the reader wants none")
        REFUSED = "refused", _("The address takes no letters")
        DECLINED = "declined", _("Refused for what it says")
        BOUNCED = "bounced", _("Came back")

    key = models.CharField(max_length=80)
    name = models.CharField(max_length=40)  # by which mail servers speak of it
    kind = models.CharField(max_length=12, choices=Kind.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=200, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["initiative", "person", "sent_at"], name="letter_load")]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "key"], name="letter_once"),
            models.UniqueConstraint(fields=["initiative", "name"], name="letter_name_once"),
            models.CheckConstraint(
                name="letter_sent_when",
                condition=models.Q(state__in=["sent", "bounced"], sent_at__isnull=False)
                | ~models.Q(state__in=["sent", "bounced"]),
            ),
        ]

    def __str__(self) -> str:
        return self.key
