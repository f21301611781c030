"""The room: one question on the wall, live; and on a phone, by the code on the wall and without an account."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from charts import qr
from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.limits import may_try, may_try_from
from initiatives.models import Pass
from initiatives.own_words import ERASED_WORDS
from initiatives.passes import shown_code, typed_code
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.viewer import visitor
from initiatives.together import all_of, each_of, nothing_asked
from measurement.actions import turn_lines as actions
from measurement.forms.turns import ClockForm, LineForm
from measurement.models import Turn, TurnLine
from measurement.pages.turn_questions import GROUNDS, questions_of
from measurement.pages.turns import FULL, conversation_of, curve_of
from measurement.rules.turns import CURVE, FIRST, LAST
from measurement.views.turn_questions import lines_of
from measurement.views.turns import SECTION, find

ON_THE_WALL = 12
TEN_MINUTES = 600


# --- On the wall ----------------------------------------------------------------------------------------------------------
@require_safe
@guard(Permission.TURN_RUN)
def room(request: InitiativeRequest, sign: str, number: int) -> HttpResponse:
    """Show the question that the table is at, in large letters, with the code and the clock."""
    indicator, turn = find(request, sign, number)
    page, curve, lines = each_of(
        conversation_of(turn, request.viewer, today=clock.today(request.initiative.zone)),
        curve_of(indicator, turn, request.viewer) if turn.current_step == CURVE else nothing_asked(None),
        lines_of(turn, turn.current_step),
    )
    code = actions.code_of_room(turn)
    address = f"{settings.BASE_URL}/q/{shown_code(code)}/"
    context = {
        **SECTION,
        "indicator": indicator,
        "turn": turn,
        "page": page,
        "curve": curve,
        "code": shown_code(code) if code else "",
        "host": urlsplit(settings.BASE_URL).netloc,
        "address": address,
        "picture": SafeString(qr.draw(address, _("Code that opens this question on a phone")))
        if code
        else "",
        "clock_form": ClockForm(),
        "last": LAST,
        **_live(turn, lines),
    }
    return render(request, "measurement/turn/room.html", context)


@require_safe
@guard(Permission.TURN_RUN)
def live(request: InitiativeRequest, sign: str, number: int) -> HttpResponse:
    """Return what moves on the wall: the clock and the lines; asked every two seconds."""
    _indicator, turn = find(request, sign, number)
    (lines,) = all_of([lines_of(turn, turn.current_step)])
    return render(request, "measurement/turn/_live.html", {"turn": turn, **_live(turn, lines)})


@require_safe
@guard(Permission.TURN_RUN)
def live_lines(request: InitiativeRequest, sign: str, number: int, question: int) -> HttpResponse:
    """Return the lines of one question for the facilitator's page; asked every five seconds."""
    _indicator, turn = find(request, sign, number)
    context = {
        "turn": turn,
        "waiting": all_of([lines_of(turn, question)])[0],
        "may_run": turn.closed_at is None,
        "number": question,
    }
    return render(request, "measurement/turn/_lines.html", context)


@require_POST
@guard(Permission.TURN_RUN)
def room_opening(request: InitiativeRequest, sign: str, number: int) -> HttpResponse:
    """Let whoever is in the room add lines by a new code."""
    _indicator, turn = find(request, sign, number)
    actions.open_room(turn=turn, by=request.person)
    return redirect(f"{turn.record.url}room/")


@require_POST
@guard(Permission.TURN_RUN)
def room_closing(request: InitiativeRequest, sign: str, number: int) -> HttpResponse:
    """End the code."""
    _indicator, turn = find(request, sign, number)
    actions.close_room(turn=turn, by=request.person)
    messages.success(request, _("The room is closed. The code on the wall opens nothing any more."))
    return redirect(turn.record.url)


def remaining(turn: Turn, now: datetime) -> tuple[str, bool]:
    """Return the time that is left as 6:05, and whether it is over; "" without a clock."""
    if turn.step_ends_at is None or turn.closed_at is not None:
        return "", False
    seconds = max(int((turn.step_ends_at - now).total_seconds()), 0)
    return f"{seconds // 60}:{seconds % 60:02d}", seconds == 0


def _live(turn: Turn, lines: list[TurnLine]) -> dict[str, object]:
    left, is_over = remaining(turn, clock.now())
    newest = sorted(lines, key=lambda line: line.added_at, reverse=True)
    return {
        "left": left,
        "is_over": is_over,
        "lines": newest[:ON_THE_WALL],
        "more": max(len(lines) - ON_THE_WALL, 0),
    }


# --- On a phone -----------------------------------------------------------------------------------------------------------
def question_in_room(request: HttpRequest, found: Pass, code: str) -> HttpResponse:
    """Show the question of a room to whoever has its code; POST adds a line. The scope of the pass is open."""
    turn = _turn(found)
    is_usable = Pass.objects.usable(at=clock.now()).filter(pk=found.pk).exists()
    if turn is None or turn.closed_at is not None or not is_usable:
        over = {"turn": turn, "ended": _end(found, turn), "initiative": found.initiative}
        return render(request, "measurement/turn/phone_over.html", over, status=410)
    number = _asked(request, turn)
    form = LineForm(request.POST if request.method == "POST" else None, question=number)
    if request.method == "POST":
        if not _may_send(request, found):
            return _too_often(request)
        if form.is_valid():
            try:
                receipt = actions.add_line_in_room(
                    room=found, turn=turn, question=number, sent_as=_key(request), **form.cleaned_data
                )
                return redirect(f"/receipt/{shown_code(receipt)}/?room={shown_code(typed_code(code))}")
            except RuleBroken as refusal:
                form.add_error(refusal.field, refusal.sentence)
    question = questions_of(turn.indicator)[number - 1]
    context = {
        "turn": turn,
        "form": form,
        "question": question,
        "key": uuid4(),
        "initiative": found.initiative,
    }
    return render(request, "measurement/turn/phone.html", context, status=422 if form.is_bound else 200)


def receipt_of_line(request: HttpRequest, found: Pass, code: str) -> HttpResponse:
    """Show what became of a line to whoever has its receipt; POST takes the words back. The scope of the pass is open."""
    rows = TurnLine.objects.select_related("turn__record__initiative", "turn__indicator")
    line = rows.prefetch_related("factors", "ideas", "partner_roles").filter(receipt=found).first()
    if line is None:
        return render(request, "measurement/turn/phone_over.html", {"turn": None}, status=410)
    if request.method == "POST":
        actions.take_back(line=line)
        return redirect(request.path)
    room_code = typed_code(request.GET.get("room", ""))[:20]
    turn = _turn(found)
    context = {
        "line": line,
        "turn": turn,
        "initiative": found.initiative,
        "question": questions_of(line.turn.indicator)[line.question - 1],
        "code": shown_code(typed_code(code)),
        "is_taken_back": line.words == ERASED_WORDS,
        "ground": GROUNDS.get(line.hidden_ground, ""),
        "room": shown_code(room_code) if room_code and turn and turn.closed_at is None else "",
    }
    return render(request, "measurement/turn/receipt.html", context)


def _turn(found: Pass) -> Turn | None:
    """Return the conversation of a pass, if everybody may see it."""
    seen = Turn.objects.visible_to(visitor(found.initiative_id))
    return seen.select_related(*FULL).filter(record__number=found.record_number or 0).first()


def _asked(request: HttpRequest, turn: Turn) -> int:
    """Return the question that stood on the phone when the line was written; else the one on the wall."""
    sent = request.POST.get("question", "")
    is_question = sent.isdigit() and len(sent) == 1 and FIRST <= int(sent) <= LAST
    return int(sent) if is_question else turn.current_step


def _may_send(request: HttpRequest, found: Pass) -> bool:
    """Count a line: strictly for one phone, known by its cookie, and widely for the address of a whole room."""
    device = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    return (
        may_try("phone-line", f"{found.pk}:{device}", at_most=20, seconds=TEN_MINUTES)
        and may_try("room-lines", str(found.pk), at_most=1500, seconds=TEN_MINUTES)
        and may_try_from(request, "lines", at_most=1000, seconds=TEN_MINUTES)
    )


def _key(request: HttpRequest) -> str:
    sent = request.POST.get("idempotency_key", "")
    return sent[:80] if len(sent) >= 8 else uuid4().hex


def _end(found: Pass, turn: Turn | None) -> datetime | None:
    return (turn.closed_at if turn else None) or found.revoked_at or min(found.expires_at, clock.now())


def _too_often(request: HttpRequest) -> HttpResponse:
    sentence = _("Many lines came from here just now. Wait some minutes, then send yours again.")
    return render(request, "refused.html", {"sentence": sentence}, status=429)
