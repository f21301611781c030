"""The quality register and what is done about quality: problems, questions, agreements, rules, approval."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, conditional, fetch_or_stub, guard
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.actions.checks import answer_check
from measurement.actions.problems import answer_problem, record_problem
from measurement.forms.quality import ProblemAnswerForm, ProblemForm, WhyForm
from measurement.models import Check, DataProblem, Indicator
from measurement.pages.quality import quality_page
from measurement.views.posting import posted

SECTION = {"nav_section": "results"}


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def quality(request: InitiativeRequest) -> HttpResponse:
    """Show how good the figures are, by which rule, and what is open, wanted and agreed."""
    page = quality_page(
        request.viewer,
        request.initiative.url,
        today=clock.today(request.initiative.zone),
        sees_open=Permission.DATA_APPROVE in request.viewer.permissions,
    )
    forms = {
        "why": WhyForm(languages=request.initiative.languages, auto_id=False),
        "answer": ProblemAnswerForm(auto_id=False),
    }
    return render(request, "measurement/quality/list.html", {**SECTION, "page": page, **forms})


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_PUBLISHED)
def problem_add(request: InitiativeRequest) -> HttpResponse:
    """Record a problem: anybody who is signed in. A stranger's words are public once they are answered."""
    if request.viewer.person_id is None:
        return redirect(f"{reverse('account_login')}?next={request.path}")
    seen = Indicator.objects.visible_to(request.viewer)
    about = seen.filter(slug=request.GET.get("indicator", "")[:80]).first()
    form = ProblemForm(posted(request), indicators=seen, initial={"indicator": about})
    if form.is_valid():
        problem = record_problem(by=request.person, published=request.viewer.is_member, **form.cleaned_data)
        messages.success(request, _("Thank you. It is written down, and somebody answers."))
        there = reverse("quality", args=[request.initiative.slug])
        return redirect(problem.record.url if request.viewer.is_member else there)
    page = {**SECTION, "form": form}
    return render(request, "measurement/quality/problem.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.DATA_APPROVE)
def problem_answer(request: InitiativeRequest, number: int) -> HttpResponse:
    """Say what came of a problem."""
    rows = DataProblem.objects.select_related("record__initiative", "indicator", "reported_by")
    problem = fetch_or_stub(rows, request.viewer, record__number=number)
    form = ProblemAnswerForm(posted(request))
    if form.is_valid():
        answer_problem(problem=problem, by=request.person, **form.cleaned_data)
        messages.success(request, _("The answer is public, beside the problem."))
        return redirect(problem.record.url)
    page = {**SECTION, "problem": problem, "form": form}
    return render(request, "measurement/quality/answer.html", page, status=422 if form.is_bound else 200)


@require_POST
@guard(Permission.DATA_APPROVE)
def check_answer(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Say why a public figure that asks a question stays as it is."""
    rows = Check.objects.filter(indicator__in=Indicator.objects.visible_to(request.viewer))
    found = get_object_or_404(rows.select_related("indicator__record"), pk=pk)
    form = WhyForm(request.POST, languages=request.initiative.languages)
    if not form.is_valid():
        raise RuleBroken(_("Say in one sentence why the figure is right."), field="why")
    answer_check(found=found, why=form.texts("why"), by=request.person)
    messages.success(request, _("The question is answered; the answer stays with the figure."))
    return redirect("quality", slug=request.initiative.slug)
