"""The quick log on a phone: what happened and this month's figures on one page, one press, one receipt."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.actions import activity_logs as actions
from initiatives.models import ActivityLog, Category
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.actions.quick_log import Saved, save_quick_log
from measurement.forms.my_numbers import MyNumbersForm
from measurement.forms.quick_log import QuickLogForm
from measurement.forms.quick_log_change import LogChangeForm
from measurement.models import Submission
from measurement.pages.my_numbers import Part, entries_of, parts_of, rows_of
from measurement.pages.quick_log import (
    SOON,
    choices_of,
    files_of,
    groups_of,
    is_still_open,
    may_touch,
    partner_of,
)
from measurement.views.my_numbers import worker_answer
from measurement.views.posting import numbers_posted

SECTION = {"nav_section": "log"}


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def quick_log(request: InitiativeRequest) -> HttpResponse:
    """Ask what happened, with the figures that are due below it; save both."""
    log, numbers = _forms(request)
    if "step" in request.POST:
        return _page(request, _stepped(request, log), numbers)
    if request.method == "POST" and log.is_valid() and numbers.is_valid():
        try:
            saved = _save(request, log, numbers)
        except RuleBroken as refusal:
            log.refuse(refusal)
        else:
            return redirect(saved.url if saved.log else f"{saved.url}?from=log")
    return _page(request, log, numbers)


@require_safe
@guard(Permission.SEE_TODAY)
def quick_log_worker(request: InitiativeRequest) -> HttpResponse:
    """Give the script that keeps the quick log on a phone."""
    return worker_answer(request, kept="quick-log")


@require_safe
@guard(Permission.SEE_PUBLISHED)
def activity_log(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show one entry: what happened, and to whoever saved it where the figures stand."""
    log = _log(request, number)
    numbers = Submission.objects.visible_to(request.viewer).filter(log=log, sent_at__isnull=False)
    sent = numbers.select_related("record__initiative").order_by("-sent_at").first()
    page = {
        "nav_section": "log" if may_touch(log, request.viewer) else "plan",
        "log": log,
        "is_mine": may_touch(log, request.viewer),
        "is_open": is_still_open(log),
        "is_fresh": log.logged_by_id == request.viewer.person_id and is_still_open(log),
        "groups": groups_of(log),
        "files": files_of(log, request.viewer),
        "numbers": sent,
        "rows": rows_of(sent) if sent else [],
        "later": ActivityLog.objects.visible_to(request.viewer).with_names().filter(corrects=log).first(),
    }
    return render(request, "measurement/quick_log/detail.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def activity_log_edit(request: InitiativeRequest, number: int) -> HttpResponse:
    """Change an entry within a week; correct it, with the reason, after that."""
    log = _log(request, number)
    if not may_touch(log, request.viewer):
        raise PermissionDenied
    choices = choices_of(request.viewer, today=clock.today(request.initiative.zone))
    form = LogChangeForm(
        request.POST or None, log=log, choices=choices, categories=_categories(), language=_language(request)
    )
    if form.is_valid():
        try:
            return redirect(_changed(request, log, form).record.url)
        except RuleBroken as refusal:
            form.refuse(refusal)
    page = {**SECTION, "form": form, "log": log, "is_open": is_still_open(log)}
    return render(request, "measurement/quick_log/change.html", page, status=422 if form.errors else 200)


def _forms(request: InitiativeRequest) -> tuple[QuickLogForm, MyNumbersForm]:
    today = clock.today(request.initiative.zone)
    owes = Permission.DATA_SUBMIT in request.viewer.permissions
    entries = entries_of(request.viewer, today=today) if owes else []
    log = QuickLogForm(
        request.POST or None,
        request.FILES or None,
        choices=choices_of(request.viewer, today=today),
        categories=_categories(),
        language=_language(request),
        may_say_nothing=bool(entries),
        initial={"happened_on": today},
    )
    numbers = MyNumbersForm(
        numbers_posted(request), entries=entries, language=request.initiative.language, may_be_empty=True
    )
    return log, numbers


def _stepped(request: InitiativeRequest, log: QuickLogForm) -> QuickLogForm:
    """Count one more or one fewer where no script does it; nothing is saved."""
    typed = request.POST.copy()
    step = -1 if request.POST.get("step") == "-1" else 1
    before = typed.get("people", "").strip()
    typed["people"] = str(max((int(before) if before.isascii() and before.isdigit() else 0) + step, 0))
    log.data = typed
    return log


def _save(request: InitiativeRequest, log: QuickLogForm, numbers: MyNumbersForm) -> Saved:
    happening = log.happening
    membership = partner_of(happening.activity, request.viewer) if happening else None
    if happening is not None and membership is None:
        raise PermissionDenied
    return save_quick_log(
        happening=happening,
        membership=membership,
        typed=numbers.typed,
        files=log.brought if happening else (),
        may_publish=Permission.DATA_PUBLISH in request.viewer.permissions,
        by=request.person,
    )


def _changed(request: InitiativeRequest, log: ActivityLog, form: LogChangeForm) -> ActivityLog:
    happening = form.happening
    assert happening is not None  # noqa: S101 (the form has no choice of nothing)
    if is_still_open(log):
        actions.change_log(log=log, happening=happening, by=request.person)
        return log
    return actions.correct_log(log=log, happening=happening, because=form.said_why, by=request.person)


def _page(request: InitiativeRequest, log: QuickLogForm, numbers: MyNumbersForm) -> HttpResponse:
    fields = numbers.shown()
    today = clock.today(request.initiative.zone)
    parts: list[tuple[Part, list[Any]]] = [
        (part, [fields[entry.key] for entry in part.entries])
        for part in parts_of(numbers.entries, today=today)
    ]
    due = [(part, rows) for part, rows in parts if part.days_left <= SOON.days]
    later = [(part, rows) for part, rows in parts if part.days_left > SOON.days]
    page = {
        **SECTION,
        "form": log,
        "numbers": numbers,
        "parts": due,
        "later": later,
        "later_words": ", ".join(part.heading for part, _rows in later),
        "later_is_open": any(row.is_wrong for _part, rows in later for row in rows),
        "has_activities": bool(log.activities),
        "may_publish": Permission.DATA_PUBLISH in request.viewer.permissions,
        "is_answer": request.method == "POST",
        "is_stepped": "step" in request.POST,
        "had_files": bool(request.FILES),
    }
    return render(request, "measurement/quick_log/form.html", page, status=422 if log.is_bound else 200)


def _log(request: InitiativeRequest, number: int) -> ActivityLog:
    rows = ActivityLog.objects.with_names().select_related(
        "logged_by", "activity__strategy", "membership__record__initiative", "corrects__record__initiative"
    )
    return fetch_or_stub(rows, request.viewer, record__number=number)


def _categories() -> list[Category]:
    """Return the groups by which people may be counted: those that do not overlap, without their own parts."""
    rows = Category.objects.filter(parent__isnull=True, is_exclusive=True)
    return list(rows.select_related("dimension"))


def _language(request: InitiativeRequest) -> str:
    """Return the language in which somebody writes here: that of the page, where the initiative speaks it."""
    own = get_language() or ""
    return own if own in request.initiative.languages else str(request.initiative.language)
