"""The mediation desk: the public sees how many concerns there are and what was learned; parties and mediator see their own."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.actions import conflicts as actions
from initiatives.bylaws import rule_in_force
from initiatives.forms.conflicts import CaseClosingForm, ConcernForm, MediatorForm, NoteForm
from initiatives.models import ConflictCase, Membership, Person, RoleHolding
from initiatives.rules.conflicts import may_read_notes
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken

SECTION = {"nav_section": "people"}
State = ConflictCase.State


@require_safe
@guard(Permission.SEE_PUBLISHED)
def concerns(request: InitiativeRequest) -> HttpResponse:
    """Show how conflicts are handled, how many there are, and what was learned from those that ended."""
    cases = ConflictCase.objects.visible_to(request.viewer).select_related("record__initiative")
    rule = rule_in_force("mediation_days")
    context = {
        **SECTION,
        "running": cases.running().count(),
        "closed": cases.filter(state=State.CLOSED).order_by("-closed_at"),
        "mine": _mine(request, cases),
        "waiting": cases.running() if Permission.MEDIATE in request.viewer.permissions else None,
        "clock": rule,
        "mediation_days": int(rule.value),
    }
    return render(request, "initiatives/conflicts/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.CONFLICT_RAISE)
def concern_add(request: InitiativeRequest) -> HttpResponse:
    """Raise a concern with somebody of the other side."""
    others = _members().exclude(pk=request.person.pk)
    form = ConcernForm(request.POST or None, people=others)
    if form.is_valid():
        sides = [
            actions.Side(request.person, 1, _partner_of(request.person)),
            actions.Side(form.cleaned_data["other_side"], 2, _partner_of(form.cleaned_data["other_side"])),
        ]
        try:
            case = actions.raise_case(issue=form.cleaned_data["issue"], sides=sides, by=request.person)
        except RuleBroken as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, _("Your concern is raised. Talk with each other first if you can."))
            return redirect(case.record.url)
    return _form_page(request, form, _("Raise a concern"), _("Raise it"), None)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def concern(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show one case: to everybody how it stands, to its parties and mediator what it is about."""
    case = _case(request, number)
    parties = list(case.parties.select_related("person", "membership__organization"))
    is_inside = may_read_notes(
        request.viewer.person_id, mediator=case.mediator_id, parties=[one.person_id for one in parties]
    )
    may_manage = Permission.MEDIATE in request.viewer.permissions and case.state != State.CLOSED
    context = {
        **SECTION,
        "case": case,
        "is_inside": is_inside,
        "parties": parties if is_inside or may_manage else [],
        "notes": case.notes.select_related("by") if is_inside else [],
        "note_form": NoteForm(),
        "clock": rule_in_force("mediation_days", at=case.mediator_named_at or case.raised_at),
        "may_manage": may_manage,
        "may_close": is_inside and _may_close(request, case),
        "is_late": bool(case.due_at and case.state != State.CLOSED and case.due_at < clock.now()),
    }
    return render(request, "initiatives/conflicts/detail.html", context)


@require_POST
@guard(Permission.CONFLICT_RAISE)
def concern_talk(request: InitiativeRequest, number: int) -> HttpResponse:
    """Note that both sides talk with each other."""
    case = _inside(request, number)
    actions.begin_talk(case=case, by=request.person)
    messages.success(request, _("Noted. Ask for a mediator whenever you need one."))
    return redirect(case.record.url)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.MEDIATE)
def concern_mediator(request: InitiativeRequest, number: int) -> HttpResponse:
    """Name who mediates; the clock of the mediation begins."""
    case = _case(request, number)
    form = MediatorForm(request.POST or None, people=_members())
    if form.is_valid():
        try:
            actions.name_mediator(case=case, by=request.person, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, _("The mediator is named and the clock runs."))
            return redirect(case.record.url)
    return _form_page(request, form, _("Name a mediator"), _("Name them"), case)


@require_POST
@guard(Permission.CONFLICT_RAISE)
def concern_note(request: InitiativeRequest, number: int) -> HttpResponse:
    """Write down what was said, for the parties and the mediator alone."""
    case = _inside(request, number)
    actions.add_note(case=case, words=request.POST.get("words", ""), by=request.person)
    return redirect(f"{case.record.url}#notes")


@require_POST
@guard(Permission.MEDIATE)
def concern_panel(request: InitiativeRequest, number: int) -> HttpResponse:
    """Bring a case before a panel."""
    case = _case(request, number)
    actions.bring_to_panel(case=case, by=request.person)
    return redirect(case.record.url)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.CONFLICT_RAISE)
def concern_closing(request: InitiativeRequest, number: int) -> HttpResponse:
    """Close a case with its outcome and what was learned."""
    case = _inside(request, number)
    form = CaseClosingForm(request.POST or None, languages=request.initiative.languages)
    if form.is_valid():
        try:
            actions.close_case(
                case=case,
                outcome=form.cleaned_data["outcome"],
                learning=form.texts("learning"),
                by=request.person,
            )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The case is closed. Its outcome is public."))
            return redirect(case.record.url)
    return _form_page(request, form, _("Close the case"), _("Close it"), case)


def _case(request: InitiativeRequest, number: int) -> ConflictCase:
    rows = ConflictCase.objects.select_related(
        "record__initiative", "about__initiative", "mediator", "raised_by"
    )
    return fetch_or_stub(rows, request.viewer, record__number=number)


def _inside(request: InitiativeRequest, number: int) -> ConflictCase:
    """Return a case to its parties and its mediator; for others that address is not there."""
    case = _case(request, number)
    parties = case.parties.values_list("person_id", flat=True)
    if not may_read_notes(request.person.pk, mediator=case.mediator_id, parties=parties):
        raise Http404
    return case


def _mine(request: InitiativeRequest, cases: QuerySet[ConflictCase]) -> QuerySet[ConflictCase]:
    person = request.viewer.person_id
    if person is None:
        return cases.none()
    return cases.filter(Q(parties__person=person) | Q(mediator=person)).distinct()


def _may_close(request: InitiativeRequest, case: ConflictCase) -> bool:
    return case.state != State.CLOSED and any(
        actions.may_close(case, request.person, outcome) for outcome in ConflictCase.Outcome.values
    )


def _members() -> QuerySet[Person]:
    held = RoleHolding.objects.on(clock.today()).values("person")
    return Person.objects.filter(pk__in=held, is_active=True, erased_at__isnull=True).order_by("name")


def _partner_of(person: Person) -> Membership | None:
    held = RoleHolding.objects.on(clock.today()).filter(person=person, membership__isnull=False)
    found = held.select_related("membership").first()
    return found.membership if found else None


def _form_page(
    request: InitiativeRequest,
    form: ConcernForm | MediatorForm | CaseClosingForm,
    heading: str,
    button: str,
    case: ConflictCase | None,
) -> HttpResponse:
    context = {**SECTION, "form": form, "heading": heading, "button": button, "case": case}
    return render(request, "initiatives/conflicts/form.html", context, status=422 if form.is_bound else 200)
