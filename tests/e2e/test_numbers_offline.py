"""A partner on a phone enters this month's numbers without signal; with signal they go in once, with one receipt."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Visit

pytestmark = pytest.mark.usefixtures("alone")
MINE = "/i/every-student-graduates/results/mine/"


def test_numbers_typed_without_signal_wait_visibly_and_go_in_once(visit_on_phone: Visit) -> None:
    visit_on_phone.sign_in("partner")
    page = visit_on_phone.go(MINE)
    assert visit_on_phone.faults() == []
    assert not visit_on_phone.scrolls_sideways()
    page.get_by_label("Families called").first.fill("160")
    page.context.set_offline(True)
    page.get_by_role("button", name=re.compile("Send th")).click()
    expect(page.get_by_text("Waiting for signal")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("h1")).to_contain_text("one number is in", timeout=20_000)
    expect(page.locator("main")).to_contain_text("Waits for the backbone")
    assert visit_on_phone.faults() == []
    receipts = page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('waiting:')).length")
    assert receipts == 0
    visit_on_phone.go(MINE)
    expect(page.get_by_label("Families called").first).to_have_value("160")


def test_an_odd_number_asks_one_question_on_the_phone(visit_on_phone: Visit) -> None:
    visit_on_phone.sign_in("partner")
    page = visit_on_phone.go(MINE)
    page.get_by_label("Families called").first.fill("2630")  # ten times the month before
    page.get_by_role("button", name=re.compile("Send th")).click()
    expect(page.get_by_role("button", name="Use 263", exact=True)).to_be_visible()
    assert visit_on_phone.faults() == []


KEPT = "async (page) => Boolean(await (await caches.open('numbers-due')).match(page, { ignoreVary: true }))"


def test_the_page_opens_without_signal_once_it_was_seen_and_is_forgotten_on_signing_out(
    chromium: Browser, address: str
) -> None:
    """The policy of the pages is in force here: the worker must be allowed by it."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    visit = Visit(context, address)
    visit.sign_in("partner")
    page = visit.go(MINE)
    wait_until_kept(page)
    context.set_offline(True)
    page.goto(f"{address}{MINE}")
    page.get_by_label("Teachers trained").or_(page.get_by_label("Families called")).first.fill("161")
    page.get_by_role("button", name=re.compile("Send th")).click()
    expect(page.get_by_text("Waiting for signal")).to_be_visible()
    page.goto(f"{address}{MINE}")
    expect(page.get_by_text("Waiting for signal")).to_be_visible()
    context.set_offline(False)
    expect(page.locator("h1")).to_contain_text("one number is in")
    sign_out(page, address)
    assert page.evaluate("async () => (await caches.keys()).length") == 0
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    context.close()


def wait_until_kept(page: Page) -> None:
    """Wait until the worker has the page; nothing on the screen says so."""
    for _ in range(100):
        if page.evaluate(KEPT, MINE):
            return
        page.wait_for_timeout(200)
    raise AssertionError("the page was not kept on the phone")


def sign_out(page: Page, address: str) -> None:
    page.goto(f"{address}/signout/")
    page.get_by_role("button", name=re.compile("Sign out")).last.click()
    page.wait_for_load_state()
