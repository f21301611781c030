"""The journeys of the first product, each walked by the person it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Visit

MINNESOTA, HAMILTON = "/i/every-student-graduates/", "/i/more-first-birthdays/"
OF_MINNESOTA = (
    "", "agenda/", "agenda/versions/", "agenda/words/", "agenda/principles/", "agenda/benefits/", "results/",
    "results/graduation/", "results/graduation/groups/", "results/graduation/data/", "results/belonging/",
    "results/equity/", "results/chronic-absence/turn/", "results/chronic-absence/turn/2/6/", "plan/",
    "plan/strategies/families-and-students-lead-with-us/", "plan/handoffs/", "plan/gaps/", "plan/commitments/",
    "plan/changes/", "plan/assessment/", "decisions/", "decisions/spectrum/", "meetings/", "updates/",
    "people/", "people/riverside-school-district-illustrative/", "people/groups/table/", "people/seats/",
    "people/rules/", "people/turf/", "people/fairness/", "people/survey/", "reports/", "open/", "history/",
    "ledger/", "search/?q=grad",
)  # fmt: skip
FOR_STAFF = (
    "today/", "results/graduation/", "results/import/", "results/graduation/turn/1/4/",
    "results/graduation/turn/1/room/", "results/add/", "results/groups/", "plan/activities/add/",
    "people/invite/", "people/asks/", "people/concerns/", "people/requests/", "people/effectiveness/",
    "settings/", "settings/access/",
)  # fmt: skip
PUBLIC = [
    "/",
    "/signin/",
    "/help/",
    f"{HAMILTON}results/infant-mortality/",
    *(MINNESOTA + one for one in OF_MINNESOTA),
]
STAFF = ["/start/", *(MINNESOTA + one for one in FOR_STAFF)]


@contextmanager
def open_screen(chromium: Browser, address: str) -> Iterator[Visit]:
    """Give a window in which one page after the other is looked at."""
    window = chromium.new_context(bypass_csp=True, reduced_motion="reduce")  # colours change at once
    yield Visit(window, address)
    window.close()


@pytest.fixture(scope="module")
def screen(chromium: Browser, address: str) -> Iterator[Visit]:
    """A visitor's window."""
    with open_screen(chromium, address) as opened:
        yield opened


@pytest.fixture(scope="module")
def screen_of_backbone(chromium: Browser, address: str) -> Iterator[Visit]:
    """The backbone's window, signed in."""
    with open_screen(chromium, address) as opened:
        opened.sign_in("backbone")
        yield opened


def look_at(screen: Visit, path: str) -> None:
    """Load a page once; look at it as at a desk in light colours, then as on a phone in dark ones."""
    at_desk, on_phone = (1400, 900, "light"), (390, 844, "dark")
    for width, height, scheme in (at_desk, on_phone):
        screen.page.set_viewport_size({"width": width, "height": height})
        screen.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        if (width, height, scheme) == at_desk:
            screen.go(path)
        assert screen.faults() == [], f"{width} wide, {scheme}"
        assert not screen.scrolls_sideways(), f"{width} wide"


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_accessible_at_a_desk_and_on_a_phone_in_the_dark(screen: Visit, path: str) -> None:
    look_at(screen, path)


@pytest.mark.parametrize("path", STAFF)
def test_a_page_of_the_backbone_is_accessible(screen_of_backbone: Visit, path: str) -> None:
    look_at(screen_of_backbone, path)


def test_a_funder_reads_the_gap_without_an_account_and_takes_the_figures_along(visit: Visit) -> None:
    page = visit.go(MINNESOTA)
    expect(page.locator("h1")).to_contain_text("Every student in Minnesota")
    page.get_by_role("link", name="Students who graduate on time").first.click()
    expect(page.locator("h1")).to_have_text("Students who graduate on time")
    expect(page.locator("main")).to_contain_text("33 points")
    with page.expect_download() as brought:
        page.locator("a[href$='figures.csv']").first.click()
    lines = Path(brought.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert any("2019-20" in line and "56" in line for line in lines)


def test_nothing_public_sets_a_cookie(visit: Visit) -> None:
    for path in (MINNESOTA, f"{MINNESOTA}results/graduation/", f"{MINNESOTA}open/", f"{MINNESOTA}ledger/"):
        visit.go(path)
    assert visit.page.context.cookies() == []


def test_the_director_asks_for_a_report_and_a_worker_builds_it(visit: Visit) -> None:
    visit.sign_in("backbone")
    page = visit.go(f"{MINNESOTA}reports/")
    page.get_by_role("button", name=re.compile("Make a new report")).click()
    download = page.locator("a[href*='/files/']")
    expect(download).to_be_visible(timeout=120_000)
    expect(page.locator("main")).to_contain_text("SHA-256")
    with page.expect_download() as brought:
        download.click()
    assert Path(brought.value.path()).read_bytes().startswith(b"%PDF-")


def test_a_resident_answers_the_open_round_in_her_own_words(visit_on_phone: Visit) -> None:
    visit_on_phone.sign_in("resident")
    page = visit_on_phone.go(f"{MINNESOTA}agenda/")
    page.get_by_label("Ratify", exact=False).first.check()
    page.locator("textarea").first.fill("Distance was the last thing that kept us away.")
    page.get_by_role("button", name=re.compile("my answer")).click()
    visit_on_phone.go(f"{MINNESOTA}agenda/")
    expect(page.locator("main")).to_contain_text("Distance was the last thing that kept us away.")


def test_a_founder_comes_from_a_name_to_a_public_page(visit: Visit, visit_on_phone: Visit) -> None:
    visit.sign_in("outsider")
    page = visit.go("/start/")
    page.get_by_label("What is the initiative called?").fill("Safe Walks to School")
    page.get_by_label("Which place is it for?").fill("Riverside")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("What shall be true for people?").fill("All children walk to school safely")
    page.get_by_label("Who are these people?").fill("Children in Riverside")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("Children in poverty", exact=False).check()
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("button", name="Leave this for later").click()
    page.get_by_label("E-mail addresses").fill("walker@people.example.org")
    page.get_by_role("button", name="Send the invitations").click()
    page.get_by_role("button", name="Leave this for later").click()  # the first meeting
    page.get_by_role(
        "button", name="Publish as it is"
    ).click()  # there are no figures yet, and the page says so
    visit_on_phone.go("/i/safe-walks-to-school/")
    visit.go("/i/safe-walks-to-school/today/")
    expect(page.locator("main")).to_contain_text("Bring the first figures")


def test_a_stranger_learns_nothing_from_pages_that_are_not_for_her(visit: Visit) -> None:
    visit.sign_in("outsider")
    for path in ("today/", "settings/", "people/invite/", "results/import/"):
        answer = visit.page.goto(f"{visit.address}{MINNESOTA}{path}")
        assert answer is not None
        assert answer.status == 404


def test_a_withheld_record_leaves_a_stub_that_says_why_and_until_when(visit: Visit) -> None:
    answer = visit.page.goto(f"{visit.address}{MINNESOTA}results/dropping-out/")
    assert answer is not None
    assert answer.status == 403
    expect(visit.page.locator("main")).to_contain_text("The source corrected one year")
    assert visit.faults() == []
