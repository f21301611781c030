"""Where the community decided, the database itself knows no way back but by those who may call it back. SPECTRUM E4, S7."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from engagement.actions.certifying import certify
from engagement.models import Engagement, PromiseeVote
from initiatives import clock
from tests.factories.decisions import counted, make_council, make_engagement, make_open, say
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
        say(decision, holder)
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
