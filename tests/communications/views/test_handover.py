"""Roles, duties, logins, and the pack with which somebody new can go on; a person leaving breaks nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest

from initiatives import clock
from initiatives.actions.duties import (
    DutyPlan,
    RolePlan,
    do_duty,
    hand_over,
    keep_login,
    write_duty,
    write_role,
)
from initiatives.models import Event, Initiative, KeptLogin, StaffRole, StandingDuty
from initiatives.rules.refusals import RuleBroken
from tests.conftest import Browser
from tests.factories.indicators import make_indicator
from tests.factories.records import make_record
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
PEOPLE = "/i/harbor/people/"


def body(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


@pytest.fixture
def duty(inside_initiative: Initiative, people: People) -> StandingDuty:
    due = clock.today() - timedelta(days=2)
    plan = DutyPlan(
        {"en": "Send the monthly letter"},
        {"en": "Open the letter"},
        "monthly",
        due,
        people.staff,
        people.steward,
    )
    return write_duty(plan=plan, by=people.backbone)


@pytest.fixture
def role(inside_initiative: Initiative, people: People) -> StaffRole:
    soon = clock.today() + timedelta(days=90)
    plan = RolePlan(
        {"en": "Coordinator"},
        {"en": "Calls the meetings"},
        Decimal("28.5"),
        {"en": "The fund"},
        funded_until=soon,
        holder=people.staff,
    )
    return write_role(plan=plan, by=people.backbone)


def test_everybody_reads_the_hours_and_the_money_and_only_members_the_name(
    client_of: ClientOf, role: StaffRole, people: People
) -> None:
    public, member = (body(client_of(who).get(f"{PEOPLE}roles/")) for who in (None, people.resident))
    assert "28.5 hours a week in one role keep this together" in public
    assert "The fund" in public
    assert people.staff.name not in public
    assert people.staff.name in member


def test_a_duty_that_is_done_comes_again_and_twice_is_once(duty: StandingDuty, people: People) -> None:
    meant = duty.due_on
    do_duty(duty=duty, due_on=meant, by=people.staff)
    do_duty(duty=duty, due_on=meant, by=people.staff)
    duty.refresh_from_db()
    assert duty.due_on > clock.today()
    assert Event.objects.filter(kind="upkeep.done").count() == 1


def test_who_neither_does_it_nor_keeps_the_calendar_cannot_note_it(
    duty: StandingDuty, people: People
) -> None:
    with pytest.raises(RuleBroken, match="Somebody else looks after this"):
        do_duty(duty=duty, due_on=duty.due_on, by=people.resident)


def test_the_pack_says_who_knows_what_and_how_figures_come_about(
    client_of: ClientOf, duty: StandingDuty, role: StaffRole, people: People
) -> None:
    keep_login(
        name="The newsletter", url="", kept_where="Safe, row 2", holder=people.staff, by=people.backbone
    )
    page = body(client_of(people.backbone).get(f"{PEOPLE}handover/"))
    for words in ("Send the monthly letter", "Coordinator", "The newsletter", "Safe, row 2"):
        assert words in page
    assert client_of(people.resident).get(f"{PEOPLE}handover/").status_code == 403
    assert client_of(None).get(f"{PEOPLE}handover/").status_code == 302


def test_the_calendar_names_nothing_whose_title_is_withheld_from_the_reader(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    for title, fields in (("Safe house", ["title"]), ("Shelter plan", [])):
        record = make_record(title, by=people.backbone, kind="commitment")
        make_restriction(record, by=people.backbone, fields=fields)
    with clock.at(clock.now() + timedelta(minutes=1)):
        director, staff = (
            body(client_of(who).get(f"{PEOPLE}handover/")) for who in (people.backbone, people.staff)
        )
    assert "Safe house" in director
    assert "Safe house" not in staff
    assert "Shelter plan" in staff
    assert staff.count("A restriction ends") == 2


def test_all_that_somebody_looks_after_is_handed_over_in_one_action(
    client_of: ClientOf, duty: StandingDuty, role: StaffRole, people: People
) -> None:
    indicator = make_indicator(by=people.backbone)
    indicator.steward = people.staff
    indicator.save(update_fields=["steward"])
    login = keep_login(name="Bank", url="", kept_where="Safe", holder=people.staff, by=people.backbone)
    answer = client_of(people.backbone).post(
        f"{PEOPLE}handover/", {"leaving": people.staff.pk, "to": people.steward.pk}
    )
    assert answer.status_code == 302
    for one, name in ((duty, "owner"), (role, "holder"), (login, "holder"), (indicator, "steward")):
        one.refresh_from_db()
        assert getattr(one, name) == people.steward, name
    assert duty.stand_in is None
    assert Event.objects.get(kind="work.handed_over").facts["count"] == 4
    assert hand_over(leaving=people.staff, to=people.steward, by=people.backbone) == 0


def test_nothing_goes_to_somebody_who_does_not_take_part(duty: StandingDuty, people: People) -> None:
    with pytest.raises(RuleBroken, match="takes part here"):
        hand_over(leaving=people.staff, to=people.outsider, by=people.backbone)
    duty.refresh_from_db()
    assert duty.owner == people.staff


def test_today_asks_the_owner_and_warns_of_money_that_ends(
    client_of: ClientOf, duty: StandingDuty, role: StaffRole, people: People
) -> None:
    assert "Send the monthly letter" in body(client_of(people.staff).get("/i/harbor/today/"))
    assert "The money for this role ends" in body(client_of(people.backbone).get("/i/harbor/today/"))
    assert "Send the monthly letter" not in body(client_of(people.resident).get("/i/harbor/today/"))


def test_the_pack_comes_on_paper(client_of: ClientOf, duty: StandingDuty, people: People) -> None:
    answer = client_of(people.backbone).get(f"{PEOPLE}handover/pack.pdf")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert KeptLogin.objects.count() == 0
