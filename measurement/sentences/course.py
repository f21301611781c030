"""Now and the direction, in sentences. Nothing is said of a pace where the figures go no clear way."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measurement.rules.reading import IndicatorReading
from measurement.rules.targets import REACHED, TargetWord
from measurement.rules.trend import TrendWhy, TrendWord
from measurement.sentences.promises import distance_sentence, pace_sentence
from measurement.wording import Sign, Voice, direction_sign

CLEAR = frozenset({TrendWord.BETTER, TrendWord.WORSE})


def now_sentence(reading: IndicatorReading, voice: Voice) -> str:
    """Say the last figure as people: 84 of every 100 students graduated on time in 2019-20."""
    now = reading.now
    if now is None or now.value is None:
        return _("No figures yet.")
    return _("{people} in {period}.").format(people=voice.said(now.value, now.sign), period=now.label)


def summary(reading: IndicatorReading, voice: Voice) -> str:
    """Say now, direction and target in three short sentences."""
    parts = [now_sentence(reading, voice), course_sentence(reading, voice), pace_sentence(reading, voice)]
    return " ".join(part for part in parts if part)


def headline(name: str, reading: IndicatorReading, voice: Voice) -> str:
    """Say the headline of the overview: now, what changed, and how far the promise is."""
    if reading.now is None:
        return name
    first = now_sentence(reading, voice)
    if not voice.says:
        first = _("{name}: {sentence}").format(name=name, sentence=first)
    parts = [first, changed_sentence(reading, voice), distance_sentence(reading, voice)]
    return " ".join(part for part in parts if part)


def changed_sentence(reading: IndicatorReading, voice: Voice) -> str:
    """Say what changed since the first comparable figure: That is 9 more than in 2019."""
    now, before = reading.now, reading.before
    if now is None or before is None or now.value is None or before.value is None or now.is_bound:
        return ""
    change = voice.moved(before.value, now.value)
    if not change:
        return _("That is the same as in {period}.").format(period=before.label)
    if reading.course is TrendWord.UNCLEAR:
        form = (
            _("That is {count} more than in {period}, but no clear change.")
            if change > 0
            else _("That is {count} fewer than in {period}, but no clear change.")
        )
    else:
        form = (
            _("That is {count} more than in {period}.")
            if change > 0
            else _("That is {count} fewer than in {period}.")
        )
    return form.format(count=voice.bare(abs(change)), period=before.label)


def course_sentence(reading: IndicatorReading, voice: Voice) -> str:
    """Say which way it goes, and since when."""
    before = reading.before
    if reading.course is TrendWord.TOO_EARLY or before is None:
        return _("It is too early to tell which way it goes.")
    if reading.course is TrendWord.UNCLEAR:
        return _("There has been no clear change since {period}.").format(period=before.label)
    if reading.why is TrendWhy.RUN and reading.run is not None:
        return _("The figure has {moves} since {period} and not {back} once.").format(
            moves=_moves(reading.run.moves), period=reading.run.since, back=_back(reading.run.moves)
        )
    low, high = reading.usual or (Decimal(0), Decimal(0))
    form = (
        _("That is higher than the figures before it let expect: {low} to {high}.")
        if reading.rising
        else _("That is lower than the figures before it let expect: {low} to {high}.")
    )
    return form.format(low=voice.bare(low), high=voice.figure(high))


def _moves(moves: int) -> str:
    if moves > 0:
        return ngettext("risen {count} time", "risen {count} times", moves).format(count=moves)
    return ngettext("fallen {count} time", "fallen {count} times", -moves).format(count=-moves)


def _back(moves: int) -> str:
    return _("fallen") if moves > 0 else _("risen")


def cautions_sentence(reading: IndicatorReading) -> str:
    """Name what lies among the figures that are compared: a break of effect caution, and periods that are missing."""
    run, parts = reading.run, []
    if reading.course in CLEAR and run and run.missing:
        parts.append(_("There is no figure for {periods}.").format(periods=_joined(run.missing)))
    if reading.cautions and reading.course is not TrendWord.TOO_EARLY:
        years = _joined([caution.label for caution in reading.cautions])
        parts.append(
            _("From {years} on it is counted in another way: compare with caution.").format(years=years)
        )
    return " ".join(parts)


def _joined(labels: tuple[str, ...] | list[str]) -> str:
    return ", ".join(labels)


def finding(reading: IndicatorReading, voice: Voice) -> str:
    """Say the finding that stands over the picture. UX rule 6."""
    if reading.course is TrendWord.TOO_EARLY:
        return ngettext(
            "Too early to tell: {count} comparable figure so far",
            "Too early to tell: {count} comparable figures so far",
            reading.points,
        ).format(count=reading.points)
    course = {TrendWord.BETTER: _("Getting better"), TrendWord.WORSE: _("Getting worse")}.get(
        reading.course, _("No clear change")
    )
    standing = reading.promise.standing if reading.promise else None
    if standing in REACHED:
        return _met(reading)
    if standing is TargetWord.ON_COURSE:
        return _("{course}, and on course for our target").format(course=course)
    if standing is TargetWord.BEHIND:
        return {
            TrendWord.BETTER: _("Getting better, but not fast enough to reach our target"),
        }.get(reading.course, _("Getting worse, and further from our target"))
    if standing in (TargetWord.MISSED, TargetWord.LOST):
        return _("{course}, and the target was missed").format(course=course)
    if standing is TargetWord.NO_PACE:
        return _still_away(course, reading, voice)
    return course


def _still_away(course: str, reading: IndicatorReading, voice: Voice) -> str:
    now = reading.now
    if reading.promise and now and now.value is not None and not now.is_bound:
        away = voice.difference(abs(reading.promise.value - now.value))
        return _("{course}; our target is {away} away").format(course=course, away=away)
    return course


def _met(reading: IndicatorReading) -> str:
    return {
        TrendWord.BETTER: _("Getting better, and the target is met"),
        TrendWord.WORSE: _("Getting worse, though the target is still met"),
    }.get(reading.course, _("No clear change, and the target is met"))


def sign_of_course(reading: IndicatorReading) -> Sign:
    """Return the sign and word for the direction."""
    return direction_sign(reading.course, rising=reading.rising is not False)


def why_this_course(reading: IndicatorReading) -> str:
    """Say by which part of the rule the direction word was chosen."""
    run = reading.run
    if reading.why is TrendWhy.RUN and run is not None:
        form = (
            _("Rose {count} times since {period}, never fell")
            if run.moves > 0
            else _("Fell {count} times since {period}, never rose")
        )
        return form.format(count=abs(run.moves), period=run.since)
    whys = {
        TrendWhy.BEYOND: _("Beyond normal variation"),
        TrendWhy.WITHIN_NOISE: _("Within noise: the change may be chance"),
        TrendWhy.NO_PATTERN: _("Ups and downs within normal variation"),
        TrendWhy.NO_DIRECTION: _("Neither more nor less is better"),
    }
    return whys.get(reading.why, _("Fewer than four comparable figures"))


def change_note(now: Decimal, before: Decimal, period: str, voice: Voice) -> str:
    """Say a change in the space of a card: Up 9 points since 2019."""
    change = voice.moved(before, now)
    if not change:
        return _("The same as in {period}").format(period=period)
    form = _("Up {difference} since {period}") if change > 0 else _("Down {difference} since {period}")
    return form.format(difference=voice.difference(change), period=period)
