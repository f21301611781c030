"""The page of one indicator, ready in words: how it goes, for whom, how good the figures are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts import table
from charts.spec import Trend
from charts.table import Table
from initiatives.models import local
from initiatives.rules.viewer import Viewer
from measurement import sentences
from measurement.models import Indicator, Release, SeriesBreak, Target
from measurement.pages.about import History, history_of, last_changed, last_published
from measurement.pages.asked import Asked, ask_about
from measurement.pages.baseline import Baseline
from measurement.pages.beside import Beside
from measurement.pages.groups import GapWords, Minis, Tabs, floor_of, gap_words, minis_page
from measurement.pages.told import told_reading
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
    past: list[Sign]


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
    unseen: str
    table: Table
    beside: Beside


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

    base: str
    slug: str
    name: str
    changed: datetime
    sentence: str
    caution: str
    show: str
    now: Now | None
    direction: Verdict
    target: Verdict
    trend: Curve | None
    groups: Minis
    gap: GapWords | None
    no_gap: str
    baseline: Baseline | None
    quality: Quality
    history: History
    relatives: list[tuple[dict[str, str], str, str]]

    @property
    def url(self) -> str:
        """The page itself."""
        return _address(self.base, self.slug)

    @property
    def results_url(self) -> str:
        """All results."""
        return f"{self.base}results/"

    @property
    def history_url(self) -> str:
        """What happened."""
        return f"{self.base}history/"

    @property
    def rules_url(self) -> str:
        """By which rules figures are published."""
        return f"{self.base}results/quality/"

    @property
    def csv_url(self) -> str:
        """The figures as a file."""
        return f"{self.url}figures.csv"

    @property
    def pdf_url(self) -> str:
        """The page on two sheets of paper."""
        return f"{self.url}sheet.pdf"

    @property
    def import_url(self) -> str:
        """Where figures are brought."""
        return f"{self.base}results/import/?indicator={self.slug}"


def indicator_page(
    indicator: Indicator, viewer: Viewer, *, show: str, by: str, beside: Sequence[str] | None = None
) -> IndicatorPage:
    """Return the page: the stored reading, the benchmarks, the breaks and the releases, put into words.

    `beside` are the keys of the lines that are drawn beside the curve; None: its benchmarks.
    """
    reading, voice, base = told_reading(indicator), voice_of(indicator), indicator.record.initiative.url
    url, shown = _address(base, indicator.slug), show if show in SHOWS else SHOWS[0]
    asked = ask_about(indicator, reading, viewer, by=by)
    others, grouping = asked.beside(reading, beside), asked.grouping
    tabs, split = _tabs(url, others.query, shown), grouping.split
    return IndicatorPage(
        base=base,
        slug=indicator.slug,
        name=local(indicator.name),
        changed=last_changed(indicator),
        sentence=sentences.summary(reading, voice) if reading.now else local(indicator.plain_definition),
        caution=sentences.cautions_sentence(reading),
        show=shown,
        now=_now(reading, voice),
        direction=Verdict(sentences.sign_of_course(reading), sentences.why_this_course(reading), {}, []),
        target=_target(asked.targets, reading, voice),
        trend=_curve(indicator, reading, voice, asked, others, tabs) if reading.now else None,
        groups=minis_page(grouping, reading, indicator, voice, url, floor_of(indicator)),
        gap=gap_words(split.gap, grouping.names, voice, indicator, reading) if split and split.gap else None,
        no_gap=sentences.no_gap_yet(split),
        baseline=asked.baseline(reading, voice),
        quality=_quality(reading, asked.releases),
        history=history_of(asked.releases, f"{url}data/"),
        relatives=[(one.name, _address(base, one.slug), _said(one)) for one in asked.relatives],
    )


def _address(base: str, slug: str) -> str:
    return f"{base}results/{slug}/"


def _quality(reading: IndicatorReading, releases: Sequence[Release]) -> Quality:
    published = last_published(releases)
    return Quality(
        grade_word(reading.grade),
        grade_meaning(reading.grade),
        _("Published on {day}").format(day=day_words(published)) if published else "",
        [sentences.quality_line(found) for found in reading.quality],
    )


def _now(reading: IndicatorReading, voice: Voice) -> Now | None:
    now = reading.now
    if now is None or now.value is None:
        return None
    return Now(now.sign + voice.bare(now.value), voice.sign, now.label)


def _target(targets: Sequence[Target], reading: IndicatorReading, voice: Voice) -> Verdict:
    promise = reading.promise
    why: dict[str, str] = next(
        (one.rationale for one in targets if promise and one.label == promise.label), {}
    )
    past = sentences.past_sentences(reading, voice)
    return Verdict(sentences.short_sign_of_target(promise), sentences.pace_note(promise, voice), why, past)


def _said(other: Indicator) -> str:
    reading = told_reading(other)
    return sentences.now_sentence(reading, voice_of(other)).removesuffix(".") if reading.now else ""


def _curve(
    indicator: Indicator, reading: IndicatorReading, voice: Voice, asked: Asked, beside: Beside, tabs: Tabs
) -> Curve:
    trend = trend_spec(indicator, reading, voice, asked, beside)
    return Curve(
        finding=sentences.finding(reading, voice),
        unit_and_place=unit_and_place(indicator, voice),
        tabs=tabs,
        legend=legend_of(trend),
        picture=draw_trend(trend),
        notes=[_break(one) for one in asked.breaks],
        unseen=sentences.unseen_sentence(reading),
        table=table.trend(trend, picture_words()),
        beside=beside,
    )


def trend_spec(
    indicator: Indicator, reading: IndicatorReading, voice: Voice, asked: Asked, beside: Beside
) -> Trend:
    """Return the trend with the chosen lines beside it; a benchmark bears the name of its place."""
    baseline = asked.baseline(reading, voice)
    return trend_of(
        indicator,
        reading,
        voice,
        breaks=asked.breaks,
        others=beside.chosen,
        baseline=baseline.steps if baseline else (),
    )


def unit_and_place(indicator: Indicator, voice: Voice) -> str:
    """Say what is counted, and where; of a performance measure that it speaks of those whom its program serves alone."""
    if indicator.accountability == Indicator.Accountability.PERFORMANCE:
        return _("{unit}, only of those whom the program serves").format(unit=voice.axis)
    return _("{unit}, {place}").format(unit=voice.axis, place=indicator.population.place)


def _tabs(url: str, query: str, shown: str) -> Tabs:
    names = (_("Chart"), _("Table"), _("Source"))
    return [
        (name, f"{url}?{query}&show={show}#figure", show == shown)
        for show, name in zip(SHOWS, names, strict=True)
    ]


def _break(noted: SeriesBreak) -> BreakNote:
    glyph = "stopped" if noted.effect == SeriesBreak.Effect.INCOMPARABLE else "caution"
    heading = _("{label}, from {day}:").format(
        label=local(noted.label) or noted.get_effect_display(), day=day_words(noted.starts_on)
    )
    return BreakNote(glyph, heading, local(noted.explanation))
