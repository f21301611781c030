"""Every sentence about a figure is true, and says the same wherever it is read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from communications.publishing.report import contents_of
from initiatives import clock
from initiatives.models import Due, Initiative
from measurement.actions.imports import bring_figures
from measurement.actions.indicators import place_indicator, record_break, set_target
from measurement.actions.releases import withdraw_release
from measurement.actions.rollups import read_again, read_outdated
from measurement.models import Indicator, Rollup
from measurement.rules.reading import READING_VERSION
from measurement.scoring import recompute
from tests.conftest import Browser
from tests.factories.figures import NOTE, by_group, long_table
from tests.factories.indicators import GRADUATION, make_dimension, make_indicator
from tests.personas import People

BASE = "/i/harbor/"
PAGE = f"{BASE}results/grad/"
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
FALLING = (
    "2016-17,16",
    "2017-18,15.5",
    "2018-19,15",
    "2019-20,14.4",
    "2020-21,14",
    "2021-22,13.1",
    "2022-23,12.5",
)
UNSTEADY = (
    "2016-17,13",
    "2017-18,14",
    "2018-19,14",
    "2019-20,15",
    "2020-21,17",
    "2021-22,30.2",
    "2022-23,25.5",
)


@pytest.fixture
def indicator(inside_initiative: Initiative, people: People) -> Indicator:
    dimension = make_dimension(by=people.backbone)
    indicator = make_indicator(
        replace(GRADUATION, sentence={"en": "{figure} students missed one day in ten"}),
        by=people.backbone,
        slug="grad",
        decimals=1,
        direction="down",
    )
    place_indicator(indicator=indicator, listing="headline", gap_dimension=dimension, by=people.backbone)
    return indicator


@pytest.fixture
def reader(client_of: Callable[[Any], Browser]) -> Browser:
    return client_of(None)


def bring(indicator: Indicator, people: People, *rows: str) -> None:
    bring_figures(indicator=indicator, content=long_table(*rows), note=NOTE, by=people.backbone)


def aim(indicator: Indicator, people: People, value: str, due: date, label: str, floor: str = "") -> None:
    set_target(
        indicator=indicator,
        value=Decimal(value),
        due=due,
        label=label,
        rationale={"en": "Agreed by the table"},
        by=people.backbone,
        floor_for_groups=Decimal(floor) if floor else None,
    )


def seen(reader: Browser, page: str = PAGE) -> str:
    answer = reader.get(page)
    assert answer.status_code == 200
    return answer.content.decode()


def test_one_forecast_has_one_number_in_sentence_chart_report_and_data(
    reader: Browser, initiative: Initiative, indicator: Indicator, people: People
) -> None:
    with clock.at(NOW):
        bring(indicator, people, *FALLING)
        aim(indicator, people, "5", date(2029, 8, 31), "2029")
        page, report = seen(reader), contents_of(initiative)["indicators"][0]
        data = reader.get("/api/v1/i/harbor/indicators/grad/").json()["reading"]
    expected = Decimal(data["promise"]["expected"])
    said = f"{round(expected, 1)}%"
    assert f"At today’s pace it is {said} by 2029" in page
    assert f"At today’s pace {said} by 2028-29" in page
    assert f"At today’s pace it is {said} by 2029" in report["summary"]
    assert Decimal(data["forecast"][-1]["mid"]) == expected
    assert data["promise"]["period"] == data["forecast"][-1]["label"] == "2028-29"


def test_without_a_clear_change_nothing_is_said_of_a_pace(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    with clock.at(NOW):
        bring(indicator, people, *UNSTEADY)
        aim(indicator, people, "15", date(2029, 8, 31), "2029")
        page, overview = seen(reader), seen(reader, BASE)
    for text in (page, overview):
        for claim in ("At today’s pace", "On course"):
            assert claim not in text
        assert "Behind the pace" in text
        assert "Target: " not in text
    assert "There has been no clear change since 2016-17." in page
    assert "That is behind the pace for 15% by 2029, which needs 1.8 points less a year." in page
    assert "No line is drawn ahead: the figures go no clear way." in page
    assert "Behind the pace for 15% by 2029" in overview
    assert "That is 12.5 more than in 2016-17, but no clear change." in overview


def test_run_is_counted_once_and_names_what_it_crosses(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    bring(indicator, people, "2015-16,20", *(row for row in FALLING if not row.startswith("2017-18")))
    record_break(
        indicator=indicator,
        starts_on=date(2019, 8, 1),
        effect="caution",
        label={"en": "New method"},
        explanation={"en": "Transfers are left out now."},
        by=people.backbone,
    )
    page = seen(reader)
    assert "The figure has fallen 6 times since 2015-16 and not risen once." in page
    assert "Fell 6 times since 2015-16, never rose" in page
    assert "There is no figure for 2017-18." in page
    assert "From 2019 on it is counted in another way: compare with caution." in page


def test_rule_behind_a_direction_word_is_one_press_away(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    bring(indicator, people, *FALLING)
    assert f'href="{BASE}results/quality/#directions"' in seen(reader)
    rule = seen(reader, f"{BASE}results/quality/")
    assert "at least 5 figures" in rule
    assert "fewer than 4 comparable figures" in rule


def test_target_whose_day_has_passed_is_called_missed_and_the_next_one_is_shown(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    with clock.at(NOW):
        bring(indicator, people, *FALLING)
        aim(indicator, people, "12", date(2022, 6, 30), "2022")
        aim(indicator, people, "14", date(2021, 6, 30), "2021")
        aim(indicator, people, "10", date(2029, 8, 31), "2029")
        page = seen(reader)
    assert "Missed 12% by 2022" in page
    assert "Target met: 14% by 2021" in page
    assert "10% by 2029 needs" in page


def test_the_day_after_its_date_a_target_is_read_again(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    with clock.at(datetime(2026, 8, 30, 12, tzinfo=UTC)):
        bring(indicator, people, *FALLING)
        aim(indicator, people, "5", date(2026, 8, 31), "2026")
        assert "Behind the pace for 5% by 2026" in seen(reader, BASE)
        due = Due.objects.get(job="measurement.read_again", key=str(indicator.pk))
    with clock.at(due.due_at):
        version = Rollup.objects.get(indicator=indicator).version
        kept = reader.get(BASE)["ETag"]
        assert reader.get(BASE, headers={"If-None-Match": kept}).status_code == 304
        read_again(indicator_id=indicator.pk)
        assert Rollup.objects.get(indicator=indicator).version == version + 1
        assert reader.get(BASE, headers={"If-None-Match": kept}).status_code == 200
        assert "5% by 2026: figure awaited" in seen(reader, BASE)
    assert due.due_at.astimezone().date() == date(2026, 9, 1)


def test_gap_is_read_within_one_period_which_is_printed(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    first = by_group("2020-21", all=(150, 1000), black=(60, 250), white=(50, 500))
    bring_figures(indicator=indicator, content=first, note=NOTE, by=people.backbone)
    later = by_group("2022-23", all=(120, 1000), black=(70, 250))
    bring_figures(indicator=indicator, content=later, note=NOTE, by=people.backbone)
    for page in (seen(reader, BASE), seen(reader, f"{PAGE}groups/")):
        assert "Everybody in 2020-21, 15%" in page
        assert 'aria-label="White: 10% in 2020-21"' in page
        assert 'aria-label="Black or African American: 24% in 2020-21"' in page
        assert "28 in 2022-23" in page
    assert "to 2020-21" in seen(reader)
    assert "to 2022-23" in seen(reader)


def test_gap_says_how_sure_it_is_and_what_parity_takes(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    table = by_group("2020-21", all=(150, 1000), black=(60, 250), white=(50, 500))
    bring_figures(indicator=indicator, content=table, note=NOTE, by=people.backbone)
    page = seen(reader)
    assert "Level with White in 2020-21 if so many people fared better: Black or African American 35." in page
    assert "It is more than chance: the likely ranges of the two do not overlap." in page
    small = by_group("2021-22", all=(150, 1000), black=(6, 40), white=(5, 45))
    bring_figures(indicator=indicator, content=small, note=NOTE, by=people.backbone)
    assert "Within noise: the likely ranges of the two overlap" in seen(reader)


def test_groups_past_the_limit_for_all_are_named(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    table = by_group("2020-21", all=(150, 1000), black=(60, 250), white=(50, 500))
    bring_figures(indicator=indicator, content=table, note=NOTE, by=people.backbone)
    aim(indicator, people, "10", date(2035, 8, 31), "2035", floor="15")
    assert "The limit that we set for every group is 15%. Not there yet: Black or African American." in seen(
        reader
    )


def test_headline_is_a_sentence_that_people_say(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    bring(indicator, people, *FALLING)
    said = "12.5 of every 100 students missed one day in ten in 2022-23."
    assert said in seen(reader)
    assert said in seen(reader, BASE).replace("\u2060", "")


def test_card_says_the_change_of_the_part_that_it_shows(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    bring(
        indicator,
        people,
        *(f"{year}-{(year + 1) % 100:02},{90 - year % 1000}" for year in range(1970, 2024, 1) if year > 1999),
    )
    bring(indicator, people, *(f"{year}-{(year + 1) % 100:02},50" for year in range(1970, 2000)))
    stored = Rollup.objects.get(indicator=indicator).card
    assert stored["before"][0] == stored["line"][0][1]
    page = seen(reader, BASE)
    assert f"since {stored['line'][0][1]}" in page
    assert f'<span class="axis-of"><span>{stored["line"][0][1]}</span><span>2023-24</span></span>' in page


def test_what_other_rules_have_read_is_read_again_and_never_breaks_a_page(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    bring(indicator, people, *FALLING)
    rollup = Rollup.objects.get(indicator=indicator)
    told = seen(reader)
    old = json.loads(json.dumps(rollup.reading))
    del old["version"], old["past"]
    Rollup.objects.filter(pk=rollup.pk).update(reading=old, card={"line": []} | {"version": 1})
    assert "The figure has fallen 6 times" in told
    assert "The figure has fallen 6 times" in seen(reader)
    assert "Getting better" in seen(reader, BASE)
    assert read_outdated() >= 1
    assert Rollup.objects.get(pk=rollup.pk).reading["version"] == READING_VERSION
    recompute(indicator=indicator)


def test_small_picture_never_joins_figures_that_cannot_be_compared(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    bring(indicator, people, *FALLING)
    before = seen(reader, BASE).count('class="ln"')
    record_break(
        indicator=indicator,
        starts_on=date(2019, 8, 1),
        effect="incomparable",
        label={"en": "New test"},
        explanation={"en": "Another test."},
        by=people.backbone,
    )
    assert seen(reader, BASE).count('class="ln"') == before + 1


def test_bound_is_never_told_as_a_figure_nor_left_out_silently(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    rows = (
        "2020-21,All students,15",
        "2020-21,Black,24",
        "2020-21,White,10",
        "2020-21,Asian,69.2",
        "2021-22,All students,14",
        "2021-22,Black,20",
        "2021-22,White,9",
        "2021-22,Asian,<10",
    )
    bring_figures(
        indicator=indicator,
        content=long_table(*rows, header="period,category,percent"),
        note=NOTE,
        by=people.backbone,
    )
    page, groups = seen(reader), seen(reader, f"{PAGE}groups/")
    left_out = "Of Asian or Pacific Islander only a bound is known. This group counts neither for the gap nor among those that improved."
    for text in (page, groups):
        assert left_out in text
        assert ">&lt;10</text>" in text
        assert ">10</text>" not in text.split("Asian", 1)[1].split("</figure>")[0]
    assert "Every group with two figures or more improved." in page
    assert "From 69.2% in 2020-21 to &lt;10% in 2021-22." in page
    assert re.search(r">\s*&lt;10\s*<", groups)
    assert "−59.2" not in groups


def test_sentence_and_dots_of_the_overview_tell_the_same_change(
    reader: Browser, inside_initiative: Initiative, people: People
) -> None:
    ready = make_indicator(by=people.backbone, slug="ready", decimals=0)
    place_indicator(indicator=ready, listing="headline", gap_dimension=None, by=people.backbone)
    bring(ready, people, "2018-19,61.2", "2019-20,62", "2020-21,63", "2021-22,64", "2022-23,65.5")
    overview = seen(reader, BASE)
    assert "That is 5 more than in 2018-19." in overview.replace("\u2060", "")
    assert "5 more now" in overview
    assert "Up 5 points since 2018-19" in seen(reader, f"{BASE}results/")


def test_widest_gap_says_of_which_period_it_is(reader: Browser, indicator: Indicator, people: People) -> None:
    first = by_group("2020-21", all=(150, 1000), black=(60, 250), white=(50, 500))
    bring_figures(indicator=indicator, content=first, note=NOTE, by=people.backbone)
    bring(indicator, people, "2023-24,12")
    facts = re.sub(r"<[^>]+>|\s+", " ", seen(reader).split('class="facts"')[1].split("</dl>")[0])
    assert re.search(r"Now +12 +% +2023-24", facts)
    assert re.search(r"Widest gap +14 +points +Black or African American, 2020-21", facts)


def test_changed_is_the_day_of_the_figures_and_published_that_of_the_release_that_stands(
    reader: Browser, inside_initiative: Initiative, people: People
) -> None:
    with clock.at(datetime(2026, 1, 30, 12, tzinfo=UTC)):
        indicator = make_indicator(by=people.backbone, slug="grad")
        bring(indicator, people, "2019-20,84")
    with clock.at(datetime(2026, 3, 25, 12, tzinfo=UTC)):
        wrong = bring_figures(
            indicator=indicator, content=long_table("2019-20,48"), note=NOTE, by=people.backbone
        )
    for page in (PAGE, f"{PAGE}groups/", f"{PAGE}data/"):
        assert "Changed 25 March 2026" in seen(reader, page)
    with clock.at(datetime(2026, 3, 26, 9, tzinfo=UTC)):
        withdraw_release(release=wrong, reason={"en": "Swapped digits"}, by=people.backbone)
    page = seen(reader)
    assert "Published on 30 January 2026" in page
    assert "Changed 26 March 2026" in page


def test_months_are_named_as_one_says_them(
    reader: Browser, inside_initiative: Initiative, people: People
) -> None:
    monthly = make_indicator(by=people.backbone, slug="calls", frequency="month")
    rows = ("2026-06,61", "2026-07,62", "2026-09,63")
    bring_figures(indicator=monthly, content=long_table(*rows), note=NOTE, by=people.backbone)
    page = seen(reader, f"{BASE}results/calls/")
    assert "in Sep 2026." in page
    assert "Aug 2026; the line is left open there" in page
    assert "2026-0" not in page
    assert "Jun 2026" in seen(reader, f"{BASE}results/")
