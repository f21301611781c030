"""The joint plan on its pages: who does what, what nobody does, hand-offs, changes, and what the table agreed on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives import clock
from initiatives.actions.activity_parts import help_with
from initiatives.actions.adaptations import ask_change, judge_strategy
from initiatives.actions.agreeing import write_plan
from initiatives.forms.plan import cause_words
from initiatives.models import (
    ActionPlan,
    Activity,
    Adaptation,
    Assessment,
    Event,
    Initiative,
    Link,
    Membership,
    PlanAnswer,
    Record,
    Round,
    RoundSeat,
)
from initiatives.views.activity_parts import newest_of_each
from measurement.actions.plan_meant import mean_to_move
from measurement.models import StrategyIndicator
from tests.conftest import Browser
from tests.factories.activities import make_activity, make_strategy
from tests.factories.collecting import own_partner
from tests.factories.indicators import make_indicator
from tests.factories.partners import make_membership
from tests.factories.plan import make_link, make_ratified_assessment, write_and_propose
from tests.factories.restrictions import make_restriction
from tests.personas import People

PLAN = "/i/harbor/plan/"
pytestmark = pytest.mark.usefixtures("inside_initiative")
Clients = Callable[[Any], Browser]


@pytest.fixture
def other(inside_initiative: Initiative, people: People) -> Membership:
    return make_membership("Open Door Clinic", by=people.backbone)


def text_of(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_the_page_says_who_leads_who_helps_what_is_missing_and_whether_it_is_enough(
    people: People, other: Membership, client_of: Clients
) -> None:
    strategy = make_strategy("Care close to home", by=people.backbone)
    led = make_activity("Play morning", by=people.backbone, lead=own_partner(people), strategy=strategy)
    help_with(activity=led, membership=other, brings={"en": "A room"}, by=people.backbone)
    make_activity("Transport", by=people.backbone, strategy=strategy)
    judge_strategy(strategy=strategy, verdict="no", missing={"en": "a late bus"}, by=people.backbone)
    page = text_of(client_of(None), PLAN)
    assert "One plan, and who does which part" in page
    assert "One place still has nobody." in page
    assert "Open Door Clinic" in page
    assert "No: a late bus" in page
    assert 'class="cellkey lead"' in page


def test_late_ones_come_first_and_the_others_are_one_press_away(people: People, client_of: Clients) -> None:
    strategy = make_strategy(by=people.backbone)
    lead = own_partner(people)
    yesterday = clock.today() - timedelta(days=30)
    make_activity("Too late", by=people.backbone, lead=lead, strategy=strategy, ends=yesterday)
    make_activity("In time", by=people.backbone, lead=lead, strategy=strategy)
    first = text_of(client_of(None), PLAN).split('id="activities"')[1]
    assert "Too late" in first
    assert "4 weeks late" in first
    assert "In time" not in first
    assert "In time" in text_of(client_of(None), f"{PLAN}?show=all").split('id="activities"')[1]
    assert "In time" in text_of(client_of(people.partner), f"{PLAN}?show=mine").split('id="activities"')[1]


def test_without_a_plan_the_page_says_how_one_begins(client_of: Clients) -> None:
    page = text_of(client_of(None), PLAN)
    assert "Start with strategies from a turn" in page
    assert "Every part has someone" in text_of(client_of(None), f"{PLAN}gaps/")
    assert "No hand-off is written down yet" in text_of(client_of(None), f"{PLAN}handoffs/")
    assert "No change yet" in text_of(client_of(None), f"{PLAN}changes/")
    assert "No assessment yet" in text_of(client_of(None), f"{PLAN}assessment/")
    assert "No version was put before the table yet" in text_of(client_of(None), f"{PLAN}versions/")


def test_a_partner_takes_on_what_nobody_does_and_a_resident_cannot(
    people: People, client_of: Clients
) -> None:
    needed = make_activity("Transport", by=people.backbone, strategy=make_strategy(by=people.backbone))
    assert "Take it on" in text_of(client_of(people.partner), f"{PLAN}gaps/")
    lead = f"{needed.record.url}lead/"
    assert client_of(people.resident).post(lead).status_code == 403
    assert client_of(people.partner).post(lead).status_code == 302
    assert Activity.objects.get(pk=needed.pk).lead == own_partner(people)


def test_hand_offs_are_a_picture_and_the_same_list_with_a_filter(
    people: People, other: Membership, client_of: Clients
) -> None:
    one = make_activity("Visits", by=people.backbone, lead=own_partner(people))
    two = make_activity("Clinic", by=people.backbone, lead=other)
    make_link(one, two, by=people.backbone, quality="missing")
    make_link(two, one, by=people.backbone, kind="shares_participants")
    page = text_of(client_of(None), f"{PLAN}handoffs/")
    assert "One of 2 hand-offs is missing" in page
    assert '<svg class="net"' in page
    assert page.count("They are sent on.") == 2
    some = text_of(client_of(None), f"{PLAN}handoffs/?quality=missing")
    assert some.count("They are sent on.") == 1
    assert "None of this kind." in text_of(client_of(None), f"{PLAN}handoffs/?kind=depends_on")


@pytest.mark.parametrize(
    ("kind", "from_source", "from_target"),
    [
        ("feeds", "Hands people on to", "Gets people from"),
        ("depends_on", "Depends on", "Is needed by"),
        ("shares_participants", "Reaches the same people as", "Reaches the same people as"),
    ],
)
def test_each_end_of_a_hand_off_reads_its_own_direction(
    people: People, client_of: Clients, kind: str, from_source: str, from_target: str
) -> None:
    one, two = (make_activity(title, by=people.backbone) for title in ("Visits", "Clinic"))
    make_link(one, two, by=people.backbone, kind=kind)
    for page, words, other in ((one, from_source, two), (two, from_target, one)):
        read = text_of(client_of(None), page.record.url)
        said = read.partition(f"<span>{words}</span>")[2].partition("</li>")[0]
        assert f'<a href="{other.record.url}">' in said


def test_one_may_ask_what_if_a_partner_leaves_and_nothing_changes(
    people: People, other: Membership, client_of: Clients
) -> None:
    strategy = make_strategy("Spot needs early", by=people.backbone)
    make_activity("Clinic", by=people.backbone, lead=other, strategy=strategy)
    page = text_of(client_of(None), f"{PLAN}handoffs/?leaves={other.slug}")
    assert "If Open Door Clinic leaves, 2 things are affected" in page
    assert "Nobody but Open Door Clinic leads anything for it." in page
    assert Membership.objects.get(pk=other.pk).left_on is None


def test_who_carries_an_end_says_how_well_a_hand_off_works(
    people: People, other: Membership, client_of: Clients
) -> None:
    one = make_activity("Visits", by=people.backbone, lead=own_partner(people))
    two = make_activity("Clinic", by=people.backbone, lead=other)
    form = {
        "source": one.pk,
        "target": two.pk,
        "kind": "feeds",
        "sentence_en": "Sent on the same day.",
        "quality": "good",
    }
    assert client_of(people.resident).post(f"{PLAN}handoffs/add/", form).status_code == 403
    assert client_of(people.partner).post(f"{PLAN}handoffs/add/", form).status_code == 302
    edit = f"{Link.objects.get().record.url}edit/"
    client_of(people.partner).post(edit, {"sentence_en": "It takes days.", "quality": "slow"})
    assert Link.objects.get().quality == "slow"


def test_a_change_is_asked_with_its_cause_and_agreed_by_somebody_else(
    people: People, client_of: Clients
) -> None:
    activity = make_activity("Visits", by=people.backbone, lead=own_partner(people))
    path = f"{activity.record.url}change/"
    assert client_of(people.resident).get(path).status_code == 403
    asked = client_of(people.partner).post(path, {"change_en": "On Saturdays", "why_en": "They work."})
    assert asked.status_code == 302
    change = Adaptation.objects.get()
    answer = f"{PLAN}changes/{change.record.number}/answer/"
    assert client_of(people.partner).post(answer, {"agree": "1"}).status_code == 403
    assert "On Saturdays" in text_of(client_of(None), f"{PLAN}changes/")
    client_of(people.backbone).post(answer, {"agree": "1"})
    assert Adaptation.objects.get().is_agreed is True


def test_a_seat_answers_to_the_assessment_and_the_round_leads_there(
    people: People, client_of: Clients
) -> None:
    text = write_and_propose(people.backbone)
    room = Round.objects.select_related("record").get(pk=text.round_id)
    seat = RoundSeat.objects.get(round=room, person=people.resident)
    resident = client_of(people.resident)
    with clock.at(room.opens_at + timedelta(hours=1)):
        led = resident.get(room.record.url)
        assert led["Location"] == text.record.url
        assert "Your answer for the seat" in text_of(resident, text.record.url)
        path = f"{PLAN}rounds/{room.record.number}/answer/"
        silent = resident.post(path, {"seat": seat.pk, "stance": "dissent", "words": ""})
        assert silent.status_code == 422
        assert "Your answer was not counted." in silent.content.decode()
        resident.post(path, {"seat": seat.pk, "stance": "ratify", "words": "For once it is ours."})
        page = text_of(client_of(None), text.record.url)
    assert PlanAnswer.objects.get(replaced_at=None).stance == "ratify"
    assert "For once it is ours." in page
    assert "84%" in page


def test_a_draft_is_read_by_its_writers_only(people: People, client_of: Clients) -> None:
    form = {f"{name}_en": f"Words of {name}" for name in Assessment.TEXTS}
    assert client_of(people.backbone).post(f"{PLAN}assessment/edit/", form).status_code == 302
    assert "Words of told" not in text_of(client_of(None), f"{PLAN}assessment/")
    assert "Words of told" in text_of(client_of(people.backbone), f"{PLAN}assessment/")
    client_of(people.backbone).post(f"{PLAN}assessment/proposal/")
    assert "Words of told" in text_of(client_of(None), f"{PLAN}assessment/")


def test_the_plan_freezes_its_activities_when_it_goes_to_the_table(
    people: People, client_of: Clients
) -> None:
    make_ratified_assessment(people.backbone)
    strategy = make_strategy("Care", by=people.backbone)
    activity = make_activity(
        "Visits", by=people.backbone, strategy=strategy, lead=own_partner(people), ends=date(2027, 3, 13)
    )
    write_plan(by=people.backbone, words={"en": "All of it"})
    client_of(people.backbone).post(f"{PLAN}versions/proposal/")
    frozen = ActionPlan.objects.get()
    assert frozen.contents[0]["activities"][0]["title"] == {"en": "Visits"}
    Activity.objects.filter(pk=activity.pk).update(title={"en": "Renamed"})
    page = text_of(client_of(None), frozen.record.url)
    assert "Visits" in page
    assert "13 March 2027" in page
    assert "Renamed" not in page


def test_what_is_withheld_appears_on_no_page_of_the_plan(
    people: People, other: Membership, client_of: Clients
) -> None:
    strategy = make_strategy("Care", by=people.backbone)
    shown = make_activity("Visits", by=people.backbone, lead=own_partner(people), strategy=strategy)
    hidden = make_activity("Secret clinic", by=people.backbone, lead=other, strategy=strategy)
    make_link(shown, hidden, by=people.backbone)
    Record.objects.filter(pk=hidden.record_id).update(state=Record.State.DRAFT)
    for path in ("", "?show=all", "gaps/", "handoffs/", "changes/"):
        assert "Secret clinic" not in text_of(client_of(None), PLAN + path), path
    assert client_of(None).get(Link.objects.get().record.url).status_code == 404


def test_a_hand_off_of_a_withheld_activity_is_named_nowhere(
    people: People, other: Membership, client_of: Clients
) -> None:
    shown, hidden = (make_activity(name, by=people.backbone) for name in ("Visits", "Secret clinic"))
    link = make_link(shown, hidden, by=people.backbone)
    make_restriction(hidden.record, by=people.backbone, fields=("title",))
    pages = ("/i/harbor/search/?q=visits", "/i/harbor/history/", "/api/v1/i/harbor/ledger/", link.record.url)
    with clock.at(clock.now() + timedelta(minutes=1)):
        for path in pages:
            assert "Secret clinic" not in client_of(None).get(path).content.decode(), path
        assert "Secret clinic" in text_of(client_of(people.backbone), pages[0])


def test_a_strategy_goes_on_moving_what_whoever_saves_it_may_not_see(
    people: People, client_of: Clients
) -> None:
    strategy = make_strategy("Care", by=people.backbone)
    hidden, shown = (
        make_indicator(by=people.backbone, slug=name, name={"en": name}) for name in ("hidden", "shown")
    )
    mean_to_move(strategy=strategy, indicators=[hidden], by=people.backbone)
    make_restriction(hidden.record, by=people.backbone)
    with clock.at(clock.now() + timedelta(minutes=1)):
        saved = client_of(people.staff).post(f"{strategy.record.url}meant/", {"indicators": [shown.pk]})
    assert saved.status_code == 302
    meant = StrategyIndicator.objects.filter(strategy=strategy).values_list("indicator", flat=True)
    assert set(meant) == {hidden.pk, shown.pk}


def test_the_last_day_of_an_activity_stands_on_the_line_of_time(people: People, client_of: Clients) -> None:
    strategy = make_strategy(by=people.backbone)
    make_activity(
        "Long", by=people.backbone, lead=own_partner(people), strategy=strategy, ends=date(2050, 1, 1)
    )
    page = text_of(client_of(None), f"{PLAN}?show=all")
    assert 'class="spanbar"' in page


NO_JOURNEY = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK", "BEGIN", "COMMIT")
PAGES = ("", "?show=all", "gaps/", "handoffs/", "changes/", "assessment/", "versions/", "log/")


def asked(browser: Browser, path: str) -> int:
    """Return how often a page asks the database."""
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(PLAN + path).status_code == 200
    return sum(not one["sql"].startswith(NO_JOURNEY) for one in captured)


def test_every_page_of_the_plan_asks_as_often_for_many_as_for_few_and_at_most_twelve_times(
    people: People, other: Membership, client_of: Clients
) -> None:
    strategy = make_strategy("Care", by=people.backbone)
    partner = client_of(people.partner)
    counts: list[dict[str, int]] = []
    for round_of in range(3):
        rows = [
            make_activity(f"Visits {round_of}.{n}", by=people.backbone, lead=lead, strategy=strategy)
            for n, lead in enumerate((own_partner(people), other, None))
        ]
        help_with(activity=rows[1], membership=own_partner(people), brings={"en": "x"}, by=people.backbone)
        make_link(rows[0], rows[1], by=people.backbone)
        ask_change(activity=rows[0], change={"en": "x"}, why={"en": "y"}, by=people.backbone)
        counts.append({path: asked(partner, path) for path in PAGES})
    assert counts[1] == counts[2]
    assert max(counts[2].values()) <= 12, counts[2]


def test_what_was_frozen_and_is_withheld_since_is_left_out_of_page_and_data(
    people: People, client_of: Clients
) -> None:
    make_ratified_assessment(people.backbone)
    strategy = make_strategy("Care", by=people.backbone)
    kept = make_activity("Visits", by=people.backbone, strategy=strategy, lead=own_partner(people))
    make_activity("Calls", by=people.backbone, strategy=strategy, lead=own_partner(people))
    write_plan(by=people.backbone, words={"en": "All of it"})
    client_of(people.backbone).post(f"{PLAN}versions/proposal/")
    make_restriction(kept.record, by=people.backbone)
    page = ActionPlan.objects.get().record.url
    data = f"/api/v1/i/harbor/plans/{ActionPlan.objects.get().record.number}/"
    for address in (page, data):
        told = text_of(client_of(None), address)
        assert "Calls" in told, address
        assert "Visits" not in told, address


def test_a_change_names_each_cause_once_a_day_and_says_what_happened() -> None:
    record = Record(pk=1, title={"en": "Students (1)"}, path="x/", initiative=Initiative(slug="harbor"))
    noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
    events = [
        Event(kind="release.published", at=noon - timedelta(hours=hours), record=record, facts={"number": 1})
        for hours in (0, 1, 2, 30)
    ]
    kept = newest_of_each(events)
    assert kept == [events[0], events[3]]
    said = cause_words(kept[0])
    assert said.startswith("25 Nov: Somebody published")
    assert "Students (1)" in said
    assert "<" not in said
