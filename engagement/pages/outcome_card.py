"""What came of a question, on its own page: how it was decided, what follows from that, and what stood before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from engagement.gathering.rows import SETTLES, was_adopted
from engagement.models import Decision, DecisionOption, Engagement, EngagementStep, Vote
from engagement.pages.counts import Bar, bars_of, lines_of, names_of
from engagement.pages.votes import Line
from initiatives import clock
from initiatives.models import Commitment
from initiatives.plan_words import Sign, sign_of_promise
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking


@dataclass(frozen=True, slots=True)
class OutcomeCard:
    """A decision that was adopted, its count in bars and lines, what was promised because of it, and the dissent on it.

    `former` are the decisions in whose place it stands; `again` is when and why the matter was last taken up again.
    """

    decision: Decision
    heading: str
    bars: list[Bar]
    lines: list[Line]
    cast: int
    eligible: int
    commitments: list[tuple[Commitment, Sign]]
    words: list[Vote]
    former: list[Decision]
    again: EngagementStep | None

    @property
    def is_asked_again(self) -> bool:
        """Whether the matter was taken up again after this was decided: it stands until something else is."""
        taken_up, since = self.again, self.decision.in_force_at
        return taken_up is not None and since is not None and since < taken_up.at


def outcome_asked(engagement: Engagement, viewer: Viewer) -> Asking[OutcomeCard | None]:
    """Ask what came of a question, as a reader may see it; nothing before anything was adopted."""
    votes = Decision.objects.visible_to(viewer).filter(engagement=engagement, purpose__in=SETTLES)
    decisions = votes.select_related("record__initiative", "round__body").order_by("-record__number")
    options = DecisionOption.objects.filter(decision__engagement=engagement)
    because = Q(because__decision__engagement=engagement) | Q(because=engagement.record_id)
    owed = Commitment.objects.visible_to(viewer).filter(because).exclude(state=Commitment.State.RENEGOTIATED)
    commitments = owed.select_related(
        "record__initiative",
        "from_membership__organization",
        "to_membership__organization",
        "from_body",
        "to_body",
    ).order_by("record__number")
    words = Vote.objects.filter(elector__decision__engagement=engagement, replaced_at__isnull=True)
    words = words.exclude(words="").select_related("elector")
    steps = EngagementStep.objects.filter(engagement=engagement, to_state=Engagement.State.REOPENED)
    yield decisions, options, commitments, words, steps
    settled = _settled(decisions)
    if settled is None:
        return None
    return _card(settled, decisions, options, commitments, words, list(steps))


def _settled(decisions: Iterable[Decision]) -> Decision | None:
    """Return the newest that stands; where none does any more, the newest that was adopted."""
    adopted = [each for each in decisions if was_adopted(each) and each.result]
    over = (Decision.State.REVISED, Decision.State.ENDED)
    return next((each for each in adopted if each.state not in over), next(iter(adopted), None))


def _card(
    settled: Decision,
    decisions: Iterable[Decision],
    options: Iterable[DecisionOption],
    commitments: Iterable[Commitment],
    words: Iterable[Vote],
    steps: list[EngagementStep],
) -> OutcomeCard:
    assert settled.result is not None  # noqa: S101 (only a counted decision settles anything)
    found, today = settled.result["outcome"], clock.today(settled.record.initiative.zone)
    names = names_of(each for each in options if each.decision_id == settled.pk)
    return OutcomeCard(
        decision=settled,
        heading=_("What people chose") if settled.is_secret else _("How the seats decided"),
        bars=bars_of(found, names),
        lines=lines_of(found),
        cast=found["cast"],
        eligible=found["eligible"],
        commitments=_with_signs(commitments, today),
        words=[each for each in words if each.elector.decision_id == settled.pk],
        former=[each for each in decisions if each.state == Decision.State.REVISED and was_adopted(each)],
        again=steps[-1] if steps else None,
    )


def _with_signs(commitments: Iterable[Commitment], today: date) -> list[tuple[Commitment, Sign]]:
    return [(each, sign_of_promise(each, on=today)) for each in commitments]
