"""Race × sex × place, published and corrected: whatever door readers take, nothing that is hidden is behind it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import combinations, product
from typing import Any

import pytest
from pypdf import PdfReader

from communications.actions.reports import request_report
from communications.publishing.pdf import make_pdf
from communications.publishing.report import contents_of, html_of
from initiatives.actions.populations import add_category, add_dimension
from initiatives.models import Initiative
from initiatives.rules.starter_groups import SEX
from measurement.actions.imports import bring_figures
from measurement.actions.indicators import place_indicator
from measurement.actions.policy import adopt_policy
from measurement.models import Indicator, Observation
from tests.conftest import Browser
from tests.factories.figures import NOTE
from tests.factories.indicators import make_dimension, make_indicator
from tests.personas import People
from tests.rules.measurement.attacker import Counts, Key, Reader, Secret, Seen, Space, Version

PAGE, API = "/i/harbor/results/grad/", "/api/v1/i/harbor/figures/?indicator=grad"
RACES, SEXES, PLACES = ("Black", "White", "Hispanic"), ("Female", "Male"), ("Harbor East", "Harbor West")
GROUPS = (RACES, SEXES, PLACES)
Atoms = dict[tuple[str, ...], Counts]
FIRST: Atoms = {
    key: (people, events)
    for key, people, events in zip(
        product(*GROUPS),
        (213, 187, 171, 209, 431, 389, 377, 443, 7, 61, 83, 59),
        (149, 131, 113, 167, 367, 331, 307, 379, 3, 41, 53, 37),
        strict=True,
    )
}
CORRECTED: Atoms = {
    **FIRST,
    ("Hispanic", "Female", "Harbor East"): (9, 4),
    ("Black", "Male", "Harbor West"): (214, 171),
}


@pytest.fixture
def indicator(inside_initiative: Initiative, people: People) -> Indicator:
    """An indicator with three groupings, its gap read by race."""
    race = make_dimension(by=people.backbone)
    make_dimension(SEX, by=people.backbone)
    place = add_dimension(name={"en": "Place"}, kind="place", by=people.backbone)
    for name in PLACES:
        add_category(dimension=place, name={"en": name}, by=people.backbone)
    made = make_indicator(by=people.backbone, slug="grad", decimals=1)
    place_indicator(indicator=made, listing="headline", gap_dimension=race, by=people.backbone)
    return made


def table_of(atoms: Atoms) -> dict[Key, Counts]:
    """Every sum of the atoms, with its groups sorted by name."""
    found: dict[Key, Counts] = {}
    for atom, (people, events) in atoms.items():
        for size in range(4):
            for key in combinations(atom, size):
                before = found.get(tuple(sorted(key)), (0, 0))
                found[tuple(sorted(key))] = before[0] + people, before[1] + events
    return found


def file_of(atoms: Atoms) -> bytes:
    """The table as a spreadsheet gives it: a column for each grouping."""
    rows = ["period,Race and ethnicity,Sex,Place,numerator,denominator,percent"]
    for key, (people, events) in table_of(atoms).items():
        names = [next((name for name in key if name in groups), "all") for groups in GROUPS]
        rows.append(f"2019-20,{','.join(names)},{events},{people},{100 * events / people:.4f}")
    return "\n".join(rows).encode()


def publish(indicator: Indicator, people: People, atoms: Atoms) -> None:
    bring_figures(indicator=indicator, content=file_of(atoms), note=NOTE, by=people.backbone)


def told_rows(reader: Browser) -> Iterator[tuple[Key, dict[str, str]]]:
    """The public file, row by row."""
    text = b"".join(reader.get(f"{PAGE}figures.csv").streaming_content).decode()  # type: ignore[attr-defined]
    for row in csv.DictReader(io.StringIO(text)):
        names = [part.partition(": ")[2] for part in row["cell"].split("; ") if ": " in part]
        short = {"Black or African American": "Black", "Hispanic or Latino": "Hispanic"}
        yield tuple(sorted(short.get(name, name) for name in names)), row


def version_of(reader: Browser, atoms: Atoms) -> Version:
    """What the public file tells, for somebody who computes."""
    shown, hidden = {}, {}
    for key, row in told_rows(reader):
        if row["shown"] == "shown":
            events = float(row["numerator"])
            shown[key] = Seen(int(row["denominator"]), events, events)
        else:
            hidden[key] = table_of(atoms)[key]
            assert not any(row[name] for name in ("value", "low", "high", "numerator", "denominator"))
    return Version(shown, hidden)


def channels(reader: Browser, people: People, initiative: Initiative) -> dict[str, str]:
    """Everything in which a reader could find a figure, as text: pictures and their words are in the pages."""
    report = request_report(by=people.backbone)
    report.contents = contents_of(initiative)
    report.as_of = report.record.created_at if hasattr(report.record, "created_at") else report.as_of
    html = html_of(report)
    paths = [
        PAGE,
        f"{PAGE}?show=table",
        f"{PAGE}groups/",
        f"{PAGE}groups/?by=sex",
        f"{PAGE}data/",
        "/i/harbor/",
        API,
    ]
    crossings = ["race-ethnicity.sex", "race-ethnicity.place", "sex.place", "race-ethnicity.sex.place"]
    paths += [f"{PAGE}groups/?cross={one}" for one in crossings]
    paths += [
        f"{API}&limit=100",
        "/i/harbor/results/",
        "/i/harbor/results/equity/",
        "/api/v1/i/harbor/indicators/grad/",
    ]
    pages = {path: reader.get(path) for path in paths}
    assert {path: answer.status_code for path, answer in pages.items() if answer.status_code != 200} == {}
    found = {path: answer.content.decode() for path, answer in pages.items()}
    pdf = PdfReader(io.BytesIO(make_pdf(html).content))
    found |= {"report": html, "pdf": "\n".join(page.extract_text() for page in pdf.pages)}
    found["csv"] = "\n".join(",".join(row.values()) for _key, row in told_rows(reader))
    return found


def texts_of(value: Decimal) -> set[str]:
    """The ways in which a percent is written: 42.9, 42.86, 42.8571; without 43.0, which could be a number of people."""
    written = {f"{value:.{decimals}f}" for decimals in (1, 2, 4)}
    return {text for text in written if text.rstrip("0")[-1] != "."}


def stands_in(number: str, text: str) -> bool:
    """Is this number in a text, and not only the end of a longer one?"""
    return re.search(rf"(?<![\d.]){re.escape(number)}", text) is not None


def secrets_of(indicator: Indicator) -> set[str]:
    """Percents of hidden figures of any version that no shown figure has too."""
    rows = Observation.objects.filter(series__indicator=indicator).values_list("value", "publication")
    hidden = {text for value, state in rows if state.startswith("suppressed") for text in texts_of(value)}
    return hidden - {text for value, state in rows if state == "shown" for text in texts_of(value)}


def test_nothing_hidden_is_told_by_any_channel_before_or_after_a_correction(
    client_of: Callable[[Any], Browser], indicator: Indicator, people: People, inside_initiative: Initiative
) -> None:
    reader, versions = client_of(None), []
    for atoms in (FIRST, CORRECTED):
        publish(indicator, people, atoms)
        versions.append(version_of(reader, atoms))
        secrets = secrets_of(indicator)
        assert len(secrets) > 20
        told = channels(reader, people, inside_initiative)
        assert {
            (name, one) for name, text in told.items() for one in secrets if stands_in(one, text)
        } == set()
        assert "Not shown" in told[f"{PAGE}groups/?cross=race-ethnicity.sex.place"]
        assert "suppressed_" not in "".join(told.values())
    small = ("Harbor East", "Female", "Hispanic")
    key = tuple(sorted(small))
    out = [
        Secret(at, key, name, *pair)
        for at, atoms in enumerate((FIRST, CORRECTED))
        for name, pair in limits(atoms, key)
    ]
    assert Reader(Space([list(groups) for groups in GROUPS]), versions).recovered(out) == []


def limits(atoms: Atoms, key: Key) -> list[tuple[str, tuple[int, int]]]:
    """The small counts of a cell, each with the first count that is not small."""
    people, events = table_of(atoms)[key]
    counts = {"people": (people, 10), "events": (events, 5), "others": (people - events, 5)}
    return [(name, pair) for name, pair in counts.items() if 0 < pair[0] < pair[1]]


def test_crossed_groups_come_through_to_the_page_and_the_data_service(
    client_of: Callable[[Any], Browser], indicator: Indicator, people: People
) -> None:
    publish(indicator, people, FIRST)
    reader = client_of(None)
    page = reader.get(f"{PAGE}groups/?cross=race-ethnicity.sex").content.decode()
    assert "Race and ethnicity × Sex, 2019-20" in " ".join(page.split())
    key = tuple(sorted(("White", "Female")))
    people_, events = table_of(FIRST)[key]
    assert f"{100 * Decimal(events) / people_:.1f}%" in page
    rows = reader.get(f"{API}&limit=100").json()["results"]
    crossed = [row for row in rows if len(row["categories"]) == 3]
    assert len(crossed) == len(FIRST)
    assert {row["publication"] for row in rows} == {"shown", "not_shown"}


def test_rounded_counts_and_bounds_are_the_same_in_every_channel(
    client_of: Callable[[Any], Browser], indicator: Indicator, people: People, inside_initiative: Initiative
) -> None:
    adopt_policy(
        min_denominator=10,
        min_events=5,
        rounding_base=5,
        percent_decimals=0,
        top_code=Decimal(83),
        by=people.backbone,
    )
    publish(indicator, people, FIRST)
    reader = client_of(None)
    rows = {key: row for key, row in told_rows(reader) if row["shown"] == "shown"}
    white = rows[("White",)]
    assert (white["value"], white["low"], white["value_type"]) == ("", "83", "at_least")
    assert (white["numerator"], white["denominator"]) == ("", "1640")
    assert all(int(row["denominator"]) % 5 == 0 and not row["numerator"] for row in rows.values())
    assert all("." not in row["value"] for row in rows.values())
    told = channels(reader, people, inside_initiative)
    exact = {"84.3902", "84.39", "84.4", "1384", "1641", "2609"} - {"84.4"}
    assert {(name, one) for name, text in told.items() for one in exact if one in text} == set()
    assert '"at_least"' in told[f"{API}&limit=100"]


def test_the_protection_is_changed_in_versions_on_its_page(
    client_of: Callable[[Any], Browser], indicator: Indicator, people: People
) -> None:
    staff, page = client_of(people.backbone), "/i/harbor/results/groups/"
    values = {
        "min_denominator": 12,
        "min_events": 5,
        "rounding_base": 5,
        "percent_decimals": 1,
        "top_code": "95",
    }
    assert staff.post(f"{page}protection/", values).status_code == 302
    text = " ".join(staff.get(page).content.decode().split())
    assert "fewer than 12 people" in text
    assert "rounded to multiples of 5" in text
    assert "Percents of 95 and more are told as “at least 95”" in text
    refused = staff.post(f"{page}protection/", {**values, "top_code": "30"})
    assert refused.status_code == 422
