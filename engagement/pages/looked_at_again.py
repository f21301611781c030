"""Votes at a review, as the page of a decision shows them: those on it, and why one was put."""

from __future__ import annotations

from dataclasses import dataclass

from engagement.models import Decision, DecisionStep
from engagement.models.decisions import UNDECIDED
from engagement.pages.vote_words import STATES
from initiatives.models import Event, Record
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking


@dataclass(frozen=True, slots=True)
class Again:
    """The votes by which a decision was or is looked at again, the newest first, each with its sign; `why` one was put.

    `successor` is the number of the decision that took its place, `why_given_way` the reason; `former` those whose place it took.
    """

    votes: list[tuple[Decision, str]]
    why: dict[str, str]
    successor: int | None
    why_given_way: dict[str, str]
    former: list[Record]

    @property
    def is_running(self) -> bool:
        """Whether one of them is on the way."""
        return any(vote.state in UNDECIDED for vote, _sign in self.votes)


def again_asked(decision: Decision, viewer: Viewer) -> Asking[Again]:
    """Ask for the votes at the reviews of a decision, and for the reason of one that is such a vote."""
    votes = decision.reviewed_in.select_related("record__initiative").order_by("-pk")
    steps = DecisionStep.objects.filter(decision=decision)
    first, last = steps.order_by("pk")[:1], steps.order_by("-pk")[:1]
    given_way = Event.objects.filter(kind="decision.revised", record=decision.record_id).order_by("-pk")[:1]
    taken = Event.objects.filter(kind="decision.revised", facts__by_record=decision.record.number)
    former = (
        Record.objects.visible_to(viewer)
        .filter(pk__in=taken.values("record"))
        .select_related("initiative")
        .order_by("-number")
    )
    yield votes, first, last, given_way, former
    is_over = decision.state == Decision.State.REVISED
    return Again(
        votes=[(vote, STATES.get(vote.state, "flat")) for vote in votes],
        why=first[0].reason if first and decision.reviews_id else {},
        successor=int(str(given_way[0].facts["by_record"])) if is_over and given_way else None,
        why_given_way=last[0].reason if is_over and last else {},
        former=list(former),
    )
