"""The promise board as people read it: how many promises are kept, late and broken; each line with its engagement. S8."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from engagement.gathering.board import BoardRow, board_rows, matters
from engagement.models import Engagement
from engagement.pages.addresses import in_words
from engagement.pages.level_meter import Year, years_of
from engagement.pages.owed import GLYPHS, STATE_WORDS
from engagement.rules.obligation import ObligationState
from engagement.rules.promise_board import (
    BoardLine,
    Quarter,
    board_line,
    by_body,
    by_level,
    by_quarter,
    level_meter,
)
from initiatives import clock
from initiatives.models import Body, Initiative
from initiatives.rules.viewer import Viewer

State = ObligationState
OPEN_STATES = (State.PENDING, State.NOT_YET_DUE)
SHOWN: dict[str, tuple[State, ...]] = {
    "kept": (State.KEPT,),
    "kept-late": (State.KEPT_LATE,),
    "late": (State.LATE,),
    "broken": (State.BROKEN,),
    "open": OPEN_STATES,
    "waived": (State.WAIVED_BY_PROMISEES,),
}
FIRST = (
    State.BROKEN,
    State.LATE,
    State.KEPT_LATE,
    State.KEPT,
    State.PENDING,
    State.NOT_YET_DUE,
    State.WAIVED_BY_PROMISEES,
)
TILES: dict[str, tuple[str, Promise]] = {
    "kept": ("kept", gettext_lazy("kept in time")),
    "kept_late": ("kept", gettext_lazy("kept late")),
    "late": ("late", gettext_lazy("late now")),
    "broken": ("broken", gettext_lazy("broken")),
}


@dataclass(frozen=True, slots=True)
class Tile:
    """A number of the board, each in the same size: kept, kept late, late, broken."""

    count: int
    glyph: str
    word: str
    url: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A line of one of the three tables: by level, by quarter, by body."""

    name: str
    line: BoardLine
    level: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A part of a promise, with its engagement. `title` is empty where this reader does not see the engagement."""

    board: BoardRow
    title: dict[str, str]
    glyph: str
    word: str
    owed: str

    @property
    def url(self) -> str:
        """Its engagement; what is restricted has its stub there."""
        return f"{self.board.row.engagement.record.url}promises/"


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the board."""

    heading: str
    total: BoardLine
    tiles: tuple[Tile, ...]
    levels: tuple[Group, ...]
    quarters: tuple[Group, ...]
    bodies: tuple[Group, ...]
    lines: list[Line]
    years: tuple[Year, ...]
    shown: str


def board_of(initiative: Initiative, viewer: Viewer, *, shown: str = "") -> Board:
    """Put the board together: the numbers for everybody the same, the titles as this reader sees them."""
    rows = board_rows(now=clock.now())
    promised = [each.promised for each in rows]
    total = board_line(promised)
    return Board(
        heading=heading_of(total),
        total=total,
        tiles=_tiles(total, shown),
        levels=tuple(Group("", line, int(level)) for level, line in by_level(promised).items()),
        quarters=_quarters(by_quarter(promised, zone=ZoneInfo(initiative.zone))),
        bodies=_bodies(by_body(promised)),
        lines=lines_of(rows, viewer, shown=shown),
        years=years_of(level_meter(matters(initiative.zone))),
        shown=shown,
    )


def heading_of(total: BoardLine) -> str:
    """Say how the initiative keeps its promises, what is not kept, or was kept late, as loud as what is.

    Counted are the parts whose day has come, and those that were kept before it.
    """
    if not total.settled:
        return _("No part of a promise has come due yet")
    if wrong := total.late + total.broken:
        return _found_wrong(wrong, total.settled)
    if not total.kept_late:
        return ngettext(
            "The one part of a promise so far is kept",
            "All {all} parts of our promises so far are kept",
            total.settled,
        ).format(all=total.settled)
    if total.settled == 1:
        return _("The one part of a promise so far is kept, but late")
    return ngettext(
        "All {all} parts of our promises so far are kept, {late} of them late",
        "All {all} parts of our promises so far are kept, {late} of them late",
        total.kept_late,
    ).format(all=total.settled, late=total.kept_late)


def _found_wrong(wrong: int, settled: int) -> str:
    if settled == 1:
        return _("The one part of a promise so far is late or broken")
    return ngettext(
        "{wrong} of {all} parts of our promises so far is late or broken",
        "{wrong} of {all} parts of our promises so far are late or broken",
        wrong,
    ).format(wrong=wrong, all=settled)


def lines_of(rows: Iterable[BoardRow], viewer: Viewer, *, shown: str = "") -> list[Line]:
    """Return the lines: broken and late ones first, the latest first; only those of a state where one is asked for."""
    wanted = SHOWN.get(shown, FIRST)
    seen = set(Engagement.objects.visible_to(viewer).values_list("pk", flat=True))
    found = [each for each in rows if each.owed.state in wanted]
    return [_line(each, is_seen=each.row.engagement_id in seen) for each in sorted(found, key=_place)]


def _line(each: BoardRow, *, is_seen: bool) -> Line:
    owed = each.owed
    return Line(
        board=each,
        title=each.row.engagement.title if is_seen else {},
        glyph=GLYPHS[owed.state],
        word=_word(each),
        owed=in_words(owed.owed),
    )


def _word(each: BoardRow) -> str:
    owed = each.owed
    if owed.state is State.LATE:
        return ngettext("{days} day late", "{days} days late", owed.days_late).format(days=owed.days_late)
    if owed.state is State.KEPT_LATE and owed.days_late:
        return ngettext("Kept {days} day late", "Kept {days} days late", owed.days_late).format(
            days=owed.days_late
        )
    return str(STATE_WORDS[owed.state])


def _place(each: BoardRow) -> tuple[int, float, int]:
    due = each.owed.due
    return FIRST.index(each.owed.state), due.timestamp() if due else float("inf"), each.row.pk


def _tiles(total: BoardLine, shown: str) -> tuple[Tile, ...]:
    return tuple(
        Tile(
            getattr(total, name),
            glyph,
            str(word),
            f"?show={name.replace('_', '-')}",
            shown == name.replace("_", "-"),
        )
        for name, (glyph, word) in TILES.items()
    )


def _quarters(lines: Mapping[Quarter, BoardLine]) -> tuple[Group, ...]:
    return tuple(Group(str(quarter), line) for quarter, line in reversed(list(lines.items())))


def _bodies(lines: Mapping[str, BoardLine]) -> tuple[Group, ...]:
    keys = [int(key) for key in lines if key.isdigit()]
    names = {str(body.pk): str(body) for body in Body.objects.filter(pk__in=keys)}
    return tuple(Group(names.get(key, _("No group named")), line) for key, line in lines.items())
