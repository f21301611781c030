"""The figures themselves: what is public for each group and time, every version, and the next ones to type."""

from __future__ import annotations

import csv
import io

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.together import each_of
from measurement.actions.imports import bring_import
from measurement.actions.releases import withdraw_release
from measurement.exports import next_label
from measurement.forms.imports import WithdrawalForm
from measurement.forms.next_figures import NextFiguresForm
from measurement.models import Indicator, Release
from measurement.pages.about import last_changed
from measurement.views.data_pages import grid_of, releases_page, undo_on
from measurement.views.posting import posted

SECTION = {"nav_section": "results"}


@require_safe
@guard(Permission.SEE_PUBLISHED)
def indicator_data(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Show all public figures by time and group, and every version of them."""
    indicator, viewer = _find(request, sign), request.viewer
    grid, releases, undo = each_of(
        grid_of(indicator, by=request.GET.get("by", ""), page=request.GET.get("page", "1")),
        releases_page(indicator, viewer, page=request.GET.get("versions", "1")),
        undo_on(indicator, viewer, WithdrawalForm(languages=request.initiative.languages)),
    )
    page = {**SECTION, "indicator": indicator, "grid": grid, "releases": releases, **undo}
    page["changed"] = last_changed(indicator)
    return render(request, "measurement/data/detail.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.DATA_SUBMIT)
def indicator_next(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Type the figures of the next period; they go the same way as a file."""
    indicator = _find(request, sign)
    form = NextFiguresForm(posted(request), indicator=indicator, initial={"period": next_label(indicator)})
    if form.is_valid():
        content = _as_csv(form.rows())
        name = _("Typed figures for {period}").format(period=form.cleaned_data["period"])
        try:
            import_ = bring_import(indicator=indicator, file_name=name, content=content, by=request.person)
            return redirect(import_.record.url)
        except RuleBroken as refusal:
            form.add_error(None, refusal.sentence)
    page = {**SECTION, "indicator": indicator, "form": form, "lines": form.lines()}
    return render(request, "measurement/data/next.html", page, status=422 if form.is_bound else 200)


@require_POST
@guard(Permission.DATA_PUBLISH)
def release_withdrawal(request: InitiativeRequest, sign: str, number: int) -> HttpResponse:
    """Take a release back."""
    releases = Release.objects.visible_to(request.viewer).select_related("indicator")
    release = get_object_or_404(releases, indicator=_find(request, sign), record__number=number)
    form = WithdrawalForm(request.POST, languages=request.initiative.languages)
    if not form.is_valid():
        raise RuleBroken(_("Say in one sentence why this version is taken back."), field="reason")
    withdraw_release(release=release, reason=form.texts("reason"), by=request.person)
    messages.success(
        request,
        _("Version {number} is taken back. The figures before it count again.").format(number=release.number),
    )
    return redirect(f"{request.initiative.url}results/{sign}/data/")


def _find(request: InitiativeRequest, sign: str) -> Indicator:
    rows = Indicator.objects.select_related("record__initiative", "gap_dimension", "rollup__release")
    return fetch_or_stub(rows, request.viewer, slug=sign)


def _as_csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
