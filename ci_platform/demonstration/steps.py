"""Small builders of steps that both stories use."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from ci_platform.demonstration.figures import Extract
from ci_platform.demonstration.story import Step, Told
from initiatives import clock
from initiatives.actions.agenda import answer, close_round, propose, write_draft
from initiatives.actions.backbone import appoint, create_seat
from initiatives.actions.partners import Part, join, register_organization, sign_agreement
from initiatives.actions.principles import propose_principle
from initiatives.actions.roles import give_role
from initiatives.actions.words import Alias, agree_word, change_word
from initiatives.models import Body, CommonAgenda, Dimension, Population, RoundSeat, Seat, SeatTerm, Term
from initiatives.rules.roles import Role
from measurement.actions.baselines import freeze_forecast, judge
from measurement.actions.imports import bring_figures
from measurement.actions.indicators import add_indicator, record_break, set_target
from measurement.models import Forecast
from measurement.rules.definitions import Definition

Words = dict[str, str]
SPANISH: Words = json.loads(Path(__file__).with_name("spanish.json").read_text(encoding="utf-8"))


def en(text: str) -> Words:
    """Return an English public text, and beside it the Spanish one where there is one."""
    spanish = SPANISH.get(text)
    return {"en": text, "es": spanish} if spanish else {"en": text}


@dataclass(frozen=True, slots=True)
class PartnerPlan:
    """One invented organisation and what it says about itself."""

    key: str
    name: str
    sector: str
    kind: str = "partner"
    agreement: str = ""
    does: str = ""
    does_not: str = ""
    unique: str = ""
    signed_by: str = ""
    mandate: str = ""
    capacity: str = ""


def partner(days_ago: int, plan: PartnerPlan) -> Step:
    """An organisation joins, and perhaps signs."""

    def act(told: Told) -> None:
        organization = register_organization(name=plan.name, sector=plan.sector, is_illustrative=True)
        told.partners[plan.key] = join(
            organization=organization,
            kind=plan.kind,
            joined_on=clock.today(told.initiative.zone),
            by=told.director,
            agreement=en(plan.agreement) if plan.agreement else None,
            part=_part(plan),
        )
        if plan.signed_by:
            sign_agreement(membership=told.partners[plan.key], by=told.people[plan.signed_by])

    return Step(days_ago, act)


def _part(plan: PartnerPlan) -> Part:
    names = {
        "turf_does": plan.does,
        "turf_does_not": plan.does_not,
        "unique_role": plan.unique,
        "mandate": plan.mandate,
        "capacity": plan.capacity,
    }
    return Part(**{name: en(text) for name, text in names.items() if text})


@dataclass(frozen=True, slots=True)
class SeatPlan:
    """One seat of the whole table and who comes to hold it."""

    key: str
    name: str
    seat_class: str
    holder: str
    chosen: str = SeatTerm.Chosen.APPOINTED
    is_voting: bool = True
    partner: str = ""
    years: int = 3


def seat(days_ago: int, plan: SeatPlan) -> Step:
    """A seat is made and somebody takes it."""

    def act(told: Told) -> None:
        today = clock.today(told.initiative.zone)
        made = create_seat(
            body=Body.objects.get(is_table=True),
            name=plan.name,
            seat_class=Seat.SeatClass(plan.seat_class),
            created_on=today,
            by=told.director,
            is_voting=plan.is_voting,
            membership=told.partners.get(plan.partner),
        )
        told.seats[plan.key] = made
        if plan.holder:
            appoint(
                seat=made,
                person=told.people[plan.holder],
                starts_on=today,
                ends_on=today + timedelta(days=365 * plan.years + 120),
                chosen=SeatTerm.Chosen(plan.chosen),
                by=told.director,
            )

    return Step(days_ago, act, hour=16)


def role(days_ago: int, who: str, what: Role, *, of: str = "") -> Step:
    """Somebody gets a role, perhaps for a partner."""

    def act(told: Told) -> None:
        give_role(person=told.people[who], role=what, by=told.director, membership=told.partners.get(of))

    return Step(days_ago, act, hour=17)


@dataclass(frozen=True, slots=True)
class IndicatorPlan:
    """One indicator: its definition, where it stands, and the table from which its figures come."""

    key: str
    definition: Definition
    extract: Extract | None
    result: str
    population: Callable[[], Population]
    listing: str = "secondary"
    gap_dimension: str = ""
    benchmark_of: str = ""


def indicator(days_ago: int, plan: IndicatorPlan) -> Step:
    """An indicator is chosen."""

    def act(told: Told) -> None:
        told.indicators[plan.key] = add_indicator(
            result=told.results[plan.result],
            population=plan.population(),
            definition=plan.definition,
            by=told.director,
            slug=plan.key,
            listing=plan.listing,
            gap_dimension=Dimension.objects.filter(slug=plan.gap_dimension).first(),
            benchmark_of=told.indicators.get(plan.benchmark_of),
        )

    return Step(days_ago, act, hour=9)


def figures(
    days_ago: int, plan: IndicatorPlan, note: str, *, until: str = "9999", by: str = "director"
) -> Step:
    """Figures come in through the importer and are published as a release."""

    def act(told: Told) -> None:
        assert plan.extract is not None  # noqa: S101 (a plan without a table brings no figures)
        bring_figures(
            indicator=told.indicators[plan.key],
            content=plan.extract.content(until),
            note=en(note),
            by=told.people[by],
            file_name=plan.extract.name,
        )

    return Step(days_ago, act, hour=11)


def target(days_ago: int, key: str, value: str, due: date, label: str, why: str, *, floor: str = "") -> Step:
    """A target is set, with its reason."""

    def act(told: Told) -> None:
        set_target(
            indicator=told.indicators[key],
            value=Decimal(value),
            due=due,
            label=label,
            rationale=en(why),
            by=told.director,
            floor_for_groups=Decimal(floor) if floor else None,
        )

    return Step(days_ago, act, hour=12)


def forecast(days_ago: int, key: str, method: str, why: str, *, ahead: int, by: str = "director") -> Step:
    """A forecast is frozen: what is expected if nothing changes."""

    def act(told: Told) -> None:
        freeze_forecast(
            indicator=told.indicators[key],
            method=method,
            ahead=ahead,
            assumptions=en(why),
            by=told.people[by],
        )

    return Step(days_ago, act, hour=14)


def judgement(days_ago: int, key: str, words: str, *, by: str = "director") -> Step:
    """The curve is judged against the newest frozen forecast."""

    def act(told: Told) -> None:
        frozen = Forecast.objects.filter(indicator=told.indicators[key]).latest("frozen_at")
        judge(forecast=frozen, words=en(words), by=told.people[by])

    return Step(days_ago, act, hour=15)


def series_break(days_ago: int, key: str, starts_on: date, effect: str, label: str, why: str) -> Step:
    """A break in a series is noted."""

    def act(told: Told) -> None:
        record_break(
            indicator=told.indicators[key],
            starts_on=starts_on,
            effect=effect,
            label=en(label),
            explanation=en(why),
            by=told.director,
        )

    return Step(days_ago, act, hour=10)


@dataclass(frozen=True, slots=True)
class AgendaPlan:
    """One version of the agenda and how the seats answered: seat key → (stance, words)."""

    problem: str
    vision: str
    approach: str
    changes: str = ""
    answers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    is_closed: bool = True


def called(days_ago: int, words: Mapping[str, Sequence[tuple[str, str]]]) -> Step:
    """Partners say what they call the shared words: shared word → (its word, who says it)."""

    def act(told: Told) -> None:
        for word, said in words.items():
            term = Term.objects.get(word__en=word)
            aliases = [*term.aliases, *(Alias(word=theirs, by=by) for theirs, by in said)]
            change_word(
                term=term,
                word=term.word,
                definition=term.definition,
                kind=term.kind,
                aliases=aliases,
                by=told.director,
            )

    return Step(days_ago, act, hour=12)


def words_agreed(days_ago: int, *, open_ones: int = 1) -> Step:
    """The table agrees on the shared words; the newest stay proposed, because somebody wants to say them better."""

    def act(told: Told) -> None:
        proposed = Term.objects.filter(agreed_on=None).order_by("pk")
        for term in proposed[: proposed.count() - open_ones]:
            agree_word(term=term, by=told.director)

    return Step(days_ago, act, hour=11)


def principle(days_ago: int, words: str, *, kind: str = "equity") -> Step:
    """A principle is proposed; the next version of the agenda takes it to the table."""

    def act(told: Told) -> None:
        propose_principle(words=en(words), kind=kind, by=told.director)

    return Step(days_ago, act)


def agenda(days_ago: int, plan: AgendaPlan) -> list[Step]:
    """A version is written, proposed eight days before it opens, answered over two weeks, and counted."""

    def write(told: Told) -> None:
        draft = write_draft(
            problem=en(plan.problem),
            vision=en(plan.vision),
            approach=en(plan.approach),
            summary_of_changes=en(plan.changes) if plan.changes else None,
            by=told.director,
        )
        propose(agenda=draft, by=told.director)

    def reply(key: str, stance: str, words: str) -> Callable[[Told], None]:
        def act(told: Told) -> None:
            text = CommonAgenda.objects.get(state=CommonAgenda.State.PROPOSED)
            place = RoundSeat.objects.get(round=text.round, seat=told.seats[key])
            answer(agenda=text, seat=place, stance=stance, words=words, by=place.person)

        return act

    def count(told: Told) -> None:
        text = CommonAgenda.objects.get(state=CommonAgenda.State.PROPOSED)
        assert text.round is not None  # noqa: S101 (a proposed text has its room)
        close_round(room=text.round, by=told.director)

    replies = [
        Step(days_ago - 8 - n % 10, reply(key, stance, words), hour=9 + n % 8)
        for n, (key, (stance, words)) in enumerate(plan.answers.items())
    ]
    return [Step(days_ago, write), *replies, *([Step(days_ago - 23, count)] if plan.is_closed else [])]
