"""Bylaws: numbered clauses, the numbers that they set, and every earlier version."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.actions.bylaws import adopt_clause
from initiatives.bylaws import DEFAULTS
from initiatives.forms.bylaws import ClauseForm, numbers_of
from initiatives.forms.localized import typed_in
from initiatives.models import Clause, PolicyDocument, RuleValue, local
from initiatives.rule_words import rule_amount, rule_name
from initiatives.rules.diff import Run, compare, is_changed
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
    coming = list(Clause.objects.coming().select_related("document").order_by("adopted_at"))
    context = {"nav_section": "people", "documents": documents, "coming": coming, "unset": _unset()}
    return render(request, "initiatives/bylaws/list.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def clause(request: InitiativeRequest, document: str, number: str) -> HttpResponse:
    """Show one clause in all its versions, the newest first."""
    found = _document(request, document)
    versions = (
        Clause.objects.filter(document=found, number=number)
        .select_related("adopted_in__record__initiative", "adopted_in__body")
        .prefetch_related("values")
    )
    if not versions:
        raise Http404
    context = {
        "nav_section": "people",
        "document": found,
        "number": number,
        "versions": _with_changes([_shown(version) for version in versions.order_by("-version")]),
    }
    return render(request, "initiatives/bylaws/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.RULES_EDIT)
def clause_edit(request: InitiativeRequest, document: str, number: str) -> HttpResponse:
    """Put the next version of a clause in force."""
    found = _document(request, document)
    standing = Clause.objects.standing().filter(document=found, number=number).prefetch_related("values")
    current = standing.order_by("-version").first()
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
    taken = _taken()
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
            later = _("Clause {number} is put down. It comes into force on {day}.")
            now = _("Clause {number} is in force.")
            day = date_format(timezone.localtime(made.adopted_at))
            messages.success(request, (later if made.is_coming else now).format(number=made.number, day=day))
            return redirect(
                "clause", slug=request.initiative.slug, document=document.slug, number=made.number
            )
    context = {"nav_section": "people", "form": form, "document": document, "number": number}
    return render(
        request, "initiatives/bylaws/form.html", context, status=422 if request.method == "POST" else 200
    )


def _save(request: InitiativeRequest, form: ClauseForm, document: PolicyDocument, number: str) -> Clause:
    wanted = number or form.cleaned_data["number"]
    if not number and Clause.objects.standing().filter(document=document, number=wanted).exists():
        raise RuleBroken(_("There is a clause with this number. Open it to change it."), field="number")
    return adopt_clause(
        document=document,
        number=wanted,
        heading=form.texts("heading"),
        words=form.texts("words"),
        values=form.values(),
        adopted_in=form.cleaned_data["adopted_in"],
        begins_on=form.cleaned_data["begins_on"],
        by=request.person,
    )


def _document(request: InitiativeRequest, slug: str) -> PolicyDocument:
    return fetch_or_stub(PolicyDocument.objects.select_related("record"), request.viewer, slug=slug)


def _shown(clause: Clause) -> tuple[Clause, list[tuple[str, str]]]:
    return clause, [
        (rule_name(value.key), rule_amount(value.value, value.unit)) for value in clause.values.all()
    ]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a clause: its numbers, and what changed since the one before."""

    clause: Clause
    numbers: list[tuple[str, str]]
    changes: tuple[tuple[str | Promise, tuple[Run, ...]], ...]


def _with_changes(shown: list[tuple[Clause, list[tuple[str, str]]]]) -> list[Version]:
    """Compare each version with the one before it, in the reader's language; the first has nothing to compare."""
    before = [*shown[1:], None]
    return [
        Version(clause, numbers, _changes(earlier, (clause, numbers)) if earlier else ())
        for (clause, numbers), earlier in zip(shown, before, strict=True)
    ]


def _changes(
    before: tuple[Clause, list[tuple[str, str]]], after: tuple[Clause, list[tuple[str, str]]]
) -> tuple[tuple[str | Promise, tuple[Run, ...]], ...]:
    (old, old_numbers), (new, new_numbers) = before, after
    texts: list[tuple[str | Promise, str, str]] = [
        (gettext_lazy("Heading"), local(old.heading), local(new.heading)),
        (gettext_lazy("Words"), local(old.words), local(new.words)),
    ]
    were, now = dict(old_numbers), dict(new_numbers)
    texts += [(name, were.get(name, ""), now.get(name, "")) for name in {**were, **now}]
    compared = ((label, compare(one, other)) for label, one, other in texts)
    return tuple((label, runs) for label, runs in compared if is_changed(runs))


def _unset() -> list[tuple[str, str]]:
    """Return the numbers that no clause sets: the engine obeys the starter values."""
    taken = _taken()
    return [(rule_name(key), rule_amount(*pair)) for key, pair in DEFAULTS.items() if key not in taken]


def _taken() -> set[str]:
    """Return the numbers that a clause sets, or will set."""
    return set(RuleValue.objects.filter(clause__in=Clause.objects.standing()).values_list("key", flat=True))
