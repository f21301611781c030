"""The settings of a bench, and a planted bug: asking for a code or a new password says who has an account. BARS R14."""

from __future__ import annotations

from tests.bench.settings import *  # noqa: F403

ACCOUNT_PREVENT_ENUMERATION = False
