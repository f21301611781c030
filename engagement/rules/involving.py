"""What INVOLVING owes on top: concerns are directly reflected in the alternatives. V1 to V6."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from engagement.rules.duties import share_in_words
from engagement.rules.facts import EngagementFacts
from engagement.rules.informing import is_of_its_time
from engagement.rules.parameters import Rules
from engagement.rules.people_facts import OWED_SUPPORTS, PanelAnswer, Session
from engagement.rules.promise_facts import Code
from engagement.rules.sentences import Sentence, ngettext, say
from engagement.rules.settling import Owed, Part, all_done
from engagement.rules.themes import unplaced
from initiatives.rules.refusals import gettext_noop as _

FEWEST_ROUNDS = 2


def panel_named(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """V1: a standing panel before any option, with its part from the group that the data shows to be behind."""
    panel, first = facts.panel, facts.first_alternative
    is_first = panel.named is not None and (first is None or panel.named <= first)
    has_behind = panel.from_group_behind >= rules.panel_behind_share * panel.members
    is_whole = is_first and panel.members > 0 and bool(panel.group_behind.strip()) and has_behind
    return Owed(
        Code.V1,
        (Part(facts.timeline.announced, panel.named if is_whole else None),),
        say(
            _("{behind} of {members} from the group behind ({group}); {share} are needed{order}."),
            behind=panel.from_group_behind,
            members=ngettext("{n} member", "{n} members", panel.members),
            group=panel.group_behind or _("nobody has named it"),
            share=share_in_words(rules.panel_behind_share),
            order="" if is_first or panel.named is None else _("; options were written before it"),
        ),
        (panel.named, panel.members, panel.from_group_behind, panel.group_behind, first),
    )


def heard_twice(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """V2: two rounds of input, the first of them closed before any option is written."""
    ends = sorted(each.closed for each in facts.hearing.rounds if each.closed is not None)
    first = facts.first_alternative
    is_first = bool(ends) and (first is None or ends[0] <= first)
    is_whole = len(ends) >= FEWEST_ROUNDS and is_first
    return Owed(
        Code.V2,
        (Part(facts.timetable.decides, ends[FEWEST_ROUNDS - 1] if is_whole else None),),
        say(
            _("{rounds} of {needed} rounds ended{order}."),
            rounds=len(ends),
            needed=FEWEST_ROUNDS,
            order=""
            if is_first or first is None
            else _("; an option was written before the first had ended"),
        ),
        (facts.hearing.rounds, first, facts.timetable.decides),
    )


def concerns_placed(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """V3: every theme is linked to an alternative, or says why it is not reflected."""
    themes = facts.themes
    left = unplaced(themes, frozenset(each.key for each in facts.alternatives))
    done = None if left else all_done(*(row.written for row in themes.matrix))
    return Owed(
        Code.V3,
        (Part(facts.timetable.decides, done),) if themes.themes else (),
        say(
            _("{placed} of {themes} have their place."),
            placed=len(themes.themes) - len(left),
            themes=ngettext("{n} theme", "{n} themes", len(themes.themes)),
        ),
        (themes, facts.alternatives, facts.timetable.decides),
    )


def panel_confirms(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """V4: the panel confirms the matrix as it stands, or its dissent is printed above it."""
    panel, answer = facts.panel, facts.panel.answer
    last_row = max((row.written for row in facts.themes.matrix if row.written), default=None)
    is_stale = answer is not None and last_row is not None and answer.at < last_row
    done = _answered(answer, panel.members, rules) if not is_stale else None
    return Owed(
        Code.V4,
        (Part(facts.timetable.decides, done),),
        _answer_in_words(answer, panel.members, is_stale=is_stale),
        (answer, panel.members, last_row, facts.timetable.decides),
    )


def _answered(answer: PanelAnswer | None, members: int, rules: Rules) -> datetime | None:
    if answer is None:
        return None
    is_confirmed = members > 0 and Fraction(answer.confirmed, members) >= rules.panel_confirm_share
    return answer.at if is_confirmed else answer.dissent_printed


def _answer_in_words(answer: PanelAnswer | None, members: int, *, is_stale: bool) -> Sentence:
    if answer is None:
        return say(_("The panel has not been asked yet."))
    if is_stale:
        return say(_("The table was changed after the panel had answered."))
    return say(
        _("{confirmed} of {members} confirm it; dissent {printed}."),
        confirmed=answer.confirmed,
        members=ngettext("{n} member", "{n} members", members),
        printed=_("printed") if answer.dissent_printed else _("not printed"),
    )


def reasons_cite(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """V5: the rationale cites rows of the matrix; deviating from the panel's first choice is explained."""
    why, choice = facts.outcome.rationale, facts.panel.first_choice
    has_rows = why.cited_rows > 0 or not facts.themes.matrix
    is_explained = choice in ("", why.chosen) or bool(why.deviation_explained.strip())
    is_whole = has_rows and is_explained and bool(why.chosen)
    return Owed(
        Code.V5,
        (Part(facts.timetable.decides, why.written if is_whole else None),),
        say(
            _("{rows} named; {choice}."),
            rows=ngettext("{n} row", "{n} rows", why.cited_rows),
            choice=_("in line with the panel or explained")
            if is_explained
            else _("deviates from the panel without a reason"),
        ),
        (why, choice, len(facts.themes.matrix), facts.timetable.decides),
    )


def supports_offered(facts: EngagementFacts, now: datetime, rules: Rules) -> Owed:
    """V6: at each session stipend, childcare, transport and interpretation are offered before it starts."""
    every = (*facts.panel.sessions, *facts.body.sessions)
    sessions = [each for each in every if is_of_its_time(facts, each.starts)]
    parts = tuple(Part(each.starts, offered_in_full(each)) for each in sessions)
    return Owed(
        Code.V6,
        parts,
        say(
            _("{offered} of {sessions} with all four offered."),
            offered=sum(part.done is not None for part in parts),
            sessions=ngettext("{n} session", "{n} sessions", len(sessions)),
        ),
        (tuple(sessions),),
    )


def offered_in_full(session: Session) -> datetime | None:
    """Return when everything owed was offered for a session."""
    return session.offered_at if session.offered >= OWED_SUPPORTS else None
