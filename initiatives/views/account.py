"""My account: my details, where I take part, how I sign in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import cast

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from initiatives import clock
from initiatives.access import initiatives_of, open_door
from initiatives.actions.people import change_details
from initiatives.actions.taking import LASTS, ask_for_own_data, read_own_data
from initiatives.forms.people import DetailsForm
from initiatives.limits import may_try
from initiatives.models import OwnDataPack, Person


@open_door
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show my details and let me change them."""
    person = cast(Person, request.user)
    form = DetailsForm(request.POST or None, initial={"name": person.name, "language": person.language})
    if form.is_valid():
        change_details(person=person, **form.cleaned_data)
        messages.success(request, _("Your details are saved."))
        return redirect("account")
    context = {
        "form": form,
        "initiatives": initiatives_of(person).order_by("name"),
        "emails": EmailAddress.objects.filter(user=person).order_by("-primary"),
        "methods": _methods(person),
    }
    return render(request, "initiatives/account/detail.html", context, status=422 if form.errors else 200)


@open_door
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_data_page(request: HttpRequest) -> HttpResponse:
    """Ask for all that the platform holds about me, and see how far it is; a fragment while the page asks by itself."""
    person = cast(Person, request.user)
    if request.method == "POST":
        if not may_try("own-data", str(person.pk), at_most=6, seconds=3600):
            sentence = _("You took your data several times just now. Come back in an hour.")
            return render(request, "refused.html", {"sentence": sentence}, status=429)
        ask_for_own_data(person=person)
        return redirect("account-data")
    pack = OwnDataPack.objects.filter(person=person).first()
    until = pack.packed_at + LASTS if pack is not None and pack.packed_at else None
    asks_itself = "HX-Request" in request.headers
    template = "initiatives/account/_data.html" if asks_itself else "initiatives/account/data.html"
    answer = render(request, template, {"pack": pack, "until": until})
    if pack is not None and pack.packed_at is None and not pack.is_given_up and not asks_itself:
        answer["Refresh"] = "5"
    return answer


@open_door
@login_required
@require_safe
def own_data_file(request: HttpRequest) -> HttpResponse:
    """Send what was packed for me, and for nobody else."""
    rows = OwnDataPack.objects.filter(packed_at__gt=clock.now() - LASTS)
    pack = get_object_or_404(rows, person=cast(Person, request.user))
    response = HttpResponse(read_own_data(pack), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    response["Cache-Control"] = "no-store"
    return response


def _methods(person: Person) -> dict[str, bool | int]:
    kinds = list(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    return {
        "password": person.has_usable_password(),
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "app": Authenticator.Type.TOTP in kinds,
        "codes": Authenticator.Type.RECOVERY_CODES in kinds,
    }


def leaving(signout: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sign out, and let the browser forget what it kept of this person: pages for hours without signal, waiting numbers."""

    @wraps(signout)
    def signed_out(request: HttpRequest) -> HttpResponse:
        answer = signout(request)
        if request.method == "POST":
            answer["Clear-Site-Data"] = '"storage"'
        return answer

    return signed_out
