"""Turf: what partners say that they do and do not do, laid beside each other. DOMAIN section 2.

Two that say the same are a reason to talk, never an alarm: a rule can read words, and only people know what they mean.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

Meant = dict[int, dict[str, str]]
"""By partner: what each telling word means, and how it is said."""
SHORTEST = 4
WIDELY_SAID = 4  # a word in the mouth of more than every fourth partner tells nothing about two of them
_SILENT = """
about across ademas after again against algo algunas algunos all alone also among and another antes
any aqui are around asks become been before begins being below beside between both bring brings but
cada can cannot come comes como con contra cual cuando cuatro dan dar debe del desde dia dias does
doing donde done dos down durante during each ella ellos entre era esa ese eso esta estan estar este
esto estos every everybody five for four from fue gente give gives goes good hace hacer hacia had
has hasta have hay her here his into its keep keeps know knows las les long los make makes many mas
menos mientras mismo more most much muchas mucho muchos must muy nada nadie need needs never new
nine nobody nos nosotros not now nuestra nuestras nuestro nuestros nunca offer offers ofrece ofrecer
once one only open other others otra otras otro otros our out over paga pagan pagar para pay pays
people per pero personas poco por porque provide provides puede pueden que quien quienes run runs
same say says seis share shares she should show sin six small sobre solo some son stands such sus
take takes tambien tan ten than that the their them then there these they this those three through
tiene tienen time times toda todas todo todos trabajo tras tres two una unas under uno unos until
very vez want wants was way week weeks well were what when where which while who whoever whom why
will with within without work works would year years you your
"""
SILENT_WORDS = frozenset(_SILENT.split())
"""Words that say nothing about what a partner does, in English and in Spanish without accents."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one partner says about itself, in one language."""

    partner: int
    does: str = ""
    does_not: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where two partners meet: the one, the other, and the words in which they do, as the first of them says them."""

    one: int
    other: int
    words: tuple[str, ...]


def shared_ground(partners: Sequence[Said], *, same: Mapping[str, str] | None = None) -> list[Meeting]:
    """Find each two partners that name the same among what they do, those with most in common first.

    `same` maps a word to the one that all agreed on (the crosswalk). Words that many partners use are left out.
    """
    meant, _leaves = _telling(partners, same or {})
    found = []
    for one, other in combinations(meant, 2):
        common = meant[one].keys() & meant[other].keys()
        if common:
            words = tuple(said for word, said in meant[one].items() if word in common)
            found.append(Meeting(one, other, words))
    return sorted(found, key=lambda pair: -len(pair.words))


def seams(partners: Sequence[Said], *, same: Mapping[str, str] | None = None) -> list[Meeting]:
    """Find where one partner stops and another begins, in this order: there people are handed on, or fall between."""
    does, leaves = _telling(partners, same or {})
    found = []
    for stops, begins in permutations(does, 2):
        common = (leaves[stops].keys() - does[stops].keys()) & does[begins].keys()
        if common:
            words = tuple(said for word, said in leaves[stops].items() if word in common)
            found.append(Meeting(stops, begins, words))
    return found


def _telling(partners: Sequence[Said], same: Mapping[str, str]) -> tuple[Meant, Meant]:
    """Return what each does, and what each leaves, in words that not too many use."""
    does = {one.partner: _meant(one.does, same) for one in partners}
    leaves = {one.partner: _meant(one.does_not, same) for one in partners}
    counted = Counter(word for one in does for word in does[one].keys() | leaves[one].keys())
    most = max(2, len(partners) // WIDELY_SAID)

    def few(words: dict[str, str]) -> dict[str, str]:
        return {word: said for word, said in words.items() if counted[word] <= most}

    return {one: few(words) for one, words in does.items()}, {
        one: few(words) for one, words in leaves.items()
    }


def _meant(text: str, same: Mapping[str, str]) -> dict[str, str]:
    """Return the words of a text that tell something: what each means, and how it is said there first."""
    found: dict[str, str] = {}
    for said in re.findall(r"[^\W\d_]+", text.casefold()):
        plain = _plain(said)
        if len(plain) >= SHORTEST and plain not in SILENT_WORDS:
            stem = _stem(plain)
            found.setdefault(same.get(said, same.get(stem, stem)), said)
    return found


def _plain(word: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", word) if not unicodedata.combining(one))


def _stem(word: str) -> str:
    """Return a word without the ending of its plural or of "she does": visits, teaches, and in Spanish visitas, salones."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ("ches", "shes", "sses", "xes", "nes", "res", "les", "des"):
        if word.endswith(ending) and len(word) > SHORTEST + 1:
            return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
