"""Who votes in the tests of engagements."""

from __future__ import annotations

import pytest

from initiatives.models import Initiative
from initiatives.rules.roles import Role
from tests.factories.decisions import Council, make_council
from tests.factories.people import give_role
from tests.personas import People


@pytest.fixture
def council(people: People, initiative: Initiative) -> Council:
    """Give a council of the community whose holders may sign in as residents."""
    found = make_council(people.backbone)
    for holder in found.holders:
        give_role(holder, Role.RESIDENT, initiative)
    return found
