"""Groups beside the whole: small multiples, gap rows, and the widest gap in words. Never a ranking. UX rule 12."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts.legend import Sample
from charts.spec import GapRow
from initiatives.models import Category, Dimension, local
from initiatives.rules.viewer import Viewer
from measurement import sentences
from measurement.models import Indicator
from measurement.pictures import Samples, draw_gap_rows, minis_of, sample
from measurement.rules.reading import Figure, Gap, Group, IndicatorReading, Split
from measurement.wording import Sign, Voice, gap_sign, not_shown, size_not_published, voice_of

Names = Mapping[int, str]
Tabs = list[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class GapWords:
    """The widest gap in words."""

    number: str
    unit: str
    callout: SafeString
    sign: Sign
    sentences: list[str]


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


@dataclass(frozen=True, slots=True)
class Grouping:
    """What is known of the groups of an indicator: their names, their dimensions and the one that is chosen."""

    names: Names
    dimensions: list[tuple[int, str, str]]
    split: Split | None

    @property
    def chosen(self) -> tuple[str, str]:
        """Return the key and the name of the dimension that is shown."""
        found = (one[1:] for one in self.dimensions if self.split and one[0] == self.split.dimension)
        return next(found, ("", ""))


def grouping_of(reading: IndicatorReading, indicator: Indicator, by: str = "") -> Grouping:
    """Return the groups of an indicator with their names: one query. `by` is the slug of a dimension."""
    wanted = [split.dimension for split in reading.splits]
    rows = Category.objects.filter(dimension__in=wanted).select_related("dimension") if wanted else []
    names: dict[int, str] = {}
    dimensions: dict[int, Dimension] = {}
    for row in rows:
        names[row.pk] = local(row.name)
        dimensions[row.dimension_id] = row.dimension
    listed = [(pk, dimensions[pk].slug, local(dimensions[pk].name)) for pk in wanted if pk in dimensions]
    asked = next((pk for pk, slug, _name in listed if slug == by), indicator.gap_dimension_id)
    split = reading.split(asked) or (reading.splits[0] if reading.splits else None)
    return Grouping(names, listed, split)


def tabs_of(grouping: Grouping, url: str, anchor: str = "", **kept: str) -> Tabs:
    """Return one tab for each dimension; none for a single one."""
    if len(grouping.dimensions) < 2:
        return []
    chosen, _name = grouping.chosen
    return [
        (name, f"{url}?{urlencode({**kept, 'by': slug})}{anchor}", slug == chosen)
        for _pk, slug, name in grouping.dimensions
    ]


# --- In words ----------------------------------------------------------------------------------------------------------
def gap_words(gap: Gap, names: Names, voice: Voice, indicator: Indicator) -> GapWords:
    """Return the widest gap: how far, what became of it, between whom, and in relative terms."""
    was = "" if gap.was_difference is None else voice.difference(gap.was_difference)
    now = voice.difference(gap.difference)
    callout = format_html(
        sentences.gap_callout(gap, voice),
        was=format_html("<b>{}</b>", was),
        now=format_html("<b>{}</b>", now),
    )
    known = dict(names)
    said = [sentences.between(gap, known), sentences.relative(gap, known, voice, indicator)]
    number, _space, unit = now.partition(" ")
    return GapWords(
        number, unit or voice.sign.strip(), callout, gap_sign(gap.verdict), [one for one in said if one]
    )


def hidden_of(split: Split, names: Names, floor: int | None) -> list[Hidden]:
    """Name the groups that are protected, each with the reason."""
    small = [Hidden(names.get(key, ""), not_shown(floor)) for key in split.hidden]
    guard = _("Not shown: it would give away a group that is too small to show")
    return small + [Hidden(names.get(key, ""), guard) for key in split.guarding]


def unpublished(split: Split, names: Names) -> str:
    """Name the groups for which the source gives nothing."""
    return sentences.not_published([names[key] for key in split.unpublished if key in names])


# --- Small multiples ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Minis:
    """Is it getting better for everyone?"""

    key: str
    tabs: Tabs
    sentence: str
    minis: list[tuple[str, SafeString]]
    hidden: list[Hidden]
    unpublished: str
    legend: Samples
    span: str
    url: str


def minis_page(
    grouping: Grouping,
    reading: IndicatorReading,
    indicator: Indicator,
    voice: Voice,
    url: str,
    floor: int | None,
) -> Minis:
    """Return each group of the chosen dimension against the whole."""
    split, names = grouping.split, grouping.names
    key, _name = grouping.chosen
    if split is None:
        return Minis("", [], "", [], [], "", [], "", f"{url}groups/")
    groups = [(names.get(group.key, ""), group.figures) for group in split.groups]
    shown = reading.shown
    span = _("{unit}, {first} to {last}").format(
        unit=voice.axis, first=shown[0].label if shown else "", last=shown[-1].label if shown else ""
    )
    return Minis(
        key,
        tabs_of(grouping, url, "#groups"),
        sentences.groups_sentence(split, less_is_better=indicator.direction == Indicator.Direction.DOWN),
        minis_of(groups, reading.whole, voice, reading.step),
        hidden_of(split, names, floor),
        unpublished(split, names),
        [(sample(Sample.LINE), _("This group")), (sample(Sample.OTHER), _("Everybody"))],
        span,
        f"{url}groups/?{urlencode({'by': key})}" if key else f"{url}groups/",
    )


# --- Gap rows ----------------------------------------------------------------------------------------------------------
def rows_of(
    split: Split, names: Names, reading: IndicatorReading, voice: Voice, floor: int | None
) -> list[Row]:
    """Return where each group was and is, in the fixed order; protected groups stand in their place without a figure."""
    whole = reading.now.value if reading.now else None
    specs = {
        group.key: _gap_row(group, names.get(group.key, ""), reading, whole, voice) for group in split.groups
    }
    pictures = dict(zip(specs, draw_gap_rows([spec for spec, _change in specs.values()]), strict=True))
    rows = [
        Row(names.get(group.key, ""), _size(group), pictures[group.key], specs[group.key][1], "")
        for group in split.groups
        if group.key not in (*split.hidden, *split.guarding)
    ]
    nothing = SafeString("")
    return rows + [Row(one.name, "", nothing, "", one.reason) for one in hidden_of(split, names, floor)]


def rows_legend(reading: IndicatorReading, voice: Voice) -> Samples:
    """Return how gap rows are read."""
    now = reading.now
    if now is None or now.value is None:
        return []
    whole = _("Everybody, {figure}").format(figure=voice.figure(now.value))
    return [
        (sample(Sample.WAS), _("First figure")),
        (sample(Sample.NOW), _("Last figure")),
        (sample(Sample.WHOLE), whole),
    ]


def _gap_row(
    group: Group, name: str, reading: IndicatorReading, whole: Decimal | None, voice: Voice
) -> tuple[GapRow, str]:
    first, last = _ends(group.figures, reading)
    now = last.value or Decimal(0)
    if first is None or first.value is None:
        alt = _("{name}: {now} in {period}").format(name=name, now=voice.figure(now), period=last.label)
        return GapRow(now, alt, None, whole, voice.style), _("only {period}").format(period=last.label)
    alt = _("{name}: {was} in {before}, {now} in {period}").format(
        name=name, was=voice.figure(first.value), before=first.label, now=voice.figure(now), period=last.label
    )
    change = _("{change} since {period}").format(change=voice.signed(now - first.value), period=first.label)
    return GapRow(now, alt, first.value, whole, voice.style), change


def _ends(figures: Sequence[Figure], reading: IndicatorReading) -> tuple[Figure | None, Figure]:
    """The first comparable figure, if there is another, and the last one."""
    shown = [figure for figure in figures if figure.value is not None]
    start = reading.whole[reading.since].at if reading.since < len(reading.whole) else 0.0
    comparable = [figure for figure in shown if figure.at >= start]
    return (comparable[0] if len(comparable) > 1 else None), shown[-1]


def _size(group: Group) -> str:
    last = next(figure for figure in reversed(group.figures) if figure.value is not None)
    if last.people is None:
        return size_not_published()
    counted = Voice("count", 1, 0, "").bare(last.people)
    return _("{count} people").format(count=counted)


# --- The page of all groups --------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Table:
    """Every figure of a dimension."""

    caption: str
    heads: tuple[str, ...]
    rows: list[tuple[str, list[str]]]


def table_of(split: Split, names: Names, reading: IndicatorReading, voice: Voice, caption: str) -> Table:
    """Return every figure of every group by period; a dash where there is none."""
    none = "—"
    groups = [
        (names.get(group.key, ""), {one.at: one.value for one in group.figures}) for group in split.groups
    ]
    rows = []
    for one in reversed(reading.whole):
        values = [one.value, *(figures.get(one.at) for _name, figures in groups)]
        rows.append((one.label, [none if value is None else voice.bare(value) for value in values]))
    heads = (_("Period"), _("Everybody"), *(name for name, _figures in groups))
    return Table(caption, heads, rows)


@dataclass(frozen=True, slots=True)
class GroupsPage:
    """All groups of one dimension beside each other."""

    name: str
    url: str
    results_url: str
    history_url: str
    csv_url: str
    who: str
    heading: str
    lead: str
    tabs: Tabs
    key: str
    dimension: str
    rows: list[Row]
    legend: Samples
    gap: GapWords | None
    no_gap: str
    unpublished: str
    table: Table | None


def groups_page(indicator: Indicator, viewer: Viewer, *, by: str) -> GroupsPage:
    """Return the page on which groups are compared: a figure for each, was and now, in the fixed order."""
    reading = IndicatorReading.from_json(indicator.rollup.reading if hasattr(indicator, "rollup") else {})
    grouping, voice = grouping_of(reading, indicator, by), voice_of(indicator)
    split, (key, dimension) = grouping.split, grouping.chosen
    base, name = indicator.record.initiative.url, local(indicator.name)
    url = f"{base}results/{indicator.slug}/"
    gap = gap_words(split.gap, grouping.names, voice, indicator) if split and split.gap else None
    heading = (
        sentences.gap_sentence(split.gap, voice) if split and split.gap else _("Groups beside the whole")
    )
    return GroupsPage(
        name=name,
        url=url,
        results_url=f"{base}results/",
        history_url=f"{base}history/",
        csv_url=f"{url}figures.csv",
        who=_("Public"),
        heading=heading.removesuffix("."),
        lead=f"{name}. {sentences.now_sentence(reading, voice)}",
        tabs=tabs_of(grouping, f"{url}groups/"),
        key=key,
        dimension=dimension,
        rows=rows_of(split, grouping.names, reading, voice, floor_of(indicator)) if split else [],
        legend=rows_legend(reading, voice),
        gap=gap,
        no_gap=sentences.no_gap_yet(split),
        unpublished=unpublished(split, grouping.names) if split else "",
        table=table_of(split, grouping.names, reading, voice, f"{name}: {dimension}") if split else None,
    )


def floor_of(indicator: Indicator) -> int | None:
    """Return under how many people a group is not shown, by the policy of the last release."""
    rollup = getattr(indicator, "rollup", None)
    return rollup.release.policy.min_denominator if rollup and rollup.release else None
