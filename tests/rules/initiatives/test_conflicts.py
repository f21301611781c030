"""The way of a conflict, who may mediate, and who reads what was said."""

from __future__ import annotations

import pytest

from initiatives.rules.conflicts import WAY, Party, Unfit, may_go, may_read_notes, unfit_mediator

ONE = Party(1, side=1, partners=frozenset({10}))
TWO = Party(2, side=2, partners=frozenset({20}))


def mediate(mediator: int, *partners: int, raised_by: int = 1) -> Unfit | None:
    return unfit_mediator(
        mediator, partners=frozenset(partners), raised_by=raised_by, parties=(party for party in (ONE, TWO))
    )


def test_a_closed_case_goes_nowhere_and_every_other_can_be_closed() -> None:
    assert WAY["closed"] == frozenset()
    assert all(may_go(state, "closed") for state in WAY if state != "closed")
    assert not may_go("raised", "panel")
    assert not may_go("unknown", "closed")


@pytest.mark.parametrize(
    ("mediator", "partners", "why"),
    [
        (1, (), Unfit.IS_PARTY),
        (2, (10, 20), Unfit.IS_PARTY),
        (3, (10,), Unfit.TIED_TO_ONE_SIDE),
        (3, (20, 30), Unfit.TIED_TO_ONE_SIDE),
        (3, (10, 20), None),
        (3, (30,), None),
        (3, (), None),
    ],
)
def test_a_mediator_has_no_tie_to_one_side_only(
    mediator: int, partners: tuple[int, ...], why: Unfit | None
) -> None:
    assert mediate(mediator, *partners) is why


def test_whoever_raised_it_does_not_mediate() -> None:
    assert mediate(3, raised_by=3) is Unfit.RAISED_IT


def test_notes_are_read_by_the_parties_and_the_mediator_alone() -> None:
    assert may_read_notes(1, mediator=3, parties=[1, 2])
    assert may_read_notes(3, mediator=3, parties=[1, 2])
    assert not may_read_notes(4, mediator=3, parties=[1, 2])
    assert not may_read_notes(None, mediator=None, parties=[1, 2])
