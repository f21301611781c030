"""Workbooks that want to break something, and odd ones that are right, each with the fate that it deserves."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from datetime import date

from tests.measurement.imports.workbooks import GOOD, MAIN, PARTS, SHEET, book, raw, row, sheet

HEAD = row(1, ("A1", "period"), ("B1", "value"))
ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'haha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    + "]>"
)


def _value(text: str, kind: str = "n") -> bytes:
    return raw(
        {
            SHEET: sheet(
                HEAD + f'<row r="2"><c r="A2" t="inlineStr"><is><t>2019-20</t></is></c>'
                f'<c r="B2" t="{kind}"><v>{text}</v></c></row>'
            )
        }
    )


def _locked() -> bytes:
    """Return an archive whose parts claim to be encrypted."""
    content = bytearray(raw())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(mark)
        while start >= 0:
            struct.pack_into("<H", content, start + at, 1)
            start = content.find(mark, start + 4)
    return bytes(content)


def _lying(size: int) -> bytes:
    """Return an archive whose directory says that the sheet is small, though it unpacks to much."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**PARTS, SHEET: sheet(GOOD + " " * size)}.items():
            archive.writestr(name, content)
    content, real = bytearray(out.getvalue()), struct.pack("<I", len(sheet(GOOD + " " * size)))
    at = content.find(real)
    while at >= 0:
        content[at : at + 4] = struct.pack("<I", 500)
        at = content.find(real, at + 4)
    return bytes(content)


def _nested() -> bytes:
    inner = b"0" * 1_000_000
    for _ in range(4):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", b"<Types/>")
            archive.writestr("xl/workbook.xml", inner)
        inner = out.getvalue()
    return inner


REFUSED: dict[str, Callable[[], bytes]] = {
    "a bomb in the sheet": lambda: raw({SHEET: sheet(GOOD + " " * 60_000_000)}),
    "a bomb in the texts": lambda: raw({"xl/sharedStrings.xml": "<sst>" + "a" * 40_000_000}),
    "a bomb in the styles": lambda: raw({"xl/styles.xml": "<x>" + "0" * 50_000_000}),
    "a bomb beside the sheets": lambda: raw({"xl/media/image1.png": b"\0" * 60_000_000}),
    "many parts": lambda: raw({f"xl/part{n}.xml": "<x/>" for n in range(2_500)}),
    "a nest of archives": lambda: _nested(),
    "a directory that lies": lambda: _lying(30_000_000),
    "a password": lambda: _locked(),
    "half of a workbook": lambda: raw()[: len(raw()) // 2],
    "without its end": lambda: raw()[:-22],
    "with a broken middle": lambda: raw(packed=False).replace(b"<sheetData>", b"\xff\xfe<<<Data>"),
    "without types": lambda: raw(without=["[Content_Types].xml"]),
    "without a book": lambda: raw(without=["xl/workbook.xml"]),
    "without its sheet": lambda: raw(without=[SHEET]),
    "without relations": lambda: raw(without=["xl/_rels/workbook.xml.rels"]),
    "an outside entity in the sheet": lambda: raw({SHEET: sheet(GOOD.replace("84", "&e;"), prolog=ENTITY)}),
    "an outside entity in the book": lambda: raw({"xl/workbook.xml": ENTITY + PARTS["xl/workbook.xml"]}),
    "an outside entity in the texts": lambda: raw(
        {
            "xl/sharedStrings.xml": f'{ENTITY}<sst xmlns="{MAIN}"><si><t>&e;</t></si></sst>',
            "[Content_Types].xml": PARTS["[Content_Types].xml"].replace(
                "</Types>",
                (
                    '<Override PartName="/xl/sharedStrings.xml" ContentType='
                    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
                ),
            ),
        }
    ),
    "a billion laughs": lambda: raw({SHEET: sheet(GOOD.replace("84", "&j;"), prolog=LAUGHS)}),
    "a sheet that is a script": lambda: raw({SHEET: "<script>alert(1)</script>"}),
    "a sheet that is no XML": lambda: raw({SHEET: "period,value"}),
    "a sheet of zeros": lambda: raw({SHEET: b"\0" * 5_000}),
    "an empty sheet": lambda: raw({SHEET: sheet("")}),
    "only a header": lambda: raw({SHEET: sheet(HEAD)}),
    "too many columns": lambda: book([f"c{n}" for n in range(300)], [1] * 300),
    "a row of endless columns": lambda: raw({SHEET: sheet(HEAD + row(2, ("ZZZZZZ2", "x")))}),
    "a cell with no place in the sheet": lambda: raw({SHEET: sheet(HEAD + row(2, ("??", "x")))}),
    "an endless cell": lambda: raw({SHEET: sheet(HEAD + row(2, ("A2", "2019-20"), ("B2", "8" * 20_000)))}),
    "wide rows without end": lambda: raw(
        {SHEET: sheet(HEAD + "".join(f'<row r="{n}"><c r="XFD{n}" s="0"/></row>' for n in range(2, 2_000)))}
    ),
    "only a chart": lambda: raw(
        {"xl/workbook.xml": re.sub("<sheet name.*?/>", "", PARTS["xl/workbook.xml"])}
    ),
    "all sheets hidden": lambda: raw(
        {"xl/workbook.xml": PARTS["xl/workbook.xml"].replace("sheetId", 'state="hidden" sheetId')}
    ),
    "a text document": lambda: raw({"word/document.xml": "<x/>"}, without=["xl/workbook.xml", SHEET]),
    "an archive of slips": lambda: raw({"../../../etc/cron.d/x": "x"}, without=["[Content_Types].xml"]),
    "not a number": lambda: _value("NaN"),
    "a text as a number": lambda: _value("many"),
    "a text that is far away": lambda: raw(
        {
            SHEET: sheet(
                HEAD + '<row r="2"><c r="A2" t="inlineStr"><is><t>2019-20</t></is></c>'
                '<c r="B2" t="s"><v>99999</v></c></row>'
            )
        }
    ),
}
NOT_PUBLISHED: dict[str, Callable[[], bytes]] = {
    "a formula without a value": lambda: raw(
        {
            SHEET: sheet(
                HEAD + '<row r="2"><c r="A2" t="inlineStr"><is><t>2019-20</t></is>'
                '</c><c r="B2"><f>SUM(A1:A9)</f></c></row>'
            )
        }
    ),
    "a formula as text": lambda: book(["period", "value"], ["2019-20", "'=1+1"]),
    "an error of the spreadsheet": lambda: _value("#DIV/0!", "e"),
    "a truth": lambda: _value("1", "b"),
    "an endless number": lambda: _value("1e999"),
    "an exponent too far": lambda: _value("1e300"),
    "2 to the 65th": lambda: _value("36893488147419103232"),
    "a date as a figure": lambda: book(["period", "value"], ["2019-20", date(2019, 5, 10)]),
    "a script in a cell": lambda: book(["period", "value"], ["2019-20", "<script>alert(1)</script>"]),
    "two figures for one cell": lambda: book(["period", "value"], ["2019-20", 84], ["2019-20", 85]),
    "an unknown group": lambda: book(["period", "category", "value"], ["2019-20", "Martians", 84]),
    "more than everybody": lambda: book(["period", "value"], ["2019-20", 184]),
}
READ: dict[str, Callable[[], bytes]] = {
    "an honest workbook": lambda: raw(),
    "one of the library": lambda: book(["period", "value"], ["2019-20", 84]),
    "a sheet that claims to be full": lambda: raw(
        {SHEET: sheet(GOOD, before='<dimension ref="A1:XFD1048576"/>')}
    ),
    "a last row far below": lambda: raw(
        {SHEET: sheet(GOOD + '<row r="1048576"><c r="A1048576" s="0"/></row>')}
    ),
    "a row beyond the end": lambda: raw({SHEET: sheet(GOOD + row(10**12, ("A1000000000000", "x")))}),
    "a million rows merged": lambda: raw(
        {SHEET: sheet(GOOD, after=('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))}
    ),
    "many merged cells": lambda: raw(
        {
            SHEET: sheet(
                GOOD,
                after="<mergeCells>"
                + "".join(f'<mergeCell ref="Z{n}:ZZ{n}"/>' for n in range(1, 20_000))
                + "</mergeCells>",
            )
        }
    ),
    "a link to elsewhere": lambda: raw({"xl/externalLinks/externalLink1.xml": "<externalLink/>"}),
    "a program": lambda: raw({"xl/vbaProject.bin": b"MZ" + b"\0" * 999}),
    "a slip beside the sheets": lambda: raw({"../../../etc/cron.d/x": "x"}),
    "a title and notes": lambda: book(
        ["Graduation"], [], ["period", "value"], ["2019-20", 84], ["Source: the department of education"]
    ),
    "a percentage": lambda: book(
        ["period", "value"],
        ["2019-20", 0.84],
        make=lambda found: setattr(found.active["B2"], "number_format", "0%"),
    ),
    "a formula with its value": lambda: raw(
        {
            SHEET: sheet(
                HEAD + '<row r="2"><c r="A2" t="inlineStr"><is><t>2019-20</t></is>'
                '</c><c r="B2"><f>80+4</f><v>84</v></c></row>'
            )
        }
    ),
    "a formula in a note": lambda: book(["period", "value", "note"], ["2019-20", 84, "see =1+1"]),
}
