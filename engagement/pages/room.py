"""The room of an engagement: what stands above every one of its pages. Others include `engagement/room/_header.html`.

A view fetches with `fetch_engagement(request.viewer, number)` and hands `head_of(engagement, viewer)` to its template as
`head`; `head.facts` and `head.rules` are there for whoever weighs the rest of the page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from engagement.gathering.facts import facts_asked
from engagement.gathering.numbers import numbers_of_promise, rules_among
from engagement.gathering.owner import options_of, winners_among
from engagement.gathering.rows import Rows, rows_asked
from engagement.models import Alternative, Decision, DecisionOption, Engagement
from engagement.pages.addresses import with_addresses
from engagement.pages.applied import APPLIED, Number, numbers_from
from engagement.pages.owed import OwedLine, Standing, owed_lines, standing_of
from engagement.pages.stages import StageMark, marks_of
from engagement.pages.steps import BUTTONS
from engagement.pages.tabs import Tab, tabs_of
from engagement.pages.vows import Vow, vows_of
from engagement.representing import hats_asked
from engagement.rules.facts import EngagementFacts
from engagement.rules.machine import missing_for
from engagement.rules.obligation import ObligationState
from engagement.rules.obligations import obligations
from engagement.rules.parameters import Rules
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Answer, Cell, Deed, Role, may
from engagement.rules.stages import Stage, Transition, possible
from initiatives import clock
from initiatives.access import fetch_or_stub
from initiatives.models import Person, RuleValue
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking, answer_of, by_name, rows_in

WHOLE = (
    "record__initiative",
    "record__created_by",
    "body__record__initiative",
    "authority__document__record__initiative",
    "authority_decision__initiative",
    "population",
    "group_behind",
)
NOW = (ObligationState.BROKEN, ObligationState.LATE, ObligationState.PENDING)
EXITS = frozenset({Transition.WITHDRAW, Transition.REOPEN})


@dataclass(frozen=True, slots=True)
class Step:
    """The step that comes next: who may make it, and what is missing before it, each with its address.

    `address` is where it is made; `cell` the answer of the declared table for this reader.
    """

    transition: Transition
    address: str
    cell: Cell
    missing: tuple[tuple[str, str], ...]

    @property
    def is_mine(self) -> bool:
        """Whether this reader makes it."""
        return self.cell.answer is Answer.ALLOWED

    @property
    def word(self) -> str:
        """What stands on its button."""
        return str(BUTTONS[self.transition])

    @property
    def refusal(self) -> str:
        """Why this reader does not make it, in the words of the table."""
        return _(self.cell.ground.words)

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above every page of an engagement, for one reader at one time."""

    engagement: Engagement
    facts: EngagementFacts
    rules: Rules
    numbers: list[RuleValue]
    hats: frozenset[Role]
    now: datetime
    vows: tuple[Vow, ...]
    stages: tuple[StageMark, ...]
    owed: tuple[OwedLine, ...]
    standing: Standing
    tabs: tuple[Tab, ...]
    next: Step | None
    chosen: str
    withdrawal: dict[str, str]

    @property
    def level(self) -> Level:
        """The level that is promised."""
        return self.facts.level

    @property
    def ladder(self) -> tuple[int, ...]:
        """The five steps."""
        return tuple(int(each) for each in Level)

    @property
    def is_announced(self) -> bool:
        """Whether the promise has been made."""
        return self.facts.timeline.announced is not None

    @property
    def owed_now(self) -> tuple[OwedLine, ...]:
        """What is broken, late or due, in this order."""
        return tuple(line for line in self.owed if line.obligation.state in NOW)

    @property
    def owed_later(self) -> tuple[OwedLine, ...]:
        """What is not due yet."""
        return tuple(line for line in self.owed if line.obligation.state is ObligationState.NOT_YET_DUE)

    @property
    def owed_done(self) -> tuple[OwedLine, ...]:
        """What is kept, waived, or owed no longer."""
        return tuple(line for line in self.owed if not line.is_open)

    @property
    def takes_input(self) -> bool:
        """Whether people can speak now."""
        closes = self.engagement.input_closes_at
        return self.facts.timeline.stage is Stage.OPEN and closes is not None and self.now < closes

    @property
    def applied(self) -> dict[str, Callable[[], list[Number]]]:
        """The numbers of the bylaws that each page applies, by the key of its tab; read where a page asks for them."""
        return {here: partial(numbers_from, self.numbers, keys) for here, keys in APPLIED.items()}

    @property
    def vow(self) -> Vow:
        """The promise in force."""
        return self.vows[0]

    @property
    def old_vows(self) -> tuple[Vow, ...]:
        """The promises that stood before, the newest first."""
        return self.vows[1:]

    def may(self, deed: Deed | Transition) -> bool:
        """Whether this reader may do something here, by the declared table."""
        return may(self.level, deed, self.hats).answer is Answer.ALLOWED

    def refusal(self, deed: Deed | Transition) -> str:
        """Why this reader does not do something here, in the words of the table; "" where they may."""
        return "" if self.may(deed) else _(may(self.level, deed, self.hats).ground.words)


def fetch_engagement(viewer: Viewer, number: int) -> Engagement:
    """Return the engagement of a number that the reader sees; Withheld and Http404 as with every record."""
    return fetch_or_stub(Engagement.objects.select_related(*WHOLE), viewer, record__number=number)


def head_of(engagement: Engagement, viewer: Viewer) -> Head:
    """Put together what stands above the pages of an engagement for a reader, as it is now: two journeys."""
    return answer_of(head_asked(engagement, viewer))


def head_asked(engagement: Engagement, viewer: Viewer) -> Asking[Head]:
    """Ask for what stands above the pages of an engagement: first for its rows, then for what is made of them."""
    rows = yield from rows_asked(engagement)
    settled, now = rows.substance(), clock.now()
    asked = yield from by_name(
        facts=facts_asked(engagement, rows),
        numbers=rows_in(numbers_of_promise(rows.steps)),
        hats=hats_asked(None if viewer.as_public else viewer.person_id, engagement),
        offered=rows_in(options_of(settled)),
    )
    facts, hats, numbers = asked["facts"], asked["hats"], asked["numbers"]
    rules = rules_among(numbers)
    owed = owed_lines(engagement, obligations(facts, now=now, rules=rules))
    return Head(
        engagement=engagement,
        facts=facts,
        rules=rules,
        numbers=numbers,
        hats=hats,
        now=now,
        vows=vows_of(engagement, rows.changes),
        stages=marks_of(engagement, facts),
        owed=owed,
        standing=standing_of(
            owed,
            is_made=facts.timeline.announced is not None,
            is_completed=facts.timeline.stage is Stage.COMPLETED,
        ),
        tabs=tabs_of(engagement, hats),
        next=next_step(engagement, facts, rules, hats),
        chosen=_chosen(settled, asked["offered"], facts, rows.alternatives),
        withdrawal=_withdrawal(engagement, rows),
    )


def next_step(
    engagement: Engagement, facts: EngagementFacts, rules: Rules, hats: frozenset[Role]
) -> Step | None:
    """Return the step on the way, with all that it still wants; None where nothing leads on."""
    ahead = [each for each in possible(facts.timeline.stage, facts.level) if each not in EXITS]
    if not ahead:
        return None
    return step_of(ahead[0], engagement, facts, rules, hats)


def step_of(
    transition: Transition,
    engagement: Engagement,
    facts: EngagementFacts,
    rules: Rules,
    hats: frozenset[Role],
) -> Step:
    """Return one transition as the page offers it: who may, and what is missing."""
    missing = missing_for(transition, facts, now=clock.now(), rules=rules, reason="given")
    return Step(
        transition,
        f"{engagement.record.url}steps/{transition.value.replace('_', '-')}/",
        may(facts.level, transition, hats),
        with_addresses(engagement, missing),
    )


def person_of(viewer: Viewer) -> Person | None:
    """Return who is looking; None for a visitor, and for somebody who looks as the public."""
    if viewer.person_id is None or viewer.as_public:
        return None
    return Person.objects.get(pk=viewer.person_id)


def _chosen(
    settled: Decision | None,
    offered: list[DecisionOption],
    facts: EngagementFacts,
    alternatives: list[Alternative],
) -> str:
    """Return the names of what was decided: chosen in the vote, or the option named with the reasons; "" before."""
    if facts.timeline.decided is None or settled is None:
        return ""
    named = [each for each in alternatives if str(each.pk) == facts.outcome.rationale.chosen]
    return ", ".join(str(option) for option in winners_among(offered, settled) or named)


def _withdrawal(engagement: Engagement, rows: Rows) -> dict[str, str]:
    if engagement.state != Engagement.State.WITHDRAWN:
        return {}
    ends = [step.reason for step in rows.steps if step.to_state == Engagement.State.WITHDRAWN]
    return ends[-1] if ends else {}
