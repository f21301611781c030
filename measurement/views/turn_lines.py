"""What people added to the questions of a conversation, and what became of each line."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives.access import InitiativeRequest, conditional, guard
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.together import each_of, page_of, rows_in
from measurement.actions import turn_lines as actions
from measurement.forms.turns import AsideForm, HidingForm, LineForm
from measurement.models import Turn, TurnLine
from measurement.pages.turn_questions import questions_of
from measurement.pages.turns import count_lines, lines_counted
from measurement.views.posting import posted
from measurement.views.turn_questions import LINE_ID, Sent, question_page
from measurement.views.turns import SECTION, find, need_question

ON_A_PAGE = 50


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def lines(request: InitiativeRequest, sign: str, number: int) -> HttpResponse:
    """List the lines that nobody hid, and what became of each; hidden ones are counted."""
    indicator, turn = find(request, sign, number)
    shown = TurnLine.objects.filter(turn=turn, hidden_at__isnull=True).select_related("added_by")
    rows = shown.prefetch_related("factors", "ideas", "partner_roles").order_by("question", "added_at", "pk")
    counts = lines_counted(turn)
    page, _counted = each_of(page_of(rows, ON_A_PAGE, request.GET.get("page")), rows_in(counts))
    context = {
        **SECTION,
        "indicator": indicator,
        "turn": turn,
        "page_obj": page,
        "counts": count_lines(counts),
        "questions": questions_of(indicator),
        "may_run": Permission.TURN_RUN in request.viewer.permissions and turn.closed_at is None,
    }
    return render(request, "measurement/turn/lines.html", context)


@require_POST
@guard(Permission.TURN_ADD)
def line_add(request: InitiativeRequest, sign: str, number: int, question: int) -> HttpResponse:
    """Add a line under one's own name."""
    _indicator, turn = find(request, sign, number)
    need_question(question)
    form = LineForm(request.POST, question=question, auto_id=LINE_ID)
    if form.is_valid():
        try:
            actions.add_line(turn=turn, question=question, by=request.person, **form.cleaned_data)
            messages.success(
                request, _("Your line is with the table. What becomes of it stands under Lines.")
            )
            return redirect(f"{turn.record.url}{question}/#lines")
        except RuleBroken as refusal:
            form.add_error(refusal.field, refusal.sentence)
    return question_page(request, turn, question, Sent(line=form))


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.TURN_RUN)
def line_aside(request: InitiativeRequest, sign: str, number: int, pk: int) -> HttpResponse:
    """Set a line aside, with a reason; or hide it, with a ground."""
    indicator, turn = find(request, sign, number)
    line = _line(turn, pk)
    form = AsideForm(posted(request), languages=request.initiative.languages)
    if form.is_valid():
        actions.set_aside(line=line, reason=form.texts("reason"), by=request.person)
        messages.success(request, _("Set aside. Whoever wrote it can read why."))
        return redirect(f"{turn.record.url}{line.question}/#lines")
    context = {
        **SECTION,
        "indicator": indicator,
        "turn": turn,
        "line": line,
        "form": form,
        "hiding": HidingForm(),
    }
    return render(request, "measurement/turn/line.html", context, status=422 if form.is_bound else 200)


@require_POST
@guard(Permission.TURN_RUN)
def line_hiding(request: InitiativeRequest, sign: str, number: int, pk: int) -> HttpResponse:
    """Hide a line that harms somebody."""
    _indicator, turn = find(request, sign, number)
    line, form = _line(turn, pk), HidingForm(request.POST)
    if not form.is_valid():
        raise RuleBroken(_("Choose why nobody may read this line."))
    actions.hide_line(line=line, ground=form.cleaned_data["ground"], by=request.person)
    messages.success(request, _("Hidden. That a line was hidden, and why, is counted in public."))
    return redirect(f"{turn.record.url}{line.question}/#lines")


def _line(turn: Turn, pk: int) -> TurnLine:
    rows = TurnLine.objects.filter(turn=turn, hidden_at__isnull=True).select_related("turn")
    return get_object_or_404(rows, pk=pk)
