"""Cells that want to be taken for figures or times, each in an otherwise honest file."""

from __future__ import annotations

NUMBERS_REFUSED: tuple[str, ...] = (
    *("1_000", "0x54", "0b11", "0o17", "1e5", "1E5", "1.5e-3", "84e", "e84", "1d5"),
    *("NaN", "nan", "-nan", "sNaN", "inf", "-inf", "+inf", "Infinity", "∞", "-∞", "1/0", "0/0", "INF%"),
    *("36893488147419103232", "9223372036854775808000", "9" * 40, "-" + "9" * 30, "1." + "3" * 70),
    *("84..5", ".", "..5.", "1.2.3", "84,5", "1.234,5", "1,00,000", "1,0000", ",84", "84,", "8,4"),
    *(
        "--84",
        "+-84",
        "84-",
        "8 4 5 6",
        "8\u00a04\u00a05",
        "(84)",
        "[84",
        "84)",
        "{84}",
        "$84",
        "84€",
        "84 USD",
    ),
    *("٨٤", "८४", "８４", "八十四", "½", "⅔", "Ⅳ", "8\u200c4\u200d", "\u202e48", "84\u0338", "8̲4"),
    *("=84", "=1+1", '=HYPERLINK("http://x")', "@SUM(A1)", "+A1", "-A1", "=cmd|' /C calc'!A0", "+(84)"),
    *(
        "#REF!",
        "#DIV/0!",
        "#N/A",
        "#NAME?",
        "#VALUE!",
        "TRUE",
        "true",
        "yes",
        "null",
        "None",
        "nil",
        "undefined",
    ),
    *(
        "84 85",
        "84;85",
        "84|85",
        "84 or 85",
        "about 84",
        "~84",
        "≈84",
        "84±2",
        "84+/-2",
        "90-80",
        "80–70",
        "> ",
        "<",
    ),
    *(
        "≥",
        ">=",
        "<10<",
        "10<",
        "<<10",
        "184",
        "100.01",
        "-0.5",
        "-4",
        "2019-05-10",
        "10-May",
        "84%%",
        "%84",
        "8%4",
    ),
    *("<script>alert(1)</script>", "{{ 7*7 }}", "${7*7}", "'; DROP TABLE x;--", "../../etc/passwd", "%s%s%n"),
)
NUMBERS_READ: tuple[str, ...] = (
    *(
        "84",
        "84.0",
        "84.00",
        "084",
        "+84",
        " 84 ",
        "84 ",
        "\u00a084",
        "84%",
        "84 %",
        "84*",
        "84†",
        "84 ‡",
        "84¹",
        "84[a]",
    ),
    *("84 (b)", "84 p", "84 r", "84.", "\ufeff84", "\u200e84"),
)
TIMES_REFUSED: tuple[str, ...] = (
    *(
        "",
        "soon",
        "2019",
        "19-20",
        "2019-21",
        "2019-2019",
        "2020-19",
        "2019-20-21",
        "2019/13",
        "13/2019",
        "2019-00",
    ),
    *(
        "0000-01",
        "99999-00",
        "1066-67",
        "2300-01",
        "-2019",
        "2019 Q5",
        "2019 Q0",
        "Q4",
        "Smarch 2019",
        "2019-20x",
    ),
    *(
        "2019-20 or 2020-21",
        "FY",
        "FY99999",
        "20192020",
        "2019.5",
        "٢٠١٩-٢٠",
        "2019‒2O",
        "=A1",
        "#REF!",
        "NaN",
        "1e3",
    ),
    *("2019-02-30", "2019-20\u202e", "<b>2019-20</b>", "2019-20; DROP TABLE x"),
)


def quoted(cell: str) -> bytes:
    """Return a cell between quotation marks."""
    return ('"' + cell.replace('"', '""') + '"').encode()


def number_file(cell: str) -> bytes:
    """Return a file whose only figure is this cell."""
    return b"period,value\n2019-20," + quoted(cell) + b"\n"


def time_file(cell: str) -> bytes:
    """Return a file whose only time is this cell."""
    return b"period,value\n" + quoted(cell) + b",84\n"
