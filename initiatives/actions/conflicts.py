"""Conflicts: raised → direct talk → mediation → panel → closed. Notes stay with the parties; the outcome is public. DOMAIN section 4."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from initiatives import clock
from initiatives.bylaws import rule_value
from initiatives.due import forgive, owe
from initiatives.identity import change_record, give_record
from initiatives.models import (
    ConflictCase,
    ConflictNote,
    ConflictParty,
    Event,
    Initiative,
    Membership,
    Person,
    Record,
    RoleHolding,
    in_languages,
)
from initiatives.record import record
from initiatives.rules.conflicts import Party, Unfit, may_go, may_read_notes, unfit_mediator
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import current_initiative

Texts = dict[str, str]
State = ConflictCase.State
TITLE = gettext_noop("Mediation of {day}")
LONGEST = 4000
MEDIATION_OVER = "initiatives.mediation_over"


@dataclass(frozen=True, slots=True)
class Side:
    """One person of a side, and the partner that they speak for if they do."""

    person: Person
    number: int
    membership: Membership | None = None


@transaction.atomic
def raise_case(
    *, issue: str, sides: Iterable[Side], by: Person, about: Record | None = None, at_mediation: bool = False
) -> ConflictCase:
    """Raise a concern between at least two sides; a block in a decision goes straight to mediation, with its clock.

    Raises RuleBroken without words, or with fewer than two sides.
    """
    parties = list(sides)
    if not issue.strip():
        raise RuleBroken(_("Say what it is about. Only the parties and the mediator read it."), field="issue")
    if len({side.number for side in parties}) < 2:
        raise RuleBroken(
            _("Name somebody of the other side: a conflict has at least two."), field="other_side"
        )
    case = ConflictCase.objects.create(
        record=_give_record(by),
        about=about,
        issue=issue.strip()[:LONGEST],
        raised_by=by,
        state=State.MEDIATION if at_mediation else State.RAISED,
        due_at=_mediation_ends() if at_mediation else None,
    )
    ConflictParty.objects.bulk_create(
        ConflictParty(case=case, person=side.person, membership=side.membership, side=side.number)
        for side in parties
    )
    _start_clock(case)
    record("conflict.raised", by=None, about=case, facts={"at_mediation": at_mediation})
    return case


@transaction.atomic
def begin_talk(*, case: ConflictCase, by: Person) -> None:
    """Note that the parties talk with each other first."""
    _go(_locked(case), State.DIRECT_TALK)
    record("conflict.talk_begun", by=by, about=case)


@transaction.atomic
def name_mediator(*, case: ConflictCase, mediator: Person, ties: str, by: Person) -> None:
    """Name who mediates, with the ties that they declare; the clock of the mediation begins.

    Raises RuleBroken for a party, for whoever raised it, and for somebody with a tie to one side only.
    """
    case = _locked(case)
    if unfit := unfit_mediator(
        mediator.pk, partners=_partners_of(mediator), raised_by=case.raised_by_id, parties=_parties(case)
    ):
        raise RuleBroken(_why_unfit(unfit).format(name=mediator.shown_name), field="mediator")
    if case.state != State.MEDIATION:
        _go(case, State.MEDIATION)
    case.mediator, case.mediator_ties, case.mediator_named_at = mediator, ties.strip(), clock.now()
    case.due_at = _mediation_ends()
    case.save(update_fields=["mediator", "mediator_ties", "mediator_named_at", "due_at"])
    _start_clock(case)
    record("conflict.mediator_named", by=by, about=case)


@transaction.atomic
def add_note(*, case: ConflictCase, words: str, by: Person) -> ConflictNote:
    """Write down what was said. Only the parties and the mediator write and read it, whatever rights others have."""
    case = _locked(case)
    if not may_read_notes(by.pk, mediator=case.mediator_id, parties=_people(case)):
        raise RuleBroken(_("Notes of a mediation are for its parties and the mediator alone."))
    if case.state == State.CLOSED:
        raise RuleBroken(_("This case is closed. Raise a new concern if it has come back."))
    if not words.strip():
        raise RuleBroken(_("Write the note first."), field="words")
    note = ConflictNote.objects.create(case=case, words=words.strip()[:LONGEST], by=by)
    record("conflict.noted", by=None, about=case)
    return note


@transaction.atomic
def bring_to_panel(*, case: ConflictCase, by: Person) -> None:
    """Bring a case that the mediation did not end before a panel."""
    _go(_locked(case), State.PANEL)
    forgive(MEDIATION_OVER, key=str(case.pk))
    record("conflict.to_panel", by=by, about=case)


@transaction.atomic
def close_case(*, case: ConflictCase, outcome: str, learning: Texts, by: Person) -> None:
    """Close a case with its outcome and what was learned, both public. The same again changes nothing.

    The mediator closes it; a party only takes back what it raised itself. Raises RuleBroken for anybody else.
    """
    case = _locked(case)
    if case.state == State.CLOSED:
        return
    if not may_close(case, by, outcome):
        raise RuleBroken(_("The mediator closes a case; whoever raised it may take it back."))
    if outcome not in ConflictCase.Outcome.values:
        raise RuleBroken(_("Say how it ended."), field="outcome")
    if outcome != ConflictCase.Outcome.WITHDRAWN and not has_words(learning):
        raise RuleBroken(_("Say what was learned, without naming anybody. It is public."), field="learning")
    case.state, case.outcome, case.learning = State.CLOSED, outcome, learning
    case.closed_at, case.closed_by = clock.now(), by
    case.save(update_fields=["state", "outcome", "learning", "closed_at", "closed_by"])
    forgive(MEDIATION_OVER, key=str(case.pk))
    change_record(case.record, state=Record.State.ENDED)
    record("conflict.closed", by=None, about=case, facts={"outcome": outcome})


@transaction.atomic
def mediation_over(*, case: ConflictCase) -> None:
    """Write down in public that the time of a mediation is over and it has not ended; once for each time that it had."""
    case = _locked(case)
    if case.state != State.MEDIATION or case.due_at is None or case.due_at > clock.now():
        return
    facts = {"due_at": case.due_at.isoformat()}
    if not Event.objects.filter(kind="conflict.overdue", record=case.record, facts=facts).exists():
        record("conflict.overdue", by=None, about=case, facts={**facts})


def may_close(case: ConflictCase, person: Person, outcome: str) -> bool:
    """Whether somebody may close a case so: its mediator, and whoever raised it to take it back."""
    takes_back = outcome == ConflictCase.Outcome.WITHDRAWN and person.pk == case.raised_by_id
    return takes_back or (case.mediator_id is not None and person.pk == case.mediator_id)


def _give_record(by: Person) -> Record:
    initiative = Initiative.objects.get(pk=current_initiative())
    title = in_languages(initiative.languages, TITLE, day=clock.today(initiative.zone))
    return give_record("conflict_case", title=title, path="people/concerns/{number}/", by=by, published=True)


def _start_clock(case: ConflictCase) -> None:
    if case.due_at is not None:
        owe(MEDIATION_OVER, key=str(case.pk), at=case.due_at)


def _mediation_ends() -> datetime:
    return clock.now() + timedelta(days=int(rule_value("mediation_days")))


def _go(case: ConflictCase, to: State) -> None:
    if not may_go(case.state, to):
        raise RuleBroken(
            _("This case stands at “{state}”, so that step is not open.").format(
                state=case.get_state_display()
            )
        )
    case.state = to
    case.save(update_fields=["state"])
    change_record(case.record)


def _locked(case: ConflictCase) -> ConflictCase:
    return ConflictCase.objects.select_for_update(of=("self",)).select_related("record").get(pk=case.pk)


def _people(case: ConflictCase) -> list[int]:
    return list(case.parties.values_list("person_id", flat=True))


def _parties(case: ConflictCase) -> list[Party]:
    return [
        Party(
            party.person_id,
            party.side,
            _partners_of(party.person) | ({party.membership_id} if party.membership_id else frozenset()),
        )
        for party in case.parties.select_related("person")
    ]


def _partners_of(person: Person) -> frozenset[int]:
    held = RoleHolding.objects.on(clock.today()).filter(person=person, membership__isnull=False)
    return frozenset(pk for pk in held.values_list("membership_id", flat=True) if pk is not None)


def _why_unfit(unfit: Unfit) -> str:
    return {
        Unfit.IS_PARTY: _("{name} is a party of this case. Ask somebody who is not."),
        Unfit.RAISED_IT: _("{name} raised this case. Ask somebody else."),
        Unfit.TIED_TO_ONE_SIDE: _(
            "{name} belongs to one side and not to the other. Ask somebody with a tie to both or to neither."
        ),
    }[unfit]
