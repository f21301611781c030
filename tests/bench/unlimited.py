"""The settings of a bench that writes more than one person may in an hour."""

from __future__ import annotations

from tests.bench.settings import *  # noqa: F403
from tests.bench.settings import REST_FRAMEWORK as USUAL

OFTEN = dict.fromkeys(("anon", "user", "writing"), "1000000/hour")
REST_FRAMEWORK = {**USUAL, "DEFAULT_THROTTLE_RATES": OFTEN}
