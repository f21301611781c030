"""What EMPOWERING owes: “We will implement what you decide”. E1 to E7; no way back, for anybody."""

from __future__ import annotations

from datetime import datetime

from engagement.rules.facts import EngagementFacts
from engagement.rules.informing import is_of_its_time
from engagement.rules.outcome_facts import Impossibility
from engagement.rules.parameters import Rules
from engagement.rules.progress import (
    done_by_body,
    end_of_time,
    far_late_from,
    progress_parts,
    settled,
    taken_down,
    was_far_late,
)
from engagement.rules.promise_facts import Code
from engagement.rules.sentences import ngettext, say
from engagement.rules.settling import MOMENT, Owed, Part, all_done, since_then
from initiatives.rules.refusals import gettext_noop as _

TELLERS = 2
SPEAKERS = 2  # seats of the body that know the document of an impossibility for the authority's


def handed_over(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """E1: the delegation instrument first: clause, scope, budget, legal limits, duration."""
    paper = facts.outcome.delegation
    lacks = [
        name
        for name, has in (
            (_("clause"), bool(paper.clause.strip())),
            (_("scope"), bool(paper.scope.strip())),
            (_("budget"), paper.budget is not None),
            (_("legal limits"), bool(paper.legal_limits.strip())),
            (_("duration"), paper.until is not None),
            (_("adoption"), paper.adopted is not None),
        )
        if not has
    ]
    return Owed(
        Code.E1,
        (Part(facts.timeline.announced, None if lacks else paper.adopted),),
        say(_("Missing: {lacks}."), lacks=tuple(lacks) or _("nothing")),
        (paper, facts.timeline.announced),
    )


def open_roll(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """E2: the roll is published with its rule, and no professional holds a vote or the chair."""
    roll = facts.outcome.roll
    holders = sum(seat.is_professional and (seat.is_voting or seat.is_co_chair) for seat in facts.body.seats)
    is_whole = bool(roll.eligibility.strip()) and holders == 0
    return Owed(
        Code.E2,
        (Part(facts.timetable.opens, roll.published if is_whole else None),),
        say(
            _("Roll {published}; {holders} with a vote or the chair; {attempts} by professionals refused."),
            published=_("published") if roll.published else _("not published"),
            holders=ngettext("{n} professional", "{n} professionals", holders),
            attempts=ngettext("{n} attempt", "{n} attempts", roll.refused_attempts),
        ),
        (roll, facts.body.seats, facts.timetable.opens),
    )


def set_by_body(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """E3: the body sets question, options, rule and quorum."""
    own = facts.outcome.set_by_body
    each = (
        (_("question"), own.question),
        (_("options"), own.options),
        (_("rule"), own.rule),
        (_("quorum"), own.quorum),
    )
    return Owed(
        Code.E3,
        (Part(facts.timetable.decides, all_done(*(at for _name, at in each))),),
        say(
            _("Still to set: {lacks}."), lacks=tuple(name for name, at in each if at is None) or _("nothing")
        ),
        (own, facts.timetable.decides),
    )


def certified(facts: EngagementFacts) -> datetime | None:
    """Return when the second community teller certified the count; the same teller twice is one.

    What was certified before the matter was reopened counts for the earlier decision.
    """
    first_by_teller: dict[str, datetime] = {}
    for each in facts.outcome.certifications:
        if each.is_community and since_then(each.at, facts.timeline.reopened):
            first_by_teller[each.teller] = min(each.at, first_by_teller.get(each.teller, each.at))
    ends = sorted(first_by_teller.values())
    return ends[TELLERS - 1] if len(ends) >= TELLERS else None


def in_force_by_itself(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """E4: two community tellers certify; it is in force at once and creates commitments by itself.

    After a reopening, what the earlier decision created is not what the later one owes.
    """
    at, since = certified(facts), facts.timeline.reopened
    commitments = [each for each in facts.outcome.commitments if since_then(each.created, since)]
    created = min((each.created for each in commitments if each.has_owner), default=None)
    follows = (Part(at + MOMENT, created, is_gated=False),) if at else ()
    signed = [each for each in facts.outcome.certifications if since_then(each.at, since)]
    tellers = {each.teller for each in signed if each.is_community}
    return Owed(
        Code.E4,
        (Part(facts.timetable.decides, at), *follows),
        say(
            _("Certified by {tellers} of {needed} tellers; {commitments} created."),
            tellers=len(tellers),
            needed=TELLERS,
            commitments=ngettext("{n} commitment", "{n} commitments", len(commitments)),
        ),
        (facts.outcome.certifications, created, facts.timetable.decides),
    )


def only_by_law(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """E5: impossibility only by a named legal authority with a document; the matter goes back to the same body."""
    filed = [each for each in facts.outcome.impossibilities if is_of_its_time(facts, each.filed)]
    parts = tuple(_back_with_the_body(each) for each in filed)
    return Owed(
        Code.E5,
        parts,
        say(
            _("{filed} filed; {returned} with the authority’s document and back with the group."),
            filed=ngettext("{n} impossibility", "{n} impossibilities", len(filed)),
            returned=sum(part.done is not None for part in parts),
        ),
        (tuple(filed),),
    )


def _back_with_the_body(each: Impossibility) -> Part:
    """It goes back at the moment in which the body knows the document for the authority's; before, nothing is impossible."""
    sure = acknowledged(each)
    return Part(sure + MOMENT if sure else None, each.returned, is_gated=sure is not None)


def acknowledged(each: Impossibility) -> datetime | None:
    """Return when the second seat of the body said that the document is the authority's; one seat twice is one.

    None for one without a named authority or a document, whoever says so.
    """
    if not (each.authority.strip() and each.document.strip()):
        return None
    first: dict[str, datetime] = {}
    for said in each.acknowledgements:
        if said.at >= each.filed:
            first[said.speaker] = min(said.at, first.get(said.speaker, said.at))
    ends = sorted(first.values())
    return ends[SPEAKERS - 1] if len(ends) >= SPEAKERS else None


def waiting_for_the_body(facts: EngagementFacts) -> tuple[Impossibility, ...]:
    """Return what was filed against the decision that stands and is not back with the body."""
    decided = facts.timeline.decided
    return tuple(
        each
        for each in facts.outcome.impossibilities
        if each.returned is None and decided is not None and each.filed > decided
    )


def progress_told(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """E6: progress at regular times, and everything done by its day or let go, as the body says."""
    parts: list[Part] = []
    for each in facts.outcome.commitments:
        end = settled(each)
        parts += progress_parts(each.created, each.progress, every=rules.progress_days, end=end)
        parts.append(Part(end_of_time(each, facts), end))
    if not parts:
        parts.append(Part(None))
    commitments = facts.outcome.commitments
    left = [each for each in commitments if each.released is None]
    return Owed(
        Code.E6,
        tuple(parts),
        say(
            _("{done} of {commitments} marked done by the group."),
            done=sum(done_by_body(each) is not None for each in left),
            commitments=ngettext("{n} commitment", "{n} commitments", len(left)),
        ),
        (commitments,),
    )


def said_on_front_page(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """E7: the banner is computed, so it is up when it must be; its end is the body's to say, and holds completion."""
    late = [each for each in facts.outcome.commitments if was_far_late(each, facts, now, rules)]
    shown = tuple(Part(at, at) for at in (far_late_from(each, facts, rules) for each in late))
    ends = [taken_down(each, facts, rules) for each in late]
    lifted = tuple(Part(None, end) for end in ends)
    return Owed(
        Code.E7,
        shown + lifted,
        say(
            _("{late} far too late; the banner of {lifted} was taken down by the group."),
            late=ngettext("{n} commitment", "{n} commitments", len(late)),
            lifted=sum(end is not None for end in ends),
        ),
        (tuple(late),),
    )
