"""Requests drawn from the published schema bring no operation of the API down, and each can be answered. BARS R13.

Every day a few cases are drawn for each operation; `CI_FUZZED=150` draws so many for each operation and role.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache as once
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import schemathesis
import yaml
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from requests import Request

from engagement.models import Prompt
from initiatives import clock
from initiatives.models import Initiative
from initiatives.tenancy import inside
from tests.access.ground import INSIDE, Ground, address, forget_tries
from tests.access.table import TABLE
from tests.personas import OWN

SCHEMA = yaml.safe_load((Path(__file__).resolve().parents[2] / "docs" / "openapi.yaml").read_text())
CASES = int(os.environ.get("CI_FUZZED", "3"))
ROLES = ("visitor", "partner", "backbone")
API = [route for route in INSIDE if route.startswith("api-")]
# What is accepted where chance would hardly find it, from the ids of a scene; {} where nothing needs to be said.
ACCEPTED: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "POST /api/v1/i/{slug}/figures/": lambda ids: {
        "indicator": ids["indicator"],
        "figures": [{"period": "2021-22", "value": 63}],
        "note": "Of the state",
    },
    "POST /api/v1/i/{slug}/imports/": lambda ids: {
        "indicator": ids["indicator"],
        "rows": [{"period": "2021-22", "value": 63}],
    },
    "POST /api/v1/i/{slug}/imports/{number}/release/": lambda _ids: {"note": "Of the state"},
    "POST /api/v1/i/{slug}/inputs/": lambda ids: {
        "engagement": ids["asked"],
        "answers": [{"prompt": _prompt_of(ids["asked"]), "words": "Buses after nine"}],
    },
}
SEATS_OF_OTHERS = "POST /api/v1/i/{slug}/decisions/{number}/ballot/"
"""The one operation that answers none of the walkers: its vote belongs to seats that others hold."""


def _prompt_of(engagement: int) -> int:
    with transaction.atomic(), inside(Initiative.objects.get(slug=OWN).pk):
        return Prompt.objects.filter(engagement__record__number=engagement).earliest("pk").pk


@once
def operations() -> dict[str, Any]:
    """Return the operations of the committed schema inside an initiative by method and path."""
    found = [one.ok() for one in schemathesis.openapi.from_dict(SCHEMA).get_all_operations()]
    return {one.label: one for one in found if "{slug}" in one.path}


LABELS = sorted(operations())


@pytest.fixture(autouse=True)
def _while_votes_are_open() -> Iterator[None]:
    with clock.at(clock.now() + timedelta(days=7, hours=1)):
        yield


def there(label: str, ground: Ground) -> str:
    """Return the address of an operation with the ids of the scene."""
    pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", label.partition(" ")[2]))
    paths = [address(route, OWN, TABLE[route], ground.scenes[OWN].ids) for route in API]
    return next(one for one in paths if pattern.fullmatch(one) and _fixed(one) >= _fixed_of(label))


def _fixed(path: str) -> set[str]:
    return set(path.split("/"))


def _fixed_of(label: str) -> set[str]:
    return {part for part in label.partition(" ")[2].split("/") if "{" not in part}


def send(ground: Ground, walker: str, method: str, path: str, body: bytes = b"", kind: str = "") -> int:
    """Send one request, take back what it did, and return its status."""
    forget_tries()  # no limit of a rate stands in the way
    with transaction.atomic():
        answer = ground.browser_of(walker).generic(
            method, path, body, content_type=kind or "application/json"
        )
        transaction.set_rollback(True)
    return int(answer.status_code)


def _drawn(operation: Any, real: str, *, at_home: bool, case: Any) -> tuple[str, bytes, str]:
    """Return path, body and kind of a drawn case, at the address of something real or wherever it was drawn to."""
    case.path_parameters = {**(case.path_parameters or {}), "slug": OWN}
    told = case.as_transport_kwargs(base_url="http://localhost")
    known = {"method", "url", "params", "headers", "cookies", "data", "json", "files"}
    ready = Request(**{name: value for name, value in told.items() if name in known}).prepare()
    parts = urlsplit(str(ready.url))
    path = real if at_home else parts.path
    body = ready.body or b""
    kind = ready.headers.get("Content-Type", "")
    full = f"{path}?{parts.query}" if parts.query else path
    return full, body.encode() if isinstance(body, str) else body, kind


@pytest.mark.parametrize("label", LABELS)
def test_no_drawn_request_brings_an_operation_down(
    label: str, ground: Ground, record_property: Callable[[str, object], None]
) -> None:
    operation, real, method = operations()[label], there(label, ground), label.partition(" ")[0]
    down: list[str] = []
    sent = 0

    @settings(
        max_examples=CASES,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), at_home=st.booleans())
    def draw(case: Any, at_home: bool) -> None:
        nonlocal sent
        path, body, kind = _drawn(operation, real, at_home=at_home, case=case)
        for walker in ROLES:
            sent += 1
            status = send(ground, walker, method, path, body, kind)
            if status >= 500:
                down.append(f"{method} {path} as {walker}: {status} {body[:200]!r}")

    draw()
    said = json.dumps(ACCEPTED[label](ground.scenes[OWN].ids)).encode() if label in ACCEPTED else b""
    reached = {walker: send(ground, walker, method, real, said) for walker in ROLES}
    record_property("requests", sent + len(ROLES))
    assert down == []
    assert label == SEATS_OF_OTHERS or any(200 <= status < 300 for status in reached.values()), (
        f"nobody is answered: {reached}"
    )
