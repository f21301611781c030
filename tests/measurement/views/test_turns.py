"""A conversation as staff, partners, residents, funders, visitors and strangers meet it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from initiatives import clock
from initiatives.models import Activity, Initiative, Strategy
from measurement.actions.imports import bring_figures
from measurement.actions.turn_lines import add_line, hide_line
from measurement.actions.turns import close_turn
from measurement.models import Factor, Idea, IdeaScore, Indicator, Turn, TurnLine, TurnStep
from tests.conftest import Browser
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_indicator
from tests.factories.restrictions import make_restriction
from tests.factories.turns import fill, make_idea, make_turn
from tests.personas import People

ClientOf = Callable[..., Browser]
BASE = "/i/harbor/results/grad/"
ONE = f"{BASE}turn/1/"


def body(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


@pytest.fixture
def indicator(inside_initiative: Initiative, people: People) -> Indicator:
    """Give an indicator with figures."""
    made = make_indicator(by=people.backbone, slug="grad", frequency="calendar_year")
    rows = [f"{2012 + n},{60 + n}" for n in range(8)]
    bring_figures(indicator=made, content=long_table(*rows), note=NOTE, by=people.backbone)
    return made


@pytest.fixture
def turn(indicator: Indicator, people: People) -> Turn:
    """Give a conversation that is open."""
    return make_turn(indicator, by=people.backbone)


def test_before_the_first_conversation_everybody_reads_the_seven_questions(
    client_of: ClientOf, indicator: Indicator, people: People
) -> None:
    page = body(client_of(None).get(f"{BASE}turn/"))
    assert "What do we want for everybody here?" in page
    assert "What will we do?" in page
    assert "Open the first conversation" not in page
    assert "Open the first conversation" in body(client_of(people.staff).get(f"{BASE}turn/"))


def test_staff_open_a_conversation_from_the_page_of_the_indicator(
    client_of: ClientOf, indicator: Indicator, people: People
) -> None:
    staff = client_of(people.staff)
    assert "Turn the curve" in body(staff.get(BASE))
    opened = staff.post(f"{BASE}turn/add/", {"held_on": "2026-05-04"})
    assert opened["Location"] == f"{ONE}1/"
    again = staff.post(f"{BASE}turn/add/", {"held_on": "2026-05-05"})
    assert again.status_code == 422
    assert "A conversation about this curve is open" in body(again)


def test_each_question_is_a_page_with_its_own_part(client_of: ClientOf, turn: Turn, people: People) -> None:
    staff = client_of(people.staff)
    expected = {
        1: "What the table says",
        4: "What helps",
        5: "Whom we want",
        6: "What does it cost?",
        7: "Who does it?",
    }
    for number, words in expected.items():
        assert words in body(staff.get(f"{ONE}{number}/"))
    assert "<svg" in body(staff.get(f"{ONE}4/"))
    assert staff.get(f"{ONE}8/").status_code == 404


def test_what_the_table_says_is_kept_in_versions_that_everybody_reads(
    client_of: ClientOf, turn: Turn, people: People
) -> None:
    staff = client_of(people.staff)
    for words in ("All graduate", "All graduate on time"):
        assert staff.post(f"{ONE}1/words/", {"words_en": words}).status_code == 302
    wrong = staff.post(f"{ONE}1/words/", {"words_en": ""})
    assert wrong.status_code == 422
    story = body(staff.post(f"{ONE}4/words/", {"words_en": ""}))
    assert story.count('aria-invalid="true"') == 1  # the forms beside it were not sent
    assert TurnStep.objects.filter(turn=turn).count() == 2
    page = body(client_of(None).get(f"{ONE}1/versions/"))
    assert "Version 1" in page
    assert "All graduate on time" in page


def test_staff_build_the_story_the_partners_the_ideas_and_what_is_done(
    client_of: ClientOf, turn: Turn, people: People
) -> None:
    staff = client_of(people.staff)
    held = {"words_en": "Shifts end late", "kind": "restricting", "ground": "lived_experience"}
    assert staff.post(f"{ONE}factors/add/", held)["Location"] == f"{ONE}4/#parts"
    first = Factor.objects.get()
    cause = {"words_en": "Rents rose", "kind": "contributing", "ground": "evidence", "cause_of": first.pk}
    staff.post(f"{ONE}factors/add/", cause)
    assert Factor.objects.get(cause_of=first).kind == "restricting"
    wanted = {"membership": "", "wanted_name": "A large employer", "role_en": "Changes its shifts"}
    assert staff.post(f"{ONE}partners/add/", wanted).status_code == 302
    assert staff.post(f"{ONE}partners/add/", {**wanted, "wanted_name": ""}).status_code == 422
    idea = {"words_en": "Rooms near home", "evidence": "research", "cost": "none"}
    refused = staff.post(f"{ONE}ideas/add/", idea)
    assert "Say where the research can be read" in body(refused)
    staff.post(f"{ONE}ideas/add/", {**idea, "source": "A review"})
    made = Idea.objects.get()
    page = body(client_of(None).get(f"{ONE}4/"))
    assert "Shifts end late" in page
    assert page.index("Shifts end late") < page.index("Rents rose")
    assert staff.post(f"{ONE}ideas/{made.pk}/removal/").status_code == 302
    assert not Idea.objects.filter(removed_at__isnull=True).exists()
    assert staff.post(f"{ONE}nothing/add/").status_code == 404


def test_partners_and_residents_add_lines_and_scores_and_do_not_run_it(
    client_of: ClientOf, turn: Turn, people: People
) -> None:
    idea = make_idea(turn, by=people.backbone)
    scores = {f"idea-{idea.pk}-{name}": "3" for name in ("leverage", "feasibility", "specificity", "values")}
    for person in (people.partner, people.resident):
        browser = client_of(person)
        assert "Save what the table says" not in body(browser.get(f"{ONE}4/"))
        added = browser.post(f"{ONE}4/lines/add/", {"words": "The bus is late", "kind": "restricting"})
        assert added.status_code == 302
        assert browser.post(f"{ONE}scores/", scores).status_code == 302
        assert browser.post(f"{ONE}1/words/", {"words_en": "x"}).status_code == 403
    assert IdeaScore.objects.count() == 2
    assert TurnLine.objects.filter(kind="restricting").count() == 2
    assert "Scored by 2 people: 12.0 of 12" in body(client_of(None).get(f"{ONE}6/"))


def test_half_a_score_is_asked_for_again(client_of: ClientOf, turn: Turn, people: People) -> None:
    idea = make_idea(turn, by=people.backbone)
    answer = client_of(people.resident).post(f"{ONE}scores/", {f"idea-{idea.pk}-leverage": "3"})
    assert answer.status_code == 422
    assert "Score this one too" in body(answer)
    assert client_of(people.resident).post(f"{ONE}scores/", {}).status_code == 422


def test_a_funder_reads_and_adds_nothing_and_a_stranger_finds_no_form(
    client_of: ClientOf, turn: Turn, people: People
) -> None:
    assert client_of(people.funder).get(ONE).status_code == 200
    assert client_of(people.funder).post(f"{ONE}4/lines/add/", {"words": "x"}).status_code == 403
    assert client_of(people.outsider).post(f"{ONE}4/lines/add/", {"words": "x"}).status_code == 404
    public = client_of(None).get(f"{ONE}4/")
    assert public.status_code == 200
    assert "<form method" not in body(public)
    assert not public.cookies


def test_a_line_is_taken_up_set_aside_or_hidden_and_everybody_reads_what_became_of_it(
    client_of: ClientOf, turn: Turn, people: People
) -> None:
    lines = [
        add_line(turn=turn, question=4, words=f"Line {n}", by=people.resident, kind="restricting")
        for n in range(3)
    ]
    staff = client_of(people.staff)
    form = body(staff.get(f"{ONE}factors/add/?line={lines[0].pk}"))
    assert "Line 0</textarea>" in form
    taken = {"words_en": "Line 0", "kind": "restricting", "ground": "lived_experience"}
    staff.post(f"{ONE}factors/add/?line={lines[0].pk}", taken)
    assert staff.post(f"{ONE}lines/{lines[1].pk}/aside/", {"reason_en": ""}).status_code == 422
    staff.post(f"{ONE}lines/{lines[1].pk}/aside/", {"reason_en": "Said before"})
    staff.post(f"{ONE}lines/{lines[2].pk}/hiding/", {"ground": "names_somebody"})
    page = body(client_of(None).get(f"{ONE}lines/"))
    assert "All 3 lines have their answer" in page
    assert "In the story: <b>Line 0</b>" in page
    assert "Why: Said before" in page
    assert "Line 2" not in page
    assert "One line is hidden" in page
    assert staff.get(f"{ONE}factors/add/?line={lines[0].pk}").status_code == 404


def test_what_the_table_expects_is_frozen_and_does_not_move_when_figures_come(
    client_of: ClientOf, turn: Turn, people: People
) -> None:
    staff = client_of(people.staff)
    assert "Freeze what we expect if nothing changes" in body(staff.get(f"{ONE}4/"))
    assert "Freeze what we expect" not in body(client_of(None).get(f"{ONE}4/"))
    said = {"method": "linear", "ahead": "4", "assumptions_en": "Buses run as they do"}
    assert staff.post(f"{ONE}forecast/", {**said, "assumptions_en": ""}).status_code == 422
    assert staff.post(f"{ONE}forecast/", said)["Location"] == f"{ONE}4/#curve"
    before = body(client_of(None).get(ONE))
    assert "Buses run as they do" in before
    assert "Frozen by Staff" in before
    assert "Expected earlier if nothing changed: 71% in 2023" in before
    rows = [f"{2012 + n},{60 + n}" for n in range(8)] + ["2020,40", "2021,30"]
    bring_figures(indicator=turn.indicator, content=long_table(*rows), note=NOTE, by=people.backbone)
    after = body(client_of(None).get(ONE))
    assert "Expected earlier if nothing changed: 71% in 2023" in after
    assert client_of(people.resident).post(f"{ONE}forecast/", said).status_code == 403


def test_closing_says_what_is_missing_and_then_fills_the_plan(
    client_of: ClientOf, turn: Turn, people: People
) -> None:
    staff = client_of(people.staff)
    page = body(staff.get(f"{ONE}closing/"))
    assert "11 things are missing before it can be closed" in page
    assert f'href="{ONE}6/"' in page
    refused = staff.post(f"{ONE}closing/")
    assert refused.status_code == 409
    assert "Add at least one idea that costs nothing" in body(refused)
    fill(turn, by=people.backbone, scorers=(people.resident, people.partner))
    assert "Nothing is missing: close it?" in body(staff.get(f"{ONE}closing/"))
    assert staff.post(f"{ONE}closing/")["Location"] == ONE
    plan = body(client_of(None).get("/i/harbor/plan/?show=all"))
    assert "Rooms near home" in plan
    assert "Open two rooms" in plan
    strategy, activity = Strategy.objects.get(), Activity.objects.get()
    assert "Students who graduate on time" in body(client_of(None).get(strategy.record.url))
    assert "Where it was agreed" in body(client_of(None).get(activity.record.url))


def test_the_story_stands_on_the_page_of_the_indicator_with_its_age(
    client_of: ClientOf, turn: Turn, people: People
) -> None:
    with clock.at(datetime(2026, 5, 4, 18, tzinfo=UTC)):
        fill(turn, by=people.backbone, scorers=(people.resident, people.partner))
        close_turn(turn=turn, by=people.backbone)
    with clock.at(datetime(2027, 7, 5, 18, tzinfo=UTC)):
        page = body(client_of(None).get(BASE))
        assert "The story is 14 months old. Read it again." in page
        assert "Shifts end late" in page
        assert "Rents rose" not in page
        assert "Wanted: A large employer" in page
        assert "The story behind" in body(client_of(people.staff).get("/i/harbor/today/"))
        client_of(people.staff).post(f"{ONE}reading/")
        assert "Read it again" not in body(client_of(people.staff).get("/i/harbor/today/"))


def test_today_says_that_a_conversation_is_open_and_which_lines_wait(
    client_of: ClientOf, turn: Turn, people: People
) -> None:
    assert "The conversation is open" in body(client_of(people.resident).get("/i/harbor/today/"))
    add_line(turn=turn, question=1, words="x", by=people.resident)
    assert "1 line waits for an answer" in body(client_of(people.staff).get("/i/harbor/today/"))


def test_what_was_learned_opens_the_next_conversation(
    client_of: ClientOf, turn: Turn, people: People
) -> None:
    fill(turn, by=people.backbone, scorers=(people.resident, people.partner))
    close_turn(turn=turn, by=people.backbone)
    staff = client_of(people.staff)
    staff.post(f"{BASE}turn/add/", {"held_on": "2027-05-04"})
    two = f"{BASE}turn/2/"
    assert "said before" in body(staff.get(f"{two}4/"))
    said = {"expected_en": "Forty", "happened_en": "Twelve came", "change_en": "Nearer to home"}
    assert staff.post(f"{two}learning/", {**said, "change_en": ""}).status_code == 422
    staff.post(f"{two}learning/", said)
    assert "Nearer to home" in body(client_of(None).get(f"{two}4/"))
    assert "Nearer to home" in body(client_of(None).get(ONE))
    assert "Nearer to home" in body(client_of(None).get(BASE))


def test_a_withheld_conversation_shows_its_stub_and_its_story_nowhere(
    client_of: ClientOf, turn: Turn, people: People
) -> None:
    fill(turn, by=people.backbone, scorers=(people.resident, people.partner))
    close_turn(turn=turn, by=people.backbone)
    make_restriction(turn.record, by=people.backbone)
    assert client_of(None).get(ONE).status_code == 403
    assert client_of(None).get(f"{ONE}4/").status_code == 403
    assert "Shifts end late" not in body(client_of(None).get(BASE))


def test_a_hidden_line_is_on_no_page(client_of: ClientOf, turn: Turn, people: People) -> None:
    line = add_line(turn=turn, question=4, words="SECRETNAME", by=people.resident)
    hide_line(line=line, ground="names_somebody", by=people.backbone)
    for path in (ONE, f"{ONE}4/", f"{ONE}lines/", f"{ONE}room/", f"{ONE}room/live/"):
        assert "SECRETNAME" not in body(client_of(people.staff).get(path))


def test_every_label_on_the_page_of_a_question_finds_its_own_field(
    client_of: ClientOf, turn: Turn, people: People
) -> None:
    page = client_of(people.staff).get(f"{ONE}4/").content.decode()
    ids = re.findall(r'<(?:input|textarea|select|fieldset)[^>]* id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) > 8


def test_an_address_that_forms_are_sent_to_says_so_and_leads_on(
    client_of: ClientOf, turn: Turn, people: People
) -> None:
    looked_at = client_of(people.staff).get(f"{ONE}1/words/")
    assert looked_at.status_code == 405
    assert looked_at["Allow"] == "POST"
    assert "Forms are sent to this address" in body(looked_at)
    assert 'href="/i/harbor/"' in body(looked_at)
