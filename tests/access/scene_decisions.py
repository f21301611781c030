"""One of everything of decisions: votes, counts, recounting, in each initiative."""

from __future__ import annotations

from datetime import timedelta

from engagement.actions.closing import close_vote
from engagement.actions.lots import Days, announce_panel_lot
from engagement.actions.motions import OptionText
from engagement.actions.objections import Concern
from engagement.rules.methods import Approval, Consent
from initiatives import clock
from initiatives.models import Person
from tests.factories.decisions import (
    after_the_end,
    make_council,
    make_engagement,
    make_noticed,
    make_open,
    motion,
    say,
)


def decisions_of(slug: str, canary: str, by: Person, member: Person, *, seats: int = 3) -> dict[str, object]:
    """Return the ids by name; every text holds the canary."""
    council = make_council(by, *("community",) * seats, slug=f"deciders-of-{slug}")
    counted = make_open(council, motion(f"{canary} counted?"))
    for holder in council.holders:
        say(counted, holder, words=f"{canary} words")
    with clock.at(after_the_end(counted)):
        close_vote(decision=counted)
    opened = make_open(council, motion(f"{canary} open?", rule=Consent()))
    concern = Concern(f"{canary} reason", f"{canary} harm", f"{canary} way out")
    say(opened, council[0], "no_concern", words=f"{canary} words")
    for holder in council.holders[1:]:
        say(opened, holder, "objection", concern=concern)
    options = [OptionText({"en": f"{canary} first"}), OptionText({"en": f"{canary} second"})]
    noticed = make_noticed(
        council, motion(f"{canary} noticed?", rule=Approval(1), options=options, electorate_of="slips")
    )
    engagement = make_engagement(council, level=3, state="announced", titles=(), by=by)
    open_hat = clock.now() + timedelta(days=400)  # the ground is made in the past and walked today
    lot = announce_panel_lot(
        engagement=engagement,
        places=1,
        seed_source={"en": f"{canary} dice"},
        days=Days(open_hat, open_hat),
        by=by,
    )
    return {
        "vote": opened.record.number,
        "vote_counted": counted.record.number,
        "vote_noticed": noticed.record.number,
        "vote_concern": opened.objections.earliest("pk").pk,
        "vote_engagement": engagement.record.number,
        "lot": lot.pk,
    }
