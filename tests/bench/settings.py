"""The product's settings, and one address more: the yardstick."""

from __future__ import annotations

from ci_platform.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
