"""How good figures are, in four words: complete, on time, made in the same way, and of known size. DOMAIN section 5."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from measurement.rules.reading import Finding, Found, IndicatorReading

GRADES = ("A", "B", "C", "D")
FEW = 5
"""One period in so many may be missing without lowering the grade."""


def graded(reading: IndicatorReading, *, breaks: Sequence[str]) -> tuple[str, tuple[Found, ...]]:
    """The grade, one letter down for each weakness, and what was found. No figures have no grade."""
    if reading.now is None:
        return "", ()
    found = tuple(_findings(reading, breaks))
    weak = sum(not one.is_well for one in found)
    return GRADES[min(weak, len(GRADES) - 1)], found


def _findings(reading: IndicatorReading, breaks: Sequence[str]) -> Iterator[Found]:
    missing = [figure.label for figure in reading.whole if figure.value is None]
    if missing:
        few = len(missing) * FEW <= len(reading.whole)
        yield Found(Finding.MISSING_PERIODS, few, len(missing), ", ".join(missing[:4]))
    else:
        yield Found(Finding.COMPLETE, True, len(reading.whole), reading.whole[0].label)
    if breaks:
        yield Found(Finding.METHOD_CHANGED, False, len(breaks), breaks[-1])
    else:
        yield Found(Finding.SAME_METHOD, True, 0, reading.whole[0].label)
    now = reading.now
    if now is not None and now.mark == "provisional":
        yield Found(Finding.PROVISIONAL, False, 0, now.label)
    sizes = [figure.people for figure in reading.shown]
    known = sum(size is not None for size in sizes)
    yield Found(
        Finding.SIZES_KNOWN if known == len(sizes) else Finding.SIZES_UNKNOWN, known == len(sizes), known
    )
    hidden = {key for split in reading.splits for key in (*split.hidden, *split.guarding)}
    if hidden:
        yield Found(Finding.GROUPS_HIDDEN, True, len(hidden))
