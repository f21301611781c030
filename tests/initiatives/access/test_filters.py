"""A filter of a collection compares with a whole number or says that it was given none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from initiatives.models import Initiative
from tests.conftest import Browser


@pytest.mark.parametrize(
    "path",
    [
        "decisions/?engagement",
        "engagements/?level",
        "promises/?level",
        "promises/?engagement",
        "inputs/?engagement",
    ],
)
@pytest.mark.parametrize(
    ("given", "status"), [("3", 200), ("99999999999999999999999", 200), ("many", 422), ("1.5", 422)]
)
def test_a_number_is_asked_for(
    client_of: Callable[[Any], Browser], initiative: Initiative, path: str, given: str, status: int
) -> None:
    answer = client_of(None).get(f"/api/v1/i/{initiative.slug}/{path}={given}")
    assert answer.status_code == status
    assert status == 200 or "whole number" in answer.content.decode()
