"""Files that want to break something, or that are simply not tables. Each is refused or read, never half."""

from __future__ import annotations

import gzip
import io
import zipfile


def _zip(name: str = "xl/workbook.xml", content: bytes = b"<x/>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


HEAD = b"period,value\n"
ROW = b"2019-20,84\n"
REFUSED: dict[str, bytes] = {
    "nothing": b"",
    "only spaces": b"   \n \t\r\n",
    "only a byte order mark": b"\xef\xbb\xbf",
    "only a header": HEAD,
    "a header and blank lines": HEAD + b"\n\n,\n",
    "a workbook": _zip(),
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512,
    "an empty archive": b"PK\x05\x06" + b"\0" * 18,
    "a bomb": _zip("xl/sheet.xml", b"0" * 1_000_000),
    "a slipping archive": _zip("../../etc/passwd"),
    "a PDF": b"%PDF-1.7\n",
    "a compressed file": gzip.compress(HEAD + ROW),
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
    "a photograph": b"\xff\xd8\xff\xe0" + b"\0" * 64,
    "a moving picture": b"GIF89a" + b"\0" * 64,
    "a letter": b"{\\rtf1 hello}",
    "a page": b"<!DOCTYPE html><table><tr><td>1</td></tr></table>",
    "a bare page": b"<html><body>1</body></html>",
    "an outside entity": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "zeros": b"\0" * 1000,
    "a zero in a cell": HEAD + b"2019-20,8\x004\n",
    "a zero in a header": b"per\x00iod,value\n" + ROW,
    "a bell": HEAD + b"2019-20,\x0784\n",
    "an escape": HEAD + b"\x1b[31m2019-20,84\n",
    "four-byte letters": "period,value\n2019-20,84".encode("utf-32"),
    "half of two-byte letters": b"\xff\xfep\x00e",
    "letters of no alphabet": HEAD + b"2019-20,\x81\x8d\x90\x9d\n",
    "an open quotation mark": HEAD + b'2019-20,"84\n2018-19,83\n',
    "an open quotation mark at the end": HEAD + ROW + b'"',
    "text behind a quotation mark": HEAD + b'"2019-20"x,84\n',
    "an endless cell": HEAD + b"2019-20," + b"8" * 200_000,
    "a long cell": HEAD + b"2019-20," + b"8" * 11_000,
    "too many columns": b",".join(b"c%d" % n for n in range(201)) + b"\n" + b",".join([b"1"] * 201),
    "too many rows": HEAD + ROW * 200_002,
    "too large": HEAD + b"x" * (10 * 1024 * 1024),
}
NOT_PUBLISHED: dict[str, bytes] = {
    "no period": b"value\n84\n",
    "no figure": b"period,words\n2019-20,hello\n",
    "the same column twice": b"period,value,value\n2019-20,84,85\n",
    "more cells than columns": HEAD + b"2019-20,84,1,2,3\n",
    "a word": HEAD + b"2019-20,many\n",
    "not a number": HEAD + b"2019-20,NaN\n",
    "endless": HEAD + b"2019-20,Infinity\n",
    "an exponent": HEAD + b"2019-20,1e999999999\n",
    "a negative exponent": HEAD + b"2019-20,1e-999999999\n",
    "a very long number": HEAD + b"2019-20," + b"9" * 60 + b"\n",
    "a number with many decimals": HEAD + b"2019-20,1." + b"1" * 60 + b"\n",
    "more than everybody": HEAD + b"2019-20,184\n",
    "less than nothing": HEAD + b"2019-20,-4\n",
    "a formula": HEAD + b"2019-20,=1+1\n",
    "a command": HEAD + b"2019-20,=cmd|' /C calc'!A0\n",
    "a reference": HEAD + b"2019-20,@SUM(A1)\n",
    "an error of a spreadsheet": HEAD + b"2019-20,#REF!\n",
    "a comma": b"period;value\n2019-20;84,5\n",
    "two figures for one cell": HEAD + b"2019-20,84\n2019-20,85\n",
    "a range that goes back": HEAD + b"2019-20,90-80\n",
    "no time": HEAD + b"soon,84\n",
    "a year that could be two": HEAD + b"2019,84\n",
    "a far year": HEAD + b"99999-00,84\n",
    "year zero": HEAD + b"0000-01,84\n",
    "a month": HEAD + b"2019-13,84\n",
    "another rhythm": HEAD + b"2019 Q1,84\n",
    "an unknown group": b"period,category,value\n2019-20,Martians,84\n",
    "an unknown grouping": b"period,dimension,category,value\n2019-20,Planet,Mars,84\n",
    "a part larger than its whole": b"period,numerator,denominator\n2019-20,5,4\n",
    "negative people": b"period,value,denominator\n2019-20,50,-4\n",
    "nobody divided": b"period,numerator,denominator\n2019-20,zero,0\n",
    "two places": b"period,place,value\n2019-20,A,1\n2019-20,B,2\n",
    "a question to the database": HEAD + b"2019-20,1); DROP TABLE measurement_observation;--\n",
    "a script": HEAD + b"2019-20,<script>alert(1)</script>\n",
    "a template": HEAD + b"2019-20,{{ settings.SECRET_KEY }}\n",
    "letters that write backwards": HEAD + "2019-20,\u202e48\n".encode(),
    "full-width digits": HEAD + "2019-20,８４\n".encode(),
    "a fraction": HEAD + "2019-20,½\n".encode(),
    "a million groups of a dimension": b"period,category,value\n"
    + b"".join(b"2019-20,g%d,5\n" % n for n in range(3000)),
}
READ: dict[str, bytes] = {
    "semicolons": b"period;value\n2019-20;84\n",
    "tabs": b"period\tvalue\n2019-20\t84\n",
    "pipes": b"period|value\n2019-20|84\n",
    "a line that names the separator": b"sep=;\nperiod;value\n2019-20;84\n",
    "lines of an old computer": b"period,value\r2019-20,84\r",
    "lines of another system": b"period,value\r\n2019-20,84\r\n",
    "a byte order mark": b"\xef\xbb\xbf" + HEAD + ROW,
    "two-byte letters": "period,value\n2019-20,84\n".encode("utf-16"),
    "letters of an old office": "period,value,note\n2019-20,84,caf\xe9\n".encode("cp1252"),
    "blank lines before": b"\n\n" + HEAD + ROW,
    "blank lines between": HEAD + b"\n" + ROW + b"\n",
    "quotation marks": b'"period","value"\n"2019-20","84"\n',
    "a line break in a cell": b'period,value,note\n2019-20,84,"two\nlines"\n',
    "the same row twice": HEAD + ROW + ROW,
    "years as columns": b"category,2018-19,2019-20\nall,83,84\n",
    "fewer cells than columns": b"period,value,note,source\n2019-20,84\n",
    "a formula in a note": b'period,value,note\n2019-20,84,"=1+1"\n',
    "a script in a note": b"period,value,note\n2019-20,84,<script>alert(1)</script>\n",
    "a very long note": b"period,value,note\n2019-20,84," + b"n" * 5_000 + b"\n",
}
