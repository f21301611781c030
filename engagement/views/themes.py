"""Themes and what became of each; the table of concerns and options; the panel's word on it."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement.actions.dispositions import dispose, lift_place, place_concern, say_for_panel
from engagement.actions.themes import make_theme, merge_themes, word_theme
from engagement.forms.themes import BecameForm, MergeForm, PanelForm, PlaceForm, ThemeForm
from engagement.models import Engagement, MatrixCell, PanelMember, Theme
from engagement.pages.inputs import counts_of, told_in, what_became, whole
from engagement.pages.room import Head, fetch_engagement, head_asked, head_of
from engagement.pages.themes import matrix_of, options_of, panel_word, standing_themes, theme_rows
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Deed
from engagement.rules.stages import Stage
from engagement.rules.themes import takes_new_themes
from engagement.views.posting import SECTION, carried_out, form_page
from initiatives.access import InitiativeRequest, guard
from initiatives.forms.localized import typed_in
from initiatives.rules.permissions import Permission
from initiatives.together import answer_of, by_name, each_of, first_in, number_in, rows_in

ON_A_THEME = 50


@require_safe
@guard(Permission.SEE_PUBLISHED)
def themes(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show what people said, theme by theme: we did, or we did not because."""
    engagement = fetch_engagement(request.viewer, number)
    asked = answer_of(
        by_name(
            head=head_asked(engagement, request.viewer),
            rows=theme_rows(engagement),
            counts=counts_of(engagement),
            became=what_became(engagement),
        )
    )
    context = {**SECTION, **asked, **_mine(asked["head"])}
    return render(request, "engagement/themes/list.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def theme(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Show one theme: what became of it, the answers of before, and all that was said under it."""
    engagement = fetch_engagement(request.viewer, number)
    found = _theme(engagement, pk)
    inputs = engagement.inputs.counted().filter(
        theme_inputs__theme=found, theme_inputs__removed_at__isnull=True
    )
    newest = whole(inputs.order_by("-number"))[:ON_A_THEME]
    head, answers, rows, number = each_of(
        head_asked(engagement, request.viewer),
        rows_in(found.dispositions.select_related("alternative", "by").order_by("-at")),
        told_in(newest),
        number_in(inputs),
    )
    context = {
        **SECTION,
        "head": head,
        "theme": found,
        "now": next((each for each in answers if each.replaced_at is None), None),
        "earlier": [each for each in answers if each.replaced_at is not None],
        "rows": rows,
        "number": number,
        **_mine(head),
    }
    return render(request, "engagement/themes/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def add(request: InitiativeRequest, number: int) -> HttpResponse:
    """Make a theme."""
    engagement = fetch_engagement(request.viewer, number)
    form = ThemeForm(request.POST or None, languages=request.initiative.languages)
    if carried_out(form, lambda: make_theme(engagement=engagement, by=request.person, **_texts(form))):
        return redirect(f"{engagement.record.url}themes/")
    words = {"title": _("A new theme"), "button": _("Make the theme")}
    return form_page(request, head_of(engagement, request.viewer), form, here="themes", **words)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def wording(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Word a theme anew; what was said under it is not touched."""
    engagement = fetch_engagement(request.viewer, number)
    found = _theme(engagement, pk)
    languages = request.initiative.languages
    form = ThemeForm(
        request.POST or None,
        languages=languages,
        initial=typed_in(("title", "summary"), found, languages),
    )
    if carried_out(form, lambda: word_theme(theme=found, by=request.person, **_texts(form))):
        return redirect(f"{engagement.record.url}themes/{pk}/")
    words = {"title": _("Word this theme anew"), "button": _("Save the words")}
    return form_page(request, head_of(engagement, request.viewer), form, here="themes", **words)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def answer(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Say what became of a theme, and why."""
    engagement = fetch_engagement(request.viewer, number)
    found = _theme(engagement, pk)
    form = BecameForm(
        request.POST or None, languages=request.initiative.languages, alternatives=options_of(engagement)
    )
    if carried_out(form, lambda: dispose(theme=found, became=form.became(), by=request.person)):
        messages.success(request, _("Answered. Everybody who said it can read this on their receipt."))
        return redirect(f"{engagement.record.url}themes/")
    words = {"title": _("What became of “{theme}”?").format(theme=found), "button": _("Save the answer")}
    return form_page(request, head_of(engagement, request.viewer), form, here="themes", **words)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def merging(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Let a theme go into another one."""
    engagement = fetch_engagement(request.viewer, number)
    found = _theme(engagement, pk)
    form = MergeForm(request.POST or None, themes=standing_themes(engagement).exclude(pk=pk))
    if carried_out(
        form, lambda: merge_themes(theme=found, into=form.cleaned_data["into"], by=request.person)
    ):
        return redirect(f"{engagement.record.url}themes/")
    words = {"title": _("Let “{theme}” go into another theme").format(theme=found), "button": _("Merge them")}
    return form_page(request, head_of(engagement, request.viewer), form, here="themes", **words)


# --- Concern × option -----------------------------------------------------------------------------------------------------
@require_safe
@guard(Permission.SEE_PUBLISHED)
def matrix(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show where each concern stands among the options, under what the panel says is missing."""
    engagement = fetch_engagement(request.viewer, number)
    panelists = PanelMember.objects.filter(engagement=engagement, left_at__isnull=True)
    head, (options, rows), panel, mine = each_of(
        head_asked(engagement, request.viewer),
        matrix_of(engagement),
        panel_word(engagement),
        first_in(panelists.filter(person=request.viewer.person_id or 0)),
    )
    context = {
        **SECTION,
        "head": head,
        "options": options,
        "rows": rows,
        "panel": panel,
        "panel_form": PanelForm(alternatives=options_of(engagement)) if mine else None,
        "may_place": head.may(Deed.ANSWER_THEME),
    }
    return render(request, "engagement/themes/matrix.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def placing(request: InitiativeRequest, number: int) -> HttpResponse:
    """Say where a concern stands among the options, or why in none."""
    engagement = fetch_engagement(request.viewer, number)
    form = PlaceForm(
        request.POST or None,
        languages=request.initiative.languages,
        themes=standing_themes(engagement),
        alternatives=options_of(engagement),
        initial={"theme": request.GET.get("theme", ""), "alternative": request.GET.get("option", "")},
    )
    if carried_out(form, lambda: _place(form, request)):
        return redirect(f"{engagement.record.url}matrix/")
    words = {"title": _("Where does this concern stand?"), "button": _("Save its place")}
    return form_page(request, head_of(engagement, request.viewer), form, here="matrix", **words)


@require_POST
@guard(Permission.SEE_TODAY)
def lifting(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Take back where a concern stands."""
    engagement = fetch_engagement(request.viewer, number)
    cells = MatrixCell.objects.select_related("theme__engagement__record")
    cell = get_object_or_404(cells, pk=pk, theme__engagement=engagement, removed_at__isnull=True)
    lift_place(cell=cell, by=request.person)
    return redirect(f"{engagement.record.url}matrix/")


@require_POST
@guard(Permission.SEE_TODAY)
def panel_voice(request: InitiativeRequest, number: int) -> HttpResponse:
    """Take the word of a member of the panel on the table."""
    engagement = fetch_engagement(request.viewer, number)
    form = PanelForm(request.POST, alternatives=options_of(engagement))
    if carried_out(
        form, lambda: say_for_panel(engagement=engagement, by=request.person, **form.cleaned_data)
    ):
        messages.success(request, _("Thank you. It counts for the panel."))
        return redirect(f"{engagement.record.url}matrix/")
    words = {"title": _("Does the table reflect what people said?"), "button": _("Say it for the panel")}
    return form_page(request, head_of(engagement, request.viewer), form, here="matrix", **words)


def _mine(head: Head) -> dict[str, bool]:
    """What this reader does with themes: sort what people said, and say what became of it; the table says who."""
    engagement, may_sort = head.engagement, head.may(Deed.CLASSIFY_INPUT)
    return {
        "may_sort": may_sort,
        "may_make": may_sort and takes_new_themes(Level(engagement.level), Stage(engagement.state)),
        "may_answer": head.may(Deed.ANSWER_THEME),
    }


def _theme(engagement: Engagement, pk: int) -> Theme:
    rows: QuerySet[Theme] = engagement.themes.filter(merged_into__isnull=True)
    return get_object_or_404(rows.select_related("engagement__record"), pk=pk)


def _texts(form: ThemeForm) -> dict[str, dict[str, str]]:
    return {"title": form.texts("title"), "summary": form.texts("summary")}


def _place(form: PlaceForm, request: InitiativeRequest) -> None:
    place_concern(
        theme=form.cleaned_data["theme"],
        alternative=form.cleaned_data["alternative"],
        words=form.texts("words"),
        by=request.person,
    )
