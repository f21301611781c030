"""Writes marks as SVG. What a role looks like, a class or attributes, is the caller's choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from charts.labels import ASCENT, DESCENT, box
from charts.marks import Bar, Curve, Dot, Label, Mark, Rule, Square

Look = Callable[[str], str]


def number(value: float) -> str:
    """A coordinate with at most one decimal and no noise."""
    text = f"{value:.1f}"
    return "0" if text == "-0.0" else text.removesuffix(".0")


@dataclass(frozen=True, slots=True)
class Pen:
    """Percent of the width become `ratio` units each; `unit` follows places across, "%" on a screen.

    Where a halo cannot be drawn around letters, `halo` is the look of a box behind them.
    """

    look: Look
    ratio: float = 1
    unit: str = ""
    halo: str = ""

    def write(self, marks: Iterable[Mark | Curve]) -> str:
        """The marks one after the other."""
        return "".join(map(self._mark, marks))

    def _curve(self, curve: Curve) -> str:
        """One line or area, always without a unit: a list of places cannot have one."""
        tag = "polygon" if curve.is_closed else "polyline"
        places = " ".join([f"{x * self.ratio:.2f},{y:.1f}" for x, y in curve.places])
        return f'<{tag} {self.look(curve.role)} points="{places}"/>'

    def _mark(self, mark: Mark | Curve) -> str:
        match mark:
            case Curve():
                return self._curve(mark)
            case Dot():
                return self._dot(mark)
            case Label():
                return self._label(mark)
            case Rule():
                return self._rule(mark)
            case Square():
                return self._square(mark)
            case Bar():
                return self._bar(mark)

    def _x(self, x: float) -> str:
        """A place across."""
        text = number(x * self.ratio)
        return text + self.unit if text != "0" else text

    def _rule(self, mark: Rule) -> str:
        across = f'x1="{self._x(mark.x1)}" x2="{self._x(mark.x2)}"'
        return f'<line {self.look(mark.role)} {across} y1="{number(mark.y1)}" y2="{number(mark.y2)}"/>'

    def _dot(self, mark: Dot) -> str:
        place = f'cx="{self._x(mark.x)}" cy="{number(mark.y)}" r="{number(mark.radius)}"'
        return _closed("circle", f"{self.look(mark.role)} {place}", mark.tip)

    def _square(self, mark: Square) -> str:
        half, side = number(-mark.side / 2), number(mark.side)
        place = f'x="{self._x(mark.x)}" y="{number(mark.y)}" width="{side}" height="{side}"'
        return _closed(
            "rect", f'{self.look(mark.role)} {place} transform="translate({half} {half})"', mark.tip
        )

    def _bar(self, mark: Bar) -> str:
        size = f'width="{self._x(mark.x)}" height="{number(mark.height)}" rx="3"'
        return f'<rect {self.look(mark.role)} y="{number(mark.y)}" {size}/>'

    def _label(self, mark: Label) -> str:
        anchor = f' text-anchor="{mark.anchor}"' if mark.anchor != "start" else ""
        shift = f' dx="{number(mark.dx)}"' if mark.dx else ""
        look = f" {self.look(mark.role)}".rstrip()
        behind = self._halo(mark) if self.halo and "halo" in mark.role else ""
        words = _tip(mark.tip) + escape(mark.text, quote=False)
        return f'{behind}<text{look} x="{self._x(mark.x)}" y="{number(mark.y)}"{shift}{anchor}>{words}</text>'

    def _halo(self, mark: Label) -> str:
        """A quiet box behind words that may cross a line."""
        space = box(mark.text, 0, 0, anchor=mark.anchor, dx=mark.dx)
        place = f'x="{number(mark.x * self.ratio + space.left)}" y="{number(mark.y - ASCENT)}"'
        size = f'width="{number(space.right - space.left)}" height="{number(ASCENT + DESCENT)}"'
        return f"<rect {self.halo} {place} {size}/>"


def _tip(tip: str) -> str:
    """The words shown when a pointer rests on a mark."""
    return f"<title>{escape(tip, quote=False)}</title>" if tip else ""


def _closed(tag: str, attributes: str, tip: str) -> str:
    """An element with a tip, if there is one."""
    return f"<{tag} {attributes}>{_tip(tip)}</{tag}>" if tip else f"<{tag} {attributes}/>"
