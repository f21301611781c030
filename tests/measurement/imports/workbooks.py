"""Workbooks for tests: honest ones through the library that reads them, hostile ones as raw parts of an archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PARTS: Mapping[str, str] = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": (
        f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Figures" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Type="{_OFFICE}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}
SHEET = "xl/worksheets/sheet1.xml"


def sheet(rows: str, *, before: str = "", after: str = "", prolog: str = "") -> str:
    """Return the XML of a sheet around its rows."""
    return f'{prolog}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def row(number: int | str, *cells: tuple[str, str]) -> str:
    """Return one row; cells are (place, text)."""
    inner = "".join(f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in cells)
    return f'<row r="{number}">{inner}</row>'


GOOD = row(1, ("A1", "period"), ("B1", "value")) + row(2, ("A2", "2019-20"), ("B2", "84"))


def raw(
    parts: Mapping[str, str | bytes] | None = None, *, without: Sequence[str] = (), packed: bool = True
) -> bytes:
    """Return a workbook of raw parts: those of a small honest one, with some replaced or left out."""
    out = io.BytesIO()
    kind = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, content in {**PARTS, SHEET: sheet(GOOD), **(parts or {})}.items():
            if name not in without:
                archive.writestr(name, content)
    return out.getvalue()


def book(*rows: Sequence[Any], make: Callable[[Workbook], None] | None = None) -> bytes:
    """Return an honest workbook with rows in its first sheet; `make` may do more with it."""
    found = Workbook()
    active = found.active
    assert active is not None
    for cells in rows:
        active.append(list(cells))
    if make:
        make(found)
    out = io.BytesIO()
    found.save(out)
    return out.getvalue()
