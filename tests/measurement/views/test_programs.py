"""Programs in the browser: what each person sees and may change, and that performance never meets populations."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from initiatives.models import Initiative, Membership, Record, RoleHolding
from initiatives.rules.refusals import RuleBroken
from measurement.actions.imports import bring_figures
from measurement.actions.programs import say_contribution
from measurement.models import (
    Calculation,
    CalculationInput,
    Contribution,
    Indicator,
    PerformanceMeasure,
    Program,
)
from tests.conftest import Browser
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_indicator
from tests.factories.partners import make_membership
from tests.factories.programs import make_measure, make_program
from tests.personas import People

URL = "/i/harbor/results/programs/"
WORDS = {"name_en": "Check in", "customers_en": "Students who missed many days", "purpose_en": ""}
MEASURE = {
    "kind": "better_off", "name_en": "Back on track", "plain_definition_en": "Of all, how many are back.",
    "unit": "percent", "unit_label_en": "students", "direction": "up", "frequency": "month",
}  # fmt: skip
ClientOf = Callable[[object], Browser]


@pytest.fixture
def ours(inside_initiative: Initiative, people: People) -> Membership:
    found = RoleHolding.objects.filter(person=people.partner).exclude(membership=None).get().membership
    assert found is not None
    return found


def test_a_partner_adds_its_program_and_a_measure_that_asks_who_is_better_off(
    ours: Membership, people: People, client_of: ClientOf
) -> None:
    browser = client_of(people.partner)
    assert browser.post(f"{URL}add/", WORDS | {"membership": ours.pk}).status_code == 302
    program = Program.objects.get()
    page = browser.get(program.record.url).content.decode()
    assert "Begin with the question whether anyone is better off" in page
    assert browser.post(f"{URL}{program.slug}/measures/add/", MEASURE).status_code == 302
    measure = PerformanceMeasure.objects.get()
    assert (measure.measure.accountability, measure.measure.result) == ("performance", None)
    assert "Back on track" in browser.get(program.record.url).content.decode()


def test_a_partner_may_not_touch_the_program_of_another(
    ours: Membership, people: People, client_of: ClientOf
) -> None:
    program = make_program(make_membership("Another school", by=people.backbone), by=people.backbone)
    browser = client_of(people.partner)
    assert browser.get(f"{URL}{program.slug}/edit/").status_code == 403
    assert browser.post(f"{URL}{program.slug}/measures/add/", MEASURE).status_code == 403
    assert "Add a measure" not in browser.get(program.record.url).content.decode()


def test_a_visitor_reads_the_warning_that_nobody_asks_who_is_better_off(
    ours: Membership, people: People, client_of: ClientOf
) -> None:
    program = make_program(ours, by=people.partner)
    make_measure(program, by=people.partner, kind="how_much")
    page = client_of(None).get(program.record.url).content.decode()
    assert "not whether anyone is better off" in page


def test_what_was_typed_stays_when_the_name_is_missing(
    ours: Membership, people: People, client_of: ClientOf
) -> None:
    answer = client_of(people.partner).post(f"{URL}add/", WORDS | {"membership": ours.pk, "name_en": ""})
    assert answer.status_code == 422
    assert "Students who missed many days" in answer.content.decode()
    assert not Program.objects.exists()


def test_a_contribution_stands_on_both_pages_and_can_be_withdrawn(
    ours: Membership, people: People, client_of: ClientOf
) -> None:
    measure = make_measure(make_program(ours, by=people.partner), by=people.partner)
    indicator = make_indicator(by=people.backbone)
    browser = client_of(people.partner)
    said = {"measure": measure.pk, "indicator": indicator.pk, "logic_en": "It helps.", "strength": "hunch"}
    assert browser.post(f"{URL}check-in/contributions/add/", said).status_code == 302
    assert "It helps." in browser.get(indicator.record.url).content.decode()
    thought = Contribution.objects.get()
    assert browser.post(f"{URL}check-in/contributions/{thought.record.number}/withdrawal/").status_code == 302
    assert Record.objects.get(pk=thought.record_id).state == "withdrawn"
    assert "It helps." not in browser.get(indicator.record.url).content.decode()
    assert browser.post(f"{URL}check-in/contributions/add/", said).status_code == 302
    assert Contribution.objects.get().record.state == "published"


def test_research_without_a_source_is_asked_for_it(ours: Membership, people: People) -> None:
    measure = make_measure(make_program(ours, by=people.partner), by=people.partner)
    with pytest.raises(RuleBroken, match="Name the research"):
        say_contribution(
            measure=measure,
            indicator=make_indicator(by=people.backbone),
            logic={"en": "It helps."},
            strength="research",
            by=people.partner,
        )


def test_the_database_lets_a_population_and_a_performance_never_enter_one_calculation(
    ours: Membership, people: People
) -> None:
    measure = make_measure(make_program(ours, by=people.partner), by=people.partner)
    whole = make_indicator(by=people.backbone)
    calculation = Calculation.objects.create(
        indicator=whole, accountability="population", expression="a + b", set_by=people.backbone
    )
    for accountability in ("population", "performance"):
        with pytest.raises(IntegrityError), transaction.atomic():
            _enter(calculation, accountability, measure.measure)
    CalculationInput.objects.create(
        calculation=calculation, accountability="population", name="a", indicator=whole
    )


def _enter(calculation: Calculation, accountability: str, indicator: Indicator) -> None:
    CalculationInput.objects.create(
        calculation=calculation, accountability=accountability, name="a", indicator=indicator
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_measures_of_programs_do_not_stand_among_the_indicators(
    ours: Membership, people: People, client_of: ClientOf
) -> None:
    make_indicator(by=people.backbone)
    make_measure(make_program(ours, by=people.partner), by=people.partner)
    page = client_of(None).get("/i/harbor/results/").content.decode()
    assert "Students who catch up on credits" not in page
    assert "1 indicator shows" in page


def test_the_chart_of_a_measure_never_speaks_of_the_whole_population(
    ours: Membership, people: People, client_of: ClientOf
) -> None:
    measure = make_measure(make_program(ours, by=people.backbone), by=people.backbone).measure
    content = long_table("2019-20,106,199", header="period,numerator,denominator")
    bring_figures(indicator=measure, content=content, note=NOTE, by=people.backbone)
    page = client_of(None).get(measure.record.url).content.decode()
    assert "only of those whom the program serves" in page
    assert f", {measure.population.place}<" not in page
