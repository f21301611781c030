"""One of everything of promises, in each initiative."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from engagement.actions.obligations import recompute
from engagement.actions.promisee_votes import Petition, ask_promisees
from engagement.models import FrontBanner, NotKept, Obligation
from initiatives import clock
from initiatives.actions.commitments import Promise, create_commitment
from initiatives.actions.conflicts import Side, raise_case
from initiatives.models import Body, Person, RoleHolding
from tests.factories.engagements import WORDS, make_open
from tests.factories.inputs import make_prompt, say_something
from tests.factories.people import make_person


def promises_of(slug: str, canary: str, by: Person, member: Person) -> dict[str, object]:
    """Return the ids by name; every text holds the canary, and what a conflict is about is hidden from all who walk."""
    mine = RoleHolding.objects.filter(person=member).exclude(membership=None).get()
    assert mine.membership is not None
    promise = Promise(
        {"en": f"{canary} commitment"},
        mine.membership,
        Body.objects.filter(is_table=True).get(),
        clock.today() + timedelta(days=90),
    )
    made = create_commitment(promise=promise, by=None)
    sides = [Side(make_person(name=f"HIDDEN-{slug} one"), 1), Side(make_person(), 2)]
    case = raise_case(issue=f"HIDDEN-{slug} issue", sides=sides, by=sides[0].person)
    return {"commitment": made.record.number, "concern": case.record.number, **_promise(canary, by)}


def _promise(canary: str, by: Person) -> dict[str, object]:
    """A promise with a broken part, a claim, a vote and a banner: each with the canary where it has words."""
    words = replace(WORDS, title={"en": f"{canary} hub"}, question={"en": f"{canary} which hub?"})
    made = make_open(by=by, words=words)
    make_prompt(made)
    recompute(engagement=made)
    broken = Obligation.objects.filter(engagement=made, code="C1")
    broken.update(state=Obligation.State.BROKEN, broken_at=clock.now())
    said = say_something(made, f"{canary} words").input
    claim = NotKept.objects.create(engagement=made, code="C1", words=f"{canary} not kept", input=said)
    petition = Petition("waive", {"en": f"{canary} why"}, code="C3")
    vote = ask_promisees(engagement=made, petition=petition, by=by)
    banner = FrontBanner.objects.create(engagement=made, code="E7")
    return {
        "promise": made.record.number,
        "promise_vote": vote.pk,
        "claim": claim.pk,
        "banner": banner.pk,
        "obligation": broken.get().pk,
    }
