"""A conversation as it is read: what was said, replies below what they answer, hidden words as their ground."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from communications.models import Post, PostHiding, Thread
from engagement.models import Hiding
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking, rows_in

ThreadRows = QuerySet[Thread]


@dataclass(slots=True)
class Said:
    """One thing that was said, with its replies; hidden words are read by their author alone."""

    post: Post
    hiding: PostHiding | None
    is_mine: bool
    replies: list[Said] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        """Whether the words stand here for this reader."""
        return self.hiding is None


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation: what was said in its order, how many spoke, and what was hidden on which ground."""

    said: list[Said]
    count: int
    people: int
    hidden: list[tuple[str, int]]


def talk_asked(thread: Thread, viewer: Viewer) -> Asking[Talk]:
    """Read a conversation: what was said, and what was hidden."""
    posts, hidings = (
        thread.posts.select_related("by").order_by("number"),
        PostHiding.objects.filter(post__thread=thread, lifted_at__isnull=True),
    )
    yield posts, hidings
    held = {one.post_id: one for one in hidings}
    said = {one.pk: Said(one, held.get(one.pk), one.by_id == viewer.person_id) for one in posts}
    return Talk(
        _as_tree(said),
        sum(one.is_shown for one in said.values()),
        len({one.post.by_id for one in said.values() if one.is_shown}),
        grounds_in_words(Counter(one.ground for one in held.values())),
    )


def grounds_in_words(counted: Counter[str]) -> list[tuple[str, int]]:
    """Return how often words were hidden on each ground."""
    return [(str(ground.label), counted[ground]) for ground in Hiding.Ground if counted[ground]]


def _as_tree(said: dict[int, Said]) -> list[Said]:
    """Replies stand below what began it, one step in: deeper steps could not be read on a phone."""
    below: dict[int, list[Said]] = defaultdict(list)
    top: list[Said] = []
    for one in said.values():
        first = one
        while first.post.reply_to_id is not None:
            first = said[first.post.reply_to_id]
        (top if first is one else below[first.post.pk]).append(one)
    for one in top:
        one.replies = below[one.post.pk]
    return top


def spoken(threads: ThreadRows) -> ThreadRows:
    """Return conversations with how much is said in each."""
    counted = Post.objects.shown().filter(thread=OuterRef("pk")).order_by().values("thread")
    number = Subquery(counted.annotate(many=Count("pk")).values("many"))
    return threads.select_related("record__initiative").annotate(said=Coalesce(number, 0))


def newest_in(threads: ThreadRows, most: int) -> Asking[list[Post]]:
    """Read what was said last and is shown; nothing where nobody has begun."""
    rows = (
        Post.objects.shown().filter(thread__in=threads.values("pk")).select_related("by").order_by("-number")
    )
    found = yield from rows_in(rows[:most])
    return found[::-1]
