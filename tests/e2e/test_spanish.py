"""Residents and partners read, answer and log in Spanish, on a phone, as others do in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Visit

HOME = "/i/every-student-graduates/"
PAGES = (f"{HOME}", f"{HOME}results/", f"{HOME}decisions/", f"{HOME}decisions/promises/", f"{HOME}plan/")
SAID = """() => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const own = [];
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    if (text.parentElement.closest("[lang]").lang === "es") own.push(text.textContent);
  }
  return own.join(" ");
}"""
"""The words of a page that it says itself: what is quoted in another language is marked as such."""
ENGLISH = re.compile(r"\b(the|of|and|with|this|was|are)\b")


@pytest.fixture
def visit_in_spanish(chromium: Browser, address: str) -> Iterator[Visit]:
    """Somebody whose phone speaks Spanish."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="es-MX", bypass_csp=True)
    yield Visit(context, address)
    context.close()


def own_words(visit: Visit) -> str:
    """Return what a page says itself, but for the names of invented organisations."""
    return re.sub(r"[^.]*\(illustrative\)", "", str(visit.page.evaluate(SAID)))


def test_public_pages_speak_spanish_to_whoever_asks_for_it(visit_in_spanish: Visit) -> None:
    for path in PAGES:
        page = visit_in_spanish.go(path)
        expect(page.locator("html")).to_have_attribute("lang", "es")
        assert not visit_in_spanish.scrolls_sideways(), path
    assert visit_in_spanish.faults() == []
    page = visit_in_spanish.go(f"{HOME}decisions/promises/")
    assert ENGLISH.findall(own_words(visit_in_spanish)) == []
    page.get_by_role("link", name="English").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_partner_logs_in_spanish(visit_in_spanish: Visit) -> None:
    visit_in_spanish.sign_in("partner")
    page = visit_in_spanish.go(f"{HOME}plan/log/")
    page.locator("input[name=people]").fill("23")
    page.get_by_label("¿Qué deberían saber los demás?").fill("Vinieron tres familias nuevas.")
    page.locator("button.tallest").click()
    expect(page.get_by_text("Gracias.")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Vinieron tres familias nuevas.")
