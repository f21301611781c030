"""A meeting from its notice to minutes that publish themselves: staff, two partners, two residents, and a guest of nobody.

Staff plan it at a desk; the residents come on phones and check in with the code of the room; one partner is on the list, the
other takes part online. The clock of their world moves between the steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from playwright.sync_api import Page, expect, sync_playwright

from initiatives import clock
from initiatives.models import Body, Initiative, Membership, Person, Seat
from initiatives.rules.roles import Role
from tests.conftest import FreshDatabase
from tests.e2e.conftest import CHROMIUM, FLAGS, PATIENCE, Visit
from tests.e2e.world import DESK, PHONE, World, served
from tests.factories.partners import make_seat, seat_somebody
from tests.factories.people import give_role, make_person
from tests.personas import FAR_AHEAD, LONG_AGO, OWN, the_people

HERE = f"/i/{OWN}/meetings/"
SAID = "The library opens its doors until eight from March."
AMENDED = "The library opens its doors until eight from May."


@dataclass
class Evening:
    """Everybody at their screens."""

    world: World
    staff: Visit
    partner: Visit
    far_away: Visit
    resident: Visit
    neighbor: Visit
    stranger: Visit
    address: str = ""


@pytest.fixture
def evening(fresh_database: FreshDatabase) -> Iterator[Evening]:
    """Five people with accounts, two of them on phones, and somebody without."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with served(World(fresh_database, browser, clock.now())) as world:
            people, (second, neighbor) = world.do(the_people), world.do(gather)
            desks = [world.visit(who, DESK) for who in (people.backbone, people.partner, second)]
            phones = [
                world.visit(who, PHONE, color_scheme="dark") for who in (people.resident, neighbor, None)
            ]
            yield Evening(world, *desks, *phones)
        browser.close()


def gather() -> list[Person]:
    """Seat both partners and a second resident at the table."""
    own, table = Initiative.objects.get(slug=OWN), Body.objects.get(is_table=True)
    library = Membership.objects.get()
    second, neighbor = make_person(name="Bea Partner"), make_person(name="Ada Neighbor")
    give_role(second, Role.PARTNER, own, membership=library)
    give_role(neighbor, Role.RESIDENT, own)
    for name, seat_class, who in (
        ("Library seat", Seat.SeatClass.PARTNER, the_people().partner),
        ("Far library seat", Seat.SeatClass.PARTNER, second),
        ("Second community seat", Seat.SeatClass.COMMUNITY, neighbor),
    ):
        seat_somebody(make_seat(table, name, seat_class=seat_class), who, starts=LONG_AGO, ends=FAR_AHEAD)
    return [second, neighbor]


def test_a_meeting_is_run_from_its_notice_to_minutes_that_publish_themselves(evening: Evening) -> None:
    starts = plan(evening)
    answer_the_notice(evening)
    evening.world.wait(seconds=(starts - evening.world.now).total_seconds() + 60)
    come(evening)
    run(evening)
    amend(evening)
    evening.world.wait(days=9)
    read_what_was_published(evening)


def plan(evening: Evening) -> datetime:
    """Set the day from the empty list, put something on the agenda, publish it in time."""
    zone = ZoneInfo("America/Chicago")
    day = (evening.world.now + timedelta(days=14)).astimezone(zone).date()
    page = evening.staff.go(HERE)
    expect(page.locator("main")).to_contain_text("Set a rhythm")
    page.locator("main").get_by_role("link", name="Plan a meeting").click()
    page.get_by_label("What is the meeting called?").fill("The table in spring")
    page.get_by_label("On which day?").fill(day.isoformat())
    page.get_by_label("It begins at").fill("18:00")
    page.get_by_label("It ends at").fill("20:00")
    page.get_by_label("Where?").fill("Harbor Library, ground floor")
    page.get_by_label("Childcare").check()
    page.get_by_role("button", name="Set the day").click()
    expect(page.locator("h1")).to_have_text("The table in spring")
    evening.address = page.url.removeprefix(evening.staff.address)
    page.get_by_role("link", name="Add the first item").click()
    page.get_by_label("What is it about?").fill("Evenings at the library")
    page.get_by_role("button", name="Save the item").click()
    expect(page.locator("main")).to_contain_text("Say what is difficult about it")
    page.get_by_label("What is difficult about it?").fill("It closes before parents come home.")
    page.get_by_role("button", name="Save the item").click()
    expect(page.locator("main")).to_contain_text("Say what it could open")
    page.get_by_label("What could it open?").fill("Two librarians asked for evening hours.")
    page.get_by_role("button", name="Save the item").click()
    page.get_by_role("button", name="Publish the agenda").click()
    expect(page.locator("main")).to_contain_text("The agenda is public")
    assert evening.staff.faults() == []
    return datetime.combine(day, time(18), zone)


def answer_the_notice(evening: Evening) -> None:
    """The seats are called by mail; a resident says that she comes, and what she needs."""
    evening.world.wait(hours=1)
    called = {letter.to[0] for letter in mail.outbox if "You are called" in letter.subject}
    assert len(called) == 5
    page = evening.resident.go(f"/i/{OWN}/today/")
    page.get_by_role("link", name="Do you come to “The table in spring”?").first.click()
    page.get_by_label("I come").check()
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("main")).to_contain_text("You can change your answer")
    page.get_by_text("Ask for something").click()
    page.get_by_label("What would help you to come?").select_option("childcare")
    page.get_by_role("button", name="Ask for it").click()
    expect(page.locator("main")).to_contain_text("Asked for")
    assert not evening.resident.scrolls_sideways()
    staff = evening.staff.go(evening.address)
    staff.get_by_role("button", name="It is arranged").click()
    expect(staff.locator("main")).to_contain_text("It is arranged")
    assert "Childcare, Resident" not in evening.stranger.go(evening.address).content()


def come(evening: Evening) -> None:
    """The door: two phones with the code, one name from the list, one online, a guest by name."""
    staff = evening.staff.go(f"{evening.address}run/")
    staff.get_by_role("button", name="Open the meeting").click()
    expect(staff.locator("#quorum")).to_contain_text("0 of 5 seats are here")
    door = evening.staff.go(f"{evening.address}door/")
    found = re.search(r"checkin/\?code=([a-z0-9-]+)", door.locator("main").inner_text())
    assert found
    code = found[1]
    for phone in (evening.resident, evening.neighbor):
        page = phone.go(f"{evening.address}checkin/?code={code}")
        page.get_by_role("button", name="I am here").click()
        expect(page.locator("h1")).to_contain_text("Welcome")
        assert phone.faults() == []
    guest = evening.stranger.go(f"{evening.address}checkin/?code={code}")
    guest.get_by_label("Your name").fill("Greta Guest")
    guest.get_by_role("button", name="I am here").click()
    expect(guest.locator("h1")).to_contain_text("Welcome")
    online = evening.far_away.go(f"{evening.address}checkin/")
    online.get_by_role("button", name="I take part online").click()
    expect(online.locator("h1")).to_contain_text("Welcome")
    staff = evening.staff.go(f"{evening.address}run/")
    staff.get_by_role("button", name=re.compile(r"^Here\s*: Partner$")).click()
    expect(staff.locator("#quorum")).to_contain_text("4 of 5 seats are here")
    expect(staff.locator("#quorum")).to_contain_text("Enough to decide")
    expect(staff.locator("#quorum")).to_contain_text("5 people in all, 1 online")
    assert evening.staff.faults() == []


def run(evening: Evening) -> None:
    """Turn to the item, write down what is said and taken on, end the meeting."""
    page = evening.staff.go(f"{evening.address}run/")
    page.get_by_role("button", name="Turn to it").first.click()
    page.get_by_label("What was said and agreed").fill(SAID)
    page.get_by_role("button", name="Keep the note").click()
    page.get_by_label("What is taken on?").fill("We open until eight.")
    page.get_by_label("By whom?").select_option(label="Harbor Learns Library")
    page.get_by_label("By when?").fill((evening.world.now + timedelta(days=60)).date().isoformat())
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator("#now")).to_contain_text("We open until eight.")
    page.get_by_role("button", name="Keep it and finish the item").click()
    page.get_by_role("button", name="End it now").click()
    expect(page.locator("main")).to_contain_text("Draft")
    assert SAID in page.content()
    assert SAID not in evening.stranger.go(evening.address).content(), "a draft is for those who were there"


def amend(evening: Evening) -> None:
    """A partner who was there asks for another word; staff take it in."""
    evening.world.wait(days=1)
    page = evening.partner.go(f"/i/{OWN}/today/")
    page.get_by_role("link", name="The draft minutes of “The table in spring”").first.click()
    page.get_by_role("link", name="Ask for an amendment").click()
    page.get_by_label("What should the minutes say instead?").fill("We said May, not March.")
    page.get_by_role("button", name="Ask for it").click()
    expect(page.locator("main")).to_contain_text("Waiting for an answer")
    staff = evening.staff.go(evening.address)
    staff.get_by_role("link", name=re.compile(r"^Answer\s*: Evenings at the library")).click()
    staff.get_by_label("Yes, the minutes read as below").check()
    staff.get_by_label("The minutes read now").fill(AMENDED)
    staff.get_by_role("button", name="Answer", exact=True).click()
    expect(staff.locator("main")).to_contain_text(AMENDED)


def read_what_was_published(evening: Evening) -> None:
    """Nobody pressed anything: the minutes are public, and the promise waits for whoever took it on."""
    page: Page = evening.stranger.go(evening.address)
    expect(page.locator("main")).to_contain_text("They published themselves on")
    expect(page.locator("main")).to_contain_text("Entered in the ledger")
    expect(page.locator("main")).to_contain_text(AMENDED)
    assert SAID not in page.locator("main").inner_text()
    assert "Greta Guest" not in page.content(), "she did not agree that her name is printed"
    assert any("The minutes are public" in letter.subject for letter in mail.outbox)
    page.get_by_role("link", name="We open until eight.").click()
    expect(page.locator("main")).to_contain_text("Proposed")
    assert evening.stranger.faults() == []
