"""Pages of partners, invitations, seats, bylaws and settings: who sees and who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from initiatives import clock
from initiatives.actions.activity_parts import help_with
from initiatives.actions.bylaws import create_document
from initiatives.actions.commitments import Promise, create_commitment
from initiatives.models import (
    Body,
    Clause,
    Initiative,
    LedgerEntry,
    Membership,
    Pass,
    Person,
    RoleHolding,
    SentOnce,
)
from initiatives.rules.roles import Role
from initiatives.tenancy import inside
from tests.conftest import Browser
from tests.factories.activities import make_activity
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
HOME = "/i/harbor"
LIBRARY = f"{HOME}/people/harbor-learns-library/"
PUBLIC = (
    "people/",
    "people/harbor-learns-library/",
    "people/groups/table/",
    "people/seats/",
    "people/rules/",
)


@pytest.mark.parametrize("path", PUBLIC)
def test_everybody_reads_the_pages_of_people_and_no_cookie_is_set(
    client_of: ClientOf, initiative: Initiative, path: str
) -> None:
    answer = client_of(None).get(f"{HOME}/{path}")
    assert answer.status_code == 200
    assert not answer.cookies


def test_the_head_says_how_many_seats_residents_hold(client_of: ClientOf, initiative: Initiative) -> None:
    assert (
        "1 of 2 votes at the table are held by residents."
        in client_of(None).get(f"{HOME}/people/").content.decode()
    )


def test_the_names_of_representatives_are_for_those_who_take_part(
    client_of: ClientOf, people: People
) -> None:
    name = "Wilhelmina Ochieng"
    Person.objects.filter(pk=people.partner.pk).update(name=name)
    assert name in client_of(people.resident).get(LIBRARY).content.decode()
    assert name not in client_of(None).get(LIBRARY).content.decode()


def test_a_partners_page_tells_what_it_carries_and_what_is_promised(
    client_of: ClientOf, people: People, inside_initiative: Initiative
) -> None:
    library, table = Membership.objects.get(), Body.objects.get()
    make_activity("Reading hours", by=people.backbone, lead=library)
    helped = make_activity("Walking bus", by=people.backbone)
    help_with(activity=helped, membership=library, brings={"en": "Two rooms"}, by=people.backbone)
    hidden = make_activity("The hidden one", by=people.backbone, lead=library)
    make_restriction(hidden.record, by=people.backbone)
    make_activity("Of nobody", by=people.backbone)
    due = clock.today() - timedelta(days=9)
    for words, giver, receiver in (("Open two rooms", library, table), ("Pay for both", table, library)):
        create_commitment(promise=Promise({"en": words}, giver, receiver, due), by=None)
    page = client_of(None).get(LIBRARY).content.decode()
    card = " ".join(
        page.partition("What it carries and what is promised")[2].partition("</section>")[0].split()
    )
    assert card.index("Leads it") < card.index("Reading hours")
    assert card.index("Helps with it") < card.index("Walking bus")
    assert card.index("Late") < card.index("Open two rooms") < card.index("Pay for both")
    assert "The hidden one" not in page
    assert "Of nobody" not in page


def test_a_partner_edits_its_own_page_and_no_other(
    client_of: ClientOf, people: People, initiative: Initiative
) -> None:
    saved = client_of(people.partner).post(LIBRARY + "edit/", {"turf_does_en": "Reading hours"})
    assert saved.status_code == 302
    assert client_of(people.resident).get(LIBRARY + "edit/").status_code == 403
    assert client_of(people.outsider).get(LIBRARY + "edit/").status_code == 404
    with inside(initiative.pk):
        assert Membership.objects.get(slug="harbor-learns-library").turf_does == {"en": "Reading hours"}


def test_only_its_own_people_sign_for_a_partner(client_of: ClientOf, people: People) -> None:
    client_of(people.partner).post(LIBRARY + "agreement/edit/", {"agreement_en": "Two days a month"})
    assert client_of(people.backbone).post(LIBRARY + "agreement/signature/").status_code == 403
    client_of(people.partner).post(LIBRARY + "agreement/signature/")
    assert "Signed" in client_of(None).get(LIBRARY + "agreement/").content.decode()


def test_inviting_is_for_the_backbone_and_says_what_is_wrong(client_of: ClientOf, people: People) -> None:
    url = f"{HOME}/people/invite/"
    assert client_of(people.partner).get(url).status_code == 403
    assert client_of(people.outsider).get(url).status_code == 404
    assert client_of(None).get(url)["Location"] == f"/signin/?next={url}"
    wrong = client_of(people.backbone).post(url, {"email": people.resident.email, "role": "resident"})
    assert wrong.status_code == 422
    assert "takes part in this role already" in wrong.content.decode()
    assert (
        client_of(people.backbone).post(url, {"email": "a@example.org", "role": "resident"}).status_code
        == 302
    )
    assert "a@example.org" in client_of(people.backbone).get(url).content.decode()


def test_staff_is_not_offered_to_invite_a_director(client_of: ClientOf, people: People) -> None:
    url = f"{HOME}/people/invite/"
    assert 'value="director"' not in client_of(people.staff).get(url).content.decode()
    answer = client_of(people.staff).post(url, {"email": "a@example.org", "role": "director"})
    assert answer.status_code == 422


def test_a_clause_is_added_and_changed_by_directors_only(
    client_of: ClientOf, people: People, initiative: Initiative
) -> None:
    with inside(initiative.pk):
        create_document(slug="bylaws", title={"en": "Bylaws"}, purpose={}, by=people.backbone)
    url = f"{HOME}/people/rules/bylaws/"
    fields = {"number": "2.1", "heading_en": "Notice", "words_en": "Ten days before", "notice_days": "10"}
    assert client_of(people.staff).post(url + "add/", fields).status_code == 403
    assert client_of(people.backbone).post(url + "add/", {**fields, "notice_days": "0"}).status_code == 422
    assert client_of(people.backbone).post(url + "add/", fields).status_code == 302
    changed = {"heading_en": "Notice", "words_en": "Twelve days before", "notice_days": "12"}
    assert client_of(people.backbone).post(url + "2.1/edit/", changed).status_code == 302
    page = client_of(None).get(url + "2.1/").content.decode()
    assert "12 days" in page
    assert "10 days" in page
    with inside(initiative.pk):
        assert Clause.objects.count() == 2


def test_a_director_cannot_end_the_last_directors_role(
    client_of: ClientOf, people: People, initiative: Initiative
) -> None:
    with inside(initiative.pk):
        pk = RoleHolding.objects.get(role=Role.DIRECTOR).pk
    answer = client_of(people.backbone).post(f"{HOME}/settings/access/{pk}/ending/", HTTP_REFERER="")
    assert answer.status_code == 409
    assert client_of(people.staff).post(f"{HOME}/settings/access/{pk}/ending/").status_code == 403


def test_a_right_is_granted_on_the_page_and_stands_in_the_ledger(
    client_of: ClientOf, people: People, initiative: Initiative
) -> None:
    fields = {"role": "funder", "right": "see_drafts"}
    assert client_of(people.backbone).post(f"{HOME}/settings/access/granting/", fields).status_code == 302
    with inside(initiative.pk):
        assert LedgerEntry.objects.filter(kind="right.granted").exists()


def test_keys_of_one_day_are_told_apart_by_what_they_are_for(client_of: ClientOf, people: People) -> None:
    browser = client_of(people.partner)
    url = f"{HOME}/settings/connections/"
    nameless = browser.post(url, {"scope": "read", "days": "30"})
    assert nameless.status_code == 422
    for name in ("Figures to our spreadsheet", "The county’s dashboard"):
        assert browser.post(url, {"name": name, "scope": "read", "days": "30"}).status_code == 200
    page = browser.get(url).content.decode()
    assert page.index("The county’s dashboard") < page.index('rec-t">Figures to our spreadsheet')
    assert "dashboard" not in client_of(people.backbone).get(url).content.decode(), (
        "only one’s own are listed"
    )
    for place in ("ledger", "ledger-file"):
        answer = client_of(None).get(reverse(place, args=["harbor"]))
        told = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert "dashboard" not in told.decode()


def test_a_key_is_shown_once_works_and_dies_when_revoked(
    client_of: ClientOf, people: People, initiative: Initiative
) -> None:
    browser = client_of(people.partner)
    url = f"{HOME}/settings/connections/"
    asked = {"name": "Figures to our spreadsheet", "scope": "read", "days": "30"}
    page = browser.post(url, asked, once="the-same-key").content.decode()
    secret = page.split('readonly value="')[1].split('"')[0]
    assert secret not in browser.get(url).content.decode()
    assert secret not in browser.post(url, asked, once="the-same-key").content.decode()
    with inside(initiative.pk):
        assert not SentOnce.objects.filter(body__contains=secret).exists()
    made = Pass.objects.get(person=people.partner, purpose=Pass.Purpose.API_TOKEN)
    assert client_of(people.backbone).post(f"{url}{made.pk}/revocation/").status_code == 404
    browser.post(f"{url}{made.pk}/revocation/")
    made.refresh_from_db()
    assert made.revoked_at is not None


def test_a_color_can_be_looked_at_without_saving_it(
    client_of: ClientOf, people: People, initiative: Initiative
) -> None:
    page = client_of(people.backbone).get(f"{HOME}/settings/?hue=brick").content.decode()
    assert 'data-hue="brick"' in page
    initiative.refresh_from_db()
    assert initiative.hue != "brick"


def test_the_first_page_lists_what_is_public_and_what_is_mine(
    client_of: ClientOf, initiative: Initiative, people: People
) -> None:
    Initiative.objects.filter(pk=initiative.pk).update(published_at=None, published_by=None)
    assert initiative.name not in client_of(None).get("/").content.decode()
    assert "Meadow Grows" in client_of(None).get("/").content.decode()
    assert initiative.name in client_of(people.partner).get("/").content.decode()


def test_display_sets_only_known_choices_and_stays_here(db: None) -> None:
    answer = Client().get("/display/?theme=dark&text=huge&next=https://evil.example/")
    assert answer["Location"] == "/"
    assert answer.cookies["theme"].value == "dark"
    assert "text" not in answer.cookies
