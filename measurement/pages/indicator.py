"""The page of one indicator, ready in words: how it goes, for whom, how good the figures are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts import table
from charts.table import Table
from initiatives.models import local
from initiatives.rules.viewer import Viewer
from measurement import sentences
from measurement.models import Indicator, SeriesBreak
from measurement.pages.about import History, history_of, last_published, releases_of
from measurement.pages.groups import GapWords, Minis, Tabs, floor_of, gap_words, grouping_of, minis_page
from measurement.pictures import Samples, draw_trend, legend_of, picture_words, trend_of
from measurement.rules.reading import IndicatorReading
from measurement.wording import Sign, Voice, day_words, grade_meaning, grade_word, voice_of

SHOWS = ("chart", "table", "source")


@dataclass(frozen=True, slots=True)
class Now:
    """The last figure, large."""

    value: str
    unit: str
    period: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sign and the note under it."""

    sign: Sign
    note: str
    why: dict[str, str]


@dataclass(frozen=True, slots=True)
class BreakNote:
    """From a day on the figures are made in another way."""

    glyph: str
    heading: str
    words: str


@dataclass(frozen=True, slots=True)
class Curve:
    """The trend with everything around it."""

    finding: str
    unit_and_place: str
    tabs: Tabs
    legend: Samples
    picture: SafeString
    notes: list[BreakNote]
    table: Table


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the figures are."""

    word: str
    meaning: str
    checked: str
    rows: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """Everything on the page of an indicator but the record itself."""

    name: str
    who: str
    sentence: str
    url: str
    results_url: str
    history_url: str
    csv_url: str
    import_url: str
    show: str
    now: Now | None
    direction: Verdict
    target: Verdict
    trend: Curve | None
    groups: Minis
    gap: GapWords | None
    no_gap: str
    quality: Quality
    history: History
    relatives: list[tuple[dict[str, str], str, str]]


def indicator_page(indicator: Indicator, viewer: Viewer, *, show: str, by: str) -> IndicatorPage:
    """Return the page: the stored reading, the benchmarks, the breaks and the releases, put into words."""
    reading = IndicatorReading.from_json(indicator.rollup.reading if hasattr(indicator, "rollup") else {})
    voice, base = voice_of(indicator), indicator.record.initiative.url
    url = f"{base}results/{indicator.slug}/"
    grouping = grouping_of(reading, indicator, by)
    split = grouping.split
    relatives = _relatives(indicator, viewer)
    releases = releases_of(indicator)
    shown = show if show in SHOWS else SHOWS[0]
    published = last_published(releases)
    return IndicatorPage(
        name=local(indicator.name),
        who=_("Public") if indicator.record.state != "draft" else _("Draft: those who work on it"),
        sentence=sentences.summary(reading, voice) if reading.now else local(indicator.plain_definition),
        url=url,
        results_url=f"{base}results/",
        history_url=f"{base}history/",
        csv_url=f"{url}figures.csv",
        import_url=f"{base}results/import/?indicator={indicator.slug}",
        show=shown,
        now=_now(reading, voice),
        direction=Verdict(sentences.sign_of_course(reading), sentences.why_this_course(reading), {}),
        target=_target(indicator, reading, voice),
        trend=_curve(indicator, reading, voice, relatives, _tabs(url, grouping.chosen[0], shown))
        if reading.now
        else None,
        groups=minis_page(grouping, reading, indicator, voice, url, floor_of(indicator)),
        gap=gap_words(split.gap, grouping.names, voice, indicator) if split and split.gap else None,
        no_gap=sentences.no_gap_yet(split),
        quality=Quality(
            grade_word(reading.grade),
            grade_meaning(reading.grade),
            _("Published on {day}").format(day=day_words(published)) if published else "",
            [sentences.quality_line(found) for found in reading.quality],
        ),
        history=history_of(indicator, releases, f"{url}data/"),
        relatives=[(one.name, f"{base}results/{one.slug}/", _said(one)) for one in relatives],
    )


def _now(reading: IndicatorReading, voice: Voice) -> Now | None:
    now = reading.now
    return None if now is None or now.value is None else Now(voice.bare(now.value), voice.sign, now.label)


def _target(indicator: Indicator, reading: IndicatorReading, voice: Voice) -> Verdict:
    promise = reading.promise
    why: dict[str, str] = next(
        (one.rationale for one in indicator.targets.all() if promise and one.label == promise.label), {}
    )
    return Verdict(sentences.short_sign_of_target(promise), sentences.pace_note(promise, voice), why)


def _relatives(indicator: Indicator, viewer: Viewer) -> list[Indicator]:
    """The benchmarks of an indicator, and the one that it is a benchmark of: one query."""
    seen = Indicator.objects.visible_to(viewer).select_related("rollup", "population")
    if indicator.benchmark_of_id:
        return list(seen.filter(pk=indicator.benchmark_of_id))
    return list(seen.filter(benchmark_of=indicator))


def _said(other: Indicator) -> str:
    reading = _reading(other)
    return sentences.now_sentence(reading, voice_of(other)).removesuffix(".") if reading.now else ""


def _reading(indicator: Indicator) -> IndicatorReading:
    return IndicatorReading.from_json(indicator.rollup.reading if hasattr(indicator, "rollup") else {})


def _curve(
    indicator: Indicator, reading: IndicatorReading, voice: Voice, relatives: Sequence[Indicator], tabs: Tabs
) -> Curve:
    breaks = list(indicator.breaks.all())
    others = [(one.population.place, _reading(one)) for one in relatives]
    trend = trend_of(
        indicator,
        reading,
        voice,
        breaks=breaks,
        others=[(name, other) for name, other in others if other.now],
    )
    return Curve(
        finding=sentences.finding(reading),
        unit_and_place=_("{unit}, {place}").format(unit=voice.axis, place=indicator.population.place),
        tabs=tabs,
        legend=legend_of(trend),
        picture=draw_trend(trend),
        notes=[_break(one) for one in breaks],
        table=table.trend(trend, picture_words()),
    )


def _tabs(url: str, by: str, shown: str) -> Tabs:
    names = (_("Chart"), _("Table"), _("Source"))
    kept = {"by": by} if by else {}
    return [
        (name, f"{url}?{urlencode({**kept, 'show': show})}#figure", show == shown)
        for show, name in zip(SHOWS, names, strict=True)
    ]


def _break(noted: SeriesBreak) -> BreakNote:
    glyph = "stopped" if noted.effect == SeriesBreak.Effect.INCOMPARABLE else "caution"
    heading = _("{label}, from {day}:").format(
        label=local(noted.label) or noted.get_effect_display(), day=day_words(noted.starts_on)
    )
    return BreakNote(glyph, heading, local(noted.explanation))
