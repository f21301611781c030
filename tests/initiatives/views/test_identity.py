"""Which languages the public texts of an initiative have, and without which no question is announced."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from initiatives.models import Initiative, Person
from tests.conftest import Browser

PAGE = "/i/harbor/settings/"
TYPED = {
    "name": "Harbor Learns", "geography": "Harbor County", "contact_email": "hello@harbor.example", "hue": "teal",
    "zone": "America/Chicago", "tagline_en": "Everybody reads.",
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
