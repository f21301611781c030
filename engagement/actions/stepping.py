"""How every transition of an engagement is made: locked, permitted, nothing missing, written down. SPECTRUM section 2."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from engagement.actions.permitting import permit
from engagement.gathering.facts import facts_of
from engagement.gathering.numbers import rules_for
from engagement.models import Engagement, EngagementStep
from engagement.pages.addresses import with_addresses
from engagement.pages.steps import REFUSALS
from engagement.rules.facts import EngagementFacts
from engagement.rules.machine import missing_for
from engagement.rules.missing import Missing
from engagement.rules.obligations import met_before
from engagement.rules.parameters import Rules
from engagement.rules.promise_facts import Code
from engagement.rules.spectrum import Level
from engagement.rules.stages import ARRIVES, Transition
from initiatives import clock
from initiatives.identity import change_record, draft_with
from initiatives.models import Person, Record, local
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]
MetParts = Sequence[tuple[Code, datetime]]
RELATED = (
    "record__initiative",
    "body__record",
    "authority",
    "authority_decision",
    "population",
    "group_behind",
)


def locked(engagement: Engagement) -> Engagement:
    """Return an engagement with its row locked: whoever comes second sees what the first one did."""
    rows = Engagement.objects.select_for_update(of=("self",)).select_related(*RELATED)
    return rows.get(pk=engagement.pk)


def weigh(engagement: Engagement) -> tuple[EngagementFacts, Rules]:
    """Return an engagement as the rules see it, and the numbers that it runs by."""
    return facts_of(engagement), rules_for(engagement)


def refuse(
    engagement: Engagement, missing: tuple[Missing, ...], words: str, *, field: str | None = None
) -> None:
    """Raise RuleBroken with everything that is missing, each with its address; do nothing if nothing is."""
    if missing:
        raise RuleBroken(words, field=field, missing=with_addresses(engagement, missing))


def step(
    engagement: Engagement, transition: Transition, *, by: Person | None, reason: Texts | None = None
) -> Engagement:
    """Make a transition. `by` None is the machine.

    Raises RuleBroken when the table says no, and with the whole list when something is missing.
    """
    engagement = locked(engagement)
    permit(transition, engagement=engagement, by=by)
    facts, rules = weigh(engagement)
    given, now = reason or {}, clock.now()
    missing = missing_for(transition, facts, now=now, rules=rules, reason=local(given))
    refuse(engagement, missing, str(REFUSALS[transition]))
    met = met_before(transition, facts, now=now, rules=rules)
    return arrive(engagement, transition, by=by, reason=given, met=met)


def arrive(
    engagement: Engagement, transition: Transition, *, by: Person | None, reason: Texts, met: MetParts
) -> Engagement:
    """Write down that a transition was made: the state, who and when, what was met, the event, the link of the ledger."""
    before, engagement.state = engagement.state, ARRIVES[transition].value
    if transition is Transition.ANNOUNCE:
        engagement.required_languages = engagement.initiative.owed_languages
    engagement.save(update_fields=["state", "required_languages"])
    EngagementStep.objects.create(
        engagement=engagement,
        from_state=before,
        to_state=engagement.state,
        by=by,
        reason=reason,
        met={code.value: at.isoformat() for code, at in met},
    )
    change_record(engagement.record, state=_record_state(engagement))
    record(f"engagement.{transition.value}", by=by, about=engagement, facts={"level": engagement.level})
    return engagement


def need_draft(engagement: Engagement) -> None:
    """Refuse to change what was promised: it is frozen when it is announced."""
    if engagement.state != Engagement.State.DRAFT:
        raise RuleBroken(
            _(
                "What was announced is fixed: people rely on it. A date can move later, and the level can be raised."
            )
        )


def share_draft(engagement: Engagement) -> None:
    """Let the group that decides see the draft when staff do, from COLLABORATING up. L6: at the same moment."""
    is_shared = engagement.level >= Level.COLLABORATING and engagement.state == Engagement.State.DRAFT
    group = engagement.body if is_shared else None
    if engagement.record.working_group_id != (group.pk if group else None):
        draft_with(engagement.record, group)


def level_of(engagement: Engagement) -> Level:
    """Return the level that is promised."""
    return Level(engagement.level)


def _record_state(engagement: Engagement) -> str | None:
    if engagement.state == Engagement.State.WITHDRAWN:
        return Record.State.WITHDRAWN if engagement.record.published_at else None
    return None
