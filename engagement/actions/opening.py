"""Opening a vote: only with evidence, tellers and a list of voters, which is frozen at this moment. SPECTRUM section 3, S4."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.actions.box import hold_box, moment_of, share_box, step
from engagement.actions.electorate import seat_electorate
from engagement.gathering.adopted import basis_of
from engagement.gathering.owed_before_votes import owed_before
from engagement.gathering.questions import question_of
from engagement.gathering.voters import needs_tellers
from engagement.models import Decision
from engagement.pages.addresses import address_of, in_words
from engagement.rules.decision_laws import owed_to_open
from engagement.rules.decision_machine import Event
from engagement.rules.tally import may_open
from initiatives import clock
from initiatives.identity import change_record
from initiatives.models import Event as Happened
from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken

TELLERS = 2
WAITING = (Decision.State.NOTICED, Decision.State.DELIBERATING, Decision.State.ESCALATED)
Missing = tuple[tuple[str, str], ...]


@transaction.atomic
def open_vote(*, decision: Decision, by: Person | None) -> Decision:
    """Open a vote whose time has come and freeze who may vote; doing it twice changes nothing.

    Raises RuleBroken before its time, and with everything that is missing, each with where to do it.
    """
    decision = hold_box(decision)
    if decision.opened_at is not None and decision.state not in WAITING:
        return decision
    if clock.now() < decision.round.opens_at:
        raise RuleBroken(
            _("This vote opens on {moment}: people were told so.").format(
                moment=moment_of(decision.round.opens_at)
            )
        )
    if decision.state == Decision.State.NOTICED:
        step(decision, Event.DELIBERATE, by=None)
    advisers = _list_voters(decision)
    if missing := missing_to_open(decision):
        raise RuleBroken(_("This vote can’t open yet."), missing=missing)
    step(decision, Event.OPEN, by=by)
    decision.opened_at = decision.opened_at or clock.now()
    decision.save(update_fields=["state", "opened_at"])
    change_record(decision.record)
    _write_down(decision, advisers)
    return decision


def open_when_due(*, number: int) -> None:
    """Open the decision with this record number; where something is missing, say so once and wait for it."""
    decision = Decision.objects.get(record__number=number)
    try:
        open_vote(decision=decision, by=None)
    except RuleBroken as refusal:
        lacks: dict[str, Json] = {"lacks": max(len(refusal.missing), 1)}
        if not Happened.objects.filter(record=decision.record_id, kind="decision.not_opened").exists():
            record("decision.not_opened", by=None, about=decision, facts=lacks)


def enter_box(decision: Decision) -> Decision:
    """Return the decision, open if its time has come, with its lock held: shared, unless it had to be opened first."""
    now = Decision.objects.select_related("round").get(pk=decision.pk)
    if now.state in WAITING and clock.now() >= now.round.opens_at:
        return open_vote(decision=decision, by=None)
    return share_box(decision)


def missing_to_open(decision: Decision) -> Missing:
    """Return what a vote still lacks: sentences, each with the address where it is done."""
    here = decision.record.url
    found: list[tuple[str, str]] = []
    if needs_tellers(decision) and decision.tellers.count() < TELLERS:
        found.append(
            (_("Two tellers are missing: they hand out slips and certify the count."), f"{here}tellers/")
        )
    found += _missing_evidence(decision)
    if decision.engagement is not None:
        found += [
            (f"{in_words(each.owed)} {in_words(each.done)}", address_of(decision.engagement, each.part))
            for each in owed_before(decision)
        ]
    if not decision.electorate.filter(is_vacant=False).exists():
        found.append((_("Nobody is on the list of voters yet."), f"{here}tellers/"))
    elif not may_open(question_of(decision)):
        found.append(
            (
                _("Residents hold too few of the filled seats for this vote. Fill their seats."),
                decision.round.body.record.url,
            )
        )
    return tuple(found)


def _missing_evidence(decision: Decision) -> list[tuple[str, str]]:
    """S4: published figures frozen as seen, or the statement “no data”, which opens an item on the data agenda."""
    engagement = decision.engagement
    if engagement is None:
        return []
    if not owed_to_open(basis_of(engagement)):
        return []
    words = _("Evidence is missing: published figures, or the statement that there are none.")
    return [(words, f"{engagement.record.url}evidence/")]


def _list_voters(decision: Decision) -> int:
    """Fix the list, once: a vote that opens again keeps the one that it had. Returns how many seats advise."""
    if decision.opened_at is not None or decision.electorate_of != "seats":
        return 0
    opened_on = decision.record.initiative.local_time(clock.now()).date()
    return seat_electorate(decision, opened_on)


def _write_down(decision: Decision, advisers: int) -> None:
    electors = list(decision.electorate.order_by("pk").values_list("seat", "is_vacant"))
    seats: list[Json] = [seat for seat, _vacant in electors if seat is not None]
    facts: dict[str, Json] = {
        "electors": len(electors),
        "of": decision.electorate_of,
        "seat_ids": seats,
        "vacant": sum(vacant for _seat, vacant in electors),
        "advisers": advisers,
    }
    record("decision.electorate_frozen", by=None, about=decision, facts=facts)
    record("decision.opened", by=None, about=decision, facts={"electors": len(electors)})
