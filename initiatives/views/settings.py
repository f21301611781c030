"""Settings: who we are, who may do what, and keys for programs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.access.grants import rights_of_roles
from initiatives.actions import roles, tokens
from initiatives.actions.identity import change_identity
from initiatives.forms.localized import typed_in
from initiatives.forms.settings import IdentityForm, RightForm, RoleForm, TokenForm
from initiatives.models import Initiative, Pass, RoleHolding
from initiatives.models.people import ROLE_NAMES
from initiatives.right_words import right_name
from initiatives.rules.permissions import EVERYBODY, Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role


# --- Identity ----------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.INITIATIVE_EDIT)
def settings_identity(request: InitiativeRequest) -> HttpResponse:
    """Change name, place, colour and languages."""
    initiative = request.initiative
    tried = request.GET.get("hue", "")
    if request.method != "POST" and tried in Initiative.Hue.values:
        initiative.hue = tried  # for this page only: a look at the colour before it is saved
    initial = {
        name: getattr(initiative, name)
        for name in ("name", "geography", "contact_email", "hue", "zone", "currency")
    }
    initial |= {"wanted": initiative.languages, "required": initiative.owed_languages}
    initial |= typed_in(("tagline",), initiative, initiative.languages)
    form = IdentityForm(request.POST or None, initial=initial, languages=initiative.languages)
    if form.is_valid():
        try:
            change_identity(initiative=initiative, identity=form.identity(), by=request.person)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved. Every page shows it now."))
            return redirect("settings", slug=initiative.slug)
    return _page(request, "initiatives/access/identity.html", {"form": form, "hues": Initiative.Hue.choices})


# --- Access ------------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.ACCESS_MANAGE)
def settings_access(request: InitiativeRequest) -> HttpResponse:
    """Show who holds which role and what each role may do; POST gives a role."""
    form = RoleForm(request.POST or None)
    if form.is_valid():
        try:
            roles.give_role(
                person=form.cleaned_data["person"],
                role=Role(form.cleaned_data["role"]),
                membership=form.cleaned_data["membership"],
                by=request.person,
            )
        except RuleBroken as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            return redirect("settings-access", slug=request.initiative.slug)
    context = {
        "form": form,
        "holdings": _holdings(),
        "roles": [(role, ROLE_NAMES[role]) for role in Role],
        "rights": _table_of_rights(),
    }
    return _page(request, "initiatives/access/access.html", context)


@require_POST
@guard(Permission.ACCESS_MANAGE)
def role_ending(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Take a role from somebody."""
    roles.end_role(holding=get_object_or_404(RoleHolding, pk=pk), by=request.person)
    messages.success(request, _("The role has ended."))
    return redirect("settings-access", slug=request.initiative.slug)


@require_POST
@guard(Permission.ACCESS_MANAGE)
def right_change(request: InitiativeRequest, doing: str) -> HttpResponse:
    """Grant a right to a role, or revoke it."""
    form = RightForm(request.POST)
    if not form.is_valid():
        raise RuleBroken(_("There is no such role or right."))
    role, right = Role(form.cleaned_data["role"]), Permission(form.cleaned_data["right"])
    change = roles.grant_right if doing == "granting" else roles.revoke_right
    change(role=role, right=right, by=request.person)
    messages.success(request, _("Changed. It stands in the ledger."))
    return redirect("settings-access", slug=request.initiative.slug)


# --- Keys for programs -------------------------------------------------------------------------------------------------
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.TOKENS_MANAGE)
def settings_connections(request: InitiativeRequest) -> HttpResponse:
    """List my keys for programs; POST makes one and shows it once."""
    form, secret = TokenForm(request.POST or None), ""
    if form.is_valid():
        _made, secret = tokens.make_token(person=request.person, by=request.person, **form.cleaned_data)
        form = TokenForm()
    mine = Pass.objects.filter(
        initiative=request.initiative, purpose=Pass.Purpose.API_TOKEN, person=request.person
    ).usable(at=clock.now())
    keys = list(mine.order_by("-created_at"))
    names = tokens.names_of_tokens(keys)
    context = {"form": form, "secret": secret, "tokens": [(key, names.get(key.pk, "")) for key in keys]}
    return _page(request, "initiatives/access/connections.html", context)


@require_POST
@guard(Permission.TOKENS_MANAGE)
def token_revocation(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Make one of my keys useless."""
    mine = Pass.objects.filter(
        initiative=request.initiative, purpose=Pass.Purpose.API_TOKEN, person=request.person
    )
    tokens.revoke_token(token=get_object_or_404(mine, pk=pk), by=request.person)
    messages.success(request, _("The key is revoked. Programs that use it are refused from now on."))
    return redirect("settings-connections", slug=request.initiative.slug)


def _holdings() -> list[RoleHolding]:
    """Return who holds a role now, directors first, by name."""
    rows = RoleHolding.objects.filter(until__isnull=True).select_related("person", "membership__organization")
    return sorted(rows, key=lambda held: (list(Role).index(Role(held.role)), held.person.shown_name))


def _table_of_rights() -> list[tuple[Permission, str, list[tuple[Role, bool]]]]:
    held = rights_of_roles()
    return [
        (right, right_name(right), [(role, right.value in held.get(role, frozenset())) for role in Role])
        for right in Permission
        if right not in EVERYBODY
    ]


def _page(request: InitiativeRequest, template: str, context: dict[str, object]) -> HttpResponse:
    form = context["form"]
    status = 422 if request.method == "POST" and getattr(form, "errors", None) else 200
    return render(request, template, {"nav_section": "settings", **context}, status=status)
