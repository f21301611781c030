"""Trust beside what was kept: each survey with the year that led to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from communications.pages.together import Kept, kept_in
from initiatives import clock
from initiatives.models import Commitment
from tests.conftest import Browser
from tests.factories.survey import close, fill, make_partners, make_wave
from tests.personas import People


@pytest.mark.parametrize(
    ("due", "state", "kept"),
    [
        (date(2026, 6, 30), "met", Kept(1, 1)),
        (date(2026, 6, 30), "missed", Kept(0, 1)),
        (date(2026, 6, 30), "accepted", Kept(0, 1)),
        (date(2026, 6, 30), "released", Kept(0, 0)),
        (date(2025, 6, 30), "met", Kept(0, 0)),
        (date(2026, 7, 2), "met", Kept(0, 0)),
    ],
)
def test_a_commitment_counts_in_the_year_in_which_its_day_came(due: date, state: str, kept: Kept) -> None:
    until = clock.now().replace(year=2026, month=7, day=1)
    assert kept_in([Commitment(due=due, state=state)], until=until) == kept


@pytest.mark.usefixtures("inside_initiative")
def test_the_page_shows_each_survey_that_may_be_shown(
    people: People, client_of: Callable[..., Browser]
) -> None:
    partners = make_partners(5, by=people.backbone)
    wave = make_wave(partners, by=people.backbone)
    page = client_of(None).get("/i/harbor/people/together/").content.decode()
    assert "No survey yet that can be shown" in page
    for sheet in wave.sheets.all():
        fill(sheet)
    with clock.at(clock.now() + timedelta(days=1)):
        close(wave)
    page = client_of(None).get("/i/harbor/people/together/").content.decode()
    assert "5 of 5 partners answered" in page
    assert "Trust was asked once" in page
    assert "3.0 of 4" in page
    assert "None was due in that year" in page
