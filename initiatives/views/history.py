"""Every change, by date; and the ledger, which proves that nothing was changed afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import groupby

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from initiatives.access import InitiativeRequest, fetch_or_stub, guard, withheld_parts
from initiatives.changes import Step, changes_of
from initiatives.forms.history import HistoryFilter, LedgerFilter
from initiatives.ledger import download_lines
from initiatives.models import Event, Initiative, LedgerEntry, Record
from initiatives.record import ledger_head
from initiatives.rules.permissions import Permission
from initiatives.rules.withholding import parts_of
from initiatives.sentences import tell

EVENTS_ON_A_PAGE, ENTRIES_ON_A_PAGE = 50, 50
Told = tuple[Event, str]


@require_safe
@guard(Permission.SEE_PUBLISHED)
def history(request: InitiativeRequest) -> HttpResponse:
    """Show what happened that this reader may know, the latest first; of one record with ?record=<number>."""
    readable = Event.objects.readable_by(request.viewer).select_related(
        "actor", "record__initiative", "initiative"
    )
    form = HistoryFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    about = None
    if number := chosen.get("record"):
        about = fetch_or_stub(Record.objects.all(), request.viewer, number=number)
        readable = readable.filter(record=about)
    if kind := chosen.get("kind"):
        readable = readable.about_kind(kind)
    if role := chosen.get("role"):
        readable = readable.by_role(role)
    page = Paginator(readable, EVENTS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "days": by_day(page.object_list, request.initiative),
        "form": form,
        "about": about,
        "changes": _changes(request, about) if about and page.number == 1 else [],
    }
    return render(request, "initiatives/history/list.html", context)


def _changes(request: InitiativeRequest, about: Record) -> list[Step]:
    """Return what changed in the words of a record, without the parts that this reader may not see."""
    kept = withheld_parts(request.viewer, about.kind).get(about.pk, {}) if parts_of(about.kind) else {}
    return changes_of(about, kept=kept)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def ledger(request: InitiativeRequest) -> HttpResponse:
    """Show the head, how to check it, and the entries."""
    form = LedgerFilter(request.GET)
    entries = LedgerEntry.objects.select_related(
        "event__actor", "event__record__initiative", "event__initiative"
    )
    if form.is_valid() and (kind := form.cleaned_data["kind"]):
        entries = entries.filter(kind__startswith=f"{kind}.")
    page = Paginator(entries.order_by("-seq"), ENTRIES_ON_A_PAGE).get_page(request.GET.get("page"))
    shown = Event.objects.readable_by(request.viewer).filter(pk__in=[entry.event_id for entry in page])
    readable = set(shown.values_list("pk", flat=True))
    rows = [(entry, tell(entry.event) if entry.event_id in readable else "") for entry in page]
    context = {
        "page": page,
        "rows": rows,
        "form": form,
        "head": ledger_head(),
        "count": LedgerEntry.objects.count(),
        "checker_hash": _checker()[1],
    }
    return render(request, "initiatives/ledger/list.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def ledger_file(request: InitiativeRequest) -> HttpResponse:
    """Send the ledger as JSON Lines: the same for whoever asks."""
    response = HttpResponse("".join(download_lines()), content_type="application/jsonl; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{request.initiative.slug}-ledger.jsonl"'
    return response


@require_safe
@guard(Permission.SEE_PUBLISHED)
def ledger_checker(request: InitiativeRequest) -> HttpResponse:
    """Send the small program with which anybody checks a downloaded ledger; it is the same for every initiative."""
    response = HttpResponse(_checker()[0], content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verify-ledger.py"'
    return response


@cache
def _checker() -> tuple[bytes, str]:
    """Return the program and its fingerprint."""
    program = (settings.BASE_DIR / "bin" / "verify-ledger").read_bytes()
    return program, sha256(program).hexdigest()


def by_day(events: Iterable[Event], initiative: Initiative) -> list[tuple[date, list[Told]]]:
    """Group events by the day on which they happened where the initiative is, each with its sentence."""
    days = groupby(events, key=lambda event: initiative.local_time(event.at).date())
    return [(day, [(event, tell(event)) for event in found]) for day, found in days]
