"""What a conversation has so far, and what it still lacks, with the addresses where it is done."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Count, QuerySet

from initiatives.models import Learning
from initiatives.together import Asking, counted, number_of
from measurement.models import Factor, Idea, PartnerRole, Turn, TurnAction, TurnLine, TurnStep
from measurement.pages.turn_questions import lack_words, questions_of
from measurement.rules.turns import Lack, Missing, TurnFacts, lacks
from measurement.scoring import reading_for


class _Asked(NamedTuple):
    """All that must be known before a conversation may end."""

    answered: QuerySet[TurnStep, int]
    kinds: QuerySet[Factor, str]
    costs: QuerySet[Idea, str]
    scored: QuerySet[Idea, tuple[int, int | None]]
    partners: QuerySet[PartnerRole]
    actions: QuerySet[TurnAction]
    waiting: QuerySet[TurnLine]
    learned: QuerySet[Learning, int]


def facts_of(turn: Turn) -> Asking[TurnFacts]:
    """Ask what a conversation has, as numbers."""
    asked = _questions(turn)
    yield asked
    kinds, costs = list(asked.kinds), list(asked.costs)
    return TurnFacts(
        answered=frozenset(asked.answered),
        helping=kinds.count(Factor.Kind.CONTRIBUTING),
        holding_back=kinds.count(Factor.Kind.RESTRICTING),
        partners=number_of(asked.partners),
        ideas=len(costs),
        free_ideas=costs.count(Idea.Cost.NONE),
        actions=number_of(asked.actions),
        # what is a strategy already needs no scores again
        scored=tuple(max(people, 2) if strategy else people for people, strategy in asked.scored),
        waiting_lines=number_of(asked.waiting),
        has_previous=turn.previous_id is not None,
        has_learned=bool(asked.learned),
        has_figures=_has_figures(turn),
        has_forecast=turn.forecast_id is not None,
    )


def _questions(turn: Turn) -> _Asked:
    ideas = turn.ideas.filter(removed_at__isnull=True)
    chosen = ideas.filter(actions__isnull=False, actions__removed_at__isnull=True)
    waiting = turn.lines.filter(place=TurnLine.Place.WAITING, hidden_at__isnull=True)
    return _Asked(
        answered=turn.steps.order_by().values_list("question", flat=True).distinct(),
        kinds=turn.factors.filter(removed_at__isnull=True).values_list("kind", flat=True),
        costs=ideas.values_list("cost", flat=True),
        scored=chosen.annotate(people=Count("scores__scorer", distinct=True)).values_list(
            "people", "strategy"
        ),
        partners=counted(turn.partner_roles.filter(removed_at__isnull=True)),
        actions=counted(turn.actions.filter(removed_at__isnull=True)),
        waiting=counted(waiting),
        learned=Learning.objects.filter(about__turn=turn.previous_id or 0).values_list("pk", flat=True)[:1],
    )


def missing_of(turn: Turn, facts: TurnFacts) -> tuple[tuple[str, str], ...]:
    """Return what is missing before a conversation may end: sentences, each with the address where it is done."""
    questions = questions_of(turn.indicator)
    return tuple((lack_words(lack, questions), _address(turn, lack)) for lack in lacks(facts))


def _address(turn: Turn, lack: Lack) -> str:
    base = turn.record.url
    if lack.what is Missing.LINES:
        return f"{base}lines/"
    if lack.what is Missing.LEARNING:
        return f"{base}learning/"
    if lack.what is Missing.SCORES:
        return f"{base}scores/"
    return f"{base}{lack.question}/"


def _has_figures(turn: Turn) -> bool:
    """Whether there is a comparable figure to expect anything from."""
    return hasattr(turn.indicator, "rollup") and reading_for(turn.indicator).points > 0
