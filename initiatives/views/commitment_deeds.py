"""What is done with a commitment: accepted, told of, judged, moved, let go; whoever may not is told before they type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.actions import commitments as actions
from initiatives.forms.commitments import DeedForm, WitnessForm
from initiatives.models import Commitment, Record
from initiatives.rules.commitments import Deed
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken

SECTION = {"nav_section": "mine"}


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


def deeds_for(request: InitiativeRequest, found: Commitment) -> tuple[Deed, ...]:
    """Return what the reader may do with a commitment now."""
    person = getattr(request, "person", None)
    if person is None or Permission.COMMITMENT_EDIT not in request.viewer.permissions:
        return ()
    return actions.deeds_of(found, person)


def fetch_commitment(request: InitiativeRequest, number: int) -> Commitment:
    """Return the commitment of a number that the reader sees; `names_because`: whether they see what it follows from."""
    seen = Record.objects.visible_to(request.viewer).filter(pk=OuterRef("because"))
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
    ).annotate(names_because=Exists(seen))
    return fetch_or_stub(rows, request.viewer, record__number=number)
