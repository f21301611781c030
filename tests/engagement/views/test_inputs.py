"""What people say on this site: the form, the list, sorting, paper, hiding; and what becomes of it in public."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from engagement.actions.assisted import enter_input
from engagement.actions.input_codes import code_of, make_code
from engagement.actions.inputs import Contribution, Entry, prompts_of, withdraw_input
from engagement.actions.moderation import appeal, hide_input
from engagement.actions.parity import say_shares
from engagement.actions.questions import ask_question
from engagement.actions.ratings import rate_use
from engagement.actions.supports import ask_support
from engagement.actions.themes import make_theme
from engagement.models import Engagement, Input, InputGroup, Question, Support, Theme
from engagement.rules.inputs import Said
from engagement.rules.spectrum_table import GROUNDS
from initiatives import clock
from initiatives.actions.populations import add_category, add_dimension
from initiatives.models import Initiative, Person
from initiatives.passes import shown_code
from tests.conftest import Browser
from tests.engagement.actions.test_inputs import PNG
from tests.factories.inputs import (
    make_alternative,
    make_engagement,
    make_panel_member,
    make_session,
    move_to,
    say_something,
)
from tests.personas import People

ClientOf = Callable[..., Browser]
REASON = "The last bus now runs at half past eleven, because forty people asked for it."


def body(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def engagement(inside_initiative: Initiative, people: People) -> Engagement:
    """Give a question that is open, at the level that involves a panel."""
    return make_engagement(by=people.backbone, level=3)


@pytest.fixture
def home(engagement: Engagement) -> str:
    """Give its address."""
    return engagement.record.url


# --- Taking part ----------------------------------------------------------------------------------------------------------
def test_a_visitor_says_something_and_is_led_to_the_receipt(
    engagement: Engagement, home: str, client_of: ClientOf
) -> None:
    visitor = client_of(None)
    asked = body(visitor.get(f"{home}take-part/"))
    assert ("You need no account" in asked, 'type="email"' in asked) == (True, True)
    prompt = engagement.prompts.get()
    answer = visitor.post(f"{home}take-part/", {f"prompt_{prompt.pk}": "Lights on River Road"}, follow=True)
    assert "/receipt/" in answer.redirect_chain[-1][0]
    assert "Lights on River Road" in body(answer)


def test_the_way_to_the_receipt_is_open_for_a_quarter_of_an_hour_only(
    engagement: Engagement, home: str, client_of: ClientOf
) -> None:
    say_something(engagement, sent_as="a-key-of-the-form")
    way = f"{home}take-part/sent/?key=a-key-of-the-form"
    assert "/receipt/" in client_of(None).get(way)["Location"]
    with clock.at(clock.now() + timedelta(minutes=16)):
        assert client_of(None).get(way)["Location"] == f"{home}take-part/"


def test_what_somebody_with_an_account_says_is_theirs_and_names_nobody(
    engagement: Engagement, home: str, people: People, client_of: ClientOf
) -> None:
    prompt = engagement.prompts.get()
    Person.objects.filter(pk=people.resident.pk).update(name="Zoraida Quill")
    asked = body(client_of(people.resident).get(f"{home}take-part/"))
    assert ("You need no account" in asked, 'type="email"' in asked) == (False, False)
    client_of(people.resident).post(f"{home}take-part/", {f"prompt_{prompt.pk}": "Benches"})
    assert Input.objects.get().contributor == people.resident
    page = body(client_of(None).get(f"{home}inputs/"))
    assert "Benches" in page
    assert "Quill" not in page


def test_a_question_that_is_closed_says_so_and_takes_nothing(
    engagement: Engagement, home: str, client_of: ClientOf
) -> None:
    move_to(engagement, "closed_to_input")
    assert "This question is closed" in body(client_of(None).get(f"{home}take-part/"))
    prompt = engagement.prompts.get()
    answer = client_of(None).post(f"{home}take-part/", {f"prompt_{prompt.pk}": "Late"})
    assert answer.status_code == 409
    assert Input.objects.count() == 0


def test_people_are_asked_for_their_groups_once_it_is_known_whom_it_concerns(
    engagement: Engagement, home: str, people: People, client_of: ClientOf
) -> None:
    by = people.backbone
    dimension = add_dimension(name={"en": "Age"}, kind="age", by=by)
    young = add_category(dimension=dimension, name={"en": "Under 25"}, by=by)
    assert "Under 25" not in body(client_of(None).get(f"{home}take-part/"))
    say_shares(engagement=engagement, shares={young: 30}, source="Census 2020", by=by)
    assert "Under 25" in body(client_of(None).get(f"{home}take-part/"))
    assert "Nobody who took part has said to which group they belong yet" in body(
        client_of(None).get(f"{home}heard/")
    )
    prompt = engagement.prompts.get()
    data = {f"prompt_{prompt.pk}": "Lights", f"group_{dimension.pk}": str(young.pk)}
    client_of(None).post(f"{home}take-part/", data)
    assert InputGroup.objects.get().category == young
    page = body(client_of(None).get(f"{home}heard/"))
    assert "Census 2020" in page
    assert "Nobody who took part" not in page
    assert "Not shown" in page


# --- The list -------------------------------------------------------------------------------------------------------------
def test_the_list_counts_all_and_shows_neither_hidden_nor_withdrawn_words(
    engagement: Engagement, home: str, people: People, client_of: ClientOf
) -> None:
    say_something(engagement, "Stay")
    withdraw_input(given=say_something(engagement, "Gone").input, by=None)
    hide_input(given=say_something(engagement, "Harm").input, ground="threat", by=people.staff)
    page = body(client_of(None).get(f"{home}inputs/"))
    assert "3 contributions came in. One was taken back. One is hidden:" in page
    assert "a threat or an insult (1)" in page
    assert "Stay" in page
    assert "Gone" not in page
    assert "Harm" not in page


def test_staff_mark_contributions_sort_them_into_a_new_theme_and_acknowledge_them(
    engagement: Engagement, home: str, people: People, client_of: ClientOf
) -> None:
    for n in range(3):
        say_something(engagement, f"Words {n}")
    staff = client_of(people.backbone)
    assert "Sort the marked ones" in body(staff.get(f"{home}inputs/"))
    staff.post(f"{home}inputs/sorting/", {"input": ["1", "2"], "new_theme": "Late buses"})
    assert Theme.objects.get().theme_inputs.count() == 2
    staff.post(f"{home}inputs/acknowledgement/", {"input": ["1", "2", "3"]})
    assert Input.objects.filter(acknowledged_by=people.backbone).count() == 3
    assert "Sort the marked ones" not in body(client_of(None).get(f"{home}inputs/"))
    tried = client_of(people.partner).post(f"{home}inputs/sorting/", {"new_theme": "Trains"})
    assert (tried.status_code, GROUNDS["f"].words in tried.content.decode()) == (409, True)
    assert not Theme.objects.filter(title__en="Trains").exists()


def test_a_mean_of_ratings_is_shown_from_five_on(
    engagement: Engagement, home: str, client_of: ClientOf
) -> None:
    given = [say_something(engagement, f"{n}").input for n in range(5)]
    move_to(engagement, "reported_back")
    for each in given[:4]:
        rate_use(given=each, stars=4)
    assert "The mean is shown from five on" in body(client_of(None).get(f"{home}inputs/"))
    rate_use(given=given[4], stars=2)
    assert "3.6 on average" in body(client_of(None).get(f"{home}inputs/"))


# --- Paper ----------------------------------------------------------------------------------------------------------------
def test_paper_is_typed_in_by_one_and_confirmed_by_another(
    engagement: Engagement, home: str, people: People, client_of: ClientOf
) -> None:
    prompt = engagement.prompts.get()
    scan = SimpleUploadedFile("card.png", PNG, content_type="image/png")
    typed = client_of(people.staff).post(
        f"{home}inputs/add/",
        {f"prompt_{prompt.pk}": "From a card", "channel": "paper", "note": "Box 3", "file": scan},
        follow=True,
    )
    assert "Its receipt, for whoever wrote it" in body(typed)
    given = Input.objects.get()
    assert given.scan is not None
    assert "From a card" not in body(client_of(None).get(f"{home}inputs/"))
    assert client_of(None).get(f"/i/harbor/files/{given.scan.pk}/").status_code == 404
    own = body(client_of(people.staff).get(f"{home}inputs/confirming/"))
    assert "Somebody else compares it" in own
    client_of(people.backbone).post(f"{home}inputs/{given.number}/confirmation/")
    assert "From a card" in body(client_of(None).get(f"{home}inputs/"))


def test_a_stack_of_cards_leaves_out_the_empty_ones(
    engagement: Engagement, home: str, people: People, client_of: ClientOf
) -> None:
    prompt = engagement.prompts.get()
    cards = {f"card{at}-prompt_{prompt.pk}": f"Card {at}" for at in (1, 2, 5)}
    client_of(people.staff).post(f"{home}inputs/batch/", {**cards, "channel": "paper", "note": "Box 3"})
    assert Input.objects.filter(entered_by=people.staff, note="Box 3").count() == 3


def test_each_card_of_a_stack_may_say_to_which_group_its_writer_belongs(
    engagement: Engagement, home: str, people: People, client_of: ClientOf
) -> None:
    dimension = add_dimension(name={"en": "Age"}, kind="age", by=people.backbone)
    young = add_category(dimension=dimension, name={"en": "Young"}, by=people.backbone)
    say_shares(engagement=engagement, shares={young: 60}, source="Census", by=people.backbone)
    prompt, field = engagement.prompts.get(), f"group_{dimension.pk}"
    assert "Not said" in body(client_of(people.staff).get(f"{home}inputs/batch/"))
    cards = {f"card{at}-prompt_{prompt.pk}": f"Card {at}" for at in (1, 2)} | {
        f"card1-{field}": young.pk,
        f"card5-{field}": young.pk,  # an empty card is left out, whatever group it names
    }
    client_of(people.staff).post(f"{home}inputs/batch/", {**cards, "channel": "paper", "note": "Box 3"})
    assert [one.input.number for one in InputGroup.objects.filter(category=young)] == [1]
    assert Input.objects.filter(entered_by=people.staff).count() == 2


def test_what_was_typed_in_wrongly_is_discarded(
    engagement: Engagement, home: str, people: People, client_of: ClientOf
) -> None:
    what = Contribution([Said(prompts_of(engagement)[0].pk, words="Benchez")], channel="paper")
    enter_input(engagement=engagement, what=what, entry=Entry(by=people.staff, note="Box 3"))
    client_of(people.backbone).post(f"{home}inputs/1/discarding/")
    assert "Nothing waits" in body(client_of(people.backbone).get(f"{home}inputs/confirming/"))


# --- Moderation -----------------------------------------------------------------------------------------------------------
def test_somebody_hides_on_a_ground_and_somebody_else_answers_the_appeal(
    engagement: Engagement, home: str, people: People, client_of: ClientOf
) -> None:
    given = say_something(engagement, "Harm").input
    client_of(people.staff).post(f"{home}inputs/1/hiding/", {"ground": "threat"})
    hiding = given.hidings.get()
    appeal(hiding=hiding, words="It is a song", by=None)
    answer = {"is_lifted": "yes", "answer_en": "A song it is."}
    assert "yourself" in body(client_of(people.staff).post(f"{home}inputs/1/appeal/", answer))
    client_of(people.backbone).post(f"{home}inputs/1/appeal/", answer)
    assert "Harm" in body(client_of(None).get(f"{home}inputs/1/"))


# --- Themes and the table of concerns -------------------------------------------------------------------------------------
def test_a_theme_is_answered_and_everybody_reads_why(
    engagement: Engagement, home: str, people: People, client_of: ClientOf
) -> None:
    staff = client_of(people.backbone)
    staff.post(f"{home}themes/add/", {"title_en": "Late buses", "summary_en": "People work late."})
    theme = Theme.objects.get()
    short = staff.post(f"{home}themes/{theme.pk}/answer/", {"kind": "not_adopted", "reason_en": "No money."})
    assert short.status_code == 422
    assert "at least 40 letters" in body(short)
    staff.post(f"{home}themes/{theme.pk}/answer/", {"kind": "not_adopted", "reason_en": REASON})
    page = body(client_of(None).get(f"{home}themes/"))
    assert "Late buses" in page
    assert REASON in page
    assert "Not possible" in page


def test_the_table_prints_the_panels_dissent_above_it(
    engagement: Engagement, home: str, people: People, client_of: ClientOf
) -> None:
    theme = make_theme(engagement=engagement, title={"en": "Late buses"}, by=people.backbone)
    option = make_alternative(engagement, "River Road first", by=people.backbone)
    make_panel_member(engagement, people.resident, by=people.backbone)
    place = {"theme": theme.pk, "alternative": option.pk, "words_en": "The last bus moves."}
    client_of(people.backbone).post(f"{home}matrix/add/", place)
    assert "You are on the panel" in body(client_of(people.resident).get(f"{home}matrix/"))
    no = {"confirms": "no", "words": "Night shifts are missing"}
    client_of(people.resident).post(f"{home}matrix/panel/", no)
    page = body(client_of(None).get(f"{home}matrix/"))
    assert page.index("Night shifts are missing") < page.index("River Road first")
    assert "The last bus moves." in page
    assert "0 of 1 members of the panel confirm" in page


# --- Questions, sessions, support, poster ---------------------------------------------------------------------------------
def test_a_visitor_asks_and_everybody_reads_the_answer_and_how_late_it_is(
    engagement: Engagement, home: str, people: People, client_of: ClientOf
) -> None:
    client_of(None).post(f"{home}questions/", {"words": "Who pays?"})
    asked = Question.objects.get()
    page = body(client_of(None).get(f"{home}questions/"))
    assert "Answer due before" in page
    with clock.at(clock.now() + timedelta(days=30)):
        assert "days late" in body(client_of(None).get(f"{home}questions/"))
    client_of(people.backbone).post(f"{home}questions/{asked.pk}/answer/", {"answer_en": "The county."})
    page = body(client_of(None).get(f"{home}questions/"))
    assert "The county." in page
    assert "Answered in time" in page


def test_a_correction_of_what_we_heard_stands_apart(
    engagement: Engagement, home: str, client_of: ClientOf
) -> None:
    assert "What did we hear wrong?" in body(client_of(None).get(f"{home}questions/?kind=correction"))
    client_of(None).post(f"{home}questions/", {"words": "I said trams", "kind": "correction"})
    assert Question.objects.get().kind == "correction"
    assert "Corrections of what we heard" in body(client_of(None).get(f"{home}questions/"))


def test_a_hidden_question_is_counted_by_its_ground(
    engagement: Engagement, home: str, people: People, client_of: ClientOf
) -> None:
    asked = ask_question(engagement=engagement, words="Is Mr Smith ill?", by=None)
    client_of(people.backbone).post(f"{home}questions/{asked.pk}/hiding/", {"ground": "personal_data"})
    page = body(client_of(None).get(f"{home}questions/"))
    assert "Smith" not in page
    assert "personal data of somebody (1)" in page


def test_support_is_asked_for_without_an_account_and_only_its_sum_is_public(
    engagement: Engagement, home: str, people: People, client_of: ClientOf
) -> None:
    day = clock.now() + timedelta(days=7)
    planned = {
        "title_en": "At the library",
        "begins_at": day.strftime("%Y-%m-%dT18:00"),
        "ends_at": day.strftime("%Y-%m-%dT20:00"),
        "round": "1",
        "supports": ["childcare", "stipend"],
    }
    client_of(people.backbone).post(f"{home}sessions/add/", planned)
    session = engagement.sessions.get()
    needed = {"kind": "childcare", "words": "Two children, call 555 0142"}
    client_of(None).post(f"{home}sessions/{session.pk}/support/", needed)
    public = body(client_of(None).get(f"{home}sessions/"))
    assert "Childcare" in public
    assert "555 0142" not in public
    page = f"{home}sessions/{session.pk}/supports/"
    assert client_of(people.partner).get(page).status_code == 403
    assert "555 0142" in body(client_of(people.backbone).get(page))
    step = f"{home}supports/{Support.objects.get().pk}/step/"
    for data in ({"to": "offered"}, {"to": "delivered"}, {"to": "paid", "amount": "40.00"}):
        client_of(people.backbone).post(step, data)
    assert "$40" in body(client_of(None).get(f"{home}sessions/"))


def test_the_wall_shows_the_question_the_code_and_what_the_room_says(
    inside_initiative: Initiative, people: People, client_of: ClientOf
) -> None:
    engagement = make_engagement(by=people.backbone, prompts=("text", "choice"))
    session = make_session(engagement, "Evening", by=people.backbone, begins_in=timedelta(hours=1))
    wall, staff = f"{engagement.record.url}sessions/{session.pk}/wall/", client_of(people.backbone)
    staff.post(f"{wall}opening/")
    page = body(staff.get(wall))
    code = re_code(page)
    prompts = prompts_of(engagement)
    said = {f"prompt_{prompts[0].pk}": "From the room", f"prompt_{prompts[1].pk}": "1"}
    client_of(None).post(f"/q/{code}/", {**said, "idempotency_key": "a-key-of-the-form"})
    assert "From the room" in body(staff.get(f"{wall}live/"))
    bars = body(staff.get(f"{wall}live/?question=2"))
    assert "River Road" in bars
    assert 'width="100%" height="28"' in bars


def re_code(page: str) -> str:
    return page.split("/q/")[1][:9]


def test_support_asked_for_at_a_session_never_names_anybody_in_public(
    engagement: Engagement, home: str, people: People, client_of: ClientOf
) -> None:
    session = make_session(engagement, "Evening", by=people.backbone, begins_in=timedelta(days=1))
    Person.objects.filter(pk=people.resident.pk).update(name="Zoraida Quill")
    ask_support(session=session, kind="transport", words="Wheelchair", by=people.resident)
    public = body(client_of(None).get(f"{home}sessions/")) + body(client_of(None).get("/i/harbor/history/"))
    assert "Quill" not in public
    assert "Wheelchair" not in public


def test_the_poster_has_its_code_once_somebody_made_it(
    engagement: Engagement, home: str, people: People, client_of: ClientOf
) -> None:
    assert "There is no poster yet" in body(client_of(None).get(f"{home}poster/"))
    client_of(people.backbone).post(f"{home}poster/code/")
    page = body(client_of(None).get(f"{home}poster/"))
    assert f"/q/{shown_code(code_of(engagement))}" in page
    assert "qrsvg" in page
    assert make_code(engagement=engagement, by=None) == code_of(engagement)
