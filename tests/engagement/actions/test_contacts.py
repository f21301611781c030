"""Contact about an open matter outside the room is told by the people in it, and stands. SPECTRUM S10."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from engagement.actions.contacts import Contact, disclose_contact
from engagement.models import OutsideContact
from initiatives import clock
from initiatives.actions.erasure import erase_person
from initiatives.models import LedgerEntry
from initiatives.own_words import ERASED_WORDS
from initiatives.rules.refusals import RuleBroken
from tests.factories.engagements import make_framed, make_open
from tests.factories.inputs import move_to
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
CONTACT = Contact("The landlords’ club", "They asked for fewer hubs.", date(2020, 5, 4))


def test_a_seat_tells_of_a_contact_and_it_is_in_the_ledger(people: People) -> None:
    made = disclose_contact(engagement=make_open(by=people.backbone), contact=CONTACT, by=people.resident)
    assert (made.with_whom, made.about, made.told_by) == (CONTACT.with_whom, CONTACT.about, people.resident)
    assert LedgerEntry.objects.filter(kind="contact.disclosed").count() == 1


@pytest.mark.parametrize("state", ["decided", "withdrawn"])
def test_a_matter_that_is_over_has_no_contacts_to_tell(people: People, state: str) -> None:
    made = move_to(make_open(by=people.backbone), state)
    with pytest.raises(RuleBroken, match="while the matter is open"):
        disclose_contact(engagement=made, contact=CONTACT, by=people.resident)


def test_a_question_that_is_framed_is_no_open_matter_yet(people: People) -> None:
    with pytest.raises(RuleBroken, match="while the matter is open"):
        disclose_contact(engagement=make_framed(by=people.backbone), contact=CONTACT, by=people.resident)


@pytest.mark.parametrize(
    ("field", "value"), [("with_whom", " "), ("about", " "), ("held_on", date(2090, 1, 1))]
)
def test_a_contact_says_with_whom_about_what_and_when(people: People, field: str, value: object) -> None:
    made = make_open(by=people.backbone)
    with pytest.raises(RuleBroken) as refused:
        disclose_contact(engagement=made, contact=replace(CONTACT, **{field: value}), by=people.resident)
    assert refused.value.field == field
    assert not OutsideContact.objects.exists()


@pytest.mark.parametrize(
    "change", [{"held_on": date(2021, 1, 1)}, {"told_at": clock.now() + timedelta(days=1)}]
)
def test_the_database_keeps_what_was_told(people: People, change: dict[str, object]) -> None:
    made = disclose_contact(engagement=make_open(by=people.backbone), contact=CONTACT, by=people.resident)
    with pytest.raises(DatabaseError), transaction.atomic():
        OutsideContact.objects.filter(pk=made.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()


def test_the_words_go_with_whoever_told_them_and_the_contact_stays(people: People) -> None:
    disclose_contact(engagement=make_open(by=people.backbone), contact=CONTACT, by=people.resident)
    erase_person(person=people.resident, why="asked for it", by=None)
    found = OutsideContact.objects.get()
    assert (found.with_whom, found.about, found.held_on) == (ERASED_WORDS, ERASED_WORDS, CONTACT.held_on)
