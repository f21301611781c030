"""The demonstration: one press signs in one of five invented people; mail is read here instead of being sent."""

from __future__ import annotations

from typing import NamedTuple

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from initiatives.access import open_door
from initiatives.accounts import landing_for, safe_next, sign_in
from initiatives.limits import may_try_from
from initiatives.mailbox import Mailbox
from initiatives.models import Person


class Invented(NamedTuple):
    """One of the five."""

    key: str
    title: str | Promise
    what: str | Promise

    @property
    def email(self) -> str:
        """The address of the account that the seed made."""
        return f"{self.key}@example.org"


PEOPLE = (
    Invented(
        "backbone", gettext_lazy("The backbone’s director"), gettext_lazy("Runs the initiative day by day.")
    ),
    Invented(
        "partner", gettext_lazy("A partner"), gettext_lazy("Brings an organisation’s work and figures.")
    ),
    Invented("resident", gettext_lazy("A resident"), gettext_lazy("Holds a voting seat at the table.")),
    Invented("funder", gettext_lazy("A funder"), gettext_lazy("Reads the same figures as everybody.")),
    Invented(
        "outsider",
        gettext_lazy("Somebody from elsewhere"),
        gettext_lazy("Belongs to another initiative only."),
    ),
)

signin = open_door(LoginView.as_view(extra_context={"demo_people": PEOPLE}))


@open_door
@csrf_exempt  # only on loopback, only invented people; pages of other sites are refused below
@require_POST
def demo_signin(request: HttpRequest) -> HttpResponse:
    """Sign in one of the five."""
    _demonstration_only(request)
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return HttpResponseForbidden(_("Sign in from the sign-in page."))
    who = next((one for one in PEOPLE if one.key == request.POST.get("person")), None)
    person = Person.objects.filter(email=who.email, is_active=True).first() if who else None
    if person is None or not may_try_from(request, "demo"):
        messages.error(request, _("This demonstration person is not here. Run `manage.py seed` first."))
        return redirect("account_login")
    sign_in(request, person, method="demo")
    return redirect(safe_next(request) or landing_for(person))


@open_door
def dev_mail(request: HttpRequest, key: str = "") -> HttpResponse:
    """List the mails that would have been sent, newest first; show one."""
    _demonstration_only(request)
    box = Mailbox(settings.MAIL_ROOT)
    letter = box.letter(key) if key else None
    if key and letter is None:
        raise Http404
    context = {"letter": letter, "letters": [] if key else box.letters()}
    response = render(
        request, "initiatives/mail/letter.html" if key else "initiatives/mail/list.html", context
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _demonstration_only(request: HttpRequest) -> None:
    host = (
        request.get_host().rsplit(":", 1)[0] if not request.get_host().endswith("]") else request.get_host()
    )
    if not settings.DEMO or host not in (*settings.HOSTS_ON_LOOPBACK, "testserver"):
        raise Http404
