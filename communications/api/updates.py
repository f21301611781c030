"""Updates and conversations, as data."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from communications.models import Post, Thread, Update
from communications.pages.talk import spoken
from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Localized, RecordField
from initiatives.rules.viewer import Viewer


class UpdateSerializer(serializers.ModelSerializer[Update]):
    """One piece of news as it reads now; `record.version` over 1 says that it was corrected."""

    record = RecordField()
    title = Localized(source="record.title")
    words = Localized()
    about = serializers.IntegerField(source="about.number", default=None, allow_null=True)

    class Meta:
        model = Update
        fields = ("record", "title", "words", "about")


class UpdateViewSet(ReadingViewSet[Update]):
    """News, the newest first."""

    serializer_class = UpdateSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    lookup_value_regex = "[0-9]{1,9}"
    filterset_class = exactly(numbers={"about": "about__number"})

    def rows(self, viewer: Viewer) -> QuerySet[Update]:
        """Return the updates that this reader sees."""
        return Update.objects.visible_to(viewer).select_related("record__initiative", "about").order_by("-pk")


class ThreadSerializer(serializers.ModelSerializer[Thread]):
    """One conversation: what it is about, and how much is said in it."""

    record = RecordField()
    about = RecordField()
    said = serializers.IntegerField()
    posts = serializers.SerializerMethodField()

    class Meta:
        model = Thread
        fields = ("record", "about", "said", "posts")

    def get_posts(self, thread: Thread) -> list[dict[str, str | int | None]]:
        """Return what was said and is shown, with the name under which it stands on the page."""
        return [
            {
                "number": post.number,
                "reply_to": post.reply_to.number if post.reply_to else None,
                "by": post.by.shown_name,
                "at": post.at.isoformat(),
                "words": post.words,
            }
            for post in thread.shown_posts  # type: ignore[attr-defined]
        ]


class ThreadViewSet(ReadingViewSet[Thread]):
    """Conversations, the newest first."""

    serializer_class = ThreadSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    lookup_value_regex = "[0-9]{1,9}"
    filterset_class = exactly(numbers={"about": "about__number"})

    def rows(self, viewer: Viewer) -> QuerySet[Thread]:
        """Return the conversations that this reader sees, with what is shown in them."""
        posts = Post.objects.shown().select_related("by", "reply_to").order_by("number")
        seen = spoken(Thread.objects.visible_to(viewer)).select_related("about__initiative")
        return seen.prefetch_related(Prefetch("posts", posts, "shown_posts")).order_by("-pk")
