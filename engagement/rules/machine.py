"""What is missing before an engagement may move on. SPECTRUM section 2: refused with the list, never with a bare error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from engagement.rules.clock_law import closing_missing, deciding_missing, opening_missing, timetable_missing
from engagement.rules.empowering import acknowledged
from engagement.rules.evidence_law import evidence_missing
from engagement.rules.facts import EngagementFacts
from engagement.rules.missing import Lack, Missing, lack
from engagement.rules.obligation import Obligation, PagePart
from engagement.rules.obligations import holding
from engagement.rules.parameters import Rules
from engagement.rules.promise_facts import Purpose
from engagement.rules.promisees import carried
from engagement.rules.room_law import room_missing
from engagement.rules.sentences import ngettext, say
from engagement.rules.settling import since_then
from engagement.rules.spectrum import Level
from engagement.rules.stage_words import STAGES, STEPS
from engagement.rules.stages import Transition, leaves_from
from initiatives.rules.refusals import gettext_noop as _

FRAMING_WORDS: tuple[tuple[Lack, str, str], ...] = (
    (Lack.QUESTION, "question", _("The question is missing. Write what people are asked.")),
    (Lack.FIXED, "fixed", _("What is already fixed is missing: nobody should argue about it in vain. Write it, or “nothing”.")),
    (Lack.STILL_OPEN, "still_open", _("What is still open is missing: that is what people can change. Write it.")),
    (Lack.WHO_DECIDES, "who_decides", _("Who decides is missing. Name the group.")),
    (Lack.AUTHORITY, "authority", _("By what authority is missing. Name the clause or the recorded decision.")),
    (Lack.AFFECTED, "affected", _("Who is affected is missing. Choose the population.")),
    (Lack.PARTICIPATION_BUDGET, "participation_budget",
     _("What taking part may cost is missing: stipends, childcare, paper. Write the sum, or “none”.")),
)  # fmt: skip


def missing_for(
    transition: Transition,
    facts: EngagementFacts,
    *,
    now: datetime,
    rules: Rules,
    reason: str = "",
) -> tuple[Missing, ...]:
    """Return everything that is missing before a transition may be made; nothing means that it may.

    `reason` is what somebody gives for withdrawing. Who may make a transition is the table's to say (`spectrum_table`).
    """
    if facts.timeline.stage not in leaves_from(transition, facts.level):
        return (_not_on_the_way(transition, facts),)
    if transition is Transition.WITHDRAW:
        return _withdrawing(facts, reason)
    own = _OWN.get(transition)
    found = own(facts, now, rules) if own else ()
    held = holding(transition, facts, now=now, rules=rules)
    return found + tuple(_of_obligation(each) for each in held)


def _not_on_the_way(transition: Transition, facts: EngagementFacts) -> Missing:
    return lack(
        Lack.NOT_ON_THE_WAY,
        PagePart.TIMETABLE,
        _("“{transition}” is no step from “{stage}” at this level. Take the steps in their order."),
        transition=STEPS[transition],
        stage=STAGES[facts.timeline.stage],
    )


def _of_obligation(each: Obligation) -> Missing:
    """An obligation that holds the way: what is owed, how far it is."""
    return Missing(
        Lack.OBLIGATION,
        say("{owed} {done}", owed=each.owed, done=each.done),
        each.part,
        each.code,
    )


def _withdrawing(facts: EngagementFacts, reason: str) -> tuple[Missing, ...]:
    """Giving a question up is no veto: not over a vote that runs or stands, and at EMPOWERING the group votes on it. E4."""
    found, matter = [], facts.matter
    if not reason.strip():
        found.append(
            lack(
                Lack.REASON,
                PagePart.OUTCOME,
                _("A reason is missing: people were promised something. Write why."),
            )
        )
    if matter.on_the_way:
        found.append(
            lack(
                Lack.VOTE_ON_THE_WAY,
                PagePart.VOTES,
                _(
                    "A vote on it is on the way: nobody ends it by giving the question up. Wait for its end, or take that vote back before it opens."
                ),
            )
        )
    if matter.in_force:
        found.append(
            lack(
                Lack.VOTE_IN_FORCE,
                PagePart.VOTES,
                _(
                    "A vote on it is in force, and giving the question up would undo it. Carry out what was decided."
                ),
            )
        )
    if facts.level is Level.EMPOWERING and facts.timeline.announced is not None and matter.given_up is None:
        found.append(
            lack(
                Lack.GROUP_VOTE,
                PagePart.VOTES,
                _(
                    "Here the group decides, also whether the question is given up: no one seat does. Put it to a vote."
                ),
            )
        )
    return tuple(found)


def _announcing(facts: EngagementFacts, now: datetime, rules: Rules) -> tuple[Missing, ...]:
    framing = facts.framing
    found = [
        lack(kind, PagePart.FRAMING, words)
        for kind, name, words in FRAMING_WORDS
        if not str(getattr(framing, name)).strip()
    ]
    if framing.data_snapshot < 1 and not framing.no_data_reason.strip():
        found.append(
            lack(
                Lack.REFERENCE_DATA,
                PagePart.EVIDENCE,
                _("The figures to go by are missing. Attach published ones, or say why there are none."),
            )
        )
    if facts.first_alternative is not None:
        found.append(
            lack(
                Lack.LEVEL_FIRST,
                PagePart.ALTERNATIVES,
                _(
                    "An option was written before the level was announced: it would look decided already. Take it out, and write it afterwards."
                ),
            )
        )
    return tuple(found) + timetable_missing(facts, now=now, rules=rules)


def _opening(facts: EngagementFacts, now: datetime, rules: Rules) -> tuple[Missing, ...]:
    return opening_missing(facts, now=now, rules=rules)


def _closing(facts: EngagementFacts, now: datetime, rules: Rules) -> tuple[Missing, ...]:
    return closing_missing(facts, now=now, rules=rules)


def _deciding(facts: EngagementFacts, now: datetime, rules: Rules) -> tuple[Missing, ...]:
    evidence = evidence_missing(facts.outcome.evidence, today=facts.calendar.day_of(now))
    noticed = since_then(facts.room.noticed, facts.timeline.reopened)
    room = room_missing(replace(facts.room, noticed=noticed), now=now, rules=rules)
    return deciding_missing(facts, now=now) + room + evidence


def _completing(facts: EngagementFacts, now: datetime, rules: Rules) -> tuple[Missing, ...]:
    """At EMPOWERING E6 and E7 hold it; at the other levels what was committed must be done as well."""
    left = sum(each.done is None and each.released is None for each in facts.outcome.commitments)
    if facts.level is Level.EMPOWERING or left == 0:
        return ()
    return (
        lack(
            Lack.COMMITMENTS,
            PagePart.COMMITMENTS,
            _("{left} not done yet. Do them, or be released from them by those to whom they were made."),
            left=ngettext("{n} commitment is", "{n} commitments are", left),
        ),
    )


def _reopening(facts: EngagementFacts, now: datetime, rules: Rules) -> tuple[Missing, ...]:
    """Reopening wants a call that is newer than the decision: see `called_back`."""
    if called_back(facts, now=now, rules=rules) is not None:
        return ()
    return (
        lack(
            Lack.REOPENING,
            PagePart.PROMISEES,
            _(
                "Only the people we promised, or those who decided, can take it up again. Ask them; they have {days} days."
            ),
            days=rules.promisees_vote_days,
        ),
    )


def called_back(facts: EngagementFacts, *, now: datetime, rules: Rules) -> datetime | None:
    """Return when the decision was called back: by the promisees' vote, the same electorate (a joint body once: L5),
    or a legal impossibility of which the body knows the document (E5). Only what came after the decision counts.
    """
    decided, outcome = facts.timeline.decided, facts.outcome
    calls = [carried(facts.promisees, Purpose.REOPEN, now=now, rules=rules)]
    calls.append(
        outcome.monitoring.recalled if facts.level is Level.COLLABORATING else outcome.electorate_reopened
    )
    if facts.level is Level.EMPOWERING:
        calls += [acknowledged(each) for each in outcome.impossibilities]
    fresh = [each for each in calls if each is not None and decided is not None and decided < each <= now]
    return min(fresh, default=None)


_OWN: dict[Transition, Callable[[EngagementFacts, datetime, Rules], tuple[Missing, ...]]] = {
    Transition.ANNOUNCE: _announcing,
    Transition.OPEN: _opening,
    Transition.CLOSE_INPUT: _closing,
    Transition.DECIDE: _deciding,
    Transition.COMPLETE: _completing,
    Transition.REOPEN: _reopening,
}
