"""What needs somebody about figures: numbers due, figures late, questions, approvals, agreements, problems, cycles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.desk import Desk, Question, Source, each
from communications.rules.attention import Need, Part
from initiatives.models import local
from initiatives.rules.permissions import Permission
from initiatives.together import counted, number_of
from measurement.duties import books_of
from measurement.models import (
    Approval,
    Check,
    Cycle,
    DataProblem,
    DataSharingAgreement,
    Program,
    Release,
    ReportingDuty,
)
from measurement.pages.my_numbers import duties_of, entries_for
from measurement.rules.agreements import WARN_DAYS
from measurement.rules.collecting import Standing
from measurement.wording import period_words

MOST = 10


def my_numbers(desk: Desk) -> Iterator[Question]:
    """Numbers that I have to bring: one row for all of them, so that they are typed on one page."""
    if not desk.may(Permission.DATA_SUBMIT):
        return

    def type_them(duties: Iterable[ReportingDuty]) -> Iterator[Need]:
        entries = entries_for(list(duties), desk.viewer, today=desk.today)
        waiting = [one for one in entries if not one.was_sent]
        if waiting:
            words = ngettext("One number is due from you", "{count} numbers are due from you", len(waiting))
            names = ", ".join(dict.fromkeys(one.name for one in waiting[:3]))
            title, due = words.format(count=len(waiting)), min(one.due for one in waiting)
            yield Need(Part.FIGURES, title, desk.url("results/mine/"), _("Type my numbers"), (names,), due)

    yield Question(duties_of(desk.viewer, today=desk.today), type_them)


def late_figures(desk: Desk) -> Iterator[Question]:
    """Figures of partners that are late: somebody reminds, or talks."""
    if not desk.may(Permission.COLLECTION_MANAGE):
        return

    def remind(duties: Iterable[ReportingDuty]) -> Iterator[Need]:
        for book in books_of(list(duties), today=desk.today):
            late = [one for one in book.periods if one.standing is Standing.LATE]
            if late:
                meta = (book.duty.membership.organization.name, period_words(late[-1].period))
                name, url = local(book.duty.indicator.name), desk.url("results/calendar/")
                yield Need(Part.FIGURES, name, url, _("Remind"), meta, late[-1].due)

    duties = ReportingDuty.objects.current(on=desk.today)
    yield Question(duties.select_related("indicator", "membership__organization"), remind)


def open_questions(desk: Desk) -> Iterator[Question]:
    """Public figures that ask a question."""
    if not desk.may(Permission.DATA_APPROVE):
        return
    asked = Check.objects.open().filter(
        in_import__release__isnull=False, in_import__release__withdrawn_in__isnull=True
    )

    def answer(found: QuerySet[Any, Any]) -> Iterator[Need]:
        if count := number_of(found):
            words = ngettext(
                "One public figure asks a question", "{count} public figures ask a question", count
            )
            address = desk.url("results/quality/#questions")
            yield Need(Part.FIGURES, words.format(count=count), address, _("Answer"))

    yield Question(counted(asked), answer)


def approvals(desk: Desk) -> Iterator[Question]:
    """Releases of the last month that nobody has approved and that others published."""
    if not desk.may(Permission.DATA_APPROVE):
        return
    recent = Release.objects.standing().filter(published_at__date__gte=desk.today - timedelta(days=30))
    waiting = recent.exclude(published_by=desk.viewer.person_id).exclude(
        pk__in=Approval.objects.values("release")
    )

    def approve(found: Release) -> Need:
        meta = (_("Version {number}, published by somebody else").format(number=found.number),)
        return Need(Part.FIGURES, local(found.indicator.name), found.record.url, _("Approve"), meta)

    yield each(waiting.select_related("indicator", "record__initiative")[:MOST], approve)


def agreements_ending(desk: Desk) -> Iterator[Question]:
    """Data-sharing agreements that end within 30 days, for the backbone and for their partner."""
    ending = DataSharingAgreement.objects.expiring(
        on=desk.today, before=desk.today + timedelta(days=WARN_DAYS + 1)
    )
    if not desk.may(Permission.COLLECTION_MANAGE):
        ending = ending.filter(membership__in=desk.viewer.membership_ids)

    def renew(found: DataSharingAgreement) -> Need:
        partner = found.membership.organization.name
        title = _("The data-sharing agreement with {partner} ends").format(partner=partner)
        about = (_("After that day its data is not used"),)
        return Need(Part.FIGURES, title, found.record.url, _("Renew it"), about, found.expires_on)

    yield each(ending.select_related("membership__organization", "record__initiative")[:MOST], renew)


def problems(desk: Desk) -> Iterator[Question]:
    """Problems with figures that nobody has answered."""
    if not desk.may(Permission.DATA_APPROVE):
        return

    def answer(found: DataProblem) -> Need:
        due = desk.initiative.local_time(found.reported_at).date() + timedelta(days=14)
        words = found.words if len(found.words) <= 80 else found.words[:79] + "…"
        about = (_("Recorded as a data problem"),)
        return Need(Part.FIGURES, words, found.record.url, _("Answer"), about, due)

    waiting = DataProblem.objects.visible_to(desk.viewer).open()
    yield each(waiting.select_related("record__initiative")[:MOST], answer)


def cycles(desk: Desk) -> Iterator[Question]:
    """Improvement cycles of my programs that are to be looked at within a week."""
    if not desk.may(Permission.PROGRAMS_EDIT) or not desk.viewer.membership_ids:
        return
    mine = Program.objects.filter(membership__in=desk.viewer.membership_ids)
    due = Cycle.objects.filter(program__in=mine, review_on__lte=desk.today + timedelta(days=7))

    def say(found: Cycle) -> Need:
        meta = (local(found.program.name), str(found.get_stage_display()))
        title, url = local(found.title), found.record.url
        return Need(Part.FIGURES, title, url, _("Say what happened"), meta, found.review_on)

    unfinished = due.exclude(stage=Cycle.Stage.DONE)
    yield each(unfinished.select_related("program", "record__initiative")[:MOST], say)


FIGURE_SOURCES: tuple[Source, ...] = (
    my_numbers,
    late_figures,
    open_questions,
    approvals,
    agreements_ending,
    problems,
    cycles,
)
