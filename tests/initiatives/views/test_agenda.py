"""The pages of the common agenda, as each reader finds them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from initiatives import clock
from initiatives.actions.agenda import answer, change_draft
from initiatives.actions.restrictions import restrict
from initiatives.models import CommonAgenda, Initiative, Person, Ratification, RoleGroup, SeatTerm
from tests.conftest import Browser
from tests.factories.agenda import make_draft, make_proposed, make_ratified, room_of, seat_of

PAGE, EDIT, ANSWER = "/i/harbor/agenda/", "/i/harbor/agenda/edit/", "/i/harbor/agenda/answer/"
Opens = Callable[[Person | None], Browser]


def _read(browser: Browser, address: str = PAGE) -> str:
    answered = browser.get(address)
    assert answered.status_code == 200, answered.content
    return " ".join(answered.content.decode().split())


# --- Reading ------------------------------------------------------------------------------------------------------------
def test_without_an_agenda_the_public_reads_what_one_is_and_staff_may_begin(
    initiative: Initiative, client_of: Opens, backbone: Person
) -> None:
    public, staff = _read(client_of(None)), _read(client_of(backbone))
    assert "We have not agreed on an agenda yet" in public
    assert "Write the first draft" not in public
    assert "Write the first draft" in staff


def test_the_agenda_in_force_stands_on_one_page_with_who_agreed(
    inside_initiative: Initiative, client_of: Opens, backbone: Person
) -> None:
    make_ratified(backbone)
    page = _read(client_of(None))
    assert "2 of 2 seats agreed to this" in page
    assert "Every child in Harbor County reads well" in page
    assert page.count("Ratifies") == 2
    assert "1 of 2 votes" in page  # the panel of the upper floor


def test_a_proposed_version_stands_beside_the_one_in_force_with_what_would_change(
    inside_initiative: Initiative, client_of: Opens, backbone: Person
) -> None:
    make_ratified(backbone)
    make_proposed(backbone, vision="Every child in Harbor County reads well by the age of eight.")
    page = _read(client_of(None))
    assert "What would change" in page
    assert '<del><span class="vh">removed: </span>nine.</del>' in page
    assert '<ins><span class="vh">added: </span>eight.</ins>' in page
    assert "No change." in page


def test_the_lines_of_the_rule_are_ticked_in_words(
    inside_initiative: Initiative, client_of: Opens, backbone: Person, resident: Person
) -> None:
    agenda = make_proposed(backbone)
    with clock.at(room_of(agenda).opens_at):
        answer(agenda=agenda, seat=seat_of(agenda, resident), stance="ratify", by=resident)
        page = _read(client_of(None))
    assert "<b>Quorum:</b> 1 of 2 seats answered, 1 needed" in page
    assert "<b>Agreement:</b> 1 of 1 seat that takes sides ratifies, 1 needed" in page


def test_a_draft_is_shown_to_nobody_outside_the_working_group(
    inside_initiative: Initiative, client_of: Opens, backbone: Person, resident: Person
) -> None:
    make_draft(backbone, vision="A vision that is not public")
    for reader in (None, resident):
        assert "not public" not in _read(client_of(reader))
        assert "not public" not in _read(client_of(reader), "/i/harbor/agenda/versions/")
    assert client_of(resident).get(EDIT).status_code == 403
    assert client_of(None).get(EDIT)["Location"] == f"/signin/?next={EDIT}"


def test_a_withheld_agenda_leaves_its_stub(
    inside_initiative: Initiative, client_of: Opens, backbone: Person
) -> None:
    agenda = make_ratified(backbone)
    restrict(
        record=agenda.record,
        ground="legal_or_contract",
        reason={"en": "A court asked for it."},
        expires_at=clock.now() + timedelta(days=5),
        readers=[RoleGroup.objects.get(role="director").group],
        by=backbone,
    )
    answered = client_of(None).get(PAGE)
    assert answered.status_code == 403
    assert "A court asked for it." in answered.content.decode()
    assert "Every child in Harbor County" not in answered.content.decode()


def test_the_public_page_sets_no_cookie(
    inside_initiative: Initiative, client_of: Opens, backbone: Person
) -> None:
    agenda = make_proposed(backbone)
    with clock.at(room_of(agenda).opens_at):
        assert not client_of(None).get(PAGE).cookies


# --- Answering ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def proposed(inside_initiative: Initiative, backbone: Person) -> CommonAgenda:
    """A version before the table."""
    return make_proposed(backbone)


def _form(agenda: CommonAgenda, person: Person, stance: str = "", words: str = "") -> dict[str, object]:
    return {"seat": seat_of(agenda, person).pk, "stance": stance, "words": words}


def test_only_who_holds_a_seat_is_asked_and_only_while_it_is_open(
    proposed: CommonAgenda, client_of: Opens, resident: Person, partner: Person
) -> None:
    room = room_of(proposed)
    assert "Send my answer" not in _read(client_of(resident))
    with clock.at(room.opens_at):
        assert "Send my answer" in _read(client_of(resident))
        assert "Send my answer" not in _read(client_of(partner))
    with clock.at(room.closes_at):
        assert "Send my answer" not in _read(client_of(resident))


def test_a_seat_answers_and_can_change_its_answer(
    proposed: CommonAgenda, client_of: Opens, resident: Person
) -> None:
    browser = client_of(resident)
    with clock.at(room_of(proposed).opens_at):
        assert browser.post(ANSWER, _form(proposed, resident, "stand_aside")).status_code == 302
        page = _read(browser)
        assert "You answered <b>Stand aside</b>" in page
        assert "Change my answer" in page
        browser.post(ANSWER, _form(proposed, resident, "ratify"))
    assert list(Ratification.objects.values_list("stance", flat=True)) == ["stand_aside", "ratify"]


def test_a_dissent_without_words_keeps_the_form_and_says_why(
    proposed: CommonAgenda, client_of: Opens, resident: Person
) -> None:
    with clock.at(room_of(proposed).opens_at):
        answered = client_of(resident).post(ANSWER, _form(proposed, resident, "dissent"))
    assert answered.status_code == 422
    assert "Say in your own words why you dissent." in answered.content.decode()
    assert not Ratification.objects.exists()


def test_a_dissent_is_published_in_the_dissenters_own_words(
    proposed: CommonAgenda, client_of: Opens, resident: Person
) -> None:
    words = "Nobody asked <us>.\n\nAsk first."
    with clock.at(room_of(proposed).opens_at):
        client_of(resident).post(ANSWER, _form(proposed, resident, "dissent", words))
        page = _read(client_of(None))
    assert "<p>Nobody asked &lt;us&gt;.</p><p>Ask first.</p>" in page
    assert "<b>Dissent:</b> Community seat" in page


def test_nobody_answers_for_the_seat_of_another(
    proposed: CommonAgenda, client_of: Opens, resident: Person, backbone: Person, partner: Person
) -> None:
    with clock.at(room_of(proposed).opens_at):
        for other in (backbone, partner):
            answered = client_of(other).post(ANSWER, _form(proposed, resident, "ratify"))
            assert answered.status_code == 422
    assert not Ratification.objects.exists()


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=3)])
def test_a_late_answer_is_refused_with_when_it_closed(
    proposed: CommonAgenda, client_of: Opens, resident: Person, late: timedelta
) -> None:
    with clock.at(room_of(proposed).closes_at + late):
        answered = client_of(resident).post(ANSWER, _form(proposed, resident, "ratify"))
    assert answered.status_code == 422
    assert "Answers that came later do not count, for anybody." in answered.content.decode()
    assert not Ratification.objects.exists()


# --- Drafting -----------------------------------------------------------------------------------------------------------
TYPED = {"vision_en": "All read.", "problem_en": "They do not.", "approach_en": "One plan.", "seen": "0"}


def test_a_first_draft_is_saved_previewed_and_sent(
    inside_initiative: Initiative, client_of: Opens, backbone: Person
) -> None:
    browser = client_of(backbone)
    saved = browser.post(EDIT, TYPED)
    assert (saved.status_code, saved["Location"]) == (302, f"{EDIT}?show=preview")
    preview = _read(browser, f"{EDIT}?show=preview")
    assert "All read." in preview
    assert "Send for agreement" in preview
    sent = browser.post("/i/harbor/agenda/proposal/")
    assert sent["Location"] == room_of(CommonAgenda.objects.get()).record.url
    assert "Shall version 1 be our common agenda?" in _read(client_of(None), sent["Location"])


def test_an_unfinished_draft_can_be_saved_and_says_what_is_missing(
    inside_initiative: Initiative, client_of: Opens, backbone: Person
) -> None:
    browser = client_of(backbone)
    assert browser.post(EDIT, TYPED | {"problem_en": ""}).status_code == 302
    assert "Write the problem as all understand it." in _read(browser, f"{EDIT}?show=preview")
    refused = browser.post("/i/harbor/agenda/proposal/")
    assert refused.status_code == 409
    assert "Write the problem as all understand it." in refused.content.decode()


def test_a_table_without_anybody_is_named_before_the_press_and_sending_is_not_offered(
    inside_initiative: Initiative, client_of: Opens, backbone: Person
) -> None:
    SeatTerm.objects.update(left_on=clock.today("UTC") - timedelta(days=1))
    browser = client_of(backbone)
    make_draft(backbone)
    page = _read(browser, f"{EDIT}?show=preview")
    assert "Nobody holds a voting seat at the table today." in page
    assert 'href="/i/harbor/people/seats/"' in page
    assert "/agenda/proposal/" not in page


def test_two_who_write_at_the_same_time_lose_nothing(
    inside_initiative: Initiative, client_of: Opens, backbone: Person
) -> None:
    draft = make_draft(backbone)
    change_draft(agenda=draft, seen=1, vision={"en": "Their vision."}, by=backbone)
    mine = TYPED | {"vision_en": "My vision.", "seen": "1"}
    refused = client_of(backbone).post(EDIT, mine)
    page = " ".join(refused.content.decode().split())
    assert refused.status_code == 422
    assert "You saved this draft in another window on" in page
    assert "My vision.</textarea>" in page
    assert "Their vision." in page
    assert 'name="seen" value="2"' in page
    assert client_of(backbone).post(EDIT, mine | {"seen": "2"}).status_code == 302
    draft.refresh_from_db()
    assert draft.vision == {"en": "My vision."}


def test_who_began_a_draft_while_another_did_is_shown_the_other(
    inside_initiative: Initiative, client_of: Opens, backbone: Person
) -> None:
    make_draft(backbone, vision="Their vision.")
    refused = client_of(backbone).post(EDIT, TYPED)
    assert refused.status_code == 422
    assert "Their vision." in refused.content.decode()
    assert "All read.</textarea>" in refused.content.decode()


# --- Versions -----------------------------------------------------------------------------------------------------------
def test_any_two_versions_can_be_compared_in_either_order(
    inside_initiative: Initiative, client_of: Opens, backbone: Person
) -> None:
    make_ratified(backbone)
    make_ratified(backbone, vision="Every child in Harbor County reads well by the age of eight.")
    for query in ("?from=1&to=2", "?from=2&to=1", ""):
        page = _read(client_of(None), f"/i/harbor/agenda/versions/{query}")
        assert "From version 1 to version 2" in page
        assert "nine.</del>" in page
    assert "From version" not in _read(client_of(None), "/i/harbor/agenda/versions/?to=1")
    assert "From version 1" in _read(client_of(None), "/i/harbor/agenda/versions/?from=x&to=99")


def test_without_versions_the_page_says_so(initiative: Initiative, client_of: Opens) -> None:
    assert "Version 1 is not adopted yet" in _read(client_of(None), "/i/harbor/agenda/versions/")
