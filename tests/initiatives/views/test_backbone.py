"""Seats and the chair that they share, as the backbone sets them up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from initiatives.ledger import check_ledger
from initiatives.models import Body, LedgerEntry, Person, Seat
from tests.conftest import Browser
from tests.personas import OWN, People

pytestmark = pytest.mark.usefixtures("inside_initiative")
ClientOf = Callable[[Person | None], Browser]


def table_seat() -> Seat:
    return Seat.objects.filter(body__is_table=True, seat_class="community").earliest("pk")


def test_seat_shares_the_chair_and_leaves_it_and_both_stand_in_the_ledger(
    client_of: ClientOf, people: People
) -> None:
    seat, browser = table_seat(), client_of(people.backbone)
    where, seats = reverse("seat-chair", args=[OWN, seat.pk]), reverse("seats", args=[OWN])
    assert "shares the chair" not in client_of(None).get(seats).content.decode()
    assert browser.post(where).status_code == 302
    assert "shares the chair" in client_of(None).get(seats).content.decode()
    assert browser.post(where).status_code == 302
    seat.refresh_from_db()
    assert not seat.is_co_chair
    kinds = LedgerEntry.objects.order_by("seq").values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["seat.chairs", "seat.leaves_chair"]
    assert check_ledger() == []


def test_new_seat_can_share_the_chair_from_the_first_day(client_of: ClientOf, people: People) -> None:
    table = Body.objects.get(is_table=True)
    sent = {"name": "Second chair", "seat_class": "community", "is_voting": "on", "is_co_chair": "on", "created_on": "2026-01-01"}  # fmt: skip
    where = reverse("seat-add", args=[OWN, table.slug])
    assert client_of(people.backbone).post(where, sent).status_code == 302
    assert Seat.objects.get(name="Second chair").is_co_chair


def test_partner_seats_nobody_in_the_chair(client_of: ClientOf, people: People) -> None:
    assert (
        client_of(people.partner).post(reverse("seat-chair", args=[OWN, table_seat().pk])).status_code == 403
    )
