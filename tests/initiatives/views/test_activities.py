"""The plan as readers meet it, and who may say how far something is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from initiatives.models import Activity, Initiative, Membership
from tests.conftest import Browser
from tests.factories.activities import make_activity, make_strategy
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
PLAN = "/i/harbor/plan/"


def body(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def test_an_empty_plan_says_where_it_begins(client_of: ClientOf, initiative: Initiative) -> None:
    assert "Start with strategies from a turn" in body(client_of(None).get(PLAN))


def test_everybody_reads_the_plan_and_what_is_late(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    strategy = make_strategy(by=people.backbone)
    make_activity(by=people.backbone, strategy=strategy)
    make_activity("Paint the rooms", by=people.backbone, ends=date(2020, 3, 1))
    page = body(client_of(None).get(PLAN))
    assert "One is late." in page
    assert "Paint the rooms" in page
    assert "weeks late" in page
    assert "Add a strategy" not in page
    assert "Open two rooms until eight" in body(client_of(None).get(strategy.record.url))


def test_the_table_of_the_plan_holds_no_formulas(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    make_activity("=1+1", by=people.backbone)
    lines = client_of(None).get(f"{PLAN}activities.csv").content.decode().splitlines()
    assert lines[0].startswith("number,strategy,activity")
    assert "'=1+1" in lines[1]


def test_what_is_withheld_is_not_in_the_plan(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    activity = make_activity("The hidden one", by=people.backbone)
    make_restriction(activity.record, by=people.backbone)
    assert client_of(None).get(activity.record.url).status_code == 403
    assert "The hidden one" not in client_of(None).get(f"{PLAN}activities.csv").content.decode()


def test_the_lead_says_how_far_it_is_and_other_partners_do_not(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    library = Membership.objects.get(slug="harbor-learns-library")
    activity = make_activity(by=people.backbone, lead=library)
    other = make_activity("Another", by=people.backbone)
    browser = client_of(people.partner)
    assert "Save how far it is" in body(browser.get(activity.record.url))
    assert browser.post(f"{activity.record.url}state/", {"state": "under_way"}).status_code == 302
    assert browser.post(f"{other.record.url}state/", {"state": "done"}).status_code == 403
    assert (
        client_of(people.outsider).post(f"{activity.record.url}state/", {"state": "done"}).status_code == 404
    )
    assert set(Activity.objects.values_list("state", flat=True)) == {"under_way", "planned"}


def test_staff_add_a_strategy_and_an_activity_and_change_both(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    staff = client_of(people.staff)
    made = staff.post(f"{PLAN}strategies/add/", {"title_en": "Walk together"})
    assert made["Location"] == f"{PLAN}strategies/walk-together/"
    staff.post(f"{made['Location']}edit/", {"title_en": "Walk to school together"})
    strategy = body(staff.get(made["Location"]))
    assert "Walk to school together" in strategy
    missing = staff.post(f"{PLAN}activities/add/", {"title_en": ""})
    assert missing.status_code == 422
    wrong = {"title_en": "Bus", "starts_on": "2026-02-01", "ends_on": "2026-01-01"}
    assert "It ends before it starts" in body(staff.post(f"{PLAN}activities/add/", wrong))
    added = staff.post(f"{PLAN}activities/add/?strategy=walk-together", {**wrong, "ends_on": "2026-03-01"})
    assert added.status_code == 302
    changed = staff.post(f"{added['Location']}edit/", {"title_en": "Two walking buses"})
    assert changed["Location"] == added["Location"]
    assert "Two walking buses" in body(client_of(None).get(f"{PLAN}?show=all"))
