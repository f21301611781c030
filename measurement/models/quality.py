"""The quality of figures: rules they must pass, what was found, who approved them, what was revised, who may use them."""

from __future__ import annotations

from datetime import date
from typing import Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models import LocalizedField, Membership, Person, Record
from initiatives.models.records import APPEND_ONLY, GovernedQuerySet
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet
from measurement.models.imports import Import
from measurement.models.indicators import Indicator
from measurement.models.observations import Observation, Period, Release, Series


@pghistory.track()
class ValidationRule(TenantModel):
    """What the figures of an indicator must be like. A figure that is not asks one question."""

    class Kind(models.TextChoices):
        """What is compared."""

        RANGE = "range", _("Lies between two values")
        SUM_TO_TOTAL = "sum_to_total", _("Groups add up to the whole")
        MONOTONE = "monotone", _("Never goes back")
        RATIO = "ratio", _("Stays near a share of another indicator")
        CHANGE_LIMIT = "change_limit", _("Changes by at most this much")
        ACROSS_MEASURES = "across_measures", _("Is not greater than another indicator")

    class Severity(models.TextChoices):
        """Whether it stops publishing."""

        BLOCKS = "blocks", _("Stops publishing")
        ASKS = "asks", _("Asks a question")

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="validation_rules")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    severity = models.CharField(max_length=6, choices=Severity.choices, default=Severity.ASKS)
    low = models.DecimalField(max_digits=24, decimal_places=8, null=True, blank=True)
    high = models.DecimalField(max_digits=24, decimal_places=8, null=True, blank=True)
    tolerance = models.DecimalField(max_digits=24, decimal_places=8, null=True, blank=True)
    other = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="+")
    reason = LocalizedField()
    set_at = models.DateTimeField(default=clock.now)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="validation_rule_has_what_it_compares",
                condition=models.Q(kind="range")
                & (models.Q(low__isnull=False) | models.Q(high__isnull=False))
                | models.Q(kind__in=["sum_to_total", "monotone"])
                | models.Q(kind="change_limit", tolerance__isnull=False)
                | models.Q(kind="ratio", other__isnull=False, low__isnull=False, high__isnull=False)
                | models.Q(kind="across_measures", other__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.kind


class CheckQuerySet(TenantQuerySet["Check"]):
    """What rules found."""

    def open(self) -> Self:
        """Nobody has answered yet."""
        return self.filter(answer="")


class Check(TenantModel):
    """What a rule, or the look for outliers (no rule), found at one figure, and the answer: kept and why, or changed."""

    class Answer(models.TextChoices):
        """What was done about it."""

        KEPT = "kept", _("Kept as it is")
        CHANGED = "changed", _("Changed")
        ACCEPTED_BREAK = "accepted_break", _("Counted in another way from here on")

    rule = models.ForeignKey(ValidationRule, models.PROTECT, null=True, blank=True, related_name="checks")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="checks")
    in_import = models.ForeignKey(Import, models.PROTECT, null=True, blank=True, related_name="checks")
    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="+")
    period = models.ForeignKey(Period, models.PROTECT, null=True, blank=True, related_name="+")
    found = models.DecimalField(max_digits=24, decimal_places=8, null=True)
    expected_low = models.DecimalField(max_digits=24, decimal_places=8, null=True)
    expected_high = models.DecimalField(max_digits=24, decimal_places=8, null=True)
    found_at = models.DateTimeField(default=clock.now)
    answer = models.CharField(max_length=15, choices=Answer.choices, blank=True)
    why = LocalizedField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(CheckQuerySet)()

    class Meta:
        ordering = ["-found_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="check_answered_by_somebody",
                condition=models.Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | ~models.Q(answer="") & models.Q(answered_at__isnull=False, answered_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.answer or 'open'}"


class Approval(TenantModel):
    """A step that a release has taken: approved, then locked. Each is taken by somebody who did not publish it."""

    class Step(models.TextChoices):
        """The two steps. What is locked changes only as a revision with a reason."""

        APPROVED = "approved", _("Approved")
        LOCKED = "locked", _("Locked")

    release = models.ForeignKey(Release, models.PROTECT, related_name="approvals")
    step = models.CharField(max_length=8, choices=Step.choices)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "release", "step"], name="approval_step_once")
        ]
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.release_id} {self.step}"


class Revision(TenantModel):
    """A published figure was changed: the figure before, the one after, and why. Reports that hold it show an erratum."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="revisions")
    before = models.ForeignKey(Observation, models.PROTECT, related_name="+")
    after = models.ForeignKey(Observation, models.PROTECT, related_name="+")
    reason = LocalizedField()

    objects = TenantManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "release", "before"], name="revision_once")
        ]
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.before_id} → {self.after_id}"


class ProblemQuerySet(GovernedQuerySet["DataProblem"]):
    """What people found wrong."""

    def open(self) -> Self:
        """Nobody has answered yet."""
        return self.filter(outcome="")


class DataProblem(TenantModel):
    """Somebody saw that figures, or what is said of them, may be wrong; and what came of it. Public from the start."""

    class Outcome(models.TextChoices):
        """What came of it."""

        PUT_RIGHT = "put_right", _("Put right")
        EXPLAINED = "explained", _("Explained")
        WANTED = "wanted", _("Put on the list of data wanted")

    record = models.OneToOneField(Record, models.PROTECT, related_name="data_problem")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="problems")
    words = models.TextField(max_length=1000)
    reported_at = models.DateTimeField(default=clock.now)
    reported_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(ProblemQuerySet)()

    class Meta:
        ordering = ["-reported_at"]
        constraints = [
            models.CheckConstraint(
                name="data_problem_answered_by_somebody",
                condition=models.Q(outcome="", answered_at__isnull=True, answered_by__isnull=True)
                | ~models.Q(outcome="")
                & ~models.Q(answer="")
                & models.Q(answered_at__isnull=False, answered_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_id} {self.outcome or 'open'}"


class AgreementQuerySet(GovernedQuerySet["DataSharingAgreement"]):
    """Who may use whose data."""

    def in_force(self, *, on: date) -> Self:
        """Signed, begun, neither expired nor ended."""
        return self.filter(starts_on__lte=on, expires_on__gte=on, ended_on__isnull=True)

    def expiring(self, *, on: date, before: date) -> Self:
        """In force on a day and over before another."""
        return self.in_force(on=on).filter(expires_on__lt=before)


@pghistory.track()
class DataSharingAgreement(TenantModel):
    """What one organisation lets the initiative use, for what, until when. After that day its use is refused."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="agreement")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="data_agreements")
    scope = LocalizedField()
    purpose = LocalizedField()
    starts_on = models.DateField()
    expires_on = models.DateField()
    signed_by_name = models.CharField(max_length=120, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = TenantManager.from_queryset(AgreementQuerySet)()

    class Meta:
        ordering = ["expires_on"]
        constraints = [
            models.CheckConstraint(
                name="agreement_expires_after_start",
                condition=models.Q(expires_on__gt=models.F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} until {self.expires_on}"


class AgreedUse(TenantModel):
    """An agreement covers the figures of an indicator."""

    agreement = models.ForeignKey(DataSharingAgreement, models.PROTECT, related_name="uses")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="agreed_uses")

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "agreement", "indicator"], name="agreed_use_once")
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.indicator_id}"
