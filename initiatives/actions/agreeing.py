"""Texts that the table agrees on beside the agenda: the assessment and the plan. Answered seat by seat, counted by the rule.

An assessment is agreed first; a plan rests on the one in force. DOMAIN sections 1 and 3.
"""

from __future__ import annotations

from typing import TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from initiatives import clock
from initiatives.actions import agenda
from initiatives.actions.rounds import (
    CLOSE_ROUND,
    check_stand_in,
    mark_present,
    note_opening,
    notice_round,
    shut,
)
from initiatives.actions.versions import settle
from initiatives.due import owe
from initiatives.identity import change_record, give_record, publish_record
from initiatives.models import (
    ActionPlan,
    AgreedText,
    Assessment,
    Body,
    CommonAgenda,
    Initiative,
    Person,
    PlanAnswer,
    Round,
    RoundSeat,
    in_languages,
)
from initiatives.record import record
from initiatives.rooms import phase_of, standing_of, text_in
from initiatives.rules.ledger import Json
from initiatives.rules.ratification import Outcome, Stance
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.rounds import Phase
from initiatives.tenancy import current_initiative

Texts = dict[str, str]
T = TypeVar("T", Assessment, ActionPlan)
State = AgreedText.State
KINDS: dict[type[AgreedText], tuple[str, str, str, str]] = {
    Assessment: (
        "assessment",
        "plan/assessment/?version={version}",
        gettext_noop("Assessment, version {version}"),
        gettext_noop("Does version {version} of the assessment say where we stand?"),
    ),
    ActionPlan: (
        "action_plan",
        "plan/versions/?version={version}",
        gettext_noop("Joint plan, version {version}"),
        gettext_noop("Shall version {version} be our joint plan?"),
    ),
}


@transaction.atomic
def write_assessment(*, by: Person, **texts: Texts) -> Assessment:
    """Begin the next version of the assessment, or change the draft that there is."""
    return _written(Assessment, by, texts, {})


@transaction.atomic
def write_plan(*, by: Person, **texts: Texts) -> ActionPlan:
    """Begin the next version of the plan, or change its draft. Raises RuleBroken before an assessment is ratified."""
    ground = Assessment.objects.ratified().first()
    if ground is None:
        raise RuleBroken(
            _("A plan rests on an assessment that all agreed on. Agree on the assessment first.")
        )
    return _written(ActionPlan, by, texts, {"assessment": ground})


@transaction.atomic
def propose_text(*, text: AgreedText, frozen: list[Json], by: Person) -> Round:
    """Send a draft for agreement, with its figures or its activities frozen as they are now; a noticed round opens."""
    found = _locked(text)
    if found.state != State.DRAFT:
        raise RuleBroken(_("This version was sent for agreement already. Begin a new one."))
    if empty := [name for name in found.TEXTS if not _has(getattr(found, name))]:
        raise RuleBroken(_("Fill in every part before it goes to the table."), field=empty[0])
    if found.versions().filter(state=State.PROPOSED).exists():
        raise RuleBroken(_("Another version is before the table. Wait for its outcome."))
    _kind, _path, _title, question = KINDS[type(found)]
    asked = in_languages(_initiative().languages, question, version=found.version)
    room = notice_round(body=Body.objects.get(is_table=True), question=asked, by=by)
    setattr(found, "figures" if isinstance(found, Assessment) else "contents", frozen)
    found.state, found.round, found.proposed_at, found.proposed_by = State.PROPOSED, room, clock.now(), by
    found.save()
    publish_record(found.record, by=by)
    record(f"{_kind}.proposed", by=by, about=found, facts=_facts(found))
    return room


@transaction.atomic
def answer_text(*, text: AgreedText, seat: RoundSeat, stance: str, by: Person, words: str = "") -> PlanAnswer:
    """Give or change the answer of one seat in its own words, while the round is open; earlier answers are kept."""
    room = Round.objects.select_for_update(of=("self",)).select_related("record").get(pk=text.round_id or 0)
    agenda.check_open(room)
    note_opening(room)
    seat = agenda.seat_to_answer_for(room, seat, by)
    said = words.strip()
    if stance == Stance.DISSENT and not said:
        raise RuleBroken(_("Say in your own words why you dissent. Everybody will read it."), field="words")
    alternate = by if by.pk != seat.person_id else None
    counting = PlanAnswer.objects.filter(round=room, replaced_at__isnull=True)
    if alternate is not None:
        check_stand_in(seat, alternate, counting)
    counting.filter(round_seat=seat).update(replaced_at=clock.now())
    given = PlanAnswer.objects.create(
        round=room, round_seat=seat, stance=stance, words=said, alternate=alternate, at=clock.now()
    )
    mark_present(seat)
    facts: dict[str, Json] = {"seat": seat.seat_id, "stance": str(stance)}
    record(f"{KINDS[type(text)][0]}.answered", by=by, about=text, facts=facts)
    return given


@transaction.atomic
def close_text_round(*, room: Round, by: Person | None = None) -> Outcome:
    """Count a round that is over; twice changes nothing. Raises RuleBroken before its time."""
    room = Round.objects.select_for_update(of=("self",)).select_related("record").get(pk=room.pk)
    text = _locked(text_of(room))
    if room.closed_at is not None:
        return Outcome(text.outcome)
    agenda.check_over(room)
    note_opening(room)
    shut(room, by=by)
    tally, outcome = text.tally(), standing_of(text, room).outcome
    counted = {"ratify": tally.ratify, "stand_aside": tally.stand_aside, "dissent": tally.dissent}
    record("round.tallied", by=by, about=room, facts={**counted, "eligible": tally.eligible})
    settle(text, outcome)
    record(f"{KINDS[type(text)][0]}.{outcome}", by=by, about=text, facts=_facts(text))
    return outcome


def close_when_due(*, number: int) -> None:
    """Close the round with this record number if it is over, whatever text it is about."""
    room = Round.objects.select_related("record").get(record__number=number)
    if CommonAgenda.objects.filter(round=room).exists():
        agenda.close_when_due(number=number)
    elif phase_of(room) in (Phase.NOTICED, Phase.OPEN):
        owe(CLOSE_ROUND, key=str(number), at=room.closes_at)
    else:
        close_text_round(room=room)


def text_of(room: Round) -> AgreedText:
    """Return the assessment or the plan that a round is about."""
    found = text_in(room)
    if found is None:
        raise RuleBroken(_("This round is about neither an assessment nor a plan."))
    return found


def _written(kind: type[T], by: Person, texts: dict[str, Texts], more: dict[str, object]) -> T:
    draft = kind.objects.being_written().select_related("record").first()
    if draft is not None:
        for name, said in {**texts, **more}.items():
            setattr(draft, name, said)
        draft.save(update_fields=[*texts, *more])
        change_record(draft.record)
        record(f"{KINDS[kind][0]}.draft_changed", by=by, about=draft)
        return draft
    version = (kind.objects.aggregate(last=Max("version"))["last"] or 0) + 1
    name, path, title, _question = KINDS[kind]
    given = give_record(
        name,
        title=in_languages(_initiative().languages, title, version=version),
        path=path.format(version=version),
        by=by,
        version=version,
    )
    made = kind.objects.create(record=given, version=version, written_by=by, **texts, **more)
    record(f"{name}.drafted", by=by, about=made)
    return made


def _facts(text: AgreedText) -> dict[str, Json]:
    return {"version": text.version, "round": text.round.record.number if text.round else 0}


def _has(texts: Texts) -> bool:
    return bool(texts.get(_initiative().language, "").strip())


def _locked(text: AgreedText) -> AgreedText:
    rows = text.versions().select_for_update(of=("self",)).select_related("record")
    found: AgreedText = rows.get(pk=text.pk)
    return found


def _initiative() -> Initiative:
    return Initiative.objects.get(pk=current_initiative())
