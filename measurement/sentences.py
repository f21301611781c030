"""What a reading says, in sentences: the same on the page, on a card, in a report and from the API."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measurement.models import Indicator
from measurement.rules.disaggregation import NoGap
from measurement.rules.reading import (
    Figure,
    Finding,
    Found,
    Gap,
    IndicatorReading,
    Promise,
    Split,
)
from measurement.rules.targets import TargetWord
from measurement.rules.trend import TrendWhy, TrendWord
from measurement.wording import Sign, Voice, direction_sign, target_sign, target_word


# --- Now, direction, target --------------------------------------------------------------------------------------------
def now_sentence(reading: IndicatorReading, voice: Voice) -> str:
    """Say the last figure as people: 61 of every 100 students in 2026."""
    now = reading.now
    if now is None or now.value is None:
        return _("No figures yet.")
    return _("{people} in {period}.").format(people=voice.people(now.value), period=now.label)


def summary(reading: IndicatorReading, voice: Voice) -> str:
    """Say now, direction and target in three short sentences."""
    parts = [now_sentence(reading, voice), course_sentence(reading, voice), pace_sentence(reading, voice)]
    return " ".join(part for part in parts if part)


def headline(name: str, reading: IndicatorReading, voice: Voice) -> str:
    """Say the headline of the overview: now, what changed, and how far the promise is."""
    now = reading.now
    if now is None or now.value is None:
        return name
    first = _("{name}: {people} in {period}.").format(
        name=name, people=voice.people(now.value), period=now.label
    )
    parts = [first, changed_sentence(reading, voice), distance_sentence(reading, voice)]
    return " ".join(part for part in parts if part)


def changed_sentence(reading: IndicatorReading, voice: Voice) -> str:
    """Say what changed since the first comparable figure: That is 9 more than in 2019."""
    change, before = change_of(reading), reading.before
    if change is None or before is None:
        return ""
    if voice.bare(abs(change)) == voice.bare(Decimal(0)):
        return _("That is the same as in {period}.").format(period=before.label)
    form = (
        _("That is {count} more than in {period}.")
        if change > 0
        else _("That is {count} fewer than in {period}.")
    )
    return form.format(count=voice.bare(abs(change)), period=before.label)


def distance_sentence(reading: IndicatorReading, voice: Voice) -> str:
    """Say how far the target is."""
    promise, now = reading.promise, reading.now
    if promise is None or now is None or now.value is None:
        return ""
    if promise.standing is TargetWord.MET:
        return _("Our promise of {goal} is met.").format(goal=voice.figure(promise.value))
    away = voice.bare(abs(promise.value - now.value))
    form = (
        _("Our promise is {count} more by {due}.")
        if promise.value > now.value
        else _("Our promise is {count} fewer by {due}.")
    )
    return form.format(count=away, due=promise.label)


def course_sentence(reading: IndicatorReading, voice: Voice) -> str:
    """Say which way it goes, and since when."""
    change, before = change_of(reading), reading.before
    if reading.course is TrendWord.TOO_EARLY or change is None or before is None:
        return _("It is too early to tell which way it goes.")
    if reading.course is TrendWord.UNCLEAR:
        return _("There has been no clear change since {period}.").format(period=before.label)
    if abs(reading.run) >= 5:
        form = (
            _("It has risen {count} times in a row.")
            if reading.run > 0
            else _("It has fallen {count} times in a row.")
        )
        return form.format(count=abs(reading.run) - 1)
    form = (
        _("It has risen from {was} in {period}.")
        if change > 0
        else _("It has fallen from {was} in {period}.")
    )
    return form.format(was=voice.figure(before.value or Decimal(0)), period=before.label)


def pace_sentence(reading: IndicatorReading, voice: Voice) -> str:
    """Say where today's pace leads, and how far that is from the target."""
    promise = reading.promise
    if promise is None:
        return ""
    goal = voice.figure(promise.value)
    if promise.standing is TargetWord.MET:
        return _("The target of {goal} is met.").format(goal=goal)
    if promise.standing is TargetWord.MISSED:
        return _("The target of {goal} by {due} was missed.").format(goal=goal, due=promise.label)
    if promise.expected is None:
        return _("The target is {goal} by {due}.").format(goal=goal, due=promise.label)
    reach = voice.figure(promise.expected)
    if promise.standing is TargetWord.ON_COURSE:
        return _("At today’s pace it is {reach} by {due}: enough for the target of {goal}.").format(
            reach=reach, due=promise.label, goal=goal
        )
    return _(
        "At today’s pace it is {reach} by {due}, {short} away from the target that we set together."
    ).format(reach=reach, due=promise.label, short=voice.difference(promise.value - promise.expected))


def finding(reading: IndicatorReading) -> str:
    """Say the finding that stands over the picture. UX rule 6."""
    if reading.course is TrendWord.TOO_EARLY:
        return ngettext(
            "Too early to tell: {count} figure so far",
            "Too early to tell: {count} figures so far",
            reading.points,
        ).format(count=reading.points)
    standing = reading.promise.standing if reading.promise else None
    if standing is TargetWord.MET:
        return {
            TrendWord.BETTER: _("Getting better, and the target is met"),
            TrendWord.WORSE: _("Getting worse, though the target is still met"),
        }.get(reading.course, _("No clear change, and the target is met"))
    if standing is TargetWord.ON_COURSE:
        return {TrendWord.BETTER: _("Getting better, and on course for our target")}.get(
            reading.course, _("No clear change, yet on course for our target")
        )
    if standing in (TargetWord.BEHIND, TargetWord.MISSED):
        return {
            TrendWord.BETTER: _("Getting better, but not fast enough to reach our target"),
            TrendWord.WORSE: _("Getting worse, and further from our target"),
        }.get(reading.course, _("No clear change, and behind the pace for our target"))
    return {TrendWord.BETTER: _("Getting better"), TrendWord.WORSE: _("Getting worse")}.get(
        reading.course, _("No clear change")
    )


def sign_of_course(reading: IndicatorReading) -> Sign:
    """Return the sign and word for the direction."""
    change = change_of(reading)
    return direction_sign(reading.course, rising=change is None or change >= 0)


def why_this_course(reading: IndicatorReading) -> str:
    """Say by which rule the direction word was chosen."""
    whys = {
        TrendWhy.RUN: _("{count} figures in a row go one way"),
        TrendWhy.BEYOND: _("Beyond normal variation"),
        TrendWhy.WITHIN_NOISE: _("The change may be chance"),
        TrendWhy.NO_PATTERN: _("Ups and downs within normal variation"),
        TrendWhy.NO_DIRECTION: _("Neither more nor less is better"),
    }
    said = whys.get(reading.why, _("Fewer than four comparable figures"))
    return said.format(count=abs(reading.run))


def sign_of_target(promise: Promise | None, voice: Voice) -> Sign:
    """Return the target word with its figure and date, for a card."""
    if promise is None:
        return target_sign("")
    return target_sign(promise.standing, goal=voice.figure(promise.value), due=promise.label)


def short_sign_of_target(promise: Promise | None) -> Sign:
    """Return the target word alone."""
    return target_word(promise.standing if promise else "")


def pace_note(promise: Promise | None, voice: Voice) -> str:
    """Say the pace that the target needs beside the pace there is."""
    if promise is None:
        return ""
    goal = _("{goal} by {due}").format(goal=voice.figure(promise.value), due=promise.label)
    if promise.needed is None or promise.pace is None or promise.standing is TargetWord.MET:
        return goal
    fine = Voice(voice.unit, voice.multiplier, max(voice.decimals, 1), voice.of_whom)
    return _("{goal} needs {needed} a year; now {pace} a year").format(
        goal=goal, needed=fine.signed(promise.needed), pace=fine.signed(promise.pace)
    )


def change_of(reading: IndicatorReading) -> Decimal | None:
    """Return the change since the first comparable figure."""
    now, before = reading.now, reading.before
    if now is None or before is None or now.value is None or before.value is None:
        return None
    return now.value - before.value


def change_note(now: Decimal, before: Decimal, period: str, voice: Voice) -> str:
    """Say a change in the space of a card: Up 9 points since 2019."""
    change = now - before
    if voice.bare(abs(change)) == voice.bare(Decimal(0)):
        return _("The same as in {period}").format(period=period)
    form = _("Up {difference} since {period}") if change > 0 else _("Down {difference} since {period}")
    return form.format(difference=voice.difference(change), period=period)


# --- Groups and gaps ---------------------------------------------------------------------------------------------------
def gap_callout(gap: Gap, voice: Voice) -> str:
    """Say the widest gap and what it was; {was} and {now} stay to be filled, so that a page can set them off."""
    if gap.was_difference is None:
        return _("The widest gap is {now} in {period}.").replace("{period}", gap.label)
    change = gap.difference - gap.was_difference
    if voice.bare(gap.difference) == voice.bare(gap.was_difference):
        form = _("The widest gap is {now}, the same as in {period}.")
    elif change < 0:
        form = _("The widest gap fell from {was} to {now} since {period}.")
    else:
        form = _("The widest gap grew from {was} to {now} since {period}.")
    return form.replace("{period}", gap.was_label)


def gap_sentence(gap: Gap, voice: Voice) -> str:
    """Return the same as a finished sentence."""
    was = "" if gap.was_difference is None else voice.difference(gap.was_difference)
    return gap_callout(gap, voice).format(was=was, now=voice.difference(gap.difference))


def between(gap: Gap, names: dict[int, str]) -> str:
    """Say between whom the widest gap lies."""
    return _("It lies between {best} and {worst}, in {period}.").format(
        best=names[gap.best], worst=names[gap.worst], period=gap.label
    )


def relative(gap: Gap, names: dict[int, str], voice: Voice, indicator: Indicator) -> str:
    """Say the gap in relative terms, always of the bad outcome, then and now."""
    if gap.ratio is None:
        return ""
    if indicator.direction == Indicator.Direction.UP:
        form = _("Being left out is {times} times as common for {worst} as for {best}.")
    else:
        form = _("It is {times} times as common for {worst} as for {best}.")
    said = form.format(times=_times(gap.ratio), worst=names[gap.worst], best=names[gap.best])
    if gap.was_ratio is None:
        return said
    return (
        said
        + " "
        + _("It was {times} times in {period}.").format(times=_times(gap.was_ratio), period=gap.was_label)
    )


def no_gap_yet(split: Split | None) -> str:
    """Say why there is no gap beside a headline: it is never left out silently."""
    if split is None:
        return _("Only totals so far: no group has published figures of its own.")
    if split.no_gap is NoGap.COUNTS:
        return _("Groups of different size are not compared by their numbers of people.")
    if split.no_gap is NoGap.NO_WAY_IS_BETTER:
        return _("Neither more nor less is better here, so there is no gap to read.")
    if split.no_gap is NoGap.ALL_HIDDEN:
        return _("No group is large enough to be shown, so there is no gap to read.")
    if len(split.groups) < 2:
        return _("Only one group has figures, so there is nothing to compare it with.")
    return _("No two groups have figures for the same period yet.")


def groups_sentence(split: Split, *, less_is_better: bool) -> str:
    """Say for how many groups it got better since their first comparable figure."""
    moves = [_moved(group.figures, less_is_better=less_is_better) for group in split.groups]
    known = [move for move in moves if move is not None]
    if not known:
        return _("No group has two figures to compare yet.")
    better = sum(move > 0 for move in known)
    if better == len(known) and len(known) > 1:
        return _("Every group with figures improved.")
    if not better:
        return _("No group with figures improved.")
    return ngettext(
        "{better} of {count} group with figures improved.",
        "{better} of {count} groups with figures improved.",
        len(known),
    ).format(better=better, count=len(known))


def not_published(names: list[str]) -> str:
    """Name the groups for which the source publishes nothing: they are not dropped silently."""
    return _("Not published by the source: {groups}.").format(groups=", ".join(names)) if names else ""


def _moved(figures: tuple[Figure, ...], *, less_is_better: bool) -> Decimal | None:
    values = [figure.value for figure in figures if figure.value is not None]
    if len(values) < 2:
        return None
    return values[0] - values[-1] if less_is_better else values[-1] - values[0]


def _times(ratio: Decimal) -> str:
    return Voice("mean", 1, 1, "").bare(ratio)


# --- Quality -----------------------------------------------------------------------------------------------------------
def quality_line(found: Found) -> tuple[str, str, str]:
    """Return one finding about quality as sign, claim and what was found."""
    is_fine = found.is_well and found.finding is not Finding.MISSING_PERIODS
    glyph = "kept" if is_fine else "caution"
    return (glyph, *_claims(found))


def _claims(found: Found) -> tuple[str, str]:
    claims = {
        Finding.COMPLETE: (
            _("Complete"),
            ngettext("{count} period, none missing", "{count} periods, none missing", found.count),
        ),
        Finding.MISSING_PERIODS: (
            ngettext("A period is missing", "{count} periods are missing", found.count),
            _("{label}; the line is left open there"),
        ),
        Finding.ON_TIME: (_("On time"), _("the last figure is of {label}")),
        Finding.LATE: (
            _("Late"),
            ngettext(
                "the last figure is of {label}, {count} later one is due",
                "the last figure is of {label}, {count} later ones are due",
                found.count,
            ),
        ),
        Finding.SAME_METHOD: (_("Same method"), _("since {label}")),
        Finding.METHOD_CHANGED: (_("Counted in another way"), _("from {label} on")),
        Finding.SIZES_KNOWN: (_("Sizes are known"), _("each figure can be worked out again")),
        Finding.SIZES_UNKNOWN: (_("Group sizes not published"), _("the source gives no counts")),
        Finding.PROVISIONAL: (_("Provisional"), _("the figure of {label} may still change")),
        Finding.GROUPS_HIDDEN: (
            _("Small groups are protected"),
            ngettext("{count} group is not shown", "{count} groups are not shown", found.count),
        ),
    }
    claim, said = claims[found.finding]
    return claim.format(count=found.count), said.format(count=found.count, label=found.label)
