"""The tables of shared measurement."""

from measurement.models.imports import Import
from measurement.models.indicators import Indicator, Result, SeriesBreak, Target
from measurement.models.observations import (
    DisclosurePolicy,
    Observation,
    Period,
    Release,
    Rollup,
    Series,
    SeriesCategory,
)

__all__ = [
    "DisclosurePolicy",
    "Import",
    "Indicator",
    "Observation",
    "Period",
    "Release",
    "Result",
    "Rollup",
    "Series",
    "SeriesBreak",
    "SeriesCategory",
    "Target",
]
