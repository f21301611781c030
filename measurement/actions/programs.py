"""Programs: adding them, their performance measures, and how these are thought to move the whole."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from initiatives.actions.populations import add_population
from initiatives.identity import change_record, give_record, publish_record
from initiatives.models import Activity, Membership, Person, Population, Record
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.prose import cut_at_word
from initiatives.rules.refusals import RuleBroken
from measurement.actions.indicators import free_slug, need_words
from measurement.models import Contribution, Indicator, PerformanceMeasure, Program
from measurement.rules.definitions import Definition, Words
from measurement.scoring import recompute


@dataclass(frozen=True, slots=True)
class Said:
    """What a program says of itself: its name, what it does, and whom it serves."""

    name: Words
    purpose: Words
    customers: Words


@transaction.atomic
def add_program(*, membership: Membership, said: Said, by: Person, slug: str = "") -> Program:
    """Add what a partner runs for its customers. Public at once. Raises RuleBroken without a name or customers."""
    _need_all(said)
    address = slug or _address(said.name)
    if Program.objects.filter(slug=address).exists():
        raise RuleBroken(_("There is a program of this name already."), field="name")
    program = Program.objects.create(
        record=give_record(
            "program", title=said.name, path=f"results/programs/{address}/", by=by, published=True
        ),
        membership=membership,
        slug=address,
        **asdict(said),
        contact=by,
    )
    record("program.added", by=by, about=program)
    return program


@transaction.atomic
def edit_program(*, program: Program, said: Said, by: Person) -> None:
    """Change what a program says of itself; earlier words stay in its history."""
    _need_all(said)
    if said == Said(program.name, program.purpose, program.customers):
        return
    program.name, program.purpose, program.customers = said.name, said.purpose, said.customers
    program.save(update_fields=["name", "purpose", "customers"])
    change_record(program.record, title=said.name)
    record("program.changed", by=by, about=program)


@transaction.atomic
def end_program(*, program: Program, on: date, by: Person) -> None:
    """Note that a program has ended. Its page and its figures stay. Ending it twice changes nothing."""
    if program.ended_on is not None:
        return
    program.ended_on = on
    program.save(update_fields=["ended_on"])
    change_record(program.record, state=Record.State.ENDED)
    record("program.ended", by=by, about=program, facts={"on": on.isoformat()})


@transaction.atomic
def add_measure(
    *,
    program: Program,
    kind: str,
    definition: Definition,
    by: Person,
    is_headline: bool = False,
    slug: str = "",
) -> PerformanceMeasure:
    """Add a performance measure. It gets a page, series and releases as an indicator has, of its own accountability.

    Raises RuleBroken when the words are missing, or when a share of people better off is not counted in percent.
    """
    if program.ended_on is not None:
        raise RuleBroken(_("This program has ended. Its measures stay as they are."))
    need_words(definition)
    address = slug or free_slug(definition.name)
    indicator = Indicator.objects.create(
        record=give_record(
            "indicator", title=definition.name, path=f"results/{address}/", by=by, part_of=program.record
        ),
        accountability=Indicator.Accountability.PERFORMANCE,
        listing=Indicator.Listing.PERFORMANCE,
        population=_customers(program, by),
        slug=address,
        position=Indicator.objects.count(),
        **asdict(replace(definition, source_is_public=False).fitting()),
    )
    measure = PerformanceMeasure.objects.create(
        program=program,
        measure=indicator,
        kind=kind,
        is_headline=is_headline,
        position=program.measures.count(),
    )
    publish_record(indicator.record, by=by)
    record("measure.added", by=by, about=indicator, facts={"kind": kind})
    recompute(indicator=indicator)
    return measure


@transaction.atomic
def make_headline(*, measure: PerformanceMeasure, by: Person) -> None:
    """Let one measure stand first on the page of its program; the one before steps back."""
    if measure.is_headline:
        return
    measure.program.measures.filter(is_headline=True).update(is_headline=False)
    measure.is_headline = True
    measure.save(update_fields=["is_headline"])
    record("measure.placed", by=by, about=measure.measure)


@transaction.atomic
def say_contribution(
    *,
    indicator: Indicator,
    logic: Words,
    strength: str,
    by: Person,
    source: str = "",
    measure: PerformanceMeasure | None = None,
    activity: Activity | None = None,
) -> Contribution:
    """Say how a measure or an activity is thought to move an indicator of the whole, and how well that is known."""
    if indicator.accountability != Indicator.Accountability.POPULATION:
        raise RuleBroken(_("A contribution leads to an indicator of a whole population."), field="indicator")
    _say(logic, "logic", _("Say in one sentence why this should move the whole."))
    if strength == Contribution.Strength.RESEARCH and not source.strip():
        raise RuleBroken(_("Name the research, so that others can read it."), field="source")
    contribution = (
        Contribution.objects.filter(indicator=indicator, measure=measure, activity=activity)
        .select_related("record")
        .first()
    )
    if contribution is None:
        contribution = Contribution(
            indicator=indicator,
            measure=measure,
            activity=activity,
            record=_thought(logic, measure.program.record if measure else None, activity, by),
        )
    elif contribution.record.state != Record.State.WITHDRAWN:
        raise RuleBroken(
            _("This has been said already. Withdraw it first to say it anew."), field="indicator"
        )
    else:
        change_record(contribution.record, title=logic, state=Record.State.PUBLISHED)
    contribution.logic, contribution.strength, contribution.source = logic, strength, source.strip()
    contribution.save()
    record("contribution.said", by=by, about=contribution, facts={"strength": strength})
    return contribution


@transaction.atomic
def withdraw_contribution(*, contribution: Contribution, by: Person) -> None:
    """Withdraw what was thought; the record stays. Twice changes nothing."""
    if contribution.record.state == Record.State.WITHDRAWN:
        return
    change_record(contribution.record, state=Record.State.WITHDRAWN)
    record("contribution.withdrawn", by=by, about=contribution)


def _need_all(said: Said) -> None:
    _say(said.name, "name", _("Give the program a name."))
    _say(said.customers, "customers", _("Say who the customers are: the people whom the program serves."))


def _thought(logic: Words, program: Record | None, activity: Activity | None, by: Person) -> Record:
    whose = program or (activity.record if activity else None)
    if whose is None:
        raise RuleBroken(_("Say what is thought to move the indicator: a measure or an activity."))
    path = f"{whose.path}#contributions"
    return give_record("contribution", title=logic, path=path, by=by, published=True, part_of=whose)


def _customers(program: Program, by: Person) -> Population:
    known = Indicator.objects.filter(performance__program=program).select_related("population").first()
    if known is not None:
        return known.population
    return add_population(name=program.customers, place=program.initiative.geography, by=by)


def _address(name: Words) -> str:
    first = next((text for text in name.values() if text.strip()), "")
    address = cut_at_word(slugify(first), 70) or "program"
    taken = address == "add" or Program.objects.filter(slug=address).exists()
    return f"{address}-{Program.objects.count() + 1}" if taken else address


def _say(words: Words, field: str, sentence: str) -> None:
    if not has_words(words):
        raise RuleBroken(sentence, field=field)
