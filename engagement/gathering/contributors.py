"""Who said something, counted as people: whoever said three things is one contributor. C5, C6."""

from __future__ import annotations

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, Lower

from engagement.models import Engagement, Input, InputContact, InputQuerySet, Rating
from initiatives.together import Asking, rows_in


def with_who(inputs: InputQuerySet) -> QuerySet[Input, tuple[int, str]]:
    """Return the question for inputs with who said each: by account, else by the address they left, else by itself."""
    return inputs.annotate(who=_who("pk", "contributor")).order_by("pk").values_list("pk", "who")


def ratings_asked(engagement: Engagement) -> Asking[tuple[int, ...]]:
    """Ask how contributors rate the use of their words: one rating each, the latest of those that they gave."""
    given = Rating.objects.filter(input__engagement=engagement)
    rows = given.annotate(who=_who("input", "input__contributor")).order_by("at", "pk")
    latest = dict((yield from rows_in(rows.values_list("who", "stars"))))
    return tuple(latest.values())


def _who(key: str, contributor: str) -> Coalesce:
    left = InputContact.objects.filter(input=OuterRef(key)).exclude(email="").values("email")[:1]
    own = Concat(Value("input "), Cast(key, CharField()), output_field=CharField())
    address = Lower(Subquery(left), output_field=CharField())
    return Coalesce(Cast(contributor, CharField()), address, own, output_field=CharField())
