"""Reads who was heard: people by group, against the shares of those whom it concerns. C7."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from engagement.models import AffectedShare, Engagement, InputGroup, Outreach
from engagement.rules.people_facts import Parity, ParityAnswer, ParityGroup
from initiatives.models import Category
from initiatives.together import Asking, answer_of


def parity_facts(engagement: Engagement) -> Parity:
    """Return who took part by group: one journey."""
    return answer_of(parity_asked(engagement))


def parity_asked(engagement: Engagement) -> Asking[Parity]:
    """Ask who took part by group. Words that were taken back leave no group; an unconfirmed entry does not count."""
    shares, by_group = standing_shares(engagement), _people_by_group(engagement)
    outreach = Outreach.objects.filter(engagement=engagement).select_related("category__dimension")
    yield shares, by_group, outreach
    people, unknown = dict(by_group), [each for each in outreach if each.category_id is None]
    return Parity(
        counted=max((share.said_at for share in shares), default=unknown[0].at if unknown else None),
        groups=tuple(
            ParityGroup(*names_of(share.category), people.get(share.category_id, 0), share.percent)
            for share in shares
        ),
        answers=tuple(
            ParityAnswer(*names_of(each.category), each.at) for each in outreach if each.category is not None
        ),
        unknown_because=_first(unknown[0].words) if unknown else "",
    )


def standing_shares(engagement: Engagement) -> QuerySet[AffectedShare]:
    """Return the shares that count, the groups of a dimension together."""
    rows = AffectedShare.objects.filter(engagement=engagement, replaced_at__isnull=True)
    return rows.select_related("category__dimension")


def names_of(category: Category) -> tuple[str, str]:
    """Return dimension and group by their names in the first language: what facts and hashes are made of."""
    return _first(category.dimension.name), _first(category.name)


def _people_by_group(engagement: Engagement) -> QuerySet[InputGroup, tuple[int, int]]:
    """People, not inputs: whoever is known and spoke several times is one person, in the group that they said last.

    Who spoke without an account is known by nothing: each of those inputs is a person.
    """
    confirmed = Q(input__entered_by__isnull=True) | Q(input__confirmed_at__isnull=False)
    rows = InputGroup.objects.filter(
        confirmed, input__engagement=engagement, input__withdrawn_at__isnull=True
    )
    said_again = rows.filter(
        input__contributor=OuterRef("input__contributor"),
        category__dimension=OuterRef("category__dimension"),
        input__gt=OuterRef("input"),
    )
    last = rows.exclude(Exists(said_again)).order_by()
    return last.values_list("category").annotate(Count("input", distinct=True))


def _first(texts: dict[str, str]) -> str:
    return next(iter(texts.values()), "")
