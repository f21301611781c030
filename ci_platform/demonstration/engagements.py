"""Steps about questions taken to people: framed and announced, what people said, what became of it, the vote, and after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from ci_platform.demonstration.steps import en
from ci_platform.demonstration.story import Step, Told
from engagement.actions.alternatives import Draft, write_alternative
from engagement.actions.assisted import confirm_entry, enter_input
from engagement.actions.dispositions import Became, dispose, place_concern
from engagement.actions.engagements import Setting, Words, announce, frame, reword, set_up
from engagement.actions.evidence import add_figures
from engagement.actions.inputs import Contribution, Entry, acknowledge, give_input
from engagement.actions.obligations import recompute
from engagement.actions.statements import give_reasons, say
from engagement.actions.themes import make_theme, sort_inputs
from engagement.actions.timetable import Dates, schedule
from engagement.models import Alternative, Engagement, Input, Theme
from engagement.rules.inputs import Said
from initiatives import clock
from initiatives.actions.backbone import appoint, create_body, create_seat, share_chair
from initiatives.models import Body, Category, Clause, Person, Population, Seat, SeatTerm

Act = Callable[[Told, Engagement], object]
STAFF = "director"


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it is announced. Days are counted after the announcement; `figures` are keys of indicators."""

    key: str
    title: str
    asks: str
    level: int
    recipe: str
    difficulty: str
    opportunity: str
    fixed: str
    still_open: str
    opens: int
    decides: int
    closes: int = 0
    body: str = "table"
    clause: str = "4"
    channels: tuple[str, ...] = ()
    money: str = ""
    taking_part: str = "0"
    behind: str = ""
    figures: tuple[tuple[str, str], ...] = ()
    by: str = STAFF


@dataclass(frozen=True, slots=True)
class Option:
    """One option in its words, what speaks against it, and what it costs."""

    key: str
    title: str
    description: str
    against: str
    cost: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person said: `who` is a key of the cast, or nobody; on paper somebody types it in and another confirms."""

    words: str
    channel: str = "web"
    who: str = ""
    theme: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """A theme, and what became of it: kind, reason, the passage that changed, the option that changed or reflects it."""

    key: str
    title: str
    kind: str = ""
    reason: str = ""
    passage: str = ""
    option: str = ""
    not_reflected: str = ""


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """A group with a charter of its own: seats are (name, class, holder); one seat shares the chair."""

    key: str
    name: str
    kind: str
    charter: str
    seats: Sequence[tuple[str, str, str]] = field(default_factory=tuple)
    chair: str = ""


def group(days_ago: int, plan: GroupPlan) -> Step:
    """A group is set up and its seats are filled."""

    def act(told: Told) -> None:
        today = clock.today(told.initiative.zone)
        body = create_body(
            slug=plan.key,
            name=en(plan.name),
            kind=Body.Kind(plan.kind),
            charter=en(plan.charter),
            by=told.director,
        )
        told.bodies[plan.key] = body
        for name, seat_class, holder in plan.seats:
            made = create_seat(
                body=body,
                name=name,
                seat_class=Seat.SeatClass(seat_class),
                created_on=today,
                by=told.director,
            )
            appoint(
                seat=made,
                person=told.people[holder],
                starts_on=today,
                ends_on=today + timedelta(days=365 * 4),
                chosen=SeatTerm.Chosen.ELECTED,
                by=told.director,
            )
            if name == plan.chair:
                share_chair(seat=made, by=told.director)

    return Step(days_ago, act, hour=10)


def question_framed(days_ago: int, plan: Question, more: Act | None = None) -> Step:
    """A question is framed: its words, who decides, the figures to go by, its dates."""

    def act(told: Told) -> None:
        by = told.people[plan.by]
        made = frame(
            title=en(plan.title), question=en(plan.asks), level=plan.level, by=by, recipe=plan.recipe
        )
        told.engagements[plan.key] = made
        words = Words(
            title=en(plan.title),
            question=en(plan.asks),
            fixed=en(plan.fixed),
            still_open=en(plan.still_open),
            difficulty=en(plan.difficulty),
            opportunity=en(plan.opportunity),
        )
        reword(engagement=made, words=words, by=by)
        set_up(engagement=made, setting=_setting(told, plan, made), by=by)
        for key, said in plan.figures:
            add_figures(engagement=made, indicator=told.indicators[key], words=en(said), by=by)
        schedule(engagement=made, dates=_dates(plan), by=by)
        if more is not None:
            more(told, made)

    return Step(days_ago, act, hour=9)


def question_announced(days_ago: int, key: str, *, by: str = STAFF) -> Step:
    """The promise is made: it becomes public."""
    return during(days_ago, key, lambda told, made: announce(engagement=made, by=told.people[by]), hour=10)


def during(days_ago: int, key: str, act: Act, *, hour: int = 12) -> Step:
    """Something happens in an engagement."""
    return Step(days_ago, lambda told: _do(told, key, act), hour=hour)


def options(days_ago: int, key: str, plans: Sequence[Option], *, by: str = STAFF) -> Step:
    """Options are written, each with what speaks against it."""

    def act(told: Told, made: Engagement) -> None:
        for plan in plans:
            draft = Draft(
                title=en(plan.title),
                description=en(plan.description),
                reasons_against=en(plan.against),
                cost=Decimal(plan.cost) if plan.cost else None,
            )
            write_alternative(engagement=made, draft=draft, by=told.people[by])

    return during(days_ago, key, act, hour=11)


def voices(days_ago: int, key: str, plans: Sequence[Voice], *, days: int = 1) -> list[Step]:
    """People say what they think, spread over some days."""
    return [
        during(days_ago - n * days // max(len(plans), 1), key, _speaking(plan), hour=8 + n % 11)
        for n, plan in enumerate(plans)
    ]


def acknowledged(days_ago: int, key: str) -> Step:
    """A person acknowledges all that came in until then."""

    def act(told: Told, made: Engagement) -> None:
        waiting = made.inputs.counted().filter(acknowledged_at__isnull=True)
        acknowledge(engagement=made, inputs=list(waiting), by=_clerk(told))

    return during(days_ago, key, act, hour=20)


def sorted_into(days_ago: int, key: str, themes: Sequence[Heard], plans: Sequence[Voice]) -> Step:
    """What people said is sorted into themes; each stands under at least one."""

    def act(told: Told, made: Engagement) -> None:
        by = _clerk(told)
        rows = {plan.key: make_theme(engagement=made, title=en(plan.title), by=by) for plan in themes}
        for given, plan in zip(made.inputs.counted().order_by("number"), plans, strict=False):
            sort_inputs(theme=rows[plan.theme or themes[0].key], inputs=[given], by=by)

    return during(days_ago, key, act, hour=14)


def answered(days_ago: int, key: str, themes: Sequence[Heard], *, by: str = STAFF) -> Step:
    """Each theme is answered with a reason of its own, and where options reflect it, that is said."""

    def act(told: Told, made: Engagement) -> None:
        for plan in themes:
            theme = Theme.objects.get(engagement=made, title__en=plan.title)
            option = option_of(made, plan.option) if plan.option else None
            if plan.kind:
                became = Became(plan.kind, en(plan.reason), en(plan.passage) if plan.passage else {}, option)
                dispose(theme=theme, became=became, by=told.people[by])
            if option is not None or plan.not_reflected:
                words = plan.passage or plan.not_reflected or plan.reason
                place_concern(theme=theme, alternative=option, words=en(words), by=told.people[by])

    return during(days_ago, key, act, hour=15)


def said(days_ago: int, key: str, kind: str, words: str, *, by: str = STAFF, hour: int = 13) -> Step:
    """The initiative says something to people."""
    return during(
        days_ago,
        key,
        lambda told, made: say(engagement=made, kind=kind, words=en(words), by=told.people[by]),
        hour=hour,
    )


def reasons(days_ago: int, key: str, words: str, option: str = "", *, by: str = STAFF) -> Step:
    """The decision is published with its reasons."""

    def act(told: Told, made: Engagement) -> None:
        chosen = option_of(made, option) if option else None
        give_reasons(engagement=made, words=en(words), alternative=chosen, by=told.people[by])

    return during(days_ago, key, act, hour=17)


def watched(key: str, first: int, last: int = 0) -> list[Step]:
    """The machine looks at what is owed every three weeks, as its clock does, and once more today."""
    days = [*range(first, last, -21), last]
    return [during(day, key, lambda told, made: recompute(engagement=made), hour=23) for day in days]


def option_of(engagement: Engagement, title: str) -> Alternative:
    """Return the option of this English title."""
    return Alternative.objects.get(engagement=engagement, title__en=title)


def group_of(slug: str) -> Category:
    """Return a group of people by its slug."""
    return Category.objects.get(slug=slug)


def _do(told: Told, key: str, act: Act) -> None:
    made = Engagement.objects.select_related("record__initiative", "body").get(pk=told.engagements[key].pk)
    act(told, made)


def _setting(told: Told, plan: Question, made: Engagement) -> Setting:
    body = told.bodies.get(plan.body) or Body.objects.get(is_table=True)
    today = clock.today(told.initiative.zone)
    return Setting(
        body=body,
        authority=Clause.objects.current().get(number=plan.clause),
        population=Population.objects.earliest("pk"),
        group_behind=group_of(plan.behind) if plan.behind else None,
        channels=plan.channels or tuple(made.channels),
        money=Decimal(plan.money) if plan.money else None,
        participation_budget=Decimal(plan.taking_part),
        implement_by=today + timedelta(days=plan.decides + 240),
        review_on=today + timedelta(days=plan.decides + 365),
    )


def _dates(plan: Question) -> Dates:
    now = clock.now() + timedelta(days=1)  # it is announced on the next day
    return Dates(
        opens_at=now + timedelta(days=plan.opens),
        input_closes_at=now + timedelta(days=plan.closes) if plan.closes else None,
        decide_by=now + timedelta(days=plan.decides),
    )


def _speaking(plan: Voice) -> Act:
    def act(told: Told, made: Engagement) -> None:
        first = made.prompts.filter(removed_at__isnull=True).order_by("position").first()
        assert first is not None  # noqa: S101 (every recipe that collects asks something)
        what = Contribution(
            said=_said(made, plan.words),
            channel=plan.channel,
            contributor=told.people[plan.who] if plan.who else None,
            groups=[group_of(slug) for slug in plan.groups],
        )
        if plan.channel in Input.OFFLINE:
            note = "A card from the box in the library" if plan.channel == "paper" else "Noted on the phone"
            entry = Entry(by=told.people.get("peter", told.director), note=note)
            receipt = enter_input(engagement=made, what=what, entry=entry)
            confirm_entry(given=receipt.input, by=_clerk(told))
        else:
            give_input(engagement=made, what=what)

    return act


def _clerk(told: Told) -> Person:
    """Return who on the staff reads what comes in: a different person in each initiative."""
    return told.people.get("ingrid") or told.people["ruth"]


def _said(made: Engagement, words: str) -> list[Said]:
    """Answer the first question that takes words; one that must be answered by choosing gets the first choice."""
    found: list[Said] = []
    for prompt in made.prompts.filter(removed_at__isnull=True).order_by("position"):
        if prompt.kind == "text" and not any(each.words for each in found):
            found.append(Said(key=prompt.pk, words=words))
        elif prompt.is_required and prompt.kind == "choice":
            found.append(Said(key=prompt.pk, choices=(0,)))
    return found
