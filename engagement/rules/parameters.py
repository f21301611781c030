"""The numbers by which promises run, with their defaults. SPECTRUM section 2: every number in [brackets].

An initiative's adopted bylaws may change each of them within its limits (a RuleValue under the same key). The laws S1 to
S10 are no numbers: nothing here switches one off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from initiatives.rules.bylaws import Limits
from initiatives.rules.refusals import gettext_noop as _

MINUTES_OF_ONE_MOMENT = 15  # "at the same moment": what one run of sending may take


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of the bylaws: its key there, default, unit, limits, and its name on the page."""

    key: str
    default: Decimal
    unit: str
    least: Decimal
    most: Decimal
    name: str

    @property
    def limits(self) -> Limits:
        """The smallest and the largest value that a clause may set."""
        return Limits(self.least, self.most, self.unit)


def _days(key: str, default: int, least: int, most: int, name: str) -> Parameter:
    return Parameter(key, Decimal(default), "days", Decimal(least), Decimal(most), name)


def _share(key: str, default: str, least: str, most: str, name: str) -> Parameter:
    return Parameter(key, Decimal(default), "share", Decimal(least), Decimal(most), name)


def _count(key: str, default: int, least: int, most: int, name: str) -> Parameter:
    return Parameter(key, Decimal(default), "count", Decimal(least), Decimal(most), name)


PARAMETERS: tuple[Parameter, ...] = (
    _days("engagement_notice_days", 7, 3, 60, _("Notice before an engagement opens")),
    _days("engagement_window_days", 14, 7, 120, _("Shortest time in which people can say something")),
    _days("emergency_days", 14, 1, 30, _("An urgent decision lapses after")),
    _days("broken_after_days", 30, 7, 60, _("A late promise counts as broken after")),
    _days("promisees_vote_days", 7, 3, 30, _("Time for a vote of the people we promised")),
    _share("promisees_vote_share", "0.1", "0.01", "0.2", _("Share of the people we promised that must vote")),
    _days("promise_claim_days", 10, 1, 30, _("Time to answer “promise not kept”")),
    _days("room_notice_days", 7, 1, 60, _("Notice of a meeting or round that decides")),
    _count("reading_grade", 8, 5, 12, _("School grade above which a text is marked as hard to read")),
    _days("outcome_working_days", 3, 1, 10, _("Working days until a decision and its reasons are out")),
    _days("question_working_days", 10, 1, 20, _("Working days to answer a question asked in public")),
    _days("acknowledge_working_days", 5, 1, 15, _("Working days until a person has acknowledged an input")),
    _days("heard_days", 5, 2, 60, _("Days to correct “what we heard” before deciding")),
    _days("answer_days", 30, 7, 60, _("Days until “you said, we did” is out")),
    _days("rating_days", 14, 1, 60, _("Days until people are asked how their input was used")),
    _share("parity_share", "0.5", "0.25", "1", _("Share of its part in the population below which a group is missing")),
    _share("panel_behind_share", "0.3333", "0.25", "1", _("Part of a panel that comes from the group that is behind")),
    _share("panel_confirm_share", "0.6667", "0.5", "1", _("Part of a panel that must confirm the table of concerns")),
    _share("community_share", "0.5", "0.5", "1", _("Part of a joint group’s votes that residents hold")),
    _days("adoption_days", 30, 7, 60, _("Days to adopt what a joint group recommends")),
    _share("override_share", "0.6667", "0.6667", "1", _("Votes needed to decide against a joint group")),
    _days("standstill_days", 7, 5, 60, _("Standstill after deciding against a joint group")),
    _days("progress_days", 91, 14, 92, _("Days between two reports of progress")),
    _days("banner_days", 30, 7, 60, _("Days late until the front page says so")),
)  # fmt: skip
DEFAULTS: dict[str, tuple[Decimal, str]] = {each.key: (each.default, each.unit) for each in PARAMETERS}
LIMITS: dict[str, Limits] = {each.key: each.limits for each in PARAMETERS}
NAMES: dict[str, str] = {each.key: each.name for each in PARAMETERS}


@dataclass(frozen=True, slots=True)
class Rules:
    """The numbers in force for one engagement, read when it was announced. Days are whole, shares are fractions."""

    engagement_notice_days: int
    engagement_window_days: int
    emergency_days: int
    broken_after_days: int
    promisees_vote_days: int
    promisees_vote_share: Fraction
    promise_claim_days: int
    room_notice_days: int
    reading_grade: int
    outcome_working_days: int
    question_working_days: int
    acknowledge_working_days: int
    heard_days: int
    answer_days: int
    rating_days: int
    parity_share: Fraction
    panel_behind_share: Fraction
    panel_confirm_share: Fraction
    community_share: Fraction
    adoption_days: int
    override_share: Fraction
    standstill_days: int
    progress_days: int
    banner_days: int

    @property
    def broken_after(self) -> timedelta:
        """How long an obligation may be late before it is broken."""
        return timedelta(days=self.broken_after_days)


def rules_of(values: Mapping[str, Decimal] | None = None) -> Rules:
    """Return the numbers in force: those that a clause sets (by key), the defaults for the rest.

    Raises ValueError for a number outside its limits: such a clause can't have been adopted through the product.
    """
    given = values or {}
    return Rules(**{each.key: _number(each, given.get(each.key, each.default)) for each in PARAMETERS})  # type: ignore[arg-type]


def _number(parameter: Parameter, value: Decimal) -> int | Fraction:
    if not parameter.limits.holds(value):
        raise ValueError(f"{parameter.key} can't be {value}")
    return Fraction(value).limit_denominator(100) if parameter.unit == "share" else int(value)


assert {each.name for each in fields(Rules)} == set(DEFAULTS)  # noqa: S101 — a key without its field would be silent
