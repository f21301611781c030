"""The assessment and the versions of the plan: read, written, sent for agreement, answered seat by seat."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.actions import agreeing as actions
from initiatives.agreed import still_told, withheld_numbers
from initiatives.forms.agenda import AnswerForm
from initiatives.forms.localized import typed_in
from initiatives.models import ActionPlan, AgreedText, Assessment, Round, RoundSeat
from initiatives.rooms import text_in
from initiatives.rules.ledger import Json
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.views.agenda_page import ballots_of
from measurement.forms.agreed_texts import AssessmentForm, PlanTextForm
from measurement.pages.agreed_texts import TextPage, contents_now, figures_now, text_page
from measurement.pages.plan_changes import changes_of, pair_of

SECTION = {"nav_section": "plan"}


class Kind(NamedTuple):
    """One kind of text: its table, its form, its template and what a page calls it."""

    model: type[Assessment] | type[ActionPlan]
    form: type[AssessmentForm] | type[PlanTextForm]
    template: str
    route: str
    heading: str | Promise


ASSESSMENT = Kind(
    Assessment,
    AssessmentForm,
    "measurement/plan/assessment.html",
    "assessment",
    gettext_lazy("Write the assessment"),
)
PLAN = Kind(
    ActionPlan,
    PlanTextForm,
    "measurement/plan/versions.html",
    "plan-versions",
    gettext_lazy("Write the plan’s own words"),
)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def assessment(request: InitiativeRequest) -> HttpResponse:
    """Show where we stand, as all agreed; ?version= shows another version."""
    return _show(request, ASSESSMENT)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PLAN_EDIT)
def assessment_edit(request: InitiativeRequest) -> HttpResponse:
    """Write the draft of the next assessment."""
    return _edit(request, ASSESSMENT)


@require_POST
@guard(Permission.AGENDA_PROPOSE)
def assessment_proposal(request: InitiativeRequest) -> HttpResponse:
    """Send the assessment for agreement, with the figures as everybody reads them now."""
    return _propose(request, ASSESSMENT, figures_now(request.initiative.pk))


@require_safe
@guard(Permission.SEE_PUBLISHED)
def plan_versions(request: InitiativeRequest) -> HttpResponse:
    """Show the plan as all agreed; ?version= shows another version."""
    return _show(request, PLAN)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PLAN_EDIT)
def plan_edit(request: InitiativeRequest) -> HttpResponse:
    """Write the draft of the next version of the plan."""
    return _edit(request, PLAN)


@require_POST
@guard(Permission.AGENDA_PROPOSE)
def plan_proposal(request: InitiativeRequest) -> HttpResponse:
    """Send the plan for agreement, with its activities as they stand now."""
    today = clock.today(request.initiative.zone)
    return _propose(request, PLAN, contents_now(request.initiative.pk, today=today))


@require_POST
@guard(Permission.AGENDA_RATIFY)
def plan_answer(request: InitiativeRequest, number: int) -> HttpResponse:
    """Take the answer of one seat to an assessment or a plan."""
    rooms = Round.objects.visible_to(request.viewer)
    text = text_in(get_object_or_404(rooms, record__number=number))
    if text is None:
        raise Http404
    kind = ASSESSMENT if isinstance(text, Assessment) else PLAN
    form = AnswerForm(request.POST, auto_id=f"seat{request.POST.get('seat', '')}_%s")
    if form.is_valid():
        seat = get_object_or_404(RoundSeat.objects.filter(round=text.round), pk=form.cleaned_data.pop("seat"))
        try:
            actions.answer_text(text=text, seat=seat, by=request.person, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, _("Your answer is counted. You can change it until the round closes."))
            return redirect(text.record.url)
    return _show(request, kind, version=str(text.version), sent=form)


def _show(
    request: InitiativeRequest, kind: Kind, *, version: str = "", sent: AnswerForm | None = None
) -> HttpResponse:
    asked = version or request.GET.get("version") or request.GET.get("to") or ""
    page = text_page(kind.model, request.viewer, version=asked)
    context = {
        **SECTION,
        "page": page,
        "frozen": _frozen(request, page.text),
        "room": page.room,
        "ballots": ballots_of(request, page.room, sent) if page.room else [],
        "refusals": [str(error) for errors in sent.errors.values() for error in errors] if sent else [],
        "stands_still": _ground(page),
        **_compared(request, page),
    }
    return render(request, kind.template, context, status=422 if sent else 200)


def _compared(request: InitiativeRequest, page: TextPage) -> dict[str, object]:
    """Return what changed since the version before, or since ?from=; nothing for a first version."""
    before, after = pair_of(page.versions, page.text, request.GET.get("from")), page.text
    if before is None or after is None:
        return {}
    if before.version > after.version:
        before, after = after, before
    return {
        "before": before,
        "after": after,
        "versions": [(one, None) for one in page.versions],
        "changes": changes_of(before, after, withheld_numbers(request.viewer)),
    }


def _frozen(request: InitiativeRequest, text: AgreedText | None) -> list[Json]:
    """Return what was frozen with a text, without what was withheld from this reader since."""
    if text is None:
        return []
    entries = (
        text.figures
        if isinstance(text, Assessment)
        else text.contents
        if isinstance(text, ActionPlan)
        else []
    )
    return still_told(entries, withheld_numbers(request.viewer))


def _ground(page: TextPage) -> Assessment | None:
    """Return the assessment on which a plan rests."""
    text = page.text
    return text.assessment if isinstance(text, ActionPlan) else None


def _edit(request: InitiativeRequest, kind: Kind) -> HttpResponse:
    draft = kind.model.objects.being_written().first()
    languages = request.initiative.languages
    names = (*kind.model.TEXTS, "summary_of_changes")
    source: AgreedText | None = draft or kind.model.objects.ratified().first()
    initial = typed_in(names, source, languages) if source else {}
    form = kind.form(request.POST or None, languages=languages, initial=initial)
    if form.is_valid():
        texts = {name: form.texts(name) for name in names}
        try:
            write = actions.write_assessment if kind is ASSESSMENT else actions.write_plan
            write(by=request.person, **texts)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The draft is saved. Send it for agreement when it is ready."))
            return redirect(request.path)
    page = {
        **SECTION,
        "form": form,
        "heading": kind.heading,
        "draft": draft,
        "back": kind.route,
        "proposal": f"{kind.route}-proposal" if kind is ASSESSMENT else "plan-proposal",
    }
    return render(request, "measurement/plan/text_form.html", page, status=422 if form.errors else 200)


def _propose(request: InitiativeRequest, kind: Kind, frozen: list[Json]) -> HttpResponse:
    draft = get_object_or_404(kind.model.objects.visible_to(request.viewer).being_written())
    actions.propose_text(text=draft, frozen=frozen, by=request.person)
    messages.success(request, _("It is public now, and the seats of the table have been given notice."))
    return redirect(kind.route, slug=request.initiative.slug)
