"""What people said, what became of it, and how it was told to them. Words are erasable; the input itself never goes."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagement.models.engagements import Engagement, Prompt, Session
from engagement.models.walls_of_inputs import INPUT_STANDS, NEVER_GONE, WORDS_STAND
from initiatives import clock
from initiatives.models import Attachment, Category, LocalizedField, Pass, Person
from initiatives.models.records import NEVER_EMPTIED
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet


class InputQuerySet(TenantQuerySet["Input"]):
    """What people said."""

    def counted(self) -> Self:
        """All that count: confirmed if somebody else typed them; withdrawn and hidden ones stay in the count."""
        return self.filter(models.Q(entered_by__isnull=True) | models.Q(confirmed_at__isnull=False))

    def shown(self) -> Self:
        """Those whose words can be read: neither withdrawn nor hidden."""
        hidden = Hiding.objects.filter(input=models.OuterRef("pk"), lifted_at__isnull=True)
        return self.counted().filter(withdrawn_at__isnull=True).exclude(models.Exists(hidden))


class Input(TenantModel):
    """One contribution. Nobody edits it: its author may withdraw it, staff sort it into themes. SPECTRUM S5."""

    class Channel(models.TextChoices):
        """By which way it came."""

        WEB = "web", _("On this site")
        LINK_OR_QR = "link_or_qr", _("By a link or a QR code")
        PAPER = "paper", _("On paper")
        PHONE = "phone", _("By phone")
        MEETING = "meeting", _("In a meeting")

    OFFLINE = (Channel.PAPER, Channel.PHONE, Channel.MEETING)

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="inputs")
    number = models.PositiveIntegerField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="inputs")
    contributor = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="inputs")
    receipt = models.OneToOneField(Pass, models.PROTECT, null=True, blank=True, related_name="+")
    sent_as = models.CharField(
        max_length=80
    )  # the same form sent twice is one input; the receipt is made from it
    words_hash = models.CharField(max_length=64)
    received_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    scan = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(InputQuerySet)()

    class Meta:
        ordering = ["number"]
        triggers = [INPUT_STANDS, NEVER_GONE, NEVER_EMPTIED]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "engagement", "number"], name="input_number_once"),
            models.UniqueConstraint(fields=["initiative", "engagement", "sent_as"], name="input_sent_once"),
            models.CheckConstraint(
                name="input_confirmed_by_another",
                condition=models.Q(confirmed_by__isnull=True)
                | ~models.Q(confirmed_by=models.F("entered_by")),
            ),
            models.CheckConstraint(
                name="input_confirmation_whole",
                condition=models.Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | models.Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="input_acknowledged_by_somebody",
                condition=models.Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | models.Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
            ),
            models.CheckConstraint(
                name="input_assisted_has_a_source",
                condition=models.Q(entered_by__isnull=True)
                | models.Q(scan__isnull=False)
                | ~models.Q(note=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.engagement_id}-{self.number}"


class Answer(TenantModel):
    """The answer of one input to one prompt: an erasable payload; the input keeps its salted hash."""

    input = models.ForeignKey(Input, models.PROTECT, related_name="answers")
    prompt = models.ForeignKey(Prompt, models.PROTECT, related_name="answers")
    words = models.TextField(blank=True, max_length=4000)
    language = models.CharField(max_length=8, blank=True)
    choices = models.JSONField(default=list, blank=True)  # positions in Prompt.choices
    scale = models.PositiveSmallIntegerField(null=True, blank=True)
    place = models.CharField(max_length=160, blank=True)
    salt = models.CharField(max_length=32, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["prompt__position", "pk"]
        triggers = [WORDS_STAND, NEVER_GONE, NEVER_EMPTIED]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "input", "prompt"], name="answer_once"),
            models.CheckConstraint(
                name="answer_scale_one_to_five",
                condition=models.Q(scale__isnull=True) | models.Q(scale__gte=1, scale__lte=5),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.input_id} {self.prompt_id}"


class InputContactQuerySet(TenantQuerySet["InputContact"]):
    """How contributors without an account can be reached."""

    def reachable(self) -> Self:
        """Those with an address that takes letters, as far as we know."""
        return self.exclude(email="").filter(refused_at__isnull=True)


class InputContact(TenantModel):
    """How a contributor without an account can be reached. Never public; it can be erased as a whole."""

    input = models.OneToOneField(Input, models.PROTECT, related_name="contact")
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    refused_at = models.DateTimeField(
        null=True, blank=True
    )  # since then its mail server takes nothing for it
    refused_why = models.CharField(max_length=200, blank=True)

    objects = TenantManager.from_queryset(InputContactQuerySet)()

    def __str__(self) -> str:
        return f"{self.input_id}"


class InputGroup(TenantModel):
    """To which group a contributor says that they belong. Private: only sums leave this table, protected. Section 6 of DOMAIN."""

    input = models.ForeignKey(Input, models.PROTECT, related_name="groups")
    category = models.ForeignKey(Category, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "input", "category"], name="input_group_once")
        ]

    def __str__(self) -> str:
        return f"{self.input_id} {self.category_id}"


class Hiding(TenantModel):
    """Words were hidden on a ground, their author told; they may appeal to somebody else. SPECTRUM S5."""

    class Ground(models.TextChoices):
        """The closed list of grounds."""

        PERSONAL_DATA = "personal_data", _("Personal data of somebody")
        MINOR = "minor", _("A child could be recognised")
        THREAT = "threat", _("A threat or an insult")
        ADVERTISING = "advertising", _("Advertising")
        UNLAWFUL = "unlawful", _("A law forbids it")

    input = models.ForeignKey(Input, models.PROTECT, related_name="hidings")
    ground = models.CharField(max_length=16, choices=Ground.choices)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    appealed_at = models.DateTimeField(null=True, blank=True)
    appeal = models.TextField(blank=True, max_length=2000)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answer = LocalizedField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "input"],
                condition=models.Q(lifted_at__isnull=True),
                name="hiding_one_in_force",
            ),
            models.CheckConstraint(
                name="hiding_appeal_to_another",
                condition=models.Q(answered_by__isnull=True) | ~models.Q(answered_by=models.F("by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.input_id} {self.ground}"


class Rating(TenantModel):
    """How a contributor rates the use that was made of what they said, 1 to 4. C6."""

    input = models.OneToOneField(Input, models.PROTECT, related_name="rating")
    stars = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True, max_length=1000)
    at = models.DateTimeField(default=clock.now)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="rating_one_to_four", condition=models.Q(stars__gte=1, stars__lte=4))
        ]

    def __str__(self) -> str:
        return f"{self.input_id} {self.stars}"
