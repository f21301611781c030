"""The way of a file as its pages walk it, for each who walks it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from initiatives import clock
from initiatives.models import Category, Initiative
from measurement.actions.imports import bring_figures
from measurement.models import Import, Indicator, Observation, Release
from tests.conftest import Browser
from tests.factories.figures import NOTE, by_group, long_table
from tests.factories.indicators import make_dimension, make_indicator
from tests.personas import People

BASE = "/i/harbor/results/"
SMALL = {
    "all": (800, 1000),
    "black": (180, 250),
    "white": (400, 500),
    "hispanic": (3, 4),
    "asian": (217, 246),
}


@pytest.fixture
def indicator(inside_initiative: Initiative, people: People) -> Indicator:
    make_dimension(by=people.backbone)
    return make_indicator(by=people.backbone, slug="grad")


@pytest.fixture
def staff(client_of: Callable[[Any], Browser], people: People, indicator: Indicator) -> Browser:
    return client_of(people.backbone)


def bring(browser: Browser, content: bytes) -> str:
    file = SimpleUploadedFile("figures.csv", content, "text/csv")
    answer = browser.post(f"{BASE}import/", {"indicator": "grad", "file": file})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return str(answer["Location"])


def test_a_file_is_brought_compared_published_and_taken_back(staff: Browser) -> None:
    page = bring(staff, long_table("2018-19,83", "2019-20,84"))
    assert "All 2 figures are fine" in staff.get(page).content.decode()
    assert "2 figures are new" in staff.get(f"{page}compare/").content.decode()
    assert not Release.objects.exists()
    assert staff.post(f"{page}release/", {"note_en": "First figures"}).status_code == 302
    assert "Version 1 is public" in staff.get(page).content.decode()
    staff.post(
        f"{BASE}grad/releases/{Release.objects.get().record.number}/withdrawal/",
        {"reason_en": "Wrong column"},
    )
    assert "Version 1 was taken back" in staff.get(page).content.decode()


def test_after_the_first_figures_one_goes_on_with_setting_up(
    staff: Browser, inside_initiative: Initiative
) -> None:
    Initiative.objects.filter(pk=inside_initiative.pk).update(published_at=None, published_by=None)
    page = bring(staff, long_table("2018-19,83", "2019-20,84"))
    way_back = f'href="/start/{inside_initiative.slug}/"'
    assert way_back in staff.get(page).content.decode(), (
        "the way back stands beside every step of the importer"
    )
    staff.post(f"{page}release/", {"note_en": "First figures"})
    assert f'<a class="btn" {way_back}>Go on with setting up</a>' in staff.get(page).content.decode()
    Initiative.objects.filter(pk=inside_initiative.pk).update(
        published_at=clock.now(), published_by=inside_initiative.published_by
    )
    assert "Go on with setting up" not in staff.get(page).content.decode()


def test_the_same_file_again_says_at_once_which_import_it_equals_and_leaves_nothing_open(
    staff: Browser,
) -> None:
    content = long_table("2018-19,83", "2019-20,84")
    first = bring(staff, content)
    staff.post(f"{first}release/", {"note_en": "First figures"})
    page = staff.get(bring(staff, content)).content.decode()
    assert "Nothing in this file is new" in page
    assert "the same file as “figures.csv”" in page
    assert f'href="{first}"' in page
    assert not Import.objects.filter(ended_at=None).exists()
    assert "figures.csv" not in staff.get("/i/harbor/today/").content.decode()


def test_the_same_figures_in_another_file_are_put_aside_with_the_version_that_has_them(
    staff: Browser,
) -> None:
    staff.post(f"{bring(staff, long_table('2018-19,83', '2019-20,84'))}release/", {"note_en": "First"})
    page = bring(staff, long_table("2019-20,84.0", "2018-19,83"))
    assert "The last version is 1" in staff.get(page).content.decode()
    assert not Import.objects.filter(ended_at=None).exists()
    staff.post(f"{page}corrections/", {"how": "another_way"})
    assert "All 2 figures are fine" in staff.get(page).content.decode()
    assert "Nothing would change" in staff.get(f"{page}compare/").content.decode()


def test_a_file_is_new_again_after_its_version_was_taken_back(staff: Browser) -> None:
    content = long_table("2018-19,83", "2019-20,84")
    staff.post(f"{bring(staff, content)}release/", {"note_en": "First figures"})
    number = Release.objects.get().record.number
    staff.post(f"{BASE}grad/releases/{number}/withdrawal/", {"reason_en": "Wrong column"})
    assert "All 2 figures are fine" in staff.get(bring(staff, content)).content.decode()


def test_what_publishing_would_do_is_shown_figure_by_figure_and_word_by_word(staff: Browser) -> None:
    years = [f"{1990 + n}-{91 + n},{60 + n}" for n in range(9)]
    staff.post(f"{bring(staff, long_table(*years))}release/", {"note_en": "First"})
    later = [f"{1999 + n}-{(100 + n) % 100:02d},{59 - 4 * n}" for n in range(6)]
    page = bring(staff, long_table("1990-91,—", "1991-92,61.5", *years[2:6], *later))
    shown = staff.get(f"{page}compare/").content.decode()
    assert "6 figures are new, 1 would change, 1 would be taken away" in shown
    assert "Figures that stay the same" in shown
    assert "61.5%" in shown
    assert "What the page says" in shown
    assert "Getting better" in shown
    assert "Getting worse" in shown


def test_a_version_is_taken_back_from_the_page_of_its_figures_while_that_is_possible(
    staff: Browser, client_of: Callable[[Any], Browser]
) -> None:
    page = bring(staff, long_table("2018-19,83", "2019-20,84"))
    staff.post(f"{page}release/", {"note_en": "First figures"})
    assert "Take version 1 back" in staff.get(f"{BASE}grad/data/").content.decode()
    assert "Take version 1 back" not in client_of(None).get(f"{BASE}grad/data/").content.decode()
    with clock.at(clock.now() + timedelta(hours=25)):
        assert "Take version 1 back" not in staff.get(f"{BASE}grad/data/").content.decode()
    number = Release.objects.get().record.number
    staff.post(f"{BASE}grad/releases/{number}/withdrawal/", {"reason_en": "Wrong column"})
    assert "Take version 1 back" not in staff.get(f"{BASE}grad/data/").content.decode()
    assert "Wrong column" in staff.get(page).content.decode()


def test_pasted_cells_are_read_like_a_file(staff: Browser) -> None:
    answer = staff.post(
        f"{BASE}import/", {"indicator": "grad", "pasted": "year\tpercent\n2018-19\t83\n2019-20\t84"}
    )
    assert "All 2 figures are fine" in staff.get(answer["Location"]).content.decode()


def test_equal_errors_are_put_right_together(staff: Browser) -> None:
    page = bring(staff, b"period,value\n2017-18,eighty\n2018-19,eighty\n2019-20,84")
    assert "1 figures are fine, 2 rows need you" in staff.get(page).content.decode()
    staff.post(f"{page}corrections/", {"at": 0, "found": "eighty", "how": "text", "text": "80"})
    assert "All 3 figures are fine" in staff.get(page).content.decode()
    assert Import.objects.get().corrections["texts"] == {"1": {"eighty": "80"}}


def test_an_unknown_group_means_a_known_one_and_the_next_file_knows_it(staff: Browser) -> None:
    page = bring(staff, b"period,category,value\n2019-20,Afro-American,70")
    black = Category.objects.get(slug="black")
    staff.post(f"{page}corrections/", {"at": 0, "found": "Afro-American", "how": "group", "group": black.pk})
    staff.post(f"{page}release/", {"note_en": "By group"})
    assert Observation.objects.get().series.key == str(black.pk)
    assert (
        "The one figure is fine"
        in staff.get(bring(staff, b"period,category,value\n2018-19,Afro-American,70")).content.decode()
    )


def test_an_unknown_group_is_added_from_the_page(staff: Browser, indicator: Indicator) -> None:
    page = bring(staff, b"period,category,value\n2019-20,Somali,70")
    dimension = Category.objects.get(slug="black").dimension_id
    staff.post(f"{page}corrections/", {"at": 0, "found": "Somali", "how": "add", "dimension": dimension})
    assert Category.objects.filter(slug="somali").exists()
    assert "The one figure is fine" in staff.get(page).content.decode()


def test_rows_can_be_left_out_and_that_can_be_forgotten(staff: Browser) -> None:
    page = bring(staff, b"period,value\n2018-19,x\n2019-20,84")
    staff.post(f"{page}corrections/", {"at": 0, "found": "x", "how": "leave_out"})
    assert "The one figure is fine" in staff.get(page).content.decode()
    staff.post(f"{page}corrections/", {"how": "start_over"})
    assert "1 row needs you" in staff.get(page).content.decode()


def test_a_column_can_be_read_in_another_way(staff: Browser) -> None:
    page = bring(staff, b"period,value,rate\n2019-20,1,84")
    staff.post(
        f"{page}columns/", {"role_1": "ignored", "role_2": "value", "role_0": "period", "style": "point"}
    )
    staff.post(f"{page}release/", {"note_en": "x"})
    assert Observation.objects.get().value == 84


def test_one_of_several_measures_is_chosen(staff: Browser) -> None:
    page = bring(staff, b"period,place,value\n2019-20,Ohio,1\n2019-20,Iowa,2")
    assert "several measures" in staff.get(page).content.decode()
    staff.post(
        f"{page}columns/",
        {"role_0": "period", "role_1": "selector", "role_2": "value", "keep_1": "Iowa", "style": "point"},
    )
    staff.post(f"{page}release/", {"note_en": "x"})
    assert Observation.objects.get().value == 2


def test_a_file_with_errors_is_not_published(staff: Browser) -> None:
    page = bring(staff, b"period,value\n2018-19,x\n2019-20,84")
    staff.post(f"{page}release/", {"note_en": "x"})
    assert not Release.objects.exists()


def test_a_partner_brings_and_the_steward_publishes(
    client_of: Callable[[Any], Browser], people: People, indicator: Indicator
) -> None:
    partner = client_of(people.partner)
    page = bring(partner, long_table("2019-20,84"))
    assert "data steward" in partner.get(f"{page}compare/").content.decode()
    assert partner.post(f"{page}release/", {"note_en": "x"}).status_code == 403
    assert client_of(people.steward).post(f"{page}release/", {"note_en": "x"}).status_code == 302


def test_nobody_else_sees_a_partners_file(
    client_of: Callable[[Any], Browser], people: People, indicator: Indicator
) -> None:
    page = bring(client_of(people.backbone), long_table("2019-20,84"))
    assert client_of(people.partner).get(page).status_code == 404
    assert client_of(None).get(page)["Location"] == f"/signin/?next={page}"


def test_what_is_hidden_stands_on_no_public_page_and_in_no_file(
    staff: Browser, client_of: Callable[[Any], Browser], indicator: Indicator, people: People
) -> None:
    content = by_group("2019-20", **{**SMALL, "hispanic": (3, 7)})
    bring_figures(indicator=indicator, content=content, note=NOTE, by=people.backbone)
    public = client_of(None)
    page = public.get(f"{BASE}grad/data/").content.decode()
    file = b"".join(public.get(f"{BASE}grad/figures.csv").streaming_content).decode()
    assert "Not shown" in page
    assert "not shown" in file
    for secret in ("42.85", "42.9"):
        assert secret not in page
        assert secret not in file


def test_the_file_of_figures_carries_no_formula(
    client_of: Callable[[Any], Browser], indicator: Indicator, people: People
) -> None:
    content = b'period,value,note\n2019-20,84,"=HYPERLINK(""x"")"'
    bring_figures(indicator=indicator, content=content, note=NOTE, by=people.backbone)
    file = b"".join(client_of(None).get(f"{BASE}grad/figures.csv").streaming_content).decode()
    assert "'=HYPERLINK" in file


def test_the_next_figures_are_typed_with_the_last_ones_beside_them(
    staff: Browser, indicator: Indicator, people: People
) -> None:
    bring_figures(indicator=indicator, content=long_table("2019-20,84"), note=NOTE, by=people.backbone)
    page = staff.get(f"{BASE}grad/data/next/").content.decode()
    assert 'value="2020-21"' in page
    assert "84%" in page
    answer = staff.post(f"{BASE}grad/data/next/", {"period": "2020-21", "value_all": "85"})
    assert "The one figure is fine" in staff.get(answer["Location"]).content.decode()


def test_the_template_holds_the_groups_and_the_next_period(
    staff: Browser, indicator: Indicator, people: People
) -> None:
    bring_figures(indicator=indicator, content=long_table("2019-20,84"), note=NOTE, by=people.backbone)
    file = staff.get(f"{BASE}import/template.csv?indicator=grad").content.decode()
    assert "2020-21,Race and ethnicity,White,,," in file


def test_an_indicator_is_added_from_the_library(staff: Browser) -> None:
    page = staff.get(f"{BASE}add/").content.decode()
    assert "?from=" in page
    values = {
        "new_result_en": "All children read", "new_population_en": "Children", "name_en": "Reading at nine",
        "plain_definition_en": "Of 100 children, how many read.", "direction": "up", "unit": "percent",
        "multiplier": "1000", "decimals": "0", "unit_label_en": "children", "frequency": "school_year",
    }  # fmt: skip
    assert staff.post(f"{BASE}add/", values).status_code == 302
    assert Indicator.objects.filter(slug="reading-at-nine").exists()
    assert staff.post(f"{BASE}add/", {"name_en": ""}).status_code == 422


def test_target_break_and_definition_are_saved_from_the_page(staff: Browser, indicator: Indicator) -> None:
    target = {"value": "90", "due": "2029-08-31", "label": "2028-29", "rationale_en": "Agreed"}
    assert staff.post(f"{BASE}grad/edit/target/", target).status_code == 302
    noted = {
        "starts_on": "2017-08-01",
        "effect": "caution",
        "label_en": "New",
        "explanation_en": "Counted anew",
    }
    assert staff.post(f"{BASE}grad/edit/break/", noted).status_code == 302
    page = staff.get(f"{BASE}grad/edit/").content.decode()
    assert "Counted anew" in page
    assert staff.post(f"{BASE}grad/edit/target/", {**target, "value": "101"}).status_code == 422
    assert staff.post(f"{BASE}grad/edit/", {"listing": "headline", "gap_dimension": ""}).status_code == 302


def test_groups_are_added_and_protected_from_the_page(staff: Browser) -> None:
    assert staff.post(f"{BASE}groups/starter/", {"list": "sex"}).status_code == 302
    assert staff.post(f"{BASE}groups/", {"name_en": "Neighbourhood", "kind": "place"}).status_code == 302
    assert (
        staff.post(f"{BASE}groups/protection/", {"min_denominator": 20, "min_events": 5}).status_code == 302
    )
    assert staff.post(f"{BASE}groups/protection/", {"min_denominator": 1, "min_events": 5}).status_code == 422
    assert "fewer than 20 people" in staff.get(f"{BASE}groups/").content.decode()


def test_the_form_of_a_file_begins_with_words(staff: Browser, indicator: Indicator) -> None:
    page = staff.get("/i/harbor/results/import/").content.decode()
    assert "Choose an indicator" in page
    assert "---------" not in page
