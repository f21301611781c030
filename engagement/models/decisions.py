"""Decisions: a question put to a body under a rule; who may vote, what they voted, and who certified the count. SPECTRUM section 3."""

from __future__ import annotations

from typing import Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagement.models.alternatives import Alternative
from engagement.models.engagements import Engagement
from engagement.models.walls_of_votes import OUTCOME_STANDS, RESULT_STANDS, REVIEWED_BY_VOTE
from initiatives import clock
from initiatives.models import (
    LocalizedField,
    Membership,
    Person,
    Record,
    Round,
    local,
)
from initiatives.models.records import APPEND_ONLY, GovernedQuerySet
from initiatives.tenancy import TenantManager, TenantModel

UNDECIDED = [
    "draft", "noticed", "deliberating", "open", "closed", "tallied", "no_quorum", "blocked", "mediation", "escalated",
]  # fmt: skip


class DecisionQuerySet(GovernedQuerySet["Decision"]):
    """Questions under a rule."""

    def open(self) -> Self:
        """Those that take votes."""
        return self.filter(state="open")

    def undecided(self) -> Self:
        """Those on the way: noticed and not settled, neither taken back nor lapsed."""
        return self.filter(state__in=UNDECIDED)


@pghistory.track()
class Decision(TenantModel):
    """A question put to a body in a round, under a rule that is fixed before it opens. Procedural ones have no engagement."""

    class State(models.TextChoices):
        """Where it stands; SPECTRUM section 3."""

        DRAFT = "draft", _("Being written")
        NOTICED = "noticed", _("Noticed")
        DELIBERATING = "deliberating", _("Being discussed")
        OPEN = "open", _("Open for votes")
        CLOSED = "closed", _("Being counted")
        TALLIED = "tallied", _("Counted, to be certified")
        ADOPTED = "adopted", _("Adopted")
        NOT_ADOPTED = "not_adopted", _("Not adopted")
        NO_QUORUM = "no_quorum", _("Too few took part")
        BLOCKED = "blocked", _("A concern must be resolved")
        MEDIATION = "mediation", _("In mediation")
        REVISED = "revised", _("Revised")
        ESCALATED = "escalated", _("Put to the fallback rule")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        REOPENED = "reopened", _("Opened once more")
        LAPSED = "lapsed", _("Lapsed")
        IN_FORCE = "in_force", _("In force")
        REVIEW_DUE = "review_due", _("To be reviewed")
        REAFFIRMED = "reaffirmed", _("Reaffirmed")
        ENDED = "ended", _("Ended")

    class Purpose(models.TextChoices):
        """What it decides in its engagement."""

        SUBSTANCE = "substance", _("What is decided")
        CRITERIA = "criteria", _("By what options are judged")
        OPTIONS = "options", _("Which options there are")
        OVERRIDE = "override", _("Not to follow the joint body")
        RATIFY_EMERGENCY = "ratify_emergency", _("To ratify what was urgent")
        DELEGATE = "delegate", _("To hand over the decision")
        ADVISER_MAY_VOTE = "adviser_may_vote", _("Whether an adviser may vote as a resident")
        REOPEN = "reopen", _("To take it up again")
        WITHDRAW = "withdraw", _("To give the question up")
        REAFFIRM = "reaffirm", _("Whether a decision stands")
        END = "end", _("Whether a decision ends")
        PROCEDURE = "procedure", _("How the body works")

    record = models.OneToOneField(Record, models.PROTECT, related_name="decision")
    engagement = models.ForeignKey(
        Engagement, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    purpose = models.CharField(max_length=18, choices=Purpose.choices, default=Purpose.SUBSTANCE)
    round = models.ForeignKey(Round, models.PROTECT, related_name="decisions")
    question = LocalizedField()
    rule = models.CharField(max_length=24)  # a key of the rules of counting with its version: "consent@1"
    parameters = models.JSONField(default=dict)  # all that the rule needs, as the public JSON shows it
    is_secret = models.BooleanField(default=False)
    electorate_of = models.CharField(
        max_length=8, choices=[("seats", _("Seats")), ("people", _("People")), ("slips", _("Slips of paper"))]
    )
    state = models.CharField(max_length=14, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    put_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    eligibility = LocalizedField()  # who may vote, as it is published
    about_person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    carried_out_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    carry_out_by = models.DateField(null=True, blank=True)
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="revised_as")
    reviews = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="reviewed_in")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    mixed_at = models.DateTimeField(null=True, blank=True)  # when secret ballots got new ids in random order
    result = models.JSONField(null=True, blank=True)  # the public JSON from which anybody can recount
    tie_choices = models.JSONField(default=list, blank=True)  # what the body chose at declared ties
    earlier = models.JSONField(default=list, blank=True)  # results of counts before it was opened again
    merkle_root = models.CharField(max_length=64, blank=True)
    no_data_because = LocalizedField()
    review_on = models.DateField(null=True, blank=True)
    in_force_at = models.DateTimeField(null=True, blank=True)
    reopened_count = models.PositiveSmallIntegerField(default=0)

    objects = TenantManager.from_queryset(DecisionQuerySet)()

    class Meta:
        ordering = ["-record__number"]
        triggers = [RESULT_STANDS, OUTCOME_STANDS, REVIEWED_BY_VOTE]
        constraints = [
            models.CheckConstraint(
                name="decision_counted_has_a_result",
                condition=~models.Q(state__in=["tallied", "adopted", "not_adopted", "in_force"])
                | models.Q(result__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_about_somebody_in_particular",
                condition=models.Q(about_person__isnull=False, purpose="adviser_may_vote")
                | models.Q(about_person__isnull=True) & ~models.Q(purpose="adviser_may_vote"),
            ),
            models.CheckConstraint(
                name="decision_people_vote_in_secret",
                condition=models.Q(electorate_of="seats") | models.Q(is_secret=True),
            ),
            models.CheckConstraint(name="decision_reopened_once", condition=models.Q(reopened_count__lte=1)),
            models.CheckConstraint(
                name="decision_review_of_one",
                condition=models.Q(reviews__isnull=False) | ~models.Q(purpose__in=["reaffirm", "end"]),
            ),
            models.UniqueConstraint(
                fields=["initiative", "reviews"],
                condition=models.Q(reviews__isnull=False, state__in=UNDECIDED),
                name="decision_one_review_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["initiative", "engagement"],
                condition=models.Q(purpose="substance", reviews__isnull=True, state__in=UNDECIDED),
                name="decision_one_vote_on_the_matter_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return local(self.question)


class DecisionStep(TenantModel):
    """One transition of a decision: to which state, when, by whom, and why."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="steps")
    from_state = models.CharField(max_length=14)
    to_state = models.CharField(max_length=14)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reason = LocalizedField()

    objects = TenantManager()

    class Meta:
        ordering = ["at", "pk"]
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.decision_id} {self.to_state}"


class DecisionOption(TenantModel):
    """One thing on the ballot, in the words that were fixed: an alternative of the engagement, or the decision's own."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="options")
    alternative = models.ForeignKey(Alternative, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    title = LocalizedField()
    description = LocalizedField()
    cost = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "decision", "position"], name="decision_option_position_once"
            )
        ]

    def __str__(self) -> str:
        return local(self.title)

    @property
    def key(self) -> str:
        """How ballots and the published JSON name it: option:1, option:2, …"""
        return f"option:{self.position}"
