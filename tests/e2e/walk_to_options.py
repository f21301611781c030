"""The first half of the way of a question at level 5: framed, handed over, announced; what people said and what became of it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.walk import HERE, QUESTION, Walk, expect_words, fill, look_at, press

FRAMING = {
    "The difficulty": "Many families walk more than half an hour to the next place that helps.",
    "The opportunity": "A hub near home could reach three of four families.",
    "Already fixed": "There is money for one hub.",
    "Still open": "Where it stands, and when it is open.",
    "Money at stake": "10000",
    "What taking part may cost": "500",
}


# --- 1: framed, handed over, announced ------------------------------------------------------------------------------------
def frame(walk: Walk) -> None:
    page = walk.director.go(f"{HERE}decisions/add/?level=5&recipe=community_decides")
    page.get_by_label("A short name").fill("First family hub")
    page.get_by_role("textbox", name="The question").fill(QUESTION)
    press(page, "Begin to frame it")
    walk.room = page.url.removeprefix(walk.world.address).removesuffix("framing/")
    fill(page, FRAMING)
    page.get_by_label("Who decides").select_option(label="Neighbors’ council")
    page.get_by_label("By what authority").select_option(label="4.1 Who decides on hubs")
    page.get_by_label("Who is affected").select_option(index=1)
    dates = {
        "It opens on": 9,
        "The last day to speak": 24,
        "The day of the decision": 75,
        "Carried out by": 300,
        "Looked at again on": 400,
    }
    fill(page, {label: walk.day(after) for label, after in dates.items()})
    press(page, "Save the framing")
    expect(page.locator("h1")).to_have_text(QUESTION)
    expect_words(page, "We will implement what you decide")


def hand_over(walk: Walk) -> None:
    """The announcement is refused with what is missing: the power to decide handed over in writing, and evidence."""
    page = walk.director.go(f"{walk.room}steps/announce/")
    press(page, "Announce it")
    expect_words(page, "The power to decide is handed over first, in writing")
    page.get_by_role("link", name="The power to decide is handed over first").click()
    page.get_by_label("By which clause").select_option(label="4.1 Who decides on hubs")
    words = {
        "What they may decide": QUESTION,
        "What the law sets": "none",
        "The money they decide on": "10000",
    }
    fill(page, words)
    page.get_by_label("From").fill(walk.day(0))
    page.get_by_label("Until", exact=True).fill(walk.day(540))
    press(page, "Hand it over")
    expect_words(page, "It can’t be changed or taken back, by nobody.")
    page = walk.director.go(f"{walk.room}evidence/")
    page.get_by_role("link", name="Say that there are no data").click()
    fill(page, {"Which figures are missing": "Walking times", "Why there are none": "Nobody measured them."})
    page.locator("main form button[type=submit]").click()
    page = walk.director.go(f"{walk.room}heard/shares/")
    fill(page, {"Where the shares are from": "County census 2025, table 3", "Asian": "20", "White": "60"})
    press(page, "Save the shares")


def announce(walk: Walk) -> None:
    """Announcing locks question, level and rule."""
    page = walk.director.go(walk.room)
    expect_words(page, "Nothing is missing")
    page.get_by_role("link", name="Announce it").click()
    press(page, "Announce it")
    expect_words(page, "before any option was written")
    page = walk.director.go(f"{walk.room}framing/")
    page.get_by_role("textbox", name="The question").fill("Which street?")
    press(page, "Save the framing")
    expect_words(page, "What was announced is fixed")
    page = walk.director.go(f"{walk.room}poster/")
    expect(page.locator(".poster-address")).to_contain_text("/q/")
    look_at(walk.director)


def say_who_may_vote(walk: Walk) -> None:
    """A neighbor of the council publishes who can vote, the director what is known so far."""
    for visit, kind, words in (
        (walk.teller, "roll", "Everybody of fourteen and older who lives here may vote, with an account or a slip."),
        (walk.director, "draft-analysis", "Two neighborhoods are far from any place that helps."),
    ):  # fmt: skip
        page = visit.go(f"{walk.room}statements/{kind}/")
        page.get_by_label("Words").fill(words)
        press(page, "Publish it")
        expect_words(page, words)


def try_to_lower_it(walk: Walk) -> None:
    page = walk.director.go(f"{walk.room}level/")
    page.get_by_label("Consulting").check()
    page.get_by_label("Why").fill("It would be quicker.")
    press(page, "Change the level")
    expect_words(page, "At this level professionals advise")


# --- 2 to 4: evidence, what people say, what became of it -----------------------------------------------------------------
def open_it(walk: Walk) -> None:
    page = walk.director.go(walk.room)
    page.get_by_role("link", name="Open it").click()
    press(page, "Open it")
    expect_words(page, "It is open: you can speak until")


def speak(walk: Walk) -> None:
    """One reads the poster and has no account, one has one, and one wrote on paper that two people compare."""
    poster = walk.director.go(f"{walk.room}poster/").locator(".poster-address").inner_text()
    code = re.search(r"/q/[a-z0-9-]+", poster)
    assert code is not None
    page = walk.neighbor.go(f"{code[0]}/")
    look_at(walk.neighbor)
    page.get_by_label("Race and ethnicity").select_option(label="Asian or Pacific Islander")
    page.get_by_label("E-mail").fill("neighbor@people.example")
    say(page, "A hub that is open after work.", "Send what I say")
    expect_words(page, "Your receipt: number 1")
    walk.receipt = page.url.removeprefix(walk.world.address)
    page = walk.resident.go(walk.room)
    page.get_by_role("link", name="Have your say").first.click()
    look_at(walk.resident)
    say(page, "Put it where the bus stops.", "Send what I say")
    expect_words(page, "Your receipt: number 2")
    page = walk.staff.go(f"{walk.room}inputs/add/")
    page.get_by_label("On paper").check()
    page.get_by_label("Note").fill("Box in the library, card 1")
    say(page, "It must have a ramp.", "Save and type in the next")
    expect(walk.staff.go(f"{walk.room}inputs/confirming/").locator("main")).to_contain_text(
        "You typed this in. Somebody else compares it."
    )
    press(walk.director.go(f"{walk.room}inputs/confirming/"), "It says the same")


def say(page: Page, words: str, button: str) -> None:
    page.get_by_label("What would make this good for you").fill(words)
    press(page, button)


def read_and_sort(walk: Walk) -> None:
    page = walk.staff.go(f"{walk.room}inputs/")
    look_at(walk.staff)
    for box in page.locator("input[name=input]").all():
        box.check()
    press(page, "Acknowledge the marked ones")
    expect_words(page, "You acknowledged 3 contributions.")
    for theme, said in (("Easy to reach", ("bus stops", "after work")), ("Open to wheelchairs", ("ramp",))):
        page = walk.staff.go(f"{walk.room}inputs/?only=unsorted")
        for words in said:
            page.locator("li.rec", has_text=words).locator("input[name=input]").check()
        page.get_by_label("or under a new theme").fill(theme)
        press(page, "Sort the marked ones")
        expect_words(page, f"“{theme}” now.")


def ask_for_evidence(walk: Walk) -> None:
    """Anybody asks for more, in public; professionals give advice that is shown as such."""
    page = walk.resident.go(f"{walk.room}evidence/")
    page.get_by_label("What would you want to know").fill("How many buses stop there?")
    press(page, "Ask for it")
    page = walk.director.go(f"{walk.room}evidence/")
    page.get_by_role("link", name="Answer it").click()
    page.get_by_label("The answer").fill("Four in an hour on River Road.")
    page.locator("main form button[type=submit]").click()
    page = walk.adviser.go(f"{walk.room}evidence/")
    page.get_by_role("link", name="Give advice").click()
    fill(page, {"Title": "What a hub costs to run", "What it says": "About 6,000 a year."})
    page.locator("main form button[type=submit]").click()
    page = walk.resident.go(f"{walk.room}evidence/")
    expect_words(page, "Four in an hour on River Road.")
    expect(page.locator("section.card", has_text="What a hub costs to run")).to_contain_text("Advice")
    look_at(walk.resident)


def answer_themes(walk: Walk) -> None:
    page = walk.director.go(walk.room)
    page.get_by_role("link", name="Close the time to speak").click()
    press(page, "Close the time to speak")
    page = walk.staff.go(f"{walk.room}statements/what-we-heard/")
    page.get_by_label("Words").fill("Open after work, near a bus, with a ramp.")
    press(page, "Publish it")
    changed = {"The passage that changed": "Open until eight in the evening."}
    answer(
        walk,
        "Easy to reach",
        "Changed an option",
        "Both houses are a short walk from an evening bus.",
        changed,
    )
    answer(
        walk,
        "Open to wheelchairs",
        "Already planned",
        "The lease of both houses asks for a ramp at the door.",
    )
    page = walk.staff.go(f"{walk.room}heard/outreach/")
    page.get_by_label("Which group?").select_option(label="White")
    page.get_by_label("What was done").fill("A stand at the market for two weeks.")
    press(page, "Note it")
    page = walk.neighbor.go(walk.receipt)
    expect_words(page, "What changed: Open until eight in the evening.")
    look_at(walk.neighbor)


def answer(walk: Walk, theme: str, kind: str, reason: str, more: dict[str, str] | None = None) -> None:
    page = walk.staff.go(f"{walk.room}themes/")
    page.locator("li", has_text=theme).get_by_role("link", name="Answer").click()
    page.get_by_label(kind, exact=True).check()
    fill(page, {"Why": reason, **(more or {})})
    if more:
        page.get_by_label("In which option?").select_option(label="River Road")
    press(page, "Save the answer")
    expect_words(page, reason)
