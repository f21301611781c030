"""What partners say they are able to do, before against now."""

from __future__ import annotations

import pytest

from measurement.rules.capacity import Course, Rated, Strengthened, course, rated, strengthened
from measurement.rules.collaboration import Capacity

BEFORE = {"figures": 2, "voice": 3}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ({"figures": 3, "voice": 3}, Course.STRONGER),
        ({"figures": 3, "voice": 2}, Course.AS_BEFORE),
        ({"figures": 1, "voice": 3}, Course.WEAKER),
        ({"hands": 4}, None),
        ({}, None),
    ],
)
def test_a_partner_is_measured_against_what_it_rated_both_times(
    now: dict[str, int], expected: Course | None
) -> None:
    assert course(now, BEFORE) is expected


def test_what_was_not_asked_before_has_no_change() -> None:
    found = rated({"figures": 4, "hands": 1}, BEFORE)
    assert found == [Rated(Capacity.FIGURES, 4, 2), Rated(Capacity.HANDS, 1)]
    assert [one.change for one in found] == [2, None]


def test_how_many_are_stronger_is_told_of_five_partners_at_least() -> None:
    before = dict.fromkeys(range(5), BEFORE)
    now = {
        0: {"figures": 4},
        1: {"figures": 4},
        2: {"figures": 4},
        3: {"figures": 1},
        4: {"figures": 2},
        9: {"figures": 4},
    }
    assert strengthened(now, before) == Strengthened(3, 5)
    assert strengthened({key: now[key] for key in range(4)}, before) is None
