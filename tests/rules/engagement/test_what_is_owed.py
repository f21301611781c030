"""Each obligation: what keeps it, and what is not enough."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from engagement.rules.duties import DUTIES, OWED_AT
from engagement.rules.framing_facts import Alternative, LanguageWaiver
from engagement.rules.hearing_facts import AskedQuestion, Channel, InputRound, Received
from engagement.rules.machine import missing_for
from engagement.rules.missing import Lack
from engagement.rules.obligation import ObligationState
from engagement.rules.obligations import READINGS, codes_of, obligation, obligations
from engagement.rules.outcome_facts import (
    Certification,
    Impossibility,
    OwnerAnswer,
    RaisedObjection,
)
from engagement.rules.people_facts import (
    OWED_SUPPORTS,
    BodySeat,
    PanelAnswer,
    ParityAnswer,
    ParityGroup,
    Release,
    Session,
    SupportKind,
)
from engagement.rules.promise_facts import Code
from engagement.rules.spectrum import Level
from engagement.rules.theme_facts import MatrixRow, Themes
from tests.rules.engagement.kept import REASON, RULES, SEEN, day, kept, without
from tests.rules.engagement.reading import (
    COMMITTED,
    OVERRIDE,
    SECOND,
    before_gate,
    level_for,
    seats,
    seen,
    themes,
)

ON_TIME = day(40)
OPTIONS = kept(Level.CONSULTING).alternatives
GROUPS = (ParityGroup("age", "young", 24, 50), ParityGroup("age", "old", 76, 50))

LACKING: list[tuple[Code, str, dict[str, object]]] = [
    (Code.I1, "no page", {"explanation__published": None}),
    (Code.I1, "no problem", {"explanation__problem": "  "}),
    (Code.I1, "one option", {"alternatives": OPTIONS[:1]}),
    (Code.I1, "no option and no word about it", {"alternatives": ()}),
    (Code.I1, "an option without reasons against it", {"alternatives": (*OPTIONS, Alternative("x", day(1)))}),
    (Code.I2, "a language is missing", {"wording__present": (("en", day(-2)),)}),
    (Code.I2, "no reading grade", {"wording__grade": None}),
    (Code.I2, "a waiver without a reason",
     {"wording__grade": None, "wording__waiver": LanguageWaiver(" ", day(-1))}),
    (Code.I3, "not published", {"telling__published": None}),
    (Code.I3, "followers not told", {"telling__followers": None}),
    (Code.I3, "staff not told", {"telling__staff": None}),
    (Code.I3, "partners not told", {"telling__partners": None}),
    (Code.I4, "a question without an answer", {"hearing__questions": (AskedQuestion(day(9)),)}),
    (Code.I5, "a form that pretends", {"hearing__input_forms": 1}),
    (Code.C1, "one way", {"hearing__channels": frozenset({Channel.PAPER})}),
    (Code.C1, "only with a computer", {"hearing__channels": frozenset({Channel.WEB, Channel.LINK_OR_QR})}),
    (Code.C1, "no draft analysis", {"hearing__draft_analysis": None}),
    (Code.C2, "no receipt", {"hearing__received": (Received(day(9), None, day(10)),)}),
    (Code.C2, "nobody acknowledged it", {"hearing__received": (Received(day(9), day(9)),)}),
    (Code.C2, "withdrawn, without a receipt", {"hearing__received": (Received(day(9), None, None, True),)}),
    (Code.C3, "not published", {"hearing__heard": None}),
    (Code.C4, "no disposition", {"themes": themes(disposition=None)}),
    (Code.C4, "nobody says when", {"themes": themes(disposed=None)}),
    (Code.C4, "a reason of 39 characters", {"themes": themes(reason="x" * 39)}),
    (Code.C4, "no passage", {"themes": themes(passage=" ")}),
    (Code.C4, "an input in no theme", {"themes__unthemed": 1}),
    (Code.C4, "only inputs in no theme", {"themes": Themes(unthemed=1)}),
    (Code.C4, "the same reason twice", {"themes": themes(key="cost", reason=f" {REASON.upper()} ")}),
    (Code.C5, "not published", {"answering__published": None}),
    (Code.C5, "one was not told", {"answering__told": 11}),
    (Code.C5, "receipts do not show it", {"answering__receipts_show": None}),
    (Code.C5, "nobody was told", {"answering__last_told": None}),
    (Code.C6, "nobody was asked", {"ratings__asked": None}),
    (Code.C7, "not counted", {"parity__counted": None}),
    (Code.C7, "nothing known, no reason", {"parity__groups": (), "parity__unknown_because": " "}),
    (Code.C7, "a group is missing", {"parity__groups": GROUPS}),
    (Code.C7, "another group was answered",
     {"parity__groups": GROUPS, "parity__answers": (ParityAnswer("age", "old", day(33)),)}),
    (Code.V1, "no panel", {"panel__named": None}),
    (Code.V1, "nobody in it", {"panel__members": 0, "panel__from_group_behind": 0}),
    (Code.V1, "two of nine are behind", {"panel__from_group_behind": 2}),
    (Code.V1, "nobody says who is behind", {"panel__group_behind": " "}),
    (Code.V1, "named after an option", {"panel__named": day(19) + SECOND}),
    (Code.V2, "one round", {"hearing__rounds": (InputRound(day(8), day(18)),)}),
    (Code.V2, "the second round is open", {"hearing__rounds": (InputRound(day(8), day(18)), InputRound(day(22)))}),
    (Code.V2, "an option before the first round ended", {"alternatives": (Alternative("x", day(18) - SECOND),)}),
    (Code.V3, "a theme in no row", {"themes__matrix": kept(Level.INVOLVING).themes.matrix[:1]}),
    (Code.V3, "a row that says nothing",
     {"themes__matrix": (MatrixRow("late", frozenset(), " ", day(3)), MatrixRow("cost", frozenset(), "No.", day(3)))}),
    (Code.V3, "an option that is gone",
     {"themes__matrix": (MatrixRow("late", frozenset({"x"}), "", day(3)), MatrixRow("cost", frozenset(), "No.", day(3)))}),
    (Code.V3, "a row that nobody wrote",
     {"themes__matrix": (MatrixRow("late", frozenset({"later"})), MatrixRow("cost", frozenset(), "No.", day(3)))}),
    (Code.V4, "not asked", {"panel__answer": None}),
    (Code.V4, "five of nine confirm, no dissent printed", {"panel__answer": PanelAnswer(5, 4, day(34))}),
    (Code.V4, "nobody is in the panel", {"panel__members": 0}),
    (Code.V4, "answered before the last row", {"panel__answer": PanelAnswer(9, 0, day(33) - SECOND)}),
    (Code.V5, "no row is named", {"outcome__rationale__cited_rows": 0}),
    (Code.V5, "nothing is chosen", {"outcome__rationale__chosen": "", "panel__first_choice": ""}),
    (Code.V5, "not written", {"outcome__rationale__written": None}),
    (Code.V5, "deviates without a word", {"panel__first_choice": "more"}),
    (Code.V6, "no childcare", {"panel__sessions": (Session(day(12), OWED_SUPPORTS - {SupportKind.CHILDCARE}, day(5)),)}),
    (Code.V6, "a session of the body without offers", {"body__sessions": (Session(day(12)),)}),
    (Code.L1, "no charter", {"body__chartered": None}),
    (Code.L1, "residents hold one of three", {"body__seats": seats("community", "partner", "funder")}),
    (Code.L1, "no resident chairs", {"body__seats": seats("community", "partner", chair="partner")}),
    (Code.L1, "no vote at all", {"body__seats": seats("community", voting=False)}),
    (Code.L1, "the co-chair is empty", {"body__seats": (BodySeat("community", is_held=False, is_co_chair=True),)}),
    (Code.L2, "no criteria", {"outcome__criteria__adopted": None}),
    (Code.L2, "not jointly", {"outcome__criteria__carried_jointly": False}),
    (Code.L2, "scored first", {"outcome__criteria__first_scored": day(24) - SECOND}),
    (Code.L2, "scored by few", {"outcome__criteria__scored_jointly": False}),
    (Code.L2, "not scored", {"outcome__criteria__first_scored": None}),
    (Code.L3, "not found", {"outcome__recommendation__found": None}),
    (Code.L3, "no option named", {"outcome__recommendation__option": ""}),
    (Code.L3, "an objection without a reason", {"outcome__recommendation__objections": (RaisedObjection(False, day(35)),)}),
    (Code.L3, "no amendment round", {"outcome__recommendation__objections": (RaisedObjection(True),)}),
    (Code.L4, "no answer", {"outcome__owner": OwnerAnswer()}),
    (Code.L4, "five of nine", {"outcome__owner": OwnerAnswer(override=replace(OVERRIDE, agreed=5))}),
    (Code.L4, "nobody voted", {"outcome__owner": OwnerAnswer(override=replace(OVERRIDE, agreed=0, cast=0))}),
    (Code.L4, "a criterion without a reason", {"outcome__owner": OwnerAnswer(override=replace(OVERRIDE, reasons=2))}),
    (Code.L4, "no criteria", {"outcome__owner": OwnerAnswer(override=replace(OVERRIDE, criteria=0))}),
    (Code.L4, "no meeting to conciliate", {"outcome__owner": OwnerAnswer(override=replace(OVERRIDE, conciliation=None))}),
    (Code.L4, "no reply and not asked for", {"outcome__owner": OwnerAnswer(override=replace(OVERRIDE, reply_published=None))}),
    (Code.L5, "nobody watched", {"outcome__monitoring__reports": ()}),
    (Code.L5, "watched before it began", {"outcome__monitoring__reports": (day(51),)}),
    (Code.L6, "seats never got it", {"body__releases": (Release(day(25)),)}),
    (Code.E1, "no clause", {"outcome__delegation__clause": " "}),
    (Code.E1, "no scope", {"outcome__delegation__scope": ""}),
    (Code.E1, "no budget", {"outcome__delegation__budget": None}),
    (Code.E1, "no legal limits", {"outcome__delegation__legal_limits": ""}),
    (Code.E1, "no duration", {"outcome__delegation__until": None}),
    (Code.E1, "not adopted", {"outcome__delegation__adopted": None}),
    (Code.E2, "roll not published", {"outcome__roll__published": None}),
    (Code.E2, "no rule of eligibility", {"outcome__roll__eligibility": " "}),
    (Code.E2, "a professional has a vote", {"body__seats": seats("community", "partner")}),
    (Code.E2, "a professional chairs", {"body__seats": seats("community", "funder", chair="funder", voting=False)}),
    (Code.E3, "question not theirs", {"outcome__set_by_body__question": None}),
    (Code.E3, "options not theirs", {"outcome__set_by_body__options": None}),
    (Code.E3, "rule not theirs", {"outcome__set_by_body__rule": None}),
    (Code.E3, "quorum not theirs", {"outcome__set_by_body__quorum": None}),
    (Code.E4, "one teller", {"outcome__certifications": (Certification("t1", True, day(39)),)}),
    (Code.E4, "the same teller twice", {"outcome__certifications": (Certification("t1", True, day(39)),) * 2}),
    (Code.E4, "a professional teller",
     {"outcome__certifications": (Certification("t1", True, day(39)), Certification("t2", False, day(39)))}),
    (Code.E4, "no commitment follows", {"outcome__commitments": ()}),
    (Code.E4, "a commitment of nobody", {"outcome__commitments": (replace(COMMITTED, has_owner=False),)}),
    (Code.E5, "not back with the body", {"outcome__impossibilities": (Impossibility(day(45), "State", "letter.pdf", None, SEEN),)}),
    (Code.E5, "back too early", {"outcome__impossibilities": (Impossibility(day(45), "State", "letter.pdf", day(400), SEEN),)}),
    (Code.E6, "nothing committed", {"outcome__commitments": ()}),
    (Code.E6, "not done", {"outcome__commitments": (replace(COMMITTED, done=None),)}),
    (Code.E6, "marked done by who did it", {"outcome__commitments": (replace(COMMITTED, done_by_body=False),)}),
    (Code.E7, "the banner is up", {"outcome__commitments": (replace(COMMITTED, due=date(2026, 5, 1), done=None),)}),
]  # fmt: skip
ENOUGH: list[tuple[Code, str, dict[str, object]]] = [
    (Code.I1, "no alternative, because", {"alternatives": (), "explanation__no_alternative_because": "The law."}),
    (Code.I1, "one, because", {"alternatives": OPTIONS[:1], "explanation__no_alternative_because": "The law."}),
    (Code.I2, "waived", {"wording__present": (), "wording__waiver": LanguageWaiver("Urgent", day(-1))}),
    (Code.I2, "hard to read, with its warning", {"wording__grade": Decimal(12)}),
    (Code.I2, "no English, no grade",
     {"wording__required": frozenset({"es"}), "wording__grade": None}),
    (Code.I4, "nobody asked", {"hearing__questions": ()}),
    (Code.C1, "web and meeting", {"hearing__channels": frozenset({Channel.WEB, Channel.MEETING})}),
    (Code.C1, "phone and paper", {"hearing__channels": frozenset({Channel.PHONE, Channel.PAPER})}),
    (Code.C2, "withdrawn before anybody answered", {"hearing__received": (Received(day(9), day(9), None, True),)}),
    (Code.C4, "a reason of 40 characters", {"themes": themes(reason="x" * 40)}),
    (Code.C4, "nothing changed, no passage", {"themes": themes(key="cost", passage="")}),
    (Code.C4, "nobody said anything", {"themes": Themes()}),
    (Code.C5, "nobody can be reached", {"answering__reachable": 0, "answering__told": 0, "answering__last_told": None}),
    (Code.C6, "nobody can be reached", {"answering__reachable": 0, "ratings__asked": None}),
    (Code.C7, "a group is missing, and they went there",
     {"parity__groups": GROUPS, "parity__answers": (ParityAnswer("age", "young", day(33)),)}),
    (Code.C7, "just half of its share", {"parity__groups": (ParityGroup("age", "young", 25, 50), ParityGroup("age", "old", 75, 50))}),
    (Code.C7, "nobody said who they are", {"parity__groups": (), "parity__unknown_because": "Nobody answered."}),
    (Code.V1, "named when the first option was written", {"panel__named": day(19)}),
    (Code.V2, "the option came when the first round ended", {"alternatives": (Alternative("x", day(18)),)}),
    (Code.V2, "no option yet", {"alternatives": ()}),
    (Code.V3, "nobody said anything", {"themes": Themes()}),
    (Code.V4, "dissent printed", {"panel__answer": PanelAnswer(2, 7, day(34), day(35))}),
    (Code.V4, "answered with the last row", {"panel__answer": PanelAnswer(6, 3, day(33))}),
    (Code.V4, "no row, confirmed", {"themes": Themes()}),
    (Code.V5, "deviates, and says why",
     {"panel__first_choice": "more", "outcome__rationale__deviation_explained": "Too dear."}),
    (Code.V5, "the panel has no first choice", {"panel__first_choice": ""}),
    (Code.V5, "no rows to name", {"outcome__rationale__cited_rows": 0, "themes": Themes()}),
    (Code.V6, "a meal on top", {"panel__sessions": (Session(day(12), OWED_SUPPORTS | {SupportKind.MEAL}, day(5)),)}),
    (Code.L1, "half of the votes", {"body__seats": seats("community", "partner")}),
    (Code.L1, "advisers do not count", {"body__seats": (*seats("youth", chair="youth"), BodySeat("funder", is_voting=False))}),
    (Code.L2, "scored as soon as agreed", {"outcome__criteria__first_scored": day(24)}),
    (Code.L3, "no objection", {"outcome__recommendation__objections": ()}),
    (Code.L4, "overridden by two thirds", {"outcome__owner": OwnerAnswer(override=OVERRIDE)}),
    (Code.L4, "overridden in silence",
     {"outcome__owner": OwnerAnswer(override=replace(OVERRIDE, reply_published=None, reply_asked=day(36)))}),
    (Code.E4, "three tellers", {"outcome__certifications": tuple(Certification(f"t{n}", True, day(39)) for n in range(3))}),
    (Code.E5, "nothing is impossible", {"outcome__impossibilities": ()}),
    (Code.E7, "taken down by the body",
     {"outcome__commitments": (replace(COMMITTED, due=date(2026, 5, 1), done=None, lifted=day(125)),)}),
    (Code.E4, "the only commitment was let go", {"outcome__commitments": (replace(COMMITTED, done=None, released=day(100)),)}),
    (Code.E6, "let go before its day", {"outcome__commitments": (replace(COMMITTED, done=None, released=day(100)),)}),
    (Code.E7, "let go before the banner", {"outcome__commitments": (
        replace(COMMITTED, due=date(2026, 5, 1), done=None, released=day(70)),)}),
]  # fmt: skip


def named(rows: list[tuple[Code, str, dict[str, object]]]) -> list[str]:
    """Return the names of rows for the report of the tests."""
    return [f"{code.value} {name}" for code, name, _changes in rows]


@pytest.mark.parametrize("level", Level)
def test_what_was_done_in_time_is_kept(level: Level) -> None:
    found = obligations(kept(level), now=day(121), rules=RULES)
    assert {each.state for each in found if each.code is not Code.E7} == {ObligationState.KEPT}
    assert not any(each.is_holding for each in found)
    assert not any(each.days_late for each in found)


def test_each_level_owes_what_the_levels_below_owe_and_more() -> None:
    owed = {level: {code.value for code in OWED_AT[level]} for level in Level}
    informing = {"I1", "I2", "I3", "I4"}
    consulting = informing | {f"C{n}" for n in range(1, 8)}
    involving = consulting | {f"V{n}" for n in range(1, 7)}
    assert owed[Level.INFORMING] == informing | {"I5"}
    assert owed[Level.CONSULTING] == consulting
    assert owed[Level.INVOLVING] == involving
    assert owed[Level.COLLABORATING] == involving | {f"L{n}" for n in range(1, 7)}
    assert owed[Level.EMPOWERING] == consulting | {"V6", "L6"} | {f"E{n}" for n in range(1, 8)}
    assert set(READINGS) == set(DUTIES) == set(Code)


@pytest.mark.parametrize("level", Level)
def test_codes_come_in_the_order_of_the_specification(level: Level) -> None:
    assert codes_of(kept(level)) == tuple(code for code in Code if code in OWED_AT[level])


@pytest.mark.parametrize(("code", "name", "changes"), LACKING, ids=named(LACKING))
def test_it_is_not_met_while_something_is_missing(code: Code, name: str, changes: dict[str, object]) -> None:
    found = seen(code, **changes)
    assert not found.is_met, name
    assert found.met_at is None
    assert found.is_holding
    assert found.state not in (ObligationState.KEPT, ObligationState.KEPT_LATE)


# Commitments follow the gate of E4; completing is held by them.
AT_THE_GATE = [row for row in LACKING if not (row[0] is Code.E4 and "commitment" in row[1])]


@pytest.mark.parametrize(("code", "name", "changes"), AT_THE_GATE, ids=named(AT_THE_GATE))
def test_what_is_missing_holds_its_gate_and_says_where_to_go(
    code: Code, name: str, changes: dict[str, object]
) -> None:
    facts = without(kept(level_for(code), before_gate(code)), **changes)
    found = missing_for(DUTIES[code].gate, facts, now=day(130), rules=RULES)
    told = [each for each in found if each.code is code]
    assert [each.kind for each in told] == [Lack.OBLIGATION]
    assert told[0].part is DUTIES[code].page
    assert str(obligation(code, facts, now=day(130), rules=RULES).done) in str(told[0].sentence)


@pytest.mark.parametrize(("code", "name", "changes"), ENOUGH, ids=named(ENOUGH))
def test_it_is_met_by_what_is_enough(code: Code, name: str, changes: dict[str, object]) -> None:
    found = seen(code, **changes)
    assert found.is_met, (name, str(found.done))
    assert not found.is_holding
