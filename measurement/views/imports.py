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
from initiatives.models import Dimension
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.actions import corrections as correcting
from measurement.actions import imports as actions
from measurement.actions import large_imports as large
from measurement.exports import template_of
from measurement.forms.imports import BringForm, ColumnsForm, CorrectionForm, PublishForm, WithdrawalForm
from measurement.imports import Corrections, Decisions, check, planned
from measurement.imports.sentences import troubles_of
from measurement.models import Import, Indicator
from measurement.views.downloads import csv_response
from measurement.views.import_pages import columns_of, compared, group_names, undo_of
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
    if large.is_large(import_):
        return _large(request, import_)
    return _page(request, import_)


@require_POST
@guard(Permission.DATA_SUBMIT)
def import_columns(request: InitiativeRequest, number: int) -> HttpResponse:
    """Say what the columns are."""
    import_ = _find(request, number)
    form = ColumnsForm(request.POST, checked=planned(import_), decisions=Decisions.of(import_.plan))
    if not form.is_valid():
        return _page(request, import_, columns=form)
    corrections = Corrections.of(import_.corrections)
    if large.is_large(import_):
        large.ask_for_check(
            import_=import_, decisions=form.decided(), corrections=corrections, by=request.person
        )
    else:
        actions.decide(import_=import_, decisions=form.decided(), corrections=corrections)
    return redirect(f"{import_.record.url}#rows")


@require_POST
@guard(Permission.DATA_SUBMIT)
def import_corrections(request: InitiativeRequest, number: int) -> HttpResponse:
    """Put one kind of error right in all its rows, or forget all that was put right."""
    import_ = _find(request, number)
    if request.POST.get("how") == "start_over":
        correcting.start_over(import_=import_)
        return redirect(import_.record.url)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _page(request, import_, trouble=form)
    if form.cleaned_data["how"] == "add" and Permission.INDICATORS_MANAGE not in request.viewer.permissions:
        raise RuleBroken(
            _("New groups are added by those who keep the indicators. Choose a known group, or ask them.")
        )
    correcting.put_right(import_=import_, by=request.person, **form.cleaned_data)
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
    if import_.release is not None or large.is_large(import_):
        return redirect(import_.record.url)
    return _compare_page(request, import_, PublishForm(languages=request.initiative.languages))


@require_POST
@guard(Permission.DATA_PUBLISH)
def import_release(request: InitiativeRequest, number: int) -> HttpResponse:
    """Publish a file as the next release of its indicator."""
    import_ = _find(request, number)
    form = PublishForm(request.POST, languages=request.initiative.languages)
    if not form.is_valid():
        return _compare_page(request, import_, form)
    if large.is_large(import_) and import_.release is None:
        large.ask_for_publishing(import_=import_, note=form.texts("note"), by=request.person)
        return redirect(import_.record.url)
    release = actions.publish_import(import_=import_, note=form.texts("note"), by=request.person)
    words = ngettext(
        "Release {number} is public: {count} figure.",
        "Release {number} is public: {count} figures.",
        release.added + release.changed,
    )
    messages.success(request, words.format(number=release.number, count=release.added + release.changed))
    return redirect(import_.record.url)


def _brought(request: InitiativeRequest, form: BringForm) -> Import | None:
    """Keep what was brought; a large file is checked in the background at once."""
    name, content = form.content()
    try:
        import_ = actions.bring_import(
            indicator=form.cleaned_data["indicator"], file_name=name, content=content, by=request.person
        )
    except RuleBroken as refusal:
        form.add_error("file" if name else "pasted", refusal.sentence)
        return None
    if large.is_large(import_):
        large.ask_for_check(
            import_=import_, decisions=Decisions(), corrections=Corrections(), by=request.person
        )
    return import_


def _find(request: InitiativeRequest, number: int) -> Import:
    imports = Import.objects.select_related(
        "record__initiative", "indicator__record", "release__record", "uploaded_by"
    )
    return fetch_or_stub(imports, request.viewer, record__number=number)


def _page(
    request: InitiativeRequest,
    import_: Import,
    *,
    columns: ColumnsForm | None = None,
    trouble: CorrectionForm | None = None,
) -> HttpResponse:
    checked = check(import_)
    form = columns or ColumnsForm(checked=checked, decisions=Decisions.of(import_.plan))
    page = {
        **SECTION,
        "import_": import_,
        "checked": checked,
        "counts": checked.counts(),
        "form": form,
        "columns": columns_of(checked, form),
        "troubles": troubles_of(checked, names=group_names()),
        "trouble": trouble,
        "corrected": any(import_.corrections.values()) if import_.corrections else False,
        "dimensions": Dimension.objects.prefetch_related("categories") if checked.errors else (),
    }
    return render(request, "measurement/imports/detail.html", page, status=422 if columns or trouble else 200)


def _large(request: InitiativeRequest, import_: Import) -> HttpResponse:
    """Show a large file: how far its job is, or what the job found."""
    run = large.latest_run(import_)
    checked = planned(import_)
    form = ColumnsForm(checked=checked, decisions=Decisions.of(import_.plan))
    is_working = run is not None and run.ended_at is None
    page = {
        **SECTION,
        "import_": import_,
        "report": import_.report,
        "run": run,
        "pulse": getattr(run, "pulse", None),
        "is_working": is_working,
        "form": form,
        "columns": columns_of(checked, form),
        "publish": PublishForm(languages=request.initiative.languages),
    }
    if request.htmx:
        return _pulse(request, page, is_working)
    response = render(request, "measurement/imports/large.html", page)
    if is_working:
        response["Refresh"] = "5"
    return response


def _pulse(request: InitiativeRequest, page: dict[str, object], is_working: bool) -> HttpResponse:
    if is_working:
        return render(request, "measurement/imports/_progress.html", page)
    return HttpResponse(headers={"HX-Refresh": "true"})


def _compare_page(request: InitiativeRequest, import_: Import, form: PublishForm) -> HttpResponse:
    page = {**SECTION, "import_": import_, "form": form, **compared(import_, request.viewer)}
    return render(request, "measurement/imports/compare.html", page, status=422 if form.is_bound else 200)
