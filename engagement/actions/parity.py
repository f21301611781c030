"""Who was heard: whom it concerns, by group and with a source, and what was done for groups that are missing. C7."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.models import AffectedShare, Engagement, Outreach
from initiatives import clock
from initiatives.models import Category, Person
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]
WHOLE = 100
ROUNDING = 2


@transaction.atomic
def say_shares(
    *, engagement: Engagement, shares: Mapping[Category, int], source: str, by: Person
) -> list[AffectedShare]:
    """Say which share of the people whom it concerns belongs to each group, in whole percents, and the source.

    Raises RuleBroken without a source, and where exclusive groups of one dimension add up to more than everybody.
    """
    if not source.strip():
        raise RuleBroken(_("Say where the shares are from."), field="source")
    _check_sums(shares)
    AffectedShare.objects.filter(
        engagement=engagement,
        replaced_at__isnull=True,
        category__dimension__in={category.dimension_id for category in shares},
    ).update(replaced_at=clock.now())
    made = [
        AffectedShare.objects.create(
            engagement=engagement,
            category=category,
            percent=percent,
            source=source.strip(),
            said_at=clock.now(),
            said_by=by,
        )
        for category, percent in shares.items()
    ]
    record("parity.shares_said", by=by, about=engagement)
    return made


@transaction.atomic
def record_outreach(
    *, engagement: Engagement, category: Category | None, words: Texts, by: Person
) -> Outreach:
    """Note how a group that was missing was reached for; without a group, why nobody can say who took part."""
    if not has_words(words):
        raise RuleBroken(_("Say what was done, or why nobody can say who took part."), field="words")
    made = Outreach.objects.create(
        engagement=engagement, category=category, words=words, at=clock.now(), by=by
    )
    record("parity.outreach", by=by, about=engagement)
    return made


def _check_sums(shares: Mapping[Category, int]) -> None:
    sums: dict[int, int] = defaultdict(int)
    for category, percent in shares.items():
        if not 0 <= percent <= WHOLE:
            raise RuleBroken(_("A share is between 0 and 100."), field=f"share_{category.pk}")
        sums[category.dimension_id] += percent if category.is_exclusive else 0
    if any(total > WHOLE + ROUNDING for total in sums.values()):
        raise RuleBroken(_("The groups add up to more than everybody. Check the numbers."))
