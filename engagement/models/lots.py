"""Public draws: who put their name in the hat, the seed that was announced, and each step."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagement.models.decisions import Decision
from engagement.models.engagements import Engagement
from initiatives import clock
from initiatives.models import Category, LocalizedField, Person
from initiatives.tenancy import TenantManager, TenantModel


class Lot(TenantModel):
    """A public draw with a seed that was announced beforehand: for a panel, or for a tie. Anybody can draw again."""

    class Purpose(models.TextChoices):
        """What is drawn."""

        PANEL = "panel", _("A panel")
        TIE = "tie", _("A tie")

    engagement = models.ForeignKey(Engagement, models.PROTECT, null=True, blank=True, related_name="lots")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="lots")
    purpose = models.CharField(max_length=6, choices=Purpose.choices)
    seed_source = LocalizedField()  # "the numbers of the state lottery drawn on 4 May"
    hat_closes_at = models.DateTimeField(
        null=True, blank=True
    )  # of a panel: until then names go into the hat
    seed_at = models.DateTimeField(null=True, blank=True)  # of a panel: from then on the seed can be known
    announced_at = models.DateTimeField(default=clock.now)
    announced_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    places = models.PositiveSmallIntegerField(default=1)
    quotas = models.JSONField(default=list, blank=True)
    seed = models.CharField(max_length=200, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    drawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    steps = models.JSONField(default=list, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["-announced_at"]
        constraints = [
            models.CheckConstraint(
                name="lot_drawn_whole",
                condition=models.Q(drawn_at__isnull=True, seed="", drawn_by__isnull=True)
                | models.Q(drawn_at__isnull=False, drawn_by__isnull=False) & ~models.Q(seed=""),
            ),
            models.CheckConstraint(
                name="lot_seed_after_the_hat_closed",
                condition=models.Q(hat_closes_at__isnull=True, seed_at__isnull=True)
                | models.Q(hat_closes_at__lte=models.F("seed_at"))
                & (models.Q(drawn_at__isnull=True) | models.Q(drawn_at__gte=models.F("seed_at"))),
            ),
            models.CheckConstraint(
                name="lot_of_one_thing",
                condition=models.Q(engagement__isnull=False, decision__isnull=True)
                | models.Q(engagement__isnull=True, decision__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.places}"


class Volunteer(TenantModel):
    """Somebody who put their name in the hat for a panel; `number` stands for them in the published steps."""

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="volunteers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    volunteered_at = models.DateTimeField(default=clock.now)
    is_drawn = models.BooleanField(default=False)

    objects = TenantManager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "lot", "person"], name="volunteer_once"),
            models.UniqueConstraint(fields=["initiative", "lot", "number"], name="volunteer_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.lot_id} {self.number}"


class VolunteerGroup(TenantModel):
    """A group that a volunteer says they belong to. Private: the published steps name numbers only."""

    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="groups")
    category = models.ForeignKey(Category, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "volunteer", "category"], name="volunteer_group_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} {self.category_id}"
