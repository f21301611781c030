"""The register of what is withheld, and the pages on which that is decided."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, guard, titles_told
from initiatives.actions import restrictions as actions
from initiatives.bylaws import rule_in_force, rule_value
from initiatives.forms.restrictions import AnswerForm, RenewalForm, RestrictionForm, ReviewForm
from initiatives.limits import may_try
from initiatives.models import Record, Restriction, ReviewRequest
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken

ENDED_ON_A_PAGE = 20


@require_safe
@guard(Permission.SEE_PUBLISHED)
def register(request: InitiativeRequest) -> HttpResponse:
    """Show what is withheld now, why, until when and by whom; then what was."""
    now = clock.now()
    active = list(Restriction.objects.active(at=now).with_names())
    ended = Paginator(Restriction.objects.over(at=now).with_names(), ENDED_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    waiting = (
        list(Restriction.objects.waiting_for_approval(at=now).with_names()) if request.viewer.is_staff else []
    )
    grounds = Restriction.objects.active(at=now).order_by().values_list("ground").annotate(Count("pk"))
    context = {
        "active": active,
        "waiting": waiting,
        "ended": ended,
        "grounds": [(Restriction.Ground(ground).label, count) for ground, count in grounds],
        "told": _told(request, [*active, *waiting, *ended.object_list]),
    }
    return render(request, "initiatives/restrictions/list.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def detail(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Show one restriction with what was asked and answered about it."""
    restriction = _one(pk)
    now = clock.now()
    context = {
        "restriction": restriction,
        "reviews": restriction.reviews.select_related("answered_by"),
        "is_over": restriction.lifted_at is not None or restriction.expires_at <= now,
        "is_waiting": Restriction.objects.waiting_for_approval(at=now).filter(pk=pk).exists(),
        "told": _told(request, [restriction]),
        "may_approve": Permission.RESTRICTION_APPROVE in request.viewer.permissions
        and restriction.set_by_id != request.viewer.person_id,
    }
    return render(request, "initiatives/restrictions/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.RESTRICTION_SET)
def add(request: InitiativeRequest, number: int) -> HttpResponse:
    """Restrict a record that one sees."""
    seen = Record.objects.visible_to(request.viewer).select_related("part_of")
    record = get_object_or_404(seen, number=number)
    form = RestrictionForm(
        request.POST or None,
        initiative=request.initiative,
        record=record,
        initial=RestrictionForm.of_part(request.GET.get("part", "")),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.restrict(
                record=record,
                ground=form.cleaned_data["ground"],
                reason=form.words,
                expires_at=form.expires_at,
                readers=form.groups,
                scope=form.cleaned_data["scope"],
                fields=form.parts,
                by=request.person,
            )
        except RuleBroken as broken:
            form.add_error(broken.field if broken.field in form.fields else None, broken.sentence)
        else:
            return redirect("restriction", slug=request.initiative.slug, pk=made.pk)
    return _form_page(request, form, record=record)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.RESTRICTION_SET)
def renewal(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Hide for longer, with a new reason."""
    restriction = _one(pk)
    form = RenewalForm(request.POST or None, initiative=request.initiative)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.renew_restriction(
                restriction=restriction, reason=form.words, expires_at=form.expires_at, by=request.person
            )
        except RuleBroken as broken:
            form.add_error(broken.field if broken.field in form.fields else None, broken.sentence)
        else:
            return redirect("restriction", slug=request.initiative.slug, pk=made.pk)
    return _form_page(request, form, restriction=restriction)


@require_POST
@guard(Permission.RESTRICTION_APPROVE)
def approval(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Agree to what somebody else restricted."""
    actions.approve_restriction(restriction=_one(pk), by=request.person)
    return redirect("restriction", slug=request.initiative.slug, pk=pk)


@require_POST
@guard(Permission.RESTRICTION_SET)
def lifting(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Make it public again at once."""
    actions.lift_restriction(restriction=_one(pk), by=request.person)
    return redirect("restriction", slug=request.initiative.slug, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.ASK_FOR_REVIEW)
def review(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Ask for another look: everybody may."""
    restriction = _one(pk)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and not may_try("review", str(pk), at_most=60, seconds=3600):
        raise RuleBroken(_("This restriction got very many requests just now. Try again in an hour."))
    if request.method == "POST" and form.is_valid():
        asker = request.person if request.viewer.person_id else None
        actions.ask_for_review(restriction=restriction, words=form.cleaned_data["words"], by=asker)
        return redirect("restriction", slug=request.initiative.slug, pk=pk)
    return _form_page(request, form, restriction=restriction)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.RESTRICTION_SET)
def answer(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Answer a request for a review in public."""
    asked = get_object_or_404(ReviewRequest.objects.select_related("restriction__record"), pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_review(review=asked, answer=form.cleaned_data["answer"], by=request.person)
        return redirect("restriction", slug=request.initiative.slug, pk=asked.restriction_id)
    return _form_page(request, form, restriction=asked.restriction, asked=asked)


def _one(pk: int) -> Restriction:
    return get_object_or_404(Restriction.objects.with_names(), pk=pk)


def _told(request: InitiativeRequest, restrictions: list[Restriction]) -> set[int]:
    """Return which of the records the reader may name: unless the title itself is withheld."""
    return titles_told(request.viewer, (restriction.record_id for restriction in restrictions))


def _form_page(request: HttpRequest, form: object, **context: object) -> HttpResponse:
    alone = rule_in_force("restriction_alone_days")
    context |= {"form": form, "alone_days": int(alone.value), "alone": alone}
    context["longest_days"] = int(rule_value("restriction_longest_days"))
    status = 422 if getattr(form, "errors", None) else 200
    return render(request, "initiatives/restrictions/form.html", context, status=status)
