"""What is decided urgently: said in words, ratified only at the level first declared, lapsed for everybody to see. SPECTRUM S2."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engagement.actions.alternatives import Draft, write_alternative
from engagement.actions.delegations import LAPSE, decide_urgently, lapse_urgent, lapse_when_due
from engagement.actions.opening import missing_to_open
from engagement.gathering.facts import facts_of
from engagement.gathering.owed_before_votes import owed_before
from engagement.models import Engagement, LevelChange
from engagement.rules.clock_law import as_first_declared
from engagement.rules.spectrum import Level
from initiatives import clock
from initiatives.models import Due, Event
from initiatives.rules.refusals import RuleBroken
from tests.factories.decisions import counted, make_council, make_noticed, motion, say
from tests.factories.decisions import make_engagement as make_ready
from tests.factories.decisions import make_open as make_vote
from tests.factories.engagements import make_open
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
WHAT, WHY = {"en": "The hub opens in the school for a month."}, {"en": "The bridge is closed."}


def make_urgent(people: People) -> Engagement:
    """Decide something urgently in a question that is open."""
    made = make_open(by=people.backbone)
    for title in ("A", "B"):
        draft = Draft({"en": title}, reasons_against={"en": "It costs more."})
        write_alternative(engagement=made, draft=draft, by=people.backbone)
    decide_urgently(engagement=made, what=WHAT, ground=WHY, by=people.backbone)
    made.refresh_from_db()
    return made


def lapses(engagement: Engagement) -> int:
    return Event.objects.filter(record=engagement.record, kind="engagement.urgent_lapsed").count()


def test_it_says_what_is_decided(people: People) -> None:
    made = make_urgent(people)
    assert (made.urgent_decision, made.emergency_ground) == (WHAT, WHY)


def test_it_is_not_decided_without_saying_what(people: People) -> None:
    made = make_open(by=people.backbone)
    with pytest.raises(RuleBroken) as refused:
        decide_urgently(engagement=made, what={"en": " "}, ground=WHY, by=people.backbone)
    assert any("What is decided is missing" in sentence for sentence, _address in refused.value.missing)


def test_that_it_lapsed_is_written_once_and_not_before_its_time(people: People) -> None:
    made = make_urgent(people)
    assert made.lapses_at is not None
    assert Due.objects.filter(job=LAPSE, key=str(made.record.number), due_at=made.lapses_at).exists()
    lapse_when_due(number=made.record.number)
    assert lapses(made) == 0
    with clock.at(made.lapses_at + timedelta(minutes=1)):
        lapse_when_due(number=made.record.number)
        assert lapse_urgent(engagement=made)
    assert lapses(made) == 1


def test_what_was_ratified_in_time_does_not_lapse(people: People) -> None:
    council = make_council(people.backbone)
    made = _with_urgency(make_ready(council, level=2, by=council[0]), days_ago=9)
    vote = make_vote(council, motion(purpose="ratify_emergency"), engagement=made)
    for holder in council.holders:
        say(vote, holder)
    done = counted(vote)
    assert done.in_force_at is not None
    Engagement.objects.filter(pk=made.pk).update(urgent_at=done.in_force_at - timedelta(days=13))
    with clock.at(done.in_force_at + timedelta(days=9)):
        assert not lapse_urgent(engagement=made)


@pytest.mark.parametrize(
    ("level", "owed"),
    [
        (1, {"I1", "I2"}),
        (2, {"I1", "I2", "C1", "C3", "C7"}),
        (5, {"I1", "I2", "C1", "C3", "C7", "E1", "E2", "E3"}),
    ],
)
def test_ratifying_asks_what_the_declared_level_asks(people: People, level: int, owed: set[str]) -> None:
    council = make_council(people.backbone)
    made = _with_urgency(make_ready(council, level=level, by=council[0], is_ready=False))
    vote = make_noticed(council, motion(purpose="ratify_emergency"), engagement=made)
    assert {each.code.value for each in owed_before(vote)} == owed
    assert len(missing_to_open(vote)) >= len(owed)


def test_a_vote_to_ratify_ends_before_it_would_be_too_late(people: People) -> None:
    council = make_council(people.backbone)
    made = _with_urgency(make_ready(council, level=2, by=council[0]), days_ago=0)
    vote = make_noticed(council, motion(purpose="ratify_emergency"), engagement=made)
    assert made.lapses_at is not None
    assert vote.round.closes_at == made.lapses_at - timedelta(days=1)


def test_it_is_ratified_at_the_level_first_declared_even_where_that_was_lowered(people: People) -> None:
    council = make_council(people.backbone)
    made = make_ready(council, level=2, by=council[0], is_ready=False)
    LevelChange.objects.create(
        engagement=made, from_level=2, to_level=1, reason=WHY, at=clock.now(), by=people.backbone
    )
    Engagement.objects.filter(pk=made.pk).update(level=1)
    made.refresh_from_db()
    facts = facts_of(_with_urgency(made))
    assert (facts.level, as_first_declared(facts).level) == (Level.INFORMING, Level.CONSULTING)
    vote = make_noticed(council, motion(purpose="ratify_emergency"), engagement=made)
    assert {"C1", "C3"} <= {each.code.value for each in owed_before(vote)}


def _with_urgency(engagement: Engagement, *, days_ago: int = 1) -> Engagement:
    at = clock.now() - timedelta(days=days_ago)
    Engagement.objects.filter(pk=engagement.pk).update(
        urgent_at=at, urgent_decision=WHAT, emergency_ground=WHY, lapses_at=at + timedelta(days=14)
    )
    engagement.refresh_from_db()
    return engagement
