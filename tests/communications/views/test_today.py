"""Today: what is late stands first, with its date and how many days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from initiatives import clock
from initiatives.actions.restrictions import ask_for_review
from initiatives.models import Initiative
from tests.conftest import Browser
from tests.factories.records import make_record
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]


def test_a_late_answer_is_said_with_its_date_and_days_and_leads_to_where_it_is_given(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    held = make_restriction(
        make_record("Minutes of May", by=people.backbone, kind="round"), by=people.staff, days=28
    )
    asked = ask_for_review(restriction=held, words="Why?", by=None)
    due = clock.today(inside_initiative.zone) + timedelta(days=10)
    with clock.at(clock.now() + timedelta(days=12)):
        page = " ".join(client_of(people.backbone).get("/i/harbor/today/").content.decode().split())
    assert "2 days late" in page
    assert f"Due {due.day} " in page
    assert "One is late, so it comes first." in page
    assert f'href="/i/harbor/open/reviews/{asked.pk}/answer/"' in page
    assert page.index("Minutes of May") < page.index('class="todo"') + 400, "it is the first row"
