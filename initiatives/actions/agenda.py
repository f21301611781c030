"""The common agenda: drafted, sent for agreement, answered seat by seat, counted by the rule. DOMAIN section 1."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from initiatives import clock
from initiatives.actions.principles import agree_with
from initiatives.actions.rounds import (
    CLOSE_ROUND,
    check_stand_in,
    mark_present,
    note_opening,
    notice_round,
    shut,
    voting_seats_held,
)
from initiatives.actions.versions import end, settle
from initiatives.agreed import principles_as_they_stand
from initiatives.due import owe
from initiatives.identity import change_record, give_record, publish_record
from initiatives.models import (
    Body,
    CommonAgenda,
    Initiative,
    Person,
    Ratification,
    Record,
    Round,
    RoundSeat,
    in_languages,
)
from initiatives.record import record
from initiatives.rooms import phase_of, standing_of
from initiatives.rules.ledger import Json
from initiatives.rules.ratification import Outcome
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.rounds import InMeeting, Phase
from initiatives.tenancy import current_initiative

Texts = dict[str, str]
State = CommonAgenda.State
TITLE = gettext_noop("Common agenda, version {version}")
QUESTION = gettext_noop("Shall version {version} be our common agenda?")


class DraftChanged(RuleBroken):
    """Somebody else saved the draft meanwhile: what was typed is kept by the form, what they saved is in the draft."""


@transaction.atomic
def write_draft(
    *, problem: Texts, vision: Texts, approach: Texts, by: Person, summary_of_changes: Texts | None = None
) -> CommonAgenda:
    """Begin the next version of the agenda. Raises RuleBroken while another draft is being written."""
    if CommonAgenda.objects.being_written().exists():
        raise RuleBroken(_("There is a draft already. Change that one, so that all work on the same text."))
    version = (CommonAgenda.objects.aggregate(last=Max("version"))["last"] or 0) + 1
    title = in_languages(_initiative().languages, TITLE, version=version)
    draft = CommonAgenda.objects.create(
        record=give_record("agenda", title=title, path=f"agenda/versions/?to={version}", by=by),
        version=version,
        problem=problem,
        vision=vision,
        approach=approach,
        summary_of_changes=summary_of_changes or {},
        written_by=by,
    )
    record("agenda.drafted", by=by, about=draft, facts={"version": version})
    return draft


@transaction.atomic
def change_draft(*, agenda: CommonAgenda, seen: int, by: Person, **texts: Texts) -> CommonAgenda:
    """Save the texts of a draft; those not handed in stay. `seen` is the record's version that the writer started from.

    Raises DraftChanged when somebody saved in between, RuleBroken once it is no draft any more.
    """
    agenda = _locked(agenda)
    _check_draft(agenda)
    if agenda.record.version != seen:
        raise DraftChanged(_who_was_faster(agenda.record, by=by))
    for name, said in texts.items():
        setattr(agenda, name, said)
    agenda.save(update_fields=list(texts))
    change_record(agenda.record)
    record("agenda.draft_changed", by=by, about=agenda, facts={"version": agenda.version})
    return agenda


@transaction.atomic
def propose(*, agenda: CommonAgenda, by: Person, meeting: InMeeting | None = None) -> Round:
    """Send a draft for agreement: it becomes public and a noticed round opens for the seats of the table.

    The round is online, or an item of a `meeting` of the table. The principles go along as they stand.

    Raises RuleBroken with all that is missing, each with the address where it is done.
    """
    agenda = _locked(agenda)
    _check_draft(agenda)
    if missing := missing_to_propose(agenda):
        raise RuleBroken(_("This draft can’t be sent for agreement yet."), missing=missing)
    question = in_languages(_initiative().languages, QUESTION, version=agenda.version)
    table = Body.objects.get(is_table=True)
    room = notice_round(body=table, question=question, by=by, meeting=meeting)
    agenda.state, agenda.round, agenda.principles = State.PROPOSED, room, principles_as_they_stand()
    agenda.proposed_at, agenda.proposed_by = clock.now(), by
    agenda.save(update_fields=["state", "round", "principles", "proposed_at", "proposed_by"])
    publish_record(agenda.record, by=by)
    record(
        "agenda.proposed", by=by, about=agenda, facts={"version": agenda.version, "round": room.record.number}
    )
    return room


@transaction.atomic
def answer(
    *, agenda: CommonAgenda, seat: RoundSeat, stance: str, by: Person, words: str = ""
) -> Ratification:
    """Give or change the answer of one seat, in its own words; the earlier answer is kept.

    The holder's own answer takes the place of their alternate's; an alternate answers only while the holder has not.
    Raises RuleBroken for anybody else, outside the time of the round, or for a dissent without words. The deadline is
    read on the server after the round is locked, so no answer slips in behind the count.
    """
    room = Round.objects.select_for_update(of=("self",)).select_related("record").get(common_agenda=agenda)
    check_open(room)
    note_opening(room)
    seat = seat_to_answer_for(room, seat, by)
    said = words.strip()
    if stance == Ratification.Stance.DISSENT and not said:
        raise RuleBroken(_("Say in your own words why you dissent. Everybody will read it."), field="words")
    alternate = by if by.pk != seat.person_id else None
    counting = Ratification.objects.filter(agenda=agenda, replaced_at__isnull=True)
    if alternate is not None:
        check_stand_in(seat, alternate, counting)
    replaced = counting.filter(round_seat=seat).update(replaced_at=clock.now())
    given = Ratification.objects.create(
        agenda=agenda, round_seat=seat, stance=stance, words=said, alternate=alternate
    )
    mark_present(seat)
    facts: dict[str, Json] = {
        "seat": seat.seat_id,
        "seat_class": seat.seat_class,
        "stance": str(stance),
        "changed": bool(replaced),
    }
    record("agenda.answered_for" if alternate else "agenda.answered", by=by, about=agenda, facts=facts)
    return given


@transaction.atomic
def withdraw_proposal(*, agenda: CommonAgenda, reason: Texts, by: Person) -> None:
    """Take a version back from the table before its round is over, for a reason that everybody reads.

    The answers given so far stay readable. Raises RuleBroken when the time is over: then the answers are counted.
    """
    room = Round.objects.select_for_update(of=("self",)).select_related("record").get(common_agenda=agenda)
    agenda = _locked(agenda)
    if agenda.state != State.PROPOSED or phase_of(room) not in (Phase.NOTICED, Phase.OPEN):
        raise RuleBroken(_("The time for answers is over, so this version can’t be taken back any more."))
    if not any(said.strip() for said in reason.values()):
        raise RuleBroken(_("Say why. Everybody will read it."), field="reason")
    note_opening(room)
    shut(room, by=by)
    agenda.withdrawn_by, agenda.withdrawal_reason = by, reason
    end(agenda, State.WITHDRAWN, Outcome.WITHDRAWN, besides=("withdrawn_by", "withdrawal_reason"))
    record(
        "agenda.withdrawn",
        by=by,
        about=agenda,
        facts={"version": agenda.version, "round": room.record.number},
    )


@transaction.atomic
def close_round(*, room: Round, by: Person | None = None) -> Outcome:
    """Count a round that is over and let the agenda be ratified or not; doing it twice changes nothing.

    Raises RuleBroken before its time: a deadline is a promise to those who have not answered yet.
    """
    room = Round.objects.select_for_update(of=("self",)).select_related("record").get(pk=room.pk)
    agenda = _locked(CommonAgenda.objects.get(round=room))
    if room.closed_at is not None:
        return Outcome(agenda.outcome)
    check_over(room)
    note_opening(room)
    shut(room, by=by)
    tally, outcome = agenda.tally(), standing_of(agenda, room).outcome
    counted = {"ratify": tally.ratify, "stand_aside": tally.stand_aside, "dissent": tally.dissent}
    record("round.tallied", by=by, about=room, facts={**counted, "eligible": tally.eligible})
    settle(agenda, outcome)
    record(
        f"agenda.{outcome}",
        by=by,
        about=agenda,
        facts={"version": agenda.version, "round": room.record.number},
    )
    if agenda.state == State.RATIFIED:
        agree_with(agenda, by=by)
    return outcome


def close_when_due(*, number: int) -> None:
    """Close the round with this record number if it is over; promise to look again if it was moved later."""
    room = Round.objects.select_related("record").get(record__number=number)
    if phase_of(room) in (Phase.NOTICED, Phase.OPEN):
        owe(CLOSE_ROUND, key=str(number), at=room.closes_at)
        return
    close_round(room=room)


def missing_to_propose(agenda: CommonAgenda) -> tuple[tuple[str, str], ...]:
    """Return what a draft still lacks before it can be sent for agreement: sentences, each with where to do it."""
    initiative = _initiative()
    edit, people = f"{initiative.url}agenda/edit/", f"{initiative.url}people/seats/"
    language = initiative.language
    empty = {
        _("Write the vision: what will be true for people here?"): agenda.vision,
        _("Write the problem as all understand it."): agenda.problem,
        _("Write the joint approach: how will we get there together?"): agenda.approach,
    }
    if CommonAgenda.objects.ratified().exists():
        empty[_("Say what changes against the version in force, so that nobody has to guess.")] = (
            agenda.summary_of_changes
        )
    missing = [(sentence, edit) for sentence, said in empty.items() if not said.get(language, "").strip()]
    table = Body.objects.filter(is_table=True).first()
    if table is None:
        missing.append((_("Set up the leadership table: its seats are the ones that agree."), people))
    elif not voting_seats_held(table, clock.today(initiative.zone)).exists():
        missing.append((_("Nobody holds a voting seat at the table today. Fill a seat first."), people))
    if other := CommonAgenda.objects.proposed().select_related("round__record__initiative").first():
        assert other.round is not None  # noqa: S101  (the database says so too)
        wait = _("Version {version} is before the table until {moment}. Wait for its outcome.").format(
            version=other.version, moment=_local_moment(other.round.closes_at)
        )
        missing.append((wait, other.round.record.url))
    return tuple(missing)


def seat_to_answer_for(room: Round, seat: RoundSeat, by: Person) -> RoundSeat:
    """Return the locked seat for which somebody may answer in a round; RuleBroken for anybody else."""
    found = RoundSeat.objects.select_for_update(of=("self",)).filter(pk=seat.pk, round=room).first()
    if found is None or by.pk not in (found.person_id, found.alternate_id):
        raise RuleBroken(
            _("Only whoever held the seat when the round opened, or their alternate, may answer for it.")
        )
    return found


def _check_draft(agenda: CommonAgenda) -> None:
    if agenda.state != State.DRAFT:
        raise RuleBroken(
            _("Version {version} was sent for agreement, so its text is fixed. Begin a new draft.").format(
                version=agenda.version
            )
        )


def check_open(room: Round) -> None:
    """Refuse answers before a round opens and after it has closed."""
    phase = phase_of(room)
    if phase is Phase.NOTICED:
        raise RuleBroken(
            _("This round opens on {moment}. You can answer from then on.").format(
                moment=_local_moment(room.opens_at)
            )
        )
    if phase is not Phase.OPEN:
        raise RuleBroken(
            _("This round closed on {moment}. Answers that came later do not count, for anybody.").format(
                moment=_local_moment(room.closes_at)
            )
        )


def check_over(room: Round) -> None:
    """Refuse to count before its time: a deadline is a promise to those who have not answered yet."""
    if phase_of(room) is not Phase.COUNTING:
        raise RuleBroken(
            _("This round takes answers until {moment}.").format(moment=_local_moment(room.closes_at))
        )


def _who_was_faster(saved: Record, *, by: Person) -> str:
    last = saved.events.filter(kind="agenda.draft_changed").select_related("actor").first()
    moment = _local_moment(saved.changed_at)
    if last is not None and last.actor == by:
        who = _("You saved this draft in another window on {moment}.").format(moment=moment)
    else:
        name = last.actor.shown_name if last and last.actor else _("Somebody else")
        who = _("{name} saved this draft on {moment}, while you were writing.").format(
            name=name, moment=moment
        )
    what = _(
        "What you typed is kept in the form. Compare it with what was saved, bring the two together, save again."
    )
    return f"{who} {what}"


def _local_moment(value: datetime) -> str:
    local = _initiative().local_time(value)
    time = date_format(local, _("g:i a")).replace("a.m.", "am").replace("p.m.", "pm")
    return _("{day}, {time}").format(day=date_format(local, "DATE_FORMAT"), time=time)


def _locked(agenda: CommonAgenda) -> CommonAgenda:
    return CommonAgenda.objects.select_for_update(of=("self",)).select_related("record").get(pk=agenda.pk)


def _initiative() -> Initiative:
    return Initiative.objects.get(pk=current_initiative())
