"""Asking a partner for something: within the month’s budget, with a ladder of reminders that ends with a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.due import owe
from initiatives.models import Ask, AskReminder, Initiative, Membership, Person
from initiatives.nudges import load_of
from initiatives.record import record
from initiatives.rules.asks import next_step, step_on
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken
from initiatives.speakers import speaks_for
from initiatives.tenancy import current_initiative

REMIND = "initiatives.remind_ask"
Texts = dict[str, str]
State = Ask.State
ANSWERS = {State.DONE: "ask.done", State.HELP: "ask.help_wanted", State.DECLINED: "ask.declined"}
MORNING = time(9)


class AskedTooOften(RuleBroken):
    """The budget of the month is used up: nobody writes to this partner now."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: what and why, how many minutes it takes, until when; `place` is the page where it is done."""

    what: Texts
    why: Texts
    minutes: int
    due: date
    place: str = ""


@transaction.atomic
def ask(*, membership: Membership, wish: Wish, by: Person) -> Ask:
    """Ask a partner for something. Raises RuleBroken without words, for a day that is past, and when the budget is used up."""
    Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    _check(wish)
    load = load_of(membership)
    if load.is_full:
        raise AskedTooOften(
            _(
                "{partner} was asked {count} times in 30 days, which is the most that our rules allow. Talk with them, or wait."
            ).format(partner=membership.organization.name, count=load.asked),
            field="membership",
        )
    made = Ask.objects.create(
        membership=membership,
        what=wish.what,
        why=wish.why,
        minutes=wish.minutes,
        due=wish.due,
        place=wish.place,
        asked_at=clock.now(),
        asked_by=by,
    )
    _remind_later(made)
    record("ask.sent", by=by, about=membership, facts={"ask": made.pk, "minutes": made.minutes})
    return made


@transaction.atomic
def remind(*, ask_id: int) -> AskReminder | None:
    """Take the step of the ladder whose day has come, once. None where it is answered, or the month’s budget is used up."""
    found = _held(ask_id)
    step = step_on(found.due, today=_today())
    if found.state != State.OPEN:
        return None
    _remind_later(found)
    if step == 0 or found.reminders.filter(step__gte=step).exists():
        return None
    if load_of(found.membership).is_full:
        return None
    made = AskReminder.objects.create(ask=found, step=step, sent_at=clock.now())
    record("ask.reminded", by=None, about=found.membership, facts={"ask": found.pk, "step": step})
    return made


@transaction.atomic
def answer_ask(*, found: Ask, state: str, words: str, by: Person) -> None:
    """Answer as the partner: it is done, we need help, or not now. Asking for help can be answered again when it has come.

    Raises RuleBroken for whoever is not of the partner, once it is over, and for a call for help that does not say which.
    """
    found = _held(found.pk)
    if not speaks_for(by, found.membership):
        raise RuleBroken(_("Only people of {partner} answer this.").format(partner=found.membership))
    if found.state not in (State.OPEN, State.HELP):
        raise RuleBroken(_("This was answered already."))
    if state not in ANSWERS:
        raise RuleBroken(_("Choose an answer."), field="state")
    if state == State.HELP and not words.strip():
        raise RuleBroken(_("Say what would help."), field="words")
    _settle(found, state, words, by)
    record(ANSWERS[State(state)], by=by, about=found.membership, facts={"ask": found.pk})


@transaction.atomic
def withdraw_ask(*, found: Ask, by: Person) -> None:
    """Take back what was asked; again changes nothing."""
    found = _held(found.pk)
    if found.state not in (State.OPEN, State.HELP):
        return
    _settle(found, State.WITHDRAWN, "", by)
    record("ask.withdrawn", by=by, about=found.membership, facts={"ask": found.pk})


@transaction.atomic
def postpone_ask(*, found: Ask, due: date, by: Person) -> None:
    """Give more time for what stands open: reminders follow the new day. Again changes nothing."""
    found = _held(found.pk)
    if found.state not in (State.OPEN, State.HELP) or due <= found.due:
        return
    found.due = due
    found.save(update_fields=["due"])
    _remind_later(found)
    record("ask.postponed", by=by, about=found.membership, facts={"ask": found.pk})


@transaction.atomic
def lapse_ask(*, found: Ask) -> None:
    """Let what was asked be over because its time is: nobody took it back. Again changes nothing."""
    found = _held(found.pk)
    if found.state not in (State.OPEN, State.HELP):
        return
    _settle(found, State.LAPSED, found.answer, found.answered_by)
    record("ask.lapsed", by=None, about=found.membership, facts={"ask": found.pk})


@transaction.atomic
def note_talk(*, found: Ask, by: Person) -> None:
    """Note that somebody talked with the partner: the end of the ladder. What was said is nobody’s business."""
    found = _held(found.pk)
    found.talked_at, found.talked_by = clock.now(), by
    found.save(update_fields=["talked_at", "talked_by"])
    record("ask.talked", by=by, about=found.membership, facts={"ask": found.pk})


def _check(wish: Wish) -> None:
    if not has_words(wish.what):
        raise RuleBroken(_("Say what you ask for, in one line."), field="what")
    if not 1 <= wish.minutes <= 480:
        raise RuleBroken(
            _("Say how many minutes it takes: up to 480. More than a day is a commitment."), field="minutes"
        )
    if wish.due <= _today():
        raise RuleBroken(_("Give them at least until tomorrow."), field="due")


def _settle(found: Ask, state: str, words: str, by: Person | None) -> None:
    found.state, found.answer, found.answered_at, found.answered_by = state, words.strip(), clock.now(), by
    found.save(update_fields=["state", "answer", "answered_at", "answered_by"])


def _remind_later(found: Ask) -> None:
    day = next_step(found.due, today=_today())
    if day is not None:
        at = datetime.combine(day, MORNING, tzinfo=ZoneInfo(_initiative().zone)).astimezone(UTC)
        owe(REMIND, key=f"{found.pk}", at=at)


def _held(pk: int) -> Ask:
    rows = Ask.objects.select_for_update(of=("self",))
    return rows.select_related("membership__organization", "membership__record", "asked_by").get(pk=pk)


def _today() -> date:
    return clock.today(_initiative().zone)


def _initiative() -> Initiative:
    return Initiative.objects.get(pk=current_initiative())
