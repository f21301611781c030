"""Targets in sentences: how they stand, what they need, and where today's pace leads. One forecast, one number."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from measurement.rules.forecast import NoForecast
from measurement.rules.reading import IndicatorReading, Promise
from measurement.rules.targets import REACHED, TargetWord
from measurement.wording import Sign, Voice, target_sign, target_word

FINEST = 3  # decimals


def ahead_voice(promise: Promise | None, voice: Voice) -> Voice:
    """Return the voice in which a forecast is told from its target: 89.6 and 90, where rounding would make them one."""
    if promise is None or promise.expected is None or promise.standing is not TargetWord.BEHIND:
        return voice
    told = voice
    while told.decimals < FINEST and told.bare(promise.expected) == told.bare(promise.value):
        told = replace(told, decimals=told.decimals + 1)
    return told


def pace_sentence(reading: IndicatorReading, voice: Voice) -> str:
    """Say how the target stands; where today's pace leads only where there is one."""
    promise = reading.promise
    if promise is None:
        return ""
    goal, due = voice.figure(promise.value), promise.label
    if promise.standing in (TargetWord.ON_COURSE, TargetWord.BEHIND):
        return _leading_to(promise, voice)
    if promise.standing is TargetWord.NO_PACE and promise.needed is not None:
        return _("That is behind the pace for {goal} by {due}, which needs {needed} a year.").format(
            goal=goal, due=due, needed=voice.finer.more_or_less(promise.needed)
        )
    return _STANDINGS.get(promise.standing, _the_target)().format(goal=goal, due=due, period=promise.period)


def _the_target() -> str:
    return _("Whether we reach the target of {goal} by {due}, it is too early to tell.")


_STANDINGS = {
    TargetWord.MET: lambda: _("The target of {goal} by {due} is met."),
    TargetWord.MET_LATE: lambda: _("The target of {goal} by {due} was met late."),
    TargetWord.LOST: lambda: _("The target of {goal} was met in {period} and is lost again."),
    TargetWord.MISSED: lambda: _("The target of {goal} by {due} was missed."),
    TargetWord.AWAITED: lambda: _(
        "The target was {goal} by {due}; the figure of {period}, which decides it, is not published yet."
    ),
}


def _leading_to(promise: Promise, voice: Voice) -> str:
    goal, due, told = voice.figure(promise.value), promise.label, ahead_voice(promise, voice)
    if promise.expected is None:
        form = (
            _("On course for {goal} by {due}, which needs {needed} a year: now it is {pace} a year.")
            if promise.standing is TargetWord.ON_COURSE
            else _(
                "Behind the pace for {goal} by {due}, which needs {needed} a year: now it is {pace} a year."
            )
        )
        return form.format(
            goal=goal,
            due=due,
            needed=voice.finer.more_or_less(promise.needed or Decimal(0)),
            pace=voice.finer.more_or_less(promise.pace or Decimal(0)),
        )
    reach = told.figure(promise.expected)
    if promise.standing is TargetWord.ON_COURSE:
        return _("At today’s pace it is {reach} by {due}: enough for the target of {goal}.").format(
            reach=reach, due=due, goal=goal
        )
    return _(
        "At today’s pace it is {reach} by {due}, {short} away from the target that we set together."
    ).format(reach=reach, due=due, short=told.difference(promise.value - promise.expected))


def unseen_sentence(reading: IndicatorReading) -> str:
    """Say why no line leads into the future, where one is looked for."""
    reasons = {
        NoForecast.NO_CLEAR_PACE: _("No line is drawn ahead: the figures go no clear way."),
        NoForecast.FEW_POINTS: _("No line is drawn ahead: it takes four comparable figures."),
        NoForecast.FEW_POINTS_SINCE_BREAK: _(
            "No line is drawn ahead: it takes four figures since the way of counting changed."
        ),
    }
    return reasons.get(reading.unseen, "") if reading.unseen else ""


def distance_sentence(reading: IndicatorReading, voice: Voice) -> str:
    """Say how far the target is."""
    promise, now = reading.promise, reading.now
    if promise is None or now is None or now.value is None:
        return ""
    goal = voice.figure(promise.value)
    if promise.standing in REACHED:
        return _("Our promise of {goal} is met.").format(goal=goal)
    if promise.standing is TargetWord.MISSED:
        return _("Our promise of {goal} by {due} was missed.").format(goal=goal, due=promise.label)
    if now.is_bound:
        return _("Our promise is {goal} by {due}.").format(goal=goal, due=promise.label)
    away = voice.bare(abs(promise.value - now.value))
    form = (
        _("Our promise is {count} more by {due}.")
        if promise.value > now.value
        else _("Our promise is {count} fewer by {due}.")
    )
    return form.format(count=away, due=promise.label)


def past_sentences(reading: IndicatorReading, voice: Voice) -> list[Sign]:
    """Say how the targets went whose day has passed, oldest first: they do not vanish when the next one is set."""
    return [sign_of_target(promise, voice) for promise in reading.past]


def signs_by_label(reading: IndicatorReading, voice: Voice) -> dict[str, Sign]:
    """Return how every target stands, by its label."""
    every = (*reading.past, *([reading.promise] if reading.promise else []), *reading.later)
    return {one.label: sign_of_target(one, voice) for one in every}


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
    if promise.needed is None:
        return goal
    fine = voice.finer
    if promise.pace is None:
        return _("{goal} needs {needed} a year").format(goal=goal, needed=fine.signed(promise.needed))
    return _("{goal} needs {needed} a year; now {pace} a year").format(
        goal=goal, needed=fine.signed(promise.needed), pace=fine.signed(promise.pace)
    )
