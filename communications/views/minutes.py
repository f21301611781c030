"""Minutes: asked amendments and their answers before they are public, corrections after."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communications.actions.minutes import answer_amendment, ask_amendment, correct_minutes
from communications.actions.minutes_in_languages import other_languages, translate_minutes
from communications.forms.running import AmendmentForm, AnswerForm, CorrectionForm, TranslationForm
from communications.meetings.calling import room_of
from communications.models import AgendaItem, Amendment, Passage, PassageTranslation
from communications.views.meetings import SECTION, WITHHELD, fetch_item, fetch_meeting, may_read, minutes_of
from engagement.views.posting import carried_out
from initiatives.access import InitiativeRequest, guard
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def minutes_amendment(request: InitiativeRequest, number: int, item: int) -> HttpResponse:
    """Ask that the draft reads otherwise: for those who were there."""
    found = fetch_item(request, number, item)
    seen = minutes_of(request, found.meeting, room_of(found.meeting))
    if not seen.is_readable or not may_read(request, found):
        raise RuleBroken(
            _("The draft is for those who were there and for the seats of the group until it is public.")
        )
    form = AmendmentForm(request.POST or None)
    if carried_out(
        form, lambda: ask_amendment(item=found, words=form.cleaned_data["words"], by=request.person)
    ):
        messages.success(request, _("Asked. Whoever keeps the minutes answers before they are public."))
        return redirect(f"{found.meeting.record.url}#item-{item}")
    return _page(request, found, form, _("Ask for an amendment"), _("Ask for it"))


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.ROUND_OPEN)
def minutes_answer(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Answer an amendment."""
    meeting = fetch_meeting(request, number)
    rows = Amendment.objects.select_related("item__record", "minutes__meeting__record", "asked_by")
    asked = get_object_or_404(rows, minutes__meeting=meeting, pk=pk)
    item = fetch_item(request, number, asked.item.record.number)
    _refuse_unread(request, item)
    form = AnswerForm(request.POST or None, initial={"words": _standing(item)})
    if carried_out(form, lambda: _answer(request, asked, form)):
        messages.success(request, _("Answered. Whoever asked can read it."))
        return redirect(f"{meeting.record.url}#item-{item.record.number}")
    return _page(request, item, form, _("Answer the amendment"), _("Answer"), asked)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.ROUND_OPEN)
def minutes_correction(request: InitiativeRequest, number: int, item: int) -> HttpResponse:
    """Correct published minutes in the open."""
    found = fetch_item(request, number, item)
    _refuse_unread(request, found)
    form = CorrectionForm(request.POST or None, initial={"words": _standing(found)})
    if carried_out(form, lambda: correct_minutes(item=found, **form.cleaned_data, by=request.person)):
        messages.success(request, _("Corrected. The old words stay readable beside the reason."))
        return redirect(f"{found.meeting.record.url}#item-{item}")
    return _page(request, found, form, _("Correct the minutes"), _("Publish the correction"))


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.ROUND_OPEN)
def minutes_translation(request: InitiativeRequest, number: int, item: int, language: str) -> HttpResponse:
    """Say in another language what the minutes say of an item, beside the words as they stand."""
    if language not in other_languages(request.initiative):
        raise Http404
    found = fetch_item(request, number, item)
    _refuse_unread(request, found)
    rows = PassageTranslation.objects.filter(passage__item=found, language=language)
    last = rows.order_by("passage__version", "pk").last()
    initial = {"words": last.words if last else "", "version": _version(found)}
    form = TranslationForm(request.POST or None, language=language, initial=initial)

    def act() -> None:
        translate_minutes(item=found, language=language, **form.cleaned_data, by=request.person)

    if carried_out(form, act):
        messages.success(request, _("Kept. It stands beside the minutes."))
        return redirect(f"{found.meeting.record.url}#item-{item}")
    if form.is_bound:
        form.meet(_version(found))
    return _page(request, found, form, _("Put the minutes into another language"), _("Keep it"))


def _refuse_unread(request: InitiativeRequest, item: AgendaItem) -> None:
    """Nobody changes what they may not read."""
    if not may_read(request, item):
        raise RuleBroken(_(WITHHELD))


def _last(item: AgendaItem) -> Passage | None:
    return Passage.objects.filter(item=item).order_by("-version").first()


def _standing(item: AgendaItem) -> str:
    last = _last(item)
    return last.words if last else ""


def _version(item: AgendaItem) -> int:
    last = _last(item)
    return last.version if last else 0


def _answer(request: InitiativeRequest, asked: Amendment, form: AnswerForm) -> None:
    said = form.cleaned_data
    is_taken = said["is_taken"] == "yes"
    answer_amendment(
        amendment=asked, is_taken=is_taken, words=said["words"], answer=said["answer"], by=request.person
    )


def _page(
    request: InitiativeRequest,
    item: AgendaItem,
    form: Form,
    heading: str,
    button: str,
    asked: Amendment | None = None,
) -> HttpResponse:
    context = {
        **SECTION,
        "item": item,
        "meeting": item.meeting,
        "form": form,
        "heading": heading,
        "button": button,
        "asked": asked,
        "words": _standing(item),
    }
    return render(
        request, "communications/meetings/minutes_form.html", context, status=422 if form.is_bound else 200
    )
