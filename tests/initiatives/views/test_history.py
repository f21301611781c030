"""Every change by date, for whoever may know it; and the public ledger."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

from initiatives import clock
from initiatives.actions.restrictions import lift_restriction
from initiatives.models import Initiative
from initiatives.record import record
from initiatives.rules.events import EventKind, Reader, catalogue
from tests.conftest import Browser
from tests.factories.records import make_record
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
HISTORY, LEDGER = "/i/harbor/history/", "/i/harbor/ledger/"
catalogue.declare(
    EventKind("tests.public", "{who} changed {what} until {until}"),
    EventKind("tests.members", "{who} told the members", Reader.MEMBERS),
    EventKind("tests.staff", "{who} told the staff", Reader.STAFF),
    EventKind("tests.kept", "{who} put {words} down for {what}", in_ledger=True),
    EventKind("tests.some", "{who} added {some} figures", for_one="{who} added {some} figure", number="some"),
)


def body(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def test_changes_are_told_in_sentences_under_the_day_where_the_initiative_is(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    thing = make_record("The <b>thing</b>", by=people.backbone)
    with clock.at(datetime(2026, 3, 2, 3, tzinfo=UTC)):  # still the first of March in Chicago
        record("tests.public", by=people.backbone, about=thing, facts={"until": "2026-05-01"})
    page = body(client_of(None).get(HISTORY))
    assert "1 March 2026" in page
    linked = '<a href="/i/harbor/agenda/principles/">The &lt;b&gt;thing&lt;/b&gt;</a>'
    assert f"Backbone changed {linked} until 1 May 2026" in page.replace("May 1, 2026", "1 May 2026")


def test_each_reader_is_told_what_is_for_them(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    for kind in ("tests.members", "tests.staff"):
        record(kind, by=people.backbone)
    told = {
        name: body(client_of(people.named(name)).get(HISTORY))
        for name in ("visitor", "resident", "staff", "outsider")
    }
    assert [name for name, page in told.items() if "told the members" in page] == ["resident", "staff"]
    assert [name for name, page in told.items() if "told the staff" in page] == ["staff"]
    as_public = body(client_of(people.staff).get(HISTORY, {"as": "public"}))
    assert "told the" not in as_public


def test_what_is_withheld_or_a_draft_leaves_no_trace(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    held, draft = (
        make_record("Withheld", by=people.backbone),
        make_record("Drafted", by=people.backbone, published=False),
    )
    for thing in (held, draft):
        record("tests.public", by=people.backbone, about=thing, facts={"until": "2026-05-01"})
    make_restriction(held, by=people.staff)
    assert "Backbone changed" not in body(client_of(people.resident).get(HISTORY))
    assert "Withheld" in body(client_of(people.backbone).get(HISTORY))
    assert client_of(None).get(HISTORY, {"record": held.number}).status_code == 403
    assert client_of(None).get(HISTORY, {"record": draft.number}).status_code == 404


def test_filters_narrow_by_kind_role_and_record(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    one, two = make_record("One", by=people.backbone), make_record("Two", by=people.backbone, kind="term")
    record("tests.public", by=people.backbone, about=one, facts={})
    record("tests.public", by=people.partner, about=two, facts={})
    browser = client_of(None)
    assert ">One</a>" not in body(browser.get(HISTORY, {"kind": "term"}))
    assert ">Two</a>" not in body(browser.get(HISTORY, {"role": "director"}))
    only = body(browser.get(HISTORY, {"record": two.number}))
    assert (">One</a>" in only, "What happened to “Two”" in only) == (False, True)


def test_one_is_told_in_the_singular(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    for some in (1, 2, ["only"]):
        record("tests.some", by=people.backbone, facts={"some": some})
    record("tests.some", by=people.backbone, facts={})
    page = body(client_of(None).get(HISTORY))
    assert (page.count("added 1 figure<"), page.count("added 2 figures<")) == (2, 1)
    assert "added — figures" in page


def test_old_events_of_a_kind_that_is_gone_are_still_told(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    catalogue.declare(EventKind("tests.gone", "Gone"))
    record("tests.gone", by=None)
    del catalogue.kinds["tests.gone"]
    assert "tests.gone" in body(client_of(None).get(HISTORY))


def test_the_page_of_the_ledger_shows_its_head_and_the_download_holds_it(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    record("tests.kept", by=people.backbone, facts={"words": "something"})
    browser = client_of(None)
    lines = [json.loads(line) for line in browser.get(f"{LEDGER}download.jsonl").content.splitlines()]
    assert lines[-1]["hash"] in body(browser.get(LEDGER))
    assert lines[-1]["payload"]["body"]["facts"] == {"words": "something"}
    assert not browser.get(LEDGER).cookies


def test_a_withheld_record_keeps_its_words_out_of_the_download_while_the_chain_stays_whole(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    thing = make_record("Withheld", by=people.backbone)
    record("tests.kept", by=people.backbone, about=thing, facts={"words": "secret words"})
    held = make_restriction(thing, by=people.staff)
    for person in (None, people.backbone):
        text = client_of(person).get(f"{LEDGER}download.jsonl").content.decode()
        assert "secret words" not in text
    assert "secret words" not in body(client_of(None).get(LEDGER))
    lift_restriction(restriction=held, by=people.backbone)
    assert "secret words" in client_of(None).get(f"{LEDGER}download.jsonl").content.decode()


def test_long_histories_are_paged_at_a_steady_price(
    client_of: ClientOf,
    inside_initiative: Initiative,
    people: People,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    for number in range(60):
        record(
            "tests.public", by=people.backbone, about=make_record(f"N{number}", by=people.backbone), facts={}
        )
    browser = client_of(None)
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
        page = browser.get(HISTORY)
    assert ">N59</a>" in body(page)
    assert ">N0</a>" not in body(page)
    assert ">N0</a>" in body(browser.get(HISTORY, {"page": 2}))
