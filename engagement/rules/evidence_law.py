"""S4, a decision carries its evidence; S6, a declared interest is out of numerator and base."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from engagement.rules.missing import Lack, Missing, lack
from engagement.rules.obligation import PagePart
from engagement.rules.outcome_facts import DecisionEvidence
from initiatives.rules.refusals import gettext_noop as _


def evidence_missing(evidence: DecisionEvidence, *, today: date) -> tuple[Missing, ...]:
    """Return what a decision's evidence still wants. The explicit "no data" counts when it opened an agenda item."""
    has_statement = bool(evidence.no_data_statement.strip()) and evidence.agenda_item
    wants = (
        (bool(evidence.rule), Lack.RULE, PagePart.DECISION,
         _("The rule is missing by which it was decided. Name it.")),
        (evidence.present > 0 and evidence.answers > 0, Lack.PRESENCE, PagePart.COUNT,
         _("Who was present and how they voted is missing. Record it.")),
        (evidence.observations > 0 or has_statement, Lack.EVIDENCE, PagePart.EVIDENCE,
         _("No figure is attached, nor the statement that there is none. Attach a published figure, or say “no data”.")),
        (evidence.dissents >= evidence.dissenters, Lack.DISSENT, PagePart.DECISION,
         _("Dissent is missing: those who disagree are printed in their own words. Ask them, or let them decline.")),
        (evidence.review_on is not None and evidence.review_on > today, Lack.REVIEW_DATE, PagePart.DECISION,
         _("A day to look at it again is missing. Set one that lies ahead.")),
    )  # fmt: skip
    return tuple(lack(kind, part, words) for holds, kind, part, words in wants if not holds)


@dataclass(frozen=True, slots=True)
class SeatAnswer:
    """A seat's answer, and the interest that its holder declared ("" for none). `declared` is when."""

    seat: str
    is_for: bool
    interest: str = ""
    declared: datetime | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """Answers without those who stepped aside: `agreed` of `base`; `stepped_aside` is printed in the result."""

    agreed: int
    base: int
    stepped_aside: tuple[str, ...]
    is_flagged: bool


def without_interested(answers: Iterable[SeatAnswer], *, decided: datetime | None) -> Counted:
    """Count answers, an interested seat neither above nor below the line.

    An interest that was found after the decision flags it: the count stands as it was, the promisees may reopen it.
    """
    answers = list(answers)
    late = [each for each in answers if each.interest and is_found_later(each.declared, decided)]
    out = [each for each in answers if each.interest and each not in late]
    base = [each for each in answers if each not in out]
    return Counted(
        sum(each.is_for for each in base), len(base), tuple(each.seat for each in out), is_flagged=bool(late)
    )


def is_found_later(declared: datetime | None, decided: datetime | None) -> bool:
    """Whether an interest came out after the decision."""
    return declared is not None and decided is not None and declared > decided
