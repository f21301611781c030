"""`erase_person ADDRESS --why REASON`: erase somebody everywhere on the platform, on their request."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from initiatives.actions.erasure import erase_person
from initiatives.models import Person


class Command(BaseCommand):
    """Erases one person. It can't be undone, and a backup made before does not undo it."""

    help = "Erase the name, the address and the own words of somebody, on their request."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whom and why."""
        parser.add_argument("address", help="the e-mail address by which they sign in")
        parser.add_argument("--why", required=True, help="kept in public: no name in it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, or say that nobody has this address."""
        person = Person.objects.filter(email__iexact=options["address"]).first()
        if person is None:
            raise CommandError("Nobody signs in by this address.")
        erase_person(person=person, why=options["why"], by=None)
        self.stdout.write(f"Person {person.pk} is erased.")
