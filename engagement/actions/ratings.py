"""How contributors rate the use of their words: once each, from 1 to 4, after it was reported back. C6."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.actions.inputs import held_input
from engagement.models import Engagement, Input, Rating
from initiatives import clock
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken

FEWEST, MOST = 1, 4
State = Engagement.State
AFTERWARDS = frozenset({State.REPORTED_BACK, State.IMPLEMENTING, State.COMPLETED})


@transaction.atomic
def rate_use(*, given: Input, stars: int, words: str = "") -> Rating:
    """Rate as the author how one's words were used; the caller has checked the receipt or the account."""
    given = held_input(given)
    if given.engagement.state not in AFTERWARDS:
        raise RuleBroken(_("Wait until it is decided and you were told what became of your words."))
    if not FEWEST <= stars <= MOST:
        raise RuleBroken(_("Choose one of the four."), field="stars")
    if Rating.objects.filter(input=given).exists():
        raise RuleBroken(_("You have rated it already. Thank you."))
    rating = Rating.objects.create(input=given, stars=stars, words=words.strip()[:1000], at=clock.now())
    record("input.rated", by=None, about=given.engagement)
    return rating
