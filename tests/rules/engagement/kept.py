"""An engagement in which everything that is owed was done in time, at any level: tests take one thing away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from engagement.rules.facts import EngagementFacts
from engagement.rules.framing_facts import (
    Alternative,
    Explanation,
    Framing,
    LevelChange,
    MeetingNotice,
    Timetable,
    Wording,
)
from engagement.rules.hearing_facts import (
    Answering,
    AskedQuestion,
    Channel,
    Hearing,
    InputRound,
    Ratings,
    Received,
    Telling,
)
from engagement.rules.outcome_facts import (
    Acknowledgement,
    Certification,
    Commitment,
    Criteria,
    DecisionEvidence,
    Delegation,
    Impossibility,
    Monitoring,
    Outcome,
    OwnerAnswer,
    RaisedObjection,
    Rationale,
    Recommendation,
    Roll,
    SetByBody,
)
from engagement.rules.parameters import rules_of
from engagement.rules.people_facts import (
    OWED_SUPPORTS,
    Body,
    BodySeat,
    Panel,
    PanelAnswer,
    Parity,
    ParityGroup,
    Release,
    Session,
)
from engagement.rules.spectrum import Level
from engagement.rules.stages import Passage, Stage, Timeline, Transition, course, steps, timeline
from engagement.rules.theme_facts import Disposition, MatrixRow, Theme, Themes
from engagement.rules.working_days import OfficeCalendar

RULES = rules_of()
START = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday
CALENDAR = OfficeCalendar(UTC)
REASON = "The bus leaves the stop ten minutes later, so that the night shift can catch it."


def day(number: int) -> datetime:
    """Return an instant so many days after the start; the engagement is announced on day 0."""
    return START + timedelta(days=number)


SEEN = (Acknowledgement("s1", day(44)), Acknowledgement("s1", day(45)), Acknowledgement("s2", day(45)))
# The days on which each step was made; the decision was planned for day 40.
DAYS: dict[Transition, int] = {
    Transition.ANNOUNCE: 0,
    Transition.OPEN: 8,
    Transition.CLOSE_INPUT: 30,
    Transition.FREEZE_OPTIONS: 35,
    Transition.DECIDE: 40,
    Transition.REPORT_BACK: 50,
    Transition.IMPLEMENT: 52,
    Transition.COMPLETE: 120,
}
PLAN = Timetable(opens=day(8), closes=day(30), decides=day(40))


def until(stage: Stage, level: Level) -> Timeline:
    """Return the timeline of an engagement that has come to a stage."""
    reached = course(level)[1 : course(level).index(stage) + 1]
    made = steps(level)[: len(reached)]
    days = (
        {**DAYS, Transition.IMPLEMENT: 40, Transition.REPORT_BACK: 50} if level is Level.EMPOWERING else DAYS
    )
    return timeline(Passage(each, day(days[each])) for each in made)


def kept(level: Level, stage: Stage = Stage.COMPLETED) -> EngagementFacts:
    """Return an engagement at a level and stage in which everything was done in time."""
    return EngagementFacts(
        calendar=CALENDAR,
        levels=(LevelChange(level, day(-1)),),
        timeline=until(stage, level),
        timetable=PLAN,
        framing=Framing(
            *(
                "When should the bus run?",
                "The route",
                "The hours",
                "The steering group",
                "Clause 4",
                "Riders",
                "None",
            ),
            data_snapshot=2,
        ),
        wording=Wording(frozenset({"en", "es"}), (("en", day(-2)), ("es", day(-1))), Decimal(7)),
        explanation=Explanation(day(20), "The last bus leaves before the shift ends."),
        alternatives=(Alternative("later", day(19), day(20)), Alternative("more", day(19), day(21))),
        room=MeetingNotice(day(30), day(40), is_published_item=True),
        hearing=_hearing(level),
        themes=_themes(),
        panel=_panel(),
        body=_body(level),
        parity=Parity(day(32), (ParityGroup("age", "young", 40, 50), ParityGroup("age", "old", 60, 50))),
        outcome=_outcome(),
        telling=Telling(day(41), day(41), day(41), day(41)),
        answering=Answering(day(49), 12, 12, day(50), day(49)),
        ratings=Ratings(day(60), (4, 3, 4, 2, 3)),
    )


def _hearing(level: Level) -> Hearing:
    return Hearing(
        channels=frozenset({Channel.WEB, Channel.PAPER}),
        input_forms=0 if level is Level.INFORMING else 1,
        draft_analysis=day(7),
        questions=(AskedQuestion(day(9), day(12)),),
        received=(Received(day(9), day(9), day(10)), Received(day(10), day(10), day(14))),
        rounds=(InputRound(day(8), day(18)), InputRound(day(22), day(30))),
        heard=day(31),
    )


def _themes() -> Themes:
    return Themes(
        (
            Theme("late", 9, Disposition.ADOPTED, REASON, "Section 2", day(33)),
            Theme("cost", 4, Disposition.NOT_ADOPTED, "There is no money for a second driver in this year’s budget.", "", day(34)),
        ),
        (
            MatrixRow("late", frozenset({"later"}), "", day(32)),
            MatrixRow("cost", frozenset(), "It is not about the hours.", day(33)),
        ),
    )  # fmt: skip


def _panel() -> Panel:
    sessions = (Session(day(12), OWED_SUPPORTS, day(5)),)
    return Panel(day(-1), 9, 3, "Riders without a car", "later", PanelAnswer(6, 3, day(34)), sessions)


def _body(level: Level) -> Body:
    professional = level is Level.EMPOWERING
    return Body(
        chartered=day(-3),
        seats=(
            BodySeat("community", is_co_chair=True),
            BodySeat("youth"),
            BodySeat("partner", is_voting=not professional),
            BodySeat("backbone", is_voting=not professional),
        ),
        releases=(Release(day(25), day(25)),),
        sessions=(Session(day(26), OWED_SUPPORTS, day(20)),),
    )


def _outcome() -> Outcome:
    return Outcome(
        rationale=Rationale(day(39), "later", 2),
        evidence=DecisionEvidence("majority@1", 4, 4, observations=2, dissenters=1, dissents=1, review_on=date(2027, 1, 1)),
        criteria=Criteria(day(24), True, day(33), day(34), 4, 4, 2, scored_jointly=True),
        recommendation=Recommendation(day(36), "later", objections=(RaisedObjection(True, day(35)),)),
        owner=OwnerAnswer(day(38)),
        delegation=Delegation(day(-4), "Clause 9", "Bus hours", Decimal(5000), "The licence of the line", date(2027, 3, 1)),
        roll=Roll(day(5), "Everybody over 15 on the line"),
        set_by_body=SetByBody(day(-1), day(33), day(33), day(33)),
        certifications=(Certification("t1", True, day(39)), Certification("t2", True, day(40))),
        impossibilities=(Impossibility(day(45), "State road office", "letter.pdf", day(45), SEEN),),
        commitments=(
            Commitment("c1", day(40), date(2026, 6, 25), progress=(day(80),), done=day(110), done_by_body=True),
        ),
        monitoring=Monitoring((day(80),)),
    )  # fmt: skip


def without(facts: EngagementFacts, **changes: object) -> EngagementFacts:
    """Return facts with parts replaced; `hearing__heard=None` reaches one part deeper."""
    nested: dict[str, dict[str, object]] = {}
    plain: dict[str, object] = {}
    for name, value in changes.items():
        part, _sep, field = name.partition("__")
        if field:
            nested.setdefault(part, {})[field] = value
        else:
            plain[part] = value
    inner = {
        part: without(getattr(facts, part), **fields)  # type: ignore[arg-type]
        for part, fields in nested.items()
    }
    return replace(facts, **plain, **inner)  # type: ignore[arg-type]
