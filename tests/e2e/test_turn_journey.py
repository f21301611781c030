"""Staff and two residents turn a curve: one of them with an account, one with nothing but the code on the wall."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Visit

SIGN = "/i/every-student-graduates/results/third-grade-reading/"
ONE = f"{SIGN}turn/1/"


@pytest.fixture
def visit_without_account(chromium: Browser, address: str) -> Visit:
    """A second phone, of somebody whom nobody knows."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    return Visit(context, address)


def test_staff_and_two_residents_run_a_whole_turn(
    visit: Visit, visit_on_phone: Visit, visit_without_account: Visit
) -> None:
    visit.sign_in("backbone")
    visit_on_phone.sign_in("resident")
    open_it(visit)
    receipt = speak_from_the_room(visit, visit_without_account)
    resident = visit_on_phone.go(f"{ONE}4/")
    resident.get_by_label("Your words").fill("Screens.")
    resident.get_by_role("button", name="Add my line").click()
    expect(resident.locator("#live-lines")).to_contain_text("Screens.")

    take_up(visit.go(f"{ONE}4/"))
    set_aside(visit.go(f"{ONE}4/"))
    fill_the_rest(visit)
    for one in (visit, visit_on_phone):
        score(one.go(f"{ONE}scores/"))
        expect(one.page.locator("main")).to_contain_text("Your scores are kept")
    act(visit.go(f"{ONE}7/"))
    visit.go(f"{ONE}closing/").get_by_role("button", name="Close the conversation").click()
    expect(visit.page.locator("h1")).to_contain_text("How we want to turn")
    assert visit.faults() == []
    read_what_became_of_it(visit_without_account, receipt)


def open_it(visit: Visit) -> None:
    page = visit.go(SIGN)
    page.locator("main").get_by_role("link", name="Turn the curve").first.click()
    page.get_by_role("link", name="Open the first conversation").click()
    page.get_by_role("button", name="Open the conversation").click()
    for number, words in (
        (1, ""),
        (2, "A child reads to a smaller one."),
        (3, ""),
        (4, "It goes on falling."),
    ):
        say(visit.go(f"{ONE}{number}/"), words)
    expect_nothing_changes(page)
    assert visit.faults() == []
    page.get_by_role("button", name="Bring the table here").click()


def expect_nothing_changes(page: Page) -> None:
    """Freeze what the table expects: where the figures alone draw no line, it is a judgement."""
    page.get_by_label("Judgement of those at the table").check()
    for label, figure in (("the figure at the end", "45"), ("At the least", "42"), ("At the most", "48")):
        page.get_by_label(label).fill(figure)
    page.get_by_label("What it rests on").fill("Libraries close when they close today.")
    page.get_by_role("button", name="Freeze this forecast").click()
    expect(page.locator("#curve")).to_contain_text("Libraries close when they close today.")
    expect(page.locator("#curve")).to_contain_text("The line does not move")


def speak_from_the_room(visit: Visit, other: Visit) -> str:
    """Read the code off the wall, send a line with it, see it on the wall without touching that; return the receipt."""
    wall = visit.go(f"{ONE}room/")
    wall.get_by_role("button", name="Let the room add lines").click()
    code = re.search(r"/q/([a-z0-9-]+)", wall.locator(".wall-code").inner_text())
    assert code is not None
    assert visit.faults() == []
    phone = other.go(f"/q/{code[1]}/")
    assert other.faults() == []
    phone.get_by_label("Your words").fill("The library closes at five, we come home at six.")
    phone.get_by_role("button", name="Send my line").click()
    expect(phone.locator("h1")).to_have_text("Received: your words are with the table")
    expect(wall.locator("#live")).to_contain_text("The library closes at five", timeout=15_000)
    return phone.url


def set_aside(page: Page) -> None:
    page.get_by_role("link", name="Set aside or hide").first.click()
    page.get_by_label("Why do we set it aside?").fill("We look for what we can change together.")
    page.get_by_role("button", name="Set it aside").click()


def read_what_became_of_it(visit: Visit, receipt: str) -> None:
    page = visit.page
    page.goto(receipt)
    expect(page.locator("h1")).to_have_text("Your words were taken up")
    expect(page.locator("main")).to_contain_text("The library closes before families are home")
    visit.go("/i/every-student-graduates/plan/?show=all")
    expect(page.locator("main")).to_contain_text("Keep the reading room open until eight")
    visit.go(SIGN)
    expect(page.locator("main")).to_contain_text("Turning the curve")
    expect(page.locator("main")).to_contain_text("The library closes before families are home")


def say(page: Page, words: str) -> None:
    field = page.get_by_label("What the table says")
    if words:
        field.fill(words)
    page.get_by_role("button", name="Save what the table says").click()
    expect(page.locator("main")).to_contain_text("Saved as version 1.")


def take_up(page: Page) -> None:
    line = page.locator("#live-lines li", has_text="The library closes at five")
    line.get_by_role("link", name="Take up into the story").click()
    expect(page.locator("blockquote")).to_contain_text("The library closes at five")
    page.get_by_label("What is it?").fill("The library closes before families are home")
    page.get_by_label("Holds back").check()
    page.get_by_label("Lived experience").check()
    page.get_by_role("button", name="Take it up").click()


def fill_the_rest(visit: Visit) -> None:
    page = visit.go(f"{ONE}4/")
    form = page.locator("form", has=page.get_by_role("button", name="Add it"))
    form.get_by_label("What is it?").fill("Free books in every classroom")
    form.get_by_label("Helps").check()
    form.get_by_label("Evidence").check()
    form.get_by_role("button", name="Add it").click()
    page = visit.go(f"{ONE}5/")
    page.get_by_label("Whom we want").fill("A bookshop")
    page.get_by_label("What part could it play?").fill("Gives what it cannot sell")
    page.get_by_role("button", name="Add it").click()
    page = visit.go(f"{ONE}6/")
    page.get_by_label("What works, or could?").fill("Reading hours after work")
    page.get_by_label("A hunch").check()
    page.get_by_label("No cost").check()
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("#parts")).to_contain_text("Reading hours after work")


def score(page: Page) -> None:
    for fieldset in page.locator("fieldset").all():
        fieldset.get_by_label("Strong").check()
    page.get_by_role("button", name="Save my scores").click()


def act(page: Page) -> None:
    page.get_by_label("What will be done?").fill("Keep the reading room open until eight")
    page.get_by_label("For which idea?").select_option(label="Reading hours after work")
    page.get_by_label("Who does it?").select_option(label="Twin Rivers Library (illustrative)")
    page.get_by_label("Until when?").fill("2050-01-01")
    page.get_by_label("By what shall we see that it worked?").fill("Thirty families come")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("#parts")).to_contain_text("Keep the reading room open until eight")
