"""The pages of a vote, as the people it concerns see them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from engagement.actions.certifying import certify
from engagement.actions.lots import announce_panel_lot
from engagement.actions.motions import OptionText
from engagement.actions.opening import open_vote
from engagement.actions.voting import cast
from engagement.models import Decision, Lot, SecretBallot, Vote
from engagement.rules.ballots import Ballot
from engagement.rules.methods import Approval, Budget, Consent, Irv, Star, TooDear
from engagement.rules.recount import recount
from initiatives import clock
from initiatives.models import Event, Person
from tests.conftest import Browser
from tests.factories.decisions import (
    Council,
    address,
    counted,
    make_budget_vote,
    make_engagement,
    make_noticed,
    make_open,
    motion,
    ready,
    row_of,
    say,
    slips_of,
    soon,
)
from tests.personas import OWN, People

pytestmark = pytest.mark.usefixtures("inside_initiative")
ClientOf = Callable[[Person | None], Browser]
THREE = [OptionText({"en": title}) for title in ("Paths", "Shade", "Play")]


def test_visitor_reads_question_rule_and_live_lines(client_of: ClientOf, council: Council) -> None:
    decision = make_open(council, motion(rule=Consent()))
    say(decision, council[0], "concern", words="It may get loud.")
    page = client_of(None).get(address(decision)).content.decode()
    assert "Shall the library open on Sundays?" in page
    assert "Concerns not yet resolved: 0, none allowed" in page
    assert "1 of 3 have voted" in page
    assert "It may get loud." in page
    assert "Cast my vote" not in page


def test_seat_votes_and_changes_its_vote_on_the_page(client_of: ClientOf, council: Council) -> None:
    decision = make_open(council)
    browser = client_of(council[0])
    assert "Cast my vote" in browser.get(address(decision)).content.decode()
    assert browser.post(address(decision, "ballot"), {"stance": "yes"}).status_code == 302
    assert "Change my vote" in browser.get(address(decision)).content.decode()
    assert (
        browser.post(address(decision, "ballot"), {"stance": "no", "words": "Too dear."}).status_code == 302
    )
    assert [vote.ballot["stance"] for vote in Vote.objects.order_by("pk")] == ["yes", "no"]


def test_same_form_sent_twice_is_one_vote(client_of: ClientOf, council: Council) -> None:
    decision = make_open(council)
    browser = client_of(council[0])
    for _again in range(2):
        browser.post(address(decision, "ballot"), {"stance": "yes"}, once="the-same-key")
    assert Vote.objects.count() == 1


def test_concern_without_its_parts_comes_back_with_what_was_typed(
    client_of: ClientOf, council: Council
) -> None:
    decision = make_open(council, motion(rule=Consent()))
    answer = client_of(council[0]).post(
        address(decision, "ballot"), {"stance": "objection", "reason": "Noise at night"}
    )
    assert answer.status_code == 422
    assert "Noise at night" in answer.content.decode()
    assert "what would resolve it" in answer.content.decode()


def test_concern_is_raised_shown_and_resolved_by_whoever_has_it(
    client_of: ClientOf, council: Council
) -> None:
    decision = make_open(council, motion(rule=Consent()))
    said = {
        "stance": "objection",
        "reason": "Noise at night",
        "harms": "Neighbors",
        "would_resolve": "Close at eight",
    }
    assert client_of(council[1]).post(address(decision, "ballot"), said).status_code == 302
    page = client_of(None).get(address(decision)).content.decode()
    assert "Noise at night" in page
    assert "in mediation until" in page
    objection = decision.objections.get()
    where = address(decision, "concern-resolution", pk=objection.pk)
    assert client_of(council[0]).post(where, {"resolution_en": "Fine."}).status_code == 422
    assert client_of(council[1]).post(where, {"resolution_en": "It closes at eight."}).status_code == 302
    assert "It closes at eight." in client_of(None).get(address(decision)).content.decode()


@pytest.mark.parametrize(
    ("rule", "sent", "stored"),
    [
        (Approval(1), {"marks": ["option:1", "option:3"]}, Ballot("", options=("option:1", "option:3"))),
        (Irv(), {"option_1": "2", "option_3": "1"}, Ballot("", options=("option:3", "option:1"))),
        (Star(), {"option_1": "5", "option_2": "0", "option_3": "3"}, Ballot("", points=(("option:1", 5), ("option:3", 3)))),
    ],
)  # fmt: skip
def test_each_kind_of_ballot_is_stored_as_it_was_filled_in(
    client_of: ClientOf, council: Council, rule: object, sent: dict[str, object], stored: Ballot
) -> None:
    decision = make_open(council, motion(rule=rule, options=THREE))  # type: ignore[arg-type]
    assert client_of(council[0]).post(address(decision, "ballot"), sent).status_code == 302
    said = Vote.objects.get().ballot
    assert (tuple(said["options"]), tuple(map(tuple, said["points"]))) == (stored.options, stored.points)


def test_two_options_at_the_same_place_are_refused(client_of: ClientOf, council: Council) -> None:
    decision = make_open(council, motion(rule=Irv(), options=THREE))
    answer = client_of(council[0]).post(address(decision, "ballot"), {"option_1": "1", "option_2": "1"})
    assert answer.status_code == 422
    assert "same place" in answer.content.decode()


def test_secret_voter_gets_a_receipt_and_no_second_ballot(client_of: ClientOf, council: Council) -> None:
    decision = make_open(council, motion(electorate_of="people"))
    browser = client_of(council[0])
    answer = browser.post(address(decision, "ballot"), {"stance": "no"}, follow=True)
    page = answer.content.decode()
    assert "as a note for yourself" in page
    assert "Your ballot is in the box" in page
    assert "Cast my vote" not in page
    assert "whoever runs the server could tie ballots to people" in page
    assert SecretBallot.objects.count() == 1


def test_adviser_is_refused_and_the_attempt_stays_on_record(
    client_of: ClientOf, council: Council, people: People
) -> None:
    engagement = make_engagement(council, by=council[0])
    decision = make_open(council, engagement=engagement)
    answer = client_of(people.partner).post(address(decision, "ballot"), {"stance": "yes"})
    assert answer.status_code == 409
    assert "advises" in answer.content.decode()
    assert Event.objects.filter(kind="engagement.attempt_refused", actor=people.partner).count() == 1
    assert not Vote.objects.filter(elector__decision=decision).exists()


def test_adviser_who_puts_a_question_is_refused_and_recorded(
    client_of: ClientOf, council: Council, people: People
) -> None:
    engagement = make_engagement(council, by=council[0])
    where = reverse("vote-add", kwargs={"slug": OWN, "number": engagement.record.number})
    said = {
        "question_en": "Ours?",
        "purpose": "substance",
        "rule": "majority",
        "base": "decided",
        "winners": 1,
        "points": 5,
        "electorate_of": "seats",
    }
    assert client_of(people.backbone).post(where, said).status_code == 422
    assert Event.objects.filter(kind="engagement.attempt_refused", actor=people.backbone).count() == 1
    assert client_of(council[0]).post(where, said).status_code == 302


def test_count_of_a_question_leads_to_its_votes_until_it_is_put_to_one(
    client_of: ClientOf, council: Council, people: People
) -> None:
    made = make_engagement(council, level=2, by=people.backbone)
    browser = client_of(None)
    assert browser.get(f"{made.record.url}count/").url == f"{made.record.url}votes/"
    assert browser.get(f"{made.record.url}votes/").status_code == 200
    decision = make_open(council, engagement=made)
    assert browser.get(f"{made.record.url}count/").url == f"{decision.record.url}count/"


def test_count_tells_bars_lines_and_file_and_recounts_here(client_of: ClientOf, council: Council) -> None:
    decision = make_open(council, motion(rule=Irv(), options=THREE))
    for holder, order in zip(council.holders, (("option:1",), ("option:1",), ("option:2",)), strict=True):
        cast(decision=decision, elector=row_of(decision, holder), ballot=Ballot("", options=order), by=holder)
    done = counted(decision)
    browser = client_of(None)
    page = browser.get(address(done, "count")).content.decode()
    assert "Paths" in page
    assert "Round" in page
    assert 'data-l="Paths"' in page
    assert "The recount finds what is published" in browser.get(address(done, "count-check")).content.decode()
    file = json.loads(browser.get(address(done, "count-json")).content)
    assert recount(file).holds
    assert file["texts"]["options"]["option:1"] == {"en": "Paths"}


def test_the_money_of_a_participatory_budget_is_told_with_its_currency(
    client_of: ClientOf, council: Council
) -> None:
    options = [OptionText({"en": title}, cost=Decimal(300)) for title in ("Paths", "Shade")]
    decision = make_open(
        council, motion(rule=Budget(points=5, money=50000, too_dear=TooDear.SKIP), options=options)
    )
    cast(decision=decision, elector=row_of(decision, council[0]), ballot=Ballot("", points=(("option:1", 5),)), by=council[0])  # fmt: skip
    page = client_of(None).get(address(counted(decision), "count")).content.decode()
    assert '<td class="num" data-l="Spent">$300</td>' in page
    assert '<td class="num" data-l="Left">$200</td>' in page


def test_nothing_counted_yet_is_said(client_of: ClientOf, council: Council) -> None:
    decision = make_open(council)
    assert "Nothing is counted yet" in client_of(None).get(address(decision, "count")).content.decode()
    assert client_of(None).get(address(decision, "count-json")).status_code == 404


def test_two_tellers_certify_on_the_page_and_it_is_in_force(client_of: ClientOf, council: Council) -> None:
    decision = make_open(council, motion(electorate_of="people"))
    client_of(council[2]).post(address(decision, "ballot"), {"stance": "yes"})
    done = counted(decision)
    assert client_of(council[2]).post(address(done, "certification")).status_code == 422
    first = client_of(council[0])
    assert "Certify the count" in first.get(address(done, "count")).content.decode()
    assert first.post(address(done, "certification"), {"words": "Counted twice."}).status_code == 302
    assert client_of(council[1]).post(address(done, "certification")).status_code == 302
    assert Decision.objects.get(pk=done.pk).state == "in_force"


def test_slip_opens_the_ballot_once_without_an_account(client_of: ClientOf, council: Council) -> None:
    decision = make_noticed(council, motion(electorate_of="slips"))
    ready(decision, council)
    code = slips_of(decision, 2, by=council[0])[0]
    phone = client_of(None)
    assert "not open yet" in phone.get(f"/q/{code}/").content.decode()
    with clock.at(decision.round.opens_at):
        open_vote(decision=decision, by=None)
        assert "Put it in the box" in phone.get(f"/q/{code}/").content.decode()
        assert phone.post(f"/q/{code}/", {"stance": "yes"}).status_code == 302
        assert "Your ballot is in the box" in phone.get(f"/q/{code}/").content.decode()
        phone.post(f"/q/{code}/", {"stance": "no"})
    assert [one.ballot["stance"] for one in SecretBallot.objects.all()] == ["yes"]


def test_teller_prints_slips_whose_codes_are_shown_once(client_of: ClientOf, council: Council) -> None:
    engagement = make_engagement(council, by=council[0])
    decision = make_budget_vote(council, engagement)
    browser = client_of(council[0])
    assert browser.post(address(decision, "tellers"), {"person": council[0].pk}).status_code == 422
    answer = client_of(council[1]).post(address(decision, "tellers"), {"person": council[0].pk})
    assert answer.status_code == 302
    printed = browser.post(address(decision, "slips"), {"number": 3})
    assert "no-store" in printed["Cache-Control"]
    assert printed.content.decode().count("/q/") == 3
    assert client_of(council[2]).post(address(decision, "slips"), {"number": 3}).status_code == 422


def test_two_tellers_type_a_paper_in(client_of: ClientOf, council: Council) -> None:
    decision = make_noticed(council, motion(electorate_of="slips"))
    ready(decision, council)
    slips_of(decision, 2, by=council[0])
    with clock.at(decision.round.opens_at):
        open_vote(decision=decision, by=None)
        for teller in council.holders[:2]:
            client_of(teller).post(address(decision, "papers"), {"number": 1, "stance": "yes"})
        page = client_of(council[0]).get(address(decision, "papers")).content.decode()
    assert "Paper 1, first typed by" in page
    assert SecretBallot.objects.count() == 1


def test_seat_steps_aside_on_the_page(client_of: ClientOf, council: Council) -> None:
    decision = make_open(council)
    answer = client_of(council[0]).post(
        address(decision, "recusal"), {"interest_en": "My sister works there."}
    )
    assert answer.status_code == 302
    assert "My sister works there." in client_of(None).get(address(decision)).content.decode()
    page = client_of(council[0]).get(address(decision)).content.decode()
    assert "You stepped aside from this question" in page
    assert "Cast my vote" not in page
    assert "I have an interest in this" not in page
    assert "Cast my vote" in client_of(council[1]).get(address(decision)).content.decode()


def test_question_about_how_the_group_works_is_put_by_its_seat_and_not_by_strangers(
    client_of: ClientOf, council: Council, people: People
) -> None:
    where = reverse("vote-add-procedural", kwargs={"slug": OWN})
    said = {
        "question_en": "Meet monthly?", "purpose": "procedure", "body": council.body.pk, "rule": "consent", "base": "decided", "winners": 1,
        "points": 5, "electorate_of": "seats", "community": "on",
    }  # fmt: skip
    assert client_of(people.partner).post(where, said).status_code == 422
    assert client_of(council[0]).post(where, said).status_code == 302
    assert Decision.objects.get().purpose == "procedure"


def test_steps_of_a_vote_are_for_its_group_and_those_who_facilitate(
    client_of: ClientOf, council: Council, people: People
) -> None:
    decision = make_noticed(council)
    where = address(decision, "vote-withdrawal")
    assert client_of(people.partner).post(where, {"reason_en": "No."}).status_code == 409
    assert client_of(council[1]).post(where, {"reason_en": "Not ripe."}).status_code == 302
    assert Decision.objects.get(pk=decision.pk).state == "withdrawn"


def test_address_of_the_room_leads_to_the_decision(client_of: ClientOf, council: Council) -> None:
    decision = make_noticed(council)
    answer = client_of(None).get(
        reverse("decision", kwargs={"slug": OWN, "number": decision.round.record.number})
    )
    assert answer["Location"] == decision.record.url


def test_panel_is_announced_filled_and_drawn_on_the_page(
    client_of: ClientOf, council: Council, people: People
) -> None:
    engagement = make_engagement(council, level=3, state="announced", titles=(), by=people.backbone)
    lot = announce_panel_lot(
        engagement=engagement, places=1, seed_source={"en": "Dice."}, days=soon(), by=people.backbone
    )
    args = {"slug": OWN, "number": engagement.record.number}
    client_of(council[0]).post(reverse("lot-volunteering", kwargs={**args, "pk": lot.pk}))
    with clock.at(clock.now() + timedelta(hours=2)):
        client_of(people.backbone).post(reverse("lot-drawing", kwargs={**args, "pk": lot.pk}), {"seed": "6"})
    assert Lot.objects.get().drawn_at is not None
    page = client_of(None).get(reverse("lots", kwargs=args)).content.decode()
    assert "Volunteer 1:" in page
    assert council[0].shown_name not in page


def test_who_is_in_the_hat_reads_it_and_a_wrong_group_is_said_to_be_wrong(
    client_of: ClientOf, council: Council, people: People
) -> None:
    engagement = make_engagement(council, level=3, state="announced", titles=(), by=people.backbone)
    lot = announce_panel_lot(
        engagement=engagement, places=1, seed_source={"en": "Dice."}, days=soon(), by=people.backbone
    )
    args = {"slug": OWN, "number": engagement.record.number}
    volunteering = reverse("lot-volunteering", kwargs={**args, "pk": lot.pk})
    refused = client_of(council[0]).post(volunteering, {"groups": "999999"})
    assert refused.status_code == 422
    assert "none of the choices" in refused.content.decode()
    assert not lot.volunteers.exists()
    client_of(council[0]).post(volunteering)
    page = reverse("lots", kwargs=args)
    assert "You are volunteer 1" in client_of(council[0]).get(page).content.decode()
    assert "You are volunteer" not in client_of(council[1]).get(page).content.decode()


def test_certified_budget_is_carried_out_and_its_page_says_so(client_of: ClientOf, council: Council) -> None:
    engagement = make_engagement(council, by=council[0])
    decision = make_open(council, motion(rule=Approval(1)), engagement=engagement)
    cast(
        decision=decision,
        elector=row_of(decision, council[0]),
        ballot=Ballot("", options=("option:2",)),
        by=council[0],
    )
    done = counted(decision)
    for teller in council.holders[:2]:
        certify(decision=done, by=teller)
    page = client_of(None).get(address(done)).content.decode()
    assert "Adopted, and in force since" in page
