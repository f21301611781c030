"""The results of one wave: all that is ever told of it, behind the one rule of what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from measurement.rules.collaboration import (
    TRUST,
    VALUE,
    WORKS_WITH,
    WORTH_IT,
    Cost,
    Gain,
    Hidden,
    Item,
    Mean,
    Tie,
    between,
    hidden,
    item_means,
    mean_of,
    received,
    worth,
)
from measurement.rules.networks import Shape, shape

Marks = Mapping[str, int]
NOBODY = Mean(None, 0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one partner sent: its ties, and its marks by benefit, cost, or the key of a question of its own."""

    partner: int
    ties: Sequence[Tie]
    marks: Marks = field(default_factory=dict)

    @property
    def worth(self) -> float | None:
        """Its benefits ÷ costs. For itself and for the backbone only: one partner's own value is never published."""
        gains = [self.marks[one] for one in Gain if one in self.marks]
        return worth(gains, [self.marks[one] for one in Cost if one in self.marks])


@dataclass(frozen=True, slots=True)
class Results:
    """What may be read of a wave; empty but for the two counts where it is hidden."""

    asked: int
    answered: int
    why_hidden: Hidden | None
    who: frozenset[int] = frozenset()
    shape: Shape | None = None
    intensity: Mean = NOBODY
    trust: Mean = NOBODY
    value: Mean = NOBODY
    items: Mapping[Item, Mean] = field(default_factory=dict)
    marks: Mapping[str, Mean] = field(default_factory=dict)
    worth: Mean = NOBODY
    trusted: Mapping[int, Mean] = field(default_factory=dict)
    valued: Mapping[int, Mean] = field(default_factory=dict)
    between: Mapping[tuple[str, str], Mean] = field(default_factory=dict)

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to read beside the two counts."""
        return self.why_hidden is None

    @property
    def share(self) -> float:
        """Which part of those asked answered, 0 to 1."""
        return self.answered / self.asked if self.asked else 0.0

    @property
    def is_worth_it(self) -> bool:
        """Whether partners on the whole gain enough to stay."""
        return self.worth.value is not None and self.worth.value >= WORTH_IT


def read(
    *, asked: Iterable[int], sheets: Sequence[Sheet], part_of: Mapping[int, str], is_closed: bool
) -> Results:
    """Read a wave from the sheets that were sent; `part_of` says to which part of society each partner belongs."""
    everybody = sorted(set(asked))
    why = hidden(asked=len(everybody), answered=len(sheets), is_closed=is_closed)
    if why is not None:
        return Results(len(everybody), len(sheets), why)
    ties = [tie for sheet in sheets for tie in sheet.ties if tie.about in part_of]
    arrows = [(tie.rater, tie.about) for tie in ties if tie.intensity >= WORKS_WITH]
    ratios = [(sheet.partner, ratio) for sheet in sheets if (ratio := sheet.worth) is not None]
    return Results(
        len(everybody),
        len(sheets),
        None,
        who=frozenset(sheet.partner for sheet in sheets),
        shape=shape(everybody, [sheet.partner for sheet in sheets], arrows),
        intensity=mean_of((tie.rater, int(tie.intensity)) for tie in ties),
        trust=_over(ties, TRUST),
        value=_over(ties, VALUE),
        items=item_means(ties),
        marks=_marks(sheets),
        worth=mean_of(ratios),
        trusted=received(ties, TRUST),
        valued=received(ties, VALUE),
        between=between(ties, part_of),
    )


def _over(ties: Sequence[Tie], items: Sequence[Item]) -> Mean:
    return mean_of((tie.rater, tie.said[item]) for tie in ties for item in items if item in tie.said)


def _marks(sheets: Sequence[Sheet]) -> dict[str, Mean]:
    keys = sorted({key for sheet in sheets for key in sheet.marks})
    return {key: mean_of((one.partner, one.marks[key]) for one in sheets if key in one.marks) for key in keys}
