"""Engagements at any point of their way, written as rows without their machine; and what people say to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from engagement.actions.inputs import Contribution, Receipt, give_input, prompts_of
from engagement.actions.supports import plan_session
from engagement.models import Alternative, Engagement, EngagementStep, PanelMember, Prompt, Session
from engagement.rules.inputs import Said
from initiatives import clock
from initiatives.identity import give_record
from initiatives.models import Body, Category, Person

ON_THE_WAY = (
    "draft",
    "announced",
    "open",
    "closed_to_input",
    "options_frozen",
    "decided",
    "reported_back",
    "implementing",
    "completed",
)
NOTICE, WINDOW, THINKING = timedelta(days=7), timedelta(days=14), timedelta(days=21)


def make_engagement(
    title: str = "Late buses",
    *,
    by: Person,
    level: int = 2,
    state: str = "open",
    body: Body | None = None,
    opens_at: datetime | None = None,
    question: str = "Which streets first?",
    prompts: Sequence[str] = ("text",),
) -> Engagement:
    """Write an engagement that stands at `state` now, with its steps; `prompts` are the kinds of its questions."""
    now = clock.now()
    opens = opens_at or (now + NOTICE if state in ("draft", "announced") else now - timedelta(days=1))
    given = give_record(
        "engagement", title={"en": title}, path="decisions/{number}/", by=by, published=state != "draft"
    )
    made = Engagement.objects.create(
        record=given,
        title={"en": title},
        question={"en": question},
        level=level,
        state=state,
        body=body or Body.objects.filter(is_table=True).first(),
        opens_at=opens,
        input_closes_at=opens + WINDOW if level > 1 else None,
        decide_by=opens + WINDOW + THINKING,
    )
    write_steps(made, by=by)
    for kind in prompts if level > 1 else ():
        make_prompt(made, kind)
    return made


def write_steps(engagement: Engagement, *, by: Person) -> None:
    """Write the steps that led to where an engagement stands: announced a notice before it opened."""
    assert engagement.opens_at is not None
    reached = ON_THE_WAY.index(engagement.state)
    for number in range(1, reached + 1):
        at = engagement.opens_at - NOTICE if number == 1 else engagement.opens_at + timedelta(minutes=number)
        EngagementStep.objects.create(
            engagement=engagement,
            from_state=ON_THE_WAY[number - 1],
            to_state=ON_THE_WAY[number],
            at=min(at, clock.now()),
            by=by,
        )


def move_to(engagement: Engagement, state: str) -> Engagement:
    """Let an engagement stand elsewhere, without its actions."""
    Engagement.objects.filter(pk=engagement.pk).update(state=state)
    engagement.refresh_from_db()
    return engagement


def make_prompt(
    engagement: Engagement, kind: str = "text", *, words: str = "", required: bool = True
) -> Prompt:
    """Ask one more question of a kind."""
    return Prompt.objects.create(
        engagement=engagement,
        position=engagement.prompts.count() + 1,
        kind=kind,
        words={"en": words or f"Question of kind {kind}"},
        choices=[{"en": "Main Street"}, {"en": "River Road"}, {"en": "Hill Lane"}]
        if kind == "choice"
        else [],
        is_required=required,
    )


def say_something(
    engagement: Engagement,
    words: str = "Buses after nine, please.",
    *,
    channel: str = "web",
    contributor: Person | None = None,
    groups: Sequence[Category] = (),
    email: str = "",
    sent_as: str = "",
) -> Receipt:
    """Say something to the first question of an engagement."""
    what = Contribution(
        said=[Said(prompts_of(engagement)[0].pk, words=words)],
        channel=channel,
        contributor=contributor,
        groups=groups,
        email=email,
        sent_as=sent_as,
    )
    return give_input(engagement=engagement, what=what)


def make_alternative(
    engagement: Engagement, title: str = "Start with River Road", *, by: Person
) -> Alternative:
    """Write an option."""
    return Alternative.objects.create(
        engagement=engagement,
        position=engagement.alternatives.count() + 1,
        title={"en": title},
        description={"en": f"{title}, then the others."},
        written_at=clock.now(),
        written_by=by,
    )


def make_panel_member(engagement: Engagement, person: Person, *, by: Person) -> PanelMember:
    """Name somebody to the panel."""
    return PanelMember.objects.create(engagement=engagement, person=person, named_by=by, named_at=clock.now())


def make_session(
    engagement: Engagement, title: str, *, by: Person, begins_in: timedelta, supports: Sequence[str] = ()
) -> Session:
    """Plan a session of two hours."""
    begins = clock.now() + begins_in
    return plan_session(
        engagement=engagement,
        title={"en": title},
        begins_at=begins,
        ends_at=begins + timedelta(hours=2),
        supports=supports,
        by=by,
    )
