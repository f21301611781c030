"""Taking up an invitation: opening the page uses nothing up; accepting does, once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from initiatives import clock
from initiatives.access import open_door
from initiatives.accounts import landing_for, sign_in
from initiatives.actions.invitations import accept, ask_again
from initiatives.actions.people import make_person
from initiatives.forms.people import NewcomerForm
from initiatives.limits import may_try, may_try_from
from initiatives.models import Invitation, Pass, Person
from initiatives.passes import find_pass, hashed
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import inside


@open_door
@never_cache
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Show who invites to what; POST accepts."""
    if not may_try_from(request, "join") or not may_try("join", token, at_most=30, seconds=600):
        return _too_often(request)
    with _invitation(find_pass(token, Pass.Purpose.INVITATION)) as invitation:
        if invitation is None:
            return render(request, "initiatives/people/join_over.html", {"token": token}, status=410)
        response = _answer(request, invitation, token)
    response["Referrer-Policy"] = (
        "same-origin"  # with none at all, browsers post "Origin: null" and are refused
    )
    return response


@open_door
@require_POST
def join_again(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a new invitation; the answer is the same whether there was one."""
    if not may_try_from(request, "join"):
        return _too_often(request)
    found = Pass.objects.filter(hash=hashed(token), purpose=Pass.Purpose.INVITATION).first()
    with _invitation(found) as invitation:
        if invitation is not None and found is not None and found.expires_at <= clock.now():
            ask_again(invitation=invitation)
    return render(request, "initiatives/people/join_asked.html")


@contextmanager
def _invitation(found: Pass | None) -> Iterator[Invitation | None]:
    """Open the initiative of a pass and give its invitation."""
    if found is None:
        yield None
        return
    with transaction.atomic(), inside(found.initiative_id):
        related = ("initiative", "record_pass", "membership__organization", "seat__body", "sent_by")
        yield Invitation.objects.select_related(*related).filter(record_pass=found).unanswered().first()


def _answer(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    person = request.user if isinstance(request.user, Person) else None
    has_account = Person.objects.filter(email=invitation.email).exists()
    form = (
        NewcomerForm(request.POST if request.method == "POST" else None)
        if not (person or has_account)
        else None
    )
    context = {
        "invitation": invitation,
        "token": token,
        "form": form,
        "has_account": has_account,
        "is_other": bool(person and person.email != invitation.email),
        "signin": f"/signin/?{urlencode({'next': request.path})}",
    }
    if request.method == "POST" and not context["is_other"]:
        accepted = _accepted(request, invitation, person, form, context)
        if accepted is not None:
            return accepted
    status = (
        403 if request.method == "POST" and context["is_other"] else 422 if request.method == "POST" else 200
    )
    return render(request, "initiatives/people/join.html", context, status=status)


def _accepted(
    request: HttpRequest,
    invitation: Invitation,
    person: Person | None,
    form: NewcomerForm | None,
    context: dict[str, object],
) -> HttpResponse | None:
    """Accept; None when something must be put right first."""
    if person is None and form is None:
        return redirect(str(context["signin"]))
    if form is not None and not form.is_valid():
        return None
    try:
        with transaction.atomic():
            taker = person or _newcomer(invitation, form)
            accept(invitation=invitation, person=taker)
    except RuleBroken as refusal:
        context["refusal"] = refusal.sentence
        return None
    if person is None:
        sign_in(request, taker, method="invitation")
    messages.success(request, _("Welcome to {initiative}.").format(initiative=invitation.initiative))
    return redirect(f"{invitation.initiative.url}today/" if invitation.initiative else landing_for(taker))


def _newcomer(invitation: Invitation, form: NewcomerForm | None) -> Person:
    filled = form.cleaned_data if form else {}
    return make_person(
        email=invitation.email,
        name=filled.get("name", ""),
        language=invitation.initiative.language,
        password=filled.get("password") or None,
    )


def _too_often(request: HttpRequest) -> HttpResponse:
    sentence = _("This was tried very often just now. Wait ten minutes, then try again.")
    return render(request, "refused.html", {"sentence": sentence}, status=429)
