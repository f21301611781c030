"""Which languages the public texts of an initiative have, and without which no question is announced."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from engagement.models import Engagement
from initiatives.models import Initiative, Person
from initiatives.rules.roles import Role
from initiatives.templatetags.ui_text import money
from measurement.actions.choosing import Wanted, want_data
from tests.conftest import Browser
from tests.factories.engagements import make_announced
from tests.factories.restrictions import make_restriction
from tests.personas import People

PAGE = "/i/harbor/settings/"
TYPED = {
    "name": "Harbor Learns", "geography": "Harbor County", "contact_email": "hello@harbor.example", "hue": "teal",
    "zone": "America/Chicago", "tagline_en": "Everybody reads.", "currency": "USD",
}  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "required", "owed"),
    [
        (["en", "es"], [], ["en"]),
        (["en", "es"], ["es"], ["en", "es"]),
        (["en"], ["en", "es"], ["en"]),
    ],
)
def test_a_language_is_offered_at_once_and_required_only_where_somebody_says_so(
    wanted: list[str],
    required: list[str],
    owed: list[str],
    client_of: Callable[[Person | None], Browser],
    inside_initiative: Initiative,
    backbone: Person,
) -> None:
    sent = TYPED | {"wanted": wanted, "required": required}
    assert client_of(backbone).post(PAGE, sent).status_code == 302
    found = Initiative.objects.get(pk=inside_initiative.pk)
    assert (found.languages, found.owed_languages, found.hue) == (wanted, owed, "teal")


def test_a_language_in_which_an_open_question_was_announced_stays_until_it_is_over(
    client_of: Callable[[Person | None], Browser], inside_initiative: Initiative, people: People
) -> None:
    both = ["en", "es"]
    asked = make_announced(by=people.backbone)
    Engagement.objects.filter(pk=asked.pk).update(required_languages=both)
    Initiative.objects.filter(pk=inside_initiative.pk).update(languages=both, required_languages=both)
    browser, sent = client_of(people.backbone), TYPED | {"wanted": ["en"], "required": ["en"]}
    refused = browser.post(PAGE, sent)
    assert refused.status_code == 422
    assert f"One question under way was announced in Español (“{asked}”)." in refused.content.decode()
    assert Initiative.objects.get(pk=inside_initiative.pk).languages == both
    make_restriction(asked.record, by=people.backbone, readers=(Role.FUNDER,))
    withheld = browser.post(PAGE, sent).content.decode()
    assert "One question under way was announced in Español." in withheld
    Engagement.objects.filter(pk=asked.pk).update(state="withdrawn")
    assert browser.post(PAGE, sent).status_code == 302


def test_every_sum_stands_in_the_currency_of_the_initiative(
    client_of: Callable[[Person | None], Browser], inside_initiative: Initiative, backbone: Person
) -> None:
    browser = client_of(backbone)
    want_data(wanted=Wanted(title={"en": "Bus figures"}, gap={"en": "None"}, cost=Decimal(4800)), by=backbone)
    wanted = "/i/harbor/results/wanted/"
    assert "costs $4,800" in browser.get(wanted).content.decode()
    sent = TYPED | {"wanted": ["en"], "required": ["en"], "currency": "EUR"}
    assert browser.post(PAGE, sent).status_code == 302
    assert "costs €4,800" in browser.get(wanted).content.decode()
    assert money(Decimal("12.50"), "GBP") == "£12.50"
    assert money(None, "GBP") == ""
