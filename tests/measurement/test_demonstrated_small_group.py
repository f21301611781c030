"""The demonstration's own small group: a visitor meets "Not shown" on the page, in the picture, the table and the files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

from ci_platform.demonstration.hamilton_small_groups import DEATHS, DIMENSION, GROUPS, SLUG, table
from initiatives.actions.populations import add_category, add_dimension
from initiatives.models import Initiative
from measurement.actions.imports import bring_figures
from measurement.actions.indicators import place_indicator
from measurement.models import Observation
from measurement.pages.agreed_texts import figures_now
from tests.conftest import Browser
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_dimension, make_indicator
from tests.personas import People

PAGE = "/i/harbor/results/deaths/"
HIDDEN = {"American Indian, any ethnicity", "Asian or Pacific Islander, any ethnicity"}


def seen(reader: Browser, page: str) -> str:
    return " ".join(reader.get(page).content.decode().split())


def test_small_group_and_the_one_that_would_tell_of_it_are_not_shown_anywhere(
    client_of: Callable[[Any], Browser], inside_initiative: Initiative, people: People
) -> None:
    race = add_dimension(name={"en": DIMENSION}, kind="race_ethnicity", slug=SLUG, by=people.backbone)
    for slug, _word, name in GROUPS:
        add_category(dimension=race, name={"en": name}, by=people.backbone, slug=slug)
    made = make_indicator(DEATHS.definition, by=people.backbone, slug="deaths")
    place_indicator(indicator=made, listing="secondary", gap_dimension=race, by=people.backbone)
    bring_figures(indicator=made, content=table(), note=NOTE, by=people.backbone)
    states = Observation.objects.filter(series__indicator=made).values_list("publication", flat=True)
    assert sorted(states) == ["shown"] * 4 + ["suppressed_complementary", "suppressed_primary"]
    reader = client_of(None)
    page, groups = seen(reader, PAGE), seen(reader, f"{PAGE}groups/")
    assert "3,011 babies in Ohio died before their first birthday" in page
    for text in (page, groups):
        for name in HIDDEN:
            assert "Not shown, to protect privacy" in text.split(f">{name}<", 1)[1][:400], name
        assert "suppressed" not in text
    data = seen(reader, f"{PAGE}data/")
    assert data.count("not shown") >= 2 or data.count("Not shown") >= 2
    written = b"".join(reader.get(f"{PAGE}figures.csv").streaming_content).decode()  # type: ignore[attr-defined]
    rows = {row["cell"].rpartition(": ")[2]: row for row in csv.DictReader(io.StringIO(written))}
    assert {name for name, row in rows.items() if row["shown"] == "not shown"} == HIDDEN
    assert not any(rows[name][column] for name in HIDDEN for column in ("value", "low", "high", "numerator"))
    answer = reader.get("/api/v1/i/harbor/figures/?indicator=deaths").json()["results"]
    assert [one["value"] for one in answer if one["publication"] == "not_shown"] == [None, None]
    for text in (page, groups, data, written):
        assert ">54<" not in text
        assert ",54," not in text


def test_second_grouping_of_a_kind_leaves_files_of_the_first_readable(
    inside_initiative: Initiative, people: People
) -> None:
    first = make_dimension(by=people.backbone)
    second = add_dimension(name={"en": DIMENSION}, kind=first.kind, slug=SLUG, by=people.backbone)
    for slug, _word, name in GROUPS:
        add_category(dimension=second, name={"en": name}, by=people.backbone, slug=slug)
    made = make_indicator(by=people.backbone, slug="grad")
    rows = (f"2019-20,{first.kind},White,81", "2019-20,all,All students,79")
    content = long_table(*rows, header="period,dimension,category,percent")
    bring_figures(indicator=made, content=content, note=NOTE, by=people.backbone)
    seen = Observation.objects.filter(series__indicator=made, series__memberships__category__dimension=first)
    assert [one.value for one in seen] == [81]


def test_what_an_assessment_freezes_holds_no_value_of_a_group_that_is_not_shown(
    inside_initiative: Initiative, people: People
) -> None:
    race = add_dimension(name={"en": DIMENSION}, kind="race_ethnicity", slug=SLUG, by=people.backbone)
    for slug, _word, name in GROUPS:
        add_category(dimension=race, name={"en": name}, by=people.backbone, slug=slug)
    made = make_indicator(DEATHS.definition, by=people.backbone, slug="deaths")
    place_indicator(indicator=made, listing="headline", gap_dimension=race, by=people.backbone)
    bring_figures(indicator=made, content=table(), note=NOTE, by=people.backbone)
    (frozen,) = figures_now(inside_initiative.pk)
    told = {row["group"] for row in frozen["groups"] if row["value"]}  # type: ignore[index,call-overload]
    assert len(told) == 3
    assert not told & HIDDEN
