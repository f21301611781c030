"""The dates of an engagement: set while it is framed, moved later afterwards, never earlier. SPECTRUM S2."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.permitting import permit
from engagement.actions.stepping import locked, need_draft, refuse, weigh
from engagement.gathering.framing import timetable_of
from engagement.models import Engagement, Postponement
from engagement.rules.clock_law import move_missing
from engagement.rules.framing_facts import Timetable
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Deed
from engagement.rules.stages import BEFORE_DECIDED, Transition
from initiatives.identity import change_record
from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]
Clock = Postponement.Clock
RULE_NAMES = {Clock.OPENS_AT: "opens", Clock.INPUT_CLOSES_AT: "closes", Clock.DECIDE_BY: "decides"}


@dataclass(frozen=True, slots=True)
class Dates:
    """When it opens, until when people can speak (none at INFORMING), and the day of the decision."""

    opens_at: datetime | None
    input_closes_at: datetime | None
    decide_by: datetime | None


@transaction.atomic
def schedule(*, engagement: Engagement, dates: Dates, by: Person) -> None:
    """Set the dates while it is framed. Raises RuleBroken where they are not in their order."""
    engagement = locked(engagement)
    permit(Transition.ANNOUNCE, engagement=engagement, by=by)
    need_draft(engagement)
    _check_order(dates)
    engagement.opens_at, engagement.decide_by = dates.opens_at, dates.decide_by
    engagement.input_closes_at = dates.input_closes_at if engagement.level > Level.INFORMING else None
    engagement.save(update_fields=["opens_at", "input_closes_at", "decide_by"])
    change_record(engagement.record)
    record("engagement.reworded", by=by, about=engagement)


@witnessed
def postpone(*, engagement: Engagement, which: str, to: datetime, reason: Texts, by: Person) -> Postponement:
    """Move a date later, for a reason that everybody reads. Raises RuleBroken for an earlier day, and once it is decided."""
    engagement = locked(engagement)
    permit(Deed.MOVE_DATE, engagement=engagement, by=by)
    facts, _rules = weigh(engagement)
    if facts.timeline.stage not in BEFORE_DECIDED or facts.timeline.announced is None:
        raise RuleBroken(_("Dates are moved between the announcement and the decision."))
    if not has_words(reason):
        raise RuleBroken(_("Say why: people have planned with this day."), field="reason")
    was, planned = _moved(engagement, which, to)
    refuse(engagement, move_missing(facts, planned), _("This date can’t be moved so."), field="to")
    if was is None or to == was:
        raise RuleBroken(
            _("A date moves later, and this is the day that stands already. Choose a later one."), field="to"
        )
    _check_order(Dates(planned.opens, planned.closes, planned.decides))
    return _keep(engagement, which, was, to, reason, by)


def _moved(engagement: Engagement, which: str, to: datetime) -> tuple[datetime | None, Timetable]:
    plan = timetable_of(engagement)
    was: datetime | None = getattr(engagement, Clock(which))
    changes: dict[str, datetime] = {RULE_NAMES[Clock(which)]: to}
    return was, replace(plan, **changes)


def _keep(
    engagement: Engagement, which: str, was: datetime, to: datetime, reason: Texts, by: Person
) -> Postponement:
    setattr(engagement, which, to)
    engagement.save(update_fields=[which])
    made = Postponement.objects.create(
        engagement=engagement, which=which, was=was, becomes=to, reason=reason, by=by
    )
    change_record(engagement.record)
    facts = {"which": str(made.get_which_display()), "was": was.isoformat(), "becomes": to.isoformat()}
    record("engagement.date_moved", by=by, about=engagement, facts=dict(facts))
    return made


def _check_order(dates: Dates) -> None:
    """The day after which nothing can be said comes after the day from which something can, and so on."""
    if dates.opens_at and dates.input_closes_at and dates.input_closes_at <= dates.opens_at:
        raise RuleBroken(
            _("The last day to speak would come before the first. Move the last day first."),
            field="input_closes_at",
        )
    last = dates.input_closes_at or dates.opens_at
    if last and dates.decide_by and dates.decide_by < last:
        raise RuleBroken(
            _("It would be decided before people have spoken. Move the day of the decision first."),
            field="decide_by",
        )
