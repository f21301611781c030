"""Rules act from their day on and never backwards; what changed can be read; each screen says which clause it applies."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.formats import date_format

from initiatives import clock
from initiatives.actions.bylaws import adopt_clause, create_document
from initiatives.actions.conflicts import Side, name_mediator, raise_case
from initiatives.bylaws import in_force_on, rule_in_force, rules_ever
from initiatives.models import Clause, ConflictCase, Initiative, PolicyDocument
from measurement.actions.imports import bring_figures
from measurement.actions.releases import undo_until
from measurement.models import Release
from tests.conftest import Browser
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_indicator
from tests.personas import People

ClientOf = Callable[..., Browser]
HOME = "/i/harbor/"


def body(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


@pytest.fixture
def document(inside_initiative: Initiative, people: People) -> PolicyDocument:
    return create_document(slug="bylaws", title={"en": "Bylaws"}, purpose={}, by=people.backbone)


def adopt(document: PolicyDocument, by: People, words: str, **values: str) -> Clause:
    numbers = {key: Decimal(value) for key, value in values.items()}
    return adopt_clause(
        document=document,
        number="9.1",
        heading={"en": "Time"},
        words={"en": words},
        values=numbers,
        by=by.backbone,
    )


def test_a_mediation_keeps_the_time_that_it_began_with(document: PolicyDocument, people: People) -> None:
    adopt(document, people, "A mediation has ten days.", mediation_days="10")
    sides = [Side(people.partner, 1), Side(people.resident, 2)]
    case = raise_case(issue="Quarrel", sides=sides, by=people.partner)
    name_mediator(case=case, mediator=people.funder, ties="", by=people.backbone)
    before = ConflictCase.objects.get().due_at
    with clock.at(clock.now() + timedelta(days=1)):
        adopt(document, people, "A mediation has thirty days.", mediation_days="30")
        again = raise_case(issue="Another", sides=sides, by=people.partner, at_mediation=True)
    assert ConflictCase.objects.get(pk=case.pk).due_at == before
    assert again.due_at is not None
    assert before is not None
    assert again.due_at - before > timedelta(days=19)


def test_figures_are_undone_by_the_rule_of_the_day_on_which_they_were_published(
    client_of: ClientOf, document: PolicyDocument, people: People
) -> None:
    indicator = make_indicator(by=people.backbone)
    bring_figures(
        indicator=indicator,
        content=long_table("2021-22,63"),
        file_name="a.csv",
        note=NOTE,
        by=people.backbone,
    )
    release = Release.objects.get()
    with clock.at(clock.now() + timedelta(hours=30)):
        adopt(document, people, "Two days.", undo_hours="48")
        assert undo_until(release) == release.published_at + timedelta(hours=24)
        page = body(client_of(people.backbone).get(f"{indicator.record.url}data/"))
    assert "Take version 1 back" not in page


def test_the_number_of_any_day_can_be_told(document: PolicyDocument, people: People) -> None:
    before = clock.now()
    with clock.at(before + timedelta(days=1)):
        adopt(document, people, "Five.", notice_days="5")
    with clock.at(before + timedelta(days=3)):
        adopt(document, people, "Nine.", notice_days="9")
    for days, number in ((0, 7), (2, 5), (4, 9)):
        at = before + timedelta(days=days)
        assert rule_in_force("notice_days", at=at).value == number
        assert in_force_on(rules_ever("notice_days"), "notice_days", at=at).value == number


def test_two_versions_are_compared_word_by_word(
    client_of: ClientOf, document: PolicyDocument, people: People
) -> None:
    adopt(document, people, "Notice is given seven days before.", notice_days="7")
    adopt(document, people, "Notice is given ten days before.", notice_days="10")
    page = body(client_of(None).get(f"{HOME}people/rules/bylaws/9.1/"))
    assert "What version 2 changed" in page
    marks = re.findall(r"<(?:del|ins)>.*?</(?:del|ins)>", page)
    assert [mark for mark in marks if "seven" in mark]
    assert [mark for mark in marks if "ten" in mark]
    assert "Put in force without a decision on record" in page


def test_a_version_for_later_is_told_with_its_day_wherever_the_clause_stands(
    client_of: ClientOf, document: PolicyDocument, people: People
) -> None:
    adopt(document, people, "Nine days.", invitation_days="9")
    browser, day = client_of(people.backbone), clock.today() + timedelta(days=40)
    form = {"heading_en": "Time", "words_en": "Ten days.", "invitation_days": "10", "begins_on": day}
    address = f"{HOME}people/rules/bylaws/9.1/"
    assert browser.post(f"{address}edit/", form).status_code == 302
    told = date_format(day, "j F Y")
    for page, words in (
        (address, "Comes into force"),
        (f"{HOME}people/rules/", f"Version 2 comes into force on {told}"),
        (f"{HOME}people/invite/", f"from {told} on the next version"),
    ):
        found = body(browser.get(page))
        assert words in found, page
        assert "9 days" in found or page == f"{HOME}people/rules/"
    assert browser.post(f"{address}edit/", {**form, "begins_on": "2020-01-01"}).status_code == 422


@pytest.mark.parametrize(
    ("key", "value", "page"),
    [
        ("invitation_days", "9", "people/invite/"),
        ("restriction_alone_days", "20", "open/add/{number}/"),
        ("mediation_days", "9", "people/concerns/"),
    ],
)
def test_a_screen_that_applies_a_rule_links_to_its_clause(
    client_of: ClientOf, document: PolicyDocument, people: People, key: str, value: str, page: str
) -> None:
    adopt(document, people, "A number.", **{key: value})
    address = page.format(number=document.record.number)
    assert f"{HOME}people/rules/bylaws/9.1/" in body(client_of(people.backbone).get(f"{HOME}{address}"))


def test_a_number_that_no_clause_sets_says_so(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    assert "no clause sets it yet" in body(client_of(people.backbone).get(f"{HOME}people/invite/"))
