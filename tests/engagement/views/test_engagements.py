"""The pages of an engagement, as a visitor, a resident, a partner and the backbone read them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from engagement.actions.alternatives import Draft, write_alternative
from engagement.actions.evidence import add_figures
from engagement.actions.levels import change_level
from engagement.models import Alternative, Engagement, EvidenceRequest
from engagement.rules.spectrum_table import GROUNDS
from initiatives.actions.bylaws import adopt_clause
from initiatives.models import Event, Person
from measurement.actions.imports import bring_figures
from tests.conftest import Browser
from tests.factories.engagements import bylaws, make_announced, make_framed, make_open
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_indicator
from tests.factories.restrictions import make_restriction
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
Browsers = Callable[[Person | None], Browser]
PAGES = ("", "options/", "evidence/", "statements/", "statements/draft-analysis/", "statements/rationale/")


def read(browser: Browser, address: str) -> str:
    """Return a page that is there."""
    answer = browser.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


@pytest.mark.parametrize("who", ["visitor", "resident", "partner", "funder", "backbone"])
def test_every_page_of_a_question_carries_its_promise(people: People, client_of: Browsers, who: str) -> None:
    made = make_open(by=people.backbone)
    browser = client_of(people.named(who))
    for page in PAGES:
        assert "listen to your input and feedback" in read(browser, f"{made.record.url}{page}")


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("questions/", "answer a question asked in public: 10 days"),
        ("statements/", "Days to correct “what we heard” before deciding: 6 days"),
        ("timetable/", "Notice before an engagement opens: 7 days"),
    ],
)
def test_page_that_applies_a_rule_leads_to_its_clause(
    people: People, client_of: Browsers, page: str, words: str
) -> None:
    adopt_clause(
        document=bylaws(by=people.backbone),
        number="20.3",
        heading={"en": "What we owe"},
        words={"en": "Six days."},
        values={"heard_days": Decimal(6)},
        by=people.backbone,
    )
    made = make_announced(by=people.backbone)
    shown = " ".join(read(client_of(people.backbone), f"{made.record.url}{page}").split())
    assert words in shown
    link = f"{made.initiative.url}people/rules/bylaws/20.3/"
    assert (link in shown) == (page == "statements/")


def test_a_draft_is_seen_by_staff_only(people: People, client_of: Browsers) -> None:
    made = make_framed(by=people.backbone)
    assert client_of(None).get(made.record.url).status_code == 404
    assert client_of(people.resident).get(made.record.url).status_code == 404
    assert "being framed" in read(client_of(people.staff), made.record.url)


def test_what_is_missing_stands_on_the_room_with_links_for_whoever_makes_the_step(
    people: People, client_of: Browsers
) -> None:
    made = make_announced(by=people.backbone)
    page = read(client_of(people.backbone), made.record.url)
    assert "Next step" in page
    assert f'href="{made.record.url}timetable/"' in page
    assert "Next step" not in read(client_of(people.resident), made.record.url)


def test_a_refused_step_answers_with_the_whole_list(people: People, client_of: Browsers) -> None:
    made = make_announced(by=people.backbone)
    answer = client_of(people.backbone).post(f"{made.record.url}steps/open/")
    assert answer.status_code == 409
    assert "of notice are still to pass" in answer.content.decode()
    made.refresh_from_db()
    assert made.state == Engagement.State.ANNOUNCED


def test_a_promise_that_was_raised_leaves_the_old_one_struck_through(
    people: People, client_of: Browsers
) -> None:
    made = make_announced(by=people.backbone)
    change_level(engagement=made, to=3, reason={"en": "You asked for more."}, by=people.backbone)
    page = read(client_of(None), made.record.url)
    assert "<del>We will keep you informed, listen" in page
    assert "You asked for more." in page


def test_an_attempt_from_a_page_at_level_five_is_kept_although_the_page_is_refused(
    people: People, client_of: Browsers
) -> None:
    made = make_announced(by=people.backbone)
    Engagement.objects.filter(pk=made.pk).update(level=5)
    answer = client_of(people.partner).post(f"{made.record.url}options/add/", {"title_en": "Ours"})
    assert answer.status_code == 409
    assert not Alternative.objects.exists()
    assert Event.objects.filter(kind="engagement.attempt_refused", actor=people.partner).count() == 1


def test_a_question_is_framed_from_a_recipe_and_announced_from_its_pages(
    people: People, client_of: Browsers
) -> None:
    browser = client_of(people.backbone)
    sent = {"level": "2", "recipe": "survey", "title_en": "Hubs", "question_en": "Where should hubs be?"}
    address = browser.post("/i/harbor/decisions/add/", sent).headers["Location"]
    assert "Where should hubs be?" in read(browser, address)
    made = Engagement.objects.get()
    assert made.prompts.count() == 4
    refused = browser.post(f"{made.record.url}steps/announce/")
    assert "Who decides is missing" in refused.content.decode()


def test_a_recipe_of_another_level_is_refused_beside_its_field(people: People, client_of: Browsers) -> None:
    sent = {"level": "1", "recipe": "survey", "title_en": "Hubs", "question_en": "Where?"}
    answer = client_of(people.backbone).post("/i/harbor/decisions/add/", sent)
    assert answer.status_code == 422
    assert "belongs to another level" in answer.content.decode()


def test_a_visitor_asks_for_more_evidence_without_an_account(people: People, client_of: Browsers) -> None:
    made = make_announced(by=people.backbone)
    browser = client_of(None)
    answer = browser.post(f"{made.record.url}evidence/requests/", {"words": "What does each cost?"})
    assert answer.status_code == 302
    assert EvidenceRequest.objects.get().asked_by is None
    assert "What does each cost?" in read(browser, f"{made.record.url}evidence/")


def test_the_list_says_to_what_people_can_speak_now(people: People, client_of: Browsers) -> None:
    made = make_open(by=people.backbone)
    page = read(client_of(None), "/i/harbor/decisions/")
    assert "You can speak to one question now" in page
    assert made.record.url in page


def test_an_indicator_tells_which_decisions_used_it(people: People, client_of: Browsers) -> None:
    made = make_announced(by=people.backbone)
    indicator = make_indicator(by=people.backbone, slug="grad")
    bring_figures(indicator=indicator, content=long_table("2018-19,60"), note=NOTE, by=people.backbone)
    add_figures(engagement=made, indicator=indicator, words={}, by=people.backbone)
    assert "Decisions that used this" in read(client_of(None), indicator.record.url)


def test_frozen_figures_of_an_indicator_that_is_withheld_since_are_told_nobody(
    people: People, client_of: Browsers
) -> None:
    made = make_announced(by=people.backbone)
    indicator = make_indicator(by=people.backbone, slug="grad")
    bring_figures(indicator=indicator, content=long_table("2018-19,61"), note=NOTE, by=people.backbone)
    add_figures(engagement=made, indicator=indicator, words={}, by=people.backbone)
    address, data = f"{made.record.url}evidence/", f"/api/v1/i/harbor/engagements/{made.record.number}/"
    assert "61%" in read(client_of(None), address)
    make_restriction(indicator.record, by=people.backbone)
    page, told = read(client_of(None), address), client_of(None).get(data).json()["evidence"]
    assert "These figures are not public at the moment." in page
    assert "61%" not in page
    assert "figures" in {one["kind"] for one in told}
    assert not any(one["frozen"] for one in told)


def test_the_page_of_the_spectrum_is_the_declared_table(people: People, client_of: Browsers) -> None:
    page = read(client_of(None), "/i/harbor/decisions/spectrum/")
    assert "no, and recorded" in page
    assert str(GROUNDS["a"].words) in page.replace("&#x27;", "'")


def test_the_programming_interface_tells_the_same(people: People, client_of: Browsers) -> None:
    made = make_announced(by=people.backbone)
    write_alternative(engagement=made, draft=Draft({"en": "Eastbank"}), by=people.backbone)
    data = client_of(None).get(f"/api/v1/i/harbor/engagements/{made.record.number}/").json()
    assert data["level"] == 2
    assert data["alternatives"][0]["title"]["en"] == "Eastbank"
    assert data["steps"][0]["to_state"] == "announced"
