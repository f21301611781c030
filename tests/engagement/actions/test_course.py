"""A question from its framing to its end at level 1, and what each of its gates holds back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from engagement.actions.alternatives import Draft, write_alternative
from engagement.actions.engagements import begin_implementing, complete, decide, report_back
from engagement.actions.statements import give_reasons
from engagement.gathering.facts import facts_of
from engagement.models import Alternative, Decision, DecisionOption, Elector, Engagement, Told, Vote
from engagement.pages.room import head_of
from initiatives import clock
from initiatives.identity import give_record
from initiatives.models import Body, Round, Seat
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.viewer import visitor
from tests.factories.engagements import make_open
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
AGAINST = {"en": "It costs more than the other one."}


def decided_in_a_round(engagement: Engagement, chosen: Alternative, people: People) -> Decision:
    """Let the table adopt an option in a noticed round, with one seat present."""
    table, now = Body.objects.get(is_table=True), clock.now()
    room = Round.objects.create(
        record=give_record(
            "round", title={"en": "Round"}, path="decisions/{number}/", by=people.backbone, published=True
        ),
        body=table,
        question={"en": "Which one?"},
        noticed_at=now - timedelta(days=9),
        opens_at=now - timedelta(days=1),
        closes_at=now,
        closed_at=now,
    )
    made = Decision.objects.create(
        record=give_record(
            "decision",
            title={"en": "Which one?"},
            path="decisions/{number}/",
            by=people.backbone,
            published=True,
        ),
        engagement=engagement,
        round=room,
        question={"en": "Which one?"},
        rule="majority@1",
        electorate_of="seats",
        state=Decision.State.DELIBERATING,
        review_on=date(2050, 1, 1),
    )
    for position, option in enumerate(engagement.alternatives.all(), start=1):
        DecisionOption.objects.create(
            decision=made, alternative=option, position=position, title=option.title
        )
    seat = Seat.objects.get(body=table, seat_class="community")
    elector = Elector.objects.create(
        decision=made, seat=seat, person=people.resident, seat_class="community", basis="seat", present_at=now
    )
    made.state, made.opened_at = Decision.State.OPEN, room.opens_at
    made.save(update_fields=["state", "opened_at"])
    with clock.at(now - timedelta(hours=1)):
        Vote.objects.create(elector=elector, ballot={"stance": "yes"}, cast_by=people.resident)
    assert chosen.position == 1
    made.state, made.closed_at = Decision.State.ADOPTED, now
    made.result = {"outcome": {"status": "adopted", "winners": ["option:2"], "counts": [["yes", 1]]}}
    made.save(update_fields=["state", "closed_at", "result"])
    return made


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
