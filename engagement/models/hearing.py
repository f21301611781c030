"""Questions asked in public, and what people need to take part."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagement.models.engagements import Engagement, Session
from engagement.models.inputs import Hiding, Input
from initiatives import clock
from initiatives.models import LocalizedField, Person
from initiatives.tenancy import TenantManager, TenantModel


class Question(TenantModel):
    """A question asked in public, or a correction of what we heard; it is answered in public within the clock of I4."""

    class Kind(models.TextChoices):
        """What it wants: to know something, or to put right what was written down of people's words (C3)."""

        QUESTION = "question", _("Question")
        CORRECTION = "correction", _("Correction of what we heard")

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.QUESTION)
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="questions")
    words = models.TextField(max_length=2000)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    is_named = models.BooleanField(default=False)
    answer = LocalizedField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    hidden_ground = models.CharField(max_length=16, choices=Hiding.Ground.choices, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="question_answered_whole",
                condition=models.Q(answered_at__isnull=True, answered_by__isnull=True)
                | models.Q(answered_at__isnull=False, answered_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.asked_at:%Y-%m-%d}"


class Support(TenantModel):
    """What somebody needs to take part: asked → offered → delivered → paid. Private; only totals are public. V6."""

    class Kind(models.TextChoices):
        """What it is."""

        STIPEND = "stipend", _("Stipend")
        CHILDCARE = "childcare", _("Childcare")
        TRANSPORT = "transport", _("Transport")
        INTERPRETATION = "interpretation", _("Interpretation")
        MEAL = "meal", _("Meal")

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked", _("Asked for")
        OFFERED = "offered", _("Offered")
        DELIVERED = "delivered", _("Delivered")
        PAID = "paid", _("Paid")
        DECLINED = "declined", _("Could not be given")

    session = models.ForeignKey(Session, models.PROTECT, related_name="supports")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    input = models.ForeignKey(Input, models.PROTECT, null=True, blank=True, related_name="supports")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    words = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    offered_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.session_id} {self.kind} {self.state}"
