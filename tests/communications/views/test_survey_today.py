"""The survey on Today: for who was not written to, and for the backbone when a partner gains too little."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from initiatives.models import RoleHolding
from tests.conftest import Browser
from tests.factories.survey import fill, make_partners, make_wave
from tests.personas import People

TODAY = "/i/harbor/today/"


@pytest.mark.usefixtures("inside_initiative")
def test_who_was_asked_too_often_finds_the_survey_and_the_backbone_hears_early(
    people: People, client_of: Callable[..., Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    partners = make_partners(5, by=people.backbone)
    monkeypatch.setattr("initiatives.nudges.rule_value", lambda _key: 0)
    wave = make_wave(partners, by=people.backbone)
    person = RoleHolding.objects.get(membership=partners[0]).person
    assert f"{wave.record.url}answer/" in client_of(person).get(TODAY).content.decode()
    assert "Taking part costs them much" not in client_of(people.backbone).get(TODAY).content.decode()
    fill(wave.sheets.get(membership=partners[0]), gain=2, cost=2)
    assert f"{wave.record.url}answer/" not in client_of(person).get(TODAY).content.decode()
    assert "Taking part costs them much" in client_of(people.backbone).get(TODAY).content.decode()
    assert "Taking part costs them much" not in client_of(people.partner).get(TODAY).content.decode()
