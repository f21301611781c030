"""Newsletters: put together from live records, sent once to a segment, and kept as a public page."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models import LocalizedField, Person, Record
from initiatives.models.records import GovernedQuerySet
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet


class NewsletterQuerySet(GovernedQuerySet["Newsletter"]):
    """Newsletters."""

    def sent(self) -> Self:
        """Only those that went out."""
        return self.filter(sent_at__isnull=False)


class Newsletter(TenantModel):
    """One issue: words of our own and blocks of live records, which are frozen when it is sent."""

    class Block(models.TextChoices):
        """What it can tell from live records, in this order."""

        FIGURES = "figures", _("Figures: where each headline indicator stands")
        DECISIONS = "decisions", _("Decisions: what was decided last")
        MEETINGS = "meetings", _("Meetings: what comes next")
        UPDATES = "updates", _("Updates: what is new")

    class Segment(models.TextChoices):
        """To whom it goes."""

        EVERYBODY = "everybody", _("Everybody: all who take part, and all subscribers")
        MEMBERS = "members", _("All who take part")
        PARTNERS = "partners", _("Partners")
        RESIDENTS = "residents", _("Residents")
        FUNDERS = "funders", _("Funders")
        SUBSCRIBERS = "subscribers", _("Subscribers without an account")

    record = models.OneToOneField(Record, models.PROTECT, related_name="newsletter")
    words = LocalizedField()
    blocks = models.JSONField(default=list)
    segment = models.CharField(max_length=12, choices=Segment.choices, default=Segment.EVERYBODY)
    frozen = models.JSONField(
        default=dict, blank=True
    )  # {language: blocks as they were read when it was sent}
    recipients = models.JSONField(
        default=list, blank=True
    )  # person:<id> and subscriber:<id>, fixed when it was sent
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(NewsletterQuerySet)()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="newsletter_sent_by_somebody",
                condition=models.Q(sent_at__isnull=True, sent_by__isnull=True)
                | models.Q(sent_at__isnull=False, sent_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"newsletter {self.record_id}"


class SubscriberQuerySet(TenantQuerySet["Subscriber"]):
    """Who wants newsletters without an account."""

    def reading(self) -> Self:
        """Only those whose owner said yes; who stopped the letters is known by their pass."""
        return self.filter(confirmed_at__isnull=False)


class Subscriber(TenantModel):
    """An address that wants the newsletters: it counts from the moment in which its owner opened the letter to it."""

    email = models.EmailField()
    language = models.CharField(max_length=8, default="en")
    asked_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(SubscriberQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint("initiative", Lower("email"), name="subscriber_once")]

    def __str__(self) -> str:
        return f"subscriber {self.pk}"
