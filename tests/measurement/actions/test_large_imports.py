"""Files with more rows than a page can wait for are checked and published by jobs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from initiatives.models import Initiative, JobRun
from measurement.actions import large_imports as large
from measurement.models import Import, Observation
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
    monkeypatch.setattr(large, "LARGE", 3)
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
