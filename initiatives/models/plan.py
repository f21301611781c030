"""The joint plan as all agreed it: the Assessment on which it rests, its versions, and what each seat answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from initiatives import clock
from initiatives.models.agenda import Ratification
from initiatives.models.backbone import Round, RoundSeat
from initiatives.models.localized import LocalizedField
from initiatives.models.people import Person
from initiatives.models.versions import VersionedText, version_constraints
from initiatives.rules.ratification import Tally
from initiatives.tenancy import TenantManager, TenantModel


class AgreedText(VersionedText):
    """A text beside the agenda, ratified as the agenda is."""

    TEXTS: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True
        ordering = ["-version"]
        constraints = version_constraints("%(class)s")

    def tally(self) -> Tally:
        """Count the answers that stand now."""
        return self.counted(PlanAnswer.objects.filter(round_id=self.round_id or 0))


class Assessment(AgreedText):
    """What the agenda and the plan rest on: the problem as figures and as residents tell it, strengths, what is tried.

    `figures` are frozen as everybody read them on the day on which it was sent for agreement.
    """

    TEXTS: ClassVar[tuple[str, ...]] = ("problem", "told", "strengths", "tried")

    problem = LocalizedField()
    told = LocalizedField()
    strengths = LocalizedField()
    tried = LocalizedField()
    figures = models.JSONField(default=list, blank=True)


class ActionPlan(AgreedText):
    """One version of the joint plan. `contents` are the strategies and activities as they were put before the table."""

    TEXTS: ClassVar[tuple[str, ...]] = ("words",)

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="plans")
    words = LocalizedField()
    contents = models.JSONField(default=list, blank=True)


class PlanAnswer(TenantModel):
    """What one seat answered to an assessment or a plan. The last answer before the end counts; all are kept."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="plan_answers")
    round_seat = models.ForeignKey(RoundSeat, models.PROTECT, related_name="plan_answers")
    alternate = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    stance = models.CharField(max_length=12, choices=Ratification.Stance.choices)
    words = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "round", "round_seat"],
                condition=models.Q(replaced_at__isnull=True),
                name="plan_answer_one_counts",
            ),
            models.CheckConstraint(
                name="plan_answer_dissent_in_own_words",
                condition=~models.Q(stance="dissent") | ~models.Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.stance}"
