"""What was decided last, how much people's word weighed in it, and whether the promise that was made with it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from engagement.models import Decision as Vote
from engagement.models import Engagement, EngagementStep
from engagement.pages.listing import EngagementRow, decided_in_words, listed, row_of, settled
from engagement.pages.vote_words import STATES
from initiatives import clock
from initiatives.access import Answers, Asked, Prepared, at_once
from initiatives.models import Initiative, Round
from initiatives.rooms import phase_of
from initiatives.rules.rounds import Phase
from initiatives.rules.viewer import Viewer
from measurement.wording import day_words as day

LATEST, REACH = 4, 30
DECIDED = Engagement.State.DECIDED
OUTCOMES = {"ratified": "kept", "not_ratified": "closed", "no_quorum": "closed"}
ROUNDS = Prepared[Round](
    lambda asked: (
        Round.objects.visible_to(asked.viewer)
        .select_related("record__initiative", "common_agenda", "assessment", "actionplan")
        .annotate(
            vote=Subquery(_votes(asked.viewer).values("state")[:1]),
            of_question=Subquery(_votes(asked.viewer).values("engagement")[:1]),
        )
        .order_by("-opens_at")[: LATEST + 2]
    )
)
QUESTIONS = Prepared[Engagement](
    lambda asked: (
        listed(asked.viewer)
        .exclude(state=Engagement.State.DRAFT)
        .annotate(moved=Subquery(_steps()[:1]), decided_at=Subquery(_steps(to_state=DECIDED)[:1]))
        .order_by("-moved", "-record__number")[:LATEST]
    )
)
SETTLED = Prepared[tuple[Any, ...]](lambda asked: settled(asked.viewer)[:REACH])


@dataclass(frozen=True, slots=True)
class Decision:
    """A question that was decided or waits: where it stands or how its promise is kept, and when.

    `level` is that of the promise, 0 where only the table is asked; `says` is what was decided, or how far it is.
    """

    number: int
    question: dict[str, str]
    url: str
    glyph: str
    word: str
    when: str
    level: int = 0
    says: str = ""
    parts: str = ""

    @property
    def told(self) -> str:
        """All of it but the day, in a row of sentences: where there is no room for signs."""
        kept = f"{self.word} ({self.parts})" if self.parts else self.word
        return " ".join(f"{one.rstrip('.')}." for one in (self.says, kept) if one)


def latest_decisions(viewer: Viewer) -> list[Decision]:
    """Return what was decided last and what waits, in words: one journey."""
    return decisions_of(at_once(Asked(viewer), QUESTIONS, SETTLED, ROUNDS))


def decisions_of(answers: Answers) -> list[Decision]:
    """Return the questions to people that moved last, and where they are few what the table was asked.

    `answers` are those to QUESTIONS, SETTLED and ROUNDS.
    """
    now, decided = clock.now(), decided_in_words(answers.rows(SETTLED))
    rows = [row_of(one, decided.get(one.pk, ""), now=now) for one in answers.rows(QUESTIONS)]
    at_the_table = [one for one in answers.rows(ROUNDS) if getattr(one, "of_question", None) is None]
    return [*(_question(row) for row in rows), *(_round(one) for one in at_the_table)][:LATEST]


def _votes(viewer: Viewer) -> Any:
    return Vote.objects.visible_to(viewer).filter(round=OuterRef("pk")).order_by("-pk")


def _steps(**which: str) -> Any:
    return EngagementStep.objects.filter(engagement=OuterRef("pk"), **which).order_by("-at").values("at")


def _question(row: EngagementRow) -> Decision:
    one = row.engagement
    glyph, word = (row.glyph, row.promise) if row.promise else ("", "")
    if row.is_open and not word:
        glyph, word = "open", _("Open now: add your view")
    return Decision(
        number=one.record.number,
        question=one.question,
        url=one.record.url,
        glyph=glyph,
        word=word,
        when=_when(row),
        level=row.level,
        says=row.decided or row.says,
        parts=row.parts,
    )


def _when(row: EngagementRow) -> str:
    one, local_time = row.engagement, row.engagement.record.initiative.local_time
    if row.is_open and one.input_closes_at:
        return _("Open until {day}").format(day=day(local_time(one.input_closes_at)))
    if one.state == Engagement.State.ANNOUNCED and one.opens_at:
        return _("Opens on {day}").format(day=day(local_time(one.opens_at)))
    decided_at: datetime | None = getattr(one, "decided_at", None)
    if decided_at and one.state != Engagement.State.REOPENED:
        return _("Decided on {day}").format(day=day(local_time(decided_at)))
    return _("Decision by {day}").format(day=day(local_time(one.decide_by))) if one.decide_by else ""


def _round(room: Round) -> Decision:
    glyph, word, when = _standing(room, room.record.initiative)
    return Decision(room.record.number, room.question, room.record.url, glyph, word, when)


def _standing(room: Round, initiative: Initiative) -> tuple[str, str, str]:
    phase, local_time = phase_of(room), initiative.local_time
    if phase is Phase.NOTICED:
        return "due", _("Notice given"), _("Opens on {day}").format(day=day(local_time(room.opens_at)))
    if phase is Phase.OPEN:
        return "open", _("Open now"), _("Open until {day}").format(day=day(local_time(room.closes_at)))
    if phase is Phase.COUNTING or room.closed_at is None:
        return "keeping", _("Being counted"), _("Ended on {day}").format(day=day(local_time(room.closes_at)))
    decided = _("Decided on {day}").format(day=day(local_time(room.closed_at)))
    if state := getattr(room, "vote", None):
        return STATES.get(state, "closed"), str(Vote.State(state).label), decided
    texts = (getattr(room, name, None) for name in ("common_agenda", "assessment", "actionplan"))
    outcome = next((one.outcome for one in texts if one is not None), "")
    words = {
        "ratified": _("Ratified"),
        "not_ratified": _("Not ratified"),
        "no_quorum": _("Too few answered"),
        "withdrawn": _("Withdrawn"),
    }
    return OUTCOMES.get(outcome, "closed"), words.get(outcome, _("Closed")), decided
