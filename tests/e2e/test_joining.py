"""Under the policy that browsers are sent: whoever is invited comes in, and the API can be read about."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Visit

MINNESOTA = "/i/every-student-graduates/"


@pytest.fixture
def strict(chromium: Browser, address: str) -> Iterator[Visit]:
    """A visitor on a phone whose browser keeps to the policy of the pages, as everybody's does."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield Visit(context, address)
    context.close()


def letter_to(somebody: str, visit: Visit) -> str:
    """Return the page of the newest letter to somebody, once a worker has sent it."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        row = visit.go("/dev/mail/").locator("li", has_text=somebody)
        if row.count():
            row.first.get_by_role("link").click()
            return visit.page.content()
        time.sleep(0.5)
    raise AssertionError("no letter came")


def test_whoever_is_invited_accepts_without_an_account(visit: Visit, strict: Visit) -> None:
    visit.sign_in("backbone")
    page = visit.go(f"{MINNESOTA}people/invite/")
    page.get_by_label("E-mail", exact=False).first.fill("newcomer@people.example.org")
    page.get_by_label("Resident", exact=False).first.check()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.locator("main")).to_contain_text("newcomer@people.example.org")
    letter = letter_to("newcomer@people.example.org", visit)
    link = re.search(r"/join/[^\s/\"<]+/", letter)
    assert link
    invited = strict.go(link[0])
    invited.get_by_label("name", exact=False).first.fill("Nora Newcomer")
    invited.get_by_role("button", name="Accept and take part").click()
    expect(invited.locator("body")).not_to_contain_text("could not be done")
    strict.go(MINNESOTA)
    expect(invited.get_by_role("link", name="Sign in")).to_have_count(0)


def test_the_operations_of_the_api_can_be_read_in_the_browser(strict: Visit) -> None:
    page = strict.go("/api/v1/docs/")
    page.locator("#operations-tag-indicators").click()
    expect(page.locator("#swagger-ui")).to_contain_text("/api/v1/i/{slug}/indicators/")
    assert strict.trouble == []
