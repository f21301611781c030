"""Small builders of steps of communication: updates, conversations, a newsletter, the letters of a week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from ci_platform.demonstration.steps import en
from ci_platform.demonstration.story import Step, Told
from communications.actions.newsletters import Issue, send_newsletter, write_newsletter
from communications.actions.notices import begin_anew, make_digest, spread
from communications.actions.talk import begin_talk, say
from communications.actions.updates import correct_update, publish_update
from communications.models import Thread, Unheard, Update
from communications.rules.cadence import USUAL
from initiatives import clock
from initiatives.actions.asks import Wish, answer_ask, ask
from initiatives.actions.campaigns import Focus, begin_campaign, say_acted
from initiatives.models import Ask, Campaign, Record


def news(days_ago: int, title: str, words: str, *, by: str = "director", hour: int = 15) -> Step:
    """Something new is published."""

    def act(told: Told) -> None:
        publish_update(title=en(title), words=en(words), by=told.people[by])

    return Step(days_ago, act, hour=hour)


def corrected(days_ago: int, title: str, before: str, after: str, note: str) -> Step:
    """One phrase of an update was wrong."""

    def act(told: Told) -> None:
        found = Update.objects.select_related("record").get(record__title__en=title)
        words = en(found.words["en"].replace(before, after))
        correct_update(update=found, title=found.record.title, words=words, note=en(note), by=told.director)

    return Step(days_ago, act)


def begun(days_ago: int, about: Callable[[Told], Record], words: str, *, by: str) -> Step:
    """Somebody says the first word about a record."""

    def act(told: Told) -> None:
        begin_talk(about=about(told), words=words, by=told.people[by])

    return Step(days_ago, act)


def said(
    days_ago: int, about: Callable[[Told], Record], words: str, *, by: str, reply_to: int = 0, hour: int = 15
) -> Step:
    """Somebody says something more, perhaps as a reply."""

    def act(told: Told) -> None:
        thread = Thread.objects.get(about=about(told))
        answered = thread.posts.get(number=reply_to) if reply_to else None
        say(thread=thread, words=words, by=told.people[by], reply_to=answered)

    return Step(days_ago, act, hour=hour)


def newsletter(days_ago: int, title: str, words: str, *, by: str = "director") -> Step:
    """A newsletter goes out to everybody."""

    def act(told: Told) -> None:
        issue = Issue(en(title), en(words), ("figures", "decisions", "updates"), "everybody")
        made = write_newsletter(issue=issue, by=told.people[by])
        send_newsletter(newsletter=made, by=told.people[by])

    return Step(days_ago, act)


def focus(days_ago: int, title: str, *, difficulty: str, opportunity: str, wanted: str, days: int) -> Step:
    """The table's one focus begins."""

    def act(told: Told) -> None:
        ends_on = clock.today(told.initiative.zone) + timedelta(days=days)
        said = Focus(en(title), en(difficulty), en(opportunity), en(wanted), ends_on)
        begin_campaign(focus=said, by=told.director)

    return Step(days_ago, act)


def acted(days_ago: int, partner: str, words: str, *, by: str) -> Step:
    """A partner says what it did for the focus."""

    def act(told: Told) -> None:
        running = Campaign.objects.select_related("record").get(ended_at__isnull=True)
        say_acted(campaign=running, membership=told.partners[partner], words=words, by=told.people[by])

    return Step(days_ago, act)


def asked(
    days_ago: int, partner: str, what: str, why: str, minutes: int, *, days: int, by: str = "ingrid"
) -> Step:
    """The backbone asks a partner for something."""

    def act(told: Told) -> None:
        wish = Wish(en(what), en(why), minutes, clock.today(told.initiative.zone) + timedelta(days=days))
        ask(membership=told.partners[partner], wish=wish, by=told.people[by])

    return Step(days_ago, act)


def answered(days_ago: int, partner: str, state: str, words: str, *, by: str) -> Step:
    """A partner answers what it was asked for last."""

    def act(told: Told) -> None:
        found = Ask.objects.filter(membership=told.partners[partner], state=Ask.State.OPEN).latest("pk")
        answer_ask(found=found, state=state, words=words, by=told.people[by])

    return Step(days_ago, act)


def letters_begin(days_ago: int) -> Step:
    """What happened before is history; from here on people are told."""

    def act(_told: Told) -> None:
        begin_anew()

    return Step(days_ago, act, hour=0)


def weekly_letters(*who: str) -> Step:
    """The week is over: each of these people has one letter."""

    def act(told: Told) -> None:
        while Unheard.objects.exists():
            spread()
        for key in who:
            make_digest(person_id=told.people[key].pk, frequency=USUAL)

    return Step(0, act, hour=23)
