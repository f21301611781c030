"""From the bytes of a brought file to figures in cells. Nothing here writes; what cannot be read is refused in a sentence."""

from measurement.imports.checking import Checked, check, check_grid, known_context
from measurement.imports.decisions import Corrections, Decisions
from measurement.imports.faults import Fault
from measurement.imports.grid import MAX_BYTES, Grid, is_workbook, read_grid, read_named
from measurement.imports.looking import look
from measurement.imports.outlook import Line, Outlook
from measurement.imports.workbook import is_large_workbook

__all__ = [
    "MAX_BYTES",
    "Checked",
    "Corrections",
    "Decisions",
    "Fault",
    "Grid",
    "Line",
    "Outlook",
    "check",
    "check_grid",
    "is_large_workbook",
    "is_workbook",
    "known_context",
    "look",
    "read_grid",
    "read_named",
]
