"""What INFORMING owes: “We will keep you informed”. SPECTRUM section 2, I1 to I5."""

from __future__ import annotations

from datetime import datetime

from engagement.rules.facts import EngagementFacts
from engagement.rules.parameters import Rules
from engagement.rules.promise_facts import Code
from engagement.rules.sentences import Sentence, ngettext, say
from engagement.rules.settling import MOMENT, Owed, Part, all_done, since_then
from initiatives.rules.refusals import gettext_noop as _

FEWEST_ALTERNATIVES = 2


def explained(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """I1: a plain-language page with the problem, the alternatives (or why there is none), reasons against each."""
    page, options = facts.explanation, facts.alternatives
    weighed = [each.reasons_against for each in options if each.reasons_against]
    has_options = len(options) >= FEWEST_ALTERNATIVES or bool(page.no_alternative_because.strip())
    is_whole = bool(page.problem.strip()) and has_options
    done = all_done(page.published, *(each.reasons_against for each in options)) if is_whole else None
    return Owed(
        Code.I1,
        (Part(facts.timetable.decides, done),),
        _options_in_words(facts, len(weighed)),
        (page, options, facts.timetable),
    )


def _options_in_words(facts: EngagementFacts, weighed: int) -> Sentence:
    if facts.explanation.published is None:
        return say(_("The page is not published yet."))
    if not facts.alternatives and facts.explanation.no_alternative_because.strip():
        return say(_("It says why there is no alternative."))
    return say(
        _("{weighed} of {options} say what speaks against them; at least {needed} are needed."),
        weighed=weighed,
        options=ngettext("{n} option", "{n} options", len(facts.alternatives)),
        needed=FEWEST_ALTERNATIVES,
    )


def in_its_languages(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """I2: the required languages are there when it is published; the reading grade is shown; a waiver is recorded."""
    wording = facts.wording
    present = dict(wording.present)
    absent = sorted(wording.required - present.keys())
    done = all_done(*(present.get(language) for language in sorted(wording.required)))
    if "en" in wording.required and wording.grade is None:
        done = None
    if wording.waiver is not None and wording.waiver.reason.strip():
        done = done or wording.waiver.at
    return Owed(
        Code.I2,
        (Part(facts.timeline.announced, done),),
        say(
            _("Languages missing: {absent}. Reading grade: {grade}{hard}."),
            absent=", ".join(absent) or _("none"),
            grade=_("unknown") if wording.grade is None else str(wording.grade),
            hard=say(_(", above {grade}: hard to read"), grade=rules.reading_grade)
            if is_hard_to_read(facts, rules)
            else "",
        ),
        (wording, facts.timeline.announced),
    )


def is_hard_to_read(facts: EngagementFacts, rules: Rules) -> bool:
    """Whether the page carries the warning that its text is above the grade of the bylaws."""
    return facts.wording.grade is not None and facts.wording.grade > rules.reading_grade


def told_at_once(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """I3: decision and reasons out within working days; followers, staff and partners told at the same moment.

    Before it is decided nothing can have been told of it: what is there is of an earlier decision.
    """
    telling, decided = facts.telling, facts.timeline.decided
    every = (telling.published, telling.followers, telling.staff, telling.partners)
    told = tuple(since_then(each, decided) if decided else None for each in every)
    known = [each for each in told if each is not None]
    due = facts.calendar.after(decided, rules.outcome_working_days) if decided else None
    parts = [Part(due, all_done(*told))]
    if known:
        parts.append(Part(min(known) + MOMENT, all_done(*told)))
    return Owed(
        Code.I3,
        tuple(parts),
        say(_("Told so far: {told} of 4 (page, followers, staff, partners)."), told=len(known)),
        (telling, decided, facts.calendar.holidays),
    )


def questions_answered(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """I4: a question asked in public is answered in public within working days."""
    asked = [each for each in facts.hearing.questions if is_of_its_time(facts, each.asked)]
    parts = tuple(
        Part(facts.calendar.after(each.asked, rules.question_working_days), each.answered) for each in asked
    )
    return Owed(
        Code.I4,
        parts,
        say(
            _("{answered} of {asked} answered."),
            answered=sum(each.answered is not None for each in asked),
            asked=ngettext("{n} question", "{n} questions", len(asked)),
        ),
        (tuple(asked), facts.calendar.holidays),
    )


def is_of_its_time(facts: EngagementFacts, at: datetime) -> bool:
    """Whether something happened while the engagement ran: what comes after its end is no part of its promise."""
    end = facts.timeline.completed or facts.timeline.withdrawn
    return end is None or at <= end


def no_pretending(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """I5: INFORMING only. Nothing asks for input, since no input would be answered."""
    forms = facts.hearing.input_forms
    return Owed(
        Code.I5,
        (Part(facts.timeline.announced, facts.levels[-1].at if forms == 0 else None),),
        say(_("{forms} found."), forms=ngettext("{n} input form", "{n} input forms", forms)),
        (forms, facts.timeline.announced),
    )
