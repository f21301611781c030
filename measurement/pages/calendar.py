"""Who reports what and when: every duty with its late, due, coming and last received periods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.models import local
from initiatives.rules.viewer import Viewer
from measurement.duties import books_of
from measurement.models import FigureReminder, Indicator, ReportingDuty
from measurement.rules.collecting import REMINDERS, Expected, Standing
from measurement.wording import period_words

GLYPHS: dict[Standing, tuple[str, str | Promise]] = {
    Standing.LATE: ("late", gettext_lazy("Late")),
    Standing.DUE: ("due", gettext_lazy("Due")),
    Standing.SENT: ("keeping", gettext_lazy("Sent, not public yet")),
    Standing.NOT_YET: ("early", gettext_lazy("Not yet")),
    Standing.RECEIVED: ("kept", gettext_lazy("Received")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One period of one duty."""

    duty: ReportingDuty
    name: str
    period: str
    key: str
    due: date
    days_late: int
    standing: Standing
    reminded: int
    is_for_talking: bool

    @property
    def sign(self) -> tuple[str, str]:
        """Its glyph and word."""
        glyph, word = GLYPHS[self.standing]
        return glyph, str(word)


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """All lines by how they stand, what needs somebody first; `irregular` duties expect nothing."""

    heading: str
    parts: list[tuple[Standing, str, str, list[Line]]]
    irregular: list[ReportingDuty]
    duties: int


def calendar_page(viewer: Viewer, *, today: date) -> CalendarPage:
    """Return the calendar for those who take part: four queries."""
    seen = Indicator.objects.visible_to(viewer)
    rows = ReportingDuty.objects.current(on=today).filter(indicator__in=seen)
    duties = list(
        rows.select_related(
            "indicator__record__initiative",
            "membership__organization",
            "membership__record__initiative",
            "person",
        )
    )
    reminded = _reminded(duties)
    books = books_of(duties, today=today)
    lines = [line for book in books for line in _lines(book.duty, book.periods, reminded, today)]
    parts = [
        (standing, glyph, str(word), sorted(found, key=lambda one: (one.due, one.name)))
        for standing, (glyph, word) in GLYPHS.items()
        if (found := [line for line in lines if line.standing is standing])
    ]
    return CalendarPage(
        _heading(lines), parts, [book.duty for book in books if not book.periods], len(duties)
    )


def _lines(
    duty: ReportingDuty, periods: list[Expected], reminded: dict[tuple[int, str], int], today: date
) -> list[Line]:
    """Everything that is late, due or sent, the next one, and only the last one that came."""
    received = [one for one in periods if one.standing is Standing.RECEIVED][-1:]
    others = [one for one in periods if one.standing is not Standing.RECEIVED][-6:]
    return [
        Line(
            duty=duty,
            name=local(duty.indicator.name),
            period=period_words(one.period),
            key=one.period.end.isoformat(),
            due=one.due,
            days_late=one.days_late(today),
            standing=one.standing,
            reminded=(steps := reminded.get((duty.pk, one.period.label), 0)),
            is_for_talking=steps >= len(REMINDERS),
        )
        for one in [*received, *others]
    ]


def _reminded(duties: list[ReportingDuty]) -> dict[tuple[int, str], int]:
    rows = FigureReminder.objects.filter(duty__in=duties).values_list("duty_id", "period__label", "step")
    found: dict[tuple[int, str], int] = {}
    for duty, label, step in rows:
        found[duty, label] = max(found.get((duty, label), 0), step)
    return found


def _heading(lines: list[Line]) -> str:
    late = sum(line.standing is Standing.LATE for line in lines)
    due = sum(line.standing is Standing.DUE for line in lines)
    if late:
        words = ngettext("One figure is late", "{count} figures are late", late).format(count=late)
        return _("{words}, {due} more are due").format(words=words, due=due) if due else words
    if due:
        return ngettext("One figure is due", "{count} figures are due", due).format(count=due)
    return _("Every figure that was due is in") if lines else _("Who reports what, and when")
