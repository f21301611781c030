"""Words and figures the tests of the pictures share."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree

from charts.dots import DotWords
from charts.numbers import NumberStyle
from charts.spec import Forecast, Note, Point, Target, Trend
from charts.words import Words

SVG = "{http://www.w3.org/2000/svg}"
PERCENT = NumberStyle(suffix="%")
READY = (50, 51, 52, 52, 47, 49, 53, 56, 59, 61)

WORDS = Words(
    now="{value} now",
    target="target",
    forecast="at this pace",
    other="{value} {name}",
    happened="What happened",
    at_this_pace="At this pace",
    pace_needed="Pace we need",
    baseline="What we expected",
    interval="Margin",
    provisional="Provisional",
    estimated="Estimated",
    coded="At least",
    opening="{name}.",
    single="{label}: {value}.",
    course="From {first} in {first_label} to {last} in {last_label}.",
    extremes="Lowest {low} in {low_label}, highest {high} in {high_label}.",
    missing="No figure for {labels}.",
    promised="The target is {value}.",
    promised_by="The target is {value} by {label}.",
    expected="{value} by {label}, likely {low} to {high}.",
    expected_then="Expected earlier: {value} in {label}, likely {low} to {high}.",
    compared="{name}: {value} in {label}.",
    noted="{label}: {text}.",
    none="No figures yet.",
    line="Line",
    period="Period",
    value="Figure",
    low="Low",
    high="High",
    about="About",
    no_figure="No figure",
    kind_forecast="Forecast",
    kind_target="Target",
)

DOT_WORDS = DotWords(
    *(f"{{count}} {state}" for state in ("kept", "cut", "added", "added_cut", "gone", "back", "due", "rest"))
)


def points(start: int, *figures: float | str | Decimal | None) -> tuple[Point, ...]:
    """One point a year from the start; None is a gap."""
    return tuple(
        Point(float(year), str(year), None if figure is None else Decimal(str(figure)))
        for year, figure in enumerate(figures, start)
    )


def readiness() -> Trend:
    """The indicator of the design: rising, behind its target, with two notes."""
    ahead = ((2027, 63, 62, 65), (2028, 66, 63, 69), (2029, 68, 64, 72))
    return Trend(
        name="Children ready for kindergarten",
        points=points(2017, *READY),
        style=PERCENT,
        target=Target(Decimal(75), 2029.0, "2029"),
        forecast=tuple(
            Forecast(float(y), Decimal(m), Decimal(lo), Decimal(hi), str(y)) for y, m, lo, hi in ahead
        ),
        notes=(Note(2021.0, "Classrooms closed"), Note(2023.0, "Hub pilot begins")),
        floor=Decimal(0),
        ceiling=Decimal(100),
    )


def parsed(drawn: str) -> ElementTree.Element:
    """The drawing as a tree; fails when it is not well-formed."""
    return ElementTree.fromstring(drawn)


def named(tree: ElementTree.Element, tag: str, role: str | None = None) -> list[ElementTree.Element]:
    """Elements of one kind, and of one class if given, on screen or paper."""
    found = [e for e in tree.iter() if e.tag.removeprefix(SVG) == tag]
    return found if role is None else [e for e in found if e.get("class") == role]
