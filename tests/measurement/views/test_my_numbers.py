"""My numbers on the page: last figures beside the fields, one question, one receipt, pasting, saving."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives import clock
from initiatives.models import Initiative
from measurement.models import Check, Import, ReportingDuty, Submission
from tests.conftest import Browser
from tests.factories.collecting import make_count, make_duty
from tests.personas import People

MINE = "/i/harbor/results/mine/"
NOW = datetime(2026, 11, 12, 12, tzinfo=UTC)
FIGURES = ("2026-06,29", "2026-07,33", "2026-08,30", "2026-09,31")


@pytest.fixture
def duty(inside_initiative: Initiative, people: People) -> Iterator[ReportingDuty]:
    with clock.at(NOW):
        yield make_duty(people, make_count(people, *FIGURES))


@pytest.fixture
def phone(client_of: Callable[[Any], Browser], people: People) -> Browser:
    return client_of(people.partner)


def key(duty: ReportingDuty) -> str:
    return f"{duty.pk}-202610"


def test_the_last_figure_stands_beside_the_field_and_the_day_above(
    duty: ReportingDuty, phone: Browser
) -> None:
    page = phone.get(MINE).content.decode()
    assert "September 2026: 31" in page
    assert "Due in 8 days" in page
    assert "One of your numbers is due" in page


def test_the_page_needs_few_queries_however_many_duties_there_are(
    duty: ReportingDuty, people: People, phone: Browser
) -> None:
    counts = []
    for n in range(3):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            phone.get(MINE)
        counts.append(len(queries))
        make_duty(people, make_count(people, *FIGURES, slug=f"more-{n}"))
    assert counts[1] == counts[2]


def test_a_number_goes_in_and_one_receipt_comes_back(duty: ReportingDuty, phone: Browser) -> None:
    answer = phone.post(MINE, {f"value_{key(duty)}": "28"})
    sent = Submission.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, sent.record.url)
    page = phone.get(sent.record.url).content.decode()
    assert "Thank you: one number is in" in page
    assert "Waits for the backbone" in page
    assert Import.objects.get(submitted_figure__submission=sent).state == Import.State.CHECKED


def test_an_odd_number_asks_one_question_and_one_press_takes_the_likely_one(
    duty: ReportingDuty, phone: Browser
) -> None:
    asked = phone.post(MINE, {f"value_{key(duty)}": "310"})
    page = asked.content.decode()
    assert asked.status_code == 422
    assert "Did you mean 31?" in page
    phone.post(MINE, {f"value_{key(duty)}": "310", "use": f"{key(duty)}:31"})
    assert Submission.objects.get().figures.get().value == 31


def test_an_odd_number_is_kept_with_its_reason(duty: ReportingDuty, phone: Browser) -> None:
    phone.post(MINE, {f"value_{key(duty)}": "310", f"why_{key(duty)}": "A second office opened"})
    assert Check.objects.get().why == {"en": "A second office opened"}


@pytest.mark.parametrize("text", ["many", "1_000", "=A1", "inf", "—"])
def test_what_is_no_number_is_said_beside_its_field_and_kept(
    duty: ReportingDuty, phone: Browser, text: str
) -> None:
    answer = phone.post(MINE, {f"value_{key(duty)}": text})
    assert answer.status_code == 422
    assert "is not a number" in answer.content.decode()
    assert not Submission.objects.exists()


def test_pasted_cells_fill_the_fields_and_nothing_is_kept(duty: ReportingDuty, phone: Browser) -> None:
    answer = phone.post(MINE, {"fill": "1", "pasted": "Families on the wait list\t28\nSomething else\t3"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="28"' in page
    assert "Something else" in page
    assert not Submission.objects.exists()


def test_saved_numbers_are_there_again_and_were_not_sent(duty: ReportingDuty, phone: Browser) -> None:
    phone.post(MINE, {f"value_{key(duty)}": "28", "save": "1"})
    assert 'value="28"' in phone.get(MINE).content.decode()
    assert not Import.objects.filter(submitted_figure__isnull=False).exists()


def test_a_sent_number_can_be_changed_for_a_week_and_the_same_one_is_not_sent_twice(
    duty: ReportingDuty, phone: Browser
) -> None:
    phone.post(MINE, {f"value_{key(duty)}": "28"})
    assert phone.post(MINE, {f"value_{key(duty)}": "28"}).status_code == 422
    assert phone.post(MINE, {f"value_{key(duty)}": "27"}).status_code == 302
    assert Submission.objects.filter(sent_at__isnull=False).count() == 2


def test_the_same_form_sent_again_from_the_queue_is_carried_out_once(
    duty: ReportingDuty, phone: Browser
) -> None:
    answers = [phone.post(MINE, {f"value_{key(duty)}": "28"}, once="queued-on-a-phone") for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Submission.objects.count() == 1


def test_a_share_asks_for_both_numbers(inside_initiative: Initiative, people: People, phone: Browser) -> None:
    with clock.at(NOW):
        share = make_count(people, slug="share", unit="percent", multiplier=100)
        duty = make_duty(people, share)
        one = phone.post(MINE, {f"numerator_{key(duty)}": "40"})
        assert "Type both numbers" in one.content.decode()
        over = phone.post(MINE, {f"numerator_{key(duty)}": "60", f"denominator_{key(duty)}": "52"})
        assert over.status_code == 422
        done = phone.post(MINE, {f"numerator_{key(duty)}": "40", f"denominator_{key(duty)}": "52"})
        assert done.status_code == 302, done.content.decode()[done.content.decode().find("errors") :][:600]
    figure = Submission.objects.get().figures.get()
    assert (figure.numerator, figure.denominator) == (40, 52)


def test_without_duties_the_page_says_when_there_will_be_some(phone: Browser) -> None:
    assert "Nothing is due from you" in phone.get(MINE).content.decode()


def test_a_worker_keeps_the_page_and_nothing_above_it_and_signing_out_forgets_it(
    client_of: Callable[[Any], Browser], duty: ReportingDuty, people: People
) -> None:
    partner = client_of(people.partner)
    answer = partner.get(f"{MINE}worker.js")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert (
        "Service-Worker-Allowed" not in answer
    )  # so its reach is the folder that it lies in: the page itself
    assert client_of(None).get(f"{MINE}worker.js").status_code != 200
    left = partner.post("/signout/")
    assert left["Clear-Site-Data"] == '"storage"'
