"""Find anything: the records of the initiative that this reader may see, by words of their titles and addresses."""

from __future__ import annotations

import re

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Case, F, Func, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast, Concat
from django.utils.translation import get_language

from initiatives.models import Record
from initiatives.rules.viewer import Viewer

MOST, MOST_WORDS = 50, 8
_WORD = re.compile(r"[^\W_]+")

# What only belongs to something else that is found by the same words stands after it.
BELONGS_TO_ANOTHER = (
    *("target", "release", "import", "forecast", "turn", "contribution", "agenda_item"),
    *("activity_log", "adaptation", "link", "thread"),
)
STEMS = {"en": "english", "es": "spanish", "de": "german", "fr": "french", "pt": "portuguese"}


def words_of(typed: str) -> list[str]:
    """Return the words that a person typed, without punctuation, at most eight."""
    return _WORD.findall(typed)[:MOST_WORDS]


def prefix_query(words: str) -> str:
    """Return what a person typed as a query for all its words, each as the beginning of a word. "" for nothing."""
    return " & ".join(f"{word}:*" for word in words_of(words.lower()))


def find(words: str, *, viewer: Viewer) -> QuerySet[Record]:
    """Return up to 50 visible records whose titles have all the words, best first.

    The words of an address count, too: "absence" finds results/chronic-absence/ whatever it is called. A word also finds its other forms ("graduation": "graduate"), and a number the record of that number.
    """
    query = prefix_query(words)
    if not query:
        return Record.objects.none()
    vector, asked = _vector(), _query(query)
    return (
        Record.objects.visible_to(viewer)
        .annotate(found=vector, rank=SearchRank(vector, asked), place=_place())
        .filter(Q(found=asked) | Q(number=_number(words)))
        .select_related("initiative")
        .order_by("place", "-rank", "-changed_at")[:MOST]
    )


def _vector() -> CombinedExpression:
    titles = Func(
        Cast("title", TextField()),
        Value('[{}":,]'),
        Value(" "),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    )
    texts = Concat(titles, Value(" "), _address_words(), output_field=TextField())
    return SearchVector(texts, config="simple") + SearchVector(texts, config=_stems())


def _address_words() -> Func:
    """The words of an address without its first part, which names no record but where its kind is found."""
    return Func(
        F("path"),
        Value("^[^/]*/|[^a-z]+"),
        Value(" "),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    )


def _query(query: str) -> SearchQuery:
    typed = SearchQuery(query, search_type="raw", config="simple")
    return typed | SearchQuery(query, search_type="raw", config=_stems())


def _stems() -> str:
    return STEMS.get((get_language() or "").split("-")[0], "simple")


def _place() -> Case:
    return Case(When(kind__in=BELONGS_TO_ANOTHER, then=Value(1)), default=Value(0))


def _number(words: str) -> int:
    """Return the number that was typed, such as "36" or "#36"; 0 for anything else."""
    found = words_of(words)
    return int(found[0]) if len(found) == 1 and found[0].isdecimal() and len(found[0]) < 9 else 0
