"""No vote on a matter opens while something is owed before it: the count settles it, so nothing could be made good. S3."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engagement.actions.motions import put_to_body
from engagement.actions.opening import open_vote
from engagement.gathering.owed_before_votes import owed_before
from engagement.models import Decision, Outreach
from initiatives import clock
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken
from tests.factories.decisions import Council, make_council, make_engagement, motion
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")

TOLD = {"I1", "I2", "C1", "C3", "C7"}
OWED = {
    2: TOLD,
    3: TOLD | {"V1", "V2", "V4"},
    4: TOLD | {"V1", "V2", "V4", "L1", "L2"},
    5: TOLD | {"E1", "E2", "E3"},
}


@pytest.fixture
def council(people: People) -> Council:
    return make_council(people.backbone)


def noticed(council: Council, level: int = 5, **more: object) -> Decision:
    """Give notice of a vote on the matter that could be opened now."""
    with clock.at(clock.now() - timedelta(days=8)):
        made = make_engagement(council, level=level, by=council[0], **more)  # type: ignore[arg-type]
        return put_to_body(motion=motion(), body=council.body, by=council[0], engagement=made)


def codes(decision: Decision) -> set[str]:
    return {each.code.value for each in owed_before(decision)}


@pytest.mark.parametrize("level", sorted(OWED))
def test_all_that_a_level_owes_before_deciding_holds_its_vote(council: Council, level: int) -> None:
    assert codes(noticed(council, level, is_ready=False)) == OWED[level]


@pytest.mark.parametrize("level", sorted(OWED))
def test_nothing_holds_a_vote_for_which_all_was_done(council: Council, level: int) -> None:
    assert codes(noticed(council, level)) == set()


def test_vote_of_another_purpose_is_not_held(council: Council) -> None:
    decision = noticed(council, is_ready=False)
    Decision.objects.filter(pk=decision.pk).update(purpose=Decision.Purpose.OPTIONS)
    decision.refresh_from_db()
    assert codes(decision) == set()


def test_vote_stays_shut_until_those_who_are_missing_were_reached_for(council: Council) -> None:
    decision = noticed(council)
    Outreach.objects.all().delete()
    with pytest.raises(RuleBroken, match="can’t open") as refused:
        open_vote(decision=decision, by=None)
    found = {sentence: where for sentence, where in refused.value.missing if "Who took part" in sentence}
    assert list(found.values()) == [f"{decision.engagement.record.url}heard/"]  # type: ignore[union-attr]


def test_option_written_after_the_group_had_set_them_holds_the_vote(council: Council) -> None:
    decision = noticed(council)
    record("alternative.written", by=council[0], about=decision.engagement)
    assert codes(decision) == {"E3"}
