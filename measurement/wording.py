"""How figures are said: numbers with their unit, the fixed words of directions, targets, gaps and grades.

The page, the card, the report and the API say the same thing because they all ask here. UX rules 3, 4, 5, 12, 13.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.utils.formats import date_format, get_format
from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from charts.numbers import NumberStyle, rounded
from initiatives.models import local
from measurement.models import Indicator
from measurement.rules.curve import CurveVerdict
from measurement.rules.disaggregation import GapVerdict
from measurement.rules.periods import Period, PeriodKind
from measurement.rules.targets import TargetWord
from measurement.rules.trend import TrendWord


class Sign(NamedTuple):
    """A status as everybody meets it: a shape, a word, and a tone where it is not the shape's own."""

    glyph: str
    word: str
    tone: str = ""


def localizer() -> Callable[[Decimal, int], str]:
    """Return what writes a magnitude in the reader's language: 1,234.5 or 1.234,5."""
    return _localizer(get_language() or "en")


@lru_cache(maxsize=32)
def _localizer(language: str) -> Callable[[Decimal, int], str]:
    point = str(get_format("DECIMAL_SEPARATOR", language))
    between = str(get_format("THOUSAND_SEPARATOR", language))
    marks = str.maketrans({",": between, ".": point})
    return lambda magnitude, decimals: f"{magnitude:,.{decimals}f}".translate(marks)


@dataclass(frozen=True, slots=True)
class Voice:
    """How one indicator's figures are said: its unit, of how many, of whom, with how many decimals."""

    unit: str
    multiplier: int
    decimals: int
    of_whom: str
    says: str = ""

    @property
    def finer(self) -> Voice:
        """Return the voice for changes a year, which need a decimal even where figures have none."""
        return replace(self, decimals=max(self.decimals, 1))

    @property
    def style(self) -> NumberStyle:
        """Return how its figures are written on pictures and in tables."""
        return NumberStyle(self.decimals, suffix=self._suffix(), localize=localizer())

    @property
    def sign(self) -> str:
        """Return what stands small after a large figure: %, per 1,000."""
        return (
            "%"
            if self.unit == Indicator.Unit.PERCENT
            else self._suffix().replace(" ", "\N{NO-BREAK SPACE}", 1)
        )

    @property
    def axis(self) -> str:
        """Return what the figures are, for the line under a picture's title."""
        if self.unit == Indicator.Unit.PERCENT:
            return _("Percent of {people}").format(people=self.of_whom) if self.of_whom else _("Percent")
        if self.unit == Indicator.Unit.RATE:
            return _("For every {number} {people}").format(
                number=self.whole, people=self.of_whom or _("people")
            )
        return self.of_whom.capitalize() or _("Number")

    @property
    def whole(self) -> str:
        """Return of how many a percent or a rate is: 100, 1,000."""
        return localizer()(Decimal(self.multiplier), 0)

    def bare(self, value: Decimal) -> str:
        """Return a figure without its unit: 61."""
        return self.style.bare(value)

    def figure(self, value: Decimal) -> str:
        """Return a figure with its unit: 61%, 6.8 per 1,000, 1,340 students."""
        return self.style.full(value)

    def people(self, value: Decimal) -> str:
        """Return a figure as people: 61 of every 100 students."""
        if self.unit not in (Indicator.Unit.PERCENT, Indicator.Unit.RATE):
            return self.figure(value)
        whom = self.of_whom or _("people")
        return _("{count} of every {whole} {people}").format(
            count=self.bare(value), whole=self.whole, people=whom
        )

    def said(self, value: Decimal, sign: str = "") -> str:
        """Return a figure in the indicator's own sentence: 84 of every 100 students graduated on time.

        With the `sign` of a bound it says so: Fewer than 10 of every 100 students.
        """
        if "{figure}" not in self.says:
            return _begun(bound_words(sign, self.people(value))) if sign else self.people(value)
        figure = self.bare(value)
        if self.unit in (Indicator.Unit.PERCENT, Indicator.Unit.RATE):
            figure = _("{count} of every {whole}").format(count=figure, whole=self.whole)
        return _begun(self.says.replace("{figure}", bound_words(sign, figure)))

    def in_column(self, value: Decimal) -> str:
        """Return a figure for a column of figures: all with the same decimals."""
        return self.style.bare(value, self.decimals)

    def moved(self, before: Decimal, now: Decimal) -> Decimal:
        """Return the change between two figures as they are printed: from 61 to 66 it is 5, though 61.2 and 65.5 are 4.3 apart."""
        return rounded(now, self.decimals) - rounded(before, self.decimals)

    def more_or_less(self, value: Decimal) -> str:
        """Return a change in words: 1.9 points less, 0.3 per 1,000 more."""
        form = _("{difference} more") if value > 0 else _("{difference} less")
        return form.format(difference=self.difference(value))

    def difference(self, value: Decimal) -> str:
        """Return a distance between two figures: 26 points, 6.9 per 1,000."""
        number = self.bare(abs(value))
        if self.unit == Indicator.Unit.PERCENT:
            one = abs(rounded(value, self.decimals)) == 1
            return ngettext("{number} point", "{number} points", 1 if one else 2).format(number=number)
        return f"{number}{self._suffix()}"

    def signed(self, value: Decimal) -> str:
        """Return a change with its sign: +13, −2.1."""
        figure = self.bare(value)
        return f"+{figure}" if rounded(value, self.decimals) > 0 else figure

    def _suffix(self) -> str:
        if self.unit == Indicator.Unit.PERCENT:
            return "%"
        if self.unit == Indicator.Unit.RATE:
            return " " + _("per {number}").format(number=self.whole)
        return f" {self.of_whom}" if self.of_whom else ""


def bound_words(sign: str, figure: str) -> str:
    """Return what a bound says in a sentence: at least 90; a figure that is no bound is only itself."""
    words = {
        "≥": _("at least {figure}"),
        "≤": _("at most {figure}"),
        ">": _("more than {figure}"),
        "<": _("fewer than {figure}"),
    }
    return words.get(sign, "{figure}").format(figure=figure)


def _begun(said: str) -> str:
    """Begin a sentence with a capital."""
    return said[:1].upper() + said[1:]


def voice_of(indicator: Indicator) -> Voice:
    """Return how an indicator's figures are said, in the reader's language."""
    says = local(indicator.sentence)
    return Voice(indicator.unit, indicator.multiplier, indicator.decimals, local(indicator.unit_label), says)


def whole_number(value: int) -> str:
    """Return a count with thousands separators."""
    return localizer()(Decimal(value), 0)


def day_words(value: date | datetime | None) -> str:
    """Return a date as 14 October 2026, in the reader's language."""
    return date_format(value, _("j F Y")) if value else ""


# --- Directions and targets --------------------------------------------------------------------------------------------
# Fifty cards stand on a page: only the word that is said is looked up in the reader's language.
_DIRECTIONS: dict[str, tuple[str, str]] = {
    TrendWord.BETTER: ("{course}-good", gettext_noop("Getting better")),
    TrendWord.WORSE: ("{course}-bad", gettext_noop("Getting worse")),
    TrendWord.UNCLEAR: ("flat", gettext_noop("No clear change")),
}
_TARGETS: dict[str, tuple[str, str]] = {
    TargetWord.MET: ("met", gettext_noop("Target met: {goal} by {due}")),
    TargetWord.ON_COURSE: ("course", gettext_noop("On course for {goal} by {due}")),
    TargetWord.BEHIND: ("behind", gettext_noop("Behind the pace for {goal} by {due}")),
    TargetWord.MISSED: ("missed", gettext_noop("Missed {goal} by {due}")),
    TargetWord.MET_LATE: ("met", gettext_noop("Met late: {goal} by {due}")),
    TargetWord.LOST: ("missed", gettext_noop("Met {goal} by {due}, lost since")),
    TargetWord.AWAITED: ("due", gettext_noop("{goal} by {due}: figure awaited")),
    TargetWord.NO_PACE: ("behind", gettext_noop("Behind the pace for {goal} by {due}")),
    TargetWord.TOO_EARLY: ("early", gettext_noop("Too early to tell for {goal} by {due}")),
}


def direction_sign(direction: str, *, rising: bool) -> Sign:
    """Return the word for a direction (UX rule 3); `rising` says which way the figures went."""
    glyph, word = _DIRECTIONS.get(direction, ("early", gettext_noop("Too early to tell")))
    return Sign(glyph.format(course="up" if rising else "down"), _(word))


def target_sign(standing: str, *, goal: str = "", due: str = "") -> Sign:
    """Return the word for how a target stands (UX rule 4); `goal` is the figure, `due` the period it is promised for."""
    glyph, word = _TARGETS.get(standing, ("notarget", gettext_noop("No target yet")))
    return Sign(glyph, _(word).format(goal=goal, due=due))


def target_word(standing: str) -> Sign:
    """Return the same in two words, where figure and date stand beside it."""
    words: dict[str, Sign] = {
        TargetWord.MET: Sign("met", _("Target met")),
        TargetWord.ON_COURSE: Sign("course", _("On course")),
        TargetWord.BEHIND: Sign("behind", _("Behind the pace")),
        TargetWord.MISSED: Sign("missed", _("Missed")),
        TargetWord.MET_LATE: Sign("met", _("Met late")),
        TargetWord.LOST: Sign("missed", _("Met, then lost")),
        TargetWord.AWAITED: Sign("due", _("Figure awaited")),
        TargetWord.NO_PACE: Sign("behind", _("Behind the pace")),
        TargetWord.TOO_EARLY: Sign("early", _("Too early to tell")),
    }
    return words.get(standing, Sign("notarget", _("No target yet")))


def curve_sign(verdict: str) -> Sign:
    """Return the answer to "Was the curve turned?", judged against a frozen forecast."""
    signs: dict[str, Sign] = {
        CurveVerdict.TURNED: Sign("kept", _("The curve is turned")),
        CurveVerdict.NOT_TURNED: Sign("flat", _("The curve is not turned")),
        CurveVerdict.BROKEN_SERIES: Sign("stopped", _("Cannot be told: counted in another way")),
    }
    return signs.get(verdict, Sign("early", _("Too early to tell")))


def movement_word(direction: str) -> str:
    """Return the word before a line of the overview: Better, Worse, Stuck."""
    words: dict[str, str] = {
        TrendWord.BETTER: _("Better:"),
        TrendWord.WORSE: _("Worse:"),
        TrendWord.UNCLEAR: _("Stuck:"),
    }
    return words.get(direction, "")


# --- Gaps --------------------------------------------------------------------------------------------------------------
def gap_sign(verdict: str) -> Sign:
    """Return the word for what became of a gap. It closes only when difference and ratio both fall."""
    signs: dict[str, Sign] = {
        GapVerdict.CLOSING: Sign("narrower", _("Gap is closing")),
        GapVerdict.WIDENING: Sign("wider", _("Gap is widening")),
        GapVerdict.FLAT: Sign("flat", _("Gap has not moved")),
        GapVerdict.MIXED: Sign("caution", _("Mixed: one measure of the gap fell, the other did not")),
        GapVerdict.LEVELLED_DOWN: Sign("wider", _("Smaller only because the best-off group fell")),
    }
    return signs.get(verdict, Sign("early", _("Too early to tell what became of the gap")))


def size_not_published() -> str:
    """Return what stands where a public source gives no group size."""
    return _("group size not published")


def not_shown(fewer_than: int | None = None) -> str:
    """Return why a group is not shown."""
    if fewer_than:
        return _("Not shown, to protect privacy: it would tell of fewer than {count} people").format(
            count=fewer_than
        )
    return _("Not shown, to protect privacy")


# --- Quality -----------------------------------------------------------------------------------------------------------
def grade_word(grade: str) -> str:
    """Return a grade for a card: Grade A."""
    return _("Grade {letter}").format(letter=grade) if grade else _("Not graded yet")


def grade_meaning(grade: str) -> str:
    """Return what a grade is good for."""
    meanings: dict[str, str] = {
        "A": _("Good enough to make decisions on."),
        "B": _("Good enough to act on, with the cautions below."),
        "C": _("Good enough to ask questions with. Look for more before deciding."),
        "D": _("Too weak to decide on. Better figures are wanted."),
    }
    return meanings.get(grade, "")


_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def month_words(labels: str) -> str:
    """Say labels of months, 2026-09 or several with commas, as Sep 2026: short, they stand on pictures too.

    Only for figures of months: 2010-11 may be a school year.
    """
    return ", ".join(map(_month_words, labels.split(", ")))


def _month_words(label: str) -> str:
    found = _MONTH.fullmatch(label)
    return date_format(date(int(found[1]), int(found[2]), 1), "M Y") if found else label


def period_words(period: Period) -> str:
    """Name a period as one says it: "October 2026" for a month, else its label."""
    return date_format(period.start, "YEAR_MONTH_FORMAT") if period.kind is PeriodKind.MONTH else period.label
