"""Commitments: all of them for everybody to read, one, a new one, and what became of each."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, conditional, guard
from initiatives.actions import commitments as actions
from initiatives.forms.commitments import CommitmentForm
from initiatives.judges import has_judges
from initiatives.models import Body, Commitment, Membership
from initiatives.models.commitments import CommitmentQuerySet
from initiatives.plan_words import sign_of_promise
from initiatives.rules.commitments import Deed
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.reliability import Owed, reliability
from initiatives.views.commitment_deeds import ASKING, SECTION, deeds_for, fetch_commitment

ON_A_PAGE = 25
UNJUDGED = (Commitment.State.ACCEPTED, Commitment.State.MISSED)
CHOICES: dict[str, str | Lazy] = {
    "standing": gettext_lazy("Standing"),
    "late": gettext_lazy("Late"),
    "met": gettext_lazy("Kept"),
    "missed": gettext_lazy("Not kept"),
}


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def commitments(request: InitiativeRequest) -> HttpResponse:
    """List all commitments, what is late first; ?state= shows only some."""
    today = clock.today(request.initiative.zone)
    rows = _rows(request)
    counted = {
        "standing": rows.standing().count(),
        "late": rows.late(on=today).count(),
        "met": rows.filter(state=Commitment.State.MET).count(),
        "missed": rows.filter(state=Commitment.State.MISSED).count(),
    }
    chosen = request.GET.get("state", "")
    page = Paginator(_chosen(rows, chosen, today), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        **SECTION,
        "counted": counted,
        "choices": _choices(counted, chosen),
        "page_obj": page,
        "rows": [(row, sign_of_promise(row, on=today)) for row in page.object_list],
        "reliability": reliability(_owed(rows), today=today),
        "total": sum(counted[key] for key in ("standing", "met", "missed")),
    }
    return render(request, "initiatives/commitments/list.html", context)


def _owed(rows: CommitmentQuerySet) -> list[Owed]:
    return [Owed(due, state) for due, state in rows.order_by().values_list("due", "state")]


@require_safe
@guard(Permission.SEE_PUBLISHED)
def commitment(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show one commitment: between whom, by when, how far, and what the reader may do with it."""
    found = fetch_commitment(request, number)
    deeds = deeds_for(request, found)
    context = {
        **SECTION,
        "commitment": found,
        "sign": sign_of_promise(found, on=clock.today(request.initiative.zone)),
        "may_accept": Deed.ACCEPT in deeds,
        "deeds": [(f"commitment-{deed}", ASKING[deed].heading) for deed in deeds if deed in ASKING],
        "told": found.progress.select_related("by"),
        "is_unjudged": found.state in UNJUDGED and not has_judges(found),
    }
    return render(request, "initiatives/commitments/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.COMMITMENT_EDIT)
def commitment_add(request: InitiativeRequest) -> HttpResponse:
    """Propose a commitment; the other side accepts it."""
    today = clock.today(request.initiative.zone)
    form = CommitmentForm(
        request.POST or None,
        languages=request.initiative.languages,
        partners=Membership.objects.visible_to(request.viewer)
        .current(on=today)
        .select_related("organization"),
        groups=Body.objects.visible_to(request.viewer),
    )
    if form.is_valid():
        try:
            made = actions.propose_commitment(promise=form.promise(), by=request.person)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("It is proposed and public. The other side accepts it."))
            return redirect(made.record.url)
    context = {**SECTION, "form": form, "heading": _("Propose a commitment"), "button": _("Propose it")}
    return render(request, "initiatives/commitments/form.html", context, status=422 if form.is_bound else 200)


def _chosen(rows: CommitmentQuerySet, chosen: str, today: date) -> CommitmentQuerySet:
    if chosen == "standing":
        return rows.standing()
    if chosen == "late":
        return rows.late(on=today)
    return rows.filter(state=chosen) if chosen in CHOICES else rows


def _choices(counted: dict[str, int], chosen: str) -> list[tuple[str, str, bool]]:
    """Return the tabs above the list: what it shows, its address, and whether it is shown."""
    kinds = [(f"{label} ({counted[key]})", f"?state={key}", chosen == key) for key, label in CHOICES.items()]
    return [(_("All"), "?", chosen not in CHOICES), *kinds]


def _rows(request: InitiativeRequest) -> CommitmentQuerySet:
    seen = Commitment.objects.visible_to(request.viewer)
    return seen.select_related(
        "record__initiative",
        "from_membership__organization",
        "from_body",
        "to_membership__organization",
        "to_body",
    )
