"""The first page that anybody sees of an initiative."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communications.publishing.front import front_of as overview_on_paper
from engagement.actions.certifying import certify
from engagement.actions.closing import close_vote
from engagement.models import Decision, Obligation
from initiatives import clock
from initiatives.actions.activity_logs import Happening, log_activity
from initiatives.actions.commitments import Promise, create_commitment
from initiatives.models import Commitment, Initiative
from measurement.actions.imports import bring_figures
from measurement.actions.indicators import place_indicator, set_target
from measurement.models import Indicator
from tests.conftest import Browser
from tests.factories.activities import make_activity
from tests.factories.agenda import make_ratified
from tests.factories.decisions import after_the_end, counted, make_council, make_engagement, make_open, say
from tests.factories.figures import NOTE, by_group, long_table
from tests.factories.indicators import make_dimension, make_indicator
from tests.factories.partners import make_membership
from tests.personas import People

PAGE = "/i/harbor/"


@pytest.fixture
def reader(client_of: Callable[[Any], Browser]) -> Browser:
    return client_of(None)


@pytest.fixture
def headline(inside_initiative: Initiative, people: People) -> Indicator:
    dimension = make_dimension(by=people.backbone)
    indicator = make_indicator(by=people.backbone, slug="grad")
    place_indicator(indicator=indicator, listing="headline", gap_dimension=dimension, by=people.backbone)
    for content in (
        long_table("2015-16,70", "2016-17,72", "2017-18,74"),
        by_group("2018-19", all=(784, 1000), black=(125, 250), white=(440, 500), hispanic=(219, 250)),
        by_group("2019-20", all=(807, 1000), black=(150, 250), white=(450, 500), hispanic=(207, 250)),
    ):
        bring_figures(indicator=indicator, content=content, note=NOTE, by=people.backbone)
    set_target(
        indicator=indicator,
        value=Decimal(95),
        due=date(2025, 7, 31),
        label="2024-25",
        rationale={"en": "Agreed"},
        by=people.backbone,
    )
    return indicator


def seen(reader: Browser) -> str:
    answer = reader.get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u2060", "")


def test_headline_says_people_change_and_promise_before_anything_else(
    reader: Browser, headline: Indicator
) -> None:
    page = seen(reader)
    assert (
        "Students who graduate on time: 81 of every 100 students in 2019-20. "
        "That is 11 more than in 2015-16. Our promise is 14 more by 2024-25." in page
    )
    assert "<b>Better:</b> Students who graduate on time (81%)" in page


def test_headline_never_stands_without_its_gap(reader: Browser, headline: Indicator) -> None:
    page = seen(reader)
    assert "Race and ethnicity still makes a difference" in page
    assert "The widest gap fell from <b>38 points</b> to <b>30 points</b> since 2018-19." in page
    assert "We ask the same question of every group and never rank them." in page


def test_without_groups_the_overview_says_why_there_is_no_gap(
    reader: Browser, inside_initiative: Initiative, people: People
) -> None:
    indicator = make_indicator(by=people.backbone, slug="grad")
    bring_figures(indicator=indicator, content=long_table("2019-20,84"), note=NOTE, by=people.backbone)
    assert "Only totals so far" in seen(reader)


def test_protected_group_is_named_without_its_figure(
    reader: Browser, headline: Indicator, people: People
) -> None:
    groups = {"black": (150, 250), "white": (450, 500), "hispanic": (200, 241), "asian": (7, 9)}
    content = by_group("2020-21", all=(807, 1000), **groups)
    bring_figures(indicator=headline, content=content, note=NOTE, by=people.backbone)
    page = seen(reader)
    assert "Asian or Pacific Islander" in page
    assert "Not shown, to protect privacy: it would tell of fewer than 10 people" in page
    assert "78%" not in page


def test_rate_is_shown_by_its_course_and_less_is_called_fewer(
    reader: Browser, inside_initiative: Initiative, people: People
) -> None:
    indicator = make_indicator(
        by=people.backbone,
        slug="deaths",
        name={"en": "Babies who die before their first birthday"},
        unit="rate",
        multiplier=1000,
        decimals=1,
        direction="down",
        frequency="calendar_year",
        unit_label={"en": "births"},
    )
    table = long_table("2020,7.4", "2021,6.4", "2023,5.5", "2024,6.8")
    bring_figures(indicator=indicator, content=table, note=NOTE, by=people.backbone)
    page = seen(reader)
    assert "6.8 of every 1,000 births in 2024. That is 0.6 fewer than in 2020, but no clear change." in page
    assert "No figure for 2022." in page


def test_who_is_at_the_table_and_how_much_of_the_vote_residents_hold(
    reader: Browser, headline: Indicator
) -> None:
    page = seen(reader)
    assert "1 partner at the table" in page
    assert "1 of 2 votes at the table are held by residents." in page


def test_example_says_plainly_what_is_real_and_what_is_invented(
    reader: Browser, initiative: Initiative
) -> None:
    Initiative.objects.filter(pk=initiative.pk).update(is_illustrative=True)
    assert (
        "Figures are real unless marked as illustrative; partners, people and decisions are invented."
        in seen(reader)
    )


def test_new_initiative_shows_its_tagline_and_offers_staff_the_first_indicator(
    reader: Browser, initiative: Initiative, people: People, client_of: Callable[[Any], Browser]
) -> None:
    page = seen(reader)
    assert "The tagline of Harbor Learns" in page
    assert "Add an indicator" not in page
    assert "Add your first indicator" in seen(client_of(people.backbone))
    assert (
        "Add your first indicator" not in client_of(people.backbone).get(f"{PAGE}?as=public").content.decode()
    )


def test_queries_stay_within_the_budget_whatever_the_number_of_indicators(
    reader: Browser, headline: Indicator, people: People
) -> None:
    few = _queries(reader)
    for number in range(8):
        more = make_indicator(by=people.backbone, slug=f"more-{number}")
        bring_figures(indicator=more, content=long_table("2019-20,84"), note=NOTE, by=people.backbone)
    assert _queries(reader) == few
    assert few <= 12


def test_overview_sets_no_cookie_and_answers_an_unchanged_copy_with_304(
    reader: Browser, headline: Indicator
) -> None:
    answer = reader.get(PAGE)
    assert not answer.cookies
    assert reader.get(PAGE, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def _queries(reader: Browser) -> int:
    with CaptureQueriesContext(connection) as captured:
        reader.get(PAGE)
    return sum(query["sql"].startswith("SELECT") and "set_config" not in query["sql"] for query in captured)


def test_nobody_is_said_to_share_an_agenda_that_was_not_agreed(
    reader: Browser, inside_initiative: Initiative, people: People
) -> None:
    make_membership("Clinic", by=people.backbone)
    assert "have not agreed an agenda yet" in seen(reader)
    make_ratified(people.backbone)
    page = seen(reader)
    assert "share one agenda" in page
    assert "have not agreed" not in page


def test_a_vote_says_what_came_of_it(reader: Browser, inside_initiative: Initiative, people: People) -> None:
    council = make_council(people.backbone, "community", "community", "community")
    decision = make_open(council)
    for person in council.holders:
        say(decision, person)
    with clock.at(after_the_end(decision)):
        close_vote(decision=decision)
        section = seen(reader).partition("Latest decisions")[2]
    assert f"{Decision.objects.get(pk=decision.pk).get_state_display()}</" in section
    assert ">Closed<" not in section


def test_what_people_decided_stands_with_the_level_the_result_and_how_the_promise_is_kept(
    reader: Browser, inside_initiative: Initiative, people: People
) -> None:
    council = make_council(people.backbone, "community", "community", "community")
    asked = make_engagement(council, by=council[0])
    decision = make_open(council, engagement=asked)
    for holder in council.holders:
        say(decision, holder)
    with clock.at(counted(decision).round.closes_at):
        for teller in council.holders[:2]:
            certify(decision=decision, by=teller)
    part = {"engagement": asked, "level": 5, "facts_hash": "x"}
    Obligation.objects.filter(engagement=asked).delete()
    Obligation.objects.create(code="I1", state="kept", kept_at=clock.now(), **part)
    Obligation.objects.create(code="E3", due_at=clock.now() + timedelta(days=60), **part)
    with clock.at(after_the_end(decision)):
        section = (
            seen(reader).partition("Latest decisions, and whether we kept our word")[2].partition("</ul>")[0]
        )
    assert "Empowering" in section
    assert "3 voted, and it was adopted." in section
    assert "Promise being kept" in section
    assert "1 of 2 parts so far" in section


def test_what_all_logged_and_the_money_that_came_stand_on_the_page_and_on_paper(
    reader: Browser, inside_initiative: Initiative, people: People
) -> None:
    assert "What partners did together" not in seen(reader)
    lead = make_membership("Clinic", by=people.backbone)
    activity = make_activity("Play morning", by=people.backbone, lead=lead)
    day = clock.today() - timedelta(days=2)
    for came in (14, 9):
        log_activity(happening=Happening(activity, day, people=came), membership=lead, by=people.backbone)
    promise = Promise(
        {"en": "A van"}, lead, make_membership("Fund", by=people.backbone), clock.today(), money=Decimal(1200)
    )
    made = create_commitment(promise=promise, by=None)
    Commitment.objects.filter(pk=made.pk).update(state=Commitment.State.MET)
    paper = " ".join(overview_on_paper(inside_initiative).split())
    assert "Logged 2 times. 23 came, some of them more than once." in paper
    assert "$1,200 promised, $1,200 of it met." in paper
    section = seen(reader).partition("What partners did together")[2].partition("</section>")[0]
    said = " ".join(re.sub("<[^>]+>", " ", section).split())
    assert "Times logged 2 People came 23 some of them more than once" in said
    assert "$1,200 of $1,200 promised" in said
