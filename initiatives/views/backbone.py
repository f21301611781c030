"""Groups and the seats of the table: charge, members, terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.db.models import Count, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.actions import backbone as actions
from initiatives.bylaws import rule_value
from initiatives.forms.backbone import BodyForm, CharterForm, SeatForm, TermForm
from initiatives.forms.localized import typed_in
from initiatives.forms.partners import DayForm
from initiatives.models import Activity, Body, Round, Seat, SeatTerm
from initiatives.rules.permissions import Permission
from initiatives.rules.prose import cut_at_word
from initiatives.rules.refusals import RuleBroken

ROUNDS_SHOWN, LEADS_SHOWN = 10, 12


@dataclass(frozen=True, slots=True)
class Leadership:
    """Who leads one group: the seats that share its chair, and how many of its votes residents hold."""

    body: Body
    chairs: tuple[Seat, ...]
    residents: int
    votes: int


def leadership_of(body: Body) -> Leadership:
    """Return who leads a group whose `current_seats` are at hand; an empty seat has no vote."""
    seats: list[Seat] = getattr(body, "current_seats")  # noqa: B009 (fetched to this name)
    votes = [seat for seat in seats if seat.is_voting and getattr(seat, "held")]  # noqa: B009
    of_residents = [seat for seat in votes if seat.seat_class in Seat.FOR_RESIDENTS]
    chairs = tuple(seat for seat in seats if seat.is_co_chair)
    return Leadership(body, chairs, len(of_residents), len(votes))


# --- Groups ------------------------------------------------------------------------------------------------------------
@require_safe
@guard(Permission.SEE_PUBLISHED)
def body(request: InitiativeRequest, group: str) -> HttpResponse:
    """Show a group: its charge, who sits in it, what it was asked."""
    found = fetch_or_stub(
        Body.objects.select_related("record__initiative", "parent__record"), request.viewer, slug=group
    )
    day = clock.today(request.initiative.zone)
    context = {
        "nav_section": "people",
        "body": found,
        "seats": Seat.objects.current(on=day).with_holders(on=day).filter(body=found),
        "share": Seat.objects.filter(body=found).share_of_residents(on=day),
        "rounds": Round.objects.visible_to(request.viewer)
        .filter(body=found)
        .select_related("record")[:ROUNDS_SHOWN],
        "children": Body.objects.visible_to(request.viewer)
        .filter(parent=found)
        .select_related("record__initiative"),
        "now": clock.now(),
    }
    return render(request, "initiatives/backbone/body.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEATS_MANAGE)
def body_add(request: InitiativeRequest) -> HttpResponse:
    """Set up a group."""
    form = BodyForm(request.POST or None, languages=request.initiative.languages, viewer=request.viewer)
    if form.is_valid():
        name = form.texts("name")
        slug = cut_at_word(slugify(next(iter(name.values()))), 80) or "group"
        try:
            made = actions.create_body(
                slug=slug,
                name=name,
                kind=Body.Kind(form.cleaned_data["kind"]),
                charter=form.texts("charter"),
                parent=form.cleaned_data["parent"],
                by=request.person,
            )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return redirect(made.record.url)
    return _form(request, form, title=_("Set up a group"), action=_("Set up the group"), back="people")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEATS_MANAGE)
def body_edit(request: InitiativeRequest, group: str) -> HttpResponse:
    """Change a group's name and charge."""
    found = fetch_or_stub(Body.objects.select_related("record__initiative"), request.viewer, slug=group)
    languages = request.initiative.languages
    form = CharterForm(
        request.POST or None, initial=typed_in(("name", "charter"), found, languages), languages=languages
    )
    if form.is_valid():
        actions.edit_charter(
            body=found, name=form.texts("name"), charter=form.texts("charter"), by=request.person
        )
        return redirect(found.record.url)
    return _form(request, form, title=_("Change the charge"), action=_("Save the charge"), back="people")


# --- Seats -------------------------------------------------------------------------------------------------------------
@require_safe
@guard(Permission.SEE_PUBLISHED)
def seats(request: InitiativeRequest) -> HttpResponse:
    """Show all seats by group: whom each speaks for, who holds it, until when."""
    day = clock.today(request.initiative.zone)
    now_there = Seat.objects.current(on=day).with_holders(on=day)
    bodies = Body.objects.visible_to(request.viewer).select_related("record__initiative")
    there = list(bodies.prefetch_related(Prefetch("seats", queryset=now_there, to_attr="current_seats")))
    context = {
        "nav_section": "people",
        "bodies": there,
        "leading": [leadership_of(one) for one in there],
        "led": _who_leads(request),
        "share": Seat.objects.at_the_table().share_of_residents(on=day),
    }
    return render(request, "initiatives/backbone/seats.html", context)


def _who_leads(request: InitiativeRequest) -> list[tuple[str, int]]:
    """Return who leads activities of the plan, those that lead most first."""
    running = Activity.objects.visible_to(request.viewer).filter(state__in=["planned", "under_way"])
    led = running.filter(lead__isnull=False).order_by().values_list("lead__organization__name")
    return list(led.annotate(count=Count("pk")).order_by("-count", "lead__organization__name")[:LEADS_SHOWN])


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEATS_MANAGE)
def seat_add(request: InitiativeRequest, group: str) -> HttpResponse:
    """Add a seat to a group."""
    found = fetch_or_stub(Body.objects.select_related("record__initiative"), request.viewer, slug=group)
    form = SeatForm(
        request.POST or None, initial={"created_on": clock.today(request.initiative.zone), "is_voting": True}
    )
    if form.is_valid():
        try:
            actions.create_seat(body=found, by=request.person, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            return redirect("seats", slug=request.initiative.slug)
    title = _("Add a seat to {group}").format(group=found)
    return _form(request, form, title=title, action=_("Add the seat"), back="seats")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEATS_MANAGE)
def seat_term(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Let somebody take a seat."""
    seat = _seat(request, pk)
    day = clock.today(request.initiative.zone)
    last = day + timedelta(days=int(rule_value("seat_term_days")))
    form = TermForm(request.POST or None, initial={"starts_on": day, "ends_on": last})
    if form.is_valid():
        try:
            actions.appoint(seat=seat, by=request.person, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, _("{name} holds the seat.").format(name=form.cleaned_data["person"]))
            return redirect("seats", slug=request.initiative.slug)
    title = _("Who takes the seat “{seat}”?").format(seat=seat.name)
    return _form(request, form, title=title, action=_("Record the term"), back="seats", rule="seat_term_days")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEATS_MANAGE)
def seat_ending(request: InitiativeRequest, pk: int) -> HttpResponse:
    """End a term if the seat is held, else the seat itself."""
    seat = _seat(request, pk)
    day = clock.today(request.initiative.zone)
    form = DayForm(request.POST or None, initial={"on": day})
    term = SeatTerm.objects.on(day).filter(seat=seat).select_related("person", "seat__body__record").first()
    if form.is_valid():
        try:
            _end(seat, term, form, request)
        except RuleBroken as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            return redirect("seats", slug=request.initiative.slug)
    if term:
        title = _("{name} leaves the seat “{seat}”").format(name=term.person, seat=seat.name)
        return _form(request, form, title=title, action=_("End the term"), back="seats")
    title = _("End the seat “{seat}”").format(seat=seat.name)
    return _form(request, form, title=title, action=_("End the seat"), back="seats")


@require_POST
@guard(Permission.SEATS_MANAGE)
def seat_chair(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Let a seat share the chair of its group, or leave it."""
    seat = _seat(request, pk)
    change = actions.leave_chair if seat.is_co_chair else actions.share_chair
    change(seat=seat, by=request.person)
    return redirect("seats", slug=request.initiative.slug)


def _end(seat: Seat, term: SeatTerm | None, form: DayForm, request: InitiativeRequest) -> None:
    if term:
        actions.end_term(term=term, on=form.cleaned_data["on"], by=request.person)
    else:
        actions.end_seat(seat=seat, on=form.cleaned_data["on"], by=request.person)


def _seat(request: InitiativeRequest, pk: int) -> Seat:
    bodies = Body.objects.visible_to(request.viewer)
    return get_object_or_404(Seat.objects.filter(body__in=bodies).select_related("body__record"), pk=pk)


def _form(
    request: InitiativeRequest, form: object, *, title: str, action: str, back: str, rule: str = ""
) -> HttpResponse:
    context = {"nav_section": "people", "form": form, "title": title, "action": action, "back": back}
    context["rule"] = rule
    return render(
        request, "initiatives/backbone/form.html", context, status=422 if request.method == "POST" else 200
    )
