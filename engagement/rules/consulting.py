"""What CONSULTING owes on top: people are listened to, and are told what became of their words. C1 to C7."""

from __future__ import annotations

from datetime import datetime, timedelta

from engagement.rules.facts import EngagementFacts
from engagement.rules.hearing_facts import OFFLINE, Received
from engagement.rules.informing import is_of_its_time
from engagement.rules.parameters import Rules
from engagement.rules.parity import missing_groups
from engagement.rules.promise_facts import Code
from engagement.rules.sentences import Sentence, days, ngettext, say
from engagement.rules.settling import MOMENT, Owed, Part, all_done, since_then
from engagement.rules.themes import gaps
from initiatives.rules.refusals import gettext_noop as _

FEWEST_CHANNELS = 2


def ways_to_speak(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """C1: at opening two channels, one of them offline, and the draft analysis is published."""
    channels = facts.hearing.channels
    offline = len(channels & OFFLINE)
    has_ways = len(channels) >= FEWEST_CHANNELS and offline > 0
    return Owed(
        Code.C1,
        (Part(facts.timetable.opens, facts.hearing.draft_analysis if has_ways else None),),
        say(
            _("{channels}, {offline} without a computer; draft analysis {published}."),
            channels=ngettext("{n} way to speak", "{n} ways to speak", len(channels)),
            offline=offline,
            published=_("published") if facts.hearing.draft_analysis else _("not published"),
        ),
        (channels, facts.hearing.draft_analysis, facts.timetable.opens),
    )


def acknowledged(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """C2: a receipt with a number at once, a person's acknowledgement within working days."""
    received = [each for each in facts.hearing.received if is_of_its_time(facts, each.at)]
    return Owed(
        Code.C2,
        tuple(part for each in received for part in _receipt_and_answer(each, facts, rules)),
        say(
            _("{acknowledged} of {received} acknowledged by a person."),
            acknowledged=sum(each.acknowledged is not None for each in received),
            received=ngettext("{n} input", "{n} inputs", len(received)),
        ),
        (tuple(received), facts.calendar.holidays),
    )


def _receipt_and_answer(each: Received, facts: EngagementFacts, rules: Rules) -> tuple[Part, ...]:
    receipt = Part(each.at + MOMENT, each.receipt)
    if each.is_withdrawn and each.acknowledged is None:
        return (receipt,)
    due = facts.calendar.after(each.at, rules.acknowledge_working_days)
    return receipt, Part(due, each.acknowledged)


def what_we_heard(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """C3: the themes are published for correction some days before it is decided."""
    heard = since_then(facts.hearing.heard, facts.timeline.reopened)
    ripe = heard + timedelta(days=rules.heard_days) if heard else None
    return Owed(
        Code.C3,
        (Part(facts.timetable.decides, ripe),),
        _days_open(ripe, now),
        (heard, facts.timetable.decides),
    )


def _days_open(ripe: datetime | None, now: datetime) -> Sentence:
    if ripe is None:
        return say(_("It is not published yet."))
    left = max(ripe - now, timedelta())
    return say(_("Published; {left} left."), left=days(-(-left // timedelta(days=1))))


def themes_answered(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """C4: every theme has a disposition with a reason of its own and, where something changed, the passage."""
    themes = facts.themes
    open_ones = gaps(themes)
    is_whole = not open_ones and themes.unthemed == 0
    done = all_done(*(theme.disposed for theme in themes.themes)) if is_whole else None
    has_any = bool(themes.themes) or themes.unthemed > 0
    return Owed(
        Code.C4,
        (Part(facts.timetable.decides, done),) if has_any else (),
        say(
            _("{answered} of {themes} answered; {unthemed} in no theme."),
            answered=len(themes.themes) - len(open_ones),
            themes=ngettext("{n} theme", "{n} themes", len(themes.themes)),
            unthemed=ngettext("{n} input", "{n} inputs", themes.unthemed),
        ),
        (themes, facts.timetable.decides),
    )


def you_said_we_did(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """C5: “you said, we did, we did not because” is out, and sent to each contributor who can be reached."""
    answering, decided = facts.answering, facts.timeline.decided
    told = answering.last_told if answering.reachable else answering.published
    done = all_done(
        *(since_then(each, decided) for each in (answering.published, answering.receipts_show, told))
    )
    return Owed(
        Code.C5,
        (
            Part(
                decided + timedelta(days=rules.answer_days) if decided else None,
                done if answering.told >= answering.reachable else None,
            ),
        ),
        say(
            _("{published}; {told} of {reachable} told."),
            published=_("Published") if answering.published else _("Not published"),
            told=answering.told,
            reachable=ngettext("{n} person", "{n} people", answering.reachable),
        ),
        (answering, decided),
    )


def asked_to_rate(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """C6: contributors are asked, from 1 to 4, how their input was used."""
    ratings, back = facts.ratings, facts.timeline.reported_back
    due = back + timedelta(days=rules.rating_days) if back else None
    has_anybody = facts.answering.reachable > 0 or back is None
    return Owed(
        Code.C6,
        (Part(due, since_then(ratings.asked, back)),) if has_anybody else (),
        say(
            _("{asked}; {given} so far."),
            asked=_("Asked") if ratings.asked else _("Not asked"),
            given=ngettext("{n} answer", "{n} answers", len(ratings.given)),
        ),
        (ratings, back, facts.answering.reachable),
    )


def everybody_heard(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """C7: who took part is held against the affected population; for a group that is missing, something was done."""
    parity = facts.parity
    missing = missing_groups(parity, rules=rules)
    is_known = bool(parity.groups) or bool(parity.unknown_because.strip())
    done = all_done(parity.counted, *(answer.at for answer in parity.answers))
    return Owed(
        Code.C7,
        (Part(facts.timetable.decides, done if is_known and not missing else None),),
        say(
            _("{missing} without an answer: {names}."),
            missing=ngettext("{n} missing group", "{n} missing groups", len(missing)),
            names=", ".join(row.group for row in missing) or _("none"),
        )
        if is_known
        else say(_("Nobody has compared it yet.")),
        (parity, facts.timetable.decides),
    )
