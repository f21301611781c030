"""Questions asked in public, and corrections of what we heard: asked by anybody, answered here."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engagement.actions.questions import answer_question, ask_question, hide_question
from engagement.forms.hearing import AnswerForm, QuestionForm
from engagement.forms.inputs import HidingForm
from engagement.models import Engagement, Question
from engagement.pages.hearing import hidden_questions, question_rows, questions_of
from engagement.pages.room import fetch_engagement, head_asked, head_of
from engagement.rules.spectrum_table import Deed
from engagement.views.inputs import person_of
from engagement.views.posting import SECTION, carried_out, form_page
from engagement.views.sending import may_send, too_often
from initiatives.access import InitiativeRequest, guard
from initiatives.forms.localized import typed_in
from initiatives.rules.permissions import Permission
from initiatives.together import each_of, rows_in

Kind = Question.Kind


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.QUESTION_ASK)
def questions(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show what was asked and answered; POST asks, with or without an account."""
    engagement = fetch_engagement(request.viewer, number)
    if request.method == "POST" and not may_send(request, "question", engagement.pk):
        return too_often(request)
    kind = request.GET.get("kind", "") or request.POST.get("kind", "")
    kind = kind if kind in Kind.values else Kind.QUESTION
    form = QuestionForm(request.POST or None, initial={"kind": kind})
    if carried_out(form, lambda: _ask(request, engagement, form, kind)):
        messages.success(request, _("Thank you. It stands here in public, and the answer will, too."))
        return redirect(f"{engagement.record.url}questions/")
    head, asked = each_of(head_asked(engagement, request.viewer), rows_in(questions_of(engagement)))
    rows_of = partial(question_rows, asked, zone=request.initiative.zone, rules=head.rules)
    context = {
        **SECTION,
        "head": head,
        "form": form,
        "is_correction": kind == Kind.CORRECTION,
        "rows": rows_of(Kind.QUESTION),
        "corrections": rows_of(Kind.CORRECTION),
        "hidden": hidden_questions(asked),
        "refusal": head.refusal(Deed.ASK_QUESTION),
        "may_answer": Permission.ENGAGEMENT_FACILITATE in request.viewer.permissions
        and head.may(Deed.ANSWER_QUESTION),
        "may_moderate": Permission.MODERATE in request.viewer.permissions and head.may(Deed.HIDE_WORDS),
    }
    return render(request, "engagement/questions/list.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.ENGAGEMENT_FACILITATE)
def answer(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Answer a question in public."""
    engagement = fetch_engagement(request.viewer, number)
    question = _find(engagement, pk)
    languages = request.initiative.languages
    form = AnswerForm(
        request.POST or None, languages=languages, initial=typed_in(("answer",), question, languages)
    )
    if carried_out(
        form, lambda: answer_question(question=question, answer=form.texts("answer"), by=request.person)
    ):
        messages.success(request, _("Answered in public."))
        return redirect(f"{engagement.record.url}questions/")
    words = {"title": _("Answer a question"), "lead": f"“{question.words}”", "button": _("Answer in public")}
    return form_page(request, head_of(engagement, request.viewer), form, here="questions", **words)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.MODERATE)
def hiding(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Hide a question on a ground from the list."""
    engagement = fetch_engagement(request.viewer, number)
    question = _find(engagement, pk)
    form = HidingForm(request.POST or None)
    if carried_out(
        form, lambda: hide_question(question=question, ground=form.cleaned_data["ground"], by=request.person)
    ):
        return redirect(f"{engagement.record.url}questions/")
    words = {"title": _("Hide a question"), "lead": f"“{question.words}”", "button": _("Hide it")}
    return form_page(request, head_of(engagement, request.viewer), form, here="questions", **words)


def _ask(request: InitiativeRequest, engagement: Engagement, form: QuestionForm, kind: str) -> None:
    ask_question(engagement=engagement, words=form.cleaned_data["words"], by=person_of(request), kind=kind)


def _find(engagement: Engagement, pk: int) -> Question:
    rows = engagement.questions.filter(hidden_at__isnull=True).select_related("engagement__record")
    return get_object_or_404(rows, pk=pk)
