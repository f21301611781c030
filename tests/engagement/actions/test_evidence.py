"""Evidence, panel, criteria, delegation, urgent decisions: what is refused, and what is kept."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from engagement.actions.alternatives import Draft, write_alternative
from engagement.actions.criteria import propose_criterion, score_option, voice_on_criteria
from engagement.actions.delegations import Instrument, decide_urgently, delegate
from engagement.actions.evidence import (
    Exhibit,
    add_advice,
    add_exhibit,
    add_figures,
    answer_request,
    ask_for_evidence,
    say_no_data,
)
from engagement.actions.levels import change_level
from engagement.actions.panels import leave_panel, name_panel_member
from engagement.actions.stepping import weigh
from engagement.models import DelegationInstrument, Engagement, Evidence
from engagement.rules.obligations import holding
from engagement.rules.stages import Transition
from initiatives import clock
from initiatives.models import Seat, SeatTerm
from initiatives.rules.refusals import RuleBroken
from measurement.actions.imports import bring_figures
from measurement.models import DataDevelopmentItem
from tests.factories.engagements import make_announced, make_clause, make_framed, make_joint_table, make_open
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_dimension, make_indicator
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
TEXT = {"en": "Words that everybody reads."}


def test_figures_are_frozen_as_they_were_seen(people: People) -> None:
    made = make_announced(by=people.backbone)
    indicator = make_indicator(by=people.backbone, slug="grad")
    bring_figures(
        indicator=indicator, content=long_table("2018-19,60", "2019-20,61"), note=NOTE, by=people.backbone
    )
    added = add_figures(engagement=made, indicator=indicator, words=TEXT, by=people.backbone)
    bring_figures(
        indicator=indicator, content=long_table("2018-19,70", "2019-20,71"), note=NOTE, by=people.backbone
    )
    added.refresh_from_db()
    assert [row["value"] for row in added.frozen["periods"]] == ["60%", "61%"]


def test_frozen_figures_hold_no_small_group_and_name_the_others_in_words(people: People) -> None:
    made = make_announced(by=people.backbone)
    make_dimension(by=people.backbone)
    indicator = make_indicator(by=people.backbone, slug="grad", decimals=1)
    rows = ["all,400,267", "White,200,134", "Black,193,129", "Hispanic,7,4"]
    content = "period,Race and ethnicity,denominator,numerator\n" + "\n".join(
        f"2019-20,{row}" for row in rows
    )
    bring_figures(indicator=indicator, content=content.encode(), note=NOTE, by=people.backbone)
    frozen = add_figures(engagement=made, indicator=indicator, words=TEXT, by=people.backbone).frozen
    assert [row["value"] for row in frozen["periods"]] == ["66.8%"]
    shown = [one for one in frozen["groups"] if one["value"]]
    assert [(one["group"], one["title"]["en"], one["value"]) for one in shown] == [
        ("race-ethnicity=white", "White", "67%")
    ]
    assert [one["title"]["en"] for one in frozen["groups"] if not one["value"]] == [
        "Black or African American",
        "Hispanic or Latino",
    ]


def test_an_indicator_without_published_figures_is_no_evidence(people: People) -> None:
    made = make_announced(by=people.backbone)
    indicator = make_indicator(by=people.backbone, slug="grad")
    with pytest.raises(RuleBroken) as refused:
        add_figures(engagement=made, indicator=indicator, words=TEXT, by=people.backbone)
    assert refused.value.field == "indicator"


def test_saying_that_there_are_no_data_opens_an_item_of_data_wanted(people: People) -> None:
    made = make_framed(by=people.backbone)
    added = say_no_data(engagement=made, wanted={"en": "Bus times"}, because=TEXT, by=people.backbone)
    assert added.data_item == DataDevelopmentItem.objects.get(title={"en": "Bus times"})
    with pytest.raises(RuleBroken):
        say_no_data(engagement=made, wanted={"en": "Bus times"}, because={}, by=people.backbone)


def test_anybody_asks_for_more_and_is_answered_once(people: People) -> None:
    made = make_announced(by=people.backbone)
    asked = ask_for_evidence(engagement=made, words="What does each cost?", by=None)
    answer_request(request=asked, answer=TEXT, by=people.backbone)
    with pytest.raises(RuleBroken, match="answered already"):
        answer_request(request=asked, answer=TEXT, by=people.backbone)
    with pytest.raises(RuleBroken) as refused:
        ask_for_evidence(engagement=made, words="  ", by=None)
    assert refused.value.field == "words"


def test_advice_is_for_the_levels_at_which_the_community_decides(people: People) -> None:
    made = make_announced(by=people.backbone, level=2)
    with pytest.raises(RuleBroken):
        add_advice(engagement=made, exhibit=Exhibit(TEXT), by=people.partner)
    Engagement.objects.filter(pk=made.pk).update(level=5)
    made.refresh_from_db()
    assert add_advice(engagement=made, exhibit=Exhibit(TEXT), by=people.partner).kind == Evidence.Kind.ADVICE


def test_a_resident_lays_out_no_evidence_but_asks_for_it(people: People) -> None:
    made = make_announced(by=people.backbone)
    with pytest.raises(RuleBroken, match="facilitate"):
        add_exhibit(engagement=made, exhibit=Exhibit(TEXT), by=people.resident)


def test_a_panel_stands_at_levels_three_and_four_only(people: People) -> None:
    made = make_framed(by=people.backbone, level=2)
    with pytest.raises(RuleBroken, match="levels 3 and 4"):
        name_panel_member(engagement=made, person=people.resident, by=people.backbone)


def test_somebody_is_on_the_panel_once_and_may_leave(people: People) -> None:
    made = make_framed(by=people.backbone, level=3)
    member = name_panel_member(engagement=made, person=people.resident, by=people.backbone)
    with pytest.raises(RuleBroken, match="already"):
        name_panel_member(engagement=made, person=people.resident, by=people.backbone)
    with pytest.raises(RuleBroken):
        leave_panel(member=member, by=people.partner)
    leave_panel(member=member, by=people.resident)
    assert name_panel_member(engagement=made, person=people.resident, by=people.backbone).left_at is None


def test_options_are_scored_only_by_criteria_that_were_agreed_together(people: People) -> None:
    make_joint_table(by=people.backbone)
    made = make_announced(by=people.backbone, level=4, panel=(people.resident,))
    option = write_alternative(engagement=made, draft=Draft({"en": "One"}), by=people.resident)
    criterion = propose_criterion(engagement=made, words=TEXT, weight=5, by=people.resident)
    with pytest.raises(RuleBroken, match="not agreed yet"):
        score_option(criterion=criterion, alternative=option, score=4, by=people.resident)
    voice_on_criteria(engagement=made, agrees=True, by=people.resident)
    criterion.refresh_from_db()
    assert criterion.adopted_at is None  # one of two seats is not more than half
    _second_community_seat(people)
    voice_on_criteria(engagement=made, agrees=True, by=people.funder)
    criterion.refresh_from_db()
    assert criterion.adopted_at is not None
    assert score_option(criterion=criterion, alternative=option, score=4, by=people.resident).score == 4
    with pytest.raises(RuleBroken, match="stay as they are"):
        propose_criterion(engagement=made, words=TEXT, weight=5, by=people.resident)


def test_who_holds_no_seat_in_the_joint_group_writes_none_of_its_options(people: People) -> None:
    make_joint_table(by=people.backbone)
    made = make_announced(by=people.backbone, level=4, panel=(people.resident,))
    with pytest.raises(RuleBroken, match="the group that decides"):
        write_alternative(engagement=made, draft=Draft({"en": "One"}), by=people.partner)
    assert write_alternative(engagement=made, draft=Draft({"en": "One"}), by=people.resident).version == 1


def _paper(people: People) -> Instrument:
    return Instrument(
        clause=make_clause(by=people.backbone, number="9.1"),
        scope=TEXT,
        budget=Decimal(50000),
        legal_limits=TEXT,
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 1, 1),
    )


def _held(made: Engagement) -> set[str]:
    facts, rules = weigh(made)
    return {each.code.value for each in holding(Transition.OPEN, facts, now=clock.now(), rules=rules)}


def test_a_question_that_is_raised_to_level_five_is_handed_over_then(people: People) -> None:
    made = make_announced(by=people.backbone, level=2)
    change_level(engagement=made, to=5, reason=TEXT, by=people.backbone)
    assert "E1" in _held(made)
    made.refresh_from_db()
    delegate(engagement=made, instrument=_paper(people), by=people.backbone)
    assert "E1" not in _held(made)


def test_the_power_to_decide_is_handed_over_once_and_only_at_level_five(people: People) -> None:
    paper = _paper(people)
    with pytest.raises(RuleBroken, match="Only at level 5"):
        delegate(engagement=make_framed(by=people.backbone, level=4), instrument=paper, by=people.backbone)
    made = make_framed(by=people.backbone, level=5)
    delegate(engagement=made, instrument=paper, by=people.backbone)
    with pytest.raises(RuleBroken, match="not taken back"):
        delegate(engagement=made, instrument=paper, by=people.backbone)
    assert DelegationInstrument.objects.count() == 1


def test_level_five_is_not_announced_without_what_is_handed_over(people: People) -> None:
    with pytest.raises(RuleBroken) as refused:
        make_announced(by=people.backbone, level=5)
    assert any("handed over first, in writing" in sentence for sentence, _address in refused.value.missing)


def test_an_urgent_decision_needs_a_ground_and_lapses(people: People) -> None:
    made = make_open(by=people.backbone)
    write_alternative(engagement=made, draft=Draft({"en": "A"}, reasons_against=TEXT), by=people.backbone)
    write_alternative(engagement=made, draft=Draft({"en": "B"}, reasons_against=TEXT), by=people.backbone)
    with pytest.raises(RuleBroken) as refused:
        decide_urgently(engagement=made, what={}, ground={}, by=people.backbone)
    assert any("ground" in sentence for sentence, _address in refused.value.missing)
    decide_urgently(engagement=made, what=TEXT, ground=TEXT, by=people.backbone)
    made.refresh_from_db()
    assert made.lapses_at is not None
    assert made.lapses_at <= clock.now() + timedelta(days=14)
    with pytest.raises(RuleBroken):
        decide_urgently(engagement=made, what=TEXT, ground=TEXT, by=people.backbone)


def _second_community_seat(people: People) -> None:
    table = Seat.objects.at_the_table().earliest("pk").body
    seat = Seat.objects.create(body=table, name="Second", seat_class="community", created_on=date(2020, 1, 1))
    SeatTerm.objects.create(
        seat=seat,
        person=people.funder,
        starts_on=date(2020, 1, 1),
        ends_on=date(2050, 1, 1),
        chosen="elected",
    )
