"""Where the community decided, the database itself knows no way back but by those who may call it back. SPECTRUM E4, S7."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from engagement.actions.certifying import certify
from engagement.actions.statements import say
from engagement.gathering.facts import facts_of
from engagement.models import Engagement, PromiseeVote, Teller
from initiatives import clock
from initiatives.models import Attachment, Initiative, Person, SeatTerm
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role
from tests.factories.decisions import counted, make_council, make_engagement, make_open
from tests.factories.decisions import say as vote
from tests.factories.people import give_role
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
BACK = ("draft", "announced", "open", "closed_to_input", "options_frozen", "decided", "withdrawn", "reopened")


@pytest.fixture
def decided(people: People) -> Engagement:
    """Give what the community decided; it is being carried out."""
    council = make_council(people.backbone)
    made = make_engagement(council, by=council[0])
    decision = make_open(council, engagement=made)
    for holder in council.holders:
        vote(decision, holder)
    with clock.at(counted(decision).round.closes_at):
        for teller in council.holders[:2]:
            certify(decision=decision, by=teller)
    made.refresh_from_db()
    assert made.state == "implementing"
    return made


def become(engagement: Engagement, **values: object) -> None:
    with transaction.atomic():
        Engagement.objects.filter(pk=engagement.pk).update(**values)


@pytest.mark.parametrize("state", BACK)
def test_nobody_moves_back_what_the_community_decided(decided: Engagement, state: str) -> None:
    with pytest.raises(IntegrityError, match="no way back"):
        become(decided, state=state)


@pytest.mark.parametrize("values", [{"level": 4}, {"level": 4, "state": "reported_back"}])
def test_nobody_lowers_the_level_of_what_the_community_decided(
    decided: Engagement, values: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError, match="no way back"):
        become(decided, **values)


def test_what_was_decided_goes_forward_and_its_other_words_may_change(decided: Engagement) -> None:
    become(decided, participation_budget=5)
    become(decided, state="reported_back")
    become(decided, state="completed")
    with pytest.raises(IntegrityError, match="no way back"):
        become(decided, state="implementing")


@pytest.mark.parametrize(("days", "may"), [(30, True), (-30, False)])
def test_a_call_of_those_it_was_promised_to_takes_it_up_again_if_it_is_newer(
    decided: Engagement, days: int, *, may: bool
) -> None:
    at = clock.now() + timedelta(days=days)
    PromiseeVote.objects.create(
        engagement=decided, purpose="reopen", opened_at=at - timedelta(days=7), closes_at=at, reachable=9,
        closed_at=at, yes=9, no=0, carried=True,
    )  # fmt: skip
    if may:
        become(decided, state="reopened")
        become(decided, state="open")
    else:
        with pytest.raises(IntegrityError, match="no way back"):
            become(decided, state="reopened")


def test_a_call_that_was_not_carried_takes_nothing_up(decided: Engagement) -> None:
    at = clock.now() + timedelta(days=30)
    PromiseeVote.objects.create(
        engagement=decided, purpose="reopen", opened_at=at - timedelta(days=7), closes_at=at, reachable=9,
        closed_at=at, yes=1, no=8, carried=False,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="no way back"):
        become(decided, state="reopened")


def test_a_legal_impossibility_goes_back_once_two_seats_know_its_document(
    decided: Engagement, people: People
) -> None:
    """E5: who carries it out files it; only the body says that the paper is the authority's, and one seat is not the body."""
    file = Attachment.objects.create(
        record=decided.record, name="letter.pdf", content_type="application/pdf", size=3, sha256="0" * 64, path="x",
        added_by=people.backbone,
    )  # fmt: skip
    seats = [term.person for term in SeatTerm.objects.filter(seat__body=decided.body).order_by("pk")]

    def confirm(by: Person) -> None:
        say(engagement=decided, kind="acknowledged", words={"en": "It is theirs."}, by=by)

    with clock.at(clock.now() + timedelta(days=30)):
        with pytest.raises(RuleBroken) as nothing:
            confirm(seats[0])
        assert any("no document to confirm" in sentence for sentence, _address in nothing.value.missing)
        words = {"en": "The park may not be built on."}
        say(engagement=decided, kind="impossible", words=words, authority="State office", attachment=file, by=people.backbone)  # fmt: skip
        confirm(seats[0])
        with pytest.raises(RuleBroken) as again:
            confirm(seats[0])
        assert any("A second seat" in sentence for sentence, _address in again.value.missing)
        with pytest.raises(RuleBroken):
            confirm(people.backbone)
        assert facts_of(decided).outcome.impossibilities[0].returned is None
        with pytest.raises(IntegrityError, match="no way back"):
            become(decided, state="reopened")
        confirm(seats[1])
        decided.refresh_from_db()
        step = decided.steps.latest("pk")
        assert (decided.state, step.by, step.reason) == ("reopened", None, words)
        assert facts_of(decided).outcome.impossibilities[0].returned == step.at


def test_a_teller_is_of_the_community_if_they_were_when_they_certified(
    decided: Engagement, inside_initiative: Initiative
) -> None:
    teller = Teller.objects.filter(decision__engagement=decided, certified_at__isnull=False).earliest("pk")
    give_role(teller.person, Role.PARTNER, inside_initiative)
    assert [each.is_community for each in facts_of(decided).outcome.certifications] == [True, True]
