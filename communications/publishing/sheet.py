"""One indicator on two sheets of paper: the same words as its page, with the day and the number of its release."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string

from charts import fixed, legend, sentence
from charts.palette import PALETTES
from communications.publishing.report import drawn, frozen_indicator
from initiatives import clock
from initiatives.models import Category, Initiative, local
from initiatives.rules.viewer import Viewer
from measurement import sentences
from measurement.models import Indicator
from measurement.pages.about import history_of
from measurement.pages.asked import ask_about
from measurement.pages.told import told_reading
from measurement.pictures import picture_words, trend_of
from measurement.wording import voice_of


def sheet_of(indicator: Indicator, initiative: Initiative, viewer: Viewer) -> str:
    """Return the complete page that becomes the PDF of one indicator."""
    palette, reading, voice = PALETTES[initiative.hue], told_reading(indicator), voice_of(indicator)
    names = {category.pk: local(category.name) for category in Category.objects.all()}
    asked = ask_about(indicator, reading, viewer)
    baseline = asked.baseline(reading, voice)
    trend = trend_of(
        indicator,
        reading,
        voice,
        breaks=asked.breaks,
        baseline=baseline.steps if baseline else (),
    )
    words = picture_words()
    context = {
        "initiative": initiative,
        "indicator": indicator,
        "one": drawn(frozen_indicator(indicator, names), palette),
        "finding": sentences.finding(reading, voice),
        "picture": fixed.as_image(fixed.trend(trend, words, palette=palette)),
        "picture_alt": sentence.trend(trend, words),
        "legend": [
            (fixed.as_image(fixed.sample(item.sample, palette=palette)), item.text)
            for item in legend.items(trend, words)
        ],
        "baseline": baseline,
        "notes": [one for one in (sentences.unseen_sentence(reading),) if one],
        "history": history_of(asked.releases, ""),
        "day": clock.today(initiative.zone),
        "address": f"{settings.BASE_URL}{indicator.record.url}",
    }
    return render_to_string("communications/reports/sheet.html", context)
