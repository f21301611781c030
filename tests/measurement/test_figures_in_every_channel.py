"""What a source wrote of a figure is told alike wherever it is read: bounds with their sign, numbers with one rounding."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pypdf import PdfReader

from communications.actions.reports import request_report
from communications.publishing.pdf import make_pdf
from communications.publishing.report import contents_of, html_of
from initiatives.models import Initiative
from initiatives.templatetags.ui_text import number
from measurement.actions.imports import bring_figures
from measurement.actions.indicators import place_indicator, set_target
from measurement.figures import figure_text
from measurement.models import Indicator
from measurement.question_words import said
from measurement.rules.changes import Figure
from measurement.rules.units import Unit, UnitKind
from tests.conftest import Browser
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_dimension, make_indicator
from tests.personas import People

BASE, PAGE = "/i/harbor/", "/i/harbor/results/grad/"
YEARS = ("2018-19", "2019-20", "2020-21")


@pytest.fixture
def indicator(inside_initiative: Initiative, people: People) -> Indicator:
    race = make_dimension(by=people.backbone)
    made = make_indicator(by=people.backbone, slug="grad", decimals=1)
    place_indicator(indicator=made, listing="headline", gap_dimension=race, by=people.backbone)
    return made


@pytest.fixture
def reader(client_of: Callable[[Any], Browser]) -> Browser:
    return client_of(None)


def bring(indicator: Indicator, people: People, *figures: str, group: str = "All students") -> None:
    rows = (f"{year},{group},{figure}" for year, figure in zip(YEARS, figures, strict=False))
    content = long_table(*rows, header="period,category,percent")
    bring_figures(indicator=indicator, content=content, note=NOTE, by=people.backbone)


def seen(reader: Browser, page: str) -> str:
    answer = reader.get(page)
    assert answer.status_code == 200
    return " ".join(html.unescape(answer.content.decode()).replace("\u2060", "").split())


def told(reader: Browser, people: People, initiative: Initiative) -> dict[str, str]:
    """The pages, the report and its PDF, as text."""
    report = request_report(by=people.backbone)
    report.contents = contents_of(initiative)
    written = html_of(report)
    pdf = PdfReader(io.BytesIO(make_pdf(written).content))
    pages = (BASE, f"{BASE}results/", PAGE, f"{PAGE}?show=table", f"{PAGE}groups/", f"{PAGE}data/")
    return {page: seen(reader, page) for page in pages} | {
        "report": html.unescape(written),
        "pdf": " ".join(" ".join(page.extract_text() for page in pdf.pages).split()),
    }


def csv_rows(reader: Browser) -> list[dict[str, str]]:
    text = b"".join(reader.get(f"{PAGE}figures.csv").streaming_content).decode()  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("written", "short", "words", "kind", "end"),
    [
        ("<10", "<10", "Fewer than 10 of every 100", "less_than", "high"),
        ("fewer than 10", "<10", "Fewer than 10 of every 100", "less_than", "high"),
        ("≤10", "≤10", "At most 10 of every 100", "at_most", "high"),
        (">90%", ">90", "More than 90 of every 100", "more_than", "low"),
        ("≥90%", "≥90", "At least 90 of every 100", "at_least", "low"),
    ],
)
def test_bound_is_told_as_its_source_wrote_it_by_every_channel(
    reader: Browser,
    indicator: Indicator,
    people: People,
    inside_initiative: Initiative,
    *,
    written: str,
    short: str,
    words: str,
    kind: str,
    end: str,
) -> None:
    bring(indicator, people, "40", "50.5", written)
    channels = told(reader, people, inside_initiative)
    for name in (BASE, PAGE, "report", "pdf"):
        assert words in channels[name], name
    for name in (BASE, f"{BASE}results/", f"{PAGE}?show=table", "report", "pdf"):
        assert short in channels[name], name
    assert f">{short}<small>%</small>" in channels[BASE]
    assert f"From 40% in 2018-19 to {short}% in 2020-21." in channels[BASE]  # the words of the spark
    for name, text in channels.items():
        assert "That is" not in text, name  # a bound is compared with nothing
        assert not {f">{short[1:]}<small>", f"{short}.0"} & {one for one in (text,) if one}, name
    last = next(row for row in csv_rows(reader) if row["period"] == "2020-21")
    assert (last["value_type"], last["value"], last[end]) == (kind, "", short[1:])
    found = reader.get("/api/v1/i/harbor/figures/?indicator=grad&period=2020-21").json()["results"]
    assert [(one["value_type"], one["value"]) for one in found] == [(kind, None)]
    assert float(found[0][end]) == float(short[1:])


LONG = {
    "83.33333333": "83.3",
    "83.35000000": "83.4",  # half goes up, in a sentence as on a dot
    "83.00000000": "83",
    "0.04999999": "0",
    "0.00000010": "0",
    "99.95": "100",
}


@pytest.mark.parametrize(("figure", "short"), LONG.items())
def test_many_digits_are_rounded_once_and_alike_in_every_channel(
    reader: Browser,
    indicator: Indicator,
    people: People,
    inside_initiative: Initiative,
    *,
    figure: str,
    short: str,
) -> None:
    bring(indicator, people, "41.25", "50.5", figure)
    channels = told(reader, people, inside_initiative)
    for name in (BASE, PAGE, "report", "pdf"):
        assert f"{short} of every 100" in channels[name], name
    assert f">{short}<small>%</small>" in channels[BASE]
    assert f"to {short}% in 2020-21." in channels[BASE]
    assert f"2020-21: {short}%" in channels[PAGE]  # the tip of the last dot
    assert "From 41.3% in 2018-19" in channels[PAGE]
    for name, text in channels.items():
        assert "E-" not in text, name
        assert "E+" not in text, name
    last = next(row for row in csv_rows(reader) if row["period"] == "2020-21")
    assert float(last["value"]) == float(figure)
    assert "e" not in last["value"].lower()


def test_numbers_with_an_exponent_inside_are_written_out_in_every_channel(
    reader: Browser, inside_initiative: Initiative, people: People
) -> None:
    """A whole number of thousands is 2E+4 when a decimal is normalised."""
    made = make_indicator(by=people.backbone, slug="grad", unit="count", decimals=0)
    place_indicator(indicator=made, listing="headline", gap_dimension=None, by=people.backbone)
    rows = (f"{year},{figure}" for year, figure in zip(YEARS, ("10000", "15000", "20000"), strict=True))
    content = long_table(*rows, header="period,count")
    bring_figures(indicator=made, content=content, note=NOTE, by=people.backbone)
    set_target(
        indicator=made,
        value=Decimal(30000),
        due=date(2029, 8, 31),
        label="2029",
        rationale={"en": "Agreed."},
        by=people.backbone,
    )
    channels = told(reader, people, inside_initiative)
    for name, text in channels.items():
        assert "E+" not in text, name
    for name in (BASE, PAGE, f"{PAGE}?show=table", f"{PAGE}data/", "report", "pdf"):
        assert "20,000" in channels[name], name
        if name not in (f"{PAGE}?show=table", f"{PAGE}data/"):
            assert "30,000" in channels[name], name


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("99.99990000", "100%"),
        ("83.33999", "83.34%"),
        ("0.00000010", "0%"),
        ("2E+1", "20%"),
        ("-1.005", "−1.01%"),
    ],
)
def test_what_is_left_out_of_a_figure_is_rounded_and_not_cut_off(written: str, told: str) -> None:
    figure = Figure(Decimal(written), None, None, None, None, "exact", "final", "", "")
    assert figure_text(figure, Unit(UnitKind.PERCENT, 100, 0)) == told
    assert number(Decimal(written), 2) == number_format_of(told)


def number_format_of(told: str) -> str:
    return f"{Decimal(told.removesuffix('%').replace('−', '-')):.2f}".replace("-", "−")


def test_question_about_a_figure_rounds_it_too() -> None:
    assert said(Decimal("2.999")) == "3"
    assert said(Decimal("1234.565")) == "1,234.57"
    assert said(Decimal("2E+4")) == "20,000"
