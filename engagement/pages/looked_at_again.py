"""Votes at a review, as the page of a decision shows them: those on it, and why one was put."""

from __future__ import annotations

from dataclasses import dataclass

from engagement.models import Decision, DecisionStep
from engagement.models.decisions import UNDECIDED
from engagement.pages.vote_words import STATES
from initiatives.together import Asking


@dataclass(frozen=True, slots=True)
class Again:
    """The votes by which a decision was or is looked at again, the newest first, each with its sign; `why` one was put."""

    votes: list[tuple[Decision, str]]
    why: dict[str, str]

    @property
    def is_running(self) -> bool:
        """Whether one of them is on the way."""
        return any(vote.state in UNDECIDED for vote, _sign in self.votes)


def again_asked(decision: Decision) -> Asking[Again]:
    """Ask for the votes at the reviews of a decision, and for the reason of one that is such a vote."""
    votes = decision.reviewed_in.select_related("record__initiative").order_by("-pk")
    first = DecisionStep.objects.filter(decision=decision).order_by("pk")[:1]
    yield votes, first
    return Again(
        votes=[(vote, STATES.get(vote.state, "flat")) for vote in votes],
        why=first[0].reason if first and decision.reviews_id else {},
    )
