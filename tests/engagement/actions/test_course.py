"""A question from its framing to its end at level 1, and what each of its gates holds back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engagement.actions.alternatives import Draft, write_alternative
from engagement.actions.engagements import begin_implementing, complete, decide, report_back
from engagement.actions.statements import give_reasons
from engagement.gathering.facts import facts_of
from engagement.models import Engagement, Told
from engagement.pages.room import head_of
from initiatives import clock
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.viewer import visitor
from tests.factories.decided import decided_in_a_round
from tests.factories.engagements import make_open
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
AGAINST = {"en": "It costs more than the other one."}


def test_a_question_at_level_one_goes_its_whole_way(people: People) -> None:
    by = people.backbone
    with clock.at(clock.now() - timedelta(days=60)):
        made = make_open(by=by, level=1)
        for name in ("One", "Two"):
            chosen = write_alternative(
                engagement=made, draft=Draft({"en": name}, reasons_against=AGAINST), by=by
            )
    with pytest.raises(RuleBroken) as refused:
        decide(engagement=made, by=by)
    assert any("everybody can see coming" in sentence for sentence, _address in refused.value.missing)
    decided_in_a_round(made, chosen, people)
    assert decide(engagement=made, by=by).state == Engagement.State.DECIDED
    with pytest.raises(RuleBroken) as refused:
        report_back(engagement=made, by=by)
    assert any("to everybody at the same moment" in sentence for sentence, _address in refused.value.missing)
    give_reasons(engagement=made, words={"en": "It reaches more families."}, alternative=chosen, by=by)
    assert Told.objects.filter(engagement=made, what=Told.What.DECIDED).count() == 3
    report_back(engagement=made, by=by)
    begin_implementing(engagement=made, by=by)
    assert head_of(made, visitor(made.initiative_id)).standing.word == "Promise being kept"
    done = complete(engagement=made, by=by)
    assert done.state == Engagement.State.COMPLETED
    assert head_of(done, visitor(made.initiative_id)).standing.word == "Promise kept"


def test_the_room_names_what_was_decided(people: People) -> None:
    by = people.backbone
    with clock.at(clock.now() - timedelta(days=60)):
        made = make_open(by=by, level=1)
        for name in ("One", "Two"):
            chosen = write_alternative(
                engagement=made, draft=Draft({"en": name}, reasons_against=AGAINST), by=by
            )
    decided_in_a_round(made, chosen, people)
    made = decide(engagement=made, by=by)
    facts = facts_of(made)
    assert (facts.outcome.evidence.rule, facts.outcome.evidence.answers) == ("majority@1", 1)
    assert facts.outcome.recommendation.option == str(chosen.pk)
    assert head_of(made, visitor(made.initiative_id)).chosen == "Two"
