"""`verify_ledger [--initiative SLUG]`: check every ledger; the exit status is 1 when one does not hold."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from initiatives.ledger import check_ledger
from initiatives.models import Initiative
from initiatives.record import ledger_head
from initiatives.tenancy import inside


class Command(BaseCommand):
    """Checks the ledgers; changes nothing."""

    help = "Check that no entry of a ledger was changed, removed, added or put elsewhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take one initiative, or all."""
        parser.add_argument("--initiative", metavar="SLUG", help="only this one")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line for each ledger, and one for each finding."""
        chosen = Initiative.objects.order_by("slug")
        if slug := options["initiative"]:
            chosen = chosen.filter(slug=slug)
            if not chosen.exists():
                raise CommandError(f"There is no initiative with the address {slug}.")
        broken = [initiative.slug for initiative in chosen if not self._holds(initiative)]
        if broken:
            raise CommandError(f"The ledger does not hold: {', '.join(broken)}.")

    def _holds(self, initiative: Initiative) -> bool:
        with transaction.atomic(), inside(initiative.pk):
            found, head = check_ledger(), ledger_head()
        if not found:
            entries = head.seq if head else 0
            self.stdout.write(
                f"{initiative.slug}: {entries} entries hold. Head {head.hash if head else 'none'}"
            )
        for finding in found:
            self.stdout.write(f"{initiative.slug}: entry {finding.seq} {finding.what}")
        return not found
