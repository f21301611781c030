"""What a partner says it is able to do, on its own page: seen by itself and by the backbone."""

from __future__ import annotations

from itertools import groupby

from initiatives.models import Record
from initiatives.panel_registry import Filling, panel_on
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking, rows_in
from measurement.models import SurveyMark
from measurement.pages.survey_words import CAPACITY_WORDS, COURSE_WORDS, SCALE
from measurement.rules.capacity import course, rated
from measurement.rules.collaboration import Capacity


@panel_on("membership")
def capacity_of_a_partner(viewer: Viewer, record: Record) -> Asking[Filling | None]:
    """Show what a partner rated of itself in the last two waves, before beside now."""
    marks = SurveyMark.objects.filter(item__in=list(Capacity), sheet__sent_at__isnull=False)
    own = marks.filter(sheet__membership__record=record)
    if Permission.ASKS_SEND not in viewer.permissions:
        own = own.filter(sheet__membership__in=viewer.membership_ids)
    rows = yield from rows_in(
        own.select_related("sheet__wave__record__initiative").order_by(
            "-sheet__wave__opens_on", "-sheet__wave"
        )
    )
    waves = [
        (wave, {mark.item: mark.value for mark in of_wave})
        for wave, of_wave in groupby(rows, key=lambda mark: mark.sheet.wave)
    ][:2]
    if not waves:
        return None
    (wave, now), (earlier, before) = waves[0], waves[1] if len(waves) > 1 else (None, {})
    how = course(now, before)
    lines = [
        (CAPACITY_WORDS[one.item], SCALE[one.now], SCALE.get(one.before or 0, ""), one.change)
        for one in rated(now, before)
    ]
    values = {"lines": lines, "wave": wave, "earlier": earlier, "course": COURSE_WORDS[how] if how else ""}
    return Filling("measurement/panels/capacity.html", values)
