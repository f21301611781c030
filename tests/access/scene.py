"""What stands in each initiative while the walker walks: one of everything, each text with a canary in it.

CANARY-<slug> is public there and must never appear in the other initiative; DRAFT-<slug> and HIDDEN-<slug> (withheld
from all but the director) must appear to nobody else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count

from communications.models import ReportSnapshot
from initiatives import clock
from initiatives.actions.activities import add_learning
from initiatives.actions.activity_logs import Happening, log_activity
from initiatives.actions.attachments import attach
from initiatives.actions.bylaws import adopt_clause, create_document
from initiatives.actions.invitations import invite
from initiatives.actions.populations import add_population, take_starter_list
from initiatives.actions.restrictions import ask_for_review
from initiatives.actions.tokens import make_token
from initiatives.actions.words import add_word
from initiatives.identity import give_record
from initiatives.models import Initiative, Person, RoleHolding, Seat
from initiatives.rules.roles import Role
from initiatives.rules.starter_groups import RACE_ETHNICITY
from initiatives.tenancy import inside
from measurement.actions.baselines import Judgement, freeze_forecast
from measurement.actions.imports import bring_figures, bring_import
from measurement.actions.indicators import add_indicator
from measurement.actions.results import add_result
from tests.access.scene_backbone import backbone_of
from tests.access.scene_collaboration import collaboration_of
from tests.access.scene_communication import communication_of
from tests.access.scene_decisions import decisions_of
from tests.access.scene_engagements import engagements_of
from tests.access.scene_inputs import inputs_of
from tests.access.scene_meetings import meetings_of
from tests.access.scene_plan import plan_of
from tests.access.scene_programs import programs_of
from tests.access.scene_promises import promises_of
from tests.access.scene_quality import quality_of
from tests.access.scene_turns import turns_of
from tests.factories.activities import make_activity, make_strategy
from tests.factories.agenda import make_proposed, make_ratified
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import GRADUATION
from tests.factories.partners import make_body, make_membership, make_seat
from tests.factories.people import give_role, make_person
from tests.factories.records import make_principle, make_record
from tests.factories.restrictions import make_restriction
from tests.personas import OTHER, OWN, People

_first_numbers = count(5000, 5000)  # so that no number of one initiative is one of the other


@dataclass(frozen=True)
class Scene:
    """The ids of one initiative by name."""

    slug: str
    ids: dict[str, object]


def build_scenes(people: People) -> dict[str, Scene]:
    """Fill both initiatives."""
    return {
        OWN: _fill(OWN, director=people.backbone, member=people.partner),
        OTHER: _fill(OTHER, director=people.other_backbone, member=people.outsider),
    }


def _fill(slug: str, *, director: Person, member: Person) -> Scene:
    Initiative.objects.filter(slug=slug).update(next_number=next(_first_numbers))
    initiative = Initiative.objects.get(slug=slug)
    canary = f"CANARY-{slug}"
    with inside(initiative.pk):
        ids = _openness(slug, canary, director) | _people(initiative, canary, director, member)
        ids |= _agenda(canary, director) | _figures(slug, canary, director, member)
        ids |= programs_of(slug, canary, director, member)
        ids |= turns_of(slug, canary, director, member)
        ids |= _plan(canary, director, member)
        ids |= quality_of(slug, canary, director, member)
        for more in (
            backbone_of,
            engagements_of,
            inputs_of,
            decisions_of,
            promises_of,
            meetings_of,
            communication_of,
            collaboration_of,
        ):
            ids |= more(slug, canary, director, member)
        ids |= _report(canary, director) | {"slug": slug}
    return Scene(slug, ids)


def _openness(slug: str, canary: str, by: Person) -> dict[str, object]:
    open_record = make_record(f"{canary} record", by=by)
    make_principle(f"DRAFT-{slug}", by=by, published=False)
    hidden = make_principle(f"HIDDEN-{slug}", by=by)
    restriction = make_restriction(hidden.record, by=by, readers=(Role.DIRECTOR,))
    waiting = make_restriction(make_record(f"{canary} waiting", by=by), by=make_person(), days=60)
    review = ask_for_review(restriction=restriction, words=f"HIDDEN-{slug} words", by=None)
    file = attach(record=open_record, name=f"{canary}.txt", content=canary.encode(), by=by)
    return {
        "record": open_record.number,
        "hidden_record": hidden.record.number,
        "restriction": restriction.pk,
        "waiting": waiting.pk,
        "review": review.pk,
        "file": file.pk,
    }


def _people(initiative: Initiative, canary: str, by: Person, member: Person) -> dict[str, object]:
    membership = make_membership(f"{canary} partner", by=by, slug=f"library-of-{initiative.slug}")
    body = make_body(
        f"{canary} council", by=by, kind="community_council", slug=f"council-of-{initiative.slug}"
    )
    seat = make_seat(body, f"{canary} seat", seat_class=Seat.SeatClass.COMMUNITY)
    document = create_document(
        slug=f"rules-{initiative.slug}", title={"en": f"{canary} rules"}, purpose={"en": canary}, by=by
    )
    clause = adopt_clause(
        document=document, number="7.1", heading={"en": canary}, words={"en": canary}, by=by
    )
    holding = give_role(make_person(name=f"{canary} person"), Role.RESIDENT, initiative)
    token, _secret = make_token(person=member, scope="read", days=30, by=member)
    mine = RoleHolding.objects.filter(person=member).exclude(membership=None).get()
    return {
        "partner": membership.slug,
        "own_partner": mine.membership.slug if mine.membership else "",
        "body": body.slug,
        "seat": seat.pk,
        "document": document.slug,
        "clause_pk": clause.pk,
        "holding": holding.pk,
        "token": token.pk,
        "invitation": invite(email=f"new@{initiative.slug}.example", role=Role.RESIDENT, by=by).pk,
    }


def _agenda(canary: str, by: Person) -> dict[str, object]:
    make_ratified(by, vision=f"{canary} first vision")
    proposed = make_proposed(by, vision=f"{canary} vision")
    word = add_word(word={"en": f"{canary} word"}, definition={"en": canary}, kind="turf", by=by)
    principle = make_principle(f"{canary} principle", by=by)
    assert proposed.round is not None
    return {
        "round": proposed.round.record.number,
        "agenda_version": proposed.record.version,
        "word": word.record.number,
        "word_pk": word.pk,
        "principle": principle.record.number,
        "principle_pk": principle.pk,
    }


def _figures(slug: str, canary: str, by: Person, member: Person) -> dict[str, object]:
    population = add_population(name={"en": f"{canary} population"}, place=canary, by=by)
    result = add_result(statement={"en": f"{canary} result"}, population=population, by=by)
    dimension = take_starter_list(starter=RACE_ETHNICITY, by=by)
    definition = replace(GRADUATION, name={"en": f"{canary} indicator"})
    indicator = add_indicator(
        result=result, population=population, definition=definition, by=by, slug=f"sign-of-{slug}"
    )
    release = bring_figures(
        indicator=indicator, content=long_table("2018-19,60", "2019-20,61"), note=NOTE, by=by
    )
    open_import = bring_import(
        indicator=indicator, file_name=f"{canary}.csv", content=long_table("2020-21,62"), by=member
    )
    forecast = freeze_forecast(
        indicator=indicator,
        method="judgement",
        ahead=2,
        assumptions={"en": f"{canary} goes on"},
        judgement=Judgement(Decimal(62), Decimal(60), Decimal(64)),
        by=by,
    )
    return {
        "forecast": forecast.record.number,
        "population": population.record.number,
        "event": population.record.events.latest("pk").pk,
        "result": result.pk,
        "result_number": result.record.number,
        "dimension": dimension.pk,
        "category": dimension.categories.all()[0].pk,
        "dimension_slug": dimension.slug,
        "indicator": indicator.slug,
        "indicator_pk": indicator.pk,
        "release": release.record.number,
        "release_of_sign": release.number,
        "import": open_import.record.number,
        "figure": release.observations.latest("pk").pk,
    }


def _plan(canary: str, by: Person, member: Person) -> dict[str, object]:
    mine = RoleHolding.objects.filter(person=member).exclude(membership=None).get()
    strategy = make_strategy(f"{canary} strategy", by=by)
    activity = make_activity(f"{canary} activity", by=by, lead=mine.membership, strategy=strategy)
    learning = add_learning(
        about=activity.record, expected={"en": canary}, happened={"en": canary}, change={"en": canary}, by=by
    )
    assert mine.membership is not None
    note = {"en": f"{canary} note"}
    today = clock.today(activity.record.initiative.zone)
    log = log_activity(
        happening=Happening(activity, today, people=12, note=note), membership=mine.membership, by=member
    )
    return {
        "strategy": strategy.slug,
        "activity": activity.record.number,
        "learning": learning.record.number,
        "log": log.record.number,
        **plan_of(canary, activity, mine.membership, by, member),
    }


def _report(canary: str, by: Person) -> dict[str, object]:
    issue = int(clock.now().timestamp()) % 100_000 + next(_first_numbers)
    given = give_record(
        "report", title={"en": f"{canary} report"}, path="reports/{number}/", by=by, published=True
    )
    file = attach(record=given, name="report.pdf", content=b"%PDF-1.7 " + canary.encode(), by=by)
    ReportSnapshot.objects.create(
        record=given, issue=issue, title=given.title, requested_by=by, file=file, ready_at=clock.now()
    )
    return {"report": issue, "report_number": given.number}
