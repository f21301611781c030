"""Data-sharing agreements, the rules of an indicator, the approval of releases, and questions about imports."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from initiatives import clock
from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.models import Membership
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.actions import agreements as actions
from measurement.actions.approvals import approve_release, lock_release
from measurement.actions.checks import accept_break, change_figure, keep_figure
from measurement.actions.validation_rules import end_rule, set_rule
from measurement.forms.quality import AgreementForm, AnswerForm, RuleForm
from measurement.models import Approval, DataSharingAgreement, Import, Indicator, Release, ValidationRule
from measurement.views.posting import posted

SECTION = {"nav_section": "results"}


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.COLLECTION_MANAGE)
def agreement_add(request: InitiativeRequest) -> HttpResponse:
    """Write down what a partner shares."""
    partners = Membership.objects.visible_to(request.viewer).filter(left_on__isnull=True)
    initial = {
        "starts_on": clock.today(request.initiative.zone),
        "membership": partners.filter(slug=request.GET.get("partner", "")[:80]).first(),
    }
    form = AgreementForm(
        posted(request),
        memberships=partners.select_related("organization", "record__initiative"),
        languages=request.initiative.languages,
        initial=initial,
    )
    if form.is_valid():
        try:
            agreement = _agreed(request, form)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The agreement is written down. You are warned before it ends."))
            return redirect(agreement.record.url)
    page = {**SECTION, "form": form}
    return render(request, "measurement/quality/agreement.html", page, status=422 if form.is_bound else 200)


@require_POST
@guard(Permission.COLLECTION_MANAGE)
def agreement_ending(request: InitiativeRequest, number: int) -> HttpResponse:
    """End an agreement today."""
    rows = DataSharingAgreement.objects.select_related("record__initiative")
    agreement = fetch_or_stub(rows, request.viewer, record__number=number)
    actions.end_sharing(agreement=agreement, by=request.person)
    messages.success(request, _("The agreement is ended. Its data is not used from now on."))
    return redirect(agreement.record.url)


@require_POST
@guard(Permission.DATA_APPROVE)
def release_approval(request: InitiativeRequest, sign: str, number: int) -> HttpResponse:
    """Approve a release, or lock it."""
    releases = Release.objects.visible_to(request.viewer).filter(indicator__slug=sign)
    release = get_object_or_404(releases.select_related("indicator", "record"), record__number=number)
    if request.POST.get("step") == Approval.Step.LOCKED:
        lock_release(release=release, by=request.person)
        messages.success(request, _("Version {number} is locked.").format(number=release.number))
    else:
        approve_release(release=release, by=request.person)
        messages.success(request, _("Version {number} is approved.").format(number=release.number))
    return redirect(release.record.url)


@require_POST
@guard(Permission.DATA_SUBMIT)
def import_answer(request: InitiativeRequest, number: int) -> HttpResponse:
    """Answer the one question about a figure of a file."""
    rows = Import.objects.select_related("record__initiative", "indicator__record__initiative")
    import_ = fetch_or_stub(rows, request.viewer, record__number=number)
    form = AnswerForm(request.POST, languages=request.initiative.languages)
    if not form.is_valid():
        raise RuleBroken(_("Choose what shall become of the figure."))
    at, why, by = form.cleaned_data["at"], form.texts("why"), request.person
    match form.cleaned_data["answer"]:
        case "changed":
            change_figure(import_=import_, at=at, text=form.cleaned_data["text"], by=by)
        case "accepted_break":
            accept_break(import_=import_, at=at, why=why, by=by)
        case _:
            keep_figure(import_=import_, at=at, why=why, by=by)
    return redirect(f"{import_.record.url}#questions")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.INDICATORS_MANAGE)
def rule_add(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Set a rule that new figures must pass."""
    indicator = _indicator(request, sign)
    form = RuleForm(posted(request), indicator=indicator, languages=request.initiative.languages)
    if form.is_valid():
        names = ("kind", "other", "low", "high", "tolerance", "severity")
        values = {name: form.cleaned_data[name] for name in names}
        try:
            set_rule(indicator=indicator, reason=form.texts("reason"), by=request.person, **values)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The rule is set. The next figures are held to it."))
            return redirect(f"{indicator.record.url}edit/#rules")
    page = {**SECTION, "indicator": indicator, "form": form}
    return render(request, "measurement/quality/rule.html", page, status=422 if form.is_bound else 200)


@require_POST
@guard(Permission.INDICATORS_MANAGE)
def rule_ending(request: InitiativeRequest, sign: str, pk: int) -> HttpResponse:
    """End a rule."""
    indicator = _indicator(request, sign)
    rows = ValidationRule.objects.filter(indicator=indicator).select_related("indicator__record")
    end_rule(rule=get_object_or_404(rows, pk=pk), by=request.person)
    messages.success(request, _("The rule is ended."))
    return redirect(f"{indicator.record.url}edit/#rules")


def _indicator(request: InitiativeRequest, sign: str) -> Indicator:
    return fetch_or_stub(Indicator.objects.select_related("record__initiative"), request.viewer, slug=sign)


def _agreed(request: InitiativeRequest, form: AgreementForm) -> DataSharingAgreement:
    plain = {name: form.cleaned_data[name] for name in ("starts_on", "expires_on", "signed_by_name")}
    sharing = actions.Sharing(
        scope=form.texts("scope"),
        purpose=form.texts("purpose"),
        indicators=list(form.cleaned_data["indicators"]),
        **plain,
    )
    membership = form.cleaned_data["membership"]
    return actions.agree_on_sharing(membership=membership, sharing=sharing, by=request.person)
