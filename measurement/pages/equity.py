"""All gaps together: for whom is it getting better? No headline without its gap, or the reason why there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.models import Category, Dimension, Initiative, local
from initiatives.rules.viewer import Viewer
from measurement import sentences
from measurement.models import Indicator
from measurement.pages.gap_rows import Row, rows_legend, rows_of
from measurement.pages.groups import GapWords, gap_words
from measurement.pages.held import held_marks
from measurement.pages.told import told_reading
from measurement.pictures import Samples
from measurement.rules.disaggregation import GapVerdict
from measurement.rules.reading import IndicatorReading, Split
from measurement.wording import Voice, voice_of

Tab = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Ends:
    """The two groups between which a gap lies, drawn as on the page of all groups: then and now."""

    rows: list[Row]
    legend: Samples


@dataclass(frozen=True, slots=True)
class GapCard:
    """One indicator: its widest gap in words, or why there is none, and who is missing."""

    name: dict[str, str]
    url: str
    listing: str
    now: str
    gap: GapWords | None
    no_gap: str
    hidden: str
    missing: dict[str, str]
    is_behind: str
    verdict: GapVerdict | None
    held: str = ""
    ends: Ends | None = None


@dataclass(frozen=True, slots=True)
class EquityPage:
    """All gaps of one dimension, or each indicator's own headline gap."""

    heading: str
    told: list[str]
    tabs: list[Tab]
    cards: list[GapCard]
    without: list[GapCard]
    behind: list[tuple[str, int, int]]


def equity_page(initiative: Initiative, viewer: Viewer, *, by: str) -> EquityPage:
    """Return every gap that this viewer may see: three queries, and for members one more, however many indicators there are.

    `by` is the slug of a dimension; without it each indicator is read by its own.
    """
    seen = Indicator.objects.visible_to(viewer).on_overview().select_related("rollup", "record")
    readings = [(one, told_reading(one)) for one in seen.in_order()]
    used = {split.dimension for _one, reading in readings for split in reading.splits}
    dimensions = {row.pk: row for row in Dimension.objects.filter(pk__in=used)}
    chosen = next((pk for pk, row in dimensions.items() if row.slug == by), None)
    names = {row.pk: local(row.name) for row in Category.objects.filter(dimension__in=used)}
    held = held_marks(initiative, viewer)
    found = (_card(one, reading, chosen, names, initiative.url) for one, reading in readings)
    cards = [replace(one, held=held.get(one.url, one.held)) for one in found]
    with_gap = [card for card in cards if card.gap]
    verdicts = Counter(card.verdict for card in with_gap)
    return EquityPage(
        heading=_heading(verdicts, len(with_gap)),
        told=_told(verdicts),
        tabs=_tabs(dimensions.values(), chosen, initiative.url),
        cards=with_gap,
        without=[card for card in cards if not card.gap],
        behind=_behind(with_gap),
    )


def _card(
    indicator: Indicator, reading: IndicatorReading, chosen: int | None, names: dict[int, str], base: str
) -> GapCard:
    voice = voice_of(indicator)
    split = _split(indicator, reading, chosen)
    gap = split.gap if split else None
    return GapCard(
        name=indicator.name,
        url=f"{base}results/{indicator.slug}/",
        listing=str(Indicator.Listing(indicator.listing).label),
        now=sentences.now_sentence(reading, voice) if reading.now else _("No figures yet."),
        gap=gap_words(gap, names, voice, indicator, reading) if gap else None,
        no_gap=sentences.no_gap_yet(split)
        if reading.now
        else _("There are no figures yet, so nobody can say who is behind."),
        hidden=_hidden(split, names),
        missing=indicator.who_is_missing,
        is_behind=names.get(gap.worst, "") if gap else "",
        verdict=gap.verdict if gap else None,
        ends=_ends(split, reading, names, voice) if split and gap else None,
    )


def _ends(split: Split, reading: IndicatorReading, names: dict[int, str], voice: Voice) -> Ends:
    """Return the pictures of the two groups at the ends of the gap, in their fixed order: the others stand behind the link."""
    gap = split.gap
    ends = tuple(one for one in split.groups if gap is not None and one.key in (gap.best, gap.worst))
    both = replace(split, groups=ends, hidden=())
    return Ends(rows_of(both, names, reading, voice, None), rows_legend(both, reading, voice))


def _split(indicator: Indicator, reading: IndicatorReading, chosen: int | None) -> Split | None:
    if chosen is not None:
        return reading.split(chosen)
    return reading.headline_split(indicator.gap_dimension_id)


def _hidden(split: Split | None, names: dict[int, str]) -> str:
    """Groups hidden by protection are named, never dropped."""
    hidden = [names[key] for key in split.hidden if key in names] if split else []
    return _("Not shown, to protect few people: {groups}.").format(groups=", ".join(hidden)) if hidden else ""


def _heading(counts: Counter[GapVerdict | None], total: int) -> str:
    if not total:
        return _("Who is behind cannot be told yet")
    closing = counts[GapVerdict.CLOSING]
    if counts[GapVerdict.EARLY] == total:
        return _("It is too early to tell whether any gap is closing")
    return ngettext(
        "The gap is closing in {closing} of {total} indicator",
        "The gap is closing in {closing} of {total} indicators",
        total,
    ).format(closing=closing, total=total)


def _told(counts: Counter[GapVerdict | None]) -> list[str]:
    words = (
        (
            GapVerdict.WIDENING,
            ngettext("{count} is widening", "{count} are widening", counts[GapVerdict.WIDENING]),
        ),
        (GapVerdict.MIXED, ngettext("{count} is mixed", "{count} are mixed", counts[GapVerdict.MIXED])),
        (GapVerdict.FLAT, ngettext("{count} does not move", "{count} do not move", counts[GapVerdict.FLAT])),
        (
            GapVerdict.LEVELLED_DOWN,
            ngettext(
                "{count} closed only because the best-off group fell",
                "{count} closed only because the best-off group fell",
                counts[GapVerdict.LEVELLED_DOWN],
            ),
        ),
        (
            GapVerdict.EARLY,
            ngettext(
                "for {count} it is too early to tell",
                "for {count} it is too early to tell",
                counts[GapVerdict.EARLY],
            ),
        ),
    )
    return [word.format(count=counts[key]) for key, word in words if counts[key]]


def _tabs(dimensions: Iterable[Dimension], chosen: int | None, base: str) -> list[Tab]:
    rows = sorted(dimensions, key=lambda row: (row.position, row.pk))
    own = (_("Each in its own"), f"{base}results/equity/", chosen is None)
    return [
        own,
        *((local(row.name), f"{base}results/equity/?by={row.slug}", row.pk == chosen) for row in rows),
    ]


def _behind(cards: Sequence[GapCard]) -> list[tuple[str, int, int]]:
    """Return how often each group is the one furthest behind, and of how many: a question to ask, not a ranking."""
    counts = Counter(card.is_behind for card in cards if card.is_behind)
    return [(name, count, len(cards)) for name, count in counts.most_common() if count > 1]
