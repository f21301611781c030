"""What people say: the form on this site, the list of all that was said, and one contribution with what became of it."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from engagement.actions.input_codes import receipt_of
from engagement.actions.inputs import door_of, give_input, prompts_of, refusal_at
from engagement.forms.inputs import ContributionForm
from engagement.models import Engagement, Input, InputQuerySet, Theme
from engagement.pages.inputs import (
    counts_of,
    groups_asked,
    rated,
    rows_of,
    told_of,
    unsorted,
    what_became,
    whole,
)
from engagement.pages.room import fetch_engagement, head_asked, head_of
from engagement.pages.themes import standing_themes
from engagement.rules.inputs import Door
from engagement.rules.spectrum_table import Deed
from engagement.views.posting import SECTION, carried_out
from engagement.views.sending import may_send, sent_as, too_often
from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.models import Person
from initiatives.passes import shown_code
from initiatives.rules.permissions import Permission
from initiatives.together import Asking, answer_of, by_name, each_of, number_in, page_of, rows_in

ON_A_PAGE = 20
JUST_NOW = timedelta(minutes=15)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.INPUT_GIVE)
def take_part(request: InitiativeRequest, number: int) -> HttpResponse:
    """Ask the questions of an engagement; POST takes the answers and leads to the receipt."""
    engagement = fetch_engagement(request.viewer, number)
    if request.method == "POST" and not may_send(request, "input", engagement.pk):
        return too_often(request)
    listening, head = door_of(engagement), head_of(engagement, request.viewer)
    form = ContributionForm(
        request.POST or None, prompts=prompts_of(engagement), groups=groups_asked(engagement)
    )
    key = sent_as(request)
    if carried_out(form, lambda: _give(request, engagement, form, key)):
        return redirect(f"{engagement.record.url}take-part/sent/?key={key}")
    context = {
        **SECTION,
        "head": head,
        "form": form,
        "is_open": listening is Door.OPEN and head.may(Deed.GIVE_INPUT),
        "refusal": refusal_at(listening) if listening is not Door.OPEN else head.refusal(Deed.GIVE_INPUT),
    }
    return render(request, "engagement/inputs/take_part.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_safe
@guard(Permission.INPUT_GIVE)
def sent(request: InitiativeRequest, number: int) -> HttpResponse:
    """Lead whoever has just sent something to their receipt, for a quarter of an hour; later only the receipt opens it."""
    engagement = fetch_engagement(request.viewer, number)
    rows = engagement.inputs.filter(received_at__gt=clock.now() - JUST_NOW, entered_by__isnull=True)
    given = rows.filter(sent_as=request.GET.get("key", "")[:80]).first()
    if given is None:
        return redirect(f"{engagement.record.url}take-part/")
    return redirect(f"/receipt/{shown_code(receipt_of(given))}/")


@require_safe
@guard(Permission.SEE_PUBLISHED)
def inputs(request: InitiativeRequest, number: int) -> HttpResponse:
    """List what people said and what became of each; staff sort and acknowledge here."""
    engagement = fetch_engagement(request.viewer, number)
    themes = list(standing_themes(engagement))
    theme = _chosen(request, themes)
    rows = _filtered(Input.objects.filter(engagement=engagement).counted(), request, theme)
    asked = answer_of(
        by_name(
            head=head_asked(engagement, request.viewer),
            counts=counts_of(engagement),
            became=what_became(engagement),
            rated=rated(engagement),
            page_obj=page_of(whole(rows.order_by("-number")), ON_A_PAGE, request.GET.get("page")),
            waiting=_waiting(engagement, request),
        )
    )
    context = {
        **SECTION,
        **asked,
        "themes": themes,
        "theme": theme,
        "only": {request.GET.get("only") or "all": True},
        "rows": rows_of(asked["page_obj"].object_list),
        "may_sort": asked["head"].may(Deed.CLASSIFY_INPUT),
        "may_acknowledge": Permission.DISPOSITION_RECORD in request.viewer.permissions
        and asked["head"].may(Deed.ACKNOWLEDGE_INPUT),
    }
    return render(request, "engagement/inputs/list.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def one(request: InitiativeRequest, number: int, entry: int) -> HttpResponse:
    """Show one contribution and what became of it; staff sort, hide and answer appeals here."""
    engagement = fetch_engagement(request.viewer, number)
    given = find(engagement, entry)
    head, (row,), themes = each_of(
        head_asked(engagement, request.viewer), told_of([given]), rows_in(standing_themes(engagement))
    )
    standing = {each.theme.pk for each in row.became}
    context = {
        **SECTION,
        "head": head,
        "row": row,
        "others": [theme for theme in themes if theme.pk not in standing],
        "may_sort": head.may(Deed.CLASSIFY_INPUT),
        "may_moderate": Permission.MODERATE in request.viewer.permissions and head.may(Deed.HIDE_WORDS),
    }
    return render(request, "engagement/inputs/detail.html", context)


def find(engagement: Engagement, entry: int) -> Input:
    """Return one contribution that counts, with all that its page reads."""
    rows = whole(Input.objects.filter(engagement=engagement).counted())
    return get_object_or_404(rows, number=entry)


def person_of(request: HttpRequest) -> Person | None:
    """Return who is signed in, if anybody is."""
    return request.user if isinstance(request.user, Person) else None


def _give(request: InitiativeRequest, engagement: Engagement, form: ContributionForm, key: str) -> None:
    what = form.contribution(channel=Input.Channel.WEB, contributor=person_of(request), sent_as=key)
    give_input(engagement=engagement, what=what)


def _chosen(request: HttpRequest, themes: list[Theme]) -> Theme | None:
    wanted = request.GET.get("theme", "")
    if not wanted:
        return None
    found = next((theme for theme in themes if str(theme.pk) == wanted), None)
    if found is None:
        raise Http404
    return found


def _filtered(rows: InputQuerySet, request: HttpRequest, theme: Theme | None) -> InputQuerySet:
    if theme is not None:
        return rows.filter(theme_inputs__theme=theme, theme_inputs__removed_at__isnull=True)
    only = request.GET.get("only", "")
    if only == "unsorted":
        return unsorted(rows.filter(withdrawn_at__isnull=True))
    if only == "unread":
        return rows.filter(acknowledged_at__isnull=True, withdrawn_at__isnull=True)
    return rows


def _waiting(engagement: Engagement, request: InitiativeRequest) -> Asking[int]:
    """Ask how many typed-in contributions wait for a second person; 0 for whoever does not type in."""
    if Permission.ASSISTED_ENTER not in request.viewer.permissions:
        return 0
    rows = engagement.inputs.filter(
        entered_by__isnull=False, confirmed_at__isnull=True, withdrawn_at__isnull=True
    )
    return (yield from number_in(rows))
