"""What is owed and what became of it: obligations as computed, the promisees' votes, claims, overrides. SPECTRUM section 2."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagement.models.decisions import Decision
from engagement.models.engagements import LEVELS, Engagement
from engagement.models.inputs import Input
from initiatives import clock
from initiatives.models import LocalizedField, Person
from initiatives.models.records import APPEND_ONLY
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet

NEVER_AT_EMPOWERING = pgtrigger.Trigger(
    name="never_at_empowering",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF (SELECT level FROM engagement_engagement WHERE id = NEW.engagement_id) >= 5 THEN
            RAISE EXCEPTION 'What the community decides is carried out: there is no override, for anybody.'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)


def is_late(*, at: datetime, prefix: str = "") -> models.Q:
    """Late as it was computed last, or due before a moment and not kept; `prefix` leads from other rows to the parts."""
    ran_out = models.Q(**{f"{prefix}state": "pending", f"{prefix}due_at__lt": at})
    return models.Q(**{f"{prefix}state": "late"}) | ran_out


class ObligationQuerySet(TenantQuerySet["Obligation"]):
    """What is owed."""

    def owing(self) -> Self:
        """Neither kept nor waived."""
        return self.filter(state__in=["pending", "late", "broken"])


class Obligation(TenantModel):
    """One part of a promise as it was last computed from facts and server time. Nobody types it; the hash says from what."""

    class State(models.TextChoices):
        """How it stands."""

        PENDING = "pending", _("Due")
        LATE = "late", _("Late")
        KEPT = "kept", _("Kept")
        KEPT_LATE = "kept_late", _("Kept late")
        BROKEN = "broken", _("Broken")
        WAIVED = "waived_by_promisees", _("Waived by those it was promised to")

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="obligations")
    code = models.CharField(max_length=4)
    part = models.CharField(
        max_length=40, blank=True
    )  # which question, session or quarter, where a code recurs
    level = models.PositiveSmallIntegerField(choices=LEVELS)
    state = models.CharField(max_length=20, choices=State.choices, default=State.PENDING)
    due_at = models.DateTimeField(null=True, blank=True)
    kept_at = models.DateTimeField(null=True, blank=True)
    broken_at = models.DateTimeField(null=True, blank=True)
    facts_hash = models.CharField(max_length=64)
    computed_at = models.DateTimeField(default=clock.now)
    remedy = LocalizedField()
    remedied_at = models.DateTimeField(null=True, blank=True)
    remedied_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(ObligationQuerySet)()

    class Meta:
        ordering = ["due_at", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "engagement", "code", "part"], name="obligation_once"
            ),
            models.CheckConstraint(
                name="obligation_broken_since",
                condition=~models.Q(state="broken") | models.Q(broken_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.code} {self.state}"


class PromiseeVote(TenantModel):
    """Those who were promised something are asked: to lower a level, to waive a part, to reopen. One voice each. S7."""

    class Purpose(models.TextChoices):
        """What they are asked."""

        LOWER = "lower", _("To lower the level")
        WAIVE = "waive", _("To waive a part of the promise")
        REOPEN = "reopen", _("To open the question again")

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="promisee_votes")
    purpose = models.CharField(max_length=6, choices=Purpose.choices)
    code = models.CharField(max_length=4, blank=True)
    to_level = models.PositiveSmallIntegerField(null=True, blank=True, choices=LEVELS)
    reason = LocalizedField()
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closes_at = models.DateTimeField()
    reachable = models.PositiveIntegerField()
    closed_at = models.DateTimeField(null=True, blank=True)
    yes = models.PositiveIntegerField(null=True, blank=True)
    no = models.PositiveIntegerField(null=True, blank=True)
    carried = models.BooleanField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(
                name="promisee_vote_closes_later", condition=models.Q(closes_at__gt=models.F("opened_at"))
            ),
            models.UniqueConstraint(
                fields=["initiative", "engagement", "purpose", "code"],
                condition=models.Q(closed_at__isnull=True),
                name="promisee_vote_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.purpose}"


class PromiseeVoice(TenantModel):
    """One voice in a promisees' vote: of an account, or of a receipt."""

    vote = models.ForeignKey(PromiseeVote, models.PROTECT, related_name="voices")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    input = models.ForeignKey(Input, models.PROTECT, null=True, blank=True, related_name="+")
    agrees = models.BooleanField()

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "vote", "person"],
                condition=models.Q(person__isnull=False),
                name="promisee_voice_person_once",
            ),
            models.UniqueConstraint(
                fields=["initiative", "vote", "input"],
                condition=models.Q(input__isnull=False),
                name="promisee_voice_receipt_once",
            ),
            models.CheckConstraint(
                name="promisee_voice_of_one",
                condition=models.Q(person__isnull=False, input__isnull=True)
                | models.Q(person__isnull=True, input__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id}"


class NotKept(TenantModel):
    """A promisee says that a promise was not kept; unanswered in time it counts as broken. S7."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="not_kept")
    code = models.CharField(max_length=4, blank=True)
    words = models.TextField(max_length=2000)
    said_at = models.DateTimeField(default=clock.now)
    said_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    input = models.ForeignKey(Input, models.PROTECT, null=True, blank=True, related_name="+")
    answer = LocalizedField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["-said_at"]
        constraints = [
            models.CheckConstraint(
                name="not_kept_answered_whole",
                condition=models.Q(answered_at__isnull=True, answered_by__isnull=True)
                | models.Q(answered_at__isnull=False, answered_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.said_at:%Y-%m-%d}"


class Override(TenantModel):
    """At COLLABORATING the owner does not follow the joint body: by which vote, why, and from when. There is none at EMPOWERING."""

    engagement = models.OneToOneField(Engagement, models.PROTECT, related_name="override")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="override")
    reasons = models.JSONField(default=list)  # [{"criterion": id, "reason": {language: text}}, …]
    standstill_until = models.DateTimeField()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        triggers = [*APPEND_ONLY, NEVER_AT_EMPOWERING]

    def __str__(self) -> str:
        return f"{self.engagement_id}"


class FrontBanner(TenantModel):
    """At EMPOWERING, over 30 days late: a banner on the public front page until the body lifts it. E7."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="banners")
    code = models.CharField(max_length=4)
    raised_at = models.DateTimeField(default=clock.now)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_in = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["-raised_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "engagement", "code"],
                condition=models.Q(lifted_at__isnull=True),
                name="front_banner_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.code}"
