"""The way of a file: bring it, match its columns, put rows right, compare, publish, undo."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.models import JobRun
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.actions import corrections as correcting
from measurement.actions import import_looks as looks
from measurement.actions import imports as actions
from measurement.actions import large_imports as large
from measurement.exports import template_of
from measurement.forms.imports import BringForm, ColumnsForm, CorrectionForm, PublishForm, WithdrawalForm
from measurement.imports import Corrections, Decisions
from measurement.imports.sentences import troubles_of
from measurement.models import Import, Indicator, Release
from measurement.pages.questions import questions_in
from measurement.views.downloads import csv_response
from measurement.views.import_pages import (
    columns_in,
    columns_of,
    compared,
    dimensions_for,
    equal_of,
    faults_in,
    report_of,
    undo_of,
)
from measurement.views.posting import posted

SECTION = {"nav_section": "results"}


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.DATA_SUBMIT)
def import_add(request: InitiativeRequest) -> HttpResponse:
    """Choose an indicator and bring its figures, as a file or pasted."""
    seen = Indicator.objects.visible_to(request.viewer)
    initial = {"indicator": request.GET.get("indicator")}
    form = BringForm(posted(request), request.FILES or None, initial=initial, indicators=seen)
    if form.is_valid() and (import_ := _brought(request, form)):
        return redirect(import_.record.url)
    brought = Import.objects.visible_to(request.viewer).select_related("indicator", "record", "uploaded_by")
    page = {**SECTION, "form": form, "indicators": seen, "brought": brought.defer("content")[:8]}
    return render(request, "measurement/imports/form.html", page, status=422 if form.is_bound else 200)


@require_safe
@guard(Permission.DATA_SUBMIT)
def import_template(request: InitiativeRequest) -> HttpResponse:
    """Give an empty file with the indicator's groups and the next period."""
    indicator = fetch_or_stub(
        Indicator.objects.all(), request.viewer, slug=request.GET.get("indicator", "")[:80]
    )
    return csv_response(template_of(indicator), f"{indicator.slug}-template.csv")


@require_safe
@guard(Permission.DATA_SUBMIT)
def import_detail(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show how a file is read, what needs somebody, and what became of it."""
    import_ = _find(request, number)
    if import_.release is not None:
        page = {**SECTION, "import_": import_, **undo_of(import_.release)}
        page["form"] = WithdrawalForm(languages=request.initiative.languages)
        return render(request, "measurement/imports/published.html", page)
    run = large.latest_run(import_) if looks.is_large(import_) else None
    if run is not None and (run.ended_at is None or request.htmx):
        return _working(request, import_, run)
    return _page(request, import_, run=run)


@require_POST
@guard(Permission.DATA_SUBMIT)
def import_columns(request: InitiativeRequest, number: int) -> HttpResponse:
    """Say what the columns are."""
    import_ = _find(request, number)
    report, decisions = report_of(import_), Decisions.of(import_.plan)
    form = ColumnsForm(request.POST, decisions=decisions, **columns_in(report))
    if not form.is_valid():
        return _page(request, import_, columns=form)
    corrections = Corrections.of(import_.corrections)
    actions.decide(import_=import_, decisions=form.decided(), corrections=corrections, by=request.person)
    return redirect(f"{import_.record.url}#rows")


@require_POST
@guard(Permission.DATA_SUBMIT)
def import_corrections(request: InitiativeRequest, number: int) -> HttpResponse:
    """Put one kind of error right in all its rows, forget all that was put right, or look at the file again."""
    import_ = _find(request, number)
    anew = {
        "start_over": correcting.start_over,
        "look_again": looks.look_again,
        "another_way": looks.read_in_another_way,
    }.get(request.POST.get("how", ""))
    if anew:
        anew(import_=import_, by=request.person)
        return redirect(import_.record.url)
    form = CorrectionForm(request.POST, faults=faults_in(report_of(import_)))
    if not form.is_valid():
        return _page(request, import_, trouble=form)
    if form.cleaned_data["how"] == "add" and Permission.INDICATORS_MANAGE not in request.viewer.permissions:
        raise RuleBroken(
            _("New groups are added by those who keep the indicators. Choose a known group, or ask them.")
        )
    correcting.put_right(import_=import_, by=request.person, **form.correction())
    return redirect(f"{import_.record.url}#rows")


@require_POST
@guard(Permission.DATA_SUBMIT)
def import_discard(request: InitiativeRequest, number: int) -> HttpResponse:
    """Put a file aside."""
    actions.discard_import(import_=_find(request, number), by=request.person)
    messages.success(request, _("The file is put aside. Nothing of it was public."))
    return redirect(reverse("import-add", args=[request.initiative.slug]))


@require_safe
@guard(Permission.DATA_SUBMIT)
def import_compare(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show what publishing would change against the figures that count now."""
    import_ = _find(request, number)
    if import_.release is not None or import_.ended_at is not None:
        return redirect(import_.record.url)
    return _compare_page(request, import_, _publish_form(request, import_))


@require_POST
@guard(Permission.DATA_PUBLISH)
def import_release(request: InitiativeRequest, number: int) -> HttpResponse:
    """Publish a file as the next release of its indicator."""
    import_ = _find(request, number)
    form = _publish_form(request, import_)
    if not form.is_valid():
        return _compare_page(request, import_, form)
    if looks.is_large(import_) and import_.release is None:
        said = {name: form.texts(name) for name in ("note", "reason")}
        why = form.texts("why") if form.is_asked else None
        large.ask_for_publishing(import_=import_, by=request.person, why=why, **said)
        return redirect(import_.record.url)
    release = actions.publish_import(
        import_=import_, note=form.texts("note"), by=request.person, reason=form.texts("reason")
    )
    messages.success(request, _published_words(request, release))
    return redirect(import_.record.url)


def _published_words(request: InitiativeRequest, release: Release) -> str:
    """Say that figures are public, or will be with their initiative."""
    count = release.added + release.changed
    if request.initiative.is_published:
        words = ngettext(
            "Release {number} is public: {count} figure.",
            "Release {number} is public: {count} figures.",
            count,
        )
    else:
        words = ngettext(
            "Release {number} is ready: {count} figure. It is public when the initiative is published.",
            "Release {number} is ready: {count} figures. They are public when the initiative is published.",
            count,
        )
    return words.format(number=release.number, count=count)


def _publish_form(request: InitiativeRequest, import_: Import) -> PublishForm:
    asked = len(import_.report.get("asked", [])) if looks.is_large(import_) else 0
    counts = (import_.report.get("outlook") or {}).get("counts", {})
    corrects = not counts or bool(counts["changed"] or counts["removed"])
    return PublishForm(
        posted(request), languages=request.initiative.languages, asked=asked, corrects=corrects
    )


def _brought(request: InitiativeRequest, form: BringForm) -> Import | None:
    """Keep what was brought, or say at its field why it cannot be read."""
    name, content = form.content()
    try:
        return actions.bring_import(
            indicator=form.cleaned_data["indicator"], file_name=name, content=content, by=request.person
        )
    except RuleBroken as refusal:
        form.add_error("file" if name else "pasted", refusal.sentence)
        return None


def _find(request: InitiativeRequest, number: int) -> Import:
    imports = Import.objects.select_related(
        "record__initiative", "indicator__record", "release__record", "uploaded_by"
    )
    imports = imports.sealed().defer("content")
    return fetch_or_stub(imports, request.viewer, record__number=number)


def _page(
    request: InitiativeRequest,
    import_: Import,
    *,
    run: JobRun | None = None,
    columns: ColumnsForm | None = None,
    trouble: CorrectionForm | None = None,
) -> HttpResponse:
    report = report_of(import_)
    form = columns or ColumnsForm(decisions=Decisions.of(import_.plan), **columns_in(report))
    troubles = troubles_of(faults_in(report))
    page = {
        **SECTION,
        "import_": import_,
        "report": report,
        "equals": equal_of(report),
        "run": run,
        "form": form,
        "columns": columns_of(report["columns"], form),
        "troubles": troubles,
        "trouble": trouble,
        "corrected": any(import_.corrections.values()),
        "dimensions": dimensions_for(troubles),
        "questions": questions_in(import_),
    }
    return render(request, "measurement/imports/detail.html", page, status=422 if columns or trouble else 200)


def _working(request: InitiativeRequest, import_: Import, run: JobRun) -> HttpResponse:
    """Show how far the job of a large file is; the page comes back by itself when it is done."""
    page = {**SECTION, "import_": import_, "run": run, "pulse": getattr(run, "pulse", None)}
    if request.htmx and run.ended_at is not None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if request.htmx:
        return render(request, "measurement/imports/_progress.html", page)
    response = render(request, "measurement/imports/working.html", page)
    response["Refresh"] = "5"
    return response


def _compare_page(request: InitiativeRequest, import_: Import, form: PublishForm) -> HttpResponse:
    page = {**SECTION, "import_": import_, "form": form, **compared(import_, request.viewer)}
    return render(request, "measurement/imports/compare.html", page, status=422 if form.is_bound else 200)
