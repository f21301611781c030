"""The people we promised are asked: to lower the level, to let a part go, to take it up again. SPECTRUM S1, S3, S7.

One person, account or receipt, has one voice and may change it while the vote is open. It never ends early; what was
carried happens by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.engagements import reopen
from engagement.actions.levels import change_level
from engagement.actions.obligations import recompute
from engagement.actions.permitting import permit
from engagement.actions.stepping import level_of, locked, weigh
from engagement.gathering.numbers import rules_for
from engagement.gathering.promised import is_promised, reachable
from engagement.models import Engagement, Input, PromiseeVoice, PromiseeVote
from engagement.rules.obligations import codes_of, obligation
from engagement.rules.promise_facts import Code, PromiseesVote, Purpose
from engagement.rules.promisees import VoteResult, had_spoken, standing
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Deed
from engagement.rules.stages import FROM_DECIDED_ON, Stage, Transition
from initiatives import clock
from initiatives.due import owe
from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]
Asked = PromiseeVote.Purpose
CLOSE_VOTE = "engagement.close_promisee_vote"
PURPOSES: dict[str, Purpose] = {
    Asked.LOWER: Purpose.LOWER_LEVEL,
    Asked.WAIVE: Purpose.WAIVE,
    Asked.REOPEN: Purpose.REOPEN,
}


@dataclass(frozen=True, slots=True)
class Petition:
    """What the people we promised are asked, and why: `code` is the part to let go, `to_level` the lower level."""

    purpose: str
    reason: Texts
    code: str = ""
    to_level: int | None = None


@witnessed
def ask_promisees(
    *, engagement: Engagement, petition: Petition, by: Person | None, given: Input | None = None
) -> PromiseeVote:
    """Ask the people we promised; it is open for the days of the bylaws, and how many can be reached is frozen now.

    Whoever facilitates asks to lower or to waive; any of the people we promised can ask to take it up again, also with a
    receipt (`given`, then `by` is None). Raises RuleBroken without a reason, and while the same question is open.
    """
    engagement = locked(engagement)
    _check_asker(engagement, petition, by, given)
    _check_petition(engagement, petition)
    same = PromiseeVote.objects.filter(
        engagement=engagement, purpose=petition.purpose, code=petition.code, closed_at__isnull=True
    )
    if same.exists():
        raise RuleBroken(_("They are being asked this already. See how it stands."), field="purpose")
    now = clock.now()
    closes = now + timedelta(days=rules_for(engagement).promisees_vote_days)
    made = PromiseeVote.objects.create(
        engagement=engagement,
        purpose=petition.purpose,
        code=petition.code,
        to_level=petition.to_level,
        reason=petition.reason,
        opened_at=now,
        opened_by=by,
        closes_at=closes,
        reachable=reachable(engagement),
    )
    owe(CLOSE_VOTE, key=str(made.pk), at=closes)
    facts: dict[str, Json] = {
        "purpose": str(petition.purpose),
        "vote": made.pk,
        "until": closes.date().isoformat(),
    }
    record("promisees.asked", by=by, about=engagement, facts=facts)
    return made


@witnessed
def give_voice(
    *, vote: PromiseeVote, agrees: bool, by: Person | None, given: Input | None = None
) -> PromiseeVoice:
    """Say yes or no, with an account or with a receipt; again replaces it while the vote is open.

    Raises RuleBroken after the end by the server's time, and for somebody whom nobody promised anything.
    """
    vote = _held(vote)
    if vote.closed_at is not None or clock.now() >= vote.closes_at:
        raise RuleBroken(_("This vote is over. See how it ended."))
    person, receipt = _voice_of(vote.engagement, by, given, opened=vote.opened_at)
    made, _is_new = PromiseeVoice.objects.update_or_create(
        vote=vote, person=person, input=receipt, defaults={"agrees": agrees}
    )
    return made


@transaction.atomic
def close_vote(*, vote: PromiseeVote) -> PromiseeVote:
    """Count a vote whose time is over, once; what was carried happens."""
    vote = _held(vote)
    if vote.closed_at is not None or clock.now() < vote.closes_at:
        return vote
    voices = list(PromiseeVoice.objects.filter(vote=vote).values_list("agrees", flat=True))
    vote.yes, vote.no, vote.closed_at = sum(voices), len(voices) - sum(voices), clock.now()
    vote.carried = _is_carried(vote)
    vote.save(update_fields=["yes", "no", "closed_at", "carried"])
    facts: dict[str, Json] = {
        "purpose": vote.purpose,
        "vote": vote.pk,
        "yes": vote.yes,
        "no": vote.no,
        "carried": vote.carried,
    }
    record("promisees.answered", by=None, about=vote.engagement, facts=facts)
    if vote.carried:
        _follow(vote)
    recompute(engagement=vote.engagement)
    return vote


def close_when_due(*, key: str) -> None:
    """Count the vote with this key, if its time is over."""
    vote = PromiseeVote.objects.filter(pk=int(key)).first()
    if vote is not None:
        close_vote(vote=vote)


def _held(vote: PromiseeVote) -> PromiseeVote:
    rows = PromiseeVote.objects.select_for_update(of=("self",)).select_related(
        "engagement__record__initiative"
    )
    return rows.get(pk=vote.pk)


def _check_asker(engagement: Engagement, petition: Petition, by: Person | None, given: Input | None) -> None:
    """Lowering and waiving are asked for by whoever facilitates; reopening by those it was promised to, or who decided."""
    if petition.purpose == Asked.LOWER:
        permit(Deed.LOWER_LEVEL, engagement=engagement, by=_somebody(by))
    elif petition.purpose == Asked.WAIVE:
        permit(Transition.REPORT_BACK, engagement=engagement, by=_somebody(by))
    elif by is None or is_promised(engagement, by):
        _voice_of(engagement, by, given)
    else:
        permit(Transition.REOPEN, engagement=engagement, by=by)


def _somebody(by: Person | None) -> Person:
    if by is None:
        raise RuleBroken(_("Those who facilitate this question ask this. Write to them."))
    return by


def _check_petition(engagement: Engagement, petition: Petition) -> None:
    if not has_words(petition.reason):
        raise RuleBroken(_("Write why. Everybody who is asked reads it."), field="reason")
    stage = Stage(engagement.state)
    if petition.purpose == Asked.REOPEN and stage not in FROM_DECIDED_ON:
        raise RuleBroken(_("It is not decided yet, so there is nothing to take up again."), field="purpose")
    if petition.purpose == Asked.LOWER:
        _check_lowering(engagement, petition.to_level, stage)
    if petition.purpose == Asked.WAIVE:
        _check_waiving(engagement, petition.code)


def _check_lowering(engagement: Engagement, to: int | None, stage: Stage) -> None:
    if to is None or not Level.INFORMING <= to < level_of(engagement):
        raise RuleBroken(_("Choose a level below the one that was promised."), field="to_level")
    if stage in FROM_DECIDED_ON or stage in (Stage.DRAFT, Stage.WITHDRAWN):
        raise RuleBroken(_("At this stage the level can’t be lowered any more."), field="purpose")


def _check_waiving(engagement: Engagement, code: str) -> None:
    facts, rules = weigh(engagement)
    if code not in codes_of(facts):
        raise RuleBroken(_("Choose a part of this promise."), field="code")
    if not obligation(Code(code), facts, now=clock.now(), rules=rules).is_holding:
        raise RuleBroken(_("This part is kept. There is nothing to let go."), field="code")


def _voice_of(
    engagement: Engagement, by: Person | None, given: Input | None, *, opened: datetime | None = None
) -> tuple[Person | None, Input | None]:
    """Return whose voice it is. A receipt that somebody keeps with their account is that person's, and no second voice.

    In a vote that was `opened` only what counted before makes somebody one of those who are asked.
    """
    if given is not None and given.engagement_id == engagement.pk and given.withdrawn_at is None:
        if opened is not None and not had_spoken(given.received_at, given.confirmed_at, opened=opened):
            raise RuleBroken(
                _(
                    "This contribution came in after the vote had begun, and those who are asked were counted then. You are among the people we promised in the next one."
                ),
                field="receipt",
            )
        return (given.contributor, None) if given.contributor is not None else (None, given)
    if by is None:
        raise RuleBroken(_("Sign in, or type the code of your receipt."), field="receipt")
    permit(Deed.VOTE_AS_PROMISED, engagement=engagement, by=by)
    if not is_promised(engagement, by, until=opened):
        raise RuleBroken(
            _("This is for the people we promised: who contributed, who is on the panel, who may vote.")
        )
    return by, None


def _is_carried(vote: PromiseeVote) -> bool:
    code = Code(vote.code) if vote.code else None
    plain = PromiseesVote(
        PURPOSES[vote.purpose],
        vote.opened_at,
        vote.reachable,
        vote.yes or 0,
        vote.no or 0,
        code,
        _lower(vote),
    )
    found = standing(plain, now=clock.now(), rules=rules_for(vote.engagement))
    return found.result is VoteResult.CARRIED


def _lower(vote: PromiseeVote) -> Level | None:
    return Level(vote.to_level) if vote.to_level is not None else None


def _follow(vote: PromiseeVote) -> None:
    """Do what was carried. Where it is not possible any more, it stays carried, and whoever may does it by hand."""
    try:
        with transaction.atomic():
            _do(vote)
    except RuleBroken:
        return


def _do(vote: PromiseeVote) -> None:
    if vote.purpose == Asked.REOPEN:
        reopen(engagement=vote.engagement, by=None, reason=vote.reason)
    elif vote.purpose == Asked.LOWER and vote.to_level is not None:
        change_level(engagement=vote.engagement, to=vote.to_level, reason=vote.reason, by=None)
