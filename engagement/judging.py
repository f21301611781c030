"""Who judges what the community decided: its body, not the implementer. SPECTRUM E6. Registered by `engagement.apps`."""

from __future__ import annotations

from django.db.models import Q

from engagement.actions.permitting import permit
from engagement.gathering.advisers import is_adviser
from engagement.models import Engagement
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Deed
from initiatives.commitment_bars import bars_judging
from initiatives.models import Commitment, Person
from initiatives.rules.refusals import RuleBroken


@bars_judging
def not_by_the_table(commitment: Commitment, person: Person) -> RuleBroken | None:
    """Return the table's refusal where the community decided; an attempt by professionals is to be kept.

    A witness whom the group has named from outside judges for it, where all its seats made the promise themselves.
    """
    if commitment.because_id is None:
        return None
    follows = Q(record=commitment.because_id) | Q(decisions__record=commitment.because_id)
    engagement = Engagement.objects.filter(follows, level=Level.EMPOWERING).first()
    if engagement is None:
        return None
    if commitment.witness_id == person.pk and not is_adviser(person, engagement):
        return None
    try:
        permit(Deed.MARK_DONE, engagement=engagement, by=person)
    except RuleBroken as refusal:
        return refusal
    return None
