"""Engagements: one question that the initiative takes to people, at one level of the spectrum. SPECTRUM section 2."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagement.models.walls_of_engagements import NEVER_BACK, NO_VETO
from initiatives import clock
from initiatives.models import Body, Category, Clause, LocalizedField, Person, Population, Record, local
from initiatives.models.records import APPEND_ONLY, GovernedQuerySet
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet

LEVELS = [
    (1, _("Informing")),
    (2, _("Consulting")),
    (3, _("Involving")),
    (4, _("Collaborating")),
    (5, _("Empowering")),
]


class EngagementQuerySet(GovernedQuerySet["Engagement"]):
    """Questions taken to people."""

    def taking_input(self, *, at: datetime) -> Self:
        """Open for what people say at a moment: begun and not past the end of input."""
        return self.filter(state="open", input_closes_at__gt=at)

    def under_way(self) -> Self:
        """Announced and not over."""
        return self.exclude(state__in=["draft", "completed", "withdrawn"])


@pghistory.track()
class Engagement(TenantModel):
    """One question taken to people. Its level is a promise: what was announced is frozen, and is kept or seen to be broken."""

    class State(models.TextChoices):
        """Where it stands. Each step is a row of EngagementStep with who and when."""

        DRAFT = "draft", _("Being framed")
        ANNOUNCED = "announced", _("Announced")
        OPEN = "open", _("Open for what people say")
        CLOSED_TO_INPUT = "closed_to_input", _("Answering what people said")
        OPTIONS_FROZEN = "options_frozen", _("Options fixed")
        DECIDED = "decided", _("Decided")
        REPORTED_BACK = "reported_back", _("Reported back")
        IMPLEMENTING = "implementing", _("Being carried out")
        COMPLETED = "completed", _("Completed")
        REOPENED = "reopened", _("Taken up again")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    record = models.OneToOneField(Record, models.PROTECT, related_name="engagement")
    title = LocalizedField()
    question = LocalizedField()
    level = models.PositiveSmallIntegerField(choices=LEVELS)
    promise_version = models.PositiveSmallIntegerField(default=1)
    recipe = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=16, choices=State.choices, default=State.DRAFT)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="engagements")
    authority = models.ForeignKey(Clause, models.PROTECT, null=True, blank=True, related_name="engagements")
    authority_decision = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="+")
    population = models.ForeignKey(Population, models.PROTECT, null=True, blank=True, related_name="+")
    fixed = LocalizedField()
    still_open = LocalizedField()
    worded_at = models.DateTimeField(default=clock.now)  # since when title, question, fixed and open stand so
    no_alternative_because = LocalizedField()
    required_languages = models.JSONField(default=list, blank=True)  # those it owes, as of its announcement
    channels = models.JSONField(default=list, blank=True)  # of Input.Channel: by which ways people can speak
    group_behind = models.ForeignKey(Category, models.PROTECT, null=True, blank=True, related_name="+")
    money = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    participation_budget = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    input_closes_at = models.DateTimeField(null=True, blank=True)
    decide_by = models.DateTimeField(null=True, blank=True)
    implement_by = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    emergency_ground = LocalizedField()
    urgent_decision = LocalizedField()  # what was decided urgently
    urgent_at = models.DateTimeField(null=True, blank=True)
    lapses_at = models.DateTimeField(null=True, blank=True)
    reopened_count = models.PositiveSmallIntegerField(default=0)

    objects = TenantManager.from_queryset(EngagementQuerySet)()

    class Meta:
        ordering = ["-record__number"]
        triggers = [NEVER_BACK, NO_VETO]
        constraints = [
            models.CheckConstraint(
                name="engagement_level_of_five", condition=models.Q(level__gte=1, level__lte=5)
            ),
            models.CheckConstraint(
                name="engagement_announced_whole",
                condition=models.Q(state__in=["draft", "withdrawn"])
                | models.Q(opens_at__isnull=False, decide_by__isnull=False, body__isnull=False),
            ),
            models.CheckConstraint(
                name="engagement_input_needs_a_window",
                condition=models.Q(state__in=["draft", "withdrawn"])
                | models.Q(level=1)
                | models.Q(input_closes_at__gt=models.F("opens_at")),
            ),
        ]

    def __str__(self) -> str:
        return local(self.title)


class EngagementStep(TenantModel):
    """One transition of an engagement: to which state, when, by whom, and why if a reason is owed."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="steps")
    from_state = models.CharField(max_length=16)
    to_state = models.CharField(max_length=16)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reason = LocalizedField()
    met = models.JSONField(
        default=dict, blank=True
    )  # {code: since when}: what was met when the gate was passed

    objects = TenantManager()

    class Meta:
        ordering = ["at", "pk"]
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.to_state}"


class LevelChange(TenantModel):
    """The promise was changed: the old one stays on the page, struck through, with the reason. SPECTRUM S1."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="level_changes")
    from_level = models.PositiveSmallIntegerField(choices=LEVELS)
    to_level = models.PositiveSmallIntegerField(choices=LEVELS)
    reason = LocalizedField()
    vote = models.OneToOneField("engagement.PromiseeVote", models.PROTECT, null=True, related_name="lowered")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # nobody: a vote was carried

    objects = TenantManager()

    class Meta:
        ordering = ["at", "pk"]
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.from_level} → {self.to_level}"


class Postponement(TenantModel):
    """A date that was moved later. Clocks only lengthen. SPECTRUM S2."""

    class Clock(models.TextChoices):
        """Which date."""

        OPENS_AT = "opens_at", _("Opening")
        INPUT_CLOSES_AT = "input_closes_at", _("End of input")
        DECIDE_BY = "decide_by", _("Decision")

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="postponements")
    which = models.CharField(max_length=16, choices=Clock.choices)
    was = models.DateTimeField()
    becomes = models.DateTimeField()
    reason = LocalizedField()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["at", "pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                name="postponement_only_later", condition=models.Q(becomes__gt=models.F("was"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.which}"


@pghistory.track()
class Framing(TenantModel):
    """How the issue is brought to the table: its difficulty and its opportunity, both. DOMAIN section 4."""

    engagement = models.OneToOneField(Engagement, models.PROTECT, related_name="framing")
    difficulty = LocalizedField()
    opportunity = LocalizedField()
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="framing_has_both", condition=~models.Q(difficulty={}) & ~models.Q(opportunity={})
            )
        ]

    def __str__(self) -> str:
        return local(self.difficulty)


class Prompt(TenantModel):
    """One question of an engagement, in order: answered in words, by choosing, on a scale of 1 to 5, or with a place."""

    class Kind(models.TextChoices):
        """How it is answered."""

        TEXT = "text", _("In words")
        CHOICE = "choice", _("By choosing")
        SCALE = "scale", _("On a scale of 1 to 5")
        PLACE = "place", _("With a place")

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="prompts")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words = LocalizedField()
    choices = models.JSONField(default=list, blank=True)  # [{language: text}, …]
    is_several = models.BooleanField(default=False)
    is_required = models.BooleanField(default=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return local(self.words)


class DelegationInstrument(TenantModel):
    """What is handed to the community's body before anything else: by which clause, for what, how much, how long. E1."""

    engagement = models.OneToOneField(Engagement, models.PROTECT, related_name="delegation")
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="+")
    scope = LocalizedField()
    budget = models.DecimalField(max_digits=14, decimal_places=2)
    legal_limits = LocalizedField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    given_at = models.DateTimeField(default=clock.now)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_after_start", condition=models.Q(ends_on__gt=models.F("starts_on"))
            )
        ]
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.budget}"


class PanelMember(TenantModel):
    """Somebody of the standing panel, named before any option exists; `group` is the group behind that they belong to. V1."""

    class Chosen(models.TextChoices):
        """How they came to the panel."""

        NAMED = "named", _("Named")
        VOLUNTEERED = "volunteered", _("Volunteered")
        LOTTERY = "lottery", _("Drawn by lot")

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="panel")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    group = models.ForeignKey(Category, models.PROTECT, null=True, blank=True, related_name="+")
    chosen = models.CharField(max_length=12, choices=Chosen.choices, default=Chosen.NAMED)
    named_at = models.DateTimeField(default=clock.now)
    named_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["named_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "engagement", "person"],
                condition=models.Q(left_at__isnull=True),
                name="panel_member_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.person_id}"


class Session(TenantModel):
    """One time that people meet or are asked in an engagement; input says in which it was given. `round` counts from 1. V2, V6."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="sessions")
    round = models.PositiveSmallIntegerField(default=1)
    title = LocalizedField()
    place = LocalizedField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    supports_offered = models.JSONField(default=list, blank=True)  # of Support.Kind
    offered_at = models.DateTimeField(null=True, blank=True)  # since when all of them have been offered
    planned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["begins_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="session_ends_after_beginning", condition=models.Q(ends_at__gt=models.F("begins_at"))
            )
        ]

    def __str__(self) -> str:
        return local(self.title)


class ToldQuerySet(TenantQuerySet["Told"]):
    """Who was told what."""

    def of_now(self, reopened: datetime | None) -> Self:
        """What people were told since the matter was last taken up again; all of it where it never was."""
        return self if reopened is None else self.filter(at__gte=reopened)


class Told(TenantModel):
    """That somebody was told something of an engagement: what, by which channel, when. Facts of I3, C5 and L6."""

    class What(models.TextChoices):
        """What they were told."""

        RECEIVED = "received", _("That their words arrived")
        READ = "read", _("That a person has read their words")
        ANSWERED = "answered", _("What became of their words")
        DECIDED = "decided", _("The decision and its reasons")
        HIDDEN = "hidden", _("That their words were hidden")
        RATE = "rate", _("That they can rate how their words were used")
        BROKEN = "broken", _("That a promise is late")
        VOTE = "vote", _("That they are asked to vote")

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="told")
    what = models.CharField(max_length=10, choices=What.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    input = models.ForeignKey("engagement.Input", models.PROTECT, null=True, blank=True, related_name="told")
    audience = models.CharField(max_length=12, blank=True)  # seats, staff, partners, followers, contributor
    at = models.DateTimeField(default=clock.now)

    objects = TenantManager.from_queryset(ToldQuerySet)()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.what}"
