"""Do the priorities of one organisation win?"""

from __future__ import annotations

import pytest

from communications.rules.fairness import Finding, Share, finding


@pytest.mark.parametrize(
    ("adopted", "found"),
    [
        ({1: 2, 2: 1}, (Finding.TOO_LITTLE, None)),
        ({1: 2, 2: 1, 3: 1}, (Finding.ONE_WINS, 1)),
        ({1: 2, 2: 2, 3: 1}, (Finding.SPREAD, None)),
        ({None: 5, 1: 1}, (Finding.SPREAD, None)),
        ({None: 2, 1: 3}, (Finding.ONE_WINS, 1)),
        ({1: 2, 2: 2}, (Finding.SPREAD, None)),
        ({2: 3, 1: 3}, (Finding.SPREAD, None)),
        ({}, (Finding.TOO_LITTLE, None)),
    ],
)
def test_half_of_what_was_adopted_from_one_partner_is_said(
    adopted: dict[int | None, int], found: tuple[Finding, int | None]
) -> None:
    assert finding([Share(partner, adopted=count) for partner, count in adopted.items()]) == found


def test_residents_are_no_organisation_that_could_win() -> None:
    council = Share(1, is_of_residents=True, adopted=4)
    assert finding([council, Share(2, adopted=1)]) == (Finding.SPREAD, None)
