"""Who may do what in an engagement, held at every action by the one declared table. SPECTRUM section 2.

At EMPOWERING an attempt by a professional is refused and recorded.
"""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext as _

from engagement.actions.attempts import note_attempt
from engagement.gathering.advisers import is_adviser
from engagement.models import Decision, Elector, Engagement
from engagement.representing import hats_for, hats_on_list
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Answer, Deed, Role, may
from engagement.rules.stages import Transition
from initiatives.models import Body, Person
from initiatives.rules.refusals import RuleBroken


def permit(
    deed: Deed | Transition, *, engagement: Engagement, by: Person | None, body: Body | None = None
) -> None:
    """Let somebody do something, or raise RuleBroken with the words of the table. None is the machine itself.

    The machine does what follows from a count by itself; nobody can pretend to be it: pages always name a person. Seats are
    those of `body`, where another group than the engagement's own is asked.
    """
    if by is not None:
        _hold_to_table(deed, engagement, by, hats_for(deed, by, engagement, body=body))


def permit_anybody(deed: Deed, *, engagement: Engagement, by: Person | None) -> None:
    """Let somebody do what may be done without an account as well: None is a visitor here, never the machine."""
    _hold_to_table(deed, engagement, by, hats_for(deed, by, engagement))


def permit_vote(*, decision: Decision, row: Elector, by: Person | None) -> None:
    """Let somebody vote in an engagement, or raise RuleBroken with the words of the table; None is whoever has a slip.

    Beside today's hats the one counts in which somebody stands on the list: it was frozen when the vote opened.
    """
    engagement = decision.engagement
    if engagement is not None:
        today = hats_for(Deed.VOTE, by, engagement, body=decision.round.body) - {Role.VISITOR}
        hats = today | hats_on_list(row, by)
        _hold_to_table(Deed.VOTE, engagement, by, hats or frozenset({Role.VISITOR}))


def permit_at_vote(deed: Deed, *, decision: Decision, by: Person | None) -> None:
    """Let somebody do what is done beside a vote of an engagement; None is the machine. Advisers' attempts are recorded."""
    if by is not None and decision.engagement is not None:
        refuse_advisers(by=by, engagement=decision.engagement, deed=deed)
        permit(deed, engagement=decision.engagement, by=by, body=decision.round.body)


def _hold_to_table(
    deed: Deed | Transition, engagement: Engagement, by: Person | None, hats: frozenset[Role]
) -> None:
    found = may(Level(engagement.level), deed, hats)
    if found.answer is Answer.ALLOWED:
        return
    keep = None
    if by is not None and found.answer is Answer.REFUSED_AND_RECORDED:
        keep = partial(
            note_attempt, deed=found.deed.value, ground=found.ground.name, engagement=engagement, by=by
        )
    raise RuleBroken(_(found.ground.words), keep=keep)


def refuse_advisers(*, by: Person, engagement: Engagement | None, deed: Deed) -> None:
    """Refuse what advisers may not do at EMPOWERING, and let it be on record; do nothing anywhere else."""
    if engagement is None or not is_adviser(by, engagement):
        return
    sentence = _(
        "Here the community decides, and whoever is there by profession advises. This was not carried out, and the"
        " attempt is on record. Post what you know as advice: it is shown after the community’s text."
    )
    keep = partial(note_attempt, deed=deed.value, ground="advice_only", engagement=engagement, by=by)
    raise RuleBroken(sentence, keep=keep)
