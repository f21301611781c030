"""Groups and gaps, in sentences: how far, between whom, how sure, and what parity would take."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measurement.models import Indicator
from measurement.rules.disaggregation import NoGap
from measurement.rules.gaps import why_no_gap
from measurement.rules.reading import Figure, Gap, IndicatorReading, Split
from measurement.wording import Voice, whole_number

NAMED = 8
"""So many groups are named in a sentence."""


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


def between(gap: Gap, names: Mapping[int, str]) -> str:
    """Say who is behind whom; between whom the widest gap lies where nobody is."""
    if gap.difference > 0:
        form = _("Furthest behind: {worst}, compared with {best}, in {period}.")
    else:
        form = _("It lies between {best} and {worst}, in {period}.")
    return form.format(best=names[gap.best], worst=names[gap.worst], period=gap.label)


def of_the_mean(gap: Gap, names: Mapping[int, str], indicator: Indicator) -> str:
    """Say the summary ratio: the best-off group against the plain mean of all others. Nothing where it is the other ratio."""
    if gap.summary is None or gap.summary == gap.ratio:
        return ""
    if indicator.direction == Indicator.Direction.UP:
        form = _("The figure of {best} is {times} times the plain mean of the other groups.")
    else:
        form = _("The plain mean of the other groups is {times} times the figure of {best}.")
    return form.format(best=names[gap.best], times=_times(gap.summary))


def relative(gap: Gap, names: Mapping[int, str], voice: Voice, indicator: Indicator) -> str:
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


def gap_caution(gap: Gap, reading: IndicatorReading) -> str:
    """Name the breaks of effect caution between the two periods of a gap that are compared."""
    if gap.was_at is None:
        return ""
    years = [one.label for one in reading.cautions_since(gap.was_at) if one.at < gap.at]
    if not years:
        return ""
    return _("From {years} on it is counted in another way: compare with caution.").format(
        years=", ".join(years)
    )


def certainty(gap: Gap) -> str:
    """Say whether the gap may be chance; nothing where the source gives no counts."""
    if gap.overlaps is None:
        return ""
    if gap.overlaps:
        return _("Within noise: the likely ranges of the two overlap, so the gap may be chance.")
    return _("It is more than chance: the likely ranges of the two do not overlap.")


def parity(gap: Gap, names: Mapping[int, str]) -> str:
    """Say how many people of each group would have to fare better for the rate of the best-off group."""
    if not gap.to_parity:
        return ""
    named = [
        _("{group} {count}").format(count=whole_number(people), group=names.get(key, ""))
        for key, people in gap.to_parity[:NAMED]
    ]
    more = len(gap.to_parity) - NAMED
    if more > 0:
        named.append(
            ngettext("some in {count} more group", "some in {count} more groups", more).format(count=more)
        )
    return _("Level with {best} in {period} if so many people fared better: {groups}.").format(
        best=names.get(gap.best, ""), period=gap.label, groups="; ".join(named)
    )


def floor_sentence(split: Split, reading: IndicatorReading, names: Mapping[int, str], voice: Voice) -> str:
    """Say which groups are on the wrong side of the floor that the target sets for everybody."""
    floor = reading.promise.floor if reading.promise else None
    if floor is None:
        return ""
    figure = voice.figure(floor)
    if not split.under_floor:
        return _("Every group with figures keeps the limit that we set for all: {floor}.").format(
            floor=figure
        )
    groups = "; ".join(names[key] for key in split.under_floor if key in names)
    return _("The limit that we set for every group is {floor}. Not there yet: {groups}.").format(
        floor=figure, groups=groups
    )


def bounds_sentence(split: Split, names: Mapping[int, str]) -> str:
    """Name the groups of which only a bound is known where the gap is read: they are not passed over silently."""
    at = split.gap.at if split.gap else None
    bounds = [
        names[group.key]
        for group in split.groups
        if group.key in names and any(figure.is_bound for figure in _read_at(group.figures, at))
    ]
    if not bounds:
        return ""
    return ngettext(
        "Of {groups} only a bound is known. This group counts neither for the gap nor among those that improved.",
        "Of {groups} only a bound is known. These groups count neither for the gap nor among those that improved.",
        len(bounds),
    ).format(groups=", ".join(bounds))


def _read_at(figures: tuple[Figure, ...], at: float | None) -> list[Figure]:
    """The figure of the period of the gap; without a gap the latest."""
    shown = [figure for figure in figures if figure.value is not None]
    return shown[-1:] if at is None else [figure for figure in shown if figure.at == at]


def further_sentence(split: Split) -> str:
    """Say that a page shows not all groups, and where the others stand."""
    if not split.further:
        return ""
    return ngettext(
        "{count} more group is not drawn here. It counts for the gap, and stands in the file.",
        "{count} more groups are not drawn here. They count for the gap, and stand in the file.",
        split.further,
    ).format(count=whole_number(split.further))


def no_gap_yet(split: Split | None) -> str:
    """Say why there is no gap beside a headline: it is never left out silently."""
    return {
        NoGap.ONLY_TOTALS: _("Only totals so far: no group has published figures of its own."),
        NoGap.COUNTS: _("Groups of different size are not compared by their numbers of people."),
        NoGap.NO_WAY_IS_BETTER: _("Neither more nor less is better here, so there is no gap to read."),
        NoGap.ALL_HIDDEN: _("No group is large enough to be shown, so there is no gap to read."),
        NoGap.ONE_GROUP: _("Only one group has figures, so there is nothing to compare it with."),
        NoGap.NO_PERIOD: _("No two groups have figures for the same period yet."),
    }[why_no_gap(split)]


def no_gap_short(why: NoGap) -> str:
    """Say the same in the room that a card has."""
    return {
        NoGap.ONLY_TOTALS: _("No gap yet: only totals so far"),
        NoGap.COUNTS: _("No gap: numbers of people are not compared"),
        NoGap.NO_WAY_IS_BETTER: _("No gap: neither more nor less is better"),
        NoGap.ALL_HIDDEN: _("No gap: no group is large enough to be shown"),
        NoGap.ONE_GROUP: _("No gap yet: only one group has figures"),
        NoGap.NO_PERIOD: _("No gap yet: no two groups share a period"),
    }[why]


def groups_sentence(split: Split, *, less_is_better: bool) -> str:
    """Say for how many groups it got better since their first comparable figure."""
    moves = [_moved(group.figures, less_is_better=less_is_better) for group in split.groups]
    known = [move for move in moves if move is not None]
    if not known:
        return _("No group has two figures to compare yet.")
    better = sum(move > 0 for move in known)
    if better == len(known) and len(known) > 1:
        return _("Every group with two figures or more improved.")
    if not better:
        return _("No group with two figures or more improved.")
    return ngettext(
        "{better} of {count} group with two figures or more improved.",
        "{better} of {count} groups with two figures or more improved.",
        len(known),
    ).format(better=better, count=len(known))


def not_published(names: list[str]) -> str:
    """Name the groups for which the source publishes nothing: they are not dropped silently."""
    return _("Not published by the source: {groups}.").format(groups=", ".join(names)) if names else ""


def _moved(figures: tuple[Figure, ...], *, less_is_better: bool) -> Decimal | None:
    """How far a group moved the better way; None where that is not known, as where its latest figure is a bound."""
    shown = [figure for figure in figures if figure.value is not None]
    values = [figure.value for figure in shown if figure.value is not None and not figure.is_bound]
    if len(values) < 2 or shown[-1].is_bound:
        return None
    return values[0] - values[-1] if less_is_better else values[-1] - values[0]


def _times(ratio: Decimal) -> str:
    return Voice("mean", 1, 1, "").bare(ratio)
