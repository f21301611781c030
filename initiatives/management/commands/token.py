"""`manage.py token`: make a key for a program and print it once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from initiatives.access import initiative_for
from initiatives.actions.tokens import make_token
from initiatives.models import Initiative, Person
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import inside


class Command(BaseCommand):
    """Makes an API token for one person in one initiative."""

    help = "Print a new API token. It is stored nowhere and shown once."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say for whom, where and how far."""
        parser.add_argument("--person", required=True, metavar="EMAIL")
        parser.add_argument("--initiative", required=True, metavar="SLUG")
        parser.add_argument("--scope", choices=["read", "write"], default="read")
        parser.add_argument("--days", type=int, default=90)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it and print it."""
        person = Person.objects.filter(email=options["person"].lower(), is_active=True).first()
        initiative: Initiative | None = initiative_for(options["initiative"])
        if person is None or initiative is None:
            raise CommandError("There is no such person or initiative.")
        try:
            with transaction.atomic(), inside(initiative.pk):
                _made, secret = make_token(
                    person=person, scope=options["scope"], days=options["days"], by=person
                )
        except RuleBroken as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(secret)
