"""From a file to a published figure and back, through the actions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

import measurement
from initiatives import clock
from initiatives.models import Initiative, LedgerEntry, Person
from initiatives.rules.refusals import RuleBroken
from measurement.actions.imports import bring_figures, bring_import, publish_import
from measurement.actions.policy import adopt_policy
from measurement.actions.releases import withdraw_release
from measurement.figures import read_shelf
from measurement.models import Import, Indicator, Observation, Release, Rollup
from tests.factories.figures import NOTE, by_group, long_table
from tests.factories.indicators import make_dimension, make_indicator

DATA = Path(measurement.__file__).parent / "data"
WHY = {"en": "A column was shifted"}


@pytest.fixture
def graduation(inside_initiative: Initiative, backbone: Person) -> Indicator:
    make_dimension(by=backbone)
    return make_indicator(by=backbone)


def test_a_file_becomes_a_release_with_its_root_in_the_ledger(
    graduation: Indicator, backbone: Person
) -> None:
    release = bring_figures(
        indicator=graduation, content=long_table("2018-19,83", "2019-20,84"), note=NOTE, by=backbone
    )
    entry = LedgerEntry.objects.get(kind="release.published")
    assert (release.number, release.added, release.changed) == (1, 2, 0)
    assert entry.payload.body["facts"]["root"] == release.merkle_root
    assert Import.objects.get().release == release


def test_the_same_file_again_adds_nothing(graduation: Indicator, backbone: Person) -> None:
    content = long_table("2018-19,83", "2019-20,84")
    bring_figures(indicator=graduation, content=content, note=NOTE, by=backbone)
    version = Rollup.objects.get(indicator=graduation).version
    with pytest.raises(RuleBroken, match="Nothing in this file is new"):
        bring_figures(indicator=graduation, content=content, note=NOTE, by=backbone)
    assert Observation.objects.count() == 2
    assert Release.objects.count() == 1
    assert Rollup.objects.get(indicator=graduation).version == version


def test_only_what_changed_is_written(graduation: Indicator, backbone: Person) -> None:
    bring_figures(
        indicator=graduation, content=long_table("2018-19,83", "2019-20,84"), note=NOTE, by=backbone
    )
    release = bring_figures(
        indicator=graduation,
        content=long_table("2018-19,83", "2019-20,84.5", "2020-21,85"),
        note=NOTE,
        by=backbone,
    )
    assert (release.number, release.added, release.changed) == (2, 1, 1)
    assert Observation.objects.filter(release=release).count() == 2


def test_publishing_an_import_twice_gives_the_same_release(graduation: Indicator, backbone: Person) -> None:
    import_ = bring_import(
        indicator=graduation, file_name="a.csv", content=long_table("2019-20,84"), by=backbone
    )
    first = publish_import(import_=import_, note=NOTE, by=backbone)
    assert publish_import(import_=Import.objects.get(), note=NOTE, by=backbone) == first


def test_a_withdrawn_release_gives_way_to_the_one_before(graduation: Indicator, backbone: Person) -> None:
    bring_figures(indicator=graduation, content=long_table("2019-20,84"), note=NOTE, by=backbone)
    before = read_shelf(graduation).figures()
    wrong = bring_figures(
        indicator=graduation, content=long_table("2019-20,48", "2020-21,90"), note=NOTE, by=backbone
    )
    withdrawing = withdraw_release(release=wrong, reason=WHY, by=backbone)
    assert read_shelf(graduation).figures() == before
    assert (withdrawing.number, withdrawing.withdraws) == (3, wrong)
    assert LedgerEntry.objects.filter(kind="release.withdrawn").count() == 1
    assert withdraw_release(release=wrong, reason=WHY, by=backbone) == withdrawing


def test_after_a_day_a_release_is_corrected_and_not_withdrawn(
    graduation: Indicator, backbone: Person
) -> None:
    moment = datetime(2026, 5, 1, 9, tzinfo=UTC)
    with clock.at(moment):
        release = bring_figures(
            indicator=graduation, content=long_table("2019-20,84"), note=NOTE, by=backbone
        )
    with clock.at(moment + timedelta(hours=25)), pytest.raises(RuleBroken, match="correction"):
        withdraw_release(release=release, reason=WHY, by=backbone)


def test_only_the_last_release_can_be_withdrawn(graduation: Indicator, backbone: Person) -> None:
    first = bring_figures(indicator=graduation, content=long_table("2018-19,84"), note=NOTE, by=backbone)
    bring_figures(indicator=graduation, content=long_table("2019-20,84"), note=NOTE, by=backbone)
    with pytest.raises(RuleBroken, match="Take back release 2 first"):
        withdraw_release(release=first, reason=WHY, by=backbone)


def test_a_small_group_is_not_shown_and_its_neighbour_covers_it(
    graduation: Indicator, backbone: Person
) -> None:
    release = bring_figures(
        indicator=graduation,
        content=by_group(
            "2019-20", all=(800, 1000), black=(180, 250), white=(400, 500), hispanic=(3, 4), asian=(217, 246)
        ),
        note=NOTE,
        by=backbone,
    )
    shown = Observation.objects.filter(publication="shown").count()
    assert release.hidden == 2
    assert shown == 3


def test_a_withdrawn_release_still_counts_for_the_protection(graduation: Indicator, backbone: Person) -> None:
    small = by_group(
        "2019-20", all=(800, 1000), black=(180, 250), white=(400, 500), hispanic=(3, 4), asian=(217, 246)
    )
    first = bring_figures(indicator=graduation, content=small, note=NOTE, by=backbone)
    withdraw_release(release=first, reason=WHY, by=backbone)
    grown = by_group(
        "2019-20", all=(806, 1010), black=(180, 250), white=(400, 500), hispanic=(9, 14), asian=(217, 246)
    )
    adopt_policy(min_denominator=3, min_events=1, by=backbone)
    bring_figures(indicator=graduation, content=grown, note=NOTE, by=backbone)
    hispanic = Observation.objects.filter(series__memberships__category__slug="hispanic").order_by(
        "-release_id"
    )[0]
    assert hispanic.publication.startswith("suppressed")


def test_many_rows_take_the_quick_way_and_are_the_same(graduation: Indicator, backbone: Person) -> None:
    months = [f"{year}-{month:02d}" for year in range(1960, 2020) for month in range(1, 13)]
    monthly = make_indicator(by=backbone, slug="monthly", frequency="month")
    content = long_table(*(f"{month},{at % 100}.25" for at, month in enumerate(months)))
    release = bring_figures(indicator=monthly, content=content, note=NOTE, by=backbone)
    assert release.added == len(months) == Observation.objects.count()
    assert Observation.objects.filter(period__label="1960-03").get().value == Decimal("2.25")
    with pytest.raises(RuleBroken, match="Nothing in this file is new"):
        bring_figures(indicator=monthly, content=content, note=NOTE, by=backbone)


def test_words_with_tabs_and_backslashes_survive_the_quick_way(
    graduation: Indicator, backbone: Person
) -> None:
    monthly = make_indicator(by=backbone, slug="monthly", frequency="month")
    rows = [f'{1900 + n // 12}-{n % 12 + 1:02d},5,"a\\tb\tc\\N ""d"" {n}"' for n in range(600)]
    content = ("period,value,note\n" + "\n".join(rows)).encode()
    bring_figures(indicator=monthly, content=content, note=NOTE, by=backbone)
    assert Observation.objects.filter(period__label="1900-01").get().note == 'a\\tb\tc\\N "d" 0'


def test_a_number_that_no_table_can_hold_is_refused_and_nothing_is_written(
    graduation: Indicator, backbone: Person
) -> None:
    counted = make_indicator(by=backbone, slug="counted", unit="count")
    with pytest.raises(RuleBroken, match="row 2"):
        bring_figures(
            indicator=counted, content=long_table("2019-20,12345678901234567890"), note=NOTE, by=backbone
        )
    assert not Release.objects.exists()


def test_draft_indicators_become_public_with_their_first_figures(
    graduation: Indicator, backbone: Person
) -> None:
    graduation.record.state = "draft"
    graduation.record.published_at = None
    graduation.record.save()
    bring_figures(indicator=graduation, content=long_table("2019-20,84"), note=NOTE, by=backbone)
    graduation.record.refresh_from_db()
    assert graduation.record.state == "published"
