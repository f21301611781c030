"""Criteria as the page shows them: what each seat says, and the scores of the options, seat by seat and weighed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from engagement.models import Alternative, Criterion, CriterionScore, CriterionVoice, Decision, Engagement
from initiatives.models import Seat
from initiatives.together import Asking

ONE_PLACE = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class SeatVoice:
    """A voting seat and what it says to the criteria; None while it has said nothing."""

    seat: Seat
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """An option with its mean on each criterion, over all seats that scored it, and the weighed mean of them."""

    option: Alternative
    means: tuple[Decimal | None, ...]
    weighed: Decimal | None


@dataclass(frozen=True, slots=True)
class CriteriaPage:
    """The criteria, the seats and the scores."""

    criteria: list[Criterion]
    voices: list[SeatVoice]
    rows: list[ScoreRow]
    scores: list[CriterionScore]
    vote: Decision | None

    @property
    def is_adopted(self) -> bool:
        """Whether they were agreed together."""
        return bool(self.criteria) and all(each.adopted_at for each in self.criteria)

    @property
    def is_scored(self) -> bool:
        """Whether an option has been scored by them."""
        return bool(self.scores)


def criteria_page(engagement: Engagement) -> Asking[CriteriaPage]:
    """Ask for criteria, voices and scores."""
    standing = Criterion.objects.filter(engagement=engagement, removed_at__isnull=True)
    voices = CriterionVoice.objects.filter(engagement=engagement).values_list("seat", "agrees")
    seats = Seat.objects.voting().filter(body=engagement.body)
    given = CriterionScore.objects.filter(criterion__in=standing.order_by())
    scored = given.select_related("criterion", "alternative", "seat")
    ordered = scored.order_by("alternative__position", "criterion__position", "seat__name")
    options = engagement.alternatives.filter(withdrawn_at__isnull=True)
    votes = Decision.objects.undecided().filter(engagement=engagement, purpose=Decision.Purpose.CRITERIA)
    running = votes.select_related("record__initiative").order_by("-pk")[:1]
    yield standing, voices, seats, ordered, options, running
    criteria, scores, said = list(standing), list(ordered), dict(voices)
    return CriteriaPage(
        criteria=criteria,
        voices=[SeatVoice(seat, said.get(seat.pk)) for seat in seats],
        rows=[_row(option, criteria, scores) for option in options],
        scores=scores,
        vote=next(iter(running), None),
    )


def _row(option: Alternative, criteria: list[Criterion], scores: list[CriterionScore]) -> ScoreRow:
    given: dict[int, list[int]] = defaultdict(list)
    for score in scores:
        if score.alternative_id == option.pk:
            given[score.criterion_id].append(score.score)
    means = tuple(_mean(given[each.pk]) for each in criteria)
    known = [(mean, each.weight) for mean, each in zip(means, criteria, strict=True) if mean is not None]
    total = sum(weight for _mean_, weight in known)
    weighed = sum((mean * weight for mean, weight in known), Decimal(0)) / total if total else None
    return ScoreRow(option, means, weighed.quantize(ONE_PLACE) if weighed is not None else None)


def _mean(scores: list[int]) -> Decimal | None:
    return (Decimal(sum(scores)) / len(scores)).quantize(ONE_PLACE) if scores else None
