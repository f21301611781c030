"""What may be published when, at which level, and whose word it is. Statements are added in versions, never edited."""

from __future__ import annotations

from dataclasses import dataclass

from engagement.rules.empowering import waiting_for_the_body
from engagement.rules.facts import EngagementFacts
from engagement.rules.missing import Lack, Missing, lack
from engagement.rules.obligation import PagePart
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Deed
from engagement.rules.stages import COURSE, FROM_DECIDED_ON, Stage, Transition
from initiatives.rules.refusals import gettext_noop as _

FROM_ANNOUNCED = frozenset(COURSE[1:]) | {Stage.REOPENED}
FROM_OPEN = frozenset(COURSE[2:]) | {Stage.REOPENED}
ANY_TIME = frozenset(Stage) - {Stage.WITHDRAWN}
FACILITATED = Transition.OPEN  # who opens an engagement speaks for it


@dataclass(frozen=True, slots=True)
class StatementLaw:
    """One kind of statement: from which level, in which stages, by whose right; `own_at_five` by whose at EMPOWERING."""

    key: str
    least: Level
    stages: frozenset[Stage]
    right: Deed | Transition = FACILITATED
    own_at_five: Deed | Transition | None = None

    def right_at(self, level: Level) -> Deed | Transition:
        """Return the deed of the declared table that allows it at a level."""
        return self.own_at_five if level is Level.EMPOWERING and self.own_at_five else self.right


STATEMENTS: dict[str, StatementLaw] = {
    law.key: law
    for law in (
        StatementLaw("draft_analysis", Level.CONSULTING, FROM_ANNOUNCED),
        StatementLaw("what_we_heard", Level.CONSULTING, FROM_OPEN),
        StatementLaw("correction", Level.CONSULTING, FROM_OPEN),
        StatementLaw(
            "rationale", Level.INFORMING, FROM_OPEN, Deed.EDIT_OUTCOME, own_at_five=Transition.FREEZE_OPTIONS
        ),
        StatementLaw("report_back", Level.CONSULTING, FROM_DECIDED_ON),
        StatementLaw("outreach", Level.CONSULTING, FROM_ANNOUNCED),
        StatementLaw("language_waiver", Level.INFORMING, ANY_TIME),
        StatementLaw("roll", Level.EMPOWERING, ANY_TIME),
        StatementLaw("progress", Level.INFORMING, FROM_DECIDED_ON, Deed.REPORT_PROGRESS),
        StatementLaw("monitoring", Level.COLLABORATING, FROM_DECIDED_ON, Deed.SPEAK_FOR_GROUP),
        StatementLaw("reply", Level.COLLABORATING, FROM_OPEN, Deed.SPEAK_FOR_GROUP),
        StatementLaw("conciliation", Level.COLLABORATING, FROM_OPEN, Deed.SPEAK_FOR_GROUP),
        StatementLaw("impossible", Level.EMPOWERING, FROM_DECIDED_ON, Deed.FILE_IMPOSSIBILITY),
        StatementLaw("acknowledged", Level.EMPOWERING, FROM_DECIDED_ON, Deed.SPEAK_FOR_GROUP),
    )
}


def statement_missing(
    key: str, facts: EngagementFacts, *, authority: str = "", has_document: bool = False, speaker: str = ""
) -> tuple[Missing, ...]:
    """Return what stands against publishing a statement now: level, stage, and for impossibility the authority (E5)."""
    law = STATEMENTS[key]
    if facts.level < law.least:
        return (
            lack(
                Lack.NOT_ON_THE_WAY,
                PagePart.LEVEL,
                _("At this level nothing of the kind is promised. Raise the level first."),
            ),
        )
    if facts.timeline.stage not in law.stages:
        return (
            lack(
                Lack.NOT_ON_THE_WAY,
                PagePart.TIMETABLE,
                _("It has no place at this stage. Publish it when its stage has come."),
            ),
        )
    if key == "impossible" and not (authority.strip() and has_document):
        return (
            lack(
                Lack.AUTHORITY,
                PagePart.OUTCOME,
                _(
                    "Only a named legal authority, with a document, can say that it can’t be done. Name it and add the document."
                ),
            ),
        )
    return _acknowledging(facts, speaker) if key == "acknowledged" else ()


def _acknowledging(facts: EngagementFacts, speaker: str) -> tuple[Missing, ...]:
    """What a seat wants to say that a document is the authority's: something filed, and that it has not said so yet."""
    filed = waiting_for_the_body(facts)
    if not filed:
        return (
            lack(
                Lack.NOT_ON_THE_WAY,
                PagePart.DELEGATION,
                _("Nobody has filed that it can’t be done, so there is no document to confirm."),
            ),
        )
    if all(any(said.speaker == speaker for said in each.acknowledgements) for each in filed):
        return (
            lack(
                Lack.ALREADY,
                PagePart.DELEGATION,
                _(
                    "You have confirmed it. A second seat of the group does, so that no one person reopens it."
                ),
            ),
        )
    return ()
