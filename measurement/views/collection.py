"""The calendar of collecting: who reports what and when, reminders, and duties."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.actions import duties as actions
from measurement.actions.reminders import remind
from measurement.duties import books_of
from measurement.forms.collection import DutyForm
from measurement.models import Indicator, ReportingDuty
from measurement.pages.calendar import calendar_page
from measurement.views.posting import posted

SECTION = {"nav_section": "results"}


@require_safe
@guard(Permission.SEE_MEMBERS)
def calendar(request: InitiativeRequest) -> HttpResponse:
    """Show what is late, due, sent, coming and received."""
    page = calendar_page(request.viewer, today=clock.today(request.initiative.zone))
    return render(request, "measurement/collection/calendar.html", {**SECTION, "page": page})


@require_POST
@guard(Permission.COLLECTION_MANAGE)
def calendar_build(request: InitiativeRequest) -> HttpResponse:
    """Make duties from the indicators that have none."""
    count = actions.build_duties(by=request.person)
    words = ngettext(
        "One duty is made from the indicators.", "{count} duties are made from the indicators.", count
    )
    messages.success(request, words.format(count=count) if count else _("Every indicator has its duty."))
    return redirect("calendar", slug=request.initiative.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.COLLECTION_MANAGE)
def duty_add(request: InitiativeRequest) -> HttpResponse:
    """Agree who reports an indicator; the same partner and indicator again changes the duty."""
    form = DutyForm(posted(request), initial={"indicator": request.GET.get("indicator")})
    if form.is_valid():
        try:
            duty = actions.set_duty(by=request.person, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            words = _("{partner} reports “{indicator}” from now on.")
            messages.success(
                request, words.format(partner=duty.membership.organization.name, indicator=duty.indicator)
            )
            return redirect("calendar", slug=request.initiative.slug)
    page = {**SECTION, "form": form}
    return render(request, "measurement/collection/duty.html", page, status=422 if form.is_bound else 200)


@require_POST
@guard(Permission.COLLECTION_MANAGE)
def duty_ending(request: InitiativeRequest, pk: int) -> HttpResponse:
    """End a duty."""
    actions.end_duty(duty=_duty(request, pk), by=request.person)
    messages.success(request, _("The duty is ended. What was reported stays."))
    return redirect("calendar", slug=request.initiative.slug)


@require_POST
@guard(Permission.COLLECTION_MANAGE)
def duty_reminder(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Remind the people of a duty of the figures of one period, at once and by e-mail."""
    duty = _duty(request, pk)
    (book,) = books_of([duty], today=clock.today(request.initiative.zone))
    ends = request.POST.get("period", "")
    wanted = next((one for one in book.wanted if one.period.end.isoformat() == ends), None)
    if wanted is None:
        raise RuleBroken(_("These figures are not due now. Load the page again."))
    sent = remind(duty=duty, wanted=wanted, by=request.person)
    words = ngettext("One person was reminded.", "{count} people were reminded.", len(sent))
    messages.success(request, words.format(count=len(sent)))
    return redirect("calendar", slug=request.initiative.slug)


def _duty(request: InitiativeRequest, pk: int) -> ReportingDuty:
    rows = ReportingDuty.objects.filter(indicator__in=Indicator.objects.visible_to(request.viewer))
    found: ReportingDuty = get_object_or_404(
        rows.select_related(
            "indicator__record__initiative", "membership__organization", "membership__record", "person"
        ),
        pk=pk,
    )
    return found
