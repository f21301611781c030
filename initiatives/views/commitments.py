"""Commitments: all of them for everybody to read, one, a new one, and what became of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, conditional, fetch_or_stub, guard
from initiatives.actions import commitments as actions
from initiatives.forms.commitments import CommitmentForm, DeedForm, WitnessForm
from initiatives.judges import has_judges
from initiatives.models import Body, Commitment, Membership
from initiatives.models.commitments import CommitmentQuerySet
from initiatives.rules.commitments import Deed
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.reliability import Owed, reliability

SECTION = {"nav_section": "mine"}
ON_A_PAGE = 25
UNJUDGED = (Commitment.State.ACCEPTED, Commitment.State.MISSED)
CHOICES: dict[str, str | Lazy] = {
    "standing": gettext_lazy("Standing"),
    "late": gettext_lazy("Late"),
    "met": gettext_lazy("Kept"),
    "missed": gettext_lazy("Not kept"),
}


@dataclass(frozen=True, slots=True)
class Asking:
    """How a page asks for one deed: its heading, the question, and the word on the button."""

    heading: str | Lazy
    ask: str | Lazy
    button: str | Lazy


ASKING: dict[Deed, Asking] = {
    Deed.TELL: Asking(
        gettext_lazy("Tell how far it is"), gettext_lazy("How far is it?"), gettext_lazy("Publish this")
    ),
    Deed.MEET: Asking(
        gettext_lazy("Confirm that it was kept"),
        gettext_lazy("By what do you see that it was kept?"),
        gettext_lazy("Confirm it"),
    ),
    Deed.MISS: Asking(
        gettext_lazy("Say that it was not kept"),
        gettext_lazy("What stood in the way?"),
        gettext_lazy("Publish this"),
    ),
    Deed.RENEW: Asking(
        gettext_lazy("Agree on a later day"),
        gettext_lazy("Why is the day moved?"),
        gettext_lazy("Agree on the new day"),
    ),
    Deed.RELEASE: Asking(
        gettext_lazy("Release them from it"),
        gettext_lazy("Why is it not owed any more?"),
        gettext_lazy("Release them"),
    ),
    Deed.WITNESS: Asking(
        gettext_lazy("Name a witness from outside"),
        gettext_lazy("Who says whether it was kept?"),
        gettext_lazy("Name them"),
    ),
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
        "rows": [(row, row.sign(on=today)) for row in page.object_list],
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
        "sign": found.sign(on=clock.today(request.initiative.zone)),
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


@require_POST
@guard(Permission.COMMITMENT_EDIT)
def commitment_acceptance(request: InitiativeRequest, number: int) -> HttpResponse:
    """Accept what the other side proposed."""
    found = fetch_commitment(request, number)
    actions.accept_commitment(commitment=found, by=request.person)
    messages.success(request, _("Accepted. It stands now."))
    return redirect(found.record.url)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.COMMITMENT_EDIT)
def commitment_progress(request: InitiativeRequest, number: int) -> HttpResponse:
    """Tell how far it is."""
    return _deed(
        request,
        number,
        Deed.TELL,
        lambda found, form: actions.tell_progress(
            commitment=found, words=form.texts("words"), by=request.person
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.COMMITMENT_EDIT)
def commitment_confirmation(request: InitiativeRequest, number: int) -> HttpResponse:
    """Confirm that it was kept: for the recipient and the witness."""
    return _deed(
        request,
        number,
        Deed.MEET,
        lambda found, form: actions.confirm_met(
            commitment=found, evidence=form.texts("words"), by=request.person
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.COMMITMENT_EDIT)
def commitment_miss(request: InitiativeRequest, number: int) -> HttpResponse:
    """Say that it was not kept."""
    return _deed(
        request,
        number,
        Deed.MISS,
        lambda found, form: actions.note_missed(
            commitment=found, reason=form.texts("words"), by=request.person
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.COMMITMENT_EDIT)
def commitment_renewal(request: InitiativeRequest, number: int) -> HttpResponse:
    """Agree on a later day."""
    return _deed(
        request,
        number,
        Deed.RENEW,
        lambda found, form: actions.renegotiate(
            commitment=found,
            due=form.cleaned_data["due"],
            reason=form.texts("words"),
            by=request.person,
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.COMMITMENT_EDIT)
def commitment_release(request: InitiativeRequest, number: int) -> HttpResponse:
    """Release the other side from what it promised."""
    return _deed(
        request,
        number,
        Deed.RELEASE,
        lambda found, form: actions.release(commitment=found, reason=form.texts("words"), by=request.person),
    )


def _deed(
    request: InitiativeRequest, number: int, deed: Deed, do: Callable[[Commitment, DeedForm], object]
) -> HttpResponse:
    """Ask for the words of a deed and do it; whoever may not is told before they type."""
    found = fetch_commitment(request, number)
    form = DeedForm(
        request.POST or None,
        languages=request.initiative.languages,
        ask=ASKING[deed].ask,
        has_day=deed is Deed.RENEW,
    )
    return deed_page(request, found, deed, form, lambda: do(found, form), done=_("Saved. It is public now."))


def deed_page(
    request: InitiativeRequest,
    found: Commitment,
    deed: Deed,
    form: DeedForm | WitnessForm,
    do: Callable[[], object],
    *,
    done: str,
) -> HttpResponse:
    """Do a deed when its form is filled in, else show the form; a refusal that must be recorded goes on to the guard."""
    if form.is_valid():
        try:
            do()
        except RuleBroken as refusal:
            if refusal.keep is not None:
                raise
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return redirect(found.record.url)
    context = {
        **SECTION,
        "form": form,
        "commitment": found,
        "heading": ASKING[deed].heading,
        "button": ASKING[deed].button,
        "is_open": deed in deeds_for(request, found),
    }
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


def fetch_commitment(request: InitiativeRequest, number: int) -> Commitment:
    """Return the commitment of a number that the reader sees."""
    rows = Commitment.objects.select_related(
        "record__initiative",
        "from_membership__organization",
        "from_body",
        "to_membership__organization",
        "to_body",
        "because__initiative",
        "witness",
        "state_changed_by",
        "renews__record__initiative",
    )
    return fetch_or_stub(rows, request.viewer, record__number=number)


def deeds_for(request: InitiativeRequest, found: Commitment) -> tuple[Deed, ...]:
    """Return what the reader may do with a commitment now."""
    person = getattr(request, "person", None)
    if person is None or Permission.COMMITMENT_EDIT not in request.viewer.permissions:
        return ()
    return actions.deeds_of(found, person)
