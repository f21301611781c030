"""Reports keep what they said; whoever restricts a record learns it before, and the report's page says it after."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communications.actions.reports import request_report
from communications.models import ReportSnapshot
from communications.publishing.report import contents_of
from initiatives import clock
from initiatives.actions.attachments import attach
from initiatives.identity import publish_record
from initiatives.models import Initiative
from measurement.actions.imports import bring_figures
from measurement.models import Indicator
from tests.conftest import Browser
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_indicator
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]


@pytest.fixture
def indicator(inside_initiative: Initiative, people: People) -> Indicator:
    """An indicator with two figures."""
    made = make_indicator(by=people.backbone)
    bring_figures(
        indicator=made, content=long_table("2018-19,60", "2019-20,61"), note=NOTE, by=people.backbone
    )
    return made


@pytest.fixture
def report(indicator: Indicator, people: People, inside_initiative: Initiative) -> ReportSnapshot:
    """A published issue that speaks of it; the PDF itself is of no interest here."""
    made = request_report(by=people.backbone)
    made.contents = contents_of(inside_initiative)
    made.file = attach(record=made.record, name="r.pdf", content=b"%PDF-1.7", by=people.backbone)
    made.ready_at = clock.now()
    made.save()
    publish_record(made.record, by=people.backbone)
    return made


def body(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def test_the_form_says_before_the_decision_which_reports_hold_it(
    client_of: ClientOf, report: ReportSnapshot, indicator: Indicator, people: People
) -> None:
    page = body(client_of(people.backbone).get(f"/i/harbor/open/add/{indicator.record.number}/"))
    assert "One published report goes on saying what this record said." in page
    assert report.record.url in page
    release = indicator.releases.get()
    assert "One published report" in body(
        client_of(people.backbone).get(f"/i/harbor/open/add/{release.record.number}/")
    )
    assert "published report" not in body(
        client_of(people.backbone).get(f"/i/harbor/open/add/{report.record.number}/")
    )


def test_the_page_of_the_report_says_what_was_restricted_later_and_no_longer_repeats_it(
    client_of: ClientOf, report: ReportSnapshot, indicator: Indicator, people: People
) -> None:
    summary = report.contents["indicators"][0]["summary"]
    before = body(client_of(None).get(report.record.url))
    assert summary in before
    assert "was restricted after" not in before
    make_restriction(indicator.record, by=people.staff)
    after = body(client_of(None).get(report.record.url))
    assert "One record that this issue speaks of was restricted after" in after
    assert summary not in after
    assert "PDF" in after, "the file stays"
