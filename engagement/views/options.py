"""Options of an engagement: all that stand and stood, each one written, changed, taken out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement.actions.alternatives import change_alternative, withdraw_alternative, write_alternative
from engagement.forms.engagements import ReasonForm
from engagement.forms.options import OPTION_TEXTS, OptionForm
from engagement.models import Alternative, Engagement
from engagement.pages.room import Head, fetch_engagement, head_asked, head_of
from engagement.rules.level_law import alternative_missing
from engagement.rules.spectrum_table import Deed
from engagement.views.posting import SECTION, carried_out, form_page
from initiatives.access import InitiativeRequest, guard
from initiatives.forms.localized import typed_in
from initiatives.rules.permissions import Permission
from initiatives.together import each_of, rows_in


@require_safe
@guard(Permission.SEE_PUBLISHED)
def options(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show all options, those taken out too."""
    return _page(request, fetch_engagement(request.viewer, number))


@require_POST
@guard(Permission.SEE_TODAY)
def option_add(request: InitiativeRequest, number: int) -> HttpResponse:
    """Write an option."""
    engagement = fetch_engagement(request.viewer, number)
    form = OptionForm(request.POST, languages=request.initiative.languages)
    if carried_out(
        form, lambda: write_alternative(engagement=engagement, draft=form.draft(), by=request.person)
    ):
        messages.success(request, _("Written. Everybody can read it."))
        return redirect(f"{engagement.record.url}options/")
    return _page(request, engagement, form)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def option(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Change an option as its next version."""
    engagement, found = _find(request, number, pk)
    initial = typed_in(OPTION_TEXTS, found, request.initiative.languages) | {"cost": found.cost}
    form = OptionForm(request.POST or None, languages=request.initiative.languages, initial=initial)
    if carried_out(
        form, lambda: change_alternative(alternative=found, draft=form.draft(), by=request.person)
    ):
        messages.success(request, _("Saved as the next version. The earlier one stays readable."))
        return redirect(f"{engagement.record.url}options/")
    head = head_of(engagement, request.viewer)
    return form_page(
        request, head, form, title=_("Change the option"), button=_("Save the option"), here="options"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def option_withdrawal(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Take an option out, for a reason that everybody reads."""
    engagement, found = _find(request, number, pk)
    form = ReasonForm(request.POST or None, languages=request.initiative.languages)
    if carried_out(
        form, lambda: withdraw_alternative(alternative=found, because=form.texts("reason"), by=request.person)
    ):
        return redirect(f"{engagement.record.url}options/")
    head = head_of(engagement, request.viewer)
    words = {"title": _("Take the option out"), "button": _("Take it out"), "here": "options"}
    return form_page(request, head, form, lead=str(found), **words)


def may_write(head: Head) -> bool:
    """Whether this reader may write an option now."""
    return head.may(Deed.WRITE_OPTION) and not alternative_missing(head.facts)


def _page(request: InitiativeRequest, engagement: Engagement, form: OptionForm | None = None) -> HttpResponse:
    rows = engagement.alternatives.select_related("written_by")
    head, written = each_of(head_asked(engagement, request.viewer), rows_in(rows))
    context = {
        **SECTION,
        "head": head,
        "form": form or (OptionForm(languages=request.initiative.languages) if may_write(head) else None),
        "options": [each for each in written if each.withdrawn_at is None],
        "withdrawn": [each for each in written if each.withdrawn_at is not None],
        "may_write": may_write(head),
    }
    return render(request, "engagement/options/list.html", context, status=422 if form else 200)


def _find(request: InitiativeRequest, number: int, pk: int) -> tuple[Engagement, Alternative]:
    engagement = fetch_engagement(request.viewer, number)
    rows = Alternative.objects.select_related("engagement__record__initiative")
    return engagement, get_object_or_404(rows, engagement=engagement, pk=pk)
