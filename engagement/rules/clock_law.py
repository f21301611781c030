"""S2, clocks only lengthen: notice, the time to speak, dates that move later, and the urgent decision that lapses."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from engagement.rules.facts import EngagementFacts
from engagement.rules.framing_facts import Emergency, Timetable
from engagement.rules.missing import Lack, Missing, lack
from engagement.rules.obligation import PagePart
from engagement.rules.obligations import obligation
from engagement.rules.parameters import Rules
from engagement.rules.promise_facts import Code
from engagement.rules.sentences import Value, days
from engagement.rules.spectrum import Level
from engagement.rules.stages import BEFORE_DECIDED, Stage
from initiatives.rules.refusals import gettext_noop as _

ONE_DAY = timedelta(days=1)
URGENT_WANTS = (Code.I1, Code.I2)
DATES = {
    "opens": _("the day on which it opens"),
    "closes": _("the last day to speak"),
    "decides": _("the day of the decision"),
}


def days_until(then: datetime, now: datetime) -> int:
    """Return the days until an instant; one that has begun counts."""
    return -(-(then - now) // ONE_DAY)


def timetable_missing(facts: EngagementFacts, *, now: datetime, rules: Rules) -> tuple[Missing, ...]:
    """Return what the timetable of an announcement still wants: all dates, notice, time to speak, the right order."""
    plan = facts.timetable
    opens, decides = plan.opens, plan.decides
    closes = plan.closes if facts.level > Level.INFORMING else opens
    if opens is None or closes is None or decides is None:
        return (
            _lack(
                Lack.TIMETABLE,
                _(
                    "Dates are missing: people must know when they can speak and when it is decided. Set them."
                ),
            ),
        )
    found: list[Missing] = []
    if opens < now + timedelta(days=rules.engagement_notice_days):
        found.append(_notice(now + timedelta(days=rules.engagement_notice_days), now))
    if facts.level > Level.INFORMING and closes - opens < timedelta(days=rules.engagement_window_days):
        found.append(
            _lack(
                Lack.WINDOW,
                _("People have {has} to speak, and need {days}. Close it later."),
                has=days((closes - opens) // ONE_DAY),
                days=rules.engagement_window_days,
            )
        )
    if decides < closes:
        found.append(_lack(Lack.TIMETABLE, _("It would be decided before people have spoken. Decide later.")))
    return tuple(found)  # fmt: skip


def _lack(kind: Lack, pattern: str, **values: Value) -> Missing:
    return lack(kind, PagePart.TIMETABLE, pattern, **values)


def _notice(until: datetime, now: datetime) -> Missing:
    return _lack(
        Lack.NOTICE,
        _(
            "People are told beforehand so that they can come: {left} of notice are still to pass. Open it later."
        ),
        left=days(days_until(until, now)),
    )


def opening_missing(facts: EngagementFacts, *, now: datetime, rules: Rules) -> tuple[Missing, ...]:
    """Return what opening still wants of the clock: notice since the announcement (or reopening), the day told."""
    told = facts.timeline.reopened or facts.timeline.announced
    if told is None:
        return ()
    until = told + timedelta(days=rules.engagement_notice_days)
    return (_notice(until, now),) if now < until else _before(facts.timetable.opens, "opens", now)


def closing_missing(facts: EngagementFacts, *, now: datetime, rules: Rules) -> tuple[Missing, ...]:
    """Return what closing still wants of the clock: the whole window, and the day that people were told."""
    opened = facts.timeline.opened
    if opened is None:
        return ()
    until = opened + timedelta(days=rules.engagement_window_days)
    if now < until:
        left = days(days_until(until, now))
        return (
            _lack(
                Lack.WINDOW,
                _("People can still speak for {left}: so much time was promised. Close it then."),
                left=left,
            ),
        )
    return _before(facts.timetable.closes, "closes", now)  # fmt: skip


def deciding_missing(facts: EngagementFacts, *, now: datetime) -> tuple[Missing, ...]:
    """Return whether it is too early to decide: not before the day that people were told."""
    return _before(facts.timetable.decides, "decides", now)


def _before(told: datetime | None, name: str, now: datetime) -> tuple[Missing, ...]:
    if told is None or now >= told:
        return ()
    return (
        _lack(
            Lack.TOO_EARLY,
            _("People were told another day: {date} is {left} away. Wait until then."),
            date=DATES[name],
            left=days(days_until(told, now)),
        ),
    )


def move_missing(facts: EngagementFacts, to: Timetable) -> tuple[Missing, ...]:
    """Return the dates that a new timetable would bring forward or take away, once it is announced."""
    if facts.timeline.announced is None:
        return ()
    pairs = {
        "opens": (facts.timetable.opens, to.opens),
        "closes": (facts.timetable.closes, to.closes),
        "decides": (facts.timetable.decides, to.decides),
    }
    return tuple(
        _lack(
            Lack.EARLIER_DATE,
            _("A date may move later, never earlier: people have planned with {date}. Choose a later day."),
            date=DATES[name],
        )
        for name, (old, new) in pairs.items()
        if old is not None and (new is None or new < old)
    )


class EmergencyState(StrEnum):
    """How an urgent decision stands."""

    IN_FORCE = "in_force"
    RATIFIED = "ratified"
    LAPSED = "lapsed"


def emergency_missing(
    facts: EngagementFacts, *, what: str, ground: str, now: datetime, rules: Rules
) -> tuple[Missing, ...]:
    """Return what an urgent decision at INFORMING still wants: what is decided and why, the page that explains, once."""
    stage = facts.timeline.stage
    at_first = (
        (
            stage not in BEFORE_DECIDED or stage is Stage.DRAFT,
            Lack.NOT_ON_THE_WAY,
            _("An urgent decision comes after the announcement and before the decision. Announce it first."),
        ),
        (
            facts.emergency is not None,
            Lack.ALREADY,
            _(
                "There was an urgent decision already; a second one would put the promise off for ever. Decide at the level that was declared."
            ),
        ),
        (
            not what.strip(),
            Lack.REASON,
            _("What is decided is missing: people must know what holds from now on. Write it."),
        ),
        (
            not ground.strip(),
            Lack.GROUND,
            _("The ground is missing: it is public. Write why it can’t wait."),
        ),
    )
    owed = ((code, obligation(code, facts, now=now, rules=rules)) for code in URGENT_WANTS)
    return (
        *(lack(code, PagePart.DECISION, sentence) for is_so, code, sentence in at_first if is_so),
        *(Missing(Lack.OBLIGATION, one.done, one.part, code) for code, one in owed if one.is_holding),
    )


def as_first_declared(facts: EngagementFacts) -> EngagementFacts:
    """Return an engagement at the level first declared, where it was lowered since: what was urgent is ratified there."""
    first = facts.levels[0]
    return replace(facts, levels=(first,)) if facts.level < first.level else facts


def emergency_lapses(emergency: Emergency, rules: Rules) -> datetime:
    """Return when an urgent decision lapses unless it is ratified at the level first declared."""
    return emergency.decided + timedelta(days=rules.emergency_days)


def emergency_state(emergency: Emergency, *, now: datetime, rules: Rules) -> EmergencyState:
    """Say whether an urgent decision is in force. Ratified too late it has lapsed."""
    end = emergency_lapses(emergency, rules)
    if emergency.ratified is not None and emergency.ratified <= min(end, now):
        return EmergencyState.RATIFIED
    return EmergencyState.IN_FORCE if now < end else EmergencyState.LAPSED
