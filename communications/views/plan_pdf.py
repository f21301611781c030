"""The joint plan on paper, in the same words as its page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from communications.publishing.kept import pdf_response
from initiatives import clock
from initiatives.access import InitiativeRequest, conditional, guard
from initiatives.rules.permissions import Permission
from measurement.pages.plan import PlanPage, plan_page


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def plan_pdf(request: InitiativeRequest) -> HttpResponse:
    """Send the plan as it runs today as a tagged PDF: what each strategy should change, who does what, how it goes."""
    return pdf_response(_html(request), name=f"{request.initiative.slug}-plan")


def _html(request: InitiativeRequest) -> str:
    today = clock.today(request.initiative.zone)
    page = plan_page(request.viewer, today=today, show="all")
    parts = [
        (column, [row for row in page.rows if _stands_in(page, row.activity.pk, column.strategy.pk)])
        for column in page.columns
    ]
    context = {
        "initiative": request.initiative,
        "page": page,
        "parts": parts,
        "day": today,
        "address": f"{settings.BASE_URL}{request.initiative.url}plan/",
    }
    return render_to_string("communications/reports/plan.html", context)


def _stands_in(page: PlanPage, activity: int, strategy: int) -> bool:
    return page.read.joint.strategy_of(page.read.joint.acts[activity]) == strategy
