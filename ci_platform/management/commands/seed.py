"""`seed`: the two demonstration initiatives; `seed --scale N`: N further ones with synthetic figures, for measuring."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ci_platform.demonstration.scale import Depth, make_scale
from ci_platform.demonstration.seeding import seed


class Command(BaseCommand):
    """Makes demonstration data by calling the actions that everybody uses."""

    help = "Make the two demonstration initiatives; with --scale N, N further ones with synthetic figures."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the number of synthetic initiatives and how much each holds."""
        usual = Depth()
        parser.add_argument("--scale", type=int, default=0, help="initiatives scale-0001 … scale-<N>")
        parser.add_argument("--indicators", type=int, default=usual.indicators, help="in each of them")
        parser.add_argument("--periods", type=int, default=usual.periods, help="years of each indicator")
        parser.add_argument("--groups", type=int, default=usual.groups, help="groups beside the whole")
        parser.add_argument("--prefix", default="scale", help="begins their addresses: scale-0001")

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed, and say what was made."""
        if options["scale"]:
            self._scale(options)
            return
        made = seed()
        self.stdout.write(
            f"made {', '.join(made)}" if made else "the demonstration initiatives are there already"
        )

    def _scale(self, options: dict[str, Any]) -> None:
        began = time.monotonic()
        depth = Depth(options["indicators"], options["periods"], options["groups"])
        made = list(make_scale(options["scale"], depth, prefix=options["prefix"]))
        self.stdout.write(
            f"made {len(made)} initiatives with {depth.figures:,} figures each in {time.monotonic() - began:.1f} s"
        )
