"""Conversation on any record: one thread for each, open to everybody with an account, moderated in public. SPECTRUM S5."""

from __future__ import annotations

from typing import Self

from django.db import models

from engagement.models import Hiding
from initiatives import clock
from initiatives.models import LocalizedField, Person, Record
from initiatives.models.records import GovernedQuerySet
from initiatives.rules.viewer import Viewer
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet


class ThreadQuerySet(GovernedQuerySet["Thread"]):
    """Conversations."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Only those whose record is seen, too: it may be a part itself, as an indicator is of its program."""
        return super().visible_to(viewer).filter(about__in=Record.objects.visible_to(viewer))


class Thread(TenantModel):
    """The conversation about one record. It is a part of that record: it is withheld together with it."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="thread")
    about = models.OneToOneField(Record, models.PROTECT, related_name="conversation")

    objects = TenantManager.from_queryset(ThreadQuerySet)()

    def __str__(self) -> str:
        return f"thread {self.record_id}"


class PostQuerySet(TenantQuerySet["Post"]):
    """What people said."""

    def shown(self) -> Self:
        """Not hidden, and not hidden by what they answer."""
        hidden = PostHiding.objects.filter(lifted_at__isnull=True)
        return self.exclude(pk__in=hidden.values("post"))


class Post(TenantModel):
    """What one person said in a conversation, perhaps as a reply. The words can be erased; that something was said stays."""

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="posts")
    number = models.PositiveIntegerField()
    reply_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies")
    words = models.TextField(max_length=4000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = TenantManager.from_queryset(PostQuerySet)()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "thread", "number"], name="post_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.thread_id}-{self.number}"


class PostHiding(TenantModel):
    """Words were hidden on a ground of the list. It is counted in public; the author may ask a second person to look."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="hidings")
    ground = models.CharField(max_length=20, choices=Hiding.Ground.choices)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    appeal = models.TextField(blank=True, max_length=2000)
    appealed_at = models.DateTimeField(null=True, blank=True)
    answer = LocalizedField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "post"],
                condition=models.Q(lifted_at__isnull=True),
                name="post_hidden_once",
            ),
            models.CheckConstraint(
                name="post_appeal_heard_by_another",
                condition=models.Q(answered_by__isnull=True) | ~models.Q(answered_by=models.F("by")),
            ),
            models.CheckConstraint(
                name="post_appeal_answered_whole",
                condition=models.Q(answered_at__isnull=True, answered_by__isnull=True)
                | models.Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.ground}"
