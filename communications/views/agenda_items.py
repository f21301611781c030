"""The agenda of a meeting: an item added, changed, moved, taken off, and the vote that opens from it."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communications.actions.agenda_items import add_item, change_item, move_item, open_decision, withdraw_item
from communications.forms.meetings import ITEM_TEXTS, ItemForm
from communications.models import AgendaItem, Meeting, Minutes
from communications.views.meetings import SECTION, fetch_item, fetch_meeting
from engagement.forms.motions import MotionForm, Offer
from engagement.models import Decision, Engagement
from engagement.rules.stages import BEFORE_DECIDED
from engagement.views.offers import offer_in
from engagement.views.posting import carried_out
from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.forms.localized import typed_in
from initiatives.models import Body, Person, Record, RoleHolding
from initiatives.rules.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.ROUND_OPEN)
def item_add(request: InitiativeRequest, number: int) -> HttpResponse:
    """Put something on the agenda; ?about= names the record that it is about, ?minutes= the minutes that it approves."""
    found = fetch_meeting(request, number)
    about = _about(request)
    form = _form(request, found, initial=_suggested(request, about))
    if carried_out(form, lambda: add_item(meeting=found, brief=form.brief(about), by=request.person)):
        messages.success(request, _("It is on the agenda."))
        return redirect(found.record.url)
    return _page(request, found, form, _("Put something on the agenda"), about)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.ROUND_OPEN)
def item_edit(request: InitiativeRequest, number: int, item: int) -> HttpResponse:
    """Change an item before notice is given."""
    found = fetch_item(request, number, item)
    typed = typed_in(ITEM_TEXTS, found, request.initiative.languages)
    typed |= {
        name: getattr(found, name) for name in ("kind", "minutes_planned", "led_by", "engagement", "approves")
    }
    form = _form(request, found.meeting, initial=typed)
    if carried_out(form, lambda: change_item(item=found, brief=form.brief(found.about), by=request.person)):
        messages.success(request, _("Saved."))
        return redirect(found.meeting.record.url)
    return _page(request, found.meeting, form, _("Change the item"), found.about)


@require_POST
@guard(Permission.ROUND_OPEN)
def item_withdrawal(request: InitiativeRequest, number: int, item: int) -> HttpResponse:
    """Take an item off the agenda."""
    found = fetch_item(request, number, item)
    withdraw_item(item=found, by=request.person)
    return redirect(found.meeting.record.url)


@require_POST
@guard(Permission.ROUND_OPEN)
def item_move(request: InitiativeRequest, number: int, item: int, way: str) -> HttpResponse:
    """Move an item up or down."""
    if way not in ("up", "down"):
        raise Http404
    found = fetch_item(request, number, item)
    move_item(item=found, up=way == "up", by=request.person)
    return redirect(f"{found.meeting.record.url}#agenda")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.ROUND_OPEN)
def item_decision(request: InitiativeRequest, number: int, item: int) -> HttpResponse:
    """Put the question of an item to the group: the rule is chosen here, the question stands on the agenda."""
    found = fetch_item(request, number, item)
    form = MotionForm(
        request.POST or None, initiative=request.initiative, engagement=found.engagement, offer=_offer(found)
    )
    for name in ("opens_on", "closes_on"):
        form.fields[name].widget = form.fields[name].hidden_widget()  # the meeting says when
    for language in request.initiative.languages:
        form.fields[f"question_{language}"].initial = found.wanted.get(language, "")
        form.fields[f"question_{language}"].disabled = True  # as it was noticed
    made: list[Decision] = []
    if carried_out(
        form, lambda: made.append(open_decision(item=found, motion=form.motion, by=request.person))
    ):
        messages.success(request, _("The vote is noticed. It opens with the meeting and ends the day after."))
        return redirect(made[0].record.url)
    context = {**SECTION, "form": form, "item": found, "meeting": found.meeting}
    return render(
        request, "communications/meetings/decision.html", context, status=422 if form.is_bound else 200
    )


def _offer(item: AgendaItem) -> Offer:
    """What can be decided in an item: what its engagement has a vote for now, else how the group works."""
    bodies = Body.objects.filter(pk=item.meeting.body_id)
    if item.engagement is None:
        return Offer((Decision.Purpose.PROCEDURE,), bodies, Person.objects.none())
    offer = offer_in(item.engagement)
    return Offer(offer.purposes, bodies, offer.people)


def _form(request: InitiativeRequest, found: Meeting, *, initial: dict[str, object]) -> ItemForm:
    return ItemForm(
        request.POST or None,
        languages=request.initiative.languages,
        meeting=found,
        engagements=_open_questions(request),
        minutes=_minutes(found),
        people=_people(request),
        initial=initial,
    )


def _open_questions(request: InitiativeRequest) -> QuerySet[Engagement]:
    states = [stage.value for stage in BEFORE_DECIDED]
    return Engagement.objects.visible_to(request.viewer).filter(state__in=states)


def _minutes(found: Meeting) -> QuerySet[Minutes]:
    rows = Minutes.objects.unapproved().filter(meeting__body=found.body).exclude(meeting=found)
    return rows.select_related("meeting__record__initiative")


def _people(request: InitiativeRequest) -> QuerySet[Person]:
    today = clock.today(request.initiative.zone)
    return Person.objects.filter(pk__in=RoleHolding.objects.on(today).values("person")).order_by("name")


def _about(request: InitiativeRequest) -> Record | None:
    number = request.GET.get("about", "")
    if not number.isdecimal() or len(number) > 9:
        return None
    seen = Record.objects.visible_to(request.viewer).filter(state__in=Record.PUBLISHED_STATES)
    return seen.select_related("initiative").filter(number=int(number)).first()


def _suggested(request: InitiativeRequest, about: Record | None) -> dict[str, object]:
    """Begin with what was suggested: the title of the record, or the minutes that wait for approval."""
    first = request.initiative.language
    found: dict[str, object] = {f"title_{first}": about.shown_title} if about else {}
    chosen = request.GET.get("minutes", "")
    if chosen.isdecimal() and len(chosen) < 10:
        found |= {"kind": AgendaItem.Kind.MINUTES, "approves": int(chosen), "minutes_planned": 5}
        found[f"title_{first}"] = _("Approve the minutes")
    return found


def _page(
    request: InitiativeRequest, found: Meeting, form: ItemForm, heading: str, about: Record | None
) -> HttpResponse:
    context = {**SECTION, "form": form, "heading": heading, "meeting": found, "about": about}
    return render(
        request, "communications/meetings/item_form.html", context, status=422 if form.is_bound else 200
    )
