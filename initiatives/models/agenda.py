"""The common agenda: what all have agreed, version by version, and the words that all use."""

from __future__ import annotations

from typing import Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models.backbone import Round, RoundSeat
from initiatives.models.localized import LocalizedField, local
from initiatives.models.people import Person
from initiatives.models.records import GovernedQuerySet, Record
from initiatives.rules.ratification import Outcome, Tally
from initiatives.tenancy import TenantManager, TenantModel


class CommonAgendaQuerySet(GovernedQuerySet["CommonAgenda"]):
    """Versions of the agenda."""

    def ratified(self) -> Self:
        """Only the version in force."""
        return self.filter(state=CommonAgenda.State.RATIFIED)

    def proposed(self) -> Self:
        """Only a version that is before the table now."""
        return self.filter(state=CommonAgenda.State.PROPOSED)

    def being_written(self) -> Self:
        """Only a version that is still a draft."""
        return self.filter(state=CommonAgenda.State.DRAFT)


class CommonAgenda(TenantModel):
    """One version of what all have agreed: the problem, the vision, the joint approach."""

    class State(models.TextChoices):
        """Where this version stands."""

        DRAFT = "draft", _("Draft")
        PROPOSED = "proposed", _("Proposed")
        RATIFIED = "ratified", _("Ratified")
        NOT_RATIFIED = "not_ratified", _("Not ratified")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        SUPERSEDED = "superseded", _("Superseded")

    record = models.OneToOneField(Record, models.PROTECT, related_name="common_agenda")
    version = models.PositiveIntegerField()
    problem = LocalizedField()
    vision = LocalizedField()
    approach = LocalizedField()
    summary_of_changes = LocalizedField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    round = models.OneToOneField(Round, models.PROTECT, null=True, blank=True, related_name="common_agenda")
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, blank=True, choices=[(o.value, o.value) for o in Outcome])
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawal_reason = LocalizedField()

    objects = TenantManager.from_queryset(CommonAgendaQuerySet)()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "version"], name="agenda_version_once"),
            models.UniqueConstraint(
                fields=["initiative"], condition=models.Q(state="ratified"), name="agenda_one_ratified"
            ),
            models.UniqueConstraint(
                fields=["initiative"], condition=models.Q(state="proposed"), name="agenda_one_proposed"
            ),
            models.UniqueConstraint(
                fields=["initiative"], condition=models.Q(state="draft"), name="agenda_one_draft"
            ),
            models.CheckConstraint(
                name="agenda_decided_in_a_round",
                condition=models.Q(state="draft") | models.Q(round__isnull=False, proposed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="agenda_withdrawn_with_a_reason",
                condition=models.Q(state="withdrawn", withdrawn_by__isnull=False)
                & ~models.Q(withdrawal_reason={})
                | ~models.Q(state="withdrawn") & models.Q(withdrawn_by__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}"

    def tally(self) -> Tally:
        """Count the answers that stand now; nobody is eligible while it is before no round."""
        counted = dict(
            self.ratifications.filter(replaced_at__isnull=True)
            .values_list("stance")
            .annotate(models.Count("pk"))
        )
        eligible = RoundSeat.objects.filter(round_id=self.round_id).count() if self.round_id else 0
        stances = Ratification.Stance
        return Tally(
            ratify=counted.get(stances.RATIFY, 0),
            stand_aside=counted.get(stances.STAND_ASIDE, 0),
            dissent=counted.get(stances.DISSENT, 0),
            eligible=eligible,
        )


class Ratification(TenantModel):
    """What one seat answered to a proposed agenda, in its own words. The last answer before the end counts; all are kept."""

    class Stance(models.TextChoices):
        """What a seat answers."""

        RATIFY = "ratify", _("Ratify")
        STAND_ASIDE = "stand_aside", _("Stand aside")
        DISSENT = "dissent", _("Dissent")

    agenda = models.ForeignKey(CommonAgenda, models.PROTECT, related_name="ratifications")
    round_seat = models.ForeignKey(RoundSeat, models.PROTECT, related_name="ratifications")
    alternate = models.ForeignKey(  # who answered in the holder's place; nobody when the holder did
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    stance = models.CharField(max_length=12, choices=Stance.choices)
    words = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "agenda", "round_seat"],
                condition=models.Q(replaced_at__isnull=True),
                name="ratification_one_counts",
            ),
            models.CheckConstraint(
                name="ratification_dissent_has_words", condition=~models.Q(stance="dissent", words="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_seat_id} {self.stance}"


class TermQuerySet(GovernedQuerySet["Term"]):
    """Shared words."""


@pghistory.track()
class Term(TenantModel):
    """A word that all use in one sense. It becomes a tooltip wherever it stands on a page."""

    class Kind(models.TextChoices):
        """What the word speaks of; the first four must be agreed by every collaborative."""

        TURF = "turf", _("Turf")
        GROUP = "group", _("Group")
        PROJECT = "project", _("Project")
        BENEFIT = "benefit", _("Benefit")
        GENERAL = "general", _("General")

    record = models.OneToOneField(Record, models.PROTECT, related_name="term")
    word = LocalizedField()
    definition = LocalizedField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    agreed_on = models.DateField(null=True, blank=True)
    aliases = models.JSONField(default=list, blank=True)

    objects = TenantManager.from_queryset(TermQuerySet)()

    class Meta:
        ordering = ["kind", "pk"]

    def __str__(self) -> str:
        return local(self.word)


class PrincipleQuerySet(GovernedQuerySet["Principle"]):
    """Working and equity principles."""


@pghistory.track()
class Principle(TenantModel):
    """One principle that all work by."""

    class Kind(models.TextChoices):
        """What it is about."""

        WORKING = "working", _("How we work")
        EQUITY = "equity", _("Equity")

    record = models.OneToOneField(Record, models.PROTECT, related_name="principle")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = LocalizedField()
    position = models.PositiveSmallIntegerField(default=0)
    agreed_on = models.DateField(null=True, blank=True)

    objects = TenantManager.from_queryset(PrincipleQuerySet)()

    class Meta:
        ordering = ["kind", "position", "pk"]

    def __str__(self) -> str:
        return local(self.words)
