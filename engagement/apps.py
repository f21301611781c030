"""The spectrum of community engagement: levels, promises, and who is at the table."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class EngagementConfig(AppConfig):
    """A level is a promise."""

    name = "engagement"
    verbose_name = "Engagement"

    def ready(self) -> None:
        """Declare what can happen on this floor, and what it shows on the pages of the floors below."""
        import_module("engagement.rules.event_kinds")
        import_module("engagement.panels")
        import_module("engagement.own_words")
        import_module("engagement.judging")
        import_module("engagement.owed_languages")
        import_module("engagement.bylaw_numbers")
