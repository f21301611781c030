"""Small groups are not shown, and what is shown does not give them away."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from measurement.rules.disclosure import Reason
from measurement.rules.lines import Dimension
from measurement.rules.suppression import (
    HIDDEN,
    Cell,
    DisclosurePolicy,
    EarlierCell,
    PublicationState,
    suppress,
    why_hidden,
)
from measurement.rules.units import Unit

POLICY = DisclosurePolicy()
SHOWN, PRIMARY, SECOND = (
    PublicationState.SHOWN,
    PublicationState.SUPPRESSED_PRIMARY,
    PublicationState.SUPPRESSED_COMPLEMENTARY,
)
RACE = Dimension("race", frozenset("abcd"))
SEX = Dimension("sex", frozenset({"f", "m"}))
LEARNERS = Dimension("learners", frozenset({"el"}))


def cell(group: str, people: int | None, events: int | None) -> Cell:
    """A cell of one group ("" is the whole, "af" two crossed)."""
    part, whole = (None if n is None else Decimal(n) for n in (events, people))
    value = 100 * part / whole if part is not None and whole else None
    categories = ("el",) if group == "el" else tuple(sorted(group))
    return Cell("2020", categories, part, whole, value)


def states(
    cells: Sequence[Cell],
    dimensions: Sequence[Dimension] = (RACE,),
    unit: Unit | None = None,
    earlier: Sequence[EarlierCell] = (),
) -> dict[str, PublicationState]:
    found = suppress(cells, POLICY, dimensions, earlier, unit=unit or Unit.percent())
    return {"".join(map(str, categories)): state for (_, categories), state in found.items()}


def hidden(found: dict[str, PublicationState]) -> set[str]:
    return {group for group, state in found.items() if state in HIDDEN}


PRIMARY_RULE = [
    (9, 5, PRIMARY),
    (1, 0, PRIMARY),
    (10, 5, SHOWN),
    (20, 4, PRIMARY),
    (20, 16, PRIMARY),
    (20, 15, SHOWN),
    (20, 0, SHOWN),
    (20, 20, SHOWN),
    (0, 0, SHOWN),
]


@pytest.mark.parametrize(("people", "events", "state"), PRIMARY_RULE)
def test_few_people_few_events_or_few_others_are_not_shown(
    people: int, events: int, state: PublicationState
) -> None:
    assert states([cell("a", people, events)]) == {"a": state}


def test_a_rate_has_no_others() -> None:
    assert states([cell("a", 20, 16)], unit=Unit.rate(1000)) == {"a": SHOWN}
    assert states([cell("a", 20, 4)], unit=Unit.rate(1000)) == {"a": PRIMARY}


def test_a_count_is_its_own_events() -> None:
    found = suppress(
        [Cell(1, (), value=Decimal(4)), Cell(2, (), value=Decimal(15))], POLICY, (), unit=Unit.count()
    )
    assert list(found.values()) == [PRIMARY, SHOWN]


def test_a_mean_has_people_only() -> None:
    cells = [Cell(n, (), Decimal(3), Decimal(n), Decimal(248)) for n in (9, 10)]
    assert list(suppress(cells, POLICY, (), unit=Unit.mean()).values()) == [PRIMARY, SHOWN]


def test_events_are_worked_back_from_a_percent() -> None:
    cells = [Cell(v, (), None, Decimal(20), Decimal(v)) for v in (20, 50)]
    assert list(suppress(cells, POLICY, (), unit=Unit.percent()).values()) == [PRIMARY, SHOWN]


def test_a_figure_without_its_size_needs_a_public_source() -> None:
    public = Cell("p", (), value=Decimal(61), source_is_public=True)
    private = Cell("q", (), value=Decimal(61))
    blank = Cell("r", ())
    found = suppress([public, private, blank], POLICY, (), unit=Unit.percent())
    assert list(found.values()) == [SHOWN, PRIMARY, SHOWN]
    assert why_hidden(private, PRIMARY, POLICY, unit=Unit.percent()) is Reason.SIZE_NOT_GIVEN


def test_the_reason_can_be_printed() -> None:
    unit = Unit.percent()
    assert why_hidden(cell("a", 9, 5), PRIMARY, POLICY, unit=unit) is Reason.SMALL_GROUP
    assert why_hidden(cell("a", 90, 4), PRIMARY, POLICY, unit=unit) is Reason.FEW_EVENTS
    assert why_hidden(cell("a", 90, 45), SECOND, POLICY, unit=unit) is Reason.PROTECTS_ANOTHER
    assert why_hidden(cell("a", 90, 45), PRIMARY, POLICY, unit=unit) is Reason.HIDDEN_BEFORE
    assert why_hidden(cell("a", 90, 45), SHOWN, POLICY, unit=unit) is None


def test_one_hidden_group_takes_the_next_smallest_with_it() -> None:
    cells = [cell("", 200, 100), cell("a", 6, 3), cell("b", 94, 47), cell("c", 40, 20), cell("d", 60, 30)]
    assert states(cells) == {"": SHOWN, "a": PRIMARY, "b": SHOWN, "c": SECOND, "d": SHOWN}


def test_two_hidden_groups_that_are_small_together_take_a_third() -> None:
    cells = [cell("", 105, 50), cell("a", 2, 1), cell("b", 3, 1), cell("c", 40, 20), cell("d", 60, 28)]
    assert hidden(states(cells)) == {"a", "b", "c"}


def test_hidden_groups_with_few_events_together_take_a_third() -> None:
    cells = [cell("", 147, 54), cell("a", 8, 2), cell("b", 9, 2), cell("c", 60, 0), cell("d", 70, 50)]
    assert hidden(states(cells)) == {"a", "b", "d"}


def test_two_small_groups_cover_each_other_as_readers_do_not_know_that_both_are_small() -> None:
    cells = [cell("", 118, 59), cell("a", 9, 5), cell("b", 9, 4), cell("c", 40, 20), cell("d", 60, 30)]
    assert hidden(states(cells)) == {"a", "b"}


def test_two_few_events_cover_each_other_if_together_they_are_not_few() -> None:
    cells = [cell("", 220, 48), cell("a", 50, 4), cell("b", 60, 4), cell("c", 50, 20), cell("d", 60, 20)]
    assert hidden(states(cells, unit=Unit.rate(1000))) == {"a", "b"}
    cells = [cell("", 220, 44), cell("a", 50, 2), cell("b", 60, 2), cell("c", 50, 20), cell("d", 60, 20)]
    assert hidden(states(cells, unit=Unit.rate(1000))) == {"a", "b", "c"}


def test_people_are_protected_where_events_are_not_given() -> None:
    cells = [
        cell("", 170, None),
        cell("a", 6, None),
        cell("b", 64, None),
        cell("c", 40, None),
        cell("d", 60, None),
    ]
    assert hidden(states(cells)) == {"a", "c"}


def test_enough_hidden_groups_take_no_other() -> None:
    cells = [cell("", 120, 60), cell("a", 8, 4), cell("b", 7, 3), cell("c", 45, 23), cell("d", 60, 30)]
    assert hidden(states(cells)) == {"a", "b"}


def test_without_a_whole_nothing_can_be_subtracted() -> None:
    assert hidden(states([cell("a", 6, 3), cell("b", 94, 47), cell("c", 40, 20)])) == {"a"}


def test_another_dimension_may_betray_the_whole() -> None:
    parts = [cell("a", 6, 3), cell("b", 94, 47), cell("c", 40, 20), cell("d", 60, 30)]
    assert hidden(states([*parts, cell("f", 90, 50), cell("m", 110, 50)], (RACE, SEX))) == {"a", "c"}
    assert hidden(states([*parts, cell("f", 90, None), cell("m", 110, 50)], (RACE, SEX))) == {"a", "c"}
    assert hidden(states([*parts, cell("f", 90, 50)], (RACE, SEX))) == {"a"}


def test_a_whole_without_size_gives_nothing_away() -> None:
    whole = Cell("2020", (), value=Decimal(50), source_is_public=True)
    assert hidden(states([whole, cell("a", 6, 3), cell("b", 94, 47)])) == {"a"}


def test_a_group_without_size_hides_the_others() -> None:
    unsized = Cell("2020", ("b",), value=Decimal(50), source_is_public=True)
    cells = [cell("", 200, 100), cell("a", 6, 3), unsized, cell("c", 40, 20), cell("d", 60, 30)]
    assert hidden(states(cells)) == {"a"}
    small = [cell("", 108, 54), unsized, cell("c", 40, 20), cell("d", 60, 30), cell("a", 0, 0)]
    assert hidden(states(small)) == {"c"}


def test_the_unnamed_rest_of_a_single_group_is_a_group_too() -> None:
    cells = [cell("", 100, 50), cell("el", 95, 48)]
    assert hidden(states(cells, (LEARNERS,))) == {"el"}
    assert hidden(states([cell("", 100, 50), cell("el", 60, 30)], (LEARNERS,))) == set()
    overlapping = Dimension("needs", frozenset({"a", "b"}), mutually_exclusive=False)
    assert hidden(states([cell("", 100, 50), cell("a", 95, 48), cell("b", 60, 30)], (overlapping,))) == {"a"}


def test_people_of_no_stated_group_are_no_group() -> None:
    cells = [
        cell("", 203, 101),
        cell("a", 9 + 11, 10),
        cell("b", 80, 40),
        cell("c", 40, 20),
        cell("d", 60, 30),
    ]
    assert hidden(states(cells)) == set()


def test_a_category_of_no_dimension_stands_alone() -> None:
    assert hidden(states([cell("", 100, 50), cell("z", 95, 48)], ())) == {"z"}


def test_a_crossed_cell_is_protected_along_both_its_dimensions() -> None:
    two = Dimension("race", frozenset("ab"))
    cells = [
        *(cell("", 200, 100), cell("a", 100, 50), cell("b", 100, 50), cell("f", 100, 50), cell("m", 100, 50)),
        *(cell("af", 6, 3), cell("am", 94, 47), cell("bf", 94, 47), cell("bm", 6, 3)),
    ]
    assert hidden(states(cells, (two, SEX))) == {"af", "am", "bf", "bm"}


def test_nobody_had_the_event_is_said_of_all_parts() -> None:
    cells = [cell("", 200, 0), cell("a", 6, 0), cell("b", 94, 0), cell("c", 40, 0), cell("d", 60, 0)]
    assert hidden(states(cells)) == {"a", "c"}


def earlier_of(cells: Sequence[Cell], dimensions: Sequence[Dimension] = (RACE,)) -> list[EarlierCell]:
    found = suppress(cells, POLICY, dimensions, unit=Unit.percent())
    return [EarlierCell(c, found[c.key]) for c in cells]


FIRST = [cell("", 200, 100), cell("a", 6, 3), cell("b", 94, 47), cell("c", 40, 20), cell("d", 60, 30)]


def test_a_cell_once_hidden_stays_hidden_after_a_correction() -> None:
    corrected = [cell("", 206, 103), cell("a", 12, 6), *FIRST[2:]]
    assert states(corrected, earlier=earlier_of(FIRST)) == {
        "": SHOWN,
        "a": PRIMARY,
        "b": SHOWN,
        "c": SECOND,
        "d": SHOWN,
    }


def test_a_cell_that_only_lacked_its_size_is_shown_once_it_is_given() -> None:
    unsized = Cell("2020", ("a",), value=Decimal(50))
    assert states([cell("a", 60, 30)], earlier=earlier_of([unsized])) == {"a": SHOWN}


def test_a_cell_that_became_small_hides_among_cells_that_readers_do_not_know_yet() -> None:
    before = [cell("", 212, 106), cell("a", 12, 6), *FIRST[2:]]
    unchanged_others = states(FIRST, earlier=earlier_of(before))
    assert hidden(unchanged_others) == {"a", ""}
    changed_too = [cell("", 202, 101), cell("a", 6, 3), *FIRST[2:4], cell("d", 62, 31)]
    assert hidden(states(changed_too, earlier=earlier_of(before))) == {"a", "d"}


def test_a_cell_that_readers_have_seen_is_hidden_but_no_longer_a_secret() -> None:
    strict = DisclosurePolicy(min_denominator=45)
    cells = [cell("", 200, 100), cell("a", 50, 25), cell("b", 50, 25), cell("c", 40, 20), cell("d", 60, 30)]
    found = suppress(cells, strict, (RACE,), earlier_of(cells), unit=Unit.percent())
    assert found["2020", ("c",)] is PRIMARY
    assert sum(state in HIDDEN for state in found.values()) == 1


PLACE = Dimension(
    "place", frozenset({"county", "north", "south", "other"}), parents={"north": "county", "south": "county"}
)


def tree(**counts: tuple[int, int]) -> list[Cell]:
    return [
        Cell("2020", () if name == "all" else (name,), Decimal(events), Decimal(people))
        for name, (people, events) in counts.items()
    ]


def test_a_district_hides_behind_its_neighbour_in_the_county() -> None:
    cells = tree(all=(300, 150), county=(200, 100), north=(6, 3), south=(194, 97), other=(100, 50))
    assert {
        key
        for (_, key), state in suppress(cells, POLICY, (PLACE,), unit=Unit.percent()).items()
        if state in HIDDEN
    } == {
        ("north",),
        ("south",),
    }


def test_an_alone_district_takes_its_county_and_that_takes_another() -> None:
    alone = Dimension("place", frozenset({"county", "north", "b", "c"}), parents={"north": "county"})
    cells = tree(all=(300, 150), county=(6, 3), north=(6, 3), b=(194, 97), c=(100, 50))
    found = suppress(cells, POLICY, (alone,), unit=Unit.percent())
    assert {key for (_, key), state in found.items() if state in HIDDEN} == {("county",), ("north",), ("c",)}


def test_a_missing_district_is_what_its_county_has_left() -> None:
    cells = tree(all=(300, 150), county=(200, 100), south=(195, 98), other=(100, 50))
    found = suppress(cells, POLICY, (PLACE,), unit=Unit.percent())
    assert found["2020", ("south",)] is SECOND


def test_what_a_withdrawn_release_has_shown_covers_nobody() -> None:
    first = EarlierCell(cell("", 200, 100), SHOWN, 1)
    withdrawn = EarlierCell(cell("c", 40, 20), SHOWN, 2, 3)
    assert hidden(states(FIRST, earlier=[first])) == {"a", "c"}
    assert hidden(states(FIRST, earlier=[first, withdrawn])) == {"a", "d"}


def test_a_withdrawn_release_does_not_stand_under_the_next_one() -> None:
    shown = [EarlierCell(c, SHOWN, 1) for c in [cell("", 200, 100), cell("b", 94, 47)]]
    withdrawn = [EarlierCell(c, SHOWN, 2, 3) for c in [cell("", 500, 250), cell("c", 340, 170)]]
    third = [EarlierCell(c, SHOWN, 4) for c in [cell("d", 60, 30)]]
    assert hidden(states(FIRST, earlier=[*third, *withdrawn, *shown])) == {"a", "c"}


def test_a_cover_is_shown_again_when_nobody_needs_it() -> None:
    grown = [cell("", 254, 127), cell("a", 60, 30), *FIRST[2:]]
    before = [EarlierCell(c, SECOND if c.categories == ("c",) else SHOWN, 1) for c in grown]
    assert hidden(states(grown, earlier=before)) == set()


def test_the_floor_of_its_time_protects_an_old_figure() -> None:
    strict = DisclosurePolicy(min_denominator=20)
    cells = [cell("", 212, 106), cell("a", 18, 9), *FIRST[2:]]
    found = suppress(cells, strict, (RACE,), unit=Unit.percent())
    before = [EarlierCell(c, found[c.key], 1, policy=strict) for c in cells]
    assert hidden(states(cells, earlier=before)) == {"a", "c"}


def test_the_order_of_cells_does_not_matter() -> None:
    cells = [cell("", 200, 100), cell("a", 6, 3), cell("b", 94, 47), cell("c", 40, 20), cell("d", 60, 30)]
    assert states(cells[::-1]) == states(cells)
