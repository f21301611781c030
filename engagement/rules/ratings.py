"""How contributors say that their input was used, 1 to 4: shown when enough have said it. C6."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

LOWEST, HIGHEST = 1, 4
FEWEST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class RatingShown:
    """What the page shows: how many have rated, and their mean when there are enough of them."""

    given: int
    mean: Fraction | None


def rating_shown(given: tuple[int, ...]) -> RatingShown:
    """Return the mean and number of ratings; under five, only that there are few.

    Raises ValueError for a rating outside 1 to 4.
    """
    if any(not LOWEST <= each <= HIGHEST for each in given):
        raise ValueError("a rating is 1, 2, 3 or 4")
    is_shown = len(given) >= FEWEST_SHOWN
    return RatingShown(len(given), Fraction(sum(given), len(given)) if is_shown else None)
