"""The promise board and the promise of one engagement: readable by anybody, late as large as kept. SPECTRUM S7, S8, E7."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from engagement.actions.obligations import recompute
from engagement.actions.promisee_votes import Petition, ask_promisees
from engagement.models import Engagement, FrontBanner, NotKept, Obligation, PromiseeVoice
from initiatives import clock
from initiatives.models import Initiative, Person
from tests.conftest import Browser
from tests.factories.engagements import make_open
from tests.factories.inputs import make_prompt, say_something
from tests.factories.restrictions import make_restriction
from tests.personas import People

BrowserOf = Callable[[Person | None], Browser]
BOARD = "/i/harbor/decisions/promises/"
pytestmark = pytest.mark.usefixtures("inside_initiative")


@pytest.fixture
def asked(people: People) -> Engagement:
    """Give an open question in which the resident said something, with what is owed computed."""
    made = make_open(by=people.backbone)
    make_prompt(made)
    say_something(made, "Mine", contributor=people.resident)
    recompute(engagement=made)
    return made


def read(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_board_says_so(client_of: BrowserOf) -> None:
    assert "No promises due" in read(client_of(None), BOARD)


def test_the_board_counts_kept_and_late_for_anybody(
    client_of: BrowserOf, asked: Engagement, people: People
) -> None:
    Obligation.objects.filter(engagement=asked, code="C2").update(
        state="late", due_at=clock.now() - timedelta(days=9)
    )
    for reader in (None, people.outsider, people.funder):
        page = read(client_of(reader), BOARD)
        assert "late or broken" in page
        assert "10 days late" in page or "9 days late" in page
        assert f"{asked.record.url}promises/" in page


def test_what_ran_out_a_moment_ago_counts_as_late_before_the_machine_has_looked(
    client_of: BrowserOf, asked: Engagement
) -> None:
    Obligation.objects.filter(engagement=asked, code="C2").update(
        state="pending", due_at=clock.now() - timedelta(hours=1)
    )
    assert "1 day late" in read(client_of(None), f"{BOARD}?show=late")


def test_a_restricted_question_is_counted_without_its_title(
    client_of: BrowserOf, asked: Engagement, people: People
) -> None:
    make_restriction(asked.record, by=people.backbone)
    page = read(client_of(None), f"{BOARD}?show=kept")
    assert "First family hubs" not in page
    assert "A restricted question" in page
    assert "First family hubs" not in read(client_of(None), "/i/harbor/decisions/promises.csv")


def test_the_table_to_take_along_has_a_line_for_each_part(client_of: BrowserOf, asked: Engagement) -> None:
    lines = read(client_of(None), "/i/harbor/decisions/promises.csv").splitlines()
    assert lines[0].startswith("record,question,group,level,part")
    assert len(lines) == 1 + Obligation.objects.count()


def test_the_queries_of_the_board_do_not_grow_with_the_questions(
    client_of: BrowserOf, asked: Engagement, people: People
) -> None:
    reader = client_of(None)
    reader.get(BOARD)
    with CaptureQueriesContext(connection) as few:
        reader.get(BOARD)
    more = make_open(by=people.backbone)
    recompute(engagement=more)
    with CaptureQueriesContext(connection) as many:
        reader.get(BOARD)
    assert len(many) <= len(few)


def test_the_promise_page_names_the_numbers_and_where_they_are_set(
    client_of: BrowserOf, asked: Engagement
) -> None:
    page = read(client_of(None), f"{asked.record.url}promises/")
    assert "A late promise counts as broken after" in page
    assert "30 days" in page


def test_a_resident_says_that_a_promise_was_not_kept_and_staff_answer(
    client_of: BrowserOf, asked: Engagement, people: People
) -> None:
    home = f"{asked.record.url}promises/"
    sent = client_of(people.resident).post(f"{home}not-kept/", {"code": "C1", "words": "There was no paper."})
    assert sent.status_code == 302
    claim = NotKept.objects.get()
    assert "There was no paper." in read(client_of(None), home)
    assert people.resident.name not in read(client_of(None), home)
    answered = client_of(people.backbone).post(
        f"{home}not-kept/{claim.pk}/answer/", {"answer_en": "It is here."}
    )
    assert answered.status_code == 302
    assert "It is here." in read(client_of(None), home)


def test_a_visitor_speaks_with_the_code_of_a_receipt_only(
    client_of: BrowserOf, asked: Engagement, people: People
) -> None:
    receipt = say_something(asked, "Without an account")
    vote = ask_promisees(
        engagement=asked, petition=Petition("lower", {"en": "Why"}, to_level=1), by=people.backbone
    )
    address = f"{asked.record.url}promises/votes/{vote.pk}/voice/"
    client_of(None).post(address, {"agrees": "yes", "receipt": "abcd-efgh-jkmn"})
    client_of(None).post(address, {"agrees": "yes"})
    assert not PromiseeVoice.objects.exists()
    assert client_of(None).post(address, {"agrees": "yes", "receipt": receipt.code}).status_code == 302
    assert PromiseeVoice.objects.get().input == receipt.input


def test_the_banner_stands_on_the_front_page_until_the_group_takes_it_down(
    client_of: BrowserOf, asked: Engagement, people: People, initiative: Initiative
) -> None:
    Engagement.objects.filter(pk=asked.pk).update(level=5)
    banner = FrontBanner.objects.create(engagement=asked, code="E7")
    front = f"/i/{initiative.slug}/"
    assert "Far too late since" in read(client_of(None), front)
    lifting = f"{asked.record.url}promises/banners/{banner.pk}/lifting/"
    for who in (people.backbone, people.partner, people.funder):
        client_of(who).post(lifting)
        assert FrontBanner.objects.get().lifted_at is None
    client_of(people.resident).post(lifting)
    assert FrontBanner.objects.get().lifted_by == people.resident
    assert "Far too late since" not in read(client_of(None), front)


def test_the_overview_shows_the_late_as_large_as_the_kept(client_of: BrowserOf, asked: Engagement) -> None:
    Obligation.objects.filter(engagement=asked, code="C2").update(state="late", due_at=clock.now())
    page = read(client_of(None), "/i/harbor/")
    assert "late now" in page
    assert "kept in time" in page


def test_a_late_promise_is_the_first_thing_on_today(
    client_of: BrowserOf, asked: Engagement, people: People
) -> None:
    Obligation.objects.filter(engagement=asked, code="C2").update(
        state="late", due_at=clock.now() - timedelta(days=3)
    )
    page = read(client_of(people.backbone), "/i/harbor/today/")
    assert "Promises that we made" in page
    assert page.index("Promises that we made") < page.index("</h2>") + 4000


def test_there_is_no_page_to_decide_otherwise_where_there_is_no_joint_group(
    client_of: BrowserOf, asked: Engagement, people: People
) -> None:
    assert client_of(people.backbone).get(f"{asked.record.url}override/").status_code == 404
    assert client_of(people.backbone).get(f"{asked.record.url}override/add/").status_code == 404
