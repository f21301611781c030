"""Asks and campaigns: what the backbone asks of partners, within a budget; one focus at a time. DOMAIN section 4."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models.localized import LocalizedField
from initiatives.models.partners import Membership
from initiatives.models.people import Person
from initiatives.models.records import GovernedQuerySet, Record
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet


class AskQuerySet(TenantQuerySet["Ask"]):
    """What was asked."""

    def standing(self) -> Self:
        """Not answered: open, or waiting for the help that the partner asked for."""
        return self.filter(state__in=[Ask.State.OPEN, Ask.State.HELP])

    def whole(self) -> Self:
        """With all that a line about an ask tells."""
        return self.select_related(
            "membership__organization", "membership__record", "asked_by", "answered_by"
        )


class Ask(TenantModel):
    """Something that a partner is asked for: what, how many minutes it takes, until when. It ends well in more than one way."""

    class State(models.TextChoices):
        """How it stands. Asking for help is as good an answer as doing it."""

        OPEN = "open", _("Asked")
        HELP = "help", _("Asked for help")
        DONE = "done", _("Done")
        DECLINED = "declined", _("Not now")
        WITHDRAWN = "withdrawn", _("Taken back")
        LAPSED = "lapsed", _("Over without an answer")

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="asks")
    what = LocalizedField()
    why = LocalizedField()
    minutes = models.PositiveSmallIntegerField()
    due = models.DateField()
    place = models.CharField(max_length=200, blank=True)  # where it is done, when it is done on these pages
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(blank=True, max_length=1000)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    talked_at = models.DateTimeField(null=True, blank=True)
    talked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(AskQuerySet)()

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                name="ask_takes_minutes", condition=models.Q(minutes__gte=1, minutes__lte=480)
            ),
            models.CheckConstraint(
                name="ask_answered_by_somebody",
                condition=models.Q(state="open", answered_at__isnull=True, answered_by__isnull=True)
                | models.Q(state="lapsed", answered_at__isnull=False)
                | ~models.Q(state__in=["open", "lapsed"])
                & models.Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="ask_talked_whole",
                condition=models.Q(talked_at__isnull=True, talked_by__isnull=True)
                | models.Q(talked_at__isnull=False, talked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"ask {self.pk}"


class AskReminder(TenantModel):
    """One step of the ladder: a letter before the day, one on the day. After that somebody talks."""

    ask = models.ForeignKey(Ask, models.PROTECT, related_name="reminders")
    step = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(default=clock.now)

    objects = TenantManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["initiative", "ask", "step"], name="ask_step_once")]

    def __str__(self) -> str:
        return f"{self.ask_id} step {self.step}"


class CampaignQuerySet(GovernedQuerySet["Campaign"]):
    """Focus and urgency."""

    def running(self, *, on: date) -> Self:
        """The one focus of a day, if there is one."""
        return self.filter(ended_at__isnull=True, starts_on__lte=on, ends_on__gte=on)


class Campaign(TenantModel):
    """One headline issue for some weeks: framed by its difficulty and its opportunity, with a countdown and who has acted."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="campaign")
    difficulty = LocalizedField()
    opportunity = LocalizedField()
    wanted = LocalizedField()
    about = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="campaigns")
    starts_on = models.DateField()
    ends_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(CampaignQuerySet)()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="campaign_ends_after_it_starts", condition=models.Q(ends_on__gte=models.F("starts_on"))
            ),
            models.UniqueConstraint(
                fields=["initiative"], condition=models.Q(ended_at__isnull=True), name="campaign_one_focus"
            ),
        ]

    def __str__(self) -> str:
        return f"campaign {self.record_id}"


class CampaignAct(TenantModel):
    """A partner has acted on the focus: what they did, in their own words."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="acts")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    words = models.TextField(max_length=500)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "campaign", "membership"], name="campaign_acted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.membership_id}"
