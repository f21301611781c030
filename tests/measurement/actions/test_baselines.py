"""A forecast is frozen from the figures that are public; later the rule judges the curve, and people say what they make of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from initiatives.models import Event, Initiative, LedgerEntry
from initiatives.rules.refusals import RuleBroken
from measurement.actions.baselines import Judgement, freeze_forecast, judge, read_curve
from measurement.actions.imports import bring_figures
from measurement.actions.indicators import record_break
from measurement.models import Forecast, Indicator
from measurement.rules.curve import CurveVerdict
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_indicator
from tests.personas import People

FLAT = ("2012-13,80", "2013-14,81", "2014-15,80", "2015-16,81")
WHY = {"en": "Schools and money stay as they are."}


@pytest.fixture
def indicator(inside_initiative: Initiative, people: People) -> Indicator:
    indicator = make_indicator(by=people.backbone, slug="grad", decimals=1)
    bring(indicator, people, *FLAT)
    return indicator


def bring(indicator: Indicator, people: People, *rows: str) -> None:
    bring_figures(indicator=indicator, content=long_table(*rows), note=NOTE, by=people.backbone)


def freeze(indicator: Indicator, people: People, method: str = "flat", ahead: int = 4) -> Forecast:
    return freeze_forecast(
        indicator=indicator, method=method, ahead=ahead, assumptions=WHY, by=people.backbone
    )


def test_frozen_forecast_keeps_periods_ranges_author_and_release(
    indicator: Indicator, people: People
) -> None:
    frozen = freeze(indicator, people, ahead=2)
    points = list(frozen.points.all())
    assert [point.label for point in points] == ["2016-17", "2017-18"]
    assert {point.mid for point in points} == {Decimal("80.5")}
    assert all(point.low < point.mid < point.high for point in points)
    assert (frozen.frozen_by, frozen.release.number) == (people.backbone, 1)
    assert Event.objects.filter(kind="forecast.frozen", record=frozen.record).exists()
    assert LedgerEntry.objects.filter(kind="forecast.frozen").exists()


def test_frozen_means_frozen(indicator: Indicator, people: People) -> None:
    frozen = freeze(indicator, people)
    with pytest.raises(DatabaseError), transaction.atomic():
        frozen.points.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Forecast.objects.filter(pk=frozen.pk).update(method="linear")
    with pytest.raises(DatabaseError), transaction.atomic():
        frozen.points.update(mid=Decimal(0))


def test_forecast_needs_its_assumptions_and_enough_comparable_figures(
    indicator: Indicator, people: People
) -> None:
    with pytest.raises(RuleBroken, match="what is taken to go on"):
        freeze_forecast(
            indicator=indicator, method="flat", ahead=2, assumptions={"en": " "}, by=people.backbone
        )
    record_break(
        indicator=indicator,
        starts_on=date(2014, 8, 1),
        effect="incomparable",
        label={"en": "New"},
        explanation={"en": "Transfers are left out."},
        by=people.backbone,
    )
    with pytest.raises(RuleBroken, match="before the break"):
        freeze(indicator, people)


def test_judgement_is_drawn_straight_to_what_people_expect(indicator: Indicator, people: People) -> None:
    with pytest.raises(RuleBroken, match="Give the figure"):
        freeze(indicator, people, "judgement")
    with pytest.raises(RuleBroken, match="between"):
        freeze_forecast(
            indicator=indicator,
            method="judgement",
            ahead=2,
            assumptions=WHY,
            judgement=Judgement(Decimal(90), Decimal(70), Decimal(80)),
            by=people.backbone,
        )
    frozen = freeze_forecast(
        indicator=indicator,
        method="judgement",
        ahead=2,
        assumptions=WHY,
        judgement=Judgement(Decimal(77), Decimal(75), Decimal(81)),
        by=people.backbone,
    )
    assert [point.mid for point in frozen.points.all()] == [79, 77]


def test_curve_is_judged_by_what_came_since(indicator: Indicator, people: People) -> None:
    frozen = freeze(indicator, people)
    assert read_curve(frozen).verdict is CurveVerdict.TOO_EARLY
    bring(indicator, people, "2016-17,84", "2017-18,88")
    judged = judge(forecast=frozen, words={"en": "It is turned."}, by=people.backbone)
    assert (judged.verdict, judged.is_within_noise, judged.judged_by) == ("turned", False, people.backbone)
    assert [one["period"] for one in judged.reading["compared"]] == ["2016-17", "2017-18"]
    assert LedgerEntry.objects.filter(kind="curve.judged").exists()


def test_same_figures_are_judged_once_and_new_ones_again(indicator: Indicator, people: People) -> None:
    frozen = freeze(indicator, people)
    bring(indicator, people, "2016-17,84", "2017-18,88")
    judge(forecast=frozen, words={}, by=people.backbone)
    with pytest.raises(RuleBroken, match="judged already"):
        judge(forecast=frozen, words={}, by=people.backbone)
    bring(indicator, people, "2018-19,80")
    assert judge(forecast=frozen, words={}, by=people.backbone).verdict == "not_turned"


def test_across_an_incomparable_break_nothing_can_be_told(indicator: Indicator, people: People) -> None:
    frozen = freeze(indicator, people)
    bring(indicator, people, "2016-17,84", "2017-18,88")
    record_break(
        indicator=indicator,
        starts_on=date(2016, 8, 1),
        effect="incomparable",
        label={"en": "New"},
        explanation={"en": "Transfers are left out."},
        by=people.backbone,
    )
    assert judge(forecast=frozen, words={}, by=people.backbone).verdict == "broken_series"


def test_without_public_figures_there_is_no_baseline(inside_initiative: Initiative, people: People) -> None:
    empty = make_indicator(by=people.backbone, slug="empty")
    with pytest.raises(RuleBroken, match="No figures are public yet"):
        freeze(empty, people)
