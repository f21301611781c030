"""A community decides: six people of an initiative and a partner's adviser walk it from the framing until it is done.

The director frames and announces; staff type in what came on paper; two neighbors sit in the council that decides and count
as its tellers; one resident has an account, another has nothing but the poster and later a slip; the adviser tries to
decide as well. The clock of their world moves between the steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.core import mail
from playwright.sync_api import expect, sync_playwright

from initiatives import clock
from initiatives.models import Initiative, Person
from initiatives.rules.roles import Role
from tests.conftest import FreshDatabase
from tests.e2e import walk_to_options as steps
from tests.e2e.conftest import CHROMIUM, FLAGS, PATIENCE, Visit
from tests.e2e.walk import HERE, QUESTION, Walk, expect_words, fill, look_at, press
from tests.e2e.world import DESK, PHONE, World, served
from tests.factories.engagements import make_clause
from tests.factories.indicators import make_dimension, make_population
from tests.factories.partners import make_body, make_seat, seat_somebody
from tests.factories.people import give_role, make_person
from tests.personas import FAR_AHEAD, LONG_AGO, OWN, the_people

TELLERS = ("Ada Neighbor", "Ben Neighbor")
ADVICE_ONLY = "Here the community decides, and whoever is there by profession advises."
SENDS_A_BALLOT = """async path => {
    const token = document.querySelector('[name=csrfmiddlewaretoken]').value;
    const ballot = {csrfmiddlewaretoken: token, idempotency_key: crypto.randomUUID(), marks: 'option:2'};
    const answer = await fetch(path, {method: 'POST', body: new URLSearchParams(ballot)});
    return [answer.status, await answer.text()];
}"""


@pytest.fixture
def walk(fresh_database: FreshDatabase) -> Iterator[Walk]:
    """Everybody at their screens: residents on phones, the others at desks."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with served(World(fresh_database, browser, clock.now())) as world:
            ada, ben = world.do(gather)
            people = world.do(the_people)
            at_desks = [people.backbone, people.staff, ada, ben, people.partner]
            sessions = [world.visit(who, DESK) for who in at_desks]
            sessions += [world.visit(who, PHONE, color_scheme="dark") for who in (people.resident, None)]
            director, staff, teller, second, adviser, resident, neighbor = sessions
            yield Walk(world, director, staff, teller, second, adviser, resident, neighbor)
        browser.close()


def gather() -> list[Person]:
    """Seat the neighbors in a council of the community; write down by what clause it decides, and who is affected."""
    director, own = the_people().backbone, Initiative.objects.get(slug=OWN)
    council = make_body("Neighbors’ council", by=director, slug="neighbors", kind="community_council")
    found = []
    for name in TELLERS:
        found.append(make_person(name=name))
        give_role(found[-1], Role.RESIDENT, own)
        seat = make_seat(council, f"Seat of {name}")
        seat_somebody(seat, found[-1], starts=LONG_AGO, ends=FAR_AHEAD)
    make_clause(by=director)
    make_population(by=director)
    make_dimension(by=director)
    return found


def test_a_community_decides_and_what_it_decided_is_carried_out(walk: Walk) -> None:
    steps.frame(walk)
    steps.hand_over(walk)
    steps.announce(walk)
    steps.say_who_may_vote(walk)
    steps.try_to_lower_it(walk)
    walk.world.wait(days=10)
    steps.open_it(walk)
    steps.speak(walk)
    steps.read_and_sort(walk)
    steps.ask_for_evidence(walk)
    write_options(walk)
    try_to_move_a_motion(walk)
    walk.world.wait(
        days=16
    )  # a day more than the days to speak: where it is told, the day may have begun later than here
    steps.answer_themes(walk)
    let_the_council_set_it(walk)
    fix_the_options(walk)
    give_notice(walk)
    walk.world.wait(days=8)
    vote(walk)
    type_papers(walk)
    try_to_vote(walk)
    walk.world.wait(days=15)
    certify(walk)
    find_no_way_back(walk)
    report_back(walk)
    carry_out(walk)


# --- 5: the council sets question, options and rule -----------------------------------------------------------------------
def write_options(walk: Walk) -> None:
    for name, against, cost in (
        ("River Road", "It floods in spring.", "8000"),
        ("Hill Lane", "Few buses go there.", "7000"),
    ):
        page = walk.teller.go(f"{walk.room}options/")
        fill(page, {"Name of the option": name, "What speaks against it": against, "What it costs": cost})
        press(page, "Write the option")
        expect_words(page, against)
    page = walk.director.go(f"{walk.room}options/")
    expect(page.get_by_role("button", name="Write the option")).to_have_count(0)


def try_to_move_a_motion(walk: Walk) -> None:
    page = walk.adviser.go(f"{walk.room}votes/add/")
    page.get_by_role("textbox", name="The question").fill("Shall it be River Road?")
    press(page, "Give notice")
    expect_words(page, ADVICE_ONLY)
    expect_attempts(walk, 2)


def expect_attempts(walk: Walk, number: int) -> None:
    """Everybody reads how often professionals tried."""
    page = walk.neighbor.go(f"{walk.room}promises/")
    expect_words(page, f"{number} attempts by professionals refused")


def let_the_council_set_it(walk: Walk) -> None:
    """The council votes on what will be on the ballot; who has an interest says so and is out of the base."""
    page = walk.teller.go(f"{walk.room}votes/add/")
    page.get_by_label("Which options there are").check()
    page.get_by_role("textbox", name="The question").fill("Are these the question, the options and the rule?")
    page.get_by_label("Rule", exact=True).select_option("majority")
    press(page, "Give notice")
    vote = page.url.removeprefix(walk.world.address)
    name_tellers(walk, vote)
    page = walk.second.go(vote)
    page.get_by_role("link", name="I have an interest in this: step aside").click()
    page.get_by_label("What is your interest").fill("My sister works for the owner of River Road.")
    press(page, "Step aside")
    walk.world.wait(days=8)
    page = walk.teller.go(vote)
    look_at(walk.teller)
    expect_words(page, "My sister works for the owner of River Road.")
    page.get_by_label("Yes").check()
    press(page, "Cast my vote")
    page = walk.second.go(vote)
    expect_words(page, "You stepped aside from this question")
    expect(page.get_by_role("button", name="Cast my vote")).to_have_count(0)
    walk.world.wait(days=14)
    for visit in (walk.teller, walk.second):
        press(visit.go(f"{vote}count/"), "Certify the count")
    expect(walk.second.page.locator("main")).to_contain_text("Quorum: 1 of 1 took part, 1 needed")
    expect(walk.second.page.locator("main")).to_contain_text("It is in force as counted.")


def name_tellers(walk: Walk, vote: str) -> None:
    """Each seat names the other: nobody names themselves."""
    for visit, name in ((walk.teller, TELLERS[1]), (walk.second, TELLERS[0])):
        page = visit.go(f"{vote}tellers/")
        page.get_by_label("Who counts?").select_option(label=name)
        press(page, "Name this teller")


def fix_the_options(walk: Walk) -> None:
    page = walk.director.go(walk.room)
    expect(page.get_by_role("link", name="Fix the options")).to_have_count(0)
    page = walk.teller.go(walk.room)
    page.get_by_role("link", name="Fix the options").click()
    press(page, "Fix the options")
    page = walk.teller.go(f"{walk.room}options/")
    expect(page.locator("main .tag", has_text="Fixed")).to_have_count(2)
    expect(page.get_by_role("link", name="Change", exact=True)).to_have_count(0)


# --- 6: ballots by account, by slip and on paper --------------------------------------------------------------------------
def give_notice(walk: Walk) -> None:
    page = walk.teller.go(f"{walk.room}votes/")
    page.get_by_role("link", name="Put a question to a vote").click()
    page.get_by_label("What is decided", exact=True).check()
    page.get_by_role("textbox", name="The question").fill(QUESTION)
    page.get_by_label("Rule", exact=True).select_option("approval")
    page.get_by_label("How many must take part?").select_option(label="a third")
    page.get_by_label("Who votes?").select_option(label="People")
    page.get_by_label("Who may vote, in words").fill("Everybody of fourteen and older who lives here.")
    page.get_by_label("Open until the end of").fill(walk.day(21))
    page.get_by_label("Who carries it out").select_option(label="Harbor Learns Library")
    page.get_by_label("By when?").fill(walk.day(200))
    press(page, "Give notice")
    walk.vote = page.url.removeprefix(walk.world.address)
    name_tellers(walk, walk.vote)
    page = walk.teller.go(f"{walk.vote}tellers/")
    press(page, "Put all residents who take part on it")
    page.get_by_label("How many slips").fill("5")
    press(page, "Print slips")
    expect(page.locator(".slips code")).to_have_count(5)
    walk.slips = page.locator(".slips code").all_inner_texts()
    page = walk.second.go(f"{walk.vote}tellers/")
    fill(page, {"From number": "1", "to number": "4"})
    press(page, "Note it")
    look_at(walk.teller)


def vote(walk: Walk) -> None:
    """The vote opened by itself. One votes with an account and one with a slip; the lines say how far it is."""
    page = walk.resident.go(walk.vote)
    expect_words(page, "Quorum: 0 of 8 took part, 3 needed")
    look_at(walk.resident)
    page.get_by_label("River Road").check()
    press(page, "Cast my vote")
    expect_words(page, "You have voted. Your ballot is in the box.")
    page = walk.neighbor.go(f"{walk.vote}slip/")
    page.get_by_label("Code on your slip").fill(walk.slips[0])
    press(page, "Open my ballot")
    look_at(walk.neighbor)
    page.get_by_label("River Road").check()
    press(page, "Put it in the box")
    expect(page.locator("h1")).to_have_text("Your ballot is in the box")


def type_papers(walk: Walk) -> None:
    """Each paper is typed twice; two different readings count for nothing, and a slip that was used counts once."""
    type_in(walk.teller, walk, 2, "Hill Lane", "It waits for the second teller.")
    look_at(walk.teller)
    type_in(walk.second, walk, 2, "River Road", "The two of you typed different things for paper 2.")
    type_in(walk.second, walk, 2, "Hill Lane", "Paper 2 counts: both of you typed the same.")
    type_in(walk.second, walk, 3, "River Road", "It waits for the second teller.")
    type_in(walk.teller, walk, 3, "River Road", "Paper 3 counts: both of you typed the same.")
    type_in(walk.teller, walk, 1, "River Road", "Slip 1 was used by its code already.")
    page = walk.staff.go(f"{walk.vote}papers/")
    expect_words(page, "Only tellers type papers in")
    page = walk.neighbor.go(walk.vote)
    expect_words(page, "Quorum: 4 of 8 took part, 3 needed")


def type_in(visit: Visit, walk: Walk, number: int, option: str, answer: str) -> None:
    page = visit.go(f"{walk.vote}papers/")
    page.get_by_label("Number on the paper").fill(str(number))
    page.get_by_label(option).check()
    press(page, "Type it in")
    expect_words(page, answer)


def try_to_vote(walk: Walk) -> None:
    """The page offers an adviser no ballot; one that is sent all the same is refused by the server, and it is told."""
    page = walk.adviser.go(walk.vote)
    expect_words(page, ADVICE_ONLY)
    expect(page.get_by_role("button", name="Cast my vote")).to_have_count(0)
    status, words = page.evaluate(SENDS_A_BALLOT, f"{walk.vote}ballot/")
    assert status == 409
    assert "the attempt is on record" in words
    expect_attempts(walk, 3)


# --- 7 and 8: certified, carried out, and who had a say -------------------------------------------------------------------
def certify(walk: Walk) -> None:
    """It closed by itself. With the second teller it is in force; anybody counts it again."""
    page = walk.neighbor.go(f"{walk.vote}count/")
    expect_words(page, "4 of 8 voted.")
    look_at(walk.neighbor)
    page = walk.director.go(f"{walk.vote}count/")
    expect(page.get_by_role("button", name="Certify the count")).to_have_count(0)
    press(walk.teller.go(f"{walk.vote}count/"), "Certify the count")
    expect(walk.teller.page.locator("main")).to_contain_text("It waits for the second teller.")
    expect(walk.neighbor.go(walk.room).locator("main")).not_to_contain_text("It is being carried out.")
    press(walk.second.go(f"{walk.vote}count/"), "Certify the count")
    expect(walk.second.page.locator("main")).to_contain_text("It is in force as counted.")
    page = walk.neighbor.go(f"{walk.vote}check/")
    expect_words(page, "The recount finds what is published")
    page = walk.neighbor.go(walk.room)
    expect_words(page, "Neighbors’ council decided: River Road. It is being carried out.")
    expect_words(page, "Promise being kept")
    look_at(walk.neighbor)


def find_no_way_back(walk: Walk) -> None:
    """No address lets staff override, withdraw, decide or edit; the outcome follows by itself."""
    for path in ("override/", "steps/withdraw/", "steps/decide/", "steps/implement/"):
        answer = walk.director.page.goto(f"{walk.world.address}{walk.room}{path}")
        assert answer is not None
        assert answer.status == 404, path
    page = walk.director.go(f"{HERE}plan/commitments/")
    row = page.locator("main li", has_text="River Road")
    expect(row).to_contain_text("Harbor Learns Library to Neighbors’ council")
    page = walk.neighbor.go(f"{walk.room}heard/")
    expect_words(page, "A stand at the market for two weeks.")
    expect_words(page, "Not shown")  # one of them alone could be told from the others
    look_at(walk.neighbor)


def report_back(walk: Walk) -> None:
    """The council says why, the director what became of people's words; whoever can be reached has it by mail."""
    page = walk.teller.go(f"{walk.room}statements/rationale/")
    page.get_by_label("For which option").select_option(label="River Road")
    page.get_by_label("The reasons").fill("Three of four ballots chose it, and its bus runs in the evening.")
    press(page, "Publish it")
    page = walk.director.go(f"{walk.room}statements/report-back/")
    page.get_by_label("Words").fill(
        "You said: open after work. It is. You said: a ramp. It was planned already."
    )
    press(page, "Publish it")
    page = walk.director.go(f"{walk.room}steps/report-back/")
    walk.world.wait(minutes=1)
    press(page, "Report back")
    expect_words(page, "Neighbors’ council decided: River Road.")
    told = [letter for letter in mail.outbox if letter.to == ["neighbor@people.example"]]
    assert any(walk.receipt in str(letter.body) for letter in told)


def carry_out(walk: Walk) -> None:
    """The library tells how far it is; only the council says that it is done, and then the badge can go."""
    walk.world.wait(days=80)
    page = walk.adviser.go(f"{HERE}plan/commitments/")
    page.locator("main").get_by_role("link", name="River Road").click()
    page.get_by_role("link", name="Tell how far it is").click()
    page.locator("main textarea").first.fill("The hub is open.")
    press(page, "Publish this")
    expect(page.get_by_role("link", name="Confirm that it was kept")).to_have_count(0)
    page = walk.neighbor.go(f"{HERE}decisions/")
    expect_words(page, "Decided, and being carried out")
    look_at(walk.neighbor)
    page = walk.teller.go(f"{HERE}plan/commitments/")
    page.locator("main").get_by_role("link", name="River Road").click()
    page.get_by_role("link", name="Confirm that it was kept").click()
    page.locator("main textarea").first.fill("We were there.")
    press(page, "Confirm it")
    expect_words(page, "said Ada Neighbor")
    page = walk.teller.go(walk.room)
    page.get_by_role("link", name="Mark it completed").click()
    press(page, "Mark it completed")
    page = walk.neighbor.go(walk.room)
    expect_words(page, "Promise kept")
    page = walk.neighbor.go(f"{HERE}decisions/promises/")
    expect(page.locator("h1")).to_have_text(re.compile(r"All \d+ parts of our promises so far are kept"))
    look_at(walk.neighbor)
