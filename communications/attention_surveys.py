"""What the collaboration survey needs: an answer from who could not be written to, and a talk with who gains too little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from communications.desk import Desk, Question, Source, each
from communications.rules.attention import Need, Part
from initiatives import clock
from initiatives.models import Membership
from initiatives.rules.permissions import Permission
from measurement.models import SurveyMark, SurveySheet, SurveyWave
from measurement.rules.collaboration import Cost, Gain, is_low, worth

A_MONTH = timedelta(days=30)


def unwritten(desk: Desk) -> Iterator[Question]:
    """The survey that my organisation is asked and for which no letter came, because it was asked so often that we paused."""
    if not desk.viewer.membership_ids:
        return
    mine = SurveySheet.objects.filter(
        membership__in=desk.viewer.membership_ids, ask__isnull=True, sent_at__isnull=True
    )
    rows = mine.filter(wave__in=SurveyWave.objects.visible_to(desk.viewer).open())

    def answer(sheet: SurveySheet) -> Need:
        title = _("Tell us how we work together: {title}").format(title=sheet.wave.record.shown_title)
        return Need(Part.PLAN, title, sheet.url(), _("Answer"), (), sheet.wave.closes_on)

    yield each(rows.select_related("wave__record__initiative", "membership"), answer)


def gives_too_much(desk: Desk) -> Iterator[Question]:
    """Partners who said in the survey that is open, or closed a month ago at most, that it costs them too much."""
    if not desk.may(Permission.ASKS_SEND):
        return
    fresh = Q(sheet__wave__closed_at__isnull=True) | Q(sheet__wave__closed_at__gt=clock.now() - A_MONTH)
    seen = Membership.objects.visible_to(desk.viewer)
    marks = SurveyMark.objects.filter(
        fresh, sheet__sent_at__isnull=False, sheet__membership__in=seen, question=None
    )
    rows = marks.select_related("sheet__membership__organization", "sheet__wave__record__initiative")

    def talk(found: QuerySet[Any, Any]) -> Iterable[Need]:
        by_sheet: dict[int, list[SurveyMark]] = defaultdict(list)
        for mark in found:
            by_sheet[mark.sheet_id].append(mark)
        return [_need(said[0]) for said in by_sheet.values() if is_low(_ratio(said))]

    yield Question(rows, talk)


def _ratio(marks: list[SurveyMark]) -> float | None:
    said = {mark.item: mark.value for mark in marks}
    return worth([said[one] for one in Gain if one in said], [said[one] for one in Cost if one in said])


def _need(mark: SurveyMark) -> Need:
    words = _("Taking part costs them much and brings them little")
    name = mark.sheet.membership.organization.name
    return Need(Part.PLAN, name, mark.sheet.wave.record.url, _("Talk with them"), (words,))


SURVEY_SOURCES: tuple[Source, ...] = (unwritten, gives_too_much)
