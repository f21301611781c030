"""What every text that the table agrees on has: versions, each before the table in a round of its own, one of them in force."""

from __future__ import annotations

from typing import Any, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models.backbone import Round, RoundSeat
from initiatives.models.localized import LocalizedField
from initiatives.models.people import Person
from initiatives.models.records import GovernedQuerySet, Record
from initiatives.rules.ratification import Outcome, Stance, Tally
from initiatives.tenancy import TenantManager, TenantModel

M = TypeVar("M", bound=models.Model)


class VersionQuerySet(GovernedQuerySet[M]):
    """Versions of a text that the table agrees on."""

    def ratified(self) -> Self:
        """Only the version in force."""
        return self.filter(state=VersionedText.State.RATIFIED)

    def proposed(self) -> Self:
        """Only a version that is before the table now."""
        return self.filter(state=VersionedText.State.PROPOSED)

    def being_written(self) -> Self:
        """Only a version that is still a draft."""
        return self.filter(state=VersionedText.State.DRAFT)


def version_constraints(name: str) -> list[models.BaseConstraint]:
    """Return what holds for the versions of every such text: one in force, one before the table, one being written."""
    once = {
        "ratified": f"{name}_one_ratified",
        "proposed": f"{name}_one_proposed",
        "draft": f"{name}_one_draft",
    }
    return [
        models.UniqueConstraint(fields=["initiative", "version"], name=f"{name}_version_once"),
        *(
            models.UniqueConstraint(fields=["initiative"], condition=models.Q(state=state), name=named)
            for state, named in once.items()
        ),
        models.CheckConstraint(
            name=f"{name}_decided_in_a_round",
            condition=models.Q(state="draft") | models.Q(round__isnull=False, proposed_at__isnull=False),
        ),
    ]


class VersionedText(TenantModel):
    """One version of a text, from its draft to what the table made of it."""

    class State(models.TextChoices):
        """Where this version stands."""

        DRAFT = "draft", _("Draft")
        PROPOSED = "proposed", _("Proposed")
        RATIFIED = "ratified", _("Ratified")
        NOT_RATIFIED = "not_ratified", _("Not ratified")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        SUPERSEDED = "superseded", _("Superseded")

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

    objects = TenantManager.from_queryset(VersionQuerySet)()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.version}"

    def versions(self) -> models.QuerySet[Any]:
        """Return the question for all versions of the kind of text that this is."""
        return type(self).objects.all()

    def counted(self, answers: models.QuerySet[Any]) -> Tally:
        """Count the answers that stand now; nobody is eligible while it is before no round."""
        standing = answers.filter(replaced_at__isnull=True).order_by()
        given = dict(standing.values_list("stance").annotate(models.Count("pk")))
        return Tally(
            ratify=given.get(Stance.RATIFY, 0),
            stand_aside=given.get(Stance.STAND_ASIDE, 0),
            dissent=given.get(Stance.DISSENT, 0),
            eligible=RoundSeat.objects.filter(round_id=self.round_id).count() if self.round_id else 0,
        )
