"""The initiative: one tenant."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models.localized import LocalizedField
from initiatives.rules.permissions import EVERYBODY, Permission


def first_language() -> list[str]:
    """Return the languages that a new initiative starts with."""
    return ["en"]


class Initiative(models.Model):
    """Organisations and residents committed to one common agenda for one social problem. One tenant."""

    class Gateway(models.TextChoices):
        """How far collective action has come."""

        EXPLORING = "exploring", _("Exploring")
        EMERGING = "emerging", _("Emerging")
        SUSTAINING = "sustaining", _("Sustaining")
        SYSTEMS_CHANGE = "systems_change", _("Systems change")
        PROOF_POINT = "proof_point", _("Proof point")

    class Hue(models.TextChoices):
        """The one thing of the look that an initiative picks; all six are tested for contrast."""

        PLUM = "plum", _("Plum")
        TEAL = "teal", _("Teal")
        INDIGO = "indigo", _("Indigo")
        FOREST = "forest", _("Forest")
        BRICK = "brick", _("Brick")
        SLATE = "slate", _("Slate")

    class Currency(models.TextChoices):
        """What all sums of money in the initiative are counted in."""

        USD = "USD", _("US dollars")
        CAD = "CAD", _("Canadian dollars")
        MXN = "MXN", _("Mexican pesos")
        EUR = "EUR", _("Euros")
        GBP = "GBP", _("British pounds")

    slug = models.SlugField(max_length=60, unique=True, validators=[RegexValidator(r"^[a-z0-9][a-z0-9-]*$")])
    name = models.CharField(max_length=120)
    tagline = LocalizedField()
    geography = models.CharField(max_length=120)
    contact_email = models.EmailField(blank=True)
    started_on = models.DateField(null=True, blank=True)
    languages = models.JSONField(default=first_language)
    required_languages = models.JSONField(
        default=first_language
    )  # of those: what every question to people needs
    gateway = models.CharField(max_length=20, choices=Gateway.choices, default=Gateway.EXPLORING)
    zone = models.CharField(max_length=50, default="America/Chicago")
    hue = models.CharField(max_length=10, choices=Hue.choices, default=Hue.PLUM)
    currency = models.CharField(max_length=3, choices=Currency.choices, default=Currency.USD)
    is_illustrative = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        "initiatives.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    next_number = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]
        permissions = [(p.value, p.value) for p in Permission if p not in EVERYBODY]
        constraints = [
            models.CheckConstraint(
                name="initiative_published_by_somebody",
                condition=models.Q(published_at__isnull=True) | models.Q(published_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """The address of the overview; every page of the initiative lies below it."""
        return f"/i/{self.slug}/"

    @property
    def is_published(self) -> bool:
        """Whether people without an account may read it."""
        return self.published_at is not None

    @property
    def language(self) -> str:
        """The first language: the one that every public text must have."""
        return str(self.languages[0])

    @property
    def owed_languages(self) -> list[str]:
        """The languages in which every question to people must be before it is announced. SPECTRUM I2."""
        return [code for code in self.languages if code in self.required_languages] or [self.language]

    def local_time(self, moment: datetime) -> datetime:
        """Return an instant in the initiative's time zone."""
        return moment.astimezone(ZoneInfo(self.zone))
