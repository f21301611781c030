"""A code that a phone reads off a wall: an address as a square of modules, drawn as one path."""

from __future__ import annotations

from html import escape

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET = 4
"""So many modules around the code stay empty; readers need them."""


def square(address: str) -> list[list[bool]]:
    """Return the modules of an address, row by row; dark ones are True."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(address)
    code.make(fit=True)
    return [[bool(cell) for cell in row] for row in code.get_matrix()]


def draw(address: str, alt: str) -> str:
    """Return the code as SVG, one unit a module, with its quiet margin; colours come from the class `qrsvg`."""
    rows = square(address)
    size = len(rows) + 2 * QUIET
    cells = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    return (
        f'<svg class="qrsvg" viewBox="0 0 {size} {size}" role="img" aria-label="{escape(alt)}" '
        f'shape-rendering="crispEdges"><path d="{cells}"/></svg>'
    )
