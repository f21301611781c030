"""After an erasure no report holds the name: its words and its file are set anew, with an erratum; the chain verifies."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.storage import default_storage

from communications.actions import reissuing
from communications.actions.reports import request_report
from communications.models import ReportSnapshot
from communications.publishing.report import contents_of, html_of
from initiatives import clock
from initiatives.actions.attachments import attach
from initiatives.actions.erasure import erase_person
from initiatives.actions.people import make_person
from initiatives.identity import publish_record
from initiatives.ledger import download_lines
from initiatives.models import Event, Initiative, JobRun, Person
from tests.conftest import Browser
from tests.personas import People

ClientOf = Callable[..., Browser]
NAME = "Rose Fieldhouse"


@pytest.fixture
def named(inside_initiative: Initiative) -> Person:
    return make_person(email="rose@people.example", name=NAME)


@pytest.fixture
def report(inside_initiative: Initiative, people: People, named: Person) -> ReportSnapshot:
    made = request_report(by=people.backbone)
    made.contents = contents_of(inside_initiative) | {"lead": f"{NAME} told us of the last bus."}
    made.file = attach(record=made.record, name="r.pdf", content=b"%PDF-1.7 Rose", by=people.backbone)
    made.ready_at = clock.now()
    made.save()
    publish_record(made.record, by=people.backbone)
    return made


def test_the_name_is_gone_from_words_and_file_and_the_page_says_why(
    client_of: ClientOf,
    report: ReportSnapshot,
    named: Person,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    monkeypatch.setattr(reissuing, "pdf_of", lambda made: b"%PDF-1.7 " + html_of(made).encode())
    earlier = report.file
    assert earlier is not None
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        erase_person(person=named, why="Asked for it", by=None)
        run = JobRun.objects.get(task=reissuing.REISSUE)
        reissuing.reissue_report(run=run, progress=lambda *_: None)
    report.refresh_from_db()
    assert report.contents["lead"] == "someone who left told us of the last bus."
    assert report.file is not None
    with default_storage.open(report.file.path) as file:
        assert NAME.encode() not in file.read()
    assert not default_storage.exists(earlier.path)
    assert Event.objects.get(kind="report.reissued").facts["earlier"] == earlier.sha256
    page = client_of(None).get(report.record.url).content.decode()
    assert "This issue was set anew because a person was erased." in page
    assert NAME not in "".join(download_lines())


def test_a_report_that_does_not_name_them_stays_as_it_is(report: ReportSnapshot, people: People) -> None:
    erase_person(person=people.funder, why="Asked for it", by=None)
    assert not JobRun.objects.filter(task=reissuing.REISSUE).exists()
    report.refresh_from_db()
    assert "reissued" not in report.contents
