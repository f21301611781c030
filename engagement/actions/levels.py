"""The level of an engagement: raised at any time before the decision, lowered only by those it was promised to. SPECTRUM S1."""

from __future__ import annotations

from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.permitting import permit
from engagement.actions.stepping import level_of, locked, refuse, share_draft, weigh
from engagement.models import Engagement, LevelChange, PromiseeVote
from engagement.rules.level_law import level_change_missing
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Deed
from engagement.rules.stages import Transition
from initiatives import clock
from initiatives.identity import change_record
from initiatives.models import Person, local
from initiatives.record import record

Texts = dict[str, str]


@witnessed
def change_level(*, engagement: Engagement, to: int, reason: Texts, by: Person | None) -> LevelChange | None:
    """Raise or lower the promise. The old one stays on the page, struck through, with the reason.

    While it is framed nothing is promised yet, and the level is simply chosen anew (None is returned). Raises RuleBroken
    for lowering without a reason, without the vote of the people we promised on this very level once it was opened, and after
    the decision. `by` None: what they voted for happens by itself.
    """
    engagement = locked(engagement)
    before, after = level_of(engagement), Level(to)
    permit(_deed(engagement, before, after), engagement=engagement, by=by)
    facts, rules = weigh(engagement)
    missing = level_change_missing(facts, after, reason=local(reason), now=clock.now(), rules=rules)
    refuse(engagement, missing, _("The level can’t be changed so."), field="to")
    vote = _vote(engagement, after) if after < before else None
    engagement.level = after
    if after is Level.INFORMING:
        engagement.channels = []
        engagement.prompts.filter(removed_at__isnull=True).update(removed_at=clock.now())
    engagement.save(update_fields=["level", "channels"])
    share_draft(engagement)
    change_record(engagement.record)
    if facts.timeline.announced is None:
        record("engagement.reworded", by=by, about=engagement)
        return None
    return _declare(engagement, before, after, reason, vote, by)


def _deed(engagement: Engagement, before: Level, after: Level) -> Deed | Transition:
    if engagement.state == Engagement.State.DRAFT:
        return Transition.ANNOUNCE
    return Deed.LOWER_LEVEL if after < before else Deed.RAISE_LEVEL


def _declare(
    engagement: Engagement,
    before: Level,
    after: Level,
    reason: Texts,
    vote: PromiseeVote | None,
    by: Person | None,
) -> LevelChange:
    made = LevelChange.objects.create(
        engagement=engagement, from_level=before, to_level=after, reason=reason, vote=vote, by=by
    )
    kind = "engagement.level_lowered" if after < before else "engagement.level_raised"
    record(kind, by=by, about=engagement, facts={"from": int(before), "to": int(after)})
    return made


def _vote(engagement: Engagement, to: Level) -> PromiseeVote | None:
    """Return the vote that carried the lowering to this level, not used yet."""
    rows = PromiseeVote.objects.filter(
        engagement=engagement,
        purpose=PromiseeVote.Purpose.LOWER,
        to_level=to,
        closes_at__lte=clock.now(),
        lowered__isnull=True,
    ).exclude(carried=False)
    return rows.order_by("-opened_at").first()
