"""What happens when two do the same at the same moment: once is once, a chain stays a chain, numbers are unique."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest
from django.db import transaction

from initiatives import clock
from initiatives.actions.activity_logs import Happening
from initiatives.actions.restrictions import restrict
from initiatives.identity import next_number
from initiatives.ledger import check_ledger
from initiatives.models import (
    Activity,
    ActivityLog,
    Event,
    Initiative,
    LedgerEntry,
    Membership,
    Pass,
    Record,
    Restriction,
    ReviewRequest,
    SentOnce,
)
from initiatives.passes import find_pass, make_pass, use_pass
from initiatives.rules.roles import Role
from initiatives.tenancy import inside
from measurement.actions.quick_log import bring_logs
from tests.conftest import Browser, FreshDatabase
from tests.factories.activities import make_activity
from tests.factories.collecting import own_partner
from tests.factories.records import make_record
from tests.factories.restrictions import group_of, make_restriction
from tests.personas import OWN, People, the_people

THREADS = 8


def own() -> int:
    return Initiative.objects.get(slug=OWN).pk


def in_harbor(call: Callable[[], object]) -> object:
    """Do something in a transaction of its own inside the initiative."""
    with transaction.atomic(), inside(own()):
        return call()


def a_restriction(people: People) -> Restriction:
    return make_restriction(make_record(by=people.backbone), by=people.staff)


def test_the_same_form_sent_twice_at_once_is_carried_out_once(fresh_database: FreshDatabase) -> None:
    people = the_people()
    held = in_harbor(partial(a_restriction, people))
    assert isinstance(held, Restriction)

    def send() -> int:
        browser = Browser()
        browser.force_login(people.resident, backend="django.contrib.auth.backends.ModelBackend")
        words = {"words": "Please look again."}
        return int(browser.post(f"/i/{OWN}/open/{held.pk}/review/", words, once="the-same-key").status_code)

    assert fresh_database.in_threads(*[send] * THREADS) == [302] * THREADS
    assert in_harbor(ReviewRequest.objects.count) == 1
    assert in_harbor(SentOnce.objects.count) == 1


def test_a_ledger_that_eight_append_to_at_once_stays_a_chain(fresh_database: FreshDatabase) -> None:
    people = the_people()
    record = in_harbor(partial(make_record, by=people.backbone))
    until = in_harbor(partial(a_restriction, people))
    assert isinstance(record, Record)
    assert isinstance(until, Restriction)

    def append() -> None:
        for _ in range(5):
            in_harbor(
                lambda: restrict(
                    record=record,
                    ground="safety",
                    reason={"en": "Words."},
                    expires_at=until.expires_at,
                    readers=[group_of(Role.DIRECTOR)],
                    by=people.staff,
                )
            )

    assert fresh_database.in_threads(*[append] * THREADS) == [None] * THREADS
    assert in_harbor(LedgerEntry.objects.count) == 5 * THREADS + 1
    assert in_harbor(check_ledger) == []


def test_numbers_are_unique_and_without_a_gap(fresh_database: FreshDatabase) -> None:
    first = in_harbor(next_number)

    def take() -> list[object]:
        return [in_harbor(next_number) for _ in range(10)]

    taken = [number for some in fresh_database.in_threads(*[take] * THREADS) for number in some]  # type: ignore[union-attr]
    assert sorted(taken) == list(range(int(str(first)) + 1, int(str(first)) + 1 + 10 * THREADS))


def test_a_pass_is_used_once_by_whoever_is_first(fresh_database: FreshDatabase) -> None:
    people = the_people()

    def make() -> str:
        held = a_restriction(people)
        return make_pass(Pass.Purpose.DOWNLOAD, lasts=held.expires_at - held.starts_at)[1]

    secret = str(in_harbor(make))

    def use() -> bool:
        with transaction.atomic():
            found = find_pass(secret, Pass.Purpose.DOWNLOAD)
            return found is not None and use_pass(found)

    assert sorted(map(str, fresh_database.in_threads(*[use] * THREADS))) == ["False"] * (THREADS - 1) + [
        "True"
    ]


@pytest.mark.parametrize("again", [1, 2])
def test_two_who_agree_at_once_agree_once(again: int, fresh_database: FreshDatabase) -> None:
    people = the_people()
    held = in_harbor(lambda: make_restriction(make_record(by=people.backbone), by=people.steward, days=90))
    assert isinstance(held, Restriction)

    def approve(browser: Browser) -> int:
        return int(browser.post(f"/i/{OWN}/open/{held.pk}/approval/").status_code)

    browsers = [Browser(), Browser()]
    for browser, person in zip(browsers, (people.backbone, people.staff), strict=True):
        browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    answers = fresh_database.in_threads(*[partial(approve, browser) for browser in browsers])
    assert sorted(map(str, answers)) == ["302", "409"]


def test_a_table_of_logs_that_is_brought_twice_at_once_is_logged_once(fresh_database: FreshDatabase) -> None:
    people = the_people()

    def planned() -> tuple[Activity, Membership]:
        partner = own_partner(people)
        return make_activity("Visits", by=people.backbone, lead=partner), partner

    activity, partner = in_harbor(planned)  # type: ignore[misc]

    def bring() -> None:
        day = clock.today()
        rows = [(Happening(activity, day, people=n, hours=Decimal("2.333")), partner) for n in range(1, 4)]
        in_harbor(lambda: bring_logs(happenings=rows, by=people.partner))

    assert fresh_database.in_threads(*[bring] * 4) == [None] * 4
    assert in_harbor(ActivityLog.objects.count) == 3
    assert in_harbor(lambda: Event.objects.filter(kind="activity.begun").count()) == 1
