"""Journey (b): a partner logs an activity and this month's figures on a phone, on a slow network and without signal."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import PATIENCE, Visit

pytestmark = pytest.mark.usefixtures("alone")
LOG = "/i/every-student-graduates/plan/log/"
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 25_000}
"""About a slow third-generation network: 400 ms, 400 kbit/s down, 200 kbit/s up."""
TWO_MINUTES = 120
MOST_BYTES = 100_000


def slowed(page: Page) -> None:
    """Let everything that the page fetches take as long as on a slow network, and the phone think as slowly."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def test_a_partner_logs_and_sends_figures_in_under_two_minutes_on_a_slow_phone(visit_on_phone: Visit) -> None:
    visit_on_phone.sign_in("partner")
    slowed(visit_on_phone.page)
    began = time.monotonic()
    page = visit_on_phone.go(LOG)
    page.get_by_text("Evening study in two schools").click()
    expect(page.get_by_text("Students who stayed")).to_be_visible()
    page.locator("input[name=people]").fill("57")
    page.get_by_role("button", name="One more").click()
    page.get_by_label("What should others know?").fill("A bus was late, and nobody left.")
    for folded in page.get_by_text("Not yet due").all():
        folded.click()
    figure = page.locator("input[name^=value_]").first
    if figure.count():
        figure.fill(figure.input_value() or "150")
    page.locator("button.tallest").click()
    page.wait_for_load_state()
    if page.get_by_text("Keep it, and say why").count():
        page.get_by_label("Keep it, and say why").first.fill("Two schools more.")
        page.locator("button.tallest").click()
    expect(page.get_by_text("Thank you. Receipt")).to_be_visible(timeout=3 * PATIENCE)
    took = time.monotonic() - began
    assert took < TWO_MINUTES, f"it took {took:.0f} seconds"
    expect(page.locator("main")).to_contain_text("58")
    assert visit_on_phone.faults() == []
    assert not visit_on_phone.scrolls_sideways()
    print(f"the quick log took {took:.1f} s")


SLOW_STORE = """
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...told) {
    const asked = open.apply(this, told);
    Object.defineProperty(asked, "onsuccess", {
      set: (then) => asked.addEventListener("success", (event) => setTimeout(() => then(event), 1500)),
    });
    return asked;
  };
"""
"""A phone that takes a second and a half to open the place where photos wait."""


def test_what_is_logged_without_signal_waits_visibly_with_its_photo_and_goes_in_once(
    visit_on_phone: Visit,
) -> None:
    visit_on_phone.sign_in("partner")
    visit_on_phone.page.add_init_script(SLOW_STORE)
    page = visit_on_phone.go(LOG)
    assert visit_on_phone.faults() == []
    assert not visit_on_phone.scrolls_sideways()
    page.locator("input[name=people]").fill("21")
    page.get_by_label("What should others know?").fill("No signal in the gym.")
    picture = page.screenshot(clip={"x": 0, "y": 0, "width": 40, "height": 40})
    page.locator("input[name=photo]").set_input_files(
        {"name": "gym.png", "mimeType": "image/png", "buffer": picture}
    )
    expect(page.get_by_text("gym.png")).to_be_visible()
    page.context.set_offline(True)
    page.locator("button.tallest").click()
    expect(page.get_by_text("Waiting for signal")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Thank you. Receipt")).to_be_visible()
    expect(page.locator("main")).to_contain_text("No signal in the gym.")
    expect(page.locator("img.photo")).to_be_visible()
    receipt = page.url
    visit_on_phone.go(LOG)
    expect(page.get_by_text("Waiting for signal")).to_be_hidden()
    assert page.url.endswith(LOG), "nothing is sent a second time"
    assert receipt != page.url


KEPT = "async (page) => Boolean(await (await caches.open('quick-log')).match(page, { ignoreVary: true }))"


def test_the_page_opens_without_signal_once_it_was_seen(chromium: Browser, address: str) -> None:
    """The policy of the pages is in force here: the worker must be allowed by it."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    visit = Visit(context, address)
    visit.sign_in("partner")
    page = visit.go(LOG)
    for _ in range(100):
        if page.evaluate(KEPT, LOG):
            break
        page.wait_for_timeout(200)
    context.set_offline(True)
    page.goto(f"{address}{LOG}")
    page.locator("input[name=people]").fill("22")
    page.locator("button.tallest").click()
    expect(page.get_by_text("Waiting for signal")).to_be_visible()
    context.set_offline(False)
    expect(page.get_by_text("Thank you. Receipt")).to_be_visible()
    context.close()


def test_the_stepper_and_the_form_work_without_a_script(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    visit = Visit(context, address)
    visit.sign_in("partner")
    page = visit.go(LOG)
    page.locator("input[name=people]").fill("8")
    page.get_by_role("button", name="One more").click()
    expect(page.locator("input[name=people]")).to_have_value("9")
    page.get_by_text(re.compile("Evening study")).first.click()
    page.locator("button.tallest").click()
    expect(page.get_by_text("Thank you. Receipt")).to_be_visible()
    context.close()


def test_the_page_of_a_phone_weighs_under_a_hundred_kilobytes(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    visit = Visit(context, address)
    visit.sign_in("partner")
    sizes: list[int] = []
    session = context.new_cdp_session(visit.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    visit.go(LOG)
    visit.page.wait_for_load_state("networkidle")
    print(f"the quick log weighs {sum(sizes):,} bytes")
    assert 0 < sum(sizes) <= MOST_BYTES
    context.close()
