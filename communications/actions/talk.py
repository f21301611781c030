"""Conversation: anybody with an account speaks under their name; hiding has a ground, is counted, and can be appealed. S5."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from communications.models import Post, PostHiding, Thread
from communications.rules.talk_events import TALKED_ABOUT
from engagement.actions.appeals import check_appeal, check_hearing
from engagement.models import Hiding
from initiatives import clock
from initiatives.identity import change_record, give_record
from initiatives.models import Initiative, Person, Record, in_languages, local
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import current_initiative

Texts = dict[str, str]
LONGEST = 4000
TITLE = gettext_noop("Conversation on “{what}”")


@transaction.atomic
def begin_talk(*, about: Record, words: str, by: Person) -> Post:
    """Say the first word about a record; where others have begun, it is said in their conversation.

    Raises RuleBroken without words, about a draft, about a conversation itself, and about a kind that has none.
    """
    if about.state == Record.State.DRAFT:
        raise RuleBroken(_("This is not public yet. The conversation begins when it is."))
    if about.kind == "thread":
        raise RuleBroken(_("This is a conversation already. Reply in it."))
    if about.kind not in TALKED_ABOUT:
        raise RuleBroken(
            _("There is no conversation on this page. Begin it on the page that this is a part of.")
        )
    _check(words)
    Record.objects.select_for_update().get(pk=about.pk)
    thread = Thread.objects.select_related("record").filter(about=about).first()
    if thread is not None:
        return say(thread=thread, words=words, by=by)
    thread = Thread.objects.create(record=_give_record(about, by), about=about)
    record("talk.begun", by=by, about=thread)
    return say(thread=thread, words=words, by=by)


@transaction.atomic
def say(*, thread: Thread, words: str, by: Person, reply_to: Post | None = None) -> Post:
    """Say something, perhaps as a reply to somebody. Raises RuleBroken without words, or as a reply to what is hidden."""
    _check(words)
    thread = Thread.objects.select_for_update(of=("self",)).select_related("record").get(pk=thread.pk)
    if reply_to is not None and not thread.posts.shown().filter(pk=reply_to.pk).exists():
        raise RuleBroken(_("What you answer is hidden now. Say it to everybody instead."))
    last = thread.posts.aggregate(last=Max("number"))["last"] or 0
    said = Post.objects.create(
        thread=thread, number=last + 1, reply_to=reply_to, words=words.strip(), by=by, at=clock.now()
    )
    change_record(thread.record)
    record("talk.said", by=by, about=thread, facts={"number": said.number})
    return said


@transaction.atomic
def hide_post(*, post: Post, ground: str, by: Person) -> PostHiding:
    """Hide words that would harm somebody; the author reads the ground and how to appeal. The same again changes nothing.

    Raises RuleBroken without a ground from the list, and for one's own words.
    """
    if ground not in Hiding.Ground.values:
        raise RuleBroken(_("Choose the ground: hiding is counted in public."), field="ground")
    post = Post.objects.select_for_update(of=("self",)).select_related("thread__record").get(pk=post.pk)
    if post.by_id == by.pk:
        raise RuleBroken(_("These are your own words. They are hidden by somebody else."))
    standing = post.hidings.filter(lifted_at__isnull=True).first()
    if standing is not None:
        return standing
    hiding = PostHiding.objects.create(post=post, ground=ground, at=clock.now(), by=by)
    record("talk.hidden", by=by, about=post.thread, facts={"number": post.number, "ground": ground})
    return hiding


@transaction.atomic
def appeal_hiding(*, hiding: PostHiding, words: str, by: Person) -> None:
    """Ask a second person to look, as whoever said it."""
    hiding = _held(hiding)
    is_over = hiding.appealed_at is not None or hiding.lifted_at is not None
    check_appeal(is_author=hiding.post.by_id == by.pk, is_over=is_over, words=words)
    hiding.appeal, hiding.appealed_at = words.strip(), clock.now()
    hiding.save(update_fields=["appeal", "appealed_at"])
    record("talk.appealed", by=None, about=hiding.post.thread, facts={"number": hiding.post.number})


@transaction.atomic
def answer_hiding(*, hiding: PostHiding, is_lifted: bool, answer: Texts, by: Person) -> None:
    """Decide on an appeal as a third person. Raises RuleBroken for the one who hid the words, and the one who wrote them."""
    hiding = _held(hiding)
    check_hearing(
        is_hider=hiding.by_id == by.pk,
        is_author=hiding.post.by_id == by.pk,
        is_waiting=hiding.appealed_at is not None and hiding.answered_at is None,
        answer=answer,
    )
    now = clock.now()
    hiding.answer, hiding.answered_at, hiding.answered_by = answer, now, by
    hiding.lifted_at = now if is_lifted else None
    hiding.save(update_fields=["answer", "answered_at", "answered_by", "lifted_at"])
    facts: dict[str, Json] = {"number": hiding.post.number, "shown_again": is_lifted}
    record("talk.appeal_answered", by=by, about=hiding.post.thread, facts=facts)


def _check(words: str) -> None:
    if not words.strip():
        raise RuleBroken(_("Write something first."), field="words")
    if len(words.strip()) > LONGEST:
        raise RuleBroken(_("Keep it under 4,000 letters, please."), field="words")


def _give_record(about: Record, by: Person) -> Record:
    initiative = Initiative.objects.get(pk=current_initiative())
    title = in_languages(initiative.languages, TITLE, what=local(about.title))
    return give_record("thread", title=title, path="talk/{number}/", by=by, published=True, part_of=about)


def _held(hiding: PostHiding) -> PostHiding:
    rows = PostHiding.objects.select_for_update(of=("self",)).select_related("post__thread__record")
    return rows.get(pk=hiding.pk)
