"""`verify_decision [NUMBER] [--initiative SLUG] [--file decision.json]`: count published decisions again; 1 if one does not hold."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from engagement.models import Decision
from engagement.rules.recount import Recount, recount
from initiatives.models import Event, Initiative
from initiatives.tenancy import inside


class Command(BaseCommand):
    """Counts published decisions again from their own JSON; changes nothing."""

    help = (
        "Count published decisions again, and compare the hash over their ballots with the one in the record."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take one decision, one initiative, a file, or everything."""
        parser.add_argument("number", nargs="?", type=int, help="only the decision with this record number")
        parser.add_argument("--initiative", metavar="SLUG", help="only this one")
        parser.add_argument("--file", metavar="PATH", help="a decision.json that somebody took with them")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line for each decision, and one for each difference."""
        if options["file"]:
            held = [self._tell(options["file"], recount(json.loads(Path(options["file"]).read_text())), [])]
        else:
            held = self._all(options["initiative"], options["number"])
        if not all(held):
            raise CommandError("A published decision is not what its ballots say.")

    def _all(self, slug: str | None, number: int | None) -> list[bool]:
        chosen = Initiative.objects.order_by("slug")
        chosen = chosen.filter(slug=slug) if slug else chosen
        if slug and not chosen.exists():
            raise CommandError(f"There is no initiative with the address {slug}.")
        held = []
        for initiative in chosen:
            with transaction.atomic(), inside(initiative.pk):
                rows = Decision.objects.filter(result__isnull=False).select_related("record").order_by("pk")
                found = rows.filter(record__number=number) if number else rows
                held += [
                    self._tell(f"{initiative.slug} {one.record.number}", recount(one.result), _record(one))
                    for one in found
                ]
        if number and not held:
            raise CommandError(f"There is no counted decision with the number {number}.")
        return held

    def _tell(self, name: str, found: Recount, recorded: list[str]) -> bool:
        faults = [
            f"{one.where}: published {one.published}, recounted {one.recounted}"
            for one in found.differences
            if one.is_error
        ]
        faults += recorded
        status = found.outcome.status.value if found.outcome else "unreadable"
        self.stdout.write(f"{name}: {'does not hold' if faults else 'holds'} ({status})")
        for fault in faults:
            self.stdout.write(f"{name}: {fault}")
        return not faults


def _record(decision: Decision) -> list[str]:
    """Return what differs between the result and what the ledger kept when it was counted."""
    roots = Event.objects.filter(record=decision.record_id, kind="decision.tallied").values_list(
        "facts", flat=True
    )
    known = {str(facts.get("merkle_root")) for facts in roots}
    own = str((decision.result or {}).get("merkle_root"))
    if own == decision.merkle_root and own in known:
        return []
    return [f"the hash over its ballots is {own}, and the record has {', '.join(sorted(known)) or 'none'}"]
