"""Paper and phone: typed in by one person, card by card or a stack at once, and confirmed by another."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement.actions.assisted import confirm_entry, discard_entry, enter_batch, enter_input, keep_scan
from engagement.actions.inputs import Entry, Receipt, prompts_of
from engagement.forms.inputs import BatchForm, CardForm, EntryForm
from engagement.models import Engagement, Input, InputQuerySet, Session
from engagement.pages.hearing import sessions_of
from engagement.pages.inputs import groups_asked, rows_of, whole
from engagement.pages.room import fetch_engagement, head_of
from engagement.views.posting import SECTION, carried_out
from initiatives.access import InitiativeRequest, guard
from initiatives.models import Attachment
from initiatives.passes import shown_code
from initiatives.rules.permissions import Permission

ENTER = Permission.ASSISTED_ENTER
CARDS = 8


@require_http_methods(["GET", "HEAD", "POST"])
@guard(ENTER)
def add(request: InitiativeRequest, number: int) -> HttpResponse:
    """Type in what somebody wrote on paper or said by phone."""
    engagement = fetch_engagement(request.viewer, number)
    form = EntryForm(
        request.POST or None,
        request.FILES or None,
        prompts=prompts_of(engagement),
        groups=groups_asked(engagement),
        sessions=list(sessions_of(engagement)),
    )
    made: list[Receipt] = []
    if carried_out(form, lambda: made.append(_enter(request, engagement, form))):
        messages.success(request, _receipt_words(made[0]))
        return redirect(f"{engagement.record.url}inputs/add/")
    context = {**SECTION, "head": head_of(engagement, request.viewer), "form": form}
    return render(request, "engagement/inputs/entry.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(ENTER)
def batch(request: InitiativeRequest, number: int) -> HttpResponse:
    """Type in a stack of cards with the keyboard; empty cards are left out."""
    engagement = fetch_engagement(request.viewer, number)
    prompts, groups = prompts_of(engagement), groups_asked(engagement)
    form = BatchForm(request.POST or None, sessions=list(sessions_of(engagement)))
    cards = [
        CardForm(request.POST or None, prompts=prompts, groups=groups, prefix=f"card{at}")
        for at in range(1, CARDS + 1)
    ]
    made: list[Receipt] = []
    if all(card.is_valid() for card in cards) and carried_out(
        form, lambda: made.extend(_enter_stack(request, engagement, form, cards))
    ):
        words = ngettext(
            "{count} card is typed in. Somebody else compares it now.",
            "{count} cards are typed in. Somebody else compares them now.",
            len(made),
        )
        messages.success(request, words.format(count=len(made)))
        return redirect(f"{engagement.record.url}inputs/batch/")
    context = {**SECTION, "head": head_of(engagement, request.viewer), "form": form, "cards": cards}
    return render(request, "engagement/inputs/batch.html", context, status=422 if form.is_bound else 200)


@require_safe
@guard(ENTER)
def confirming(request: InitiativeRequest, number: int) -> HttpResponse:
    """List what waits for a second person, each with its scan or note."""
    engagement = fetch_engagement(request.viewer, number)
    rows = whole(_waiting(engagement)).select_related("entered_by", "scan")
    context = {
        **SECTION,
        "head": head_of(engagement, request.viewer),
        "rows": rows_of(rows),
        "person": request.person,
    }
    return render(request, "engagement/inputs/confirming.html", context)


@require_POST
@guard(ENTER)
def confirmation(request: InitiativeRequest, number: int, entry: int) -> HttpResponse:
    """Confirm that what was typed in says the same as the paper."""
    engagement = fetch_engagement(request.viewer, number)
    given = get_object_or_404(_waiting(engagement), number=entry)
    confirm_entry(given=given, by=request.person)
    messages.success(request, _("Contribution {number} counts now.").format(number=given.number))
    return redirect(f"{engagement.record.url}inputs/confirming/")


@require_POST
@guard(ENTER)
def discarding(request: InitiativeRequest, number: int, entry: int) -> HttpResponse:
    """Discard what was typed in wrongly; it is typed in anew."""
    engagement = fetch_engagement(request.viewer, number)
    given = get_object_or_404(_waiting(engagement), number=entry)
    discard_entry(given=given, by=request.person)
    messages.success(request, _("Discarded. Type it in again, please."))
    return redirect(f"{engagement.record.url}inputs/confirming/")


def _waiting(engagement: Engagement) -> InputQuerySet:
    rows = Input.objects.filter(engagement=engagement, entered_by__isnull=False)
    return rows.filter(confirmed_at__isnull=True, withdrawn_at__isnull=True)


def _enter(request: InitiativeRequest, engagement: Engagement, form: EntryForm) -> Receipt:
    data = form.cleaned_data
    what = form.contribution(channel=data["channel"], session=_session(engagement, data["session"]))
    entry = Entry(request.person, scan=_scan(request, engagement, data["file"]), note=data["note"])
    return enter_input(engagement=engagement, what=what, entry=entry)


def _enter_stack(
    request: InitiativeRequest, engagement: Engagement, form: BatchForm, cards: list[CardForm]
) -> list[Receipt]:
    data = form.cleaned_data
    session = _session(engagement, data["session"])
    written = [card for card in cards if card.said()]
    contributions = [card.contribution(channel=data["channel"], session=session) for card in written]
    entry = Entry(request.person, note=data["note"])
    return enter_batch(engagement=engagement, contributions=contributions, entry=entry)


def _session(engagement: Engagement, key: str) -> Session | None:
    return engagement.sessions.get(pk=int(key)) if key else None


def _scan(
    request: InitiativeRequest, engagement: Engagement, sent: UploadedFile[Any] | None
) -> Attachment | None:
    if sent is None:
        return None
    return keep_scan(engagement=engagement, name=sent.name or "", content=sent.read(), by=request.person)


def _receipt_words(receipt: Receipt) -> str:
    return _("Number {number} is typed in. Its receipt, for whoever wrote it: {code}").format(
        number=receipt.input.number, code=shown_code(receipt.code)
    )
