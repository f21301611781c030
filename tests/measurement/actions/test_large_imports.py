"""Files with more rows than a page can wait for are checked and published by jobs."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from initiatives.models import Event, Initiative, JobRun
from measurement.actions import import_looks
from measurement.actions import large_imports as large
from measurement.actions.validation_rules import set_rule
from measurement.models import Check, Import, Indicator, Observation, ValidationRule
from tests.conftest import Browser
from tests.factories.indicators import make_indicator
from tests.personas import People


@pytest.fixture
def staff(
    client_of: Callable[[Any], Browser],
    people: People,
    inside_initiative: Initiative,
    monkeypatch: pytest.MonkeyPatch,
) -> Browser:
    monkeypatch.setattr(import_looks, "LARGE", 3)
    make_indicator(by=people.backbone, slug="grad", frequency="calendar_year")
    return client_of(people.backbone)


def bring(staff: Browser, *rows: str) -> str:
    content = "\n".join(["period,value", *rows]).encode()
    file = SimpleUploadedFile("big.csv", content, "text/csv")
    return str(staff.post("/i/harbor/results/import/", {"indicator": "grad", "file": file})["Location"])


def test_a_large_file_is_checked_and_published_by_jobs(staff: Browser) -> None:
    page = bring(staff, *(f"{2000 + n},{n}" for n in range(9)))
    assert "We are working on this file" in staff.get(page).content.decode()
    assert staff.get(page)["Refresh"] == "5"
    large.run_check(run_id=JobRun.objects.latest("pk").pk)
    assert "All 9 figures are fine" in staff.get(page).content.decode()
    staff.post(f"{page}release/", {"note_en": "Many"})
    assert not Observation.objects.exists()
    large.run_publishing(run_id=JobRun.objects.latest("pk").pk)
    assert Observation.objects.count() == 9
    assert "Version 1 is public" in staff.get(page).content.decode()


def test_a_job_that_runs_twice_publishes_once(staff: Browser) -> None:
    page = bring(staff, *(f"{2000 + n},{n}" for n in range(9)))
    large.run_check(run_id=JobRun.objects.latest("pk").pk)
    staff.post(f"{page}release/", {"note_en": "Many"})
    run = JobRun.objects.latest("pk").pk
    large.run_publishing(run_id=run)
    large.run_publishing(run_id=run)
    assert Observation.objects.count() == 9


def test_rows_that_need_somebody_are_told_on_the_page(staff: Browser) -> None:
    page = bring(staff, *(f"{2000 + n},{n}" for n in range(9)), "2050,many")
    large.run_check(run_id=JobRun.objects.latest("pk").pk)
    assert "This is not a number" in staff.get(page).content.decode()
    staff.post(f"{page}release/", {"note_en": "Many"})
    large.run_publishing(run_id=JobRun.objects.latest("pk").pk)
    assert not Observation.objects.exists()
    assert "need you first" in staff.get(page).content.decode() or Import.objects.get().report["refusal"]


def test_rows_of_a_large_file_are_put_right_on_its_page(staff: Browser) -> None:
    page = bring(staff, *(f"{2000 + n},{n}" for n in range(9)), "2050,many", "2051,many")
    large.run_check(run_id=JobRun.objects.latest("pk").pk)
    assert "9 figures are fine, 2 rows need you" in staff.get(page).content.decode()
    staff.post(f"{page}corrections/", {"at": 0, "found": "many", "how": "text", "text": "50"})
    assert "We are working on this file" in staff.get(page).content.decode()
    large.run_check(run_id=JobRun.objects.latest("pk").pk)
    assert "All 11 figures are fine" in staff.get(page).content.decode()
    assert "11 figures are new" in staff.get(f"{page}compare/").content.decode()


def test_a_large_file_whose_ground_has_moved_is_looked_at_again(staff: Browser, people: People) -> None:
    page = bring(staff, *(f"{2000 + n},{n}" for n in range(9)))
    large.run_check(run_id=JobRun.objects.latest("pk").pk)
    small = staff.post(
        "/i/harbor/results/import/", {"indicator": "grad", "pasted": "period,value\n2000,0\n2001,1"}
    )["Location"]
    staff.post(f"{small}release/", {"note_en": "Two of them"})
    assert "have changed since this file was looked at" in staff.get(page).content.decode()
    staff.post(f"{page}corrections/", {"how": "look_again"})
    large.run_check(run_id=JobRun.objects.latest("pk").pk)
    assert "7 figures are new" in staff.get(f"{page}compare/").content.decode()


def test_a_large_file_in_which_nothing_is_new_ends_by_itself(staff: Browser) -> None:
    rows = [f"{2000 + n},{n}" for n in range(9)]
    first = bring(staff, *rows)
    large.run_check(run_id=JobRun.objects.latest("pk").pk)
    staff.post(f"{first}release/", {"note_en": "Many"})
    large.run_publishing(run_id=JobRun.objects.latest("pk").pk)
    again = bring(staff, *reversed(rows))
    large.run_check(run_id=JobRun.objects.latest("pk").pk)
    assert "Nothing in this file is new" in staff.get(again).content.decode()
    assert not Import.objects.filter(ended_at=None).exists()


ODD = [*(f"{1990 + n},{50 + n % 3}" for n in range(12)), "2002,95"]


def test_odd_figures_of_a_large_file_are_asked_about_before_it_is_public(staff: Browser) -> None:
    page = bring(staff, *ODD)
    large.run_check(run_id=JobRun.objects.latest("pk").pk)
    shown = staff.get(f"{page}compare/").content.decode()
    assert "Figures that ask a question" in shown
    assert "Why the figure in question is right" in shown
    refused = staff.post(f"{page}release/", {"note_en": "Many"})
    assert refused.status_code == 422
    assert not JobRun.objects.filter(task="measurement.publish_import").exists()
    staff.post(f"{page}release/", {"note_en": "Many", "why_en": "A new way of enrolling"})
    large.run_publishing(run_id=JobRun.objects.latest("pk").pk)
    assert Observation.objects.count() == 13
    kept = Check.objects.get()
    assert (kept.answer, kept.why) == (Check.Answer.KEPT, {"en": "A new way of enrolling"})
    assert Event.objects.get(kind="check.kept_together").facts == {"count": 1}


def test_a_large_file_with_a_figure_that_a_rule_forbids_is_not_published(
    staff: Browser, people: People
) -> None:
    set_rule(
        indicator=Indicator.objects.get(slug="grad"),
        kind=ValidationRule.Kind.RANGE,
        reason={"en": "Nobody ever had more than ninety"},
        severity=ValidationRule.Severity.BLOCKS,
        high=Decimal(90),
        by=people.backbone,
    )
    page = bring(staff, *ODD)
    large.run_check(run_id=JobRun.objects.latest("pk").pk)
    assert "lets some figures of this file not pass" in staff.get(f"{page}compare/").content.decode()
    staff.post(f"{page}release/", {"note_en": "Many", "why_en": "It is so"})
    assert not JobRun.objects.filter(task="measurement.publish_import").exists()


def test_a_large_file_is_not_published_over_figures_that_came_since_it_was_looked_at(staff: Browser) -> None:
    page = bring(staff, *(f"{2000 + n},{n}" for n in range(9)))
    large.run_check(run_id=JobRun.objects.latest("pk").pk)
    staff.post(f"{page}release/", {"note_en": "Many"})
    run = JobRun.objects.latest("pk").pk
    small = staff.post("/i/harbor/results/import/", {"indicator": "grad", "pasted": "period,value\n1999,4"})
    staff.post(f"{small['Location']}release/", {"note_en": "One before"})
    large.run_publishing(run_id=run)
    assert Observation.objects.count() == 1
    assert any("Look again" in one.report.get("refusal", "") for one in Import.objects.all())
