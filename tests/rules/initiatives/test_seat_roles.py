"""What a seat makes of whoever holds it."""

from __future__ import annotations

import pytest

from initiatives.rules.permissions import Permission
from initiatives.rules.roles import GRANTS, Role
from initiatives.rules.seat_roles import may_sit, role_of_seat

OPEN_TO_ALL = ("community", "youth", "partner", "public_sector", "funder")


@pytest.mark.parametrize("seat_class", OPEN_TO_ALL)
def test_a_seat_carries_a_role_that_may_answer_and_no_right_of_the_backbone(seat_class: str) -> None:
    role = role_of_seat(seat_class)
    assert role is not None
    assert Permission.AGENDA_RATIFY in GRANTS[role]
    assert Permission.SEATS_MANAGE not in GRANTS[role]
    assert may_sit(seat_class, frozenset())


def test_a_seat_of_the_backbone_is_for_those_who_work_there() -> None:
    assert role_of_seat("backbone") is None
    assert not may_sit("backbone", frozenset({Role.RESIDENT, Role.PARTNER}))
    assert may_sit("backbone", frozenset({Role.STAFF}))
