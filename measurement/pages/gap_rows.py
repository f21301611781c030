"""Gap rows: where each group was and is, all in the same periods. Never a ranking. UX rule 12."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts.legend import Sample
from charts.spec import GapRow
from measurement.pictures import Samples, draw_gap_rows, sample
from measurement.rules.reading import Figure, Group, IndicatorReading, Split
from measurement.wording import Voice, not_shown, size_not_published, whole_number

Names = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Hidden:
    """A group that is named and not shown."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One group: where it was and is, or why it is not shown."""

    name: str
    size: str
    picture: SafeString
    change: str
    reason: str


def hidden_of(split: Split, names: Names, floor: int | None) -> list[Hidden]:
    """Name the groups that are protected. All have the same reason: which of them is the small one is not told."""
    return [Hidden(names.get(key, ""), not_shown(floor)) for key in split.hidden]


@dataclass(frozen=True, slots=True)
class Common:
    """The periods in which groups are compared: the gap's own, then and now. Nothing is read across periods."""

    at: float
    label: str
    was_at: float | None = None
    was_label: str = ""


def common_of(split: Split, reading: IndicatorReading) -> Common:
    """Return the newest period in which groups can be compared, and the first one; without a gap the newest of any."""
    if split.gap is not None:
        return Common(split.gap.at, split.gap.label, split.gap.was_at, split.gap.was_label)
    last = max(
        (figure for group in split.groups for figure in group.figures if figure.value is not None),
        key=lambda figure: figure.at,
        default=None,
    )
    return Common(last.at, last.label) if last else Common(0.0, "")


def rows_of(
    split: Split, names: Names, reading: IndicatorReading, voice: Voice, floor: int | None
) -> list[Row]:
    """Return where each group was and is, in the fixed order; protected groups stand in their place without a figure."""
    specs = specs_of(split, names, reading, voice)
    pictures = dict(zip(specs, draw_gap_rows([spec for spec, _change in specs.values()]), strict=True))
    are_sized = any(_size(group) for group in split.groups)
    rows = [
        Row(
            names.get(group.key, ""),
            _size(group) or (size_not_published() if are_sized else ""),
            pictures[group.key],
            specs[group.key][1],
            "",
        )
        for group in split.groups
        if group.key not in split.hidden
    ]
    nothing = SafeString("")
    return rows + [Row(one.name, "", nothing, "", one.reason) for one in hidden_of(split, names, floor)]


def specs_of(
    split: Split, names: Names, reading: IndicatorReading, voice: Voice
) -> dict[int, tuple[GapRow, str]]:
    """Return the track of each group and what became of it, in the fixed order."""
    common = common_of(split, reading)
    whole = _value_at(reading.whole, common.at)
    return {
        group.key: _gap_row(group, names.get(group.key, ""), common, whole, voice) for group in split.groups
    }


def sizes_note(split: Split) -> str:
    """Say once that no group has a published size, instead of under each."""
    if not split.groups or any(_size(group) for group in split.groups):
        return ""
    return _("Group sizes are not published by the source.")


def rows_legend(split: Split, reading: IndicatorReading, voice: Voice) -> Samples:
    """Return how gap rows are read, each with a sample."""
    return [(sample(kind), said) for kind, said in rows_keys(split, reading, voice)]


def rows_keys(split: Split, reading: IndicatorReading, voice: Voice) -> list[tuple[Sample, str]]:
    """Return which period is then, which is now, and the whole in the same period."""
    common = common_of(split, reading)
    whole = next((one for one in reading.whole if one.at == common.at), None)
    keys = [(Sample.NOW, common.label)]
    if common.was_label:
        keys.insert(0, (Sample.WAS, common.was_label))
    if whole is not None and whole.value is not None:
        figure = whole.sign + voice.figure(whole.value)
        said = _("Everybody in {period}, {figure}").format(period=common.label, figure=figure)
        keys.append((Sample.WHOLE, said))
    return keys


def _gap_row(
    group: Group, name: str, common: Common, whole: Decimal | None, voice: Voice
) -> tuple[GapRow, str]:
    """The group in the common periods; what it has of others only is named with its period."""
    shown = [figure for figure in group.figures if figure.value is not None]
    last = next((figure for figure in shown if figure.at == common.at), shown[-1])
    now = last.value or Decimal(0)
    first = next((figure for figure in shown if figure.at == common.was_at), None)
    said = last.sign + voice.figure(now)
    alt = _("{name}: {now} in {period}").format(name=name, now=said, period=last.label)
    if last.at != common.at:
        only = _("{period} only").format(period=last.label)
        return GapRow(now, alt, None, whole, voice.style, last.sign), only
    newest = _newest(shown, last, voice)
    if first is None or first is last or first.value is None or first.is_bound or last.is_bound:
        return GapRow(now, alt, None, whole, voice.style, last.sign), newest
    alt = _("{name}: {was} in {before}, {now} in {period}").format(
        name=name, was=voice.figure(first.value), before=first.label, now=voice.figure(now), period=last.label
    )
    change = _("{change} since {period}").format(
        change=voice.signed(voice.moved(first.value, now)), period=first.label
    )
    return GapRow(now, alt, first.value, whole, voice.style), f"{change}; {newest}" if newest else change


def _newest(shown: Sequence[Figure], compared: Figure, voice: Voice) -> str:
    """A later figure that no other group has yet, with its period: it is shown, and compared with nothing."""
    newest = shown[-1]
    if newest.at <= compared.at or newest.value is None:
        return ""
    return _("{figure} in {period}").format(
        figure=newest.sign + voice.bare(newest.value), period=newest.label
    )


def _value_at(figures: Sequence[Figure], at: float) -> Decimal | None:
    return next((figure.value for figure in figures if figure.at == at), None)


def _size(group: Group) -> str:
    last = next((figure for figure in reversed(group.figures) if figure.value is not None), None)
    return _("{count} people").format(count=whole_number(int(last.people))) if last and last.people else ""
