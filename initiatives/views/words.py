"""Shared words and principles: read by all, added and changed by those who keep them, agreed by the table."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives.access import InitiativeRequest, guard
from initiatives.actions import principles as principle_actions
from initiatives.actions import words as actions
from initiatives.forms.localized import typed_in
from initiatives.forms.words import PrincipleForm, WordForm, written
from initiatives.models import CommonAgenda, Principle, Term
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.turfs import called, meanings_found

KINDS = list(Term.Kind)


# --- Words --------------------------------------------------------------------------------------------------------------
@require_safe
@guard(Permission.SEE_PUBLISHED)
def agenda_words(request: InitiativeRequest) -> HttpResponse:
    """List the shared words by kind: turf, group, project and benefit first."""
    terms = list(Term.objects.visible_to(request.viewer).select_related("record"))
    groups = [(kind, [term for term in terms if term.kind == kind]) for kind in KINDS]
    otherwise = called(terms)
    context = {
        "nav_section": "agenda",
        "called": otherwise,
        "meanings": meanings_found(otherwise),
        "groups": groups,
        "total": len(terms),
        "agreed": sum(term.agreed_on is not None for term in terms),
    }
    return render(request, "initiatives/agenda/words.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.WORDS_EDIT)
def agenda_word_add(request: InitiativeRequest) -> HttpResponse:
    """Add a shared word."""
    form = WordForm(
        request.POST or None,
        initial={"kind": request.GET.get("kind")},
        languages=request.initiative.languages,
    )
    if form.is_valid() and _save_word(request, form, None):
        return redirect(f"{request.initiative.url}agenda/words/")
    return _form_page(request, "initiatives/agenda/word_form.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.WORDS_EDIT)
def agenda_word(request: InitiativeRequest, number: int) -> HttpResponse:
    """Change a shared word."""
    term = get_object_or_404(Term.objects.visible_to(request.viewer), record__number=number)
    languages = request.initiative.languages
    initial = {
        **typed_in(("word", "definition"), term, languages),
        "kind": term.kind,
        "aliases": written(term.aliases),
    }
    form = WordForm(request.POST or None, initial=initial, languages=languages)
    if form.is_valid() and _save_word(request, form, term):
        return redirect(f"{request.initiative.url}agenda/words/#word-{number}")
    return _form_page(request, "initiatives/agenda/word_form.html", form, term=term)


@require_POST
@guard(Permission.WORDS_EDIT)
def agenda_word_agreement(request: InitiativeRequest, number: int) -> HttpResponse:
    """Note that the table agreed on a word."""
    term = get_object_or_404(Term.objects.visible_to(request.viewer), record__number=number)
    actions.agree_word(term=term, by=request.person)
    messages.success(
        request, _("“{word}” is agreed. From now on it explains itself on every page.").format(word=term)
    )
    return redirect(f"{request.initiative.url}agenda/words/#word-{number}")


# --- Principles ---------------------------------------------------------------------------------------------------------
@require_safe
@guard(Permission.SEE_PUBLISHED)
def agenda_principles(request: InitiativeRequest) -> HttpResponse:
    """List the principles: how we work, then equity."""
    seen = Principle.objects.visible_to(request.viewer)
    rows = list(seen.select_related("record__initiative", "agreed_in__record__initiative"))
    versions = CommonAgenda.objects.visible_to(request.viewer).proposed()
    proposed = versions.select_related("round__record__initiative").first()
    put = {one["number"]: one["words"] for one in proposed.principles} if proposed else {}
    groups = [(kind, [row for row in rows if row.kind == kind]) for kind in Principle.Kind]
    context = {
        "nav_section": "agenda",
        "groups": groups,
        "total": len(rows),
        "agreed": sum(row.agreed_on is not None for row in rows),
        "proposed": proposed,
        "before_the_table": {row.record.number for row in rows if put.get(row.record.number) == row.words},
    }
    return render(request, "initiatives/agenda/principles.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.AGENDA_EDIT)
def agenda_principle_add(request: InitiativeRequest) -> HttpResponse:
    """Propose a principle."""
    form = PrincipleForm(
        request.POST or None,
        initial={"kind": request.GET.get("kind")},
        languages=request.initiative.languages,
    )
    if form.is_valid():
        principle_actions.propose_principle(
            words=form.texts("words"), kind=form.cleaned_data["kind"], by=request.person
        )
        messages.success(
            request,
            _("The principle is proposed. It goes before the table with the next version of the agenda."),
        )
        return redirect(f"{request.initiative.url}agenda/principles/")
    return _form_page(request, "initiatives/agenda/principle_form.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.AGENDA_EDIT)
def agenda_principle(request: InitiativeRequest, number: int) -> HttpResponse:
    """Change a principle."""
    principle = get_object_or_404(Principle.objects.visible_to(request.viewer), record__number=number)
    languages = request.initiative.languages
    initial = {**typed_in(("words",), principle, languages), "kind": principle.kind}
    form = PrincipleForm(request.POST or None, initial=initial, languages=languages)
    if form.is_valid():
        principle_actions.change_principle(
            principle=principle, words=form.texts("words"), kind=form.cleaned_data["kind"], by=request.person
        )
        return redirect(f"{request.initiative.url}agenda/principles/#principle-{number}")
    return _form_page(request, "initiatives/agenda/principle_form.html", form, principle=principle)


@require_POST
@guard(Permission.AGENDA_EDIT)
def agenda_principle_agreement(request: InitiativeRequest, number: int) -> HttpResponse:
    """Note that the table agreed on a principle."""
    principle = get_object_or_404(Principle.objects.visible_to(request.viewer), record__number=number)
    principle_actions.agree_principle(principle=principle, by=request.person)
    messages.success(request, _("The principle is agreed."))
    return redirect(f"{request.initiative.url}agenda/principles/#principle-{number}")


def _save_word(request: InitiativeRequest, form: WordForm, term: Term | None) -> bool:
    said = {
        "word": form.texts("word"),
        "definition": form.texts("definition"),
        "kind": form.cleaned_data["kind"],
        "aliases": form.cleaned_data["aliases"],
    }
    try:
        if term is None:
            actions.add_word(by=request.person, **said)
        else:
            actions.change_word(term=term, by=request.person, **said)
    except RuleBroken as refusal:
        form.refuse(refusal)
        return False
    return True


def _form_page(
    request: InitiativeRequest, template: str, form: WordForm | PrincipleForm, **more: object
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, template, {"nav_section": "agenda", "form": form, **more}, status=status)
