"""The collaboration survey as its pages, its file and its interface show it: one wave beside the one before it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from initiatives.models import Membership, Organization, local
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from measurement.models import SurveyQuestion, SurveySheet, SurveyWave
from measurement.pages.survey_words import CAPACITY_WORDS, COST_WORDS, GAIN_WORDS, ITEM_NAMES
from measurement.rules.capacity import Strengthened, strengthened
from measurement.rules.collaboration import TRUST, VALUE, Hidden, Item, Mean, is_low, may_compare
from measurement.rules.collaboration_results import NOBODY, Results
from measurement.surveys import Book
from measurement.wording import localizer


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the results: what it is, how it is now, how it was. `key` names it in the file and the interface.

    `is_alone` where it is not compared, because one or two more or fewer spoke than the time before.
    """

    key: str
    label: str | Promise
    now: float | None
    before: float | None = None
    unit: str = ""
    hint: str | Promise = ""
    is_alone: bool = False

    @property
    def change(self) -> str:
        """By how much it is more or less than before; nothing where one of the two is not known."""
        if self.now is None or self.before is None:
            return ""
        places = 0 if self.unit == "%" else 1
        by = round(self.now - self.before, places)
        return _("as before") if by == 0 else f"{'+' if by > 0 else ''}{_number(by, places)}"

    @property
    def shown(self) -> str:
        """How it is now, as people read it."""
        return _figure(self.now, self.unit)

    @property
    def was(self) -> str:
        """How it was."""
        return _figure(self.before, self.unit)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parts of society and how closely they work together."""

    first: str
    second: str
    mean: float


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """What the others say of one partner: seen by those who take part, never by one rater alone."""

    partner: Membership
    trust: Mean
    value: Mean


@dataclass(frozen=True, slots=True)
class Warned:
    """A partner that says that it gives much and gains little: for the backbone, early."""

    partner: Membership
    ratio: float


@dataclass(frozen=True, slots=True)
class WaveRead:
    """One wave with all that this reader may know of it, beside the wave before."""

    wave: SurveyWave
    results: Results
    before: SurveyWave | None = None
    earlier: Results | None = None
    has_earlier: bool = False
    both: int = 0
    stronger: Strengthened | None = None
    names: Mapping[int, Membership] = field(default_factory=dict)
    questions: Sequence[SurveyQuestion] = ()
    is_for_members: bool = False
    warned: Sequence[Warned] = ()
    waiting: Sequence[Membership] = ()
    unwritten: Sequence[Membership] = ()
    mine: Sequence[SurveySheet] = ()
    own: Sequence[tuple[Membership, float]] = ()

    @property
    def heading(self) -> str:
        """What was found, in a sentence."""
        counts = {"answered": self.results.answered, "asked": self.results.asked}
        if self.wave.opened_at is None:
            return _("{asked} partners will be asked how we work together").format(**counts)
        if self.results.why_hidden is Hidden.STILL_OPEN:
            return _("{answered} of {asked} partners have answered so far").format(**counts)
        if not self.results.is_shown:
            return _("{answered} of {asked} partners answered: too few to show what they said").format(
                **counts
            )
        return _trust_words(self.results.trust, self.earlier.trust if self.earlier else None, counts)

    @property
    def is_partly_compared(self) -> bool:
        """Whether something is not compared, because of one or two partners who spoke only once."""
        return self.earlier is not None and any(one.is_alone for one in self.lines)

    @property
    def measures(self) -> list[Measure]:
        """The shape of the network, and the means of what was said."""
        return _shape_of(self) + _means_of(self)

    @property
    def items(self) -> list[Measure]:
        """The six things that are said of partners."""
        return [_item(self, item) for item in (*TRUST, *VALUE)]

    @property
    def gains(self) -> list[Measure]:
        """What taking part brings."""
        return [_mark(self, key, words) for key, words in GAIN_WORDS.items()]

    @property
    def costs(self) -> list[Measure]:
        """What it costs."""
        return [_mark(self, key, words) for key, words in COST_WORDS.items()]

    @property
    def capacities(self) -> list[Measure]:
        """What partners say that they are able to do."""
        return [_mark(self, key, words) for key, words in CAPACITY_WORDS.items()]

    @property
    def lines(self) -> list[Measure]:
        """All that is told, in the order of the page: what the file and the interface give."""
        found = [self.measures, self.items, self.gains, self.costs, self.capacities, self.own_questions]
        return [one for part in found for one in part]

    @property
    def own_questions(self) -> list[Measure]:
        """The initiative's own questions, which no other wave need have asked."""
        return [
            Measure(f"q{one.order}", local(one.words), _marked(self.results, f"q{one.pk}").value, None, "4")
            for one in self.questions
        ]

    @property
    def isolated_count(self) -> int:
        """How many partners work with nobody yet: of those that this reader may know of. Everybody reads this."""
        return len(self._alone)

    @property
    def isolated(self) -> list[Membership]:
        """Who they are; nothing for readers who do not take part."""
        return self._alone if self.is_for_members else []

    @property
    def _alone(self) -> list[Membership]:
        found = self.results.shape.isolated if self.results.shape else ()
        return [self.names[key] for key in found if key in self.names]

    @property
    def pairs(self) -> list[Pair]:
        """How closely the parts of society work together, the closest first: those that may be shown."""
        names = dict(Organization.Sector.choices)
        rows = [
            Pair(str(names[one]), str(names[other]), mean.value)
            for (one, other), mean in self.results.between.items()
            if mean.value is not None
        ]
        return sorted(rows, key=lambda row: (-row.mean, row.first, row.second))

    @property
    def pairs_not_shown(self) -> int:
        """How many are not shown."""
        return len(self.results.between) - len(self.pairs)

    @property
    def partners(self) -> list[PartnerRow]:
        """What is said of each partner; nothing for readers who do not take part."""
        if not self.is_for_members or not self.results.is_shown:
            return []
        rows = [
            PartnerRow(
                one,
                self.results.trusted.get(key, NOBODY),
                self.results.valued.get(key, NOBODY),
            )
            for key, one in self.names.items()
        ]
        return sorted(rows, key=lambda row: str(row.partner))


def read_waves(viewer: Viewer, waves: Sequence[SurveyWave]) -> list[WaveRead]:
    """Read waves, the newest first, each beside the last one before it whose results are shown: three journeys."""
    book = Book(waves)
    results = {wave.pk: book.results(wave) for wave in waves}
    seen = Membership.objects.visible_to(viewer).filter(pk__in={sheet.membership_id for sheet in book.sheets})
    names = {one.pk: one for one in seen.select_related("organization", "record__initiative")}
    questions = list(SurveyQuestion.objects.filter(wave__in=list(waves)))
    found = []
    for place, wave in enumerate(waves):
        shown = [one for one in waves[place + 1 :] if results[one.pk].is_shown]
        before = shown[0] if shown and results[wave.pk].is_shown else None
        one = _read(viewer, book, wave, before, results, names, questions)
        found.append(replace(one, has_earlier=bool(shown)))
    return found


def _read(
    viewer: Viewer,
    book: Book,
    wave: SurveyWave,
    before: SurveyWave | None,
    results: Mapping[int, Results],
    names: Mapping[int, Membership],
    questions: Sequence[SurveyQuestion],
) -> WaveRead:
    sheets = book.sheets_of(wave)
    asked = {
        sheet.membership_id: names[sheet.membership_id] for sheet in sheets if sheet.membership_id in names
    }
    is_staff = Permission.ASKS_SEND in viewer.permissions
    mine = [sheet for sheet in sheets if sheet.membership_id in viewer.membership_ids]
    ratios = {sheet.membership_id: book.read(sheet).worth for sheet in sheets if sheet.sent_at is not None}
    return WaveRead(
        wave,
        results[wave.pk],
        before,
        results[before.pk] if before else None,
        both=_both(book, wave, before) if before else 0,
        stronger=_stronger(book, wave, before) if before else None,
        names=asked,
        questions=[one for one in questions if one.wave_id == wave.pk],
        is_for_members=Permission.SEE_MEMBERS in viewer.permissions,
        warned=_warned(ratios, asked) if is_staff else (),
        waiting=_partners(sheets, asked, lambda one: one.sent_at is None) if is_staff else (),
        unwritten=_partners(sheets, asked, lambda one: one.ask_id is None) if is_staff else (),
        mine=mine,
        own=[(one.membership, ratio) for one in mine if (ratio := ratios.get(one.membership_id)) is not None],
    )


def _both(book: Book, wave: SurveyWave, before: SurveyWave) -> int:
    first = {one.membership_id for one in book.sheets_of(before) if one.sent_at}
    return len(first & {one.membership_id for one in book.sheets_of(wave) if one.sent_at})


def _stronger(book: Book, wave: SurveyWave, before: SurveyWave) -> Strengthened | None:
    now, earlier = ({sheet.partner: sheet.marks for sheet in book.sent(one)} for one in (wave, before))
    return strengthened(now, earlier)


def _warned(ratios: Mapping[int, float | None], names: Mapping[int, Membership]) -> list[Warned]:
    low = [
        Warned(names[key], ratio)
        for key, ratio in ratios.items()
        if ratio is not None and is_low(ratio) and key in names
    ]
    return sorted(low, key=lambda one: one.ratio)


def _partners(
    sheets: Sequence[SurveySheet], names: Mapping[int, Membership], fits: Callable[[SurveySheet], bool]
) -> list[Membership]:
    return [names[one.membership_id] for one in sheets if fits(one) and one.membership_id in names]


def _trust_words(now: Mean, before: Mean | None, counts: Mapping[str, int]) -> str:
    if now.value is None:
        return _("{answered} of {asked} partners answered").format(**counts)
    said = {**counts, "now": _number(now.value, 1)}
    if before is None or before.value is None or not may_compare(now.who, before.who):
        return _("{answered} of {asked} partners answered: trust is {now} of 4").format(**said)
    was = _number(before.value, 1)
    if now.value > before.value:
        words = _("{answered} of {asked} partners answered: trust rose from {before} to {now} of 4")
    elif now.value < before.value:
        words = _("{answered} of {asked} partners answered: trust fell from {before} to {now} of 4")
    else:
        words = _("{answered} of {asked} partners answered: trust is {now} of 4, as before")
    return words.format(**said, before=was)


def _beside(
    now: float | None, before: float | None, who: Collection[int], earlier: Collection[int]
) -> dict[str, Any]:
    """What a line says of now and before: before only where the two may be compared."""
    if now is None or before is None or may_compare(who, earlier):
        return {"now": now, "before": before}
    return {"now": now, "is_alone": True}


def _two(read: WaveRead, take: Callable[[Results], Mean]) -> dict[str, Any]:
    now, before = take(read.results), take(read.earlier) if read.earlier is not None else NOBODY
    return _beside(now.value, before.value, now.who, before.who)


def _marked(found: Results, key: str) -> Mean:
    return found.marks.get(key, NOBODY)


def _mark(read: WaveRead, key: str, words: str | Promise) -> Measure:
    return Measure(key, words, unit="4", **_two(read, lambda found: _marked(found, key)))


def _item(read: WaveRead, item: Item) -> Measure:
    two = _two(read, lambda found: found.items.get(item, NOBODY))
    return Measure(item, ITEM_NAMES[item], unit="4", **two)


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share)


def _shape_of(read: WaveRead) -> list[Measure]:
    def take(name: str) -> dict[str, Any]:
        now, earlier = read.results, read.earlier or Results(0, 0, None)
        first, second = (_percent(getattr(one.shape, name)) if one.shape else None for one in (now, earlier))
        return _beside(first, second, now.who, earlier.who)

    return [
        Measure("density", _("Ties that there are"), unit="%", hint=_("Of all ties that there could be between those who answered. A tie: they help each other out, or more."), **take("density")),
        Measure("reciprocity", _("Ties that both see"), unit="%", hint=_("Of the ties that one names, so many are named by the other, too."), **take("reciprocity")),
        Measure("centralisation", _("How much hangs on one"), unit="%", hint=_("0 where all have as many ties, 100 where all ties run through one partner."), **take("centralisation")),
    ]  # fmt: skip


def _means_of(read: WaveRead) -> list[Measure]:
    return [
        Measure("intensity", _("How closely we work"), unit="4", hint=_("From 0, nothing yet, to 4, we run something together."), **_two(read, lambda found: found.intensity)),
        Measure("trust", _("Trust"), unit="4", hint=_("Reliable, wants the same, open: the mean of all that was said, 1 to 4."), **_two(read, lambda found: found.trust)),
        Measure("value", _("Value to each other"), unit="4", hint=_("Moves others, puts in work, brings what is lacking: 1 to 4."), **_two(read, lambda found: found.value)),
        Measure("worth", _("What it brings, against what it costs"), hint=_("Benefits ÷ costs, the mean over partners. Partners stay where it is 1.6 or more."), **_two(read, lambda found: found.worth)),
    ]  # fmt: skip


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    if unit == "%":
        return _("{n} of 100").format(n=_number(value, 0))
    return _("{n} of 4").format(n=_number(value, 1)) if unit == "4" else _number(value, 1)


def _number(value: float, places: int) -> str:
    return localizer()(Decimal(str(value)), places)
