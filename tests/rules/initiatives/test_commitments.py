"""Who may do what with a commitment: every deed × state × side has its answer."""

from __future__ import annotations

from itertools import product

import pytest

from initiatives.rules.commitments import (
    ACCEPTED,
    MET,
    MISSED,
    PROPOSED,
    RELEASED,
    RENEGOTIATED,
    Deed,
    No,
    Side,
    allowed,
    refused,
)

STATES = (PROPOSED, ACCEPTED, MET, MISSED, RENEGOTIATED, RELEASED)
ONE = {side: frozenset({side}) for side in Side}
OPEN = {
    Side.PROMISER: {
        (Deed.ACCEPT, PROPOSED),
        (Deed.TELL, ACCEPTED),
        (Deed.TELL, MISSED),
        (Deed.MISS, ACCEPTED),
    },
    Side.RECIPIENT: {
        (Deed.ACCEPT, PROPOSED),
        (Deed.MEET, ACCEPTED),
        (Deed.MEET, MISSED),
        (Deed.MISS, ACCEPTED),
        (Deed.RENEW, ACCEPTED),
        (Deed.RENEW, MISSED),
        (Deed.RELEASE, PROPOSED),
        (Deed.RELEASE, ACCEPTED),
        (Deed.RELEASE, MISSED),
    },
    Side.WITNESS: {(Deed.MEET, ACCEPTED), (Deed.MEET, MISSED), (Deed.MISS, ACCEPTED)},
    Side.STAND_IN: {
        (Deed.RENEW, ACCEPTED),
        (Deed.RENEW, MISSED),
        (Deed.RELEASE, PROPOSED),
        (Deed.RELEASE, ACCEPTED),
        (Deed.RELEASE, MISSED),
    },
}


@pytest.mark.parametrize(("side", "deed", "state"), list(product(Side, Deed, STATES)))
def test_each_side_may_do_its_deeds_and_no_other(side: Side, deed: Deed, state: str) -> None:
    assert (refused(deed, state=state, sides=ONE[side]) is None) == ((deed, state) in OPEN[side])


def test_whoever_made_the_promise_never_says_that_it_was_kept() -> None:
    assert refused(Deed.MEET, state=ACCEPTED, sides=ONE[Side.PROMISER]) is No.NOT_YOURS


@pytest.mark.parametrize("other", [Side.RECIPIENT, Side.WITNESS])
def test_no_second_hat_lets_the_promiser_judge_it(other: Side) -> None:
    sides = frozenset({Side.PROMISER, other})
    judged = [refused(deed, state=ACCEPTED, sides=sides) for deed in (Deed.MEET, Deed.RENEW, Deed.RELEASE)]
    assert set(judged) <= {No.OWN_PROMISE, No.NOT_YOURS}
    assert refused(Deed.MEET, state=ACCEPTED, sides=sides) is No.OWN_PROMISE
    assert refused(Deed.TELL, state=ACCEPTED, sides=sides) is None


def test_what_a_group_promised_itself_it_judges_itself() -> None:
    sides = frozenset({Side.PROMISER, Side.RECIPIENT})
    for deed in (Deed.MEET, Deed.RENEW, Deed.RELEASE):
        assert refused(deed, state=ACCEPTED, sides=sides, is_to_itself=True) is None


@pytest.mark.parametrize(("side", "state"), list(product(Side, STATES)))
def test_where_nobody_is_left_to_judge_it_those_it_was_promised_to_name_a_witness(
    side: Side, state: str
) -> None:
    for sides in (ONE[side], ONE[side] | ONE[Side.PROMISER]):
        no = refused(Deed.WITNESS, state=state, sides=sides, has_judges=False)
        assert (no is None) == (side is Side.RECIPIENT and state in {ACCEPTED, MISSED})


def test_while_somebody_can_judge_it_no_witness_is_named() -> None:
    assert refused(Deed.WITNESS, state=ACCEPTED, sides=ONE[Side.RECIPIENT]) is No.HAS_JUDGES
    assert Deed.WITNESS in allowed(state=ACCEPTED, sides=ONE[Side.RECIPIENT], has_judges=False)


def test_a_proposal_is_accepted_by_the_other_side() -> None:
    sides = ONE[Side.RECIPIENT]
    assert refused(Deed.ACCEPT, state=PROPOSED, sides=sides, is_own_proposal=True) is No.OWN_PROPOSAL
    assert Deed.ACCEPT in allowed(state=PROPOSED, sides=sides)


def test_somebody_outside_may_do_nothing() -> None:
    assert all(allowed(state=state, sides=frozenset()) == () for state in STATES)
