"""Bylaws: numbered clauses, the numbers that they set, and every earlier version."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.actions.bylaws import adopt_clause
from initiatives.bylaws import DEFAULTS
from initiatives.forms.bylaws import ClauseForm, numbers_of
from initiatives.forms.localized import typed_in
from initiatives.models import Clause, PolicyDocument, RuleValue
from initiatives.rule_words import rule_amount, rule_name
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken


@require_safe
@guard(Permission.SEE_PUBLISHED)
def rules(request: InitiativeRequest) -> HttpResponse:
    """Show all clauses in force, and every number that the engine obeys with the clause that sets it."""
    clauses = Clause.objects.current().prefetch_related("values").in_order()
    documents = [
        (document, [_shown(clause) for clause in clauses if clause.document_id == document.pk])
        for document in PolicyDocument.objects.visible_to(request.viewer).select_related("record")
    ]
    context = {"nav_section": "people", "documents": documents, "unset": _unset()}
    return render(request, "initiatives/bylaws/list.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def clause(request: InitiativeRequest, document: str, number: str) -> HttpResponse:
    """Show one clause in all its versions, the newest first."""
    found = _document(request, document)
    versions = (
        Clause.objects.filter(document=found, number=number)
        .select_related("adopted_in")
        .prefetch_related("values")
    )
    if not versions:
        raise Http404
    context = {
        "nav_section": "people",
        "document": found,
        "number": number,
        "versions": [_shown(version) for version in versions.order_by("-version")],
    }
    return render(request, "initiatives/bylaws/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.RULES_EDIT)
def clause_edit(request: InitiativeRequest, document: str, number: str) -> HttpResponse:
    """Put the next version of a clause in force."""
    found = _document(request, document)
    current = (
        Clause.objects.current().filter(document=found, number=number).prefetch_related("values").first()
    )
    if current is None:
        raise Http404
    languages = request.initiative.languages
    initial = typed_in(("heading", "words"), current, languages) | {
        v.key: f"{v.value.normalize():f}" for v in current.values.all()
    }
    form = ClauseForm(
        request.POST or None,
        initial=initial,
        languages=languages,
        numbers=numbers_of(current),
        with_number=False,
    )
    return _adopt(request, form, found, number)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.RULES_EDIT)
def clause_add(request: InitiativeRequest, document: str) -> HttpResponse:
    """Write a new clause; it may set numbers that no clause sets yet."""
    found = _document(request, document)
    taken = set(RuleValue.objects.filter(clause__superseded_at__isnull=True).values_list("key", flat=True))
    numbers = {key: unit for key, (_value, unit) in DEFAULTS.items() if key not in taken}
    form = ClauseForm(
        request.POST or None, languages=request.initiative.languages, numbers=numbers, with_number=True
    )
    return _adopt(request, form, found, "")


def _adopt(
    request: InitiativeRequest, form: ClauseForm, document: PolicyDocument, number: str
) -> HttpResponse:
    if form.is_valid():
        try:
            made = _save(request, form, document, number)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Clause {number} is in force.").format(number=made.number))
            return redirect(
                "clause", slug=request.initiative.slug, document=document.slug, number=made.number
            )
    context = {"nav_section": "people", "form": form, "document": document, "number": number}
    return render(
        request, "initiatives/bylaws/form.html", context, status=422 if request.method == "POST" else 200
    )


def _save(request: InitiativeRequest, form: ClauseForm, document: PolicyDocument, number: str) -> Clause:
    wanted = number or form.cleaned_data["number"]
    if not number and Clause.objects.current().filter(document=document, number=wanted).exists():
        raise RuleBroken(_("There is a clause with this number. Open it to change it."), field="number")
    return adopt_clause(
        document=document,
        number=wanted,
        heading=form.texts("heading"),
        words=form.texts("words"),
        values=form.values(),
        adopted_in=form.cleaned_data["adopted_in"],
        by=request.person,
    )


def _document(request: InitiativeRequest, slug: str) -> PolicyDocument:
    return fetch_or_stub(PolicyDocument.objects.select_related("record"), request.viewer, slug=slug)


def _shown(clause: Clause) -> tuple[Clause, list[tuple[str, str]]]:
    return clause, [
        (rule_name(value.key), rule_amount(value.value, value.unit)) for value in clause.values.all()
    ]


def _unset() -> list[tuple[str, str]]:
    """Return the numbers that no clause sets: the engine obeys the starter values."""
    taken = set(RuleValue.objects.filter(clause__superseded_at__isnull=True).values_list("key", flat=True))
    return [(rule_name(key), rule_amount(*pair)) for key, pair in DEFAULTS.items() if key not in taken]
