"""Without an account: the questions behind a code on a poster or a wall, and the page of one's own receipt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagement.actions.input_codes import session_of
from engagement.actions.inputs import claim_input, door_of, give_input, prompts_of, withdraw_input
from engagement.actions.moderation import appeal
from engagement.actions.ratings import AFTERWARDS, rate_use
from engagement.actions.supports import ask_support
from engagement.forms.hearing import SupportAtForm
from engagement.forms.inputs import AppealForm, ContributionForm, RatingForm
from engagement.gathering.numbers import rules_for
from engagement.models import Engagement, Hiding, Input, Session
from engagement.pages.hearing import sessions_to_come
from engagement.pages.inputs import InputRow, groups_asked, rows_of, whole
from engagement.rules.inputs import Door
from engagement.views.inputs import person_of
from engagement.views.posting import carried_out
from engagement.views.sending import may_send, sent_as, too_often
from initiatives import clock
from initiatives.access import build_viewer
from initiatives.models import Pass
from initiatives.passes import shown_code, typed_code
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.viewer import visitor

GONE, WRONG = 410, 422
HEADINGS = {
    "withdrawn": gettext_lazy("You took your words back"),
    "hidden": gettext_lazy("Your words are hidden"),
    "answered": gettext_lazy("Your words were answered"),
    "sorted": gettext_lazy("Your words stand with what others said"),
    "read": gettext_lazy("A person has read your words"),
    "received": gettext_lazy("We have your words. Thank you."),
}


# --- The code on the poster and on the wall ------------------------------------------------------------------------------
def questions_behind(request: HttpRequest, found: Pass, code: str) -> HttpResponse:
    """Show the questions of an engagement to whoever has its code; POST takes the answers. The scope of the pass is open."""
    session = session_of(found)
    engagement = session.engagement if session else _engagement(found)
    seen = _seen(engagement, found)
    if seen is None or not _is_usable(found) or door_of(seen) is not Door.OPEN:
        return _over(request, found, seen)
    if request.method == "POST" and not may_send(request, "input", seen.pk):
        return too_often(request)
    form = ContributionForm(request.POST or None, prompts=prompts_of(seen), groups=groups_asked(seen))
    made: list[str] = []
    if carried_out(form, lambda: made.append(_give(request, seen, session, form))):
        return redirect(f"/receipt/{shown_code(made[0])}/")
    context = {
        "engagement": seen,
        "session": session,
        "form": form,
        "initiative": found.initiative,
    }
    return render(request, "engagement/inputs/phone.html", context, status=WRONG if form.is_bound else 200)


def _give(
    request: HttpRequest, engagement: Engagement, session: Session | None, form: ContributionForm
) -> str:
    what = form.contribution(
        channel=Input.Channel.MEETING if session else Input.Channel.LINK_OR_QR,
        session=session,
        sent_as=sent_as(request),
    )
    return give_input(engagement=engagement, what=what).code


def _engagement(found: Pass) -> Engagement | None:
    return Engagement.objects.filter(record__number=found.record_number or 0).first()


def _seen(engagement: Engagement | None, found: Pass) -> Engagement | None:
    """Return the engagement if everybody may see it."""
    if engagement is None:
        return None
    seen = Engagement.objects.visible_to(visitor(found.initiative_id))
    return seen.select_related("record__initiative").filter(pk=engagement.pk).first()


def _is_usable(found: Pass) -> bool:
    return Pass.objects.usable(at=clock.now()).filter(pk=found.pk).exists()


def _over(request: HttpRequest, found: Pass, engagement: Engagement | None) -> HttpResponse:
    """Say when it opens, or when it closed and where to see the result."""
    listening = door_of(engagement) if engagement else Door.CLOSED
    context = {
        "engagement": engagement,
        "initiative": found.initiative,
        "is_early": listening in (Door.NOT_YET, Door.NOT_ANNOUNCED),
        "is_withdrawn": listening is Door.WITHDRAWN,
        "is_room": listening is Door.OPEN,  # the question is open, and the code of the room is over
    }
    return render(request, "engagement/inputs/phone_over.html", context, status=GONE)


# --- The receipt ----------------------------------------------------------------------------------------------------------
def receipt_of_input(request: HttpRequest, found: Pass, code: str) -> HttpResponse:
    """Show what became of somebody's words to whoever has their receipt. The scope of the pass is open."""
    rows = whole(Input.objects.filter(receipt=found)).select_related(
        "engagement__record__initiative", "contributor"
    )
    given = rows.first()
    if given is None:
        return render(request, "engagement/inputs/phone_over.html", {"engagement": None}, status=GONE)
    if request.method == "POST":
        return _deed(request, given)
    return _receipt(request, given, code)


def _deed(request: HttpRequest, given: Input) -> HttpResponse:
    """Do what the button on the receipt says; whoever has the receipt is the author."""
    deed = DEEDS.get(request.POST.get("deed", ""))
    try:
        if deed is not None:
            messages.success(request, deed(request, given))
    except RuleBroken as refusal:
        messages.error(request, refusal.sentence)
    return redirect(request.path)


def _withdraw(request: HttpRequest, given: Input) -> str:
    withdraw_input(given=given, by=None)
    return _("Your words are gone. That something was said stays in the count.")


def _claim(request: HttpRequest, given: Input) -> str:
    person = person_of(request)
    if person is None:
        raise RuleBroken(_("Sign in first, then open this page again."))
    claim_input(given=given, by=person)
    return _("Your account keeps these words now.")


def _rate(request: HttpRequest, given: Input) -> str:
    form = RatingForm(request.POST)
    if not form.is_valid():
        raise RuleBroken(_("Choose one of the four."))
    rate_use(given=given, stars=form.cleaned_data["stars"], words=form.cleaned_data["words"])
    return _("Thank you. Your rating counts.")


def _appeal(request: HttpRequest, given: Input) -> str:
    form = AppealForm(request.POST)
    hidden = Hiding.objects.filter(input=given, lifted_at__isnull=True).first()
    if hidden is None or not form.is_valid():
        raise RuleBroken(_("Say in a few words why it should be shown."))
    appeal(hiding=hidden, words=form.cleaned_data["words"], by=None)
    return _("A second person will look at it and answer here.")


def _ask_support(request: HttpRequest, given: Input) -> str:
    form = SupportAtForm(request.POST, sessions=sessions_to_come(given.engagement))
    if given.withdrawn_at is not None or not form.is_valid():
        raise RuleBroken(_("Say what you need, and for which session."))
    ask_support(
        session=form.session,
        kind=form.cleaned_data["kind"],
        words=form.cleaned_data["words"],
        given=given,
    )
    return _("We have it. Somebody will get in touch with you.")


DEEDS: dict[str, Callable[[HttpRequest, Input], str]] = {
    "withdraw": _withdraw,
    "claim": _claim,
    "rate": _rate,
    "appeal": _appeal,
    "support": _ask_support,
}


def _receipt(request: HttpRequest, given: Input, code: str) -> HttpResponse:
    engagement = given.engagement
    (row,) = rows_of([given])
    state = _state(row)
    seen = Engagement.objects.visible_to(build_viewer(person_of(request), engagement.record.initiative))
    is_over = engagement.state in AFTERWARDS
    coming = sessions_to_come(engagement) if state != "withdrawn" else []
    context = {
        "row": row,
        "given": given,
        "initiative": engagement.record.initiative,
        "engagement": seen.select_related("record__initiative").filter(pk=engagement.pk).first(),
        "code": shown_code(typed_code(code)),
        "state": state,
        "heading": HEADINGS[state],
        "due": None if is_over else _answer_due(engagement),
        "rating": RatingForm() if is_over and not hasattr(given, "rating") and row.is_readable else None,
        "appeal": AppealForm() if row.hiding and row.hiding.appealed_at is None else None,
        "support": SupportAtForm(sessions=coming) if coming else None,
        "supports": given.supports.select_related("session"),
        "last_hiding": given.hidings.order_by("-at").first(),
        "may_claim": given.contributor_id is None and person_of(request) is not None,
        "is_nobody": person_of(request) is None,
    }
    return render(request, "engagement/inputs/receipt.html", context)


def _state(row: InputRow) -> str:
    """Return where the words are: withdrawn, hidden, answered, sorted, read or received."""
    if row.input.withdrawn_at is not None:
        return "withdrawn"
    if row.hiding is not None:
        return "hidden"
    if row.became and all(each.now is not None for each in row.became):
        return "answered"
    if row.became:
        return "sorted"
    return "read" if row.input.acknowledged_at is not None else "received"


def _answer_due(engagement: Engagement) -> datetime | None:
    """Return by when everybody is told what became of their words: some days after the decision. C5."""
    days = timedelta(days=rules_for(engagement).answer_days)
    return engagement.decide_by + days if engagement.decide_by else None
