"""The invented people of the demonstration. The first five sign in with one click."""

from __future__ import annotations

from dataclasses import dataclass

from initiatives.actions.people import make_person
from initiatives.models import Person


@dataclass(frozen=True, slots=True)
class Character:
    """One invented person: a short key, a name, and the e-mail that nobody receives."""

    key: str
    name: str
    email: str


DEMONSTRATION = (
    Character("director", "Maren Okafor", "backbone@example.org"),
    Character("partner", "Luis Andrade", "partner@example.org"),
    Character("resident", "Halima Yusuf", "resident@example.org"),
    Character("funder", "Grace Lindqvist", "funder@example.org"),
)
OUTSIDER = Character("director", "Tobias Reuter", "outsider@example.org")


def invent(*names: str) -> tuple[Character, ...]:
    """Return characters for names; the key is the first name in small letters."""
    return tuple(
        Character(name.split()[0].lower(), name, f"{name.lower().replace(' ', '.')}@people.example.org")
        for name in names
    )


def bring_in(characters: tuple[Character, ...]) -> dict[str, Person]:
    """Return the people by key, made if they are not there."""
    return {one.key: make_person(email=one.email, name=one.name) for one in characters}
