"""`erase_again`: after a backup was restored, erase those who were erased since it was made."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from initiatives.actions.erasure import erase_again


class Command(BaseCommand):
    """Reads the note that lies beside the database. `migrate` and the start of the product do the same."""

    help = "Erase those who were erased before and have come back with a backup."

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, and say how many there were."""
        self.stdout.write(f"erased again: {erase_again()}")
