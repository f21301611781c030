"""What a report holds: what the public pages say at one moment, in the same words, frozen as data and set on paper."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from charts import fixed
from charts.gaps import shared_span
from charts.palette import PALETTES, Palette
from charts.spec import GapRow, Spark
from communications.errata import Erratum, errata_since, published_reports
from communications.models import ReportSnapshot
from communications.overview import latest_decisions, masthead_of, partners_of
from communications.overview.outputs import Outputs, outputs_for
from initiatives import clock
from initiatives.access import Asked
from initiatives.models import Category, CommonAgenda, Dimension, Initiative, Restriction, local
from initiatives.rules.viewer import Viewer, visitor
from measurement.models import Indicator
from measurement.pages.gap_rows import Common, common_of, sizes_note
from measurement.pages.groups import notes_of
from measurement.pages.told import told_reading
from measurement.pictures import picture_words, points_of_line
from measurement.rules.reading import Figure, Group, IndicatorReading, Split
from measurement.scoring import card_for, reading_for
from measurement.sentences import (
    between,
    cautions_sentence,
    certainty,
    gap_caution,
    gap_sentence,
    groups_sentence,
    no_gap_yet,
    not_published,
    of_the_mean,
    parity,
    past_sentences,
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
    seen = Indicator.objects.visible_to(viewer).on_overview()
    rows = seen.select_related("record", "rollup", "gap_dimension")
    indicators = [one for one in rows if hasattr(one, "rollup") and one.rollup.card]
    decisions = latest_decisions(viewer)
    outputs = outputs_for(Asked(viewer, clock.today(initiative.zone)))
    count, partners = partners_of(initiative, viewer)
    agenda = CommonAgenda.objects.visible_to(viewer).ratified().select_related("record").first()
    return {
        "title": masthead_of(initiative, agenda, count, None).title,
        "lead": masthead_of(initiative, agenda, count, None).lead,
        "place": initiative.geography,
        "hue": initiative.hue,
        "is_illustrative": initiative.is_illustrative,
        "partners": partners.heading if partners else "",
        "seats": partners.seats if partners else "",
        "indicators": [frozen_indicator(one, names) for one in indicators],
        "decisions": [_decision(one) for one in decisions],
        "outputs": _outputs(outputs) if outputs else {},
        "records": [
            *(one.record.number for one in (*indicators, agenda) if one),
            *(one.number for one in decisions),
            *(one.record.number for one in (outputs.changed if outputs else ())),
        ],
        "restricted": Restriction.objects.active(at=clock.now()).count(),
        "errata": [_erratum(one) for one in _errata(viewer)],
    }


def html_of(report: ReportSnapshot) -> str:
    """Return the complete page that becomes the PDF, from the frozen contents alone."""
    palette = PALETTES[report.contents["hue"]]
    context = {
        "report": report,
        "initiative": report.record.initiative,
        "contents": report.contents,
        "indicators": [drawn(one, palette) for one in report.contents["indicators"]],
        "address": f"{settings.BASE_URL}{report.record.url}",
    }
    return render_to_string("communications/reports/report.html", context)


def frozen_indicator(indicator: Indicator, names: dict[int, str]) -> Frozen:
    """Return what a report says of one indicator, as plain data; `names` are those of all groups."""
    reading = told_reading(indicator)
    voice, now = voice_of(indicator), reading.now
    course, target = sign_of_course(reading), sign_of_target(reading.promise, voice)
    split = reading.headline_split(indicator.gap_dimension_id)
    return {
        "slug": indicator.slug,
        "number": indicator.record.number,
        "name": local(indicator.name),
        "listing": indicator.listing,
        "value": now.sign + voice.bare(now.value) if now and now.value is not None else "",
        "unit": voice.sign,
        "period": now.label if now else "",
        "course": [course.glyph, course.word],
        "target": [target.glyph, target.word],
        "summary": summary(reading, voice),
        "caution": cautions_sentence(reading),
        "past": [[one.glyph, one.word] for one in past_sentences(reading, voice)],
        "grade": grade_word(reading.grade),
        "source": local(indicator.source),
        "missing": local(indicator.who_is_missing),
        "line": card_for(indicator).get("line", []),
        "step": reading.step,
        "walls": list(reading.walls),
        "style": [voice.unit, voice.multiplier, voice.decimals, voice.of_whom],
        "goal": f"{reading.promise.value:f}" if reading.promise else None,
        "gap": _gap(split, reading, indicator, names) if split and split.gap else None,
        "no_gap": "" if split and split.gap else no_gap_yet(split),
    }


def _gap(split: Split, reading: IndicatorReading, indicator: Indicator, names: dict[int, str]) -> Frozen:
    assert split.gap is not None  # noqa: S101 (the caller saw to it)
    verdict, voice = gap_sign(split.gap.verdict), voice_of(indicator)
    more = (
        of_the_mean(split.gap, names, indicator),
        certainty(split.gap),
        parity(split.gap, names),
        gap_caution(split.gap, reading),
    )
    common = common_of(split, reading)
    return {
        "dimension": _dimension(split, indicator),
        "period": common.label,
        "sentence": gap_sentence(split.gap, voice),
        "between": between(split.gap, names),
        "relative": relative(split.gap, names, voice, indicator),
        "more": [one for one in more if one],
        "verdict": [verdict.glyph, verdict.word],
        "groups": groups_sentence(split, less_is_better=indicator.direction == Indicator.Direction.DOWN),
        "rows": [
            _row(group.key, names[group.key], group.figures, common) for group in _as_stored(split, indicator)
        ],
        "hidden": [[names[key], not_shown()] for key in split.hidden],
        "unpublished": not_published([names[key] for key in split.unpublished]) if split.unpublished else "",
        "notes": [one for one in (sizes_note(split), *notes_of(split, reading, names, voice)) if one],
    }


def _dimension(split: Split, indicator: Indicator) -> str:
    """Return along what the groups are told apart: the indicator's own dimension, or the one read in its place."""
    if indicator.gap_dimension is not None and indicator.gap_dimension_id == split.dimension:
        return local(indicator.gap_dimension.name)
    return local(Dimension.objects.get(pk=split.dimension).name)


def _as_stored(split: Split, indicator: Indicator) -> tuple[Group, ...]:
    """Return the groups with the periods as they are stored: corrections are found by them later."""
    stored = reading_for(indicator).split(split.dimension)
    return stored.groups if stored else split.groups


def _errata(viewer: Viewer) -> list[Erratum]:
    """Return what was corrected since the last issue and stands in an earlier one."""
    earlier = published_reports(viewer)
    return errata_since(earlier, viewer, since=max(one.as_of for one in earlier)) if earlier else []


def _erratum(one: Erratum) -> Frozen:
    return {
        "indicator": one.indicator,
        "where": f"{one.cell}, {one.period}" if one.cell else one.period,
        "before": one.before,
        "after": one.after,
        "reason": local(one.reason),
        "issues": ", ".join(str(report.issue) for report in one.reports),
    }


def _row(key: int, name: str, figures: Sequence[Figure], common: Common) -> Frozen:
    """A group then and now, in the periods that are compared; without a figure there, its own last one."""
    shown = [figure for figure in figures if figure.value is not None]
    first = next((one for one in shown if one.at == common.was_at), None)
    last = next((one for one in shown if one.at == common.at), shown[-1] if shown else None)
    is_bound = any(one is not None and one.is_bound for one in (first, last))
    if last is None or last.at != common.at or first is last or is_bound:
        first = None
    return {
        "key": key,
        "name": name,
        "was": f"{first.value:f}" if first else None,
        "was_label": first.label if first else "",
        "now": f"{last.value:f}" if last else None,
        "sign": last.sign if last else "",
        "now_label": last.label if last else "",
    }


def _outputs(found: Outputs) -> Frozen:
    """What all did together, as plain data."""
    told = {
        kind: [{"title": local(one.title), "whose": local(one.whose)} for one in rows]
        for kind, rows in (("policies", found.policies), ("stories", found.stories))
    }
    sums = {name: f"{getattr(found, name) or '':}" for name in ("promised", "met", "hours")}
    return {"times": found.times, "people": found.people, **sums, **told}


def _decision(decision: Any) -> Frozen:
    return {
        "question": local(decision.question),
        "glyph": decision.glyph,
        "word": decision.told.removesuffix("."),
        "when": decision.when,
    }


def drawn(one: Frozen, palette: Palette) -> Frozen:
    """Return a frozen indicator with its pictures."""
    voice = Voice(*one["style"])
    points = points_of_line(one["line"])
    goal = Decimal(one["goal"]) if one["goal"] else None
    breaks = tuple(one.get("walls", ()))
    spark = Spark(one["name"], points, voice.style, target=goal, step=one["step"], breaks=breaks)
    gap = {**one["gap"], "rows": _gap_rows(one["gap"]["rows"], voice, palette)} if one["gap"] else None
    return {
        **one,
        "spark": fixed.as_image(fixed.spark(spark, picture_words(), palette=palette)),
        "spark_alt": one["summary"],
        "gap": gap,
    }


def _gap_rows(rows: list[Frozen], voice: Voice, palette: Palette) -> list[Frozen]:
    known = [row for row in rows if row["now"] is not None]
    specs = [
        GapRow(
            Decimal(row["now"]),
            alt=row["name"],
            was=Decimal(row["was"]) if row["was"] else None,
            style=voice.style,
            sign=row.get("sign", ""),
        )
        for row in known
    ]
    ends = shared_span(specs) if specs else (Decimal(0), Decimal(1))
    return [
        {**row, "picture": fixed.as_image(fixed.gap(one, ends, palette=palette)), "said": _said(row, voice)}
        for row, one in zip(known, specs, strict=True)
    ]


def _said(row: Frozen, voice: Voice) -> str:
    now = f"{row.get('sign', '')}{voice.figure(Decimal(row['now']))} ({row['now_label']})"
    return f"{voice.figure(Decimal(row['was']))} ({row['was_label']}) → {now}" if row["was"] else now
