"""What a report holds: what the public pages say at one moment, in the same words, frozen as data and set on paper."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from charts import fixed
from charts.gaps import shared_span
from charts.palette import PALETTES
from charts.spec import GapRow, Point, Spark
from communications.models import ReportSnapshot
from communications.overview import decisions_of, latest_rounds, masthead_of, partners_of
from initiatives import clock
from initiatives.models import Category, CommonAgenda, Initiative, Restriction, local
from initiatives.rules.viewer import visitor
from measurement.models import Indicator
from measurement.pictures import picture_words
from measurement.rules.reading import IndicatorReading, Split
from measurement.sentences import (
    between,
    gap_sentence,
    groups_sentence,
    no_gap_yet,
    not_published,
    relative,
    sign_of_course,
    sign_of_target,
    summary,
)
from measurement.wording import Voice, gap_sign, grade_word, not_shown, voice_of

Frozen = dict[str, Any]


def contents_of(initiative: Initiative) -> Frozen:
    """Return everything that the report says, for a reader without an account, as plain data."""
    viewer = visitor(initiative.pk)
    names = {category.pk: local(category.name) for category in Category.objects.all()}
    indicators = Indicator.objects.visible_to(viewer).on_overview().select_related("rollup", "gap_dimension")
    count, partners = partners_of(initiative, viewer)
    agenda = CommonAgenda.objects.visible_to(viewer).ratified().first()
    return {
        "title": masthead_of(initiative, agenda, count, None).title,
        "lead": masthead_of(initiative, agenda, count, None).lead,
        "place": initiative.geography,
        "hue": initiative.hue,
        "is_illustrative": initiative.is_illustrative,
        "partners": partners.heading if partners else "",
        "seats": partners.seats if partners else "",
        "indicators": [
            _indicator(one, names) for one in indicators if hasattr(one, "rollup") and one.rollup.card
        ],
        "decisions": [_decision(one) for one in decisions_of(latest_rounds(viewer))],
        "restricted": Restriction.objects.active(at=clock.now()).count(),
    }


def html_of(report: ReportSnapshot) -> str:
    """Return the complete page that becomes the PDF, from the frozen contents alone."""
    palette = PALETTES[report.contents["hue"]]
    context = {
        "report": report,
        "initiative": report.record.initiative,
        "contents": report.contents,
        "indicators": [_drawn(one, palette) for one in report.contents["indicators"]],
        "address": f"{settings.BASE_URL}{report.record.url}",
    }
    return render_to_string("communications/reports/report.html", context)


def _indicator(indicator: Indicator, names: dict[int, str]) -> Frozen:
    reading = IndicatorReading.from_json(indicator.rollup.reading)
    voice, now = voice_of(indicator), reading.now
    course, target = sign_of_course(reading), sign_of_target(reading.promise, voice)
    split = reading.split(indicator.gap_dimension_id)
    return {
        "slug": indicator.slug,
        "name": local(indicator.name),
        "listing": indicator.listing,
        "value": voice.bare(now.value) if now and now.value is not None else "",
        "unit": voice.sign,
        "period": now.label if now else "",
        "course": [course.glyph, course.word],
        "target": [target.glyph, target.word],
        "summary": summary(reading, voice),
        "grade": grade_word(reading.grade),
        "source": local(indicator.source),
        "missing": local(indicator.who_is_missing),
        "line": indicator.rollup.card["line"],
        "step": reading.step,
        "style": [voice.unit, voice.multiplier, voice.decimals, voice.of_whom],
        "goal": f"{reading.promise.value:f}" if reading.promise else None,
        "gap": _gap(split, indicator, names, voice) if split and split.gap else None,
        "no_gap": "" if split and split.gap else no_gap_yet(split),
    }


def _gap(split: Split, indicator: Indicator, names: dict[int, str], voice: Voice) -> Frozen:
    assert split.gap is not None  # noqa: S101 (the caller saw to it)
    verdict = gap_sign(split.gap.verdict)
    return {
        "dimension": local(indicator.gap_dimension.name) if indicator.gap_dimension else "",
        "sentence": gap_sentence(split.gap, voice),
        "between": between(split.gap, names),
        "relative": relative(split.gap, names, voice, indicator),
        "verdict": [verdict.glyph, verdict.word],
        "groups": groups_sentence(split, less_is_better=indicator.direction == Indicator.Direction.DOWN),
        "rows": [_row(names[group.key], group.figures) for group in split.groups],
        "hidden": [[names[key], not_shown()] for key in (*split.hidden, *split.guarding)],
        "unpublished": not_published([names[key] for key in split.unpublished]) if split.unpublished else "",
    }


def _row(name: str, figures: Any) -> Frozen:
    shown = [figure for figure in figures if figure.value is not None]
    first, last = (shown[0], shown[-1]) if shown else (None, None)
    return {
        "name": name,
        "was": f"{first.value:f}" if first and first is not last else None,
        "was_label": first.label if first and first is not last else "",
        "now": f"{last.value:f}" if last else None,
        "now_label": last.label if last else "",
    }


def _decision(decision: Any) -> Frozen:
    return {
        "question": local(decision.question),
        "glyph": decision.glyph,
        "word": decision.word,
        "when": decision.when,
    }


def _drawn(one: Frozen, palette: Any) -> Frozen:
    voice = Voice(*one["style"])
    points = tuple(
        Point(at, label, None if value is None else Decimal(value)) for at, label, value in one["line"]
    )
    goal = Decimal(one["goal"]) if one["goal"] else None
    spark = Spark(one["name"], points, voice.style, target=goal, step=one["step"])
    gap = {**one["gap"], "rows": _gap_rows(one["gap"]["rows"], voice, palette)} if one["gap"] else None
    return {
        **one,
        "spark": fixed.as_image(fixed.spark(spark, picture_words(), palette=palette)),
        "spark_alt": one["summary"],
        "gap": gap,
    }


def _gap_rows(rows: list[Frozen], voice: Voice, palette: Any) -> list[Frozen]:
    known = [row for row in rows if row["now"] is not None]
    drawn = [
        GapRow(
            Decimal(row["now"]),
            alt=row["name"],
            was=Decimal(row["was"]) if row["was"] else None,
            style=voice.style,
        )
        for row in known
    ]
    ends = shared_span(drawn) if drawn else (Decimal(0), Decimal(1))
    return [
        {**row, "picture": fixed.as_image(fixed.gap(one, ends, palette=palette)), "said": _said(row, voice)}
        for row, one in zip(known, drawn, strict=True)
    ]


def _said(row: Frozen, voice: Voice) -> str:
    now = f"{voice.figure(Decimal(row['now']))} ({row['now_label']})"
    return f"{voice.figure(Decimal(row['was']))} ({row['was_label']}) → {now}" if row["was"] else now
