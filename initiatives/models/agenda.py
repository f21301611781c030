"""The common agenda: what all have agreed, version by version, and the words that all use."""

from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models.backbone import Round, RoundSeat
from initiatives.models.localized import LocalizedField, local
from initiatives.models.people import Person
from initiatives.models.records import GovernedQuerySet, Record
from initiatives.models.versions import VersionedText, version_constraints
from initiatives.rules.ratification import Tally
from initiatives.tenancy import TenantManager, TenantModel


class CommonAgenda(VersionedText):
    """One version of what all have agreed: the problem, the vision, the joint approach, and the principles with it.

    `principles` are frozen when it goes before the table: [{"number", "kind", "words"}].
    """

    record = models.OneToOneField(Record, models.PROTECT, related_name="common_agenda")
    problem = LocalizedField()
    vision = LocalizedField()
    approach = LocalizedField()
    principles = models.JSONField(default=list, blank=True)
    round = models.OneToOneField(Round, models.PROTECT, null=True, blank=True, related_name="common_agenda")
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawal_reason = LocalizedField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            *version_constraints("agenda"),
            models.CheckConstraint(
                name="agenda_withdrawn_with_a_reason",
                condition=models.Q(state="withdrawn", withdrawn_by__isnull=False)
                & ~models.Q(withdrawal_reason={})
                | ~models.Q(state="withdrawn") & models.Q(withdrawn_by__isnull=True),
            ),
        ]

    def tally(self) -> Tally:
        """Count the answers that stand now."""
        return self.counted(self.ratifications.all())


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
    """One principle that all work by; `agreed_in` is the round, where the table agreed with a version of the agenda."""

    class Kind(models.TextChoices):
        """What it is about."""

        WORKING = "working", _("How we work")
        EQUITY = "equity", _("Equity")

    record = models.OneToOneField(Record, models.PROTECT, related_name="principle")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = LocalizedField()
    position = models.PositiveSmallIntegerField(default=0)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_in = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(PrincipleQuerySet)()

    class Meta:
        ordering = ["kind", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="principle_agreed_in_a_round_on_a_day",
                condition=models.Q(agreed_in__isnull=True) | models.Q(agreed_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return local(self.words)
