"""Trust, commitments kept, attendance and outcomes on one page: each survey with the year that led to it. DOMAIN section 7."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from communications.at_the_table import TablePresence, presence_at
from initiatives.models import Body, Commitment, Initiative
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking, all_of, ask_together
from measurement.models import Indicator, SurveyWave
from measurement.pages.cards import Card, CardRow, card_from, card_rows
from measurement.pages.collaboration import WaveRead, read_waves

MOST_WAVES = 6
A_YEAR = timedelta(days=365)
STATES = Commitment.State
SETTLED_OTHERWISE = (STATES.RELEASED, STATES.RENEGOTIATED, STATES.PROPOSED)


@dataclass(frozen=True, slots=True)
class Kept:
    """Of so many commitments whose day came in a year, so many are met."""

    met: int
    due: int


@dataclass(frozen=True, slots=True)
class Year:
    """One survey, and the year that led to it."""

    read: WaveRead
    kept: Kept
    presence: TablePresence | None

    @property
    def trust(self) -> float | None:
        """How far partners trust each other, 1 to 4."""
        return self.read.results.trust.value

    @property
    def worth(self) -> float | None:
        """What taking part brings, against what it costs."""
        return self.read.results.worth.value


@dataclass(frozen=True, slots=True)
class TogetherPage:
    """All of it, the oldest survey first."""

    years: Sequence[Year]
    cards: Sequence[Card]

    @property
    def heading(self) -> str:
        """What can be seen, in a sentence; nobody can say which of it made which."""
        told = [one for one in self.years if one.trust is not None]
        if not told:
            return _("What trust and figures tell of us together")
        first, last = told[0].trust or 0, told[-1].trust or 0
        if len(told) == 1:
            return _("Trust was asked once; the next survey shows whether it moves")
        if first == last:
            return _("Trust is where it was; look at what was kept beside it")
        return (
            _("Trust rose; look at what was kept beside it")
            if last > first
            else _("Trust fell; look at what was kept beside it")
        )


def together_page(initiative: Initiative, viewer: Viewer) -> TogetherPage:
    """Read the page: surveys whose results are shown, and what happened in the year before each of them closed."""
    waves = list(
        SurveyWave.objects.visible_to(viewer).closed().select_related("record__initiative")[:MOST_WAVES]
    )
    shown = [one for one in read_waves(viewer, waves) if one.results.is_shown][::-1]
    table = Body.objects.visible_to(viewer).filter(is_table=True).first()
    ends = [one.wave.closed_at for one in shown if one.wave.closed_at is not None]
    signs = card_rows(Indicator.objects.visible_to(viewer).on_overview().order_by("position", "pk"))
    promised = Commitment.objects.visible_to(viewer).only("due", "state")
    ask_together(promised, signs)
    came = all_of([_came(table, viewer, until) for until in ends])
    years = [
        Year(one, kept_in(promised, until=until), presence)
        for one, until, presence in zip(shown, ends, came, strict=True)
    ]
    return TogetherPage(years, [card_from(CardRow._make(row), initiative.url) for row in signs])


def kept_in(promised: Iterable[Commitment], *, until: datetime) -> Kept:
    """Count the commitments whose day came in the year until a moment; those agreed anew or released are no count of either."""
    last = until.date()
    due = [one for one in promised if last - A_YEAR < one.due <= last and one.state not in SETTLED_OTHERWISE]
    return Kept(sum(one.state == STATES.MET for one in due), len(due))


def _came(table: Body | None, viewer: Viewer, until: datetime) -> Asking[TablePresence | None]:
    if table is None:
        yield ()
        return None
    return (yield from presence_at(table, viewer, until=until))
