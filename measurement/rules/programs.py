"""Programs and their performance measures: the three questions, and what is missing from a page that answers them.

RBA keeps performance (a program and its customers) apart from populations: nothing here ever adds the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer

T = TypeVar("T")


class Question(StrEnum):
    """The three questions of performance, in the order in which they are asked."""

    HOW_MUCH = "how_much"
    HOW_WELL = "how_well"
    BETTER_OFF = "better_off"


class Missing(StrEnum):
    """What a program's page does not say yet."""

    NO_MEASURES = "no_measures"
    NO_BETTER_OFF = "no_better_off"
    NO_SHARE_BETTER_OFF = "no_share_better_off"
    NO_HEADLINE = "no_headline"
    NO_CONTRIBUTION = "no_contribution"


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure as far as these rules care: its question, its unit, whether it is a headline, whether it leads on."""

    question: str
    unit: str
    is_headline: bool = False
    contributes: bool = False


def missing(measures: Sequence[Measured]) -> tuple[Missing, ...]:
    """Return what the page of a program lacks, the gravest first. "Is anyone better off?" is never optional.

    A better-off measure is said twice in RBA, as a number and as a percent: one with a percent says both, because a
    figure of it carries its numerator.
    """
    if not measures:
        return (Missing.NO_MEASURES,)
    better_off = [one for one in measures if one.question == Question.BETTER_OFF]
    lacking = (
        (Missing.NO_BETTER_OFF, not better_off),
        (Missing.NO_SHARE_BETTER_OFF, bool(better_off) and all(one.unit == "count" for one in better_off)),
        (Missing.NO_HEADLINE, not any(one.is_headline for one in measures)),
        (Missing.NO_CONTRIBUTION, not any(one.contributes for one in measures)),
    )
    return tuple(word for word, is_lacking in lacking if is_lacking)


def by_question(measures: Iterable[tuple[str, T]]) -> Mapping[Question, list[T]]:
    """Return measures by question, all three questions present, in the order given."""
    columns: dict[Question, list[T]] = {question: [] for question in Question}
    for question, measure in measures:
        columns[Question(question)].append(measure)
    return columns


def keeps(viewer: Viewer, membership_id: int) -> bool:
    """Say whether the viewer keeps a partner's programs: the partner's own people, or who manages the collection."""
    if Permission.PROGRAMS_EDIT not in viewer.permissions:
        return False
    return membership_id in viewer.membership_ids or Permission.COLLECTION_MANAGE in viewer.permissions
