"""My numbers: what a partner has to report now, on one page, on a phone, in under two minutes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.actions.submissions import save_numbers, send_numbers
from measurement.forms.my_numbers import MyNumbersForm, filled_from
from measurement.models import Submission
from measurement.pages.my_numbers import Entry, change_until, entries_of, parts_of, rows_of
from measurement.views.posting import numbers_posted

SECTION = {"nav_section": "numbers"}


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.DATA_SUBMIT)
def my_numbers(request: InitiativeRequest) -> HttpResponse:
    """Show what is due with the last figure beside each field; keep it, or send it."""
    entries = entries_of(request.viewer, today=clock.today(request.initiative.zone))
    if "fill" in request.POST:
        return _filled(request, entries)
    form = MyNumbersForm(numbers_posted(request), entries=entries, language=request.initiative.language)
    if form.is_valid():
        try:
            return _done(request, form)
        except RuleBroken as refusal:
            form.add_error(None, refusal.sentence)
    return _page(request, form)


@require_safe
@guard(Permission.DATA_SUBMIT)
def my_numbers_receipt(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show one receipt: what was sent, and where each number stands."""
    rows = Submission.objects.select_related("record__initiative", "membership__organization", "saved_by")
    submission = fetch_or_stub(rows, request.viewer, record__number=number)
    page = {
        **SECTION,
        "submission": submission,
        "rows": rows_of(submission),
        "until": change_until(submission),
        "now": clock.now(),
    }
    return render(request, "measurement/my_numbers/receipt.html", page)


@require_safe
@guard(Permission.DATA_SUBMIT)
def my_numbers_worker(request: InitiativeRequest) -> HttpResponse:
    """Give the script that keeps the page on a phone; served from below the page, it can keep that page only."""
    return worker_answer(request, kept="numbers-due")


def worker_answer(request: InitiativeRequest, *, kept: str) -> HttpResponse:
    """Give the script that keeps one page on a phone under a name of its own."""
    kind = "text/javascript; charset=utf-8"
    answer = render(request, "measurement/my_numbers/worker.js", {"kept": kept}, content_type=kind)
    answer["Cache-Control"] = "no-cache"
    return answer


def _done(request: InitiativeRequest, form: MyNumbersForm) -> HttpResponse:
    by, membership = request.person, form.typed[0].duty.membership
    if "save" in request.POST:
        save_numbers(membership=membership, typed=form.typed, by=by)
        messages.success(request, _("Saved for you. Nothing was sent yet."))
        return redirect("my-numbers", slug=request.initiative.slug)
    may_publish = Permission.DATA_PUBLISH in request.viewer.permissions
    sent = send_numbers(membership=membership, typed=form.typed, by=by, may_publish=may_publish)
    return redirect(sent.record.url)


def _filled(request: InitiativeRequest, entries: list[Entry]) -> HttpResponse:
    """Show the fields filled from what was pasted; nothing is kept before it is saved or sent."""
    initial, left_over = filled_from(request.POST.get("pasted", "")[:20_000], entries)
    form = MyNumbersForm(entries=entries, language=request.initiative.language, initial=initial)
    for name, text in initial.items():
        form.fields[name].initial = text
    return _page(request, form, status=422, filled=len(initial), left_over=left_over)


def _page(request: InitiativeRequest, form: MyNumbersForm, *, status: int = 200, **more: Any) -> HttpResponse:
    today = clock.today(request.initiative.zone)
    fields = form.shown()
    page = {
        **SECTION,
        "form": form,
        "parts": [
            (part, [fields[entry.key] for entry in part.entries])
            for part in parts_of(form.entries, today=today)
        ],
        "late": sum(1 for entry in form.entries if entry.days_late and not entry.was_sent),
        "open": sum(1 for entry in form.entries if not entry.was_sent),
        "may_publish": Permission.DATA_PUBLISH in request.viewer.permissions,
        "is_answer": request.method == "POST",
        **more,
    }
    return render(request, "measurement/my_numbers/form.html", page, status=422 if form.is_bound else status)
