"""Commitments: proposed, accepted by the other side, told of, and judged by whoever they were made to. DOMAIN section 2."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.commitment_bars import barred
from initiatives.identity import change_record, give_record
from initiatives.judges import can_recipients_judge, has_judges
from initiatives.models import (
    Body,
    Commitment,
    CommitmentProgress,
    Membership,
    Person,
    Record,
    RoleHolding,
    SeatTerm,
    local,
)
from initiatives.record import record
from initiatives.rules.commitments import BARRED, LAWS, Deed, No, Side, allowed, refused
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]
State = Commitment.State
LONGEST_TITLE = 200
FROM_OUTSIDE = frozenset({Side.WITNESS, Side.STAND_IN})


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised: by whom, to whom, by when, with which evidence; `because` is what it follows from."""

    words: Texts
    giver: Membership | Body
    receiver: Membership | Body
    due: date
    money: Decimal | None = None
    evidence_wanted: Texts = field(default_factory=dict)
    because: Record | None = None
    witness: Person | None = None


@transaction.atomic
def propose_commitment(*, promise: Promise, by: Person) -> Commitment:
    """Propose a commitment of one's own side, or ask the other side for one; the other side accepts it.

    Raises RuleBroken without words, for a promise to oneself, for a day that is over, or for sides that are not one's own.
    """
    _check(promise)
    made = _create(promise, by, State.PROPOSED)
    if not sides_of(made, by) & {Side.PROMISER, Side.RECIPIENT}:
        raise RuleBroken(
            _("Propose what your own organisation or group promises, or what it asks for."), field="giver"
        )
    record("commitment.proposed", by=by, about=made, facts={"due": promise.due.isoformat()})
    return made


@transaction.atomic
def create_commitment(*, promise: Promise, by: Person | None) -> Commitment:
    """Let a commitment follow from a decision: it stands as accepted, since the decision binds both sides."""
    _check(promise, may_be_over=True)
    made = _create(promise, by, State.ACCEPTED)
    record("commitment.created", by=by, about=made, facts={"due": promise.due.isoformat()})
    return made


@transaction.atomic
def note_commitment(*, promise: Promise, by: Person) -> Commitment:
    """Propose to somebody what they took on in a meeting, as it was heard there: they accept it, nobody for them."""
    _check(promise, may_be_over=True)
    made = _create(promise, by, State.PROPOSED)
    record("commitment.proposed", by=by, about=made, facts={"due": promise.due.isoformat()})
    return made


@transaction.atomic
def accept_commitment(*, commitment: Commitment, by: Person) -> None:
    """Accept what the other side proposed."""
    found = for_deed(commitment, Deed.ACCEPT, by)
    _become(found, Deed.ACCEPT, by, {})
    record("commitment.accepted", by=by, about=found)


@transaction.atomic
def tell_progress(*, commitment: Commitment, words: Texts, by: Person) -> CommitmentProgress:
    """Tell in public how far a commitment is; whoever made it does."""
    found = for_deed(commitment, Deed.TELL, by)
    if not has_words(words):
        raise RuleBroken(_("Say in a sentence how far it is."), field="words")
    told = CommitmentProgress.objects.create(commitment=found, words=words, by=by)
    change_record(found.record)
    record("commitment.progress_told", by=by, about=found)
    return told


@transaction.atomic
def confirm_met(*, commitment: Commitment, evidence: Texts, by: Person) -> None:
    """Confirm that it was kept, and say by what that is seen; only the recipient or the witness can."""
    found = for_deed(commitment, Deed.MEET, by)
    if not has_words(evidence):
        raise RuleBroken(_("Say by what you see that it was kept."), field="words")
    found.evidence = evidence
    found.save(update_fields=["evidence"])
    _become(found, Deed.MEET, by, {})
    record("commitment.met", by=by, about=found)


@transaction.atomic
def note_missed(*, commitment: Commitment, reason: Texts, by: Person) -> None:
    """Note that it was not kept, and why. Lateness is shown as large as success."""
    found = for_deed(commitment, Deed.MISS, by)
    if not has_words(reason):
        raise RuleBroken(_("Say what stood in the way. Everybody reads it."), field="words")
    _become(found, Deed.MISS, by, reason)
    record("commitment.missed", by=by, about=found)


@transaction.atomic
def renegotiate(*, commitment: Commitment, due: date, reason: Texts, by: Person) -> Commitment:
    """Agree on a later day: the old commitment stays readable, a new one stands in its place."""
    found = for_deed(commitment, Deed.RENEW, by)
    if due <= max(found.due, clock.today(found.record.initiative.zone)):
        raise RuleBroken(_("Choose a day after the old one and after today."), field="due")
    if not has_words(reason):
        raise RuleBroken(_("Say why the day is moved. Everybody reads it."), field="words")
    _become(found, Deed.RENEW, by, reason)
    renewed = _create(_again(found, due), by, State.ACCEPTED)
    renewed.renews = found
    renewed.save(update_fields=["renews"])
    record("commitment.renegotiated", by=by, about=found, facts={"due": due.isoformat()})
    return renewed


@transaction.atomic
def release(*, commitment: Commitment, reason: Texts, by: Person) -> None:
    """Let the other side go from what it promised, for a reason that everybody reads."""
    found = for_deed(commitment, Deed.RELEASE, by)
    if not has_words(reason):
        raise RuleBroken(_("Say why it is not owed any more. Everybody reads it."), field="words")
    _become(found, Deed.RELEASE, by, reason)
    record("commitment.released", by=by, about=found)


@transaction.atomic
def let_go(*, because: Record, receiver: Body, reason: Texts) -> None:
    """Let go of all that still stands and follows from what the group to which it was promised has ended by a vote."""
    rows = Commitment.objects.standing().filter(because=because, to_body=receiver)
    for found in rows.select_for_update(of=("self",)).select_related("record__initiative").order_by("pk"):
        _become(found, Deed.RELEASE, None, reason)
        record("commitment.let_go", by=None, about=found)


def sides_of(commitment: Commitment, person: Person) -> frozenset[Side]:
    """Return what somebody is to a commitment today: by their partner, by their seat in a body, or as its witness.

    A witness stands in where nobody of those it was promised to can judge it: then they agree on a later day and let go as
    well. What was promised to a body is for its seats that vote; whoever sits in the body that promised is on its side, vote or not.
    """
    today = clock.today(commitment.record.initiative.zone)
    held = RoleHolding.objects.on(today).filter(person=person).values_list("membership_id", flat=True)
    terms = SeatTerm.objects.on(today).filter(person=person)
    seats = set(terms.values_list("seat__body", "seat__is_voting"))
    bodies = {body for body, _is_voting in seats}
    partners = {pk for pk in held if pk is not None}
    found = set()
    if commitment.from_membership_id in partners or commitment.from_body_id in bodies:
        found.add(Side.PROMISER)
    if commitment.to_membership_id in partners or (commitment.to_body_id, True) in seats:
        found.add(Side.RECIPIENT)
    if commitment.witness_id == person.pk:
        found |= {Side.WITNESS} if can_recipients_judge(commitment) else {Side.WITNESS, Side.STAND_IN}
    return frozenset(found)


def deeds_of(commitment: Commitment, person: Person) -> tuple[Deed, ...]:
    """Return all that somebody may do with a commitment now, in the order of the buttons."""
    deeds = allowed(
        state=commitment.state,
        sides=sides_of(commitment, person),
        is_own_proposal=is_own_proposal(commitment, person),
        is_to_itself=commitment.is_to_itself,
        has_judges=has_judges(commitment),
    )
    if BARRED.isdisjoint(deeds) or barred(commitment, person) is None:
        return deeds
    return tuple(deed for deed in deeds if deed not in BARRED)


def is_own_proposal(commitment: Commitment, person: Person) -> bool:
    """Whether it was somebody's own side that proposed it, so that the other one has to accept.

    What somebody on neither side wrote down, as it was heard in a meeting, was asked for by those to whom it is promised.
    """
    proposer = commitment.record.created_by
    if commitment.state != State.PROPOSED or proposer is None:
        return False
    proposed_by = sides_of(commitment, proposer) - FROM_OUTSIDE or {Side.RECIPIENT}
    return not (sides_of(commitment, person) - FROM_OUTSIDE) - proposed_by


def _check(promise: Promise, *, may_be_over: bool = False) -> None:
    if not has_words(promise.words):
        raise RuleBroken(_("Say in a sentence what is promised."), field="words")
    if promise.giver == promise.receiver:
        raise RuleBroken(_("A promise is made to somebody else. Choose whom."), field="receiver")
    if not may_be_over and promise.due < clock.today():
        raise RuleBroken(_("That day is over. Choose one that is still to come."), field="due")


def _create(promise: Promise, by: Person | None, state: State) -> Commitment:
    title = {language: text[:LONGEST_TITLE] for language, text in promise.words.items()}
    given = give_record("commitment", title=title, path="plan/commitments/{number}/", by=by, published=True)
    return Commitment.objects.create(
        record=given,
        words=promise.words,
        **_from_and_to(promise.giver, "from"),
        **_from_and_to(promise.receiver, "to"),
        because=promise.because,
        witness=promise.witness,
        evidence_wanted=promise.evidence_wanted,
        due=promise.due,
        money=promise.money,
        state=state,
        state_changed_by=by,
    )


def _from_and_to(side: Membership | Body, prefix: str) -> dict[str, Membership | Body]:
    return {f"{prefix}_{'body' if isinstance(side, Body) else 'membership'}": side}


def _again(found: Commitment, due: date) -> Promise:
    giver, receiver = found.giver, found.receiver
    assert giver is not None and receiver is not None  # noqa: S101, PT018  (the database says so too)
    return Promise(
        found.words, giver, receiver, due, found.money, found.evidence_wanted, found.because, found.witness
    )


def for_deed(commitment: Commitment, deed: Deed, by: Person) -> Commitment:
    """Return a commitment, held, for somebody who may do this with it now; RuleBroken says why they may not."""
    rows = Commitment.objects.select_for_update(of=("self",)).select_related("record__initiative")
    found = rows.get(pk=commitment.pk)
    bar = barred(found, by) if deed in BARRED else None
    if bar is not None:
        raise bar
    why = refused(
        deed,
        state=found.state,
        sides=sides_of(found, by),
        is_own_proposal=is_own_proposal(found, by),
        is_to_itself=found.is_to_itself,
        has_judges=deed is not Deed.WITNESS or has_judges(found),
    )
    if why is not None:
        raise RuleBroken(_sentence(why, deed, found))
    return found


def _become(commitment: Commitment, deed: Deed, by: Person | None, reason: Texts) -> None:
    commitment.state = LAWS[deed].becomes
    commitment.state_changed_at, commitment.state_changed_by = clock.now(), by
    commitment.state_reason = reason
    commitment.save(update_fields=["state", "state_changed_at", "state_changed_by", "state_reason"])
    ends = commitment.state in (State.MET, State.RENEGOTIATED, State.RELEASED)
    change_record(commitment.record, state=Record.State.ENDED if ends else None)


def _sentence(why: No, deed: Deed, commitment: Commitment) -> str:
    if why is No.OWN_PROPOSAL:
        return _("You proposed this. The other side accepts it.")
    if why is No.OWN_PROMISE:
        return _("This is what your own side promised. Those it was promised to say what became of it.")
    if why is No.HAS_JUDGES:
        return _("Somebody of those it was promised to can say whether it was kept. Ask them.")
    if why is No.NOT_NOW:
        return _("“{what}” stands at “{state}”, so that is not open any more.").format(
            what=local(commitment.words), state=commitment.get_state_display()
        )
    if deed is Deed.MEET:
        return _("Only whoever it was promised to, or the witness, can say that it was kept.")
    return _("This is for those between whom the commitment stands.")
