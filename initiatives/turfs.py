"""Who does what and what not, as one reader sees it, and where what partners say meets: reasons to talk, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from initiatives.access import withheld_parts
from initiatives.models import Link, Membership, Restriction, Term, local
from initiatives.plan_words import Finding
from initiatives.rules.crosswalk import Call, calls_of, two_meanings
from initiatives.rules.language import say
from initiatives.rules.turf import Meeting, Said, seams, shared_ground
from initiatives.rules.viewer import Viewer
from initiatives.together import ask_together

Pair = tuple[int, int]
Find = Callable[..., list[Meeting]]
Tell = Callable[[Membership, Membership, str, str], Finding]


@dataclass(frozen=True, slots=True)
class TurfRow:
    """One partner, and which of its parts are kept from the reader."""

    partner: Membership
    kept: Mapping[str, Restriction]

    @property
    def is_silent(self) -> bool:
        """Whether it has not said what it does."""
        return not (self.partner.turf_does or self.partner.turf_does_not)


@dataclass(frozen=True, slots=True)
class TurfPage:
    """Everybody's turf, and what the rules find between them."""

    rows: list[TurfRow]
    shared: list[Finding]
    seams: list[Finding]

    @property
    def silent(self) -> list[Membership]:
        """Who has not said yet what it does."""
        return [row.partner for row in self.rows if row.is_silent]

    @property
    def told(self) -> int:
        """How many have said what they do."""
        return len(self.rows) - len(self.silent)


@dataclass(frozen=True, slots=True)
class Called:
    """What one partner calls a shared word."""

    term: Term
    word: str
    by: str


def turf_page(viewer: Viewer, languages: Sequence[str], *, today: date) -> TurfPage:
    """Read the page; only partners whose pages the reader may see are laid beside each other."""
    rows = Membership.objects.visible_to(viewer).current(on=today)
    rows = rows.select_related("organization", "record__initiative")
    links = Link.objects.between_seen(viewer).standing().select_related("source", "target")
    terms = Term.objects.visible_to(viewer).filter(agreed_on__isnull=False)
    ask_together(rows, links, terms)
    kept = withheld_parts(viewer, "membership")
    known = {one.pk: one for one in rows}
    tied = _tied(links)
    same = _same(terms)

    def told(find: Find, tell: Tell) -> list[Finding]:
        met = _in_all(known.values(), languages, same, find)
        return [
            tell(known[one], known[other], ", ".join(words), tied.get(frozenset((one, other)), ""))
            for (one, other), words in met.items()
        ]

    return TurfPage(
        rows=[TurfRow(one, kept.get(one.record_id, {})) for one in rows],
        shared=told(shared_ground, _shared),
        seams=told(seams, _seam),
    )


def called(terms: Iterable[Term]) -> list[Called]:
    """Return what partners call the shared words, by who says it."""
    found = [
        Called(term, alias["word"], alias["by"]) for term in terms for alias in term.aliases if alias["by"]
    ]
    return sorted(found, key=lambda one: (one.by.casefold(), one.word.casefold()))


def called_by(name: str, terms: Iterable[Term]) -> list[Called]:
    """Return what one partner calls the shared words."""
    every = called(terms)
    own = set(calls_of(name, map(_call, every)))
    return [one for one in every if _call(one) in own]


def meanings_found(every: Sequence[Called]) -> list[Finding]:
    """Say which word stands for two things, depending on who says it."""
    by_key = {one.term.pk: one.term for one in every}
    found = []
    for one in two_meanings(map(_call, every)):
        parts = [
            _("{who} means “{word}”").format(who=call.by, word=local(by_key[call.term].word))
            for call in one.calls
        ]
        sentence = _("“{word}”: {parts}. Whoever hears the word asks which is meant.").format(
            word=one.word, parts="; ".join(parts)
        )
        records = list({call.term: by_key[call.term].record for call in one.calls}.values())
        found.append(Finding(f"“{one.word}”", sentence, records, "term", records[0]))
    return found


def _call(one: Called) -> Call:
    return Call(one.term.pk, one.word, one.by)


def _tied(links: Iterable[Link]) -> dict[frozenset[int], str]:
    """Return what two partners have said of a hand-off between their activities, by the two."""
    found: dict[frozenset[int], str] = {}
    for link in links:
        ends = {link.source.lead_id, link.target.lead_id} - {None}
        if len(ends) == 2 and link.sentence:
            found.setdefault(frozenset(end for end in ends if end is not None), local(link.sentence))
    return found


def _same(terms: Iterable[Term]) -> dict[str, str]:
    forms = {(alias["word"].casefold(), term.pk) for term in terms for alias in term.aliases}
    forms |= {(said.casefold(), term.pk) for term in terms for said in term.word.values()}
    return {said: f"#{key}" for said, key in sorted(forms)}


def _in_all(
    partners: Iterable[Membership], languages: Sequence[str], same: Mapping[str, str], find: Find
) -> dict[Pair, tuple[str, ...]]:
    """Return what is found, in the words of the reader's language.

    In another one only those are laid beside others that say nothing in the reader's: a translation makes no new overlap.
    """
    partners, reader = list(partners), (get_language() or "en")[:2]
    own = {one.pk for one in partners if reader in one.turf_does or reader in one.turf_does_not}
    found: dict[Pair, tuple[str, ...]] = {}
    for language in sorted(languages, key=lambda one: one != reader):
        said = [
            Said(one.pk, say(one.turf_does, language).text, say(one.turf_does_not, language).text)
            for one in partners
        ]
        for meeting in find(said, same=same):
            if language != reader and {meeting.one, meeting.other} <= own:
                continue
            found.setdefault((meeting.one, meeting.other), meeting.words)
    return found


def _shared(one: Membership, other: Membership, words: str, tied: str) -> Finding:
    both = _("Both name it among what they do: {words}.").format(words=words)
    talk = (
        _("They have said how they go together: “{sentence}”").format(sentence=tied)
        if tied
        else _("Do they do the same, do they reach different people, or is it only the same word? Ask them.")
    )
    room = None if tied else one.record
    return Finding(f"{one} · {other}", f"{both} {talk}", [one.record, other.record], "turf", room)


def _seam(stops: Membership, begins: Membership, words: str, tied: str) -> Finding:
    same = _("{stops} does not do it, {begins} does: {words}.").format(
        stops=stops, begins=begins, words=words
    )
    talk = (
        _("They have said how they go together: “{sentence}”").format(sentence=tied)
        if tied
        else _("Does everybody there know to whom to send people?")
    )
    room = None if tied else stops.record
    return Finding(f"{stops} · {begins}", f"{same} {talk}", [stops.record, begins.record], "turf", room)
