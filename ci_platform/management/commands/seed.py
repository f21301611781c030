"""`seed`: the two demonstration initiatives; `seed --scale N`: N further ones with synthetic figures, for measuring."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ci_platform.demonstration.seeding import seed


class Command(BaseCommand):
    """Makes demonstration data by calling the actions that everybody uses."""

    help = "Make the two demonstration initiatives; with --scale N, N further ones with synthetic figures."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the number of synthetic initiatives."""
        parser.add_argument("--scale", type=int, default=0)

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed, and say what was made."""
        made = seed()
        self.stdout.write(
            f"made {', '.join(made)}" if made else "the demonstration initiatives are there already"
        )
