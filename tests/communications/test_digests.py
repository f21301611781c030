"""A week of activity is one correct digest: nothing lost, nothing twice, whatever jobs and clocks do. Issue 5, item 7."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communications.actions.notices import (
    Hours,
    choose,
    make_digest,
    send_digest,
    spread,
)
from communications.actions.talk import begin_talk, say
from communications.delivery.load import room_again_at
from communications.models import Digest, Notice, NoticeBook, Unheard
from communications.rules.cadence import Frequency
from communications.rules.matters import MATTER_OF, Matter
from initiatives import clock
from initiatives.actions.follows import follow
from initiatives.models import Event, Initiative
from initiatives.rules.events import catalogue
from tests.conftest import Browser
from tests.factories.letters import WEEK, news, run_due, sent_before, to, want
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
pytestmark = pytest.mark.usefixtures("inside_initiative")


@pytest.fixture(autouse=True)
def _nothing_told_yet(inside_initiative: Initiative) -> None:
    Unheard.objects.all().delete()


def test_everything_that_is_told_can_happen() -> None:
    assert [kind for kind in MATTER_OF if kind not in catalogue.kinds] == []


def test_a_week_of_activity_is_one_letter_for_each(people: People) -> None:
    for number in range(3):
        with clock.at(clock.now() + timedelta(days=number)):
            news(people, f"News {number}")
    run_due(clock.now() + 2 * WEEK)
    for person in (people.partner, people.resident, people.funder, people.staff):
        letters = to(person)
        assert len(letters) == 1, person.name
        assert [f"News {number}" in letters[0] for number in range(3)] == [True] * 3
    assert not to(people.outsider)
    run_due(clock.now() + 4 * WEEK)
    assert len(to(people.partner)) == 1, "a week in which nothing happened has no letter"


def test_whoever_did_it_is_not_told(people: People) -> None:
    news(people)
    assert not Notice.objects.filter(book__person=people.backbone).exists()


def test_waiting_for_you_stands_first(people: People) -> None:
    news(people)
    run_due(clock.now() + WEEK)
    body = to(people.staff)[0]
    assert body.index("WAITING FOR YOU") < body.index("UPDATES AND REPORTS") < body.index("The hub opens")
    html = str(next(one for one in mail.outbox if one.to == [people.staff.email]).alternatives[0][0])  # type: ignore[attr-defined]
    assert html.index("Waiting for you") < html.index("The hub opens")


def test_doubled_jobs_tell_nothing_twice(people: People) -> None:
    news(people, is_spread=False)
    assert spread() > 0
    assert spread() == 0
    first = make_digest(person_id=people.partner.pk, frequency="weekly")
    assert first is not None
    assert make_digest(person_id=people.partner.pk, frequency="weekly") is None
    assert send_digest(digest_id=first.pk) is True
    assert send_digest(digest_id=first.pk) is False
    assert len(to(people.partner)) == 1


def test_the_books_are_held_in_one_order_while_notices_are_spread(people: People) -> None:
    news(people, is_spread=False)
    with CaptureQueriesContext(connection) as asked:
        assert spread() > 0
    table = NoticeBook._meta.db_table
    (books,) = (
        one["sql"] for one in asked if one["sql"].startswith("SELECT") and f'FROM "{table}"' in one["sql"]
    )
    assert f'ORDER BY "{table}"."id" ASC FOR UPDATE OF "{table}"' in books


def test_a_crash_while_a_digest_is_made_leaves_everything_waiting(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    news(people)

    def crash(*_args: object, **_more: object) -> None:
        raise RuntimeError("the machine is gone")

    with monkeypatch.context() as broken:
        broken.setattr("communications.actions.notices.enqueue", crash)
        with pytest.raises(RuntimeError):
            make_digest(person_id=people.partner.pk, frequency="weekly")
    assert not Digest.objects.exists()
    assert Notice.objects.waiting().filter(book__person=people.partner).count() == 1
    run_due(clock.now() + WEEK)
    assert len(to(people.partner)) == 1


def test_a_crash_while_notices_are_spread_leaves_the_event_unheard(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    news(people, is_spread=False)

    def crash(*_args: object) -> None:
        raise RuntimeError("the machine is gone")

    with monkeypatch.context() as broken:
        broken.setattr("communications.actions.notices._write", crash)
        with pytest.raises(RuntimeError):
            spread()
    assert Unheard.objects.count() == 1
    assert spread() > 0
    assert Unheard.objects.count() == 0


def test_late_jobs_tell_all_that_waited(people: People) -> None:
    news(people, "Early")
    spread()
    with clock.at(clock.now() + timedelta(days=40)):  # the workers were down for weeks
        news(people, "Late")
    run_due(clock.now() + timedelta(days=41))
    body = to(people.partner)
    assert len(body) == 1
    assert "Early" in body[0]
    assert "Late" in body[0]


def test_a_clock_that_jumps_ahead_and_back_loses_nothing_and_tells_nothing_twice(people: People) -> None:
    news(people, "Before")
    run_due(clock.now() + WEEK)  # the clock ran ahead: the letter of next Monday went out early
    assert len(to(people.partner)) == 1
    news(people, "After")  # and is set back: the same Monday comes again
    run_due(clock.now() + WEEK)
    letters = to(people.partner)
    assert len(letters) == 2
    assert ["After" in one for one in letters] == [False, True]
    assert ["Before" in one for one in letters] == [True, False]


def test_an_event_that_is_kept_late_is_told_in_the_next_letter(people: People) -> None:
    """Its number is smaller than those that were told already: no cursor of numbers or times may pass over it."""
    early = news(people, "Kept late", is_spread=False)
    event = Event.objects.get(record=early.record)
    Unheard.objects.filter(event=event).delete()  # its transaction is still open
    news(people, "Kept at once")
    run_due(clock.now() + WEEK)
    Unheard.objects.create(event=event)
    spread()
    run_due(clock.now() + 2 * WEEK)
    first, second = to(people.partner)
    assert "Kept at once" in first
    assert "Kept late" not in first
    assert "Kept late" in second
    assert "Kept at once" not in second


def test_each_matter_has_its_own_frequency(people: People) -> None:
    choose(
        person=people.partner,
        frequencies={Matter.UPDATES: "immediately", Matter.PEOPLE: "never"},
        hours=Hours(None, None, ""),
    )
    news(people)
    run_due(clock.now() + timedelta(minutes=5))
    run_due(clock.now() + timedelta(minutes=10))
    assert len(to(people.partner)) == 1
    assert not to(people.resident), "weekly is the usual"


def test_quiet_hours_go_by_the_readers_clocks(people: People) -> None:
    book = want(people.partner, "immediately", hours=Hours(time(20), time(8), "Asia/Tokyo"))
    night = datetime(2030, 6, 3, 22, tzinfo=clock.now().tzinfo).replace(hour=13)  # 22:00 in Tokyo
    with clock.at(night):
        news(people)
    run_due(night + timedelta(minutes=1))
    run_due(night + timedelta(hours=1))
    assert not to(people.partner)
    run_due(night + timedelta(hours=10, minutes=1))  # 8:01 in Tokyo
    run_due(night + timedelta(hours=10, minutes=5))
    assert len(to(people.partner)) == 1
    assert book.zone == "Asia/Tokyo"


def test_what_is_withheld_is_not_told_and_comes_when_it_opens(people: People) -> None:
    made = news(people, "Withheld for now")
    make_restriction(made.record, by=people.backbone, days=20)
    with clock.at(clock.now() + timedelta(days=8)):
        assert make_digest(person_id=people.partner.pk, frequency="weekly") is None
    with clock.at(clock.now() + timedelta(days=21)):
        digest = make_digest(person_id=people.partner.pk, frequency="weekly")
        assert digest is not None
        send_digest(digest_id=digest.pk)
    assert "Withheld for now" in to(people.partner)[0]


def test_who_speaks_hears_of_replies_and_who_follows_of_what_they_follow(people: People) -> None:
    made = news(people)
    follow(record=made.record, by=people.outsider)
    post = begin_talk(about=made.record, words="Who pays?", by=people.resident)
    Unheard.objects.all().delete()
    say(thread=post.thread, words="The county", by=people.partner)
    spread()
    told = set(Notice.objects.filter(matter=Matter.TALK).values_list("book__person", flat=True))
    assert told == {people.resident.pk, people.backbone.pk, people.outsider.pk}


def test_the_limit_lets_what_is_at_once_wait_and_then_go_out_together(people: People) -> None:
    want(people.partner, "immediately")
    for number in range(20):
        sent_before(people.partner, f"earlier-{number}")
    news(people, "One")
    news(people, "Two")
    assert make_digest(person_id=people.partner.pk, frequency="immediately") is None
    again = room_again_at(people.partner)
    assert again is not None
    run_due(again + timedelta(minutes=1))
    run_due(again + timedelta(minutes=2))
    assert len(to(people.partner)) == 1
    assert "One" in to(people.partner)[0]
    assert "Two" in to(people.partner)[0]


def test_never_waits_for_nothing_and_weekly_again_does_not_bring_it_back(people: People) -> None:
    news(people)
    want(people.partner, Frequency.NEVER)
    want(people.partner, Frequency.WEEKLY)
    run_due(clock.now() + WEEK)
    assert not to(people.partner)
