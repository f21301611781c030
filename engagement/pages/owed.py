"""What we owe, as people read it: each part of the promise with its state in a word, its day, and how far it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from engagement.models import Engagement
from engagement.pages.addresses import address_of, in_words
from engagement.rules.obligation import Obligation, ObligationState

State = ObligationState
GLYPHS: dict[State, str] = {
    State.NOT_YET_DUE: "early",
    State.PENDING: "due",
    State.LATE: "late",
    State.KEPT: "kept",
    State.KEPT_LATE: "kept",
    State.BROKEN: "broken",
    State.WAIVED_BY_PROMISEES: "waived",
    State.LAPSED: "stopped",
}
STATE_WORDS: dict[State, Promise] = {
    State.NOT_YET_DUE: gettext_lazy("Not due yet"),
    State.PENDING: gettext_lazy("Due"),
    State.LATE: gettext_lazy("Late"),
    State.KEPT: gettext_lazy("Kept"),
    State.KEPT_LATE: gettext_lazy("Kept late"),
    State.BROKEN: gettext_lazy("Broken"),
    State.WAIVED_BY_PROMISEES: gettext_lazy("Waived by those it was promised to"),
    State.LAPSED: gettext_lazy("No longer owed"),
}
FIRST = (State.BROKEN, State.LATE, State.PENDING, State.NOT_YET_DUE)


@dataclass(frozen=True, slots=True)
class OwedLine:
    """One part of the promise on the page."""

    obligation: Obligation
    glyph: str
    word: str
    owed: str
    done: str
    address: str

    @property
    def due(self) -> datetime | None:
        """By when, where it is still to be done."""
        return None if self.obligation.is_met else self.obligation.due

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.obligation.state in FIRST


class Verdict(StrEnum):
    """How a promise stands as a whole. `early`: it has not been made yet."""

    EARLY = "early"
    KEEPING = "keeping"
    KEPT = "kept"
    LATE = "late"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a promise stands as a whole: in a word, and counted."""

    verdict: Verdict
    kept: int
    still_open: int
    late: int
    broken: int
    days_late: int

    @property
    def word(self) -> str:
        """The word on the page; lateness stands as large as what is kept."""
        if self.verdict is Verdict.LATE:
            return ngettext("Promise {days} day late", "Promise {days} days late", self.days_late).format(
                days=self.days_late
            )
        return str(VERDICT_WORDS[self.verdict])


VERDICT_WORDS: dict[Verdict, Promise] = {
    Verdict.EARLY: gettext_lazy("Not promised yet"),
    Verdict.KEEPING: gettext_lazy("Promise being kept"),
    Verdict.KEPT: gettext_lazy("Promise kept"),
    Verdict.BROKEN: gettext_lazy("Promise broken"),
}


def owed_lines(engagement: Engagement, owed: Iterable[Obligation]) -> tuple[OwedLine, ...]:
    """Return what is owed: what is broken and late first, then what is due, then what is kept."""
    lines = [_line(engagement, each) for each in owed]
    return tuple(sorted(lines, key=_place))


def standing_of(lines: Iterable[OwedLine], *, is_made: bool, is_completed: bool) -> Standing:
    """Sum up a promise; before it is announced there is none to keep, and what never came up holds nothing that is done."""
    lines = list(lines)
    states = [line.obligation.state for line in lines]
    late = [line.obligation.days_late for line in lines if line.obligation.state is State.LATE]
    broken = states.count(State.BROKEN)
    not_due = 0 if is_completed else states.count(State.NOT_YET_DUE)
    still_open = states.count(State.PENDING) + not_due
    return Standing(
        verdict=_verdict(broken=broken, late=len(late), still_open=still_open) if is_made else Verdict.EARLY,
        kept=states.count(State.KEPT) + states.count(State.KEPT_LATE),
        still_open=still_open,
        late=len(late),
        broken=broken,
        days_late=max(late, default=0),
    )


def _verdict(*, broken: int, late: int, still_open: int) -> Verdict:
    if broken:
        return Verdict.BROKEN
    if late:
        return Verdict.LATE
    return Verdict.KEEPING if still_open else Verdict.KEPT


def _line(engagement: Engagement, each: Obligation) -> OwedLine:
    return OwedLine(
        obligation=each,
        glyph=GLYPHS[each.state],
        word=_word(each),
        owed=in_words(each.owed),
        done=in_words(each.done),
        address=address_of(engagement, each.part),
    )


def _word(each: Obligation) -> str:
    if each.state is State.LATE:
        return ngettext("{days} day late", "{days} days late", each.days_late).format(days=each.days_late)
    if each.state is State.KEPT_LATE and each.days_late:
        return ngettext("Kept {days} day late", "Kept {days} days late", each.days_late).format(
            days=each.days_late
        )
    return str(_(str(STATE_WORDS[each.state])))


def _place(line: OwedLine) -> tuple[int, float]:
    state = line.obligation.state
    due = line.obligation.due
    place = FIRST.index(state) if state in FIRST else len(FIRST)
    return place, due.timestamp() if due else float("inf")
