"""The register and its pages, as readers meet them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from initiatives import clock
from initiatives.actions.principles import propose_principle
from initiatives.models import Initiative, Restriction, ReviewRequest
from initiatives.rules.roles import Role
from tests.conftest import Browser
from tests.factories.partners import make_membership
from tests.factories.records import make_principle, make_record
from tests.factories.restrictions import group_of, make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
OPEN = "/i/harbor/open/"


def body(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def test_an_empty_register_says_so(client_of: ClientOf, initiative: Initiative) -> None:
    assert "Nothing is restricted." in body(client_of(None).get(OPEN))


def test_everybody_reads_what_is_withheld_why_until_when_and_who(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    record = make_record("Minutes of May", by=people.backbone, kind="round")
    make_restriction(record, by=people.staff)
    page = body(client_of(None).get(OPEN))
    assert "One thing is not public now" in page
    assert "Somebody could be in danger." in page
    assert "It opens by itself on that day." in page
    assert "Restricted by Staff" in page
    assert f'<a href="{record.url}">Minutes of May</a>' in page


def test_a_title_that_is_withheld_too_is_named_to_nobody_but_the_readers(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    record = make_record("The title nobody may read", by=people.backbone)
    held = make_restriction(record, by=people.staff, fields=["title"])
    make_restriction(
        record, by=people.staff, days=3
    )  # another one that says nothing of the title opens no door
    for path in (OPEN, f"{OPEN}{held.pk}/"):
        page = body(client_of(None).get(path))
        assert f"Record {record.number}" in page
        assert "The title nobody may read" not in page
        assert record.url not in page
        assert "The title nobody may read" in body(client_of(people.backbone).get(path))
        assert "The title nobody may read" not in body(client_of(people.backbone).get(path, {"as": "public"}))


def test_a_principle_is_nothing_but_its_title_so_it_is_never_named(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    principle = propose_principle(
        words={"en": "A sentence that was taken away"}, kind="working", by=people.backbone
    )
    make_restriction(principle.record, by=people.staff)
    assert "A sentence that was taken away" not in body(client_of(None).get(OPEN))
    page = body(client_of(None).get("/i/harbor/agenda/principles/"))
    assert "A sentence that was taken away" not in page
    assert f'id="principle-{principle.record.number}"' in page, "the stub stands in its place"
    assert "Not public until" in page


def test_what_ended_stays_in_the_register(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    record = make_record("Open again", by=people.backbone)
    make_restriction(record, by=people.staff, days=5)
    with clock.at(clock.now() + timedelta(days=6)):
        page = body(client_of(None).get(OPEN))
    assert "Nothing is restricted." in page
    assert "Public again" in page
    assert "Open again" in page


def test_staff_restrict_a_record_from_its_form(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    record = make_record("Harm", by=people.backbone)
    browser = client_of(people.staff)
    address = f"{OPEN}add/{record.number}/"
    assert "Harm" in body(browser.get(address))
    sent = {
        "ground": "minor",
        "reason": "A child could be recognised by this.",
        "until": (clock.today() + timedelta(days=20)).isoformat(),
        "scope": "whole",
        "readers": [group_of(Role.DIRECTOR).pk],
    }
    wrong = browser.post(address, {**sent, "reason": ""})
    assert wrong.status_code == 422
    too_long = browser.post(address, {**sent, "until": (clock.today() + timedelta(days=500)).isoformat()})
    assert (too_long.status_code, "within 365 days" in body(too_long)) == (422, True)
    done = browser.post(address, sent)
    assert done.status_code == 302
    assert "A child could be recognised by this." in body(client_of(None).get(done["Location"]))


def test_the_backbone_is_ticked_and_all_that_is_wrong_is_said_at_once(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    browser = client_of(people.staff)
    address = f"{OPEN}add/{make_record('Harm', by=people.backbone).number}/"
    page = body(browser.get(address))
    for role in Role:
        ticked = re.search(rf'<input[^>]*name="readers"[^>]*value="{group_of(role).pk}"[^>]*>', page)
        assert ticked
        assert (" checked" in ticked[0]) is (role in (Role.DIRECTOR, Role.STAFF)), role
    sent = {
        "ground": "minor",
        "reason": "A child.",
        "scope": "whole",
        "until": clock.today(inside_initiative.zone).isoformat(),
    }
    wrong = body(browser.post(address, sent))
    assert "Choose an end date in the future." in wrong
    assert "Tick at least one group" in wrong
    assert "This is missing" not in wrong


def test_the_form_offers_only_what_a_record_has(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    browser = client_of(people.staff)
    page = body(browser.get(f"{OPEN}add/{make_record('Plain', by=people.backbone).number}/"))
    assert "Only some of its parts" not in page
    assert "Only its files" not in page
    partner = make_membership("Clinic", by=people.backbone)
    assert "Only some of its parts" in body(browser.get(f"{OPEN}add/{partner.record.number}/"))


def test_parts_are_asked_for_where_only_parts_are_withheld(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    partner = make_membership("Clinic", by=people.backbone)
    address = f"{OPEN}add/{partner.record.number}/"
    sent = {
        "ground": "legal_or_contract",
        "reason": "The lease is not signed yet.",
        "until": (clock.today() + timedelta(days=20)).isoformat(),
        "scope": "fields",
        "readers": [group_of(Role.DIRECTOR).pk],
    }
    wrong = client_of(people.staff).post(address, sent)
    assert (wrong.status_code, "Tick at least one part" in body(wrong)) == (422, True)
    assert "The lease is not signed yet." in body(wrong), "what was typed stays"
    done = client_of(people.staff).post(address, {**sent, "fields_withheld": ["agreement"]})
    assert done.status_code == 302
    assert Restriction.objects.get().fields == ["agreement"]
    assert "What it agreed to give" in body(client_of(None).get(done["Location"]))


@pytest.mark.parametrize(
    "path", ["people/clinic/", "people/clinic/agreement/", "people/groups/table/", "agenda/principles/"]
)
def test_whoever_may_restrict_is_offered_to_on_the_record_and_nobody_else(
    path: str, client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    make_membership("Clinic", by=people.backbone)
    make_principle("We listen", by=people.backbone)
    address = f"/i/harbor/{path}"
    assert "/open/add/" in body(client_of(people.backbone).get(address))
    assert "/open/add/" not in body(client_of(people.backbone).get(address, {"as": "public"}))
    assert "/open/add/" not in body(client_of(people.partner).get(address))
    assert "/open/add/" not in body(client_of(None).get(address))


def test_the_row_of_a_withheld_record_says_so_to_those_who_still_read_it(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    partner = make_membership("Clinic", by=people.backbone)
    held = make_restriction(partner.record, by=people.staff)
    page = body(client_of(people.backbone).get("/i/harbor/people/clinic/"))
    assert f'class="vis" href="{OPEN}{held.pk}/"' in page
    assert "Not public until" in page


def test_the_second_person_agrees_and_the_first_is_not_offered_to(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    held = make_restriction(make_record(by=people.backbone), by=people.staff, days=90)
    address = f"{OPEN}{held.pk}/"
    assert "Agree to this restriction" not in body(client_of(people.staff).get(address))
    assert "Agree to this restriction" in body(client_of(people.backbone).get(address))
    assert client_of(people.staff).post(f"{address}approval/").status_code == 409
    assert client_of(people.backbone).post(f"{address}approval/").status_code == 302
    assert Restriction.objects.active(at=clock.now()).filter(pk=held.pk).exists()
    assert client_of(people.backbone).post(f"{address}lifting/").status_code == 302
    assert not Restriction.objects.active(at=clock.now()).exists()


def test_a_visitor_asks_for_a_review_and_reads_the_answer(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    held = make_restriction(make_record(by=people.backbone), by=people.staff)
    address = f"{OPEN}{held.pk}/"
    assert client_of(None).post(f"{address}review/", {"words": "I think it is fine."}).status_code == 302
    asked = ReviewRequest.objects.get()
    assert asked.asked_by is None
    assert "I think it is fine." not in body(client_of(None).get(address))
    assert "I think it is fine." in body(client_of(people.backbone).get(address))
    answered = client_of(people.backbone).post(
        f"{OPEN}reviews/{asked.pk}/answer/", {"answer": "It opens in May."}
    )
    assert answered.status_code == 302
    assert "It opens in May." in body(client_of(None).get(address))


def test_a_renewal_asks_for_a_new_reason(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    held = make_restriction(make_record(by=people.backbone), by=people.staff)
    sent = {
        "reason": "Somebody could be in danger.",
        "until": (clock.today() + timedelta(days=20)).isoformat(),
    }
    browser, address = client_of(people.staff), f"{OPEN}{held.pk}/renewal/"
    assert browser.post(address, sent).status_code == 422
    assert browser.post(address, {**sent, "reason": "The danger is still there."}).status_code == 302


@pytest.mark.parametrize("path", ["", "{pk}/", "{pk}/review/"])
def test_public_pages_of_the_register_set_no_cookie(
    path: str, client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    held = make_restriction(make_record(by=people.backbone), by=people.staff)
    response = client_of(None).get(OPEN + path.format(pk=held.pk))
    assert response.status_code == 200
    assert bool(response.cookies) is path.endswith("review/")  # its own form page may


def test_the_register_asks_the_database_no_more_for_many(
    client_of: ClientOf,
    inside_initiative: Initiative,
    people: People,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    for _ in range(8):
        make_restriction(make_record(by=people.backbone), by=people.staff)
    browser = client_of(None)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        browser.get(OPEN)
