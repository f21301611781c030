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
from tests.measurement.imports.hostile import NOT_PUBLISHED, READ, REFUSED
from tests.personas import People


@pytest.fixture
def staff(client_of: Callable[[Any], Browser], people: People, inside_initiative: Initiative) -> Browser:
    make_dimension(by=people.backbone)
    make_indicator(by=people.backbone, slug="grad")
    return client_of(people.backbone)


def send(staff: Browser, content: bytes) -> Any:
    file = SimpleUploadedFile("x.csv", content, "text/csv")
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
