"""Who does what and what not: what the reader sees of it, and of the words of others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from initiatives import clock
from initiatives.actions.partners import Part, edit_part, join, register_organization
from initiatives.actions.words import Alias, add_word, agree_word
from initiatives.models import Initiative, Membership
from initiatives.tenancy import inside
from tests.conftest import Browser
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
PAGE = "/i/harbor/people/turf/"


@pytest.fixture
def health(people: People, initiative: Initiative) -> Membership:
    """A second partner that says it helps with homework, as the library does; it has its own word for turf."""
    with inside(initiative.pk):
        library = Membership.objects.get(slug="harbor-learns-library")
        edit_part(membership=library, part=Part(turf_does={"en": "Homework rooms"}), by=people.backbone)
        office = register_organization(name="County Health", sector="health")
        part = Part(turf_does={"en": "Homework for ill children"}, mandate={"en": "Secret mandate"})
        joined = join(
            organization=office, kind="partner", joined_on=clock.today(), by=people.backbone, part=part
        )
        caseload = [Alias(word="caseload", by="County Health")]
        word = add_word(
            word={"en": "turf"}, definition={"en": "Ours"}, kind="turf", aliases=caseload, by=people.backbone
        )
        agree_word(term=word, by=people.backbone)
    return joined


def test_two_that_say_the_same_are_a_reason_to_talk(client_of: ClientOf, health: Membership) -> None:
    page = client_of(None).get(PAGE).content.decode()
    assert "Both name it among what they do: homework." in page
    assert "/talk/on/" in page


def test_what_only_translations_share_is_no_overlap(
    client_of: ClientOf, people: People, initiative: Initiative, health: Membership
) -> None:
    with inside(initiative.pk):
        type(initiative).objects.filter(pk=initiative.pk).update(languages=["en", "es"])
        library = Membership.objects.get(slug="harbor-learns-library")
        for one, does in ((library, "Books"), (health, "Nurses")):
            said = {"en": does, "es": "Organización de jóvenes"}
            edit_part(membership=one, part=Part(turf_does=said), by=people.backbone)
    assert "Both name it" not in client_of(None).get(PAGE).content.decode()
    with inside(initiative.pk):
        edit_part(membership=health, part=Part(turf_does={"es": "Organización"}), by=people.backbone)
    assert "organización" in client_of(None).get(PAGE).content.decode()


def test_a_withheld_partner_and_a_withheld_mandate_are_not_laid_beside_the_others(
    client_of: ClientOf, people: People, initiative: Initiative, health: Membership
) -> None:
    with inside(initiative.pk):
        make_restriction(health.record, by=people.staff, scope="fields", fields=["mandate"])
    assert "Secret mandate" not in client_of(None).get(PAGE).content.decode()
    with inside(initiative.pk):
        make_restriction(health.record, by=people.staff)
    page = client_of(None).get(PAGE).content.decode()
    assert "Both name it" not in page
    assert "Homework for ill children" not in page


def test_a_partner_may_keep_its_word_beside_ours(client_of: ClientOf, health: Membership) -> None:
    own = client_of(None).get(f"/i/harbor/people/{health.slug}/").content.decode()
    assert "It says “caseload” for what we call" in own
    words = client_of(None).get("/i/harbor/agenda/words/").content.decode()
    assert "“caseload”" in words
