"""The charts of an indicator as files of their own: the same pictures with the same words as the page."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from charts.palette import NIGHT, PALETTES, Palette
from charts.poster import Around, GapLine, gap_png, trend_png
from initiatives.models import local
from initiatives.rules.viewer import Viewer
from initiatives.together import ask_together
from measurement import sentences
from measurement.models import Indicator, Release
from measurement.pages.about import last_published, releases_of
from measurement.pages.asked import ask_about
from measurement.pages.gap_rows import hidden_of, rows_keys, specs_of
from measurement.pages.groups import categories_of, floor_of, grouping_of
from measurement.pages.indicator import trend_spec, unit_and_place
from measurement.pages.told import told_reading
from measurement.pictures import picture_words
from measurement.wording import Voice, day_words, voice_of


def trend_poster(
    indicator: Indicator, viewer: Viewer, *, dark: bool, by: str = "", beside: Sequence[str] | None = None
) -> bytes | None:
    """Return the trend as PNG; nothing while there are no figures."""
    reading, voice = told_reading(indicator), voice_of(indicator)
    if not reading.now:
        return None
    asked = ask_about(indicator, reading, viewer, by=by)
    spec = trend_spec(indicator, reading, voice, asked, asked.beside(reading, beside))
    around = _around(indicator, asked.releases, voice, sentences.finding(reading, voice))
    return trend_png(spec, picture_words(), around, _palette(indicator, dark=dark))


def gap_poster(indicator: Indicator, *, by: str, dark: bool) -> bytes | None:
    """Return groups beside the whole as PNG; nothing while there is no group. Protected ones have no track."""
    reading, voice = told_reading(indicator), voice_of(indicator)
    categories, releases = categories_of(reading), releases_of(indicator)
    ask_together(categories, releases)
    grouping = grouping_of(reading, indicator, by, rows=categories)
    split, names = grouping.split, grouping.names
    if split is None or not split.groups:
        return None
    shown = specs_of(split, names, reading, voice)
    lines = [
        GapLine(names.get(key, ""), said, track)
        for key, (track, said) in shown.items()
        if key not in split.hidden
    ]
    lines += [GapLine(one.name, one.reason) for one in hidden_of(split, names, floor_of(indicator))]
    finding = sentences.gap_sentence(split.gap, voice) if split.gap else _("Groups beside the whole")
    around = _around(indicator, list(releases), voice, finding, grouping.chosen[1])
    return gap_png(lines, rows_keys(split, reading, voice), around, _palette(indicator, dark=dark))


def _around(
    indicator: Indicator, releases: Sequence[Release], voice: Voice, finding: str, dimension: str = ""
) -> Around:
    name, published = local(indicator.name), last_published(releases)
    source = local(indicator.source)
    foot = [
        _("Source: {source}").format(source=source) if source else "",
        _("Published on {day} by {initiative}").format(
            day=day_words(published), initiative=indicator.record.initiative
        )
        if published
        else "",
    ]
    unit = unit_and_place(indicator, voice)
    heading = [name, dimension, unit]
    return Around(finding.removesuffix("."), " · ".join(filter(None, heading)), tuple(filter(None, foot)))


def _palette(indicator: Indicator, *, dark: bool) -> Palette:
    return (NIGHT if dark else PALETTES)[indicator.record.initiative.hue]
