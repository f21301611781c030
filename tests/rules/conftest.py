"""Rules are tested with made-up figures; how fast a busy machine runs them is not the question."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("rules", deadline=None)
settings.load_profile("rules")
