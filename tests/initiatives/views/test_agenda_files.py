"""The agenda to take along: the page's own address with another ending, obeying the same restrictions."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO

import pytest

from initiatives.models import Initiative
from tests.conftest import Browser
from tests.factories.agenda import make_proposed
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
AGENDA = "/i/harbor/agenda"


def test_before_anything_is_written_there_is_nothing_to_take(
    client_of: ClientOf, initiative: Initiative
) -> None:
    for suffix in ("csv", "json", "pdf"):
        assert client_of(None).get(f"{AGENDA}.{suffix}").status_code == 404


def test_the_table_has_a_line_for_each_text_and_no_formula(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    make_proposed(people.backbone, vision="=Every child reads")
    answer = client_of(None).get(f"{AGENDA}.csv")
    rows = list(csv.DictReader(StringIO(answer.content.decode())))
    assert [row["part"] for row in rows] == ["vision", "problem", "approach"]
    assert rows[0]["text"] == "'=Every child reads"
    assert "harbor-agenda.csv" in answer["Content-Disposition"]
    assert not answer.cookies


def test_the_data_say_what_the_page_says(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    make_proposed(people.backbone, vision="Every child reads")
    answer = client_of(None).get(f"{AGENDA}.json").json()
    assert (answer["vision"], answer["state"]) == ({"en": "Every child reads"}, "proposed")


def test_the_paper_is_a_tagged_pdf(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    make_proposed(people.backbone, vision="Every child reads")
    answer = client_of(None).get(f"{AGENDA}.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("suffix", ["csv", "json", "pdf"])
def test_what_is_withheld_cannot_be_taken_along(
    suffix: str, client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    proposed = make_proposed(people.backbone, vision="Every child reads")
    make_restriction(proposed.record, by=people.staff)
    answer = client_of(None).get(f"{AGENDA}.{suffix}")
    assert answer.status_code in (403, 404)
    assert b"Every child reads" not in answer.content
