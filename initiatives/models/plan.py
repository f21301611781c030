"""The joint plan as all agreed it: the Assessment on which it rests, its versions, and what each seat answered."""

from __future__ import annotations

from typing import ClassVar, Self, TypeVar

from django.db import models

from initiatives import clock
from initiatives.models.agenda import CommonAgenda, Ratification
from initiatives.models.backbone import Round, RoundSeat
from initiatives.models.localized import LocalizedField
from initiatives.models.people import Person
from initiatives.models.records import GovernedQuerySet, Record
from initiatives.rules.ratification import Outcome, Tally
from initiatives.tenancy import TenantManager, TenantModel

State = CommonAgenda.State
M = TypeVar("M", bound=models.Model)


class AgreedTextQuerySet(GovernedQuerySet[M]):
    """Versions of a text that the table agrees on."""

    def ratified(self) -> Self:
        """Only the version in force."""
        return self.filter(state=State.RATIFIED)

    def proposed(self) -> Self:
        """Only a version that is before the table now."""
        return self.filter(state=State.PROPOSED)

    def being_written(self) -> Self:
        """Only a version that is still a draft."""
        return self.filter(state=State.DRAFT)


class AgreedText(TenantModel):
    """A text in versions, each before the table in a round of its own, ratified as the agenda is."""

    TEXTS: ClassVar[tuple[str, ...]] = ()

    record = models.OneToOneField(Record, models.PROTECT, related_name="%(class)s")
    version = models.PositiveIntegerField()
    summary_of_changes = LocalizedField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    round = models.OneToOneField(Round, models.PROTECT, null=True, blank=True, related_name="%(class)s")
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, blank=True, choices=[(one.value, one.value) for one in Outcome])

    class Meta:
        abstract = True
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "version"], name="%(class)s_version_once"),
            models.UniqueConstraint(
                fields=["initiative"], condition=models.Q(state="ratified"), name="%(class)s_one_ratified"
            ),
            models.UniqueConstraint(
                fields=["initiative"], condition=models.Q(state="proposed"), name="%(class)s_one_proposed"
            ),
            models.UniqueConstraint(
                fields=["initiative"], condition=models.Q(state="draft"), name="%(class)s_one_draft"
            ),
            models.CheckConstraint(
                name="%(class)s_decided_in_a_round",
                condition=models.Q(state="draft") | models.Q(round__isnull=False, proposed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}"

    def tally(self) -> Tally:
        """Count the answers that stand now."""
        given = PlanAnswer.objects.filter(round_id=self.round_id or 0, replaced_at__isnull=True)
        counted = dict(given.order_by().values_list("stance").annotate(models.Count("pk")))
        stances = Ratification.Stance
        return Tally(
            ratify=counted.get(stances.RATIFY, 0),
            stand_aside=counted.get(stances.STAND_ASIDE, 0),
            dissent=counted.get(stances.DISSENT, 0),
            eligible=RoundSeat.objects.filter(round_id=self.round_id).count() if self.round_id else 0,
        )


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

    objects = TenantManager.from_queryset(AgreedTextQuerySet)()


class ActionPlan(AgreedText):
    """One version of the joint plan. `contents` are the strategies and activities as they were put before the table."""

    TEXTS: ClassVar[tuple[str, ...]] = ("words",)

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="plans")
    words = LocalizedField()
    contents = models.JSONField(default=list, blank=True)

    objects = TenantManager.from_queryset(AgreedTextQuerySet)()


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
