"""The lists of groups by which figures are read, and how small groups are protected."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from initiatives.access import InitiativeRequest, guard
from initiatives.actions.populations import add_category, add_dimension, rename_category, take_starter_list
from initiatives.models import Category, Dimension
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.starter_groups import STARTER_LISTS
from measurement.actions.policy import adopt_policy
from measurement.disclosure import current_policy
from measurement.forms.groups import CategoryForm, DimensionForm, ProtectionForm
from measurement.models import DisclosurePolicy
from measurement.views.posting import posted

MOST_POLICIES = 20


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.INDICATORS_MANAGE)
def group_lists(request: InitiativeRequest) -> HttpResponse:
    """Show the groups and the protection; add a grouping."""
    form = DimensionForm(posted(request), languages=request.initiative.languages)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("kind", "is_exhaustive", "is_community_defined")}
        try:
            add_dimension(name=form.texts("name"), by=request.person, **values)
            return redirect(_here(request))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return _page(request, form=form)


@require_POST
@guard(Permission.INDICATORS_MANAGE)
def group_list_starter(request: InitiativeRequest) -> HttpResponse:
    """Take a ready list of groups."""
    starter = STARTER_LISTS.get(request.POST.get("list", ""))
    if starter is None:
        raise RuleBroken(_("There is no such list. Choose one from the page."))
    dimension = take_starter_list(starter=starter, by=request.person)
    messages.success(
        request, _("“{name}” is taken. Change its groups as they fit you.").format(name=dimension)
    )
    return redirect(_here(request))


@require_POST
@guard(Permission.INDICATORS_MANAGE)
def group_add(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Add a group to a grouping."""
    dimension = get_object_or_404(Dimension.objects.visible_to(request.viewer), pk=pk)
    form = CategoryForm(request.POST, languages=request.initiative.languages)
    if form.is_valid():
        try:
            add_category(
                dimension=dimension, name=form.texts("name"), aliases=form.aliases(), by=request.person
            )
            return redirect(f"{_here(request)}#grouping-{dimension.pk}")
        except RuleBroken as refusal:
            form.refuse(refusal)
    return _page(request, category=form, category_of=dimension)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.INDICATORS_MANAGE)
def group_change(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Change what a group is called, here and in files."""
    seen = Dimension.objects.visible_to(request.viewer)
    category = get_object_or_404(
        Category.objects.select_related("dimension").filter(dimension__in=seen), pk=pk
    )
    form = CategoryForm.of(category, request.initiative.languages, posted(request))
    if form.is_valid():
        try:
            rename_category(
                category=category, name=form.texts("name"), aliases=form.aliases(), by=request.person
            )
            return redirect(f"{_here(request)}#grouping-{category.dimension_id}")
        except RuleBroken as refusal:
            form.refuse(refusal)
    page = {"nav_section": "results", "form": form, "category": category}
    return render(request, "measurement/groups/change.html", page, status=422 if form.is_bound else 200)


@require_POST
@guard(Permission.INDICATORS_MANAGE)
def group_protection(request: InitiativeRequest) -> HttpResponse:
    """Adopt the next version of the protection of small groups."""
    form = ProtectionForm(request.POST)
    if form.is_valid():
        try:
            adopt_policy(by=request.person, **form.cleaned_data)
            messages.success(request, _("From the next release on, small groups are protected like this."))
            return redirect(f"{_here(request)}#protection")
        except RuleBroken as refusal:
            form.add_error(refusal.field, refusal.sentence)
    return _page(request, protection=form)


def _here(request: InitiativeRequest) -> str:
    return reverse("group-lists", args=[request.initiative.slug])


def _page(
    request: InitiativeRequest,
    *,
    form: DimensionForm | None = None,
    category: CategoryForm | None = None,
    category_of: Dimension | None = None,
    protection: ProtectionForm | None = None,
) -> HttpResponse:
    languages, policy = request.initiative.languages, current_policy()
    dimensions = list(Dimension.objects.visible_to(request.viewer).prefetch_related("categories"))
    taken = {dimension.slug for dimension in dimensions}
    page = {
        "nav_section": "results",
        "dimensions": [
            (
                one,
                f"grouping-{one.pk}",
                category
                if one == category_of
                else CategoryForm(languages=languages, auto_id=f"id_{one.pk}_%s"),
            )
            for one in dimensions
        ],
        "starters": [one for slug, one in STARTER_LISTS.items() if slug not in taken],
        "form": form or DimensionForm(languages=languages),
        "policy": policy,
        "protection": protection or ProtectionForm.of(policy),
        "policies": DisclosurePolicy.objects.select_related("adopted_by")[:MOST_POLICIES],
    }
    is_sent = category or protection or (form is not None and form.is_bound)
    return render(request, "measurement/groups/list.html", page, status=422 if is_sent else 200)
