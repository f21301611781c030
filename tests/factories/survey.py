"""Waves of the collaboration survey, with partners who have somebody to answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from initiatives import clock
from initiatives.models import Initiative, Membership, Person, RoleHolding
from initiatives.rules.roles import Role
from initiatives.tenancy import current_initiative
from measurement.actions.collaboration import WavePlan, keep_wave, plan_wave
from measurement.actions.survey_answers import save_closer, save_marks, save_rungs, send_sheet
from measurement.models import SurveySheet, SurveyWave
from measurement.rules.collaboration import ABOUT_ALL, Gain, Item, spoken_of
from tests.factories.partners import make_membership
from tests.factories.people import give_role, make_person

DAYS = 14


def make_partners(count: int, *, by: Person) -> list[Membership]:
    """Partners named A, B, C …, each with one person."""
    initiative = Initiative.objects.get(pk=current_initiative())
    made = [make_membership(f"Partner {letter}", by=by) for letter in "ABCDEFGHIJ"[:count]]
    for one in made:
        give_role(make_person(name=f"Of {one.organization.name}"), Role.PARTNER, initiative, membership=one)
    return made


def make_wave(
    partners: list[Membership], *, by: Person, title: str = "Spring", questions: int = 1
) -> SurveyWave:
    """A wave that is open now."""
    today = clock.today(Initiative.objects.get(pk=current_initiative()).zone)
    plan = WavePlan(
        title={"en": title},
        opens_on=today,
        closes_on=today + timedelta(days=DAYS),
        partners=partners,
        questions=[{"en": f"Question {n}"} for n in range(questions)],
    )
    return plan_wave(plan=plan, by=by)


def fill(
    sheet: SurveySheet,
    *,
    rung: Callable[[Membership], int] = lambda _about: 2,
    item: int = 3,
    gain: int = 4,
    cost: int = 2,
    is_sent: bool = True,
    by: Person | None = None,
) -> Person:
    """Answer all of a sheet as the person of its partner, or as somebody else; return that person."""
    person = by or RoleHolding.objects.filter(membership=sheet.membership)[0].person
    others = [one.membership for one in sheet.wave.sheets.exclude(pk=sheet.pk).select_related("membership")]
    rungs = {one.pk: rung(one) for one in others}
    save_rungs(sheet=sheet, rungs=rungs, by=person)
    save_closer(sheet=sheet, said={about: dict.fromkeys(Item, item) for about in spoken_of(rungs)}, by=person)
    marks = {key: gain if key in set(Gain) else cost for key in ABOUT_ALL}
    own = {question.pk: 3 for question in sheet.wave.questions.all()}
    save_marks(sheet=sheet, marks=marks, own=own, by=person)
    if is_sent:
        send_sheet(sheet=sheet, by=person)
    return person


def close(wave: SurveyWave) -> SurveyWave:
    """Let the last day be over."""
    with clock.at(clock.now() + timedelta(days=DAYS + 2)):
        keep_wave(wave_id=wave.pk)
    wave.refresh_from_db()
    return wave
