"""What becomes of a conversation: strategies and activities of the plan, and the thought by which each should move the curve."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from initiatives.actions.activities import Undertaking, add_activity, add_strategy
from initiatives.models import Person
from initiatives.rules.language import has_words
from measurement.actions.programs import say_contribution
from measurement.models import Contribution, Idea, Indicator, StrategyIndicator, Turn, TurnAction

Texts = dict[str, str]


def bring_into_plan(*, turn: Turn, by: Person) -> tuple[int, int]:
    """Make strategies of what was chosen and activities of what will be done; return how many of each are new."""
    strategies = _strategies(turn, by)
    actions = list(
        TurnAction.objects.filter(turn=turn, removed_at__isnull=True).select_related(
            "idea__strategy", "idea__answers", "owner"
        )
    )
    for action in actions:
        _activity(action, by)
        _contribution(action, turn.indicator, by)
    return strategies, len(actions)


def _strategies(turn: Turn, by: Person) -> int:
    """Make a strategy of each chosen idea that is none yet, meant to move the indicator; return how many are new."""
    chosen = Idea.objects.filter(
        turn=turn, removed_at__isnull=True, actions__isnull=False, actions__removed_at__isnull=True
    )
    ideas = list(chosen.select_related("answers", "strategy").distinct())
    fresh = [idea for idea in ideas if idea.strategy is None]
    for idea in fresh:
        why = idea.answers.words if idea.answers else {}
        idea.strategy = add_strategy(title=idea.words, expected_contribution=why, by=by)
        idea.save(update_fields=["strategy"])
    for idea in ideas:
        StrategyIndicator.objects.get_or_create(strategy=idea.strategy, indicator=turn.indicator)
    return len(fresh)


def _activity(action: TurnAction, by: Person) -> None:
    undertaking = Undertaking(
        title=action.words,
        lead=action.owner,
        ends_on=action.due,
        success_seen_by=action.success_seen_by,
        is_free_of_cost=action.idea is not None and action.idea.cost == Idea.Cost.NONE,
    )
    strategy = action.idea.strategy if action.idea else None
    action.activity = add_activity(undertaking=undertaking, strategy=strategy, by=by)
    action.save(update_fields=["activity"])


def _contribution(action: TurnAction, indicator: Indicator, by: Person) -> None:
    """Say how the activity is thought to move the curve, as well as its idea is known; nothing where nobody said why.

    What a program does for its customers is no whole population: a contribution leads to one of these only.
    """
    logic = action.logic if has_words(action.logic) else _logic_of(action.idea)
    if not has_words(logic) or indicator.accountability != Indicator.Accountability.POPULATION:
        return
    say_contribution(
        indicator=indicator,
        activity=action.activity,
        logic=logic,
        strength=action.idea.evidence if action.idea else Contribution.Strength.HUNCH,
        source=action.idea.source if action.idea else "",
        by=by,
    )


def _logic_of(idea: Idea | None) -> Texts:
    """The thought that stands in the conversation: the idea, and what it answers. In each language that has the words."""
    if idea is None:
        return {}
    answered = idea.answers.words if idea.answers else {}
    return {code: _sentence(code, words, answered.get(code, "")) for code, words in idea.words.items()}


def _sentence(language: str, idea: str, answered: str) -> str:
    if not answered:
        return idea
    with override(language):
        return _("{idea}: an answer to “{factor}”").format(idea=idea, factor=answered)
