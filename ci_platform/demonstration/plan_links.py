"""Steps about how a plan hangs together: hand-offs, changes, judgements, and the texts that the table agrees on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from ci_platform.demonstration.plans import activity_named
from ci_platform.demonstration.steps import en
from ci_platform.demonstration.story import Step, Told
from initiatives.actions.activities import place_strategy
from initiatives.actions.adaptations import ask_change, judge_strategy, settle_change
from initiatives.actions.agreeing import (
    answer_text,
    close_text_round,
    propose_text,
    write_assessment,
    write_plan,
)
from initiatives.actions.links import add_link
from initiatives.models import ActionPlan, Adaptation, AgreedText, Assessment, Event, RoundSeat, Strategy
from measurement.actions.plan_meant import mean_to_move
from measurement.actions.programs import say_contribution
from measurement.pages.agreed_texts import contents_now, figures_now

_Act = Callable[[Told], None]


@dataclass(frozen=True, slots=True)
class LinkPlan:
    """One hand-off: from, how, to, in a sentence, and how well."""

    source: str
    kind: str
    target: str
    sentence: str
    quality: str = "good"


@dataclass(frozen=True, slots=True)
class TextPlan:
    """One version of an assessment (four texts) or of the plan (its words), and how the seats answered."""

    texts: Mapping[str, str]
    answers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    changes: str = ""


def links(days_ago: int, plans: Iterable[LinkPlan]) -> Step:
    """Hand-offs are written down."""

    def act(told: Told) -> None:
        for plan in plans:
            add_link(
                source=activity_named(plan.source),
                target=activity_named(plan.target),
                kind=plan.kind,
                sentence=en(plan.sentence),
                quality=plan.quality,
                by=told.director,
            )

    return Step(days_ago, act, hour=14)


def meant(days_ago: int, arrows: Mapping[str, tuple[str, ...]]) -> Step:
    """Each strategy says which indicators it is meant to move."""

    def act(told: Told) -> None:
        for title, keys in arrows.items():
            strategy = Strategy.objects.select_related("record").get(title__en=title)
            mean_to_move(
                strategy=strategy, indicators=[told.indicators[key] for key in keys], by=told.director
            )

    return Step(days_ago, act, hour=11)


def moves(days_ago: int, thoughts: Iterable[tuple[str, str, str, str, str]]) -> Step:
    """Activities say which indicator they should move: activity, indicator, logic, strength, source."""

    def act(told: Told) -> None:
        for activity, indicator, logic, strength, source in thoughts:
            say_contribution(
                activity=activity_named(activity),
                indicator=told.indicators[indicator],
                logic=en(logic),
                strength=strength,
                source=source,
                by=told.director,
            )

    return Step(days_ago, act, hour=12)


def placed(days_ago: int, parts: Mapping[str, tuple[str, ...]]) -> Step:
    """Strategies that came from a turn become parts of a whole one; those that the turn did not make are passed over."""

    def act(told: Told) -> None:
        for whole, titles in parts.items():
            top = Strategy.objects.get(title__en=whole)
            for strategy in Strategy.objects.select_related("record").filter(title__en__in=titles):
                place_strategy(strategy=strategy, whole=top, by=told.director)

    return Step(days_ago, act, hour=13)


def judged(days_ago: int, verdicts: Mapping[str, tuple[str, str]]) -> Step:
    """The table judges whether what is done for each strategy is enough."""

    def act(told: Told) -> None:
        for title, (verdict, missing) in verdicts.items():
            strategy = Strategy.objects.select_related("record").get(title__en=title)
            judge_strategy(
                strategy=strategy, verdict=verdict, missing=en(missing) if missing else {}, by=told.director
            )

    return Step(days_ago, act, hour=15)


def changed(
    days_ago: int,
    activity: str,
    change: str,
    why: str,
    *,
    who: str,
    cause: str = "",
    later_by: int = 0,
    agreed_by: str = "",
) -> list[Step]:
    """A partner asks to do an activity in another way, because of the last event of a kind; perhaps somebody agrees."""

    def ask(told: Told) -> None:
        found = activity_named(activity)
        event = Event.objects.filter(kind__startswith=cause, record__isnull=False).first() if cause else None
        ends = found.ends_on + timedelta(days=later_by) if later_by and found.ends_on else None
        ask_change(
            activity=found, change=en(change), why=en(why), cause=event, new_ends_on=ends, by=told.people[who]
        )

    def agree(told: Told) -> None:
        asked = Adaptation.objects.select_related("record").get(change__en=change)
        settle_change(adaptation=asked, is_agreed=True, by=told.people[agreed_by])

    return [Step(days_ago, ask, hour=16), *([Step(days_ago - 4, agree, hour=10)] if agreed_by else [])]


def assessment(days_ago: int, plan: TextPlan) -> list[Step]:
    """An assessment goes to the table and is answered and counted."""

    def write(told: Told) -> None:
        text = write_assessment(by=told.director, **_said(plan))
        propose_text(text=text, frozen=figures_now(told.initiative.pk), by=told.director)

    return _before_the_table(days_ago, Assessment, write, plan)


def joint_plan(days_ago: int, plan: TextPlan) -> list[Step]:
    """A version of the plan goes to the table and is answered and counted."""

    def write(told: Told) -> None:
        text = write_plan(by=told.director, **_said(plan))
        today = told.initiative.local_time(text.record.created_at).date()
        frozen = contents_now(told.initiative.pk, today=today)
        propose_text(text=text, frozen=frozen, by=told.director)

    return _before_the_table(days_ago, ActionPlan, write, plan)


def _said(plan: TextPlan) -> dict[str, dict[str, str]]:
    said = {name: en(text) for name, text in plan.texts.items()}
    return {**said, "summary_of_changes": en(plan.changes) if plan.changes else {}}


def _before_the_table(
    days_ago: int, kind: type[Assessment] | type[ActionPlan], write: _Act, plan: TextPlan
) -> list[Step]:
    def proposed() -> AgreedText:
        found: AgreedText = kind.objects.select_related("round").get(state="proposed")
        return found

    def reply(key: str, stance: str, words: str) -> _Act:
        def act(told: Told) -> None:
            text = proposed()
            place = RoundSeat.objects.get(round=text.round, seat=told.seats[key])
            answer_text(text=text, seat=place, stance=stance, words=words, by=place.person)

        return act

    def count(_told: Told) -> None:
        room = proposed().round
        assert room is not None  # noqa: S101 (it is before the table)
        close_text_round(room=room)

    replies = [
        Step(days_ago - 9 - n % 8, reply(key, stance, words), hour=12)
        for n, (key, (stance, words)) in enumerate(plan.answers.items())
    ]
    return [Step(days_ago, write, hour=10), *replies, Step(days_ago - 25, count, hour=16)]
