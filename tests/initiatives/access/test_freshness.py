"""A copy is used again only while nothing has moved: not by a write, not by the clock, not by who looks or how."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse

from initiatives import clock
from initiatives.access.entrance import enter
from initiatives.access.remembered import Kept, Remembered, remembered
from initiatives.actions.tokens import make_token
from initiatives.models import Initiative, Restriction
from initiatives.record import record
from initiatives.rules.roles import Role
from initiatives.tenancy import inside, open_initiative
from tests.conftest import Browser, FreshDatabase
from tests.factories.agenda import make_proposed, room_of
from tests.factories.records import make_principle, make_record
from tests.factories.restrictions import make_restriction
from tests.personas import OTHER, OWN, People, the_people

PAGE = f"/i/{OWN}/"
ClientOf = Callable[[Any], Browser]


def etag(reader: Browser, **headers: str) -> str:
    answer = reader.get(PAGE, headers=headers)
    assert answer.status_code == 200
    return str(answer["ETag"])


def holds(reader: Browser, tag: str, **headers: str) -> bool:
    return reader.get(PAGE, headers={"If-None-Match": tag, **headers}).status_code == 304


@pytest.fixture
def reader(client_of: ClientOf, inside_initiative: Initiative) -> Browser:
    return client_of(None)


def test_a_copy_holds_and_the_page_is_the_remembered_one(reader: Browser) -> None:
    first = reader.get(PAGE)
    assert holds(reader, first["ETag"])
    again = reader.get(PAGE)
    assert (again.content, again["ETag"], again["Content-Type"]) == (
        first.content,
        first["ETag"],
        first["Content-Type"],
    )
    assert again["Cache-Control"] == first["Cache-Control"]
    assert set(again["Vary"].split(", ")) == set(first["Vary"].split(", "))


def test_a_proxy_may_keep_a_public_page_for_a_second_and_nothing_else(
    reader: Browser, client_of: ClientOf, people: People
) -> None:
    assert "s-maxage=1," in reader.get(PAGE)["Cache-Control"]
    assert "s-maxage" not in reader.get("/i/nowhere/")["Cache-Control"]
    _made, key = make_token(person=people.partner, scope="read", days=30, by=people.partner)
    for answer in (
        client_of(people.partner).get(PAGE),
        reader.get("/api/v1/i/harbor/partners/", headers={"Authorization": f"Bearer {key}"}),
        reader.get("/signin/"),
    ):
        assert answer.status_code == 200
        assert "private" in answer["Cache-Control"]


@pytest.mark.parametrize("asked", ["en", "es", "de,es;q=0.5", ""])
def test_an_answer_that_the_copy_holds_may_be_kept_as_the_page_may(reader: Browser, asked: str) -> None:
    page = reader.get(PAGE, headers={"Accept-Language": asked})
    short = reader.get(PAGE, headers={"Accept-Language": asked, "If-None-Match": page["ETag"]})
    assert (short.status_code, short.content, short["ETag"]) == (304, b"", page["ETag"])
    assert short["Cache-Control"] == page["Cache-Control"]
    assert set(short["Vary"].split(", ")) == set(page["Vary"].split(", "))


def test_a_remembered_page_is_not_made_again(reader: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    etag(reader)
    monkeypatch.setattr("initiatives.middleware.enter", lambda slug: pytest.fail("the page was made again"))
    etag(reader)


def test_a_write_is_on_the_page_at_once(reader: Browser, people: People) -> None:
    tag = etag(reader)
    make_principle("Said together", by=people.backbone)
    assert not holds(reader, tag)
    assert etag(reader) != tag


def test_a_change_of_the_initiative_itself_is_on_the_page_at_once(reader: Browser) -> None:
    tag = etag(reader)
    Initiative.objects.filter(slug=OWN).update(name="Called differently")
    assert not holds(reader, tag)
    assert "Called differently" in reader.get(PAGE).content.decode()


def test_a_write_of_another_initiative_leaves_the_copy_alone(
    reader: Browser, people: People, other_initiative: Initiative
) -> None:
    tag = etag(reader)
    with inside(other_initiative.pk):
        make_principle("Elsewhere", by=people.other_backbone)
    assert holds(reader, tag)


def test_a_restriction_moves_the_copy_when_it_is_set_and_when_it_ends_by_the_clock(
    reader: Browser, people: People
) -> None:
    hidden = make_record("Not for everybody", by=people.backbone)
    before = etag(reader)
    make_restriction(hidden, by=people.backbone, days=5, readers=(Role.DIRECTOR,))
    assert not holds(reader, before)
    during = etag(reader)
    with clock.at(clock.now() + timedelta(days=5, seconds=1)):
        assert not holds(reader, during)
        after = etag(reader)
    assert len({before, during, after}) == 3


def test_a_restriction_that_begins_later_moves_the_copy_at_that_second(
    reader: Browser, people: People
) -> None:
    hidden = make_restriction(make_record("Soon hidden", by=people.backbone), by=people.backbone, days=5)
    starts = clock.now() + timedelta(seconds=30)
    Restriction.objects.filter(pk=hidden.pk).update(starts_at=starts)
    before = etag(reader)
    with clock.at(starts - timedelta(seconds=1)):
        assert holds(reader, before)
    with clock.at(starts):
        assert not holds(reader, before)


def test_a_round_moves_the_copy_when_it_opens_and_when_it_closes(reader: Browser, people: People) -> None:
    room = room_of(make_proposed(people.backbone))
    for moment in (room.opens_at, room.closes_at):
        with clock.at(moment - timedelta(seconds=1)):
            tag = etag(reader)
        with clock.at(moment):
            assert not holds(reader, tag)


def test_the_next_day_needs_a_new_copy(reader: Browser) -> None:
    tag = etag(reader)
    with clock.at(clock.now() + timedelta(days=1)):
        assert not holds(reader, tag)


def test_language_theme_size_and_release_each_have_their_own_page(reader: Browser, settings: Any) -> None:
    Initiative.objects.filter(slug=OWN).update(languages=["en", "es"])
    plain = reader.get(PAGE)
    assert not holds(reader, plain["ETag"], **{"Accept-Language": "es"})
    for cookie, value in (("theme", "dark"), ("text", "large"), ("language", "es")):
        reader.cookies[cookie] = value
        other = reader.get(PAGE)
        assert other["ETag"] != plain["ETag"]
        assert other.content != plain.content
        del reader.cookies[cookie]
    assert reader.get(PAGE).content == plain.content
    settings.RELEASE = "another"
    assert not holds(reader, plain["ETag"])


def test_a_language_that_is_not_written_here_gives_the_page_in_one_that_is(reader: Browser) -> None:
    spanish = {"Accept-Language": "es"}
    first, again = (reader.get(PAGE, headers=spanish) for _ in range(2))
    assert first["Content-Language"] == again["Content-Language"]
    assert first.content == again.content
    assert holds(reader, first["ETag"], **spanish)


def test_unpublished_pages_are_gone_for_strangers_though_they_were_remembered(reader: Browser) -> None:
    tag = etag(reader)
    Initiative.objects.filter(slug=OWN).update(published_at=None)
    assert reader.get(PAGE).status_code == 404
    assert reader.get(PAGE, headers={"If-None-Match": tag}).status_code == 404


def test_nothing_is_remembered_of_whoever_could_be_somebody(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    client_of(people.backbone).get(PAGE)
    client_of(people.backbone).get(f"{PAGE}?as=public")
    stranger = client_of(None)
    stranger.cookies["messages"] = "anything"
    stranger.get(PAGE)
    client_of(None).get(PAGE, headers={"Authorization": "Bearer nothing"})
    assert remembered.used == 0
    client_of(None).get(PAGE)
    assert remembered.used > 0
    assert b"Sign out" in client_of(people.backbone).get(PAGE).content


def test_page_with_a_forms_token_or_a_cookie_is_not_remembered(
    reader: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_cookie(*args: object, **kwargs: object) -> HttpResponse:
        answer = HttpResponse("yours alone")
        answer.set_cookie("theme", "dark")
        return answer

    monkeypatch.setattr("communications.views.dashboards.render", with_cookie)
    assert reader.get(PAGE).content == b"yours alone"
    assert remembered.used == 0


def test_the_two_initiatives_never_share_a_page(reader: Browser, other_initiative: Initiative) -> None:
    assert reader.get(PAGE).content != reader.get(f"/i/{OTHER}/").content
    assert other_initiative.name in reader.get(f"/i/{OTHER}/").content.decode()


def test_the_way_in_leaves_the_scope_as_it_was(reader: Browser, inside_initiative: Initiative) -> None:
    etag(reader)
    reader.get(f"/i/{OTHER}/", headers={"If-None-Match": '"x"'})
    reader.get("/i/not-there/")
    assert open_initiative() == inside_initiative.pk
    assert Restriction.objects.count() == 0  # the database agrees: another scope would refuse


def test_what_is_in_force_is_counted_as_the_register_counts_it(
    inside_initiative: Initiative, people: People
) -> None:
    for days in (5, 10, 60):  # the last one waits for somebody else to agree
        make_restriction(make_record(f"Hidden {days}", by=people.backbone), by=people.backbone, days=days)
    for day in (0, 6, 20):
        with clock.at(clock.now() + timedelta(days=day)):
            entered = enter(OWN)
            assert entered is not None
            assert entered.marks.in_force == Restriction.objects.active(at=clock.now()).count()


def test_an_event_that_is_overtaken_is_not_missed(fresh_database: FreshDatabase) -> None:
    """The earlier number is committed last: a stamp of the newest number alone would never see it."""
    director = the_people().backbone
    is_written, may_commit = threading.Event(), threading.Event()

    def slow() -> list[str]:
        with transaction.atomic(), inside(Initiative.objects.get(slug=OWN).pk):
            record("agenda.answered", by=director)
            is_written.set()
            assert may_commit.wait(20)
        return []

    def overtaking() -> list[str]:
        assert is_written.wait(20)
        with transaction.atomic(), inside(Initiative.objects.get(slug=OWN).pk):
            record("agenda.answered", by=director)
        try:
            return [etag(Browser())]
        finally:
            may_commit.set()

    _, tags = fresh_database.in_threads(slow, overtaking)
    assert isinstance(tags, list)
    assert not holds(Browser(), tags[0])


# --- The store ---------------------------------------------------------------------------------------------------------
def page(size: int) -> Kept:
    return Kept('"tag"', "text/html", b"x" * size)


def test_the_store_never_takes_more_than_its_room_and_lets_the_oldest_go() -> None:
    store = Remembered(room=100_000)
    for number in range(50):
        store.keep((str(number),), page(5_000))
        store.find(("0",))
        assert store.used <= 100_000
    assert store.find(("0",))
    assert not store.find(("1",))
    assert store.find(("49",))


def test_a_page_takes_the_place_of_its_older_self_and_a_huge_one_stays_out() -> None:
    store = Remembered(room=100_000)
    store.keep(("a",), page(5_000))
    used = store.used
    store.keep(("a",), page(5_000))
    assert store.used == used
    store.keep(("b",), page(50_000))
    assert store.find(("b",)) is None
    assert Remembered(room=0).find(("a",)) is None
