"""Questions, approval, corrections, agreements and problems, through the actions."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from initiatives import clock
from initiatives.models import Initiative, LedgerEntry
from initiatives.rules.refusals import RuleBroken
from measurement.actions.approvals import approve_release, lock_release
from measurement.actions.checks import accept_break, answer_check, change_figure, keep_figure
from measurement.actions.imports import bring_figures, bring_import, publish_import
from measurement.actions.problems import answer_problem, record_problem
from measurement.actions.releases import withdraw_release
from measurement.actions.validation_rules import end_rule, set_rule
from measurement.imports import check
from measurement.models import Check, Import, Indicator, Revision, Rollup, SeriesBreak
from measurement.questions import findings_of, questions_of
from tests.factories.collecting import make_agreement, make_count, make_duty
from tests.factories.figures import NOTE, by_group, long_table
from tests.factories.indicators import make_dimension, make_indicator
from tests.personas import People

FIGURES = ("2026-04,30", "2026-05,32", "2026-06,29", "2026-07,33", "2026-08,30", "2026-09,31")
WHY = {"en": "A second office opened"}


@pytest.fixture
def indicator(inside_initiative: Initiative, people: People) -> Indicator:
    return make_count(people, *FIGURES)


def brought(indicator: Indicator, people: People, *rows: str) -> Import:
    return bring_import(
        indicator=indicator, file_name="new.csv", content=long_table(*rows), by=people.backbone
    )


def publish(import_: Import, people: People, **more: object):  # type: ignore[no-untyped-def]
    return publish_import(import_=import_, note=NOTE, by=people.backbone, **more)  # type: ignore[arg-type]


# --- Questions ---------------------------------------------------------------------------------------------------------
def test_a_figure_ten_times_the_last_one_is_not_published_before_somebody_answers(
    indicator: Indicator, people: People
) -> None:
    import_ = brought(indicator, people, "2026-10,310")
    with pytest.raises(RuleBroken, match="2026-10"):
        publish(import_, people)
    keep_figure(import_=import_, at=0, why=WHY, by=people.partner)
    assert publish(import_, people).added == 1


def test_a_large_first_table_asks_only_where_a_rule_does(
    inside_initiative: Initiative, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Odd figures are looked for in short tables; a rule asks about every figure of a long one too."""
    empty = make_count(people)
    table = check(brought(empty, people, "2026-04,30", "2026-05,32", "2026-06,310")).table
    assert [one.period.label for one in findings_of(empty, table)] == ["2026-06"]
    monkeypatch.setattr("measurement.questions.MOST_LOOKED_AT", 2)
    assert findings_of(empty, table) == []
    set_rule(
        indicator=empty, kind="range", high=Decimal(100), reason={"en": "So many places"}, by=people.backbone
    )
    assert [one.period.label for one in findings_of(empty, table)] == ["2026-06"]


def test_a_figure_can_be_changed_where_it_asks_and_then_asks_nothing(
    indicator: Indicator, people: People
) -> None:
    import_ = brought(indicator, people, "2026-10,310")
    change_figure(import_=import_, at=0, text="31", by=people.backbone)
    release = publish(import_, people)
    assert release.observations.get().value == Decimal(31)
    assert Check.objects.get().answer == Check.Answer.CHANGED


def test_counting_in_another_way_from_here_on_is_a_break(indicator: Indicator, people: People) -> None:
    import_ = brought(indicator, people, "2026-10,310")
    accept_break(import_=import_, at=0, why=WHY, by=people.backbone)
    publish(import_, people)
    assert SeriesBreak.objects.get(indicator=indicator).starts_on == date(2026, 10, 1)


def test_a_rule_that_blocks_lets_nothing_pass_until_it_is_ended(indicator: Indicator, people: People) -> None:
    rule = set_rule(
        indicator=indicator,
        kind="range",
        severity="blocks",
        high=Decimal(40),
        reason={"en": "There are forty places"},
        by=people.backbone,
    )
    import_ = brought(indicator, people, "2026-10,41")
    with pytest.raises(RuleBroken, match="lets no such figure pass"):
        keep_figure(import_=import_, at=0, why=WHY, by=people.backbone)
    with pytest.raises(RuleBroken):
        publish(import_, people)
    end_rule(rule=rule, by=people.backbone)
    assert publish(import_, people).added == 1


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("range", {}, "low"),
        ("range", {"low": Decimal(5), "high": Decimal(1)}, "high"),
        ("change_limit", {}, "tolerance"),
        ("ratio", {"low": Decimal(1), "high": Decimal(2)}, "other"),
        ("across_measures", {}, "other"),
    ],
)
def test_a_rule_without_its_numbers_is_refused_beside_its_field(
    indicator: Indicator, people: People, kind: str, values: dict[str, Decimal], field: str
) -> None:
    with pytest.raises(RuleBroken) as refusal:
        set_rule(indicator=indicator, kind=kind, reason={}, by=people.backbone, **values)  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_what_a_machine_publishes_leaves_its_questions_open_and_the_grade_knows(
    indicator: Indicator, people: People
) -> None:
    before = Rollup.objects.get(indicator=indicator).reading["grade"]
    bring_figures(indicator=indicator, content=long_table("2026-10,310"), note=NOTE, by=people.backbone)
    worse = Rollup.objects.get(indicator=indicator).reading["grade"]
    assert worse > before
    answer_check(found=Check.objects.get(), why=WHY, by=people.backbone)
    assert Rollup.objects.get(indicator=indicator).reading["grade"] == before


# --- Approval and corrections ------------------------------------------------------------------------------------------
def test_nobody_approves_what_they_published_and_nothing_is_locked_before_it_is_approved(
    indicator: Indicator, people: People
) -> None:
    release = indicator.releases.get()
    with pytest.raises(RuleBroken, match="yourself"):
        approve_release(release=release, by=people.backbone)
    with pytest.raises(RuleBroken, match="not approved"):
        lock_release(release=release, by=people.steward)
    approve_release(release=release, by=people.steward)
    lock_release(release=release, by=people.steward)
    assert LedgerEntry.objects.filter(kind__in=["release.approved", "release.locked"]).count() == 2


def test_locked_figures_change_only_with_a_reason_and_the_old_one_is_kept(
    indicator: Indicator, people: People
) -> None:
    release = indicator.releases.get()
    approve_release(release=release, by=people.steward)
    lock_release(release=release, by=people.steward)
    import_ = brought(indicator, people, "2026-09,32")
    with pytest.raises(RuleBroken) as refusal:
        publish(import_, people)
    assert refusal.value.field == "reason"
    publish(import_, people, reason={"en": "One family was counted twice"})
    kept = Revision.objects.get()
    assert (kept.before.value, kept.after.value) == (Decimal(31), Decimal(32))
    assert kept.reason == {"en": "One family was counted twice"}


def test_a_locked_release_is_not_taken_back(indicator: Indicator, people: People) -> None:
    release = indicator.releases.get()
    approve_release(release=release, by=people.steward)
    lock_release(release=release, by=people.steward)
    with pytest.raises(RuleBroken, match="locked"):
        withdraw_release(release=release, reason=WHY, by=people.backbone)


def test_new_figures_are_no_corrections(indicator: Indicator, people: People) -> None:
    publish(brought(indicator, people, "2026-10,32"), people)
    assert Revision.objects.count() == 0


def test_a_correction_of_a_correction_keeps_the_figure_that_stood_between(
    indicator: Indicator, people: People
) -> None:
    for value in ("32", "33"):
        publish(brought(indicator, people, f"2026-09,{value}"), people)
    steps = [(one.before.value, one.after.value) for one in Revision.objects.all()]
    assert steps == [(Decimal(31), Decimal(32)), (Decimal(32), Decimal(33))]


# --- Agreements --------------------------------------------------------------------------------------------------------
def test_data_are_refused_the_day_after_the_agreement_and_taken_again_when_it_is_renewed(
    indicator: Indicator, people: People
) -> None:
    today = clock.today()
    make_agreement(people, indicator, expires_on=today)
    import_ = brought(indicator, people, "2026-10,32")
    with clock.at(clock.now() + timedelta(days=1)):
        with pytest.raises(RuleBroken, match="ended on"):
            publish(import_, people)
        with pytest.raises(RuleBroken, match="ended on"):
            brought(indicator, people, "2026-10,33")
        make_agreement(people, indicator, expires_on=today + timedelta(days=365))
        assert publish(import_, people).added == 1


def test_a_duty_that_needs_an_agreement_refuses_figures_without_one(
    indicator: Indicator, people: People
) -> None:
    make_duty(people, indicator, needs_agreement=True, since=date(2026, 1, 1))
    with pytest.raises(RuleBroken, match="no data-sharing agreement"):
        brought(indicator, people, "2026-10,32")


def test_data_of_nobody_in_particular_need_no_agreement(indicator: Indicator, people: People) -> None:
    assert publish(brought(indicator, people, "2026-10,32"), people).added == 1


# --- Problems ----------------------------------------------------------------------------------------------------------
def test_a_strangers_problem_is_public_once_it_is_answered_and_it_is_answered_once(
    indicator: Indicator, people: People
) -> None:
    problem = record_problem(
        words="The unit is missing", indicator=indicator, by=people.outsider, published=False
    )
    assert problem.record.state == "draft"
    answer_problem(problem=problem, outcome="put_right", answer="It stands there now", by=people.backbone)
    problem.record.refresh_from_db()
    assert problem.record.state == "published"
    with pytest.raises(RuleBroken, match="already"):
        answer_problem(problem=problem, outcome="explained", answer="Again", by=people.backbone)


def test_no_question_tells_a_figure_that_is_not_shown(inside_initiative: Initiative, people: People) -> None:
    make_dimension(by=people.backbone)
    indicator = make_indicator(by=people.backbone, slug="grad")
    for year in ("2017-18", "2018-19"):
        content = by_group(year, all=(84, 100), asian=(7, 9), white=(77, 91))
        bring_figures(indicator=indicator, content=content, note=NOTE, by=people.backbone)
    set_rule(indicator=indicator, kind="monotone", reason={}, by=people.backbone)
    probe = b"period,category,percent\n2019-20,Asian,1\n"
    import_ = bring_import(indicator=indicator, file_name="probe.csv", content=probe, by=people.partner)
    assert questions_of(import_, check(import_).table) == []
