"""What COLLABORATING owes on top: true partners. L1 to L6."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction

from engagement.rules.duties import share_in_words
from engagement.rules.facts import EngagementFacts
from engagement.rules.informing import is_of_its_time
from engagement.rules.outcome_facts import Override, OwnerAnswer
from engagement.rules.parameters import Rules
from engagement.rules.progress import progress_parts
from engagement.rules.promise_facts import Code
from engagement.rules.sentences import Sentence, ngettext, say
from engagement.rules.settling import MOMENT, Owed, Part, all_done, since_then
from initiatives.rules.refusals import gettext_noop as _


def joint_body(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """L1: a chartered body in which residents hold their part of the votes, and a co-chair."""
    voting = [seat for seat in facts.body.seats if seat.is_voting]
    residents = sum(seat.is_residents for seat in voting)
    has_chair = any(seat.is_residents and seat.is_co_chair and seat.is_held for seat in facts.body.seats)
    has_share = bool(voting) and Fraction(residents, len(voting)) >= rules.community_share
    return Owed(
        Code.L1,
        (Part(facts.timeline.announced, facts.body.chartered if has_share and has_chair else None),),
        say(
            _(
                "{residents} of {votes} held for residents, {share} needed; co-chair {chair}; charter {charter}."
            ),
            residents=residents,
            votes=ngettext("{n} vote", "{n} votes", len(voting)),
            share=share_in_words(rules.community_share),
            chair=_("a resident") if has_chair else _("missing"),
            charter=_("adopted") if facts.body.chartered else _("missing"),
        ),
        (facts.body.chartered, facts.body.seats, facts.timeline.announced),
    )


def criteria_first(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """L2: criteria and weights are adopted jointly before any score; the scores of each seat are kept, and most seats score."""
    criteria = facts.outcome.criteria
    is_first = _is_ordered(criteria.adopted, criteria.first_scored)
    is_whole = criteria.carried_jointly and is_first and criteria.scored_jointly
    return Owed(
        Code.L2,
        (Part(facts.timetable.decides, criteria.last_scored if is_whole else None),),
        say(
            _("Criteria {adopted}; {scored} of {voting} scored every option on every one of them{order}."),
            adopted=_("agreed together")
            if criteria.carried_jointly and criteria.adopted
            else _("not agreed together"),
            scored=criteria.seats_scored,
            voting=ngettext("{n} seat", "{n} seats", criteria.seats_voting),
            order=""
            if is_first or criteria.first_scored is None
            else _("; scored before the criteria were agreed"),
        ),
        (criteria, facts.timetable.decides),
    )


def _is_ordered(first: datetime | None, then: datetime | None) -> bool:
    return first is not None and then is not None and first <= then


def found_by_consent(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """L3: the preferred option, with each objection reasoned and followed by a round of amendment."""
    found = facts.outcome.recommendation
    rounds = all_done(
        since_then(found.found, facts.timeline.reopened), *(each.amendment_round for each in found.objections)
    )
    is_whole = bool(found.option) and all(each.has_reason for each in found.objections)
    return Owed(
        Code.L3,
        (Part(facts.timetable.decides, rounds if is_whole else None),),
        say(
            _("Preferred option {option}; {amended} of {objections} led to an amendment round."),
            option=found.option or _("not found yet"),
            amended=sum(each.amendment_round is not None for each in found.objections),
            objections=ngettext("{n} objection", "{n} objections", len(found.objections)),
        ),
        (found, facts.timetable.decides),
    )


def owner_answers(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """L4: the owner adopts the recommendation in time, or overrides it in the open."""
    found, owner = facts.outcome.recommendation.found, facts.outcome.owner
    due = found + timedelta(days=rules.adoption_days) if found else None
    over = overridden(owner.override, rules) if owner.override else None
    return Owed(
        Code.L4,
        (Part(due, since_then(owner.adopted or over, found or facts.timeline.reopened)),),
        _answer_in_words(owner, rules),
        (owner, found),
    )


def overridden(override: Override, rules: Rules) -> datetime | None:
    """Return when an override is whole: vote, reasons, standstill, reply, conciliation. None while a part is missing.

    A joint body that was asked for its reply and gave none by the end of the standstill does not stop it.
    """
    standstill = timedelta(days=rules.standstill_days)
    has_vote = override.cast > 0 and Fraction(override.agreed, override.cast) >= rules.override_share
    has_reasons = 0 < override.criteria <= override.reasons
    if not (has_vote and has_reasons):
        return None
    silence = override.reply_asked + standstill if override.reply_asked else None
    return all_done(override.voted + standstill, override.conciliation, override.reply_published or silence)


def _answer_in_words(owner: OwnerAnswer, rules: Rules) -> Sentence:
    override = owner.override
    if owner.adopted is not None:
        return say(_("Adopted as recommended."))
    if override is None:
        return say(_("The owner has not answered yet."))
    return say(
        _(
            "Decided otherwise by {agreed} of {cast}, {share} needed; reasons for {reasons} of {criteria}; conciliation {met}; reply {reply}."
        ),
        agreed=override.agreed,
        cast=ngettext("{n} vote", "{n} votes", override.cast),
        share=share_in_words(rules.override_share),
        reasons=override.reasons,
        criteria=ngettext("{n} criterion", "{n} criteria", override.criteria),
        met=_("held") if override.conciliation else _("missing"),
        reply=_("published") if override.reply_published else _("not published"),
    )


def joint_watch(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """L5: the joint body watches what is done, regularly, until it is completed."""
    start, reports = facts.timeline.implementing, facts.outcome.monitoring.reports
    parts = progress_parts(
        start, reports, every=rules.progress_days, end=facts.timeline.completed, is_first_owed=True
    )
    return Owed(
        Code.L5,
        parts,
        say(
            _("{reports} by the joint group so far."),
            reports=ngettext("{n} report", "{n} reports", len(reports)),
        ),
        (start, reports, facts.timeline.completed),
    )


def same_moment(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """L6: drafts, data and minutes reach community seats at the same moment as staff."""
    releases = [each for each in facts.body.releases if is_of_its_time(facts, each.staff)]
    return Owed(
        Code.L6,
        tuple(Part(each.staff + MOMENT, each.community_seats) for each in releases),
        say(
            _("{reached} of {releases} reached community seats."),
            reached=sum(
                each.community_seats is not None and each.community_seats <= now for each in releases
            ),
            releases=ngettext("{n} document", "{n} documents", len(releases)),
        ),
        (tuple(releases),),
    )
