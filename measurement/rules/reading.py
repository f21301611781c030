"""What the published figures of an indicator say: numbers and keys only, the words are made where they are read.

A suppressed figure is not in it: its period is a gap, its group is only named as not shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from measurement.rules.disaggregation import GapVerdict, NoGap
from measurement.rules.forecast import NoForecast
from measurement.rules.targets import TargetWord
from measurement.rules.trend import TrendWhy, TrendWord

READING_VERSION = 7
"""Of the rules and of what is stored. A roll-up of another version is read again, not trusted."""


class Finding(StrEnum):
    """What was found about the quality of the figures."""

    COMPLETE = "complete"
    MISSING_PERIODS = "missing_periods"
    ON_TIME = "on_time"
    LATE = "late"
    SAME_METHOD = "same_method"
    METHOD_CHANGED = "method_changed"
    SIZES_KNOWN = "sizes_known"
    SIZES_UNKNOWN = "sizes_unknown"
    PROVISIONAL = "provisional"
    GROUPS_HIDDEN = "groups_hidden"
    QUESTIONS_OPEN = "questions_open"


def bound_sign(*, is_upper: bool, is_strict: bool) -> str:
    """What is written before a bound, as its source wrote it."""
    return ("<" if is_strict else "≤") if is_upper else (">" if is_strict else "≥")


@dataclass(frozen=True, slots=True)
class Figure:
    """One period: `at` is its place in years; value None is a gap. `people` is the denominator if it was given.

    Of a bound (mark "coded") the value is that bound, and stands again in `low` (at least) or in `high` (at most); the
    figure is not the bound itself where that `is_strict`: fewer than 10.
    """

    at: float
    label: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    people: Decimal | None = None
    mark: str = "plain"
    is_strict: bool = False

    @property
    def is_bound(self) -> bool:
        """Only on which side of its value the figure lies is known: it is compared with nothing."""
        return self.mark == "coded"

    @property
    def sign(self) -> str:
        """What is written before its value: ≤, ≥, < or > for a bound."""
        return bound_sign(is_upper=self.low is None, is_strict=self.is_strict) if self.is_bound else ""


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one group."""

    key: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """The widest gap of one period, between the best-off and the worst-off group, and what it was.

    `ratio` is in adverse form: how many times as often the bad thing happens. The same pair of periods for both.
    `summary` is the best group against the mean of the others, `overlaps` whether the two likely ranges share a
    value (None if they are not known), `to_parity` how many people of each group parity would take. `at` and `was_at`
    are the places of the two periods in years.
    """

    label: str
    best: int
    worst: int
    difference: Decimal
    ratio: Decimal | None
    was_label: str = ""
    was_best: int | None = None
    was_worst: int | None = None
    was_difference: Decimal | None = None
    was_ratio: Decimal | None = None
    verdict: GapVerdict = GapVerdict.EARLY
    summary: Decimal | None = None
    overlaps: bool | None = None
    to_parity: tuple[tuple[int, int], ...] = ()
    at: float = 0.0
    was_at: float | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """The figures along one dimension.

    `hidden` groups are few people, or would give such a group away: which of them is the small one is told nobody, and
    `unpublished` ones have no figure from the source. Where there is no gap, `no_gap` says why. So many groups more
    than a page can show are `further`: their figures stand in the grid and the downloads, and the gap counts them.
    """

    dimension: int
    groups: tuple[Group, ...]
    hidden: tuple[int, ...] = ()
    unpublished: tuple[int, ...] = ()
    gap: Gap | None = None
    no_gap: NoGap | None = None
    further: int = 0
    under_floor: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Caution:
    """A break of effect *caution* among the figures that are compared: from the place `at` on, in the year `label`."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Run:
    """How often the figure rose (positive) or fell in a row, since when, and the periods missing on the way."""

    moves: int
    since: str
    at: float
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the forecast: at today's pace, with its likely range."""

    at: float
    label: str
    mid: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Promise:
    """A target, how it stands, and the pace it needs beside the pace there is (both a year).

    `at` is the place of the period whose figure decides it, `expected` what the forecast says of that very period.
    """

    value: Decimal
    at: float
    label: str
    standing: TargetWord
    needed: Decimal | None = None
    pace: Decimal | None = None
    expected: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    period: str = ""
    floor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One line about quality: what, whether it is well, and a count or period that it speaks of."""

    finding: Finding
    is_well: bool
    count: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """All that pages show of an indicator's figures.

    `rising` says of a clear course whether the figures rise; `usual` is what the figures before the latest let expect.
    `promise` is the target to speak of, `past` are those whose day has passed before it, `later` those after it. Without a `forecast`, `unseen`
    says why. `cautions` lie among the figures that are compared, which begin at the place `since` in `whole`; the
    likely ranges of the first and the last of them overlap if `within_noise`. On the day `until` (ISO) the same figures
    say something else, and are read again. No line is drawn across the `walls`, where figures became incomparable.
    """

    whole: tuple[Figure, ...] = ()
    step: float = 1.0
    course: TrendWord = TrendWord.TOO_EARLY
    why: TrendWhy = TrendWhy.FEW_POINTS
    run: Run | None = None
    points: int = 0
    since: int = 0
    promise: Promise | None = None
    forecast: tuple[Step, ...] = ()
    splits: tuple[Split, ...] = ()
    grade: str = ""
    quality: tuple[Found, ...] = field(default=())
    rising: bool | None = None
    usual: tuple[Decimal, Decimal] | None = None
    past: tuple[Promise, ...] = ()
    unseen: NoForecast | None = None
    cautions: tuple[Caution, ...] = ()
    within_noise: bool | None = None
    until: str = ""
    walls: tuple[float, ...] = ()
    later: tuple[Promise, ...] = ()
    version: int = READING_VERSION

    @property
    def shown(self) -> tuple[Figure, ...]:
        """The periods that have a value."""
        return tuple(figure for figure in self.whole if figure.value is not None)

    @property
    def now(self) -> Figure | None:
        """The last figure."""
        return self.shown[-1] if self.shown else None

    @property
    def before(self) -> Figure | None:
        """The first figure that the last one may be compared with; None when there is none but the last.

        A bound is compared with nothing.
        """
        comparable = [one for one in self.whole[self.since :] if one.value is not None and not one.is_bound]
        return comparable[0] if comparable and comparable[0] is not self.now else None

    def cautions_since(self, at: float) -> tuple[Caution, ...]:
        """The breaks of effect *caution* between a place in time and the latest figure."""
        return tuple(caution for caution in self.cautions if caution.at > at)

    def split(self, dimension: int | None) -> Split | None:
        """The figures along a dimension, if there are any."""
        return next((split for split in self.splits if split.dimension == dimension), None)

    def headline_split(self, dimension: int | None) -> Split | None:
        """The groups that the gap beside the headline is read in, on every page and in every file alike.

        Those of `dimension`, which the indicator names; else the first that have a gap, else the first there are.
        """
        with_gap = (split for split in self.splits if split.gap is not None)
        return self.split(dimension) or next(with_gap, self.splits[0] if self.splits else None)

    def to_json(self) -> dict[str, Any]:
        """The reading as it is stored: decimals as text."""
        stored: dict[str, Any] = _plain(self)
        return stored

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """The reading as it was stored; an empty one for {} and for what another version of the rules stored."""
        if stored.get("version") != READING_VERSION:
            return cls()
        promise, run, usual = stored["promise"], stored["run"], stored["usual"]
        return cls(
            whole=_figures(stored["whole"]),
            step=stored["step"],
            course=TrendWord(stored["course"]),
            why=TrendWhy(stored["why"]),
            run=Run(**{**run, "missing": tuple(run["missing"])}) if run else None,
            points=stored["points"],
            since=stored["since"],
            promise=_promise(promise) if promise else None,
            forecast=tuple(Step(**_decimal(one, "mid", "low", "high")) for one in stored["forecast"]),
            splits=tuple(_split(one) for one in stored["splits"]),
            grade=stored["grade"],
            quality=tuple(Found(**{**one, "finding": Finding(one["finding"])}) for one in stored["quality"]),
            rising=stored["rising"],
            usual=(Decimal(usual[0]), Decimal(usual[1])) if usual else None,
            past=tuple(_promise(one) for one in stored["past"]),
            unseen=NoForecast(stored["unseen"]) if stored["unseen"] else None,
            cautions=tuple(Caution(**one) for one in stored["cautions"]),
            within_noise=stored["within_noise"],
            until=stored["until"],
            walls=tuple(stored["walls"]),
            later=tuple(_promise(one) for one in stored["later"]),
        )


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Decimal):
        text = f"{value:f}"  # without the zeros that the database adds: 83.50000000 is 83.5
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return {name: _plain(getattr(value, name)) for name in value.__slots__}


def _decimal(stored: dict[str, Any], *names: str) -> dict[str, Any]:
    read = {name: None if stored[name] is None else Decimal(stored[name]) for name in names}
    return {**stored, **read}


def _figures(stored: list[dict[str, Any]]) -> tuple[Figure, ...]:
    return tuple(Figure(**_decimal(one, "value", "low", "high", "people")) for one in stored)


def _promise(stored: dict[str, Any]) -> Promise:
    numbers = _decimal(stored, "value", "needed", "pace", "expected", "low", "high", "floor")
    return Promise(**{**numbers, "standing": TargetWord(stored["standing"])})


def _split(stored: dict[str, Any]) -> Split:
    return Split(
        stored["dimension"],
        tuple(Group(one["key"], _figures(one["figures"])) for one in stored["groups"]),
        tuple(stored["hidden"]),
        tuple(stored["unpublished"]),
        _gap(stored["gap"]) if stored["gap"] else None,
        NoGap(stored["no_gap"]) if stored["no_gap"] else None,
        stored["further"],
        tuple(stored["under_floor"]),
    )


def _gap(stored: dict[str, Any]) -> Gap:
    numbers = _decimal(stored, "difference", "ratio", "was_difference", "was_ratio", "summary")
    to_parity = tuple((key, people) for key, people in stored["to_parity"])
    return Gap(**{**numbers, "verdict": GapVerdict(stored["verdict"]), "to_parity": to_parity})
