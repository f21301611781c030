"""Evidence: what is on the table, what was asked for, and adding to it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement.actions import evidence as actions
from engagement.forms.options import AnswerForm, ExhibitForm, FiguresForm, NoDataForm, RequestForm
from engagement.models import Engagement, EvidenceRequest
from engagement.pages.room import fetch_engagement, head_asked, head_of
from engagement.pages.room_page import advice_last, evidence_of
from engagement.rules.spectrum_table import Deed
from engagement.views.posting import SECTION, carried_out, form_page, kept_file
from initiatives.access import InitiativeRequest, guard
from initiatives.forms.localized import LocalizedForm
from initiatives.models import Record
from initiatives.rules.permissions import Permission
from initiatives.together import each_of, rows_in
from measurement.models import Indicator

KINDS: dict[str, Promise] = {
    "figures": gettext_lazy("Add published figures"),
    "document": gettext_lazy("Add a document"),
    "lived": gettext_lazy("Add lived experience"),
    "no-data": gettext_lazy("Say that there are no data"),
    "advice": gettext_lazy("Give advice"),
}


@require_safe
@guard(Permission.SEE_PUBLISHED)
def evidence(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show the evidence and the requests for more."""
    return _page(request, fetch_engagement(request.viewer, number))


@require_POST
@guard(Permission.QUESTION_ASK)
def evidence_request(request: InitiativeRequest, number: int) -> HttpResponse:
    """Ask for more, with or without an account."""
    engagement = fetch_engagement(request.viewer, number)
    form = RequestForm(request.POST)
    if carried_out(form, lambda: _ask(engagement, form, request)):
        messages.success(request, _("Asked. The answer will stand here, for everybody."))
        return redirect(f"{engagement.record.url}evidence/#asked")
    return _page(request, engagement, form)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def evidence_add(request: InitiativeRequest, number: int, kind: str) -> HttpResponse:
    """Add evidence of a kind."""
    engagement = fetch_engagement(request.viewer, number)
    if kind not in KINDS:
        raise Http404
    form = _form(request, kind)
    if carried_out(form, lambda: ADDERS[kind](engagement, form, request)):
        messages.success(request, _("Added. Everybody sees it as you do."))
        return redirect(f"{engagement.record.url}evidence/")
    head = head_of(engagement, request.viewer)
    return form_page(request, head, form, title=KINDS[kind], button=KINDS[kind], here="evidence")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.ENGAGEMENT_FACILITATE)
def evidence_answer(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Answer a request for more evidence."""
    engagement = fetch_engagement(request.viewer, number)
    asked = get_object_or_404(
        EvidenceRequest.objects.select_related("engagement__record__initiative"), engagement=engagement, pk=pk
    )
    form = AnswerForm(
        request.POST or None, evidence=engagement.evidence.all(), languages=request.initiative.languages
    )
    if carried_out(form, lambda: _answer(asked, form, request)):
        return redirect(f"{engagement.record.url}evidence/#asked")
    head = head_of(engagement, request.viewer)
    words = {"title": _("Answer the request"), "button": _("Publish the answer"), "here": "evidence"}
    return form_page(request, head, form, lead=asked.words, **words)


def _page(
    request: InitiativeRequest, engagement: Engagement, form: RequestForm | None = None
) -> HttpResponse:
    requests = engagement.evidence_requests.select_related("evidence", "answered_by")
    head, evidence, asked, withheld = each_of(
        head_asked(engagement, request.viewer),
        rows_in(evidence_of(engagement)),
        rows_in(requests),
        rows_in(Record.objects.withheld_from(request.viewer).values_list("number", flat=True)),
    )
    facilitates = Permission.ENGAGEMENT_FACILITATE in request.viewer.permissions
    context = {
        **SECTION,
        "head": head,
        "form": form or RequestForm(),
        "evidence": advice_last(evidence),
        "withheld": withheld,
        "requests": asked,
        "facilitates": facilitates,
        "ways": _ways(engagement, facilitates=facilitates, advises=head.may(Deed.POST_ADVICE)),
    }
    return render(request, "engagement/evidence/list.html", context, status=422 if form else 200)


def _ways(engagement: Engagement, *, facilitates: bool, advises: bool) -> list[tuple[str, Promise]]:
    """Return the ways in which this reader may add evidence: address and words."""
    offered = [kind for kind in KINDS if (advises if kind == "advice" else facilitates)]
    return [(f"{engagement.record.url}evidence/add/{kind}/", KINDS[kind]) for kind in offered]


def _form(request: InitiativeRequest, kind: str) -> LocalizedForm:
    languages = request.initiative.languages
    sent = request.POST or None
    if kind == "figures":
        indicators = Indicator.objects.visible_to(request.viewer).select_related("record")
        return FiguresForm(sent, indicators=indicators, languages=languages)
    if kind == "no-data":
        return NoDataForm(sent, languages=languages)
    return ExhibitForm(sent, request.FILES or None, languages=languages)


def _ask(engagement: Engagement, form: RequestForm, request: InitiativeRequest) -> None:
    by = request.person if request.viewer.person_id else None
    actions.ask_for_evidence(engagement=engagement, words=form.cleaned_data["words"], by=by)


def _answer(asked: EvidenceRequest, form: AnswerForm, request: InitiativeRequest) -> None:
    actions.answer_request(
        request=asked,
        answer=form.texts("answer"),
        evidence=form.cleaned_data["evidence"],
        by=request.person,
    )


def _add_figures(engagement: Engagement, form: LocalizedForm, request: InitiativeRequest) -> None:
    indicator = form.cleaned_data["indicator"]
    actions.add_figures(
        engagement=engagement, indicator=indicator, words=form.texts("words"), by=request.person
    )


def _add_document(engagement: Engagement, form: LocalizedForm, request: InitiativeRequest) -> None:
    exhibit = _exhibit(engagement, form, request)
    actions.add_exhibit(engagement=engagement, exhibit=exhibit, by=request.person)


def _add_lived(engagement: Engagement, form: LocalizedForm, request: InitiativeRequest) -> None:
    exhibit = _exhibit(engagement, form, request)
    actions.add_exhibit(engagement=engagement, exhibit=exhibit, by=request.person, is_lived=True)


def _say_no_data(engagement: Engagement, form: LocalizedForm, request: InitiativeRequest) -> None:
    wanted, because = form.texts("wanted"), form.texts("because")
    actions.say_no_data(engagement=engagement, wanted=wanted, because=because, by=request.person)


def _add_advice(engagement: Engagement, form: LocalizedForm, request: InitiativeRequest) -> None:
    exhibit = _exhibit(engagement, form, request)
    actions.add_advice(engagement=engagement, exhibit=exhibit, by=request.person)


def _exhibit(engagement: Engagement, form: LocalizedForm, request: InitiativeRequest) -> actions.Exhibit:
    attachment = kept_file(request, engagement, form)
    return actions.Exhibit(form.texts("title"), form.texts("words"), form.cleaned_data["source"], attachment)


ADDERS: dict[str, Callable[[Engagement, LocalizedForm, InitiativeRequest], None]] = {
    "figures": _add_figures,
    "document": _add_document,
    "lived": _add_lived,
    "no-data": _say_no_data,
    "advice": _add_advice,
}
