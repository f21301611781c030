"""Turn the curve: a dated conversation through seven questions, from the curve to what will be done about it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models import (
    Activity,
    LocalizedField,
    Membership,
    Pass,
    Person,
    Record,
    Round,
    Strategy,
    local,
)
from initiatives.models.records import GovernedQuerySet
from initiatives.tenancy import TenantManager, TenantModel
from measurement.models.baselines import Forecast
from measurement.models.indicators import Indicator
from measurement.models.observations import Release


class Turn(TenantModel):
    """One conversation about one curve. The next one starts from it. RBA, Trying Hard Is Not Good Enough."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="turn")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="turns")
    number = models.PositiveIntegerField()
    previous = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    release = models.ForeignKey(Release, models.PROTECT, null=True, blank=True, related_name="+")
    forecast = models.ForeignKey(Forecast, models.PROTECT, null=True, blank=True, related_name="turns")
    held_on = models.DateField()
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="turns")
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    current_step = models.PositiveSmallIntegerField(default=1)
    step_ends_at = models.DateTimeField(null=True, blank=True)
    reread_by = models.DateField(null=True, blank=True)

    objects = TenantManager.from_queryset(GovernedQuerySet)()

    class Meta:
        ordering = ["-held_on", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "indicator", "number"], name="turn_number_once"),
            models.UniqueConstraint(
                fields=["initiative", "indicator"],
                condition=models.Q(closed_at__isnull=True),
                name="turn_one_open_an_indicator",
            ),
            models.CheckConstraint(
                name="turn_closed_by_somebody",
                condition=models.Q(closed_at__isnull=True, closed_by__isnull=True)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="turn_seven_questions", condition=models.Q(current_step__gte=1, current_step__lte=7)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.number}"


class TurnStep(TenantModel):
    """What the table said to one of the seven questions, in one version; the newest counts, older ones stay."""

    turn = models.ForeignKey(Turn, models.PROTECT, related_name="steps")
    question = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)
    words = LocalizedField()
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["question", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "turn", "question", "version"], name="turn_step_version_once"
            ),
            models.CheckConstraint(
                name="turn_step_of_seven", condition=models.Q(question__gte=1, question__lte=7)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.turn_id} {self.question} version {self.version}"


class TurnLine(TenantModel):
    """What somebody in the room added to a question, signed in or by the code on the wall. Words can be erased."""

    class Place(models.TextChoices):
        """What became of the line."""

        WAITING = "waiting", _("Waiting")
        TAKEN_UP = "taken_up", _("Taken up")
        SET_ASIDE = "set_aside", _("Set aside")

    turn = models.ForeignKey(Turn, models.PROTECT, related_name="lines")
    question = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, blank=True)
    words = models.TextField(max_length=1000)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    receipt = models.OneToOneField(Pass, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=10, choices=Place.choices, default=Place.WAITING)
    reason = LocalizedField()
    placed_at = models.DateTimeField(null=True, blank=True)
    placed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    hidden_ground = models.CharField(max_length=30, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="turn_line_placed_by_somebody",
                condition=models.Q(place="waiting", placed_at__isnull=True, placed_by__isnull=True)
                | ~models.Q(place="waiting") & models.Q(placed_at__isnull=False, placed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="turn_line_of_seven", condition=models.Q(question__gte=1, question__lte=7)
            ),
            models.CheckConstraint(
                name="turn_line_hidden_with_a_ground",
                condition=models.Q(hidden_at__isnull=True, hidden_by__isnull=True, hidden_ground="")
                | models.Q(hidden_at__isnull=False, hidden_by__isnull=False) & ~models.Q(hidden_ground=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.turn_id} {self.question}"


class Factor(TenantModel):
    """What helps the curve or holds it back, and the cause behind it; from evidence or from lived experience."""

    class Kind(models.TextChoices):
        """Which way it works."""

        CONTRIBUTING = "contributing", _("Helps")
        RESTRICTING = "restricting", _("Holds back")

    class Ground(models.TextChoices):
        """How the table knows."""

        EVIDENCE = "evidence", _("Evidence")
        LIVED_EXPERIENCE = "lived_experience", _("Lived experience")

    turn = models.ForeignKey(Turn, models.PROTECT, related_name="factors")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    words = LocalizedField()
    cause_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="causes")
    ground = models.CharField(max_length=16, choices=Ground.choices)
    source = models.CharField(max_length=300, blank=True)
    line = models.ForeignKey(TurnLine, models.PROTECT, null=True, blank=True, related_name="factors")
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_to")
    position = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["kind", "position", "pk"]

    def __str__(self) -> str:
        return local(self.words)


class PartnerRole(TenantModel):
    """A partner with a part to play in turning the curve: one that is here, or one that is wanted."""

    turn = models.ForeignKey(Turn, models.PROTECT, related_name="partner_roles")
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="turn_roles"
    )
    wanted_name = models.CharField(max_length=160, blank=True)
    role = LocalizedField()
    line = models.ForeignKey(TurnLine, models.PROTECT, null=True, blank=True, related_name="partner_roles")
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_to")
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="partner_role_of_somebody",
                condition=models.Q(membership__isnull=False, wanted_name="")
                | models.Q(membership__isnull=True) & ~models.Q(wanted_name=""),
            )
        ]

    def __str__(self) -> str:
        return self.wanted_name or str(self.membership_id)


class Idea(TenantModel):
    """What works, or could: how well that is known, and what it costs. At least one costs nothing."""

    class Evidence(models.TextChoices):
        """How well it is known to work."""

        RESEARCH = "research", _("Research")
        PRACTICE = "practice", _("Practice")
        HUNCH = "hunch", _("A hunch")

    class Cost(models.TextChoices):
        """What it takes."""

        NONE = "none", _("No cost")
        LOW = "low", _("Low cost")
        SOME = "some", _("Needs money")

    turn = models.ForeignKey(Turn, models.PROTECT, related_name="ideas")
    words = LocalizedField()
    evidence = models.CharField(max_length=10, choices=Evidence.choices)
    cost = models.CharField(max_length=4, choices=Cost.choices)
    source = models.CharField(max_length=300, blank=True)
    answers = models.ForeignKey(Factor, models.PROTECT, null=True, blank=True, related_name="ideas")
    line = models.ForeignKey(TurnLine, models.PROTECT, null=True, blank=True, related_name="ideas")
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_to")
    strategy = models.ForeignKey(Strategy, models.PROTECT, null=True, blank=True, related_name="ideas")
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return local(self.words)


class IdeaScore(TenantModel):
    """One person's score of an idea, 1 (weak) to 3 (strong), on the four criteria."""

    idea = models.ForeignKey(Idea, models.PROTECT, related_name="scores")
    scorer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    leverage = models.PositiveSmallIntegerField()
    feasibility = models.PositiveSmallIntegerField()
    specificity = models.PositiveSmallIntegerField()
    values = models.PositiveSmallIntegerField()
    scored_at = models.DateTimeField(default=clock.now)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "idea", "scorer"], name="idea_score_once"),
            models.CheckConstraint(
                name="idea_score_one_to_three",
                condition=models.Q(leverage__range=(1, 3))
                & models.Q(feasibility__range=(1, 3))
                & models.Q(specificity__range=(1, 3))
                & models.Q(values__range=(1, 3)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leverage}{self.feasibility}{self.specificity}{self.values}"


class TurnAction(TenantModel):
    """What will be done: owner, date, and by what success is seen. It becomes an activity when the conversation ends."""

    turn = models.ForeignKey(Turn, models.PROTECT, related_name="actions")
    idea = models.ForeignKey(Idea, models.PROTECT, null=True, blank=True, related_name="actions")
    words = LocalizedField()
    owner = models.ForeignKey(Membership, models.PROTECT, related_name="turn_actions")
    due = models.DateField()
    success_seen_by = LocalizedField()
    logic = LocalizedField()
    activity = models.OneToOneField(Activity, models.PROTECT, null=True, blank=True, related_name="from_turn")
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return local(self.words)
