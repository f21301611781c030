"""What the Minnesota demonstration must show: every level of the spectrum, and promises that were kept, late and broken."""

from __future__ import annotations

import json
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit

SLUG = "every-student-graduates"
DECISIONS = f"/i/{SLUG}/decisions/"


def listed(address: str, what: str) -> list[dict[str, Any]]:
    """Return everything of a kind that anybody can read without an account, page after page."""
    found: list[dict[str, Any]] = []
    url = f"{address}/api/v1/i/{SLUG}/{what}/"
    while url:
        with urlopen(url, timeout=30) as answer:
            page = json.load(answer)
        found += page["results"]
        url = page["next"]
    return found


def test_there_is_a_question_at_each_level_and_they_stand_in_different_states(address: str) -> None:
    questions = listed(address, "engagements")
    assert {each["level"] for each in questions} == {1, 2, 3, 4, 5}
    states = [each["state"] for each in questions]
    assert len(set(states)) == len(states) >= 5
    assert {"open", "completed"} <= set(states)


@pytest.mark.parametrize("state", ["kept", "late", "broken"])
def test_one_promise_is_kept_one_late_and_one_broken(address: str, state: str) -> None:
    assert any(each["state"] == state for each in listed(address, "promises"))


@pytest.mark.parametrize("state", ["kept", "late", "broken"])
def test_the_board_shows_it_to_anybody(visit: Visit, state: str) -> None:
    page = visit.go(f"{DECISIONS}promises/?show={state}")
    expect(page.locator("ul.owed > li").first).to_be_visible()


def test_what_comes_after_a_decision_is_there(address: str) -> None:
    votes = listed(address, "decisions")
    purposes = {(each["purpose"], each["state"]) for each in votes}
    assert ("reaffirm", "in_force") in purposes
    assert "end" in {purpose for purpose, _state in purposes}
    assert ("criteria", "in_force") in purposes
    assert "reaffirmed" in {each["state"] for each in votes}
    assert "review_due" in {each["state"] for each in votes}


def test_who_decided_stands_beside_who_was_heard(visit: Visit, visit_on_phone: Visit, address: str) -> None:
    (number,) = [each["record"]["number"] for each in listed(address, "engagements") if each["level"] == 5]
    for one in (visit, visit_on_phone):
        page = one.go(f"{DECISIONS}{number}/heard/")
        expect(page.get_by_role("heading", name="Who decided")).to_be_visible()
        assert one.faults() == []
        assert not one.scrolls_sideways()
