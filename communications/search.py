"""Find anything: the records of the initiative that this reader may see, by words of their titles."""

from __future__ import annotations

import re

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Func, QuerySet, TextField, Value
from django.db.models.functions import Cast

from initiatives.models import Record
from initiatives.rules.viewer import Viewer

MOST = 50
_WORD = re.compile(r"\w+")


def prefix_query(words: str) -> str:
    """Return what a person typed as a query for all its words, each as the beginning of a word. "" for nothing."""
    return " & ".join(f"{word}:*" for word in _WORD.findall(words.lower())[:8])


def find(words: str, *, viewer: Viewer) -> QuerySet[Record]:
    """Return up to 50 visible records whose titles have all the words, best first."""
    query = prefix_query(words)
    if not query:
        return Record.objects.none()
    titles = Func(
        Cast("title", TextField()),
        Value('[{}":,]'),
        Value(" "),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    )
    asked = SearchQuery(query, search_type="raw", config="simple")
    vector = SearchVector(titles, config="simple")
    return (
        Record.objects.visible_to(viewer)
        .annotate(found=vector, rank=SearchRank(vector, asked))
        .filter(found=asked)
        .select_related("initiative")
        .order_by("-rank", "-changed_at")[:MOST]
    )
