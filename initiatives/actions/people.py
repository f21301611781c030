"""People: making an account whose e-mail is proved, and changing one's own details."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from initiatives.models import Person


@transaction.atomic
def make_person(*, email: str, name: str = "", language: str = "en", password: str | None = None) -> Person:
    """Return the person with this e-mail, made if there is none; the e-mail counts as proved by the caller.

    A secret address that was mailed, an operator or the seed prove it. Nobody's existing details are changed.
    """
    address = email.strip().lower()
    person = Person.objects.filter(email=address).first()
    if person is None:
        person = Person.objects.create_user(address, password, name=name.strip(), language=language)
    EmailAddress.objects.update_or_create(
        user=person, email=address, defaults={"verified": True, "primary": True}
    )
    return person


def change_details(*, person: Person, name: str, language: str) -> None:
    """Change how a person is called and in which language the platform speaks to them."""
    person.name, person.language = name.strip(), language
    person.save(update_fields=["name", "language"])
