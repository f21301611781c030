"""Groups beside the whole: small multiples, gap rows, and the widest gap in words. Never a ranking. UX rule 12."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts.legend import Sample
from initiatives.access import Prepared
from initiatives.models import Category, Dimension, local
from initiatives.rules.viewer import Viewer
from measurement import sentences
from measurement.models import Indicator
from measurement.pages.about import last_changed
from measurement.pages.gap_rows import Hidden, Names, Row, hidden_of, rows_legend, rows_of, sizes_note
from measurement.pages.references import EVERYBODY, choices, gap_against
from measurement.pages.told import told_reading
from measurement.pictures import Samples, minis_of, sample
from measurement.rules.reading import Figure, Gap, Group, IndicatorReading, Split
from measurement.wording import Sign, Voice, gap_sign, voice_of

NAMES = Prepared[Category](
    lambda asked: Category.objects.filter(dimension=asked.number).select_related("dimension")
)
Tabs = list[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class GapWords:
    """The widest gap in words."""

    number: str
    unit: str
    behind: str
    callout: SafeString
    sign: Sign
    sentences: list[str]


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


def categories_of(reading: IndicatorReading) -> QuerySet[Category]:
    """Return the question for the names of all groups of an indicator."""
    wanted = [split.dimension for split in reading.splits]
    return Category.objects.filter(dimension__in=wanted).select_related("dimension")


def grouping_of(
    reading: IndicatorReading, indicator: Indicator, by: str = "", *, rows: Iterable[Category] | None = None
) -> Grouping:
    """Return the groups of an indicator with their names: one query, or `rows`. `by` is the slug of a dimension."""
    wanted = [split.dimension for split in reading.splits]
    rows = categories_of(reading) if rows is None else rows
    names: dict[int, str] = {}
    dimensions: dict[int, Dimension] = {}
    for row in rows:
        names[row.pk] = local(row.name)
        dimensions[row.dimension_id] = row.dimension
    listed = [(pk, dimensions[pk].slug, local(dimensions[pk].name)) for pk in wanted if pk in dimensions]
    asked = next((pk for pk, slug, _name in listed if slug == by), indicator.gap_dimension_id)
    return Grouping(names, listed, reading.headline_split(asked))


def first_split(reading: IndicatorReading, indicator: Indicator) -> Split | None:
    """Return the groups that are shown first: those of the gap's dimension, else of any."""
    return reading.headline_split(indicator.gap_dimension_id)


def first_grouping(
    reading: IndicatorReading, indicator: Indicator, categories: Sequence[Category]
) -> Grouping:
    """Return the groups that are shown first, named by the categories of their dimension."""
    listed = [(one.pk, one.slug, local(one.name)) for one in (row.dimension for row in categories[:1])]
    names = {row.pk: local(row.name) for row in categories}
    return Grouping(names, listed, first_split(reading, indicator))


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
def gap_words(
    gap: Gap, names: Names, voice: Voice, indicator: Indicator, reading: IndicatorReading
) -> GapWords:
    """Return the widest gap: how far, what became of it, between whom, how sure, and what parity would take."""
    was = "" if gap.was_difference is None else voice.difference(gap.was_difference)
    now = voice.difference(gap.difference)
    callout = format_html(
        sentences.gap_callout(gap, voice),
        was=format_html("<b>{}</b>", was),
        now=format_html("<b>{}</b>", now),
    )
    known = dict(names)
    said = [
        sentences.between(gap, known),
        sentences.relative(gap, known, voice, indicator),
        sentences.of_the_mean(gap, known, indicator),
        sentences.certainty(gap),
        sentences.parity(gap, known),
        sentences.gap_caution(gap, reading),
    ]
    number, _space, unit = now.partition(" ")
    return GapWords(
        number,
        unit or voice.sign.strip(),
        _("{group}, {period}").format(group=known[gap.worst], period=gap.label),
        callout,
        gap_sign(gap.verdict),
        [one for one in said if one],
    )


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
    minis: list[tuple[str, str, SafeString]]
    hidden: list[Hidden]
    unpublished: str
    notes: list[str]
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
        return Minis("", [], "", [], [], "", [], [], "", f"{url}groups/")
    groups = [(names.get(group.key, ""), group.figures) for group in split.groups]
    shown = reading.shown
    form = _("{unit}, {first} to {last}") if len(shown) > 1 else _("{unit}, {last}")
    span = form.format(
        unit=voice.axis, first=shown[0].label if shown else "", last=shown[-1].label if shown else ""
    )
    return Minis(
        key,
        tabs_of(grouping, url, "#groups"),
        sentences.groups_sentence(split, less_is_better=indicator.direction == Indicator.Direction.DOWN),
        _dated(minis_of(groups, reading.whole, voice, reading.step, reading.walls), split),
        hidden_of(split, names, floor),
        unpublished(split, names),
        notes_of(split, reading, names, voice),
        [(sample(Sample.LINE), _("This group")), (sample(Sample.OTHER), _("Everybody"))],
        span,
        f"{url}groups/?{urlencode({'by': key})}" if key else f"{url}groups/",
    )


def notes_of(split: Split, reading: IndicatorReading, names: Names, voice: Voice) -> list[str]:
    """Return what is to be said of the groups of a dimension once: a limit for all, and groups that are not drawn."""
    said = (
        sentences.bounds_sentence(split, names),
        sentences.floor_sentence(split, reading, names, voice),
        sentences.further_sentence(split),
    )
    return [one for one in said if one]


def _dated(pictures: Sequence[tuple[str, SafeString]], split: Split) -> list[tuple[str, str, SafeString]]:
    """Print the last period at each group where groups do not all end in the same one."""
    ends = [_last_label(group) for group in split.groups]
    are_alike = len(set(ends)) < 2
    return [
        (name, "" if are_alike else end, picture) for (name, picture), end in zip(pictures, ends, strict=True)
    ]


def _last_label(group: Group) -> str:
    return next((one.label for one in reversed(group.figures) if one.value is not None), "")


def _cell(figure: Figure | None, voice: Voice) -> str:
    """Print a figure in a table, a bound with its sign."""
    if figure is None or figure.value is None:
        return "—"
    return figure.sign + voice.bare(figure.value) if figure.is_bound else voice.in_column(figure.value)


# --- The page of all groups --------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Table:
    """Every figure of a dimension."""

    caption: str
    heads: tuple[str, ...]
    rows: list[tuple[str, list[str]]]


def table_of(split: Split, names: Names, reading: IndicatorReading, voice: Voice, caption: str) -> Table:
    """Return every figure of every group by period; a dash where there is none."""
    groups = [(names.get(group.key, ""), {one.at: one for one in group.figures}) for group in split.groups]
    rows = []
    for one in reversed(reading.whole):
        figures = [one, *(line.get(one.at) for _name, line in groups)]
        rows.append((one.label, [_cell(figure, voice) for figure in figures]))
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
    changed: datetime
    heading: str
    lead: str
    tabs: Tabs
    key: str
    against: Tabs
    dimension: str
    rows: list[Row]
    legend: Samples
    sizes: str
    notes: list[str]
    gap: GapWords | None
    no_gap: str
    unpublished: str
    table: Table | None
    has_figures: bool


def groups_page(indicator: Indicator, viewer: Viewer, *, by: str, against: str = "") -> GroupsPage:
    """Return the page on which groups are compared: a figure for each, was and now, in the fixed order.

    `against` chooses the reference of the gap: "" the best-off group, "all" everybody, or the id of a group.
    """
    reading = told_reading(indicator)
    grouping, voice = grouping_of(reading, indicator, by), voice_of(indicator)
    split, (key, dimension) = grouping.split, grouping.chosen
    base, name = indicator.record.initiative.url, local(indicator.name)
    url = f"{base}results/{indicator.slug}/"
    found = gap_against(reading, split, indicator, against) if split else None
    names = {**grouping.names, EVERYBODY: _("everybody")}
    gap = gap_words(found, names, voice, indicator, reading) if found else None
    heading = sentences.gap_sentence(found, voice) if found else _("Groups beside the whole")
    return GroupsPage(
        name=name,
        url=url,
        results_url=f"{base}results/",
        history_url=f"{base}history/",
        csv_url=f"{url}figures.csv",
        changed=last_changed(indicator),
        heading=heading.removesuffix("."),
        lead=f"{name}. {sentences.now_sentence(reading, voice)}",
        tabs=tabs_of(grouping, f"{url}groups/"),
        key=key,
        against=choices(split, dict(grouping.names), against) if split and found else [],
        dimension=dimension,
        rows=rows_of(split, grouping.names, reading, voice, floor_of(indicator)) if split else [],
        legend=rows_legend(split, reading, voice) if split else [],
        sizes=sizes_note(split) if split else "",
        notes=notes_of(split, reading, grouping.names, voice) if split else [],
        gap=gap,
        no_gap=sentences.no_gap_yet(split),
        unpublished=unpublished(split, grouping.names) if split else "",
        table=table_of(split, grouping.names, reading, voice, f"{name}: {dimension}") if split else None,
        has_figures=reading.now is not None,
    )


def floor_of(indicator: Indicator) -> int | None:
    """Return under how many people a group is not shown, by the policy of the last release."""
    rollup = getattr(indicator, "rollup", None)
    return rollup.release.policy.min_denominator if rollup and rollup.release else None
