"""From the bytes of a brought file to figures in cells. Nothing here writes; what cannot be read is refused in a sentence."""

from measurement.imports.checking import Checked, check, check_grid, known_context, planned
from measurement.imports.decisions import Corrections, Decisions
from measurement.imports.grid import MAX_BYTES, Grid, read_grid

__all__ = [
    "MAX_BYTES",
    "Checked",
    "Corrections",
    "Decisions",
    "Grid",
    "check",
    "check_grid",
    "known_context",
    "planned",
    "read_grid",
]
