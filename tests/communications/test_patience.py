"""Setting pages ends by itself, and a job waits longer for it than a reader does."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest

from communications.actions import reports
from communications.publishing import pdf
from communications.tasks import build_report
from initiatives.rules.refusals import RuleBroken


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """No child ever answers; the seconds that were waited are noted."""
    found: list[int] = []

    def never(command: list[str], *, timeout: int, **_options: Any) -> None:
        found.append(timeout)
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(pdf.subprocess, "run", never)
    return found


def test_a_reader_is_told_after_the_time_that_the_child_may_work(waited: list[int]) -> None:
    with pytest.raises(pdf.PdfFailed, match="no answer within 130 seconds"):
        pdf.make_pdf("<p>…</p>")
    assert waited == [130]


def test_a_job_waits_as_long_as_it_may_and_publishes_nothing(
    waited: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "html_of", lambda _report: "<p>…</p>")
    with pytest.raises(RuleBroken, match="Nothing was published"):
        reports.pdf_of(None)  # type: ignore[arg-type]
    assert waited == [pdf.PATIENCE]
    assert build_report.soft_time_limit > pdf.PATIENCE
