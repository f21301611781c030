"""From what was to be done by when, to how an obligation stands. S3: computed from facts and time by one function."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from engagement.rules.duties import DUTIES, level_of
from engagement.rules.facts import EngagementFacts, facts_hash
from engagement.rules.obligation import Obligation, ObligationState
from engagement.rules.parameters import MINUTES_OF_ONE_MOMENT, Rules
from engagement.rules.promise_facts import Code, Purpose
from engagement.rules.promisees import carried, unanswered_since
from engagement.rules.sentences import Sentence, say
from engagement.rules.stages import Met, Transition
from initiatives.rules.refusals import gettext_noop as _

MOMENT = timedelta(minutes=MINUTES_OF_ONE_MOMENT)
ONE_DAY = timedelta(days=1)
LET_GO = frozenset({ObligationState.WAIVED_BY_PROMISEES, ObligationState.LAPSED})
ALL_THE_TIME = frozenset({Code.I5})  # owed before its gate and after it: what comes later breaks it
AS_IT_WAS = _("It was done when it had to be; what has changed since does not undo that.")
BEFORE_DECIDED = (Transition.OPEN, Transition.CLOSE_INPUT, Transition.FREEZE_OPTIONS, Transition.DECIDE)
GATES: tuple[Transition, ...] = tuple(Transition)[: tuple(Transition).index(Transition.COMPLETE) + 1]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to be done: by when (None while its clock hasn't begun), and when it was.

    One that `is_gated` must be done before the gate; another one is only looked at once it is late.
    """

    due: datetime | None
    done: datetime | None = None
    is_gated: bool = True

    def is_open(self, now: datetime) -> bool:
        """Whether it is still to be done."""
        return self.done is None or self.done > now

    def is_late(self, now: datetime) -> bool:
        """Whether it is open past its time."""
        return self.is_open(now) and self.due is not None and now > self.due

    def overdue(self, now: datetime) -> timedelta:
        """How long it was or is late; zero when it is not."""
        end = now if self.done is None else min(self.done, now)
        return max(end - self.due, timedelta()) if self.due is not None else timedelta()


@dataclass(frozen=True, slots=True)
class Owed:
    """One obligation as read from the facts: its parts, how far it is in words, and the facts that it was read from."""

    code: Code
    parts: tuple[Part, ...]
    done: Sentence
    read: tuple[object, ...]


def all_done(*instants: datetime | None) -> datetime | None:
    """Return when the last of several things was done; None while one isn't."""
    known = [each for each in instants if each is not None]
    return max(known) if known and len(known) == len(instants) else None


def since_then(at: datetime | None, start: datetime | None) -> datetime | None:
    """Return an instant unless it lies before `start`: what was done for an earlier decision is not done for this one."""
    return None if at is not None and start is not None and at < start else at


def settle(owed: Owed, facts: EngagementFacts, *, now: datetime, rules: Rules) -> Obligation:
    """Say how an obligation stands at `now`. The same facts and the same time give the same answer, for anybody.

    Once its gate was passed with it met, that is how it stands: later facts count only for what runs all the time.
    """
    duty = DUTIES[owed.code]
    since = promised_at(facts, owed.code)
    passed = gate_passed(duty.gate, facts, since)
    met = None if owed.code in ALL_THE_TIME else facts.timeline.met_at(owed.code, passed)
    owed = _as_it_was(owed, met) if met is not None else owed
    again = promised_anew(owed.code, facts, since, passed)
    waiver = carried(facts.promisees, Purpose.WAIVE, now=now, rules=rules, code=owed.code)
    fresh = again if duty.gate in BEFORE_DECIDED or waiver is not None else None
    parts = tuple(_from_then_on(part, facts, since, fresh, rules) for part in owed.parts)
    broken = _broken_at(owed, parts, facts, since, now, rules)
    waived = since_then(waiver, again or since)
    is_met = not any(part.is_open(now) and (part.is_gated or part.is_late(now)) for part in parts)
    open_dues = [part.due for part in parts if part.due is not None and part.is_open(now)]
    all_dues = [part.due for part in parts if part.due is not None]
    state = _state(parts, facts, now, broken, waived)
    return Obligation(
        code=owed.code,
        level=duty.level,
        gate=duty.gate,
        state=state,
        due=min(open_dues, default=max(all_dues, default=None)),
        days_late=0 if state in LET_GO else _days_late(parts, now),
        is_met=is_met,
        met_at=all_done(*(part.done for part in parts)) if is_met else None,
        broken_at=broken,
        waived_at=waived,
        owed=duty.in_words(rules),
        done=owed.done,
        part=duty.page,
        inputs_hash=facts_hash(
            owed.code, parts, owed.read, facts.levels, facts.promisees, met, _hash_of(rules)
        ),
    )


@cache
def _hash_of(rules: Rules) -> str:
    return facts_hash(rules)


def promised_at(facts: EngagementFacts, code: Code) -> datetime:
    """Return since when the level of an obligation is promised: the beginning of the time in which it always was."""
    since = facts.levels[-1].at
    for change in reversed(facts.levels):
        if change.level < level_of(code):
            break
        since = change.at
    return since


def promised_anew(
    code: Code, facts: EngagementFacts, since: datetime, passed: datetime | None
) -> datetime | None:
    """Return since when something is owed once more because the matter was taken up again; None where it isn't.

    What was let go for the earlier decision is owed for the one to come, but for what was due at a gate that stays passed.
    """
    reopened = facts.timeline.reopened
    if reopened is None or reopened < since or (passed is not None and passed < reopened):
        return None
    return reopened


def _as_it_was(owed: Owed, met: Met) -> Owed:
    """What was met when its gate was passed: a part that today's facts leave open was done by then."""
    parts = tuple(
        replace(part, done=min(met.at, met.passed))
        if part.is_gated and (part.done is None or part.done > met.passed)
        else part
        for part in owed.parts
    )
    return owed if parts == owed.parts else replace(owed, parts=parts, done=say(AS_IT_WAS))


def _from_then_on(
    part: Part, facts: EngagementFacts, since: datetime, again: datetime | None, rules: Rules
) -> Part:
    """What a raised level adds, or is owed once more, is due at the earliest after the days of notice from then on."""
    announced = facts.timeline.announced
    if part.due is None or announced is None:
        return part
    start = max([each for each in (since, again) if each is not None])
    if start <= announced or (again is not None and not part.is_open(again)):
        return part
    return replace(part, due=max(part.due, start + timedelta(days=rules.engagement_notice_days)))


def _days_late(parts: Iterable[Part], now: datetime) -> int:
    """Return the days of the part that is or was latest; a day that has begun counts."""
    parts = list(parts)
    late = [part for part in parts if part.is_late(now)] or parts
    return max((-(-part.overdue(now) // ONE_DAY) for part in late), default=0)


def _state(
    parts: tuple[Part, ...],
    facts: EngagementFacts,
    now: datetime,
    broken: datetime | None,
    waived: datetime | None,
) -> ObligationState:
    still = [part for part in parts if part.is_open(now)]
    if broken is not None and (waived is None or broken <= waived):
        return ObligationState.BROKEN
    if still and waived is not None:
        return ObligationState.WAIVED_BY_PROMISEES
    if still and facts.timeline.withdrawn is not None:
        return ObligationState.LAPSED
    if still or not parts:
        return _running(parts, now)
    is_late = any(part.overdue(now) for part in parts)
    return ObligationState.KEPT_LATE if is_late else ObligationState.KEPT


def _running(parts: tuple[Part, ...], now: datetime) -> ObligationState:
    if any(part.is_late(now) for part in parts):
        return ObligationState.LATE
    has_begun = any(part.due is not None or not part.is_open(now) for part in parts)
    return ObligationState.PENDING if has_begun else ObligationState.NOT_YET_DUE


def _broken_at(
    owed: Owed, parts: tuple[Part, ...], facts: EngagementFacts, since: datetime, now: datetime, rules: Rules
) -> datetime | None:
    """Return the first instant at which it broke: too late, its gate passed, or a claim unanswered."""
    recorded = [each.at for each in facts.promisees.broken if each.code is owed.code]
    claim = unanswered_since(facts.promisees.claims, owed.code, now=now, rules=rules)
    left = facts.timeline.withdrawn or now
    ends = [_too_late(part, min(now, left), rules) for part in parts] + [claim]
    ends += [_left_open(part, _end(owed, facts, since), now) for part in parts]
    return min([*recorded, *(end for end in ends if end is not None)], default=None)


def _too_late(part: Part, now: datetime, rules: Rules) -> datetime | None:
    if part.due is None:
        return None
    end = part.due + rules.broken_after
    return end if now > end and (part.done is None or part.done > end) else None


def _left_open(part: Part, end: datetime | None, now: datetime) -> datetime | None:
    """What was open when its gate was passed is broken; what had not begun by then is not owed."""
    if end is None or part.due is None or not part.is_gated:
        return None
    return end if now >= end and (part.done is None or part.done > end) else None


def _end(owed: Owed, facts: EngagementFacts, since: datetime) -> datetime | None:
    """Return when the gate was passed or the engagement was left by its exit, once people had been asked."""
    passed = gate_passed(DUTIES[owed.code].gate, facts, since)
    times = facts.timeline
    return passed or (times.withdrawn if times.opened is not None else None)


def gate_passed(gate: Transition, facts: EngagementFacts, since: datetime) -> datetime | None:
    """Return when a gate was passed: for what was promised later, the next gate that was passed after the promise."""
    after = GATES[GATES.index(gate) :]
    passed = (facts.timeline.of(each) for each in after)
    return next((at for at in passed if at is None or at >= since), None)
