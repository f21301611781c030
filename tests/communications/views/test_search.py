"""Finding: what is looked for comes first, other forms of a word are found, and signs say nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communications.search import find, prefix_query
from initiatives.models import Initiative
from initiatives.rules.viewer import visitor
from measurement.models import Indicator
from tests.conftest import Browser
from tests.factories.indicators import make_indicator
from tests.factories.records import make_record
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
ADDRESS = "/i/harbor/search/"


@pytest.fixture
def graduation(inside_initiative: Initiative, people: People) -> Indicator:
    """An indicator, and a target and figures that bear its name and changed later."""
    made = make_indicator(by=people.backbone, name={"en": "Students who graduate on time"})
    for kind in ("release", "target"):
        make_record("Students who graduate on time · 1", by=people.backbone, kind=kind)
    return made


def page_for(client_of: ClientOf, typed: str) -> str:
    return " ".join(client_of(None).get(ADDRESS, {"q": typed}).content.decode().split())


@pytest.mark.parametrize("typed", ["graduate", "grad", "graduation", "Students’ “graduation”!", "graduates"])
def test_the_thing_itself_comes_before_its_targets_and_figures(typed: str, graduation: Indicator) -> None:
    kinds = [one.kind for one in find(typed, viewer=visitor(graduation.record.initiative.pk))]
    assert "indicator" in kinds
    assert set(kinds[-2:]) == {"release", "target"}


def test_words_of_the_address_find_what_is_called_otherwise_and_the_first_part_finds_nothing(
    inside_initiative: Initiative, people: People
) -> None:
    made = make_indicator(
        by=people.backbone, slug="chronic-absence", name={"en": "Students who miss one day in ten"}
    )
    anybody = visitor(inside_initiative.pk)
    assert [one.pk for one in find("absences", viewer=anybody)] == [made.record_id]
    assert made.record_id not in {one.pk for one in find("results", viewer=anybody)}


def test_a_number_finds_the_record_of_that_number(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    made = make_record("Something else", by=people.backbone)
    assert "Something else" in page_for(client_of, f"#{made.number}")


def test_what_is_withheld_is_not_found_by_its_number_either(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    made = make_record("Hidden thing", by=people.backbone, kind="round")
    make_restriction(made, by=people.staff)
    assert "Hidden thing" not in page_for(client_of, str(made.number))
    assert "Hidden thing" not in page_for(client_of, "hidden thing")


@pytest.mark.parametrize("typed", ["!!!", "___", "“”", ":*", "& | !", "   "])
def test_signs_alone_ask_for_nothing_and_are_said_to(
    typed: str, client_of: ClientOf, initiative: Initiative
) -> None:
    page = page_for(client_of, typed)
    assert "Find anything" in page
    assert "pages speak of" not in page
    assert ("Signs alone find nothing." in page) is bool(typed.strip())


def test_nothing_found_says_so_without_a_zero_and_offers_the_areas(
    client_of: ClientOf, initiative: Initiative
) -> None:
    page = page_for(client_of, "zeppelin?")
    assert "Nothing found for “zeppelin”" in page
    assert "0 pages" not in page
    for area in ("agenda/", "results/", "people/", "open/", "history/"):
        assert f'href="/i/harbor/{area}"' in page


def test_what_is_typed_never_becomes_a_query_of_its_own() -> None:
    assert prefix_query("a:* & !b | (c') \\ <-> d_e") == "a:* & b:* & c:* & d:* & e:*"
