"""The charts of an indicator as pictures: for whoever may read it, the same until something changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from initiatives.models import Initiative
from initiatives.rules.roles import Role
from measurement.actions.imports import bring_figures
from measurement.models import Indicator
from tests.conftest import Browser
from tests.factories.figures import NOTE, by_group
from tests.factories.indicators import make_dimension, make_indicator
from tests.factories.restrictions import make_restriction
from tests.personas import People

PICTURES = ("/i/harbor/results/grad/trend.png", "/i/harbor/results/grad/gap.png")


@pytest.fixture
def grad(inside_initiative: Initiative, people: People) -> Indicator:
    dimension = make_dimension(by=people.backbone)
    made = make_indicator(by=people.backbone, slug="grad")
    Indicator.objects.filter(pk=made.pk).update(gap_dimension=dimension)
    content = by_group("2019-20", all=(830, 1000), white=(450, 500), black=(380, 500))
    bring_figures(indicator=made, content=content, note=NOTE, by=people.backbone)
    return made


@pytest.mark.parametrize("path", PICTURES)
def test_anybody_gets_the_picture_and_304_while_nothing_changed(
    grad: Indicator, client_of: Callable[[Any], Browser], path: str
) -> None:
    reader = client_of(None)
    answer = reader.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer.content.startswith(b"\x89PNG")
    assert reader.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    dark = reader.get(f"{path}?theme=dark")
    assert dark.content != answer.content


@pytest.mark.parametrize("path", PICTURES)
def test_a_restricted_one_answers_with_its_stub(
    grad: Indicator, client_of: Callable[[Any], Browser], people: People, path: str
) -> None:
    make_restriction(grad.record, by=people.backbone, readers=(Role.DIRECTOR,))
    refused = client_of(None).get(path)
    assert refused.status_code == 403
    assert b"PNG" not in refused.content[:8]


@pytest.mark.parametrize("path", PICTURES)
def test_without_figures_there_is_no_picture(
    inside_initiative: Initiative, people: People, client_of: Callable[[Any], Browser], path: str
) -> None:
    make_indicator(by=people.backbone, slug="grad")
    assert client_of(None).get(path).status_code == 404
