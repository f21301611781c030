"""What the steps of the set-up path do: they only call the actions that everybody uses later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from communications.actions.meetings import Plan, plan_meeting
from communications.models import Meeting
from engagement.actions.engagements import frame
from engagement.models import Engagement
from initiatives.actions.invitations import invite
from initiatives.actions.populations import add_population
from initiatives.models import Body, Initiative, Person, Population
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role
from initiatives.tenancy import current_initiative
from measurement.actions.indicators import add_indicator
from measurement.actions.results import add_result
from measurement.models import Indicator, Result
from measurement.rules.definitions import Definition
from measurement.rules.library import by_key

SHORT_NAME = 80


@transaction.atomic
def state_result(*, statement: str, population: str, language: str, by: Person) -> Result:
    """State the result and name its population."""
    place = Initiative.objects.get(pk=current_initiative()).geography
    people = add_population(name={language: population}, place=place, by=by)
    return add_result(statement={language: statement}, population=people, by=by)


@transaction.atomic
def add_chosen(*, keys: Sequence[str], by: Person) -> list[Indicator]:
    """Add the chosen indicators of the library; one that is there already is left as it is."""
    there = set(Indicator.objects.values_list("slug", flat=True))
    chosen = [ready for key in keys if key not in there and (ready := by_key(key)) is not None]
    return [_add(ready.definition, by=by, slug=ready.key) for ready in chosen]


@transaction.atomic
def choose_indicators(*, keys: Sequence[str], own: Mapping[str, str], language: str, by: Person) -> None:
    """Add what was ticked in the library and, if it has a name, the one in own words: all of it, or nothing."""
    add_chosen(keys=keys, by=by)
    if own:
        add_own(**own, language=language, by=by)


@transaction.atomic
def add_own(
    *, name: str, plain_definition: str, unit: str, direction: str, frequency: str, language: str, by: Person
) -> Indicator:
    """Add an indicator in own words."""
    definition = Definition(
        name={language: name},
        plain_definition={language: plain_definition},
        unit=unit,
        direction=direction,
        frequency=frequency,
        multiplier=1000 if unit == Indicator.Unit.RATE else 100,
    )
    return _add(definition, by=by)


@transaction.atomic
def invite_all(*, emails: Sequence[str], role: str, message: str, by: Person) -> None:
    """Invite several people to one role: all of them, or none."""
    for email in emails:
        invite(email=email, role=Role(role), message=message, by=by)


@transaction.atomic
def plan_first(
    *, initiative: Initiative, day: date, starts: time, ends: time, place: str, by: Person
) -> Meeting:
    """Set the day of the first meeting of the leadership table; what is typed is told by the clocks of the place."""
    table = Body.objects.filter(is_table=True).first()
    if table is None:
        raise RuleBroken(_("First set up the leadership table: it is the one that meets."))
    zone, language = ZoneInfo(initiative.zone), initiative.language
    begins, closes = datetime.combine(day, starts, zone), datetime.combine(day, ends, zone)
    title = {language: _("The first meeting of the table")}
    return plan_meeting(body=table, plan=Plan(title, begins, closes, place={language: place}), by=by)


@transaction.atomic
def ask_first(*, question: str, level: int, language: str, by: Person) -> Engagement:
    """Begin to frame the first question as a draft; its short name, which anybody changes later, is how it begins."""
    said = " ".join(question.split())
    return frame(
        title={language: Truncator(said).chars(SHORT_NAME)}, question={language: said}, level=level, by=by
    )


def _add(definition: Definition, *, by: Person, slug: str = "") -> Indicator:
    result = Result.objects.first()
    if result is None:
        raise RuleBroken(_("First say the result: an indicator is a sign of it."))
    headlines = Indicator.objects.filter(listing=Indicator.Listing.HEADLINE).count()
    listing = Indicator.Listing.HEADLINE if headlines < 5 else Indicator.Listing.SECONDARY
    population = result.population or Population.objects.first()
    if population is None:
        raise RuleBroken(_("First say who the result is for: an indicator counts these people."))
    return add_indicator(
        result=result, population=population, definition=definition, listing=listing, slug=slug, by=by
    )
