"""Whoever said three things is one contributor: told once of all of it, asked once, and rating once. SPECTRUM C5, C6."""

from __future__ import annotations

import pytest

from engagement.actions.contributors import ask_for_ratings, tell, tell_what_became
from engagement.actions.inputs import withdraw_input
from engagement.actions.ratings import rate_use
from engagement.gathering.facts import facts_of
from engagement.models import Engagement, Told
from engagement.pages.inputs import rated
from initiatives.actions.erasure import erase_person
from initiatives.together import answer_of
from tests.factories.inputs import make_engagement, move_to, say_something
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")


@pytest.fixture
def engagement(people: People) -> Engagement:
    return make_engagement(by=people.backbone)


def reached(engagement: Engagement) -> tuple[int, int]:
    found = facts_of(engagement).answering
    return found.told, found.reachable


def test_people_are_counted_and_not_what_they_said(engagement: Engagement, people: People) -> None:
    for _n in range(3):
        say_something(engagement, contributor=people.resident)
    say_something(engagement, email="Ada@people.example")
    say_something(engagement, email="ada@people.example")
    say_something(engagement)  # nobody can reach whoever this is
    assert reached(engagement) == (0, 2)
    tell_what_became(engagement=engagement, by=people.backbone)
    assert reached(engagement) == (2, 2)


def test_one_is_told_when_all_that_they_said_is_answered(engagement: Engagement, people: People) -> None:
    first, second = (say_something(engagement, contributor=people.resident).input for _n in range(2))
    tell(first, Told.What.ANSWERED)
    assert reached(engagement) == (0, 1)
    assert facts_of(engagement).answering.last_told is None
    tell(second, Told.What.ANSWERED)
    assert reached(engagement) == (1, 1)
    assert facts_of(engagement).answering.last_told == Told.objects.filter(what="answered").latest("at").at


def test_what_was_taken_back_is_not_owed_an_answer(engagement: Engagement, people: People) -> None:
    kept, taken = (say_something(engagement, contributor=people.resident).input for _n in range(2))
    tell(kept, Told.What.ANSWERED)
    withdraw_input(given=taken, by=people.resident)
    assert reached(engagement) == (1, 1)


def test_whoever_was_erased_cannot_be_reached_and_holds_nobody_up(
    engagement: Engagement, people: People
) -> None:
    say_something(engagement, contributor=people.resident)
    say_something(engagement, contributor=people.partner)
    erase_person(person=people.resident, why="asked for it", by=None)
    tell_what_became(engagement=engagement, by=people.backbone)
    assert reached(engagement) == (1, 1)


def test_everybody_is_asked_once_and_rates_once(engagement: Engagement, people: People) -> None:
    given = [say_something(engagement, contributor=people.resident).input for _n in range(5)]
    move_to(engagement, "reported_back")
    assert ask_for_ratings(engagement=engagement, by=None) == 1
    assert ask_for_ratings(engagement=engagement, by=None) == 1
    assert Told.objects.filter(what="rate").count() == 1
    for each, stars in zip(given, (4, 4, 4, 4, 1), strict=True):
        rate_use(given=each, stars=stars)
    assert facts_of(engagement).ratings.given == (1,)
    assert answer_of(rated(engagement)).mean is None  # five ratings of one person are no mean of five


def test_a_mean_is_shown_of_five_people(engagement: Engagement, people: People) -> None:
    speakers = (people.resident, people.partner, people.funder)
    given = [say_something(engagement, contributor=each).input for each in speakers]
    given += [say_something(engagement).input, say_something(engagement, email="ada@people.example").input]
    move_to(engagement, "reported_back")
    for each, stars in zip(given, (4, 4, 3, 2, 2), strict=True):
        rate_use(given=each, stars=stars)
    found = answer_of(rated(engagement))
    assert (found.given, found.mean) == (5, 3.0)
