"""A question put into SQL once gives every reader what the question itself would give them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from communications.overview import around, decided, outputs, page, promises, story
from engagement.actions.certifying import certify
from engagement.models import Engagement, FrontBanner
from initiatives import clock
from initiatives.access import Asked, Prepared, at_once, build_viewer
from initiatives.actions.activity_logs import Happening, log_activity
from initiatives.actions.campaigns import Focus, begin_campaign
from initiatives.actions.commitments import Promise, create_commitment
from initiatives.actions.outputs import Told, add_output
from initiatives.models import Dimension, Initiative, Person
from initiatives.rules.roles import Role
from initiatives.rules.viewer import Viewer, visitor
from initiatives.tenancy import OutsideInitiative, inside
from measurement.actions.imports import bring_figures
from measurement.models import Indicator
from measurement.pages import groups
from tests.factories.activities import make_activity
from tests.factories.agenda import make_ratified
from tests.factories.decisions import counted, make_council, make_engagement, make_open, say
from tests.factories.figures import NOTE, by_group
from tests.factories.indicators import make_dimension, make_indicator
from tests.factories.meetings import make_noticed
from tests.factories.partners import make_membership
from tests.factories.restrictions import make_restriction
from tests.personas import People

QUESTIONS: dict[str, Prepared[Any]] = {
    name: value
    for module in (around, decided, outputs, page, promises, story, groups)
    for name, value in vars(module).items()
    if isinstance(value, Prepared)
}


@pytest.fixture
def filled(inside_initiative: Initiative, people: People) -> Indicator:
    """Something for every question to find, and something hidden."""
    dimension = make_dimension(by=people.backbone)
    indicator = make_indicator(by=people.backbone, slug="grad")
    content = by_group("2019-20", all=(807, 1000), black=(150, 250), white=(450, 500), hispanic=(207, 250))
    bring_figures(indicator=indicator, content=content, note=NOTE, by=people.backbone)
    make_ratified(people.backbone)
    hidden = make_indicator(by=people.backbone, slug="hidden")
    make_restriction(hidden.record, by=people.backbone, days=5, readers=(Role.DIRECTOR,))
    lead = make_membership("Clinic", by=people.backbone)
    activity = make_activity("Play morning", by=people.backbone, lead=lead)
    log_activity(happening=Happening(activity, clock.today(), people=9), membership=lead, by=people.backbone)
    left = make_membership("Left", by=people.backbone)
    van = Promise({"en": "A van"}, lead, left, clock.today(), money=Decimal(1200))
    create_commitment(promise=van, by=None)
    type(left).objects.filter(pk=left.pk).update(left_on=left.joined_on + timedelta(days=1))
    FrontBanner.objects.create(engagement=_decided(people.backbone), code="E7")
    make_noticed(people.backbone)
    law = {"en": "A law"}
    changed = Told(kind="policy", title=law, words=law, whose=law, happened_on=clock.today(), membership=lead)
    add_output(told=changed, by=people.backbone)
    words = {"en": "Back in class"}
    focus = Focus(words, words, words, words, clock.today() + timedelta(days=30))
    begin_campaign(focus=focus, by=people.backbone)
    assert dimension.pk
    return indicator


def _decided(by: Person) -> Engagement:
    council = make_council(by)
    asked = make_engagement(council, by=council[0])
    vote = make_open(council, engagement=asked)
    for holder in council.holders:
        say(vote, holder)
    with clock.at(counted(vote).round.closes_at):
        for teller in council.holders[:2]:
            certify(decision=vote, by=teller)
    return asked


def asked_by(viewer: Viewer, indicator: Indicator, name: str) -> Asked:
    number = Dimension.objects.get().pk if name == "NAMES" else indicator.pk
    return Asked(viewer, clock.today(), number)


def nobody(indicator: Indicator) -> Viewer:
    return visitor(indicator.initiative.pk)


def plain(rows: list[Any]) -> list[object]:
    return [row if isinstance(row, tuple) else (type(row), row.pk, str(row)) for row in rows]


@pytest.mark.parametrize("name", QUESTIONS)
def test_strangers_and_members_get_what_the_question_itself_gives(
    name: str, filled: Indicator, people: People
) -> None:
    readers: list[Person | None] = [None, people.backbone, people.resident, people.outsider]
    for days in (0, 6):
        with clock.at(clock.now() + timedelta(days=days)):
            for reader in readers:
                asked = asked_by(build_viewer(reader, filled.initiative), filled, name)
                expected = plain(list(QUESTIONS[name].build(asked)))
                assert plain(QUESTIONS[name].rows(asked)) == expected
                assert expected


def test_restriction_hides_and_opens_by_the_clock_of_the_asking(filled: Indicator) -> None:
    def slugs(asked: Asked) -> set[str]:
        return {row[1] for row in page.SIGNS.rows(asked)}

    asked = Asked(nobody(filled))
    assert slugs(asked) == {"grad"}
    with clock.at(clock.now() + timedelta(days=6)):
        assert slugs(asked) == {"grad", "hidden"}


def test_another_initiative_is_asked_with_the_same_sql_and_sees_only_its_own(
    filled: Indicator, other_initiative: Initiative, people: People
) -> None:
    page.SIGNS.rows(Asked(nobody(filled)))
    with inside(other_initiative.pk):
        make_indicator(by=people.other_backbone, slug="theirs")
        rows = page.SIGNS.rows(Asked(visitor(other_initiative.pk)))
    assert [row[1] for row in rows] == ["theirs"]


def test_without_a_scope_nothing_is_asked(initiative: Initiative) -> None:
    with pytest.raises(OutsideInitiative):
        page.SIGNS.rows(Asked(visitor(initiative.pk)))


def test_the_rows_come_whole_and_ask_for_nothing_more(filled: Indicator) -> None:
    asked = replace(Asked(nobody(filled)), number=filled.pk)
    with CaptureQueriesContext(connection) as captured:
        (lead,) = story.LEADING.rows(asked)
        release = lead.rollup.release
        assert release is not None
        assert release.policy.min_denominator
        assert lead.population.name
    assert len(captured) == 1


def test_only_one_moment_fits_a_question(inside_initiative: Initiative) -> None:
    later: Callable[[Asked], Any] = lambda asked: Indicator.objects.filter(  # noqa: E731
        record__published_at__lt=clock.now() + timedelta(days=14)
    )
    with pytest.raises(ValueError, match="now"):
        Prepared[Indicator](later).rows(Asked(visitor(inside_initiative.pk)))


def test_several_questions_go_out_in_one_journey_and_each_gets_its_own_rows(filled: Indicator) -> None:
    asked = replace(Asked(nobody(filled), clock.today()), number=filled.pk)
    alone = {name: question.raw(asked) for name, question in QUESTIONS.items()}
    with CaptureQueriesContext(connection) as captured:
        answers = at_once(asked, *QUESTIONS.values())
    assert len(captured) == 1
    assert {name: answers.raw(question) for name, question in QUESTIONS.items()} == alone


def test_a_connection_prepares_a_question_once_and_a_new_one_again(filled: Indicator) -> None:
    def said() -> str:
        with CaptureQueriesContext(connection) as captured:
            question.rows(Asked(nobody(filled)))
        return str(captured[0]["sql"])

    question = Prepared[Indicator](lambda asked: Indicator.objects.visible_to(asked.viewer))
    assert [said().partition(" ")[0] for _ in range(3)] == ["PREPARE", "EXECUTE", "EXECUTE"]


def test_a_question_that_failed_can_be_asked_again(filled: Indicator) -> None:
    """What was prepared before the failure stays with the connection, and is in nobody's way."""
    asked = Asked(nobody(filled))
    fine = Prepared[Indicator](lambda asked: Indicator.objects.visible_to(asked.viewer))
    wrong = Prepared[Indicator](lambda _asked: Indicator.objects.extra(where=["1 / 0 = position"]))
    with pytest.raises(DatabaseError), transaction.atomic():
        at_once(asked, fine, wrong)
    assert [row.pk for row in fine.rows(asked)] == [filled.pk]
