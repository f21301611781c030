"""No file brings the product down, and none is taken by half."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from initiatives.models import Initiative
from measurement.models import Import, Indicator, Observation, Release, Series
from measurement.models import Period as PeriodRow
from tests.conftest import Browser
from tests.factories.indicators import make_dimension, make_indicator
from tests.measurement.imports import hostile_cells as cells
from tests.measurement.imports import hostile_workbooks as workbooks
from tests.measurement.imports.hostile import NOT_PUBLISHED, READ, REFUSED
from tests.personas import People


@pytest.fixture
def staff(client_of: Callable[[Any], Browser], people: People, inside_initiative: Initiative) -> Browser:
    make_dimension(by=people.backbone)
    make_indicator(by=people.backbone, slug="grad")
    return client_of(people.backbone)


def send(staff: Browser, content: bytes, name: str = "x.csv") -> Any:
    file = SimpleUploadedFile(name, content, "text/csv")
    return staff.post("/i/harbor/results/import/", {"indicator": "grad", "file": file})


def nothing_is_public() -> bool:
    return not any(model.objects.exists() for model in (Release, Observation, Series, PeriodRow))


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused_in_one_sentence(staff: Browser, name: str) -> None:
    answer = send(staff, REFUSED[name])
    assert answer.status_code == 422
    assert 'class="err"' in answer.content.decode() or 'role="alert"' in answer.content.decode()
    assert not Import.objects.exists()


@pytest.mark.parametrize("name", NOT_PUBLISHED)
def test_what_cannot_be_right_is_shown_and_not_published(staff: Browser, name: str) -> None:
    answer = send(staff, NOT_PUBLISHED[name])
    assert answer.status_code == 302
    page = staff.get(answer["Location"])
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    staff.get(f"{answer['Location']}compare/")
    assert staff.post(f"{answer['Location']}release/", {"note_en": "x"}).status_code in (302, 409)
    assert nothing_is_public()


@pytest.mark.parametrize("name", READ)
def test_what_is_odd_and_right_is_read(staff: Browser, name: str) -> None:
    answer = send(staff, READ[name])
    page = staff.get(answer["Location"]).content.decode()
    assert "fine" in page
    assert "<script>alert" not in page
    staff.post(f"{answer['Location']}release/", {"note_en": "x"})
    assert Observation.objects.latest("pk").value == 84
    assert "<script>alert" not in staff.get("/i/harbor/results/grad/data/").content.decode()


@pytest.mark.parametrize("name", workbooks.REFUSED)
def test_a_workbook_that_is_none_or_a_trap_is_refused_in_one_sentence(staff: Browser, name: str) -> None:
    answer = send(staff, workbooks.REFUSED[name](), "x.xlsx")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Import.objects.exists()


@pytest.mark.parametrize("name", workbooks.NOT_PUBLISHED)
def test_what_cannot_be_right_in_a_workbook_is_shown_and_not_published(staff: Browser, name: str) -> None:
    page = send(staff, workbooks.NOT_PUBLISHED[name](), "x.xlsx")["Location"]
    assert "<script>alert" not in staff.get(page).content.decode()
    assert staff.post(f"{page}release/", {"note_en": "x"}).status_code in (302, 409)
    assert nothing_is_public()


@pytest.mark.parametrize("name", workbooks.READ)
def test_what_is_odd_and_right_in_a_workbook_is_read(staff: Browser, name: str) -> None:
    page = send(staff, workbooks.READ[name](), "figures.csv")["Location"]
    staff.post(f"{page}release/", {"note_en": "x"})
    assert Observation.objects.get().value == 84


def test_no_cell_of_a_long_list_of_tricks_is_taken_for_a_figure(staff: Browser) -> None:
    rows = [f"{1850 + n}-{(1851 + n) % 100:02d}" for n in range(len(cells.NUMBERS_REFUSED))]
    content = b"period,value\n" + b"".join(
        f"{year},".encode() + cells.quoted(cell) + b"\n"
        for year, cell in zip(rows, cells.NUMBERS_REFUSED, strict=True)
    )
    send(staff, content)
    report = Import.objects.get().report
    assert (report["fine"], report["blocking"]) == (0, len(cells.NUMBERS_REFUSED))


def test_no_cell_of_a_long_list_of_tricks_is_taken_for_a_time(staff: Browser) -> None:
    send(staff, b"period,value\n" + b"".join(cells.quoted(cell) + b",84\n" for cell in cells.TIMES_REFUSED))
    report = Import.objects.get().report
    assert (report["fine"], report["blocking"]) == (0, len(cells.TIMES_REFUSED))


@pytest.mark.parametrize("cell", cells.NUMBERS_READ)
def test_figures_with_the_marks_that_offices_print_are_read(staff: Browser, cell: str) -> None:
    page = send(staff, cells.number_file(cell))["Location"]
    staff.post(f"{page}release/", {"note_en": "x"})
    assert Observation.objects.get().value == 84


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "a\x00b.csv", "x" * 400 + ".csv", "<script>.csv", "\u202egpj.csv"]
)
def test_names_of_files_do_no_harm(staff: Browser, name: str) -> None:
    file = SimpleUploadedFile("x.csv", b"period,value\n2019-20,84\n", "text/csv")
    file._name = name
    answer = staff.post("/i/harbor/results/import/", {"indicator": "grad", "file": file})
    assert answer.status_code in (302, 422)
    if answer.status_code == 302:
        assert "<script>.csv" not in staff.get(answer["Location"]).content.decode()


def test_an_import_of_another_indicator_is_not_there(staff: Browser) -> None:
    file = SimpleUploadedFile("x.csv", b"period,value\n2019-20,84\n", "text/csv")
    answer = staff.post("/i/harbor/results/import/", {"indicator": "unknown", "file": file})
    assert answer.status_code == 422
    assert Indicator.objects.count() == 1
