"""Programs bring figures: once only, by those who may, in the words of the page, and nothing counts before it is public."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import MULTIPART_CONTENT

from initiatives.actions.tokens import make_token, revoke_token
from initiatives.models import Initiative, JobRun, Pass, Person
from measurement.actions import import_looks
from measurement.actions import large_imports as large
from measurement.models import Import, Indicator, Observation, Release
from tests.conftest import Browser
from tests.factories.indicators import make_dimension, make_indicator
from tests.personas import People

IMPORTS, FIGURES = "/api/v1/i/harbor/imports/", "/api/v1/i/harbor/figures/"
ROWS = [{"period": "2018-19", "value": 60}, {"period": "2019-20", "value": 61.5}]


class Program:
    """A client with a token, and a key of its own for each request unless one is given."""

    def __init__(self, secret: str) -> None:
        self.client, self.secret, self.sent = Client(), secret, 0

    def get(self, path: str) -> Any:
        return self.client.get(path, headers={"Authorization": f"Bearer {self.secret}"})

    def post(self, path: str, data: dict[str, Any], *, key: str | None = "", as_file: bool = False) -> Any:
        self.sent += 1
        headers = {"Authorization": f"Bearer {self.secret}"}
        if key is not None:
            headers["Idempotency-Key"] = key or f"request-{self.secret[:6]}-{self.sent}"
        kind = MULTIPART_CONTENT if as_file else "application/json"
        return self.client.post(path, data, content_type=kind, headers=headers)


@pytest.fixture(autouse=True)
def _counts_anew() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def grad(inside_initiative: Initiative, people: People) -> Indicator:
    return make_indicator(by=people.backbone, slug="grad")


def program_of(person: Person, scope: Any = "write") -> Program:
    return Program(make_token(person=person, scope=scope, days=1, by=person)[1])


@pytest.fixture
def staff(grad: Indicator, people: People) -> Program:
    return program_of(people.backbone)


@pytest.fixture
def library(grad: Indicator, people: People) -> Program:
    return program_of(people.partner)


def test_rows_wait_as_an_import_until_they_are_released(staff: Program) -> None:
    brought = staff.post(IMPORTS, {"indicator": "grad", "rows": ROWS})
    assert brought.status_code == 202, brought.content
    found = brought.json()
    assert (found["rows"], found["fine"], found["may_be_published"]) == (2, 2, True)
    assert found["changes"]["added"] == 2
    assert not Observation.objects.exists()
    assert staff.get(found["job"]).json()["state"] == "ready"
    released = staff.post(f"{brought['Location']}release/", {"note": "Of the state"})
    assert released.status_code == 201, released.content
    assert released.json()["number"] == 1
    assert staff.get(brought["Location"]).json()["release"] == released.json()["record"]["number"]
    assert [row["value"] for row in staff.get(FIGURES).json()["results"]] == ["61.50000000", "60.00000000"]


def test_a_file_is_brought_like_rows(staff: Program) -> None:
    file = SimpleUploadedFile("state.csv", b"year,value\n2018-19,60\n", "text/csv")
    brought = staff.post(IMPORTS, {"indicator": "grad", "file": file}, as_file=True)
    assert brought.status_code == 202, brought.content
    assert brought.json()["file_name"] == "state.csv"


def test_rows_that_need_somebody_are_told_in_the_words_of_the_page(
    staff: Program, client_of: Callable[[Any], Browser], people: People
) -> None:
    rows = [*ROWS, {"period": "2020-21", "value": "many"}]
    found = staff.post(IMPORTS, {"indicator": "grad", "rows": rows}).json()
    (trouble,) = found["troubles"]
    assert (trouble["rows"], trouble["found"], trouble["field"]) == ([4], "many", "value")
    page = unescape(client_of(people.backbone).get(found["record"]["url"]).content.decode())
    assert trouble["message"] in page
    assert trouble["expected"] in page
    refused = staff.post(f"{IMPORTS}{found['record']['number']}/release/", {"note": "x"})
    assert refused.status_code == 409
    assert "many" in refused.json()["message"]
    assert not Observation.objects.exists()


def test_the_same_key_gets_the_same_answer_and_does_nothing(staff: Program) -> None:
    first = staff.post(IMPORTS, {"indicator": "grad", "rows": ROWS}, key="once-only-1")
    again = staff.post(IMPORTS, {"indicator": "grad", "rows": ROWS}, key="once-only-1")
    assert (again.status_code, again.json(), again["Location"]) == (202, first.json(), first["Location"])
    assert again["Content-Type"] == "application/json"
    assert Import.objects.count() == 1


def test_a_key_stands_for_one_request(staff: Program) -> None:
    staff.post(IMPORTS, {"indicator": "grad", "rows": ROWS}, key="once-only-1")
    other = staff.post(IMPORTS, {"indicator": "grad", "rows": ROWS[:1]}, key="once-only-1")
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")


def test_nobody_gets_the_answer_to_another_token(staff: Program, library: Program) -> None:
    body = {"indicator": "grad", "rows": ROWS}
    first = staff.post(IMPORTS, body, key="once-only-1").json()
    other = library.post(IMPORTS, body, key="once-only-1").json()
    assert other["record"]["number"] != first["record"]["number"]


def test_an_unknown_token_is_not_told_what_a_key_was_answered(staff: Program) -> None:
    staff.post(IMPORTS, {"indicator": "grad", "rows": ROWS}, key="once-only-1")
    assert Program("nobody").post(IMPORTS, {}, key="once-only-1").status_code == 401


def test_a_revoked_token_gets_nothing_again(staff: Program, people: People) -> None:
    staff.post(IMPORTS, {"indicator": "grad", "rows": ROWS}, key="once-only-1")
    revoke_token(token=Pass.objects.get(person=people.backbone), by=people.backbone)
    again = staff.post(IMPORTS, {"indicator": "grad", "rows": ROWS}, key="once-only-1")
    assert again.status_code == 401


def test_a_request_without_a_key_is_refused_in_words(staff: Program) -> None:
    refused = staff.post(IMPORTS, {"indicator": "grad", "rows": ROWS}, key=None)
    assert (refused.status_code, refused.json()["code"]) == (400, "no_key")
    assert "Idempotency-Key" in refused.json()["message"]
    assert not Import.objects.exists()


def test_a_reading_token_never_writes(grad: Indicator, people: People) -> None:
    refused = program_of(people.backbone, "read").post(IMPORTS, {"indicator": "grad", "rows": ROWS})
    assert (refused.status_code, refused.json()["code"]) == (403, "read_only_token")


def test_who_may_not_publish_is_told_which_right_is_missing(library: Program) -> None:
    brought = library.post(IMPORTS, {"indicator": "grad", "rows": ROWS})
    assert brought.status_code == 202, brought.content
    refused = library.post(f"{brought['Location']}release/", {"note": "x"})
    assert refused.status_code == 403
    assert "Publish figures" in refused.json()["message"]
    assert not Release.objects.exists()


def test_a_token_of_another_initiative_finds_nothing(staff: Program, people: People) -> None:
    assert staff.post("/api/v1/i/meadow/imports/", {"indicator": "grad", "rows": ROWS}).status_code == 404
    assert staff.post("/api/v1/i/meadow/figures/", {}).status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "indicator"),
        ({"indicator": "nothing", "rows": ROWS}, "indicator"),
        ({"indicator": "a\x00b", "rows": ROWS}, "indicator"),
        ({"indicator": ["grad"], "rows": ROWS}, "indicator"),
        ({"indicator": "grad"}, None),
        ({"indicator": "grad", "rows": []}, "rows"),
        ({"indicator": "grad", "rows": "x"}, "rows"),
        ({"indicator": "grad", "rows": [{"period": True}]}, "rows"),
        ({"indicator": "grad", "rows": [{}]}, "rows"),
        ({"indicator": "grad", "rows": [{"period": "\ud800", "value": "\x00"}]}, "rows"),
        ({"indicator": "grad", "file": "x"}, "file"),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_field(staff: Program, body: Any, field: str | None) -> None:
    refused = staff.post(IMPORTS, body)
    assert refused.status_code == 422, refused.content
    found = refused.json()
    assert found["field"] == field
    assert found["message"]
    assert found["code"]
    assert not Import.objects.exists()


@pytest.mark.parametrize("body", ["[]", "3", '"x"', "null", "{", "NaN", '{"rows": [[1]]}'])
def test_no_body_ends_in_an_error_of_ours(staff: Program, body: str) -> None:
    for path in (IMPORTS, FIGURES):
        refused = staff.client.post(
            path,
            body,
            content_type="application/json",
            headers={
                "Authorization": f"Bearer {staff.secret}",
                "Idempotency-Key": f"key-{hash(path + body)}",
            },
        )
        assert refused.status_code in (400, 422), refused.content
        assert refused.json()["code"]


def send(program: Program, figures: list[dict[str, Any]], **more: Any) -> Any:
    return program.post(FIGURES, {"indicator": "grad", "figures": figures, "note": "Of the state", **more})


def test_a_few_figures_of_who_may_publish_are_public_at_once(staff: Program) -> None:
    done = send(staff, ROWS)
    assert (done.status_code, done.json()["outcome"], done.json()["version"]) == (201, "published", 1)
    assert Observation.objects.count() == 2
    again = send(staff, ROWS)
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")
    assert Release.objects.count() == 1


def test_a_few_figures_of_who_may_not_publish_wait(library: Program, staff: Program) -> None:
    done = send(library, ROWS)
    assert (done.status_code, done.json()["outcome"]) == (202, "waiting")
    assert not Observation.objects.exists()
    assert staff.post(f"{done.json()['url']}release/", {"note": "Looked at"}).status_code == 201
    assert Observation.objects.count() == 2


def test_figures_of_groups_go_to_their_groups(staff: Program, people: People) -> None:
    make_dimension(by=people.backbone)
    figures = [
        {"period": "2019-20", "numerator": 830, "denominator": 1000},
        {"period": "2019-20", "category": "White", "numerator": 430, "denominator": 500},
        {"period": "2019-20", "category": "Black", "numerator": 400, "denominator": 500},
    ]
    done = send(staff, figures)
    assert done.status_code == 201, done.content
    assert Observation.objects.filter(series__key="").get().value == 83


def test_of_figures_that_need_somebody_nothing_is_kept(staff: Program) -> None:
    refused = send(staff, [*ROWS, {"period": "2020-21", "value": "many"}, {"period": "soon", "value": 4}])
    assert refused.status_code == 422
    fields = {fault["field"] for fault in refused.json()["errors"]}
    assert fields == {"figures.2.value", "figures.3.period"}
    assert not Import.objects.exists()
    assert not Observation.objects.exists()


def test_each_figure_is_checked_by_itself(staff: Program) -> None:
    refused = send(staff, [{"value": 3}, {"period": "2019-20", "value": [1]}])
    assert {fault["field"] for fault in refused.json()["errors"]} == {"figures.0.period", "figures.1.value"}


def test_the_note_is_in_the_languages_of_the_initiative(staff: Program) -> None:
    refused = send(staff, ROWS, note={"xx": "?"})
    assert (refused.status_code, refused.json()["field"]) == (422, "note")


def test_an_odd_figure_asks_and_an_answer_lets_it_pass(staff: Program) -> None:
    send(staff, [{"period": f"20{y}-{y + 1}", "value": 60 + y % 3} for y in range(10, 20)])
    odd = [{"period": "2020-21", "value": 9}]
    refused = send(staff, odd)
    assert refused.status_code == 409
    assert "question" in refused.json()["message"]
    done = send(staff, odd, why="Schools were closed")
    assert done.status_code == 201, done.content


def test_a_session_needs_its_form_token(grad: Indicator, people: People) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(people.backbone, backend="django.contrib.auth.backends.ModelBackend")
    body = {"indicator": "grad", "rows": ROWS}
    headers = {"Idempotency-Key": "with-a-session"}
    refused = browser.post(IMPORTS, body, content_type="application/json", headers=headers)
    assert refused.status_code == 403
    cookie = "a" * 32
    browser.cookies["csrftoken"] = cookie
    done = browser.post(
        IMPORTS, body, content_type="application/json", headers={**headers, "X-CSRFToken": cookie}
    )
    assert done.status_code == 202, done.content


def test_large_ones_are_worked_on_by_jobs_whose_progress_is_told(
    staff: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_looks, "LARGE", 1)
    brought = staff.post(IMPORTS, {"indicator": "grad", "rows": ROWS})
    job = brought.json()["job"]
    assert staff.get(job).json()["state"] == "queued"
    large.run_check(run_id=JobRun.objects.latest("pk").pk)
    assert staff.get(job).json() == {
        "state": "ready", "step": "Looking for figures that ask a question", "percent": 100, "message": "",
        "url": brought["Location"],
    }  # fmt: skip
    released = staff.post(f"{brought['Location']}release/", {"note": "Many"})
    assert released.status_code == 202
    assert not Observation.objects.exists()
    large.run_publishing(run_id=JobRun.objects.latest("pk").pk)
    assert Observation.objects.count() == 2


def test_too_many_requests_are_slowed_down(staff: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("initiatives.access.writing.WritingSlowly.rate", "2/hour", raising=False)
    answers = [staff.post(IMPORTS, {}).status_code for _ in range(3)]
    assert answers == [422, 422, 429]
    assert staff.get(IMPORTS).status_code == 200
