"""How activities hang together: hand-offs between them, what was adapted and why, and whether a strategy is enough."""

from __future__ import annotations

from typing import Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models.activities import Activity, Strategy
from initiatives.models.localized import LocalizedField
from initiatives.models.people import Person
from initiatives.models.records import Event, GovernedQuerySet, Record
from initiatives.rules.viewer import Viewer
from initiatives.tenancy import TenantManager, TenantModel


class LinkQuerySet(GovernedQuerySet["Link"]):
    """Hand-offs."""

    def standing(self) -> Self:
        """Not ended, between activities that go on."""
        going_on = [Activity.State.PLANNED, Activity.State.UNDER_WAY]
        return self.filter(ended_at__isnull=True, source__state__in=going_on, target__state__in=going_on)

    def between_seen(self, viewer: Viewer) -> Self:
        """Only those whose two ends the viewer sees: a link names both."""
        seen = Activity.objects.visible_to(viewer)
        return self.visible_to(viewer).filter(source__in=seen, target__in=seen)


@pghistory.track()
class Link(TenantModel):
    """One activity hands something on to another, or they share something; in a sentence, and how well it works."""

    class Kind(models.TextChoices):
        """How the two belong together."""

        FEEDS = "feeds", _("Hands people on to")
        DEPENDS_ON = "depends_on", _("Depends on")
        SHARES_PARTICIPANTS = "shares_participants", _("Reaches the same people as")
        SHARES_SPACE = "shares_space_or_staff", _("Shares space, staff or money with")
        DUPLICATES = "duplicates", _("Does the same as")

    class Quality(models.TextChoices):
        """How well it works."""

        GOOD = "good", _("Works")
        SLOW = "slow", _("Slow")
        MISSING = "missing", _("Missing")
        UNTRIED = "untried", _("Not tried yet")

    record = models.OneToOneField(Record, models.PROTECT, related_name="link")
    source = models.ForeignKey(Activity, models.PROTECT, related_name="links_out")
    target = models.ForeignKey(Activity, models.PROTECT, related_name="links_in")
    kind = models.CharField(max_length=22, choices=Kind.choices)
    quality = models.CharField(max_length=8, choices=Quality.choices, default=Quality.UNTRIED)
    sentence = LocalizedField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(LinkQuerySet)()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "source", "target", "kind"],
                condition=models.Q(ended_at__isnull=True),
                name="link_once",
            ),
            models.CheckConstraint(name="link_between_two", condition=~models.Q(source=models.F("target"))),
            models.CheckConstraint(
                name="link_ended_by_somebody",
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"

    def other_end(self, activity: Activity) -> Activity:
        """Return the activity at the end where this one is not."""
        return self.source if self.target_id == activity.pk else self.target


class AdaptationQuerySet(GovernedQuerySet["Adaptation"]):
    """Changes of activities."""

    def waiting(self) -> Self:
        """Asked for, and neither agreed nor refused."""
        return self.filter(settled_at__isnull=True)


@pghistory.track()
class Adaptation(TenantModel):
    """What is changed in an activity, and because of what: a figure, a decision, something learned (`cause`)."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="adaptation")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="adaptations")
    change = LocalizedField()
    why = LocalizedField()
    cause = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="+")
    new_ends_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    is_agreed = models.BooleanField(null=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answer = LocalizedField()

    objects = TenantManager.from_queryset(AdaptationQuerySet)()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="adaptation_settled_by_somebody",
                condition=models.Q(settled_at__isnull=True, settled_by__isnull=True, is_agreed__isnull=True)
                | models.Q(settled_at__isnull=False, settled_by__isnull=False, is_agreed__isnull=False),
            ),
            models.CheckConstraint(
                name="adaptation_agreed_by_another",
                condition=models.Q(settled_by__isnull=True) | ~models.Q(settled_by=models.F("asked_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.asked_at:%Y-%m-%d}"


class Sufficiency(TenantModel):
    """Whether all that is done for a strategy is enough to turn its curve, as the table judged on a day."""

    class Verdict(models.TextChoices):
        """The judgement."""

        YES = "yes", _("Yes")
        NEARLY = "nearly", _("Nearly")
        NO = "no", _("No")

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="judgements")
    verdict = models.CharField(max_length=6, choices=Verdict.choices)
    missing = LocalizedField()
    said_at = models.DateTimeField(default=clock.now)
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["-said_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="sufficiency_says_what_is_missing",
                condition=models.Q(verdict="yes") | ~models.Q(missing={}),
            )
        ]

    def __str__(self) -> str:
        return f"{self.strategy_id} {self.verdict}"
