"""The plan in its simplest form: strategies, the activities that carry them out, and what was learned. DOMAIN section 3."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.identity import change_record, give_record
from initiatives.models import Activity, Learning, Membership, Person, Population, Record, Strategy, local
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.prose import cut_at_word
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]
LONGEST_TITLE = 200
STATE_EVENTS = {
    Activity.State.PLANNED: "activity.planned",
    Activity.State.UNDER_WAY: "activity.begun",
    Activity.State.DONE: "activity.done",
    Activity.State.STOPPED: "activity.stopped",
}


@dataclass(frozen=True, slots=True)
class Undertaking:
    """What an activity is: in a few words, by whom, from when until when, and by what its success is seen."""

    title: Texts
    lead: Membership | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    success_seen_by: Texts = field(default_factory=dict)
    what: Texts = field(default_factory=dict)
    is_free_of_cost: bool = False
    counts_whom: Texts = field(default_factory=dict)
    population: Population | None = None
    place: str = ""
    budget: Decimal | None = None


@transaction.atomic
def add_strategy(
    *, title: Texts, by: Person, expected_contribution: Texts | None = None, parent: Strategy | None = None
) -> Strategy:
    """Add a line of common work to the plan. Raises RuleBroken without a title."""
    _need(title, "title", _("Say in a few words what is done together."))
    slug = _free_slug(title)
    made = Strategy.objects.create(
        record=give_record("strategy", title=title, path=f"plan/strategies/{slug}/", by=by, published=True),
        slug=slug,
        title=title,
        expected_contribution=expected_contribution or {},
        parent=parent,
        position=Strategy.objects.count(),
    )
    record("strategy.added", by=by, about=made)
    return made


@transaction.atomic
def change_strategy(*, strategy: Strategy, title: Texts, expected_contribution: Texts, by: Person) -> None:
    """Change the words of a strategy; its address stays."""
    _need(title, "title", _("Say in a few words what is done together."))
    strategy.title, strategy.expected_contribution = title, expected_contribution
    strategy.save(update_fields=["title", "expected_contribution"])
    change_record(strategy.record, title=title)
    record("strategy.changed", by=by, about=strategy)


@transaction.atomic
def place_strategy(*, strategy: Strategy, whole: Strategy | None, by: Person) -> None:
    """Let a strategy be a part of another one, or of none. Raises RuleBroken where that goes in a circle."""
    above = whole
    while above is not None:
        if above.pk == strategy.pk:
            raise RuleBroken(_("A strategy cannot be a part of itself."), field="parent")
        above = above.parent
    if strategy.parent_id == (whole.pk if whole else None):
        return
    strategy.parent = whole
    strategy.save(update_fields=["parent"])
    change_record(strategy.record)
    record("strategy.changed", by=by, about=strategy)


@transaction.atomic
def add_activity(*, undertaking: Undertaking, strategy: Strategy | None, by: Person) -> Activity:
    """Add an activity to the plan. Raises RuleBroken without a title, or when it ends before it starts."""
    _check(undertaking)
    made = Activity.objects.create(
        record=give_record(
            "activity", title=undertaking.title, path="plan/activities/{number}/", by=by, published=True
        ),
        strategy=strategy,
        **_columns(undertaking),
    )
    record("activity.added", by=by, about=made)
    return made


@transaction.atomic
def change_activity(
    *, activity: Activity, undertaking: Undertaking, strategy: Strategy | None, by: Person
) -> None:
    """Change what an activity says of itself; its state has an action of its own."""
    _check(undertaking)
    values = _columns(undertaking) | {"strategy": strategy}
    for name, value in values.items():
        setattr(activity, name, value)
    activity.save(update_fields=list(values))
    change_record(activity.record, title=undertaking.title)
    record("activity.changed", by=by, about=activity)


@transaction.atomic
def change_state(*, activity: Activity, state: str, by: Person) -> None:
    """Say how far an activity is; who said so and when is kept. The same state again changes nothing."""
    chosen = Activity.State(state)
    activity = Activity.objects.select_for_update(of=("self",)).select_related("record").get(pk=activity.pk)
    if activity.state == chosen:
        return
    activity.state, activity.state_changed_at, activity.state_changed_by = chosen, clock.now(), by
    if chosen is Activity.State.UNDER_WAY and activity.starts_on is None:
        activity.starts_on = _start(activity)
    activity.save(update_fields=["state", "state_changed_at", "state_changed_by", "starts_on"])
    change_record(activity.record)
    record(STATE_EVENTS[chosen], by=by, about=activity)


@transaction.atomic
def add_learning(*, about: Record, expected: Texts, happened: Texts, change: Texts, by: Person) -> Learning:
    """Keep what was expected, what happened, and what will be done in another way. All three are needed."""
    _need(expected, "expected", _("Say what you expected."))
    _need(happened, "happened", _("Say what happened."))
    _need(change, "change", _("Say what you will do in another way, or that you will go on."))
    given = give_record(
        "learning",
        title=_short(change),
        path=about.path,
        by=by,
        published=True,
        part_of=about.part_of or about,
    )
    made = Learning.objects.create(
        record=given,
        about=about,
        expected=expected,
        happened=happened,
        change=change,
        learned_on=clock.today(about.initiative.zone),
    )
    record("learning.added", by=by, about=made)
    return made


def _columns(undertaking: Undertaking) -> dict[str, object]:
    return {one.name: getattr(undertaking, one.name) for one in fields(undertaking)}


def _check(undertaking: Undertaking) -> None:
    _need(undertaking.title, "title", _("Say in a few words what will be done."))
    start, end = undertaking.starts_on, undertaking.ends_on
    if start and end and end < start:
        raise RuleBroken(_("It ends before it starts. Choose a later day."), field="ends_on")
    if undertaking.is_free_of_cost and undertaking.budget:
        raise RuleBroken(_("It costs no money, or it has a budget: not both."), field="budget")


def _start(activity: Activity) -> date:
    """Return today, or the last day of what is begun only after it should have ended."""
    today = clock.today(activity.record.initiative.zone)
    return min(today, activity.ends_on) if activity.ends_on else today


def _need(texts: Texts, field_name: str, sentence: str) -> None:
    if not has_words(texts):
        raise RuleBroken(sentence, field=field_name)


def _short(texts: Texts) -> Texts:
    return {language: text[:LONGEST_TITLE] for language, text in texts.items()}


def _free_slug(title: Texts) -> str:
    address = cut_at_word(slugify(local(title)), 60) or "strategy"
    address = f"{address}-1" if address == "add" else address
    taken = set(Strategy.objects.filter(slug__startswith=address).values_list("slug", flat=True))
    numbered = (f"{address}-{number}" for number in range(2, len(taken) + 3))
    return address if address not in taken else next(slug for slug in numbered if slug not in taken)
