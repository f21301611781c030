"""The people of a walk, each in a session of their own, and what they do in front of any page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.world import World
from tests.personas import OWN

HERE = f"/i/{OWN}/"
QUESTION = "Where does the first family hub stand?"


@dataclass
class Walk:
    """Everybody in a session of their own, and what they carry from step to step."""

    world: World
    director: Visit
    staff: Visit
    teller: Visit
    second: Visit
    adviser: Visit
    resident: Visit
    neighbor: Visit  # without an account
    room: str = ""
    receipt: str = ""
    vote: str = ""
    slips: list[str] = field(default_factory=list)

    def day(self, after: int) -> str:
        """Return a day to come as a form takes it."""
        return (self.world.now + timedelta(days=after)).date().isoformat()


def fill(page: Page, values: dict[str, str]) -> None:
    """Fill fields by their labels."""
    for label, value in values.items():
        page.get_by_label(label).first.fill(value)


def press(page: Page, name: str) -> None:
    """Press the button of this name."""
    page.get_by_role("button", name=name).first.click()


def look_at(visit: Visit) -> None:
    """Expect that everybody can use this page: nothing wrong for axe, and no sideways scrolling."""
    assert visit.faults() == []
    assert not visit.scrolls_sideways()


def expect_words(page: Page, *words: str) -> None:
    """Expect each of some words on the page."""
    for each in words:
        expect(page.locator("main")).to_contain_text(each)
