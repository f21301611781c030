"""What was found about the quality of a reading, as its page says it; the grade is that of `quality`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from measurement.rules.quality import QualityFacts, QualityReading, QualityState, QualityWord, grade
from measurement.rules.reading import Finding, Found, IndicatorReading


def graded(
    reading: IndicatorReading,
    *,
    breaks: Sequence[str],
    overdue: int | None = None,
    is_regular: bool = True,
    doubtful: int = 0,
    is_count: bool = False,
) -> tuple[str, tuple[Found, ...]]:
    """The grade, and what was found; `overdue` later periods should have their figure by now, if known.

    Figures that come now and then (not `is_regular`) miss no period. `doubtful` figures ask a question that nobody has answered.
    A count of people (`is_count`) is its own size: none is missing.
    """
    now = reading.now
    if now is None:
        return "", ()
    facts = QualityFacts(
        expected=len(reading.whole if is_regular else reading.shown),
        present=len(reading.shown),
        overdue=overdue or 0,
        changes=len(breaks),
        sized=sum(is_count or figure.people is not None for figure in reading.shown),
        latest_is_provisional=now.mark == "provisional",
        doubtful=doubtful,
    )
    quality = grade(facts)
    timed = [] if overdue is None else [_timeliness(now.label, overdue)]
    missing = [figure.label for figure in reading.whole if figure.value is None and is_regular]
    asked = [Found(Finding.QUESTIONS_OPEN, False, doubtful)] if doubtful else []
    found = _findings(reading, breaks, facts, quality, missing)
    told = (one for one in found if not is_count or one.finding is not Finding.SIZES_KNOWN)
    return quality.grade, (*timed, *asked, *told)


def _timeliness(last: str, overdue: int) -> Found:
    return Found(Finding.LATE if overdue else Finding.ON_TIME, not overdue, overdue, last)


def _findings(
    reading: IndicatorReading,
    breaks: Sequence[str],
    facts: QualityFacts,
    quality: QualityReading,
    missing: Sequence[str],
) -> Iterator[Found]:
    first, last = reading.whole[0].label, reading.shown[-1].label
    if missing:
        fine = quality.state_of(QualityWord.COMPLETENESS) is QualityState.GOOD
        yield Found(Finding.MISSING_PERIODS, fine, len(missing), ", ".join(missing[:4]))
    else:
        yield Found(Finding.COMPLETE, True, facts.expected, first)
    if breaks:
        yield Found(Finding.METHOD_CHANGED, False, len(breaks), breaks[-1])
    else:
        yield Found(Finding.SAME_METHOD, True, 0, first)
    if facts.latest_is_provisional:
        yield Found(Finding.PROVISIONAL, False, 0, last)
    all_sized = facts.sized == facts.present
    yield Found(Finding.SIZES_KNOWN if all_sized else Finding.SIZES_UNKNOWN, all_sized, facts.sized)
    hidden = {key for split in reading.splits for key in split.hidden}
    if hidden:
        yield Found(Finding.GROUPS_HIDDEN, True, len(hidden))
