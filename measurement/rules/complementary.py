"""Hiding further cells until nobody can find the small ones out: every small count gets its *witnesses*.

A witness is another world in which everything that was ever published is the same and only the hidden counts differ.
Readers cannot tell the two worlds apart. For each small count two are built: one in which it is 1 (or less), one in
which it is not small any more; the whole numbers between them are worlds too. So whatever readers compute, with any
method, every small count stays possible for the cell, and nobody can conclude that it is small.

Worlds are built by *swaps* (`swaps`). A swap may only touch cells that are hidden in every version in which their figure
stood: cells whose figure stayed the same are moved in all these versions together (`versions`). People with the event
and people without are moved apart, so that percents and denominators are protected with the counts. Where hidden cells do
not suffice, the cheapest swap is made possible by hiding the cells that it touches. Hiding never takes a witness away, so
that one round is enough; afterwards what no count needs any more is shown again.

Zero is no secret: a whole in which nobody (or everybody) had the event says the same of all its parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import inf

from measurement.rules.disclosure import Target
from measurement.rules.lines import Grid, Place, Shape
from measurement.rules.swaps import Swap, Swaps, Wanted
from measurement.rules.versions import Versions

MOST_SHOWN_AGAIN = 120
"""Of more hidden cells nobody asks again whether each is needed: in large tables that would take minutes."""
World = dict[tuple[int, int], float]


@dataclass(slots=True)
class Search:
    """A small count on the way to its two witnesses: how far it must still go up and down."""

    target: Target
    up: float
    down: float
    risen: World = field(default_factory=dict)
    fallen: World = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        """Both witnesses are there."""
        return self.up <= 0 and self.down <= 0

    def wants(self, way: Shape, limit: float = 0) -> Wanted:
        """The swaps that would help."""
        return Wanted(self.target, way, max(self.up, self.down), limit)


class Protection:
    """Protects the small counts of one period, in all its versions."""

    def __init__(self, grid: Grid, versions: Versions) -> None:
        """Start with what is hidden already."""
        self.grid, self.versions, self.swaps = grid, versions, Swaps(grid, versions)
        self._leaning: dict[int, dict[Target, None]] = {}

    def protect(self) -> None:
        """Hide cells until every small count has its witnesses; all that is news where nothing less suffices."""
        for target in self.versions.targets():
            search = self._protected(target)
            if search is None:
                self.versions.hide_news()
                return
            self._lean_on(search)
        if len(self.versions.newly_hidden) <= MOST_SHOWN_AGAIN:
            self._show_again()

    def _protected(self, target: Target) -> Search | None:
        """The witnesses of a small count; None where nothing gives them."""
        search = Search(target, target.up, target.down)
        if self._stands(search) or self._hides(search):
            return search
        again = Search(target, target.up, target.down)
        if self.versions.loosen(target.cell) and (self._stands(again) or self._hides(again)):
            return again
        return None

    def _stands(self, search: Search) -> bool:
        """Are there witnesses among what is hidden?"""
        return search.is_done or any(self._use_hidden(search, way) for way in self._ways(search))

    def _hides(self, search: Search) -> bool:
        return any(self._hide_more(search, way) for way in self._ways(search))

    def _ways(self, search: Search) -> Iterator[Shape]:
        """Along which axes to swap: all of the cell's own at once (that touches the fewest cells), then fewer, then none."""
        axes = _axes(self.grid.places[search.target.cell])
        for many in range(len(axes), -1, -1):
            yield from map(frozenset, combinations(axes, many))

    def _use_hidden(self, search: Search, way: Shape) -> bool:
        for swap in self.swaps.find(search.wants(way)):
            self._make(search, swap)
            if search.is_done:
                return True
        return False

    def _hide_more(self, search: Search, way: Shape) -> bool:
        while not search.is_done:
            best = self._best(search, way)
            if best is None:
                return False
            for cell in best.cells:
                if self.versions.hide(cell):
                    self.swaps.remember(cell)
            self._make(search, best)
        return True

    def _best(self, search: Search, way: Shape) -> Swap | None:
        """The swap that hides the fewest cells, of those that suffice if there are any."""
        best, most, wanted = None, (0.0, 0), search.wants(way, inf)
        for swap in self.swaps.find(wanted):
            gain = sum(self._gain(search, swap))
            if gain and (gain, -swap.cost) > most:
                best, most = swap, (gain, -swap.cost)
                if gain >= search.up + search.down:
                    wanted.limit = swap.cost - 1
                    if swap.cost <= 1:
                        break
        return best

    # --- Worlds --------------------------------------------------------------------------------------------------------
    def _gain(self, search: Search, swap: Swap) -> tuple[float, float]:
        up = down = 0.0
        for amount in search.target.moves:
            if up < search.up:
                up += self._room(swap.losing, amount, swap.scope, search.risen)
            if down < search.down:
                down += self._room(swap.gaining, amount, swap.scope, search.fallen)
        return min(up, search.up), min(down, search.down)

    def _make(self, search: Search, swap: Swap) -> None:
        for amount in search.target.moves:
            up = min(search.up, self._room(swap.losing, amount, swap.scope, search.risen))
            _move(search.risen, swap, amount, up)
            down = min(search.down, self._room(swap.gaining, amount, swap.scope, search.fallen))
            _move(search.fallen, swap, amount, -down)
            search.up, search.down = search.up - up, search.down - down

    def _room(self, cells: Sequence[int], amount: int, scope: int, world: World) -> float:
        """How many can leave all these cells before one of them has nobody left."""
        if not world:
            return max(0.0, self.versions.least_of(cells, amount, scope))
        least = inf
        for cell in cells:
            has = self.versions.least(cell, amount, scope) + world.get((cell, amount), 0.0)
            if has <= 0:
                return 0.0
            least = min(least, has)
        return least

    # --- Less is enough ------------------------------------------------------------------------------------------------
    def _lean_on(self, search: Search) -> None:
        for cell, _amount in (*search.risen, *search.fallen):
            for one in self.versions.supports(cell):
                self._leaning.setdefault(one, {})[search.target] = None

    def _show_again(self) -> None:
        """Show hidden cells again that no count needs any more, the largest first."""
        for cell in sorted(self.versions.newly_hidden, key=lambda one: (-self.versions.size(one), one)):
            self.versions.show(cell)
            found = [Search(target, target.up, target.down) for target in self._leaning.get(cell, ())]
            if all(map(self._stands, found)):
                for search in found:
                    self._lean_on(search)
            else:
                self.versions.hide(cell)


def _axes(place: Place) -> list[int]:
    return [axis for axis, node in enumerate(place) if node]


def _move(world: World, swap: Swap, amount: int, by: float) -> None:
    if by:
        for cells, sign in ((swap.gaining, 1), (swap.losing, -1)):
            for cell in cells:
                world[cell, amount] = world.get((cell, amount), 0.0) + sign * by
