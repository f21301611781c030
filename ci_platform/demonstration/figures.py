"""Takes rows of the published files in measurement/data and writes the tables that the importer reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ci_platform.demonstration.workbooks import workbook

DATA = Path(__file__).resolve().parent.parent.parent / "measurement" / "data"
Row = dict[str, str]
UNUSABLE = frozenset({"superseded", "hole", "check"})


def everything(row: Row) -> bool:
    """Take every row."""
    return True


@dataclass(frozen=True, slots=True)
class Extract:
    """Some rows of one file, with the columns that the importer shall see: its heading → the file's column.

    With a `sheet` they come as a workbook whose sheet has that name, else as CSV.
    """

    file: str
    columns: Mapping[str, str]
    where: Callable[[Row], bool] = everything
    added: tuple[Row, ...] = ()
    periods: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""

    @property
    def name(self) -> str:
        """The name of the file that is brought."""
        return str(Path(self.file).with_suffix(".xlsx")) if self.sheet else self.file

    def rows(self) -> list[Row]:
        """Return the rows under the headings of the importer; figures that the source took back are left out."""
        with (DATA / self.file).open(newline="", encoding="utf-8") as opened:
            found = [
                row for row in csv.DictReader(opened) if row.get("status") not in UNUSABLE and self.where(row)
            ]
        taken = [{heading: row[column] for heading, column in self.columns.items()} for row in found]
        for row in taken:
            row["period"] = self.periods.get(row["period"], row["period"])
        return [*taken, *self.added]

    def content(self, until: str = "9999") -> bytes:
        """Return the file of all rows whose period begins no later than `until`, such as "2015"."""
        rows = [row for row in self.rows() if row["period"][:4] <= until]
        if self.sheet:
            return workbook(rows, list(self.columns), sheet=self.sheet, note=self.file)
        written = io.StringIO()
        writer = csv.DictWriter(written, list(self.columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return written.getvalue().encode()


def is_year(text: str) -> bool:
    """Whether a period is one calendar year."""
    return len(text) == 4 and text.isdigit()
