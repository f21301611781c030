"""Lines that people add to a question, signed in or by the code on the wall; each is answered."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.models import Pass, Person
from initiatives.models.doors import PassQuerySet
from initiatives.own_words import ERASED_WORDS
from initiatives.passes import hashed, make_pass, short_code
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import current_initiative
from measurement.actions.turns import still_open
from measurement.models import Factor, Idea, PartnerRole, Turn, TurnLine
from measurement.rules.turns import FIRST, LAST

SCOPE = "turn"
"""What the passes of rooms and receipts of this floor are marked with."""
ROOM_LASTS = timedelta(hours=12)
RECEIPT_LASTS = timedelta(days=730)
RECEIPT_LETTERS = 12
LONGEST = 1000
Texts = dict[str, str]


# --- The room -------------------------------------------------------------------------------------------------------------
@transaction.atomic
def open_room(*, turn: Turn, by: Person) -> str:
    """Let whoever has the code add lines for twelve hours; return the code. A code of before ends."""
    turn = still_open(turn)
    _rooms(turn).usable(at=clock.now()).update(revoked_at=clock.now())
    code = short_code("room", turn.initiative_id, turn.record.number, _rooms(turn).count())
    make_pass(
        Pass.Purpose.ROOM,
        lasts=ROOM_LASTS,
        person=by,
        record_number=turn.record.number,
        scope=SCOPE,
        secret=code,
    )
    record("turn.room_opened", by=by, about=turn)
    return code


@transaction.atomic
def close_room(*, turn: Turn, by: Person | None) -> None:
    """Let nobody add lines by the code any more."""
    if _rooms(turn).usable(at=clock.now()).update(revoked_at=clock.now()):
        record("turn.room_closed", by=by, about=turn)


def code_of_room(turn: Turn) -> str:
    """Return the code of the room that is open now; "" where none is."""
    found = _rooms(turn).usable(at=clock.now()).order_by("-pk").first()
    if found is None or turn.closed_at is not None:
        return ""
    return short_code(
        "room", turn.initiative_id, turn.record.number, _rooms(turn).filter(pk__lt=found.pk).count()
    )


def _rooms(turn: Turn) -> PassQuerySet:
    return Pass.objects.filter(
        initiative_id=current_initiative(),
        purpose=Pass.Purpose.ROOM,
        scope=SCOPE,
        record_number=turn.record.number,
    )


# --- Lines ----------------------------------------------------------------------------------------------------------------
@transaction.atomic
def add_line(*, turn: Turn, question: int, words: str, by: Person | None, kind: str = "") -> TurnLine:
    """Add somebody's words to a question. They wait until the table takes them up or sets them aside."""
    turn = still_open(turn)
    said = words.strip()
    if not said:
        raise RuleBroken(_("Write a few words first."), field="words")
    if len(said) > LONGEST:
        raise RuleBroken(_("Keep it under 1,000 letters, please."), field="words")
    if not FIRST <= question <= LAST:
        raise RuleBroken(_("There are seven questions."))
    line = TurnLine.objects.create(turn=turn, question=question, words=said, kind=kind, added_by=by)
    record("turn.line_added", by=by, about=turn, facts={"question": question})
    return line


@transaction.atomic
def add_line_in_room(
    *, room: Pass, turn: Turn, question: int, words: str, sent_as: str, kind: str = ""
) -> str:
    """Add a line by the code on the wall, without an account; return the code of its receipt.

    The same form sent twice (`sent_as`) is one line with one receipt.
    """
    code = short_code("receipt", room.pk, sent_as, length=RECEIPT_LETTERS)
    Turn.objects.select_for_update(of=("self",)).get(pk=turn.pk)
    if Pass.objects.filter(hash=hashed(code)).exists():
        return code
    line = add_line(turn=turn, question=question, words=words, by=None, kind=kind)
    line.receipt, _secret = make_pass(
        Pass.Purpose.RECEIPT,
        lasts=RECEIPT_LASTS,
        record_number=turn.record.number,
        scope=SCOPE,
        secret=code,
    )
    line.save(update_fields=["receipt"])
    return code


def take_up(*, line: TurnLine, turn: Turn, by: Person) -> None:
    """Note that a line became a part of the conversation; whoever adds the part calls this in the same transaction."""
    _place(line, turn, TurnLine.Place.TAKEN_UP, {}, by)
    record("turn.line_taken_up", by=by, about=turn)


@transaction.atomic
def set_aside(*, line: TurnLine, reason: Texts, by: Person) -> None:
    """Set a line aside, with a reason that whoever wrote it reads on their receipt."""
    if not has_words(reason):
        raise RuleBroken(_("Say why, so that whoever wrote it can read it."), field="reason")
    turn = still_open(line.turn)
    _place(line, turn, TurnLine.Place.SET_ASIDE, reason, by)
    record("turn.line_set_aside", by=by, about=turn)


@transaction.atomic
def hide_line(*, line: TurnLine, ground: str, by: Person) -> None:
    """Hide a line that harms somebody. That it was hidden, and on which ground, is counted in public."""
    line = TurnLine.objects.select_for_update(of=("self",)).select_related("turn__record").get(pk=line.pk)
    if line.added_by_id == by.pk:
        raise RuleBroken(_("These are your own words. They are hidden by somebody else."))
    if line.hidden_at is not None:
        return
    line.hidden_at, line.hidden_by, line.hidden_ground = clock.now(), by, ground
    line.save(update_fields=["hidden_at", "hidden_by", "hidden_ground"])
    record("turn.line_hidden", by=by, about=line.turn, facts={"ground": ground})


@transaction.atomic
def take_back(*, line: TurnLine) -> None:
    """Let whoever holds the receipt take their words back: the words go, that there was a line stays."""
    line = TurnLine.objects.select_for_update(of=("self",)).select_related("turn__record").get(pk=line.pk)
    if line.words == ERASED_WORDS:
        return
    _erase_copies(line)
    line.words = ERASED_WORDS
    line.save(update_fields=["words"])
    record("turn.line_taken_back", by=line.added_by, about=line.turn)


def erase_lines_of(person: Person) -> None:
    """Empty somebody's lines, and what the table took from them word for word."""
    for line in TurnLine.objects.filter(added_by=person).exclude(words=ERASED_WORDS):
        _erase_copies(line)
        line.words = ERASED_WORDS
        line.save(update_fields=["words"])


def _erase_copies(line: TurnLine) -> None:
    """Empty what says the words of a line as they stood; what the table made of them in its own words stays."""
    for model, column in ((Factor, "words"), (Idea, "words"), (PartnerRole, "role")):
        for part in model._default_manager.filter(line=line):  # noqa: SLF001
            said: Texts = getattr(part, column)
            kept = {language: ERASED_WORDS if text == line.words else text for language, text in said.items()}
            model._default_manager.filter(pk=part.pk).update(**{column: kept})  # noqa: SLF001


def _place(line: TurnLine, turn: Turn, place: str, reason: Texts, by: Person) -> None:
    row = TurnLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if row.turn_id != turn.pk:
        raise RuleBroken(_("This line belongs to another conversation."))
    if row.place != TurnLine.Place.WAITING or row.hidden_at:
        raise RuleBroken(_("Somebody has answered this line already."))
    row.place, row.reason, row.placed_at, row.placed_by = place, reason, clock.now(), by
    row.save(update_fields=["place", "reason", "placed_at", "placed_by"])
