"""The words of a picture, passed in by the caller in the reader's language. Nothing here has a default.

Fields with braces are format strings: the names in braces are the only ones that may be used.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Labels, legend, alternative text and table heads of trends, sparks and small multiples."""

    # Labels on the picture
    now: str  # {value}, {label}
    target: str  # the second line under the figure promised
    forecast: str  # the second line under the figure at today's pace
    other: str  # {value}, {name}: the end of another line; the figure first, a long name is shortened

    # Legend
    happened: str
    at_this_pace: str  # says too that the likely range is shaded
    pace_needed: str
    baseline: str  # what was expected earlier, frozen then
    interval: str
    provisional: str
    estimated: str
    coded: str

    # Alternative text
    opening: str  # {name}
    single: str  # {label}, {value}
    course: str  # {first_label}, {first}, {last_label}, {last}
    extremes: str  # {low_label}, {low}, {high_label}, {high}
    missing: str  # {labels}
    promised: str  # {value}
    promised_by: str  # {value}, {label}
    expected: str  # {value}, {label}, {low}, {high}
    expected_then: str  # {value}, {label}, {low}, {high}: what was expected of the last period by then
    compared: str  # {name}, {label}, {value}
    noted: str  # {text}, {label}
    none: str  # no figure at all

    # Table and CSV
    line: str
    period: str
    value: str
    low: str
    high: str
    about: str
    no_figure: str
    kind_forecast: str
    kind_target: str
    separator: str = ", "
