"""Shared measurement: results, indicators, figures for groups, and what is published of them."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

KINDS = (
    "event_kinds",
    "calculation_events",
    "choosing_events",
    "collaboration_events",
    "program_events",
    "reading_events",
    "turn_events",
)


class MeasurementConfig(AppConfig):
    """Results Based Accountability, the whole of it."""

    name = "measurement"
    verbose_name = "Shared measurement"

    def ready(self) -> None:
        """Declare what can happen on this floor, and what it shows on the pages of others."""
        for kinds in KINDS:
            import_module(f"measurement.rules.{kinds}")
        import_module("measurement.panels")
        import_module("measurement.nudges")
        import_module("measurement.own_words")
        import_module("measurement.handing_over")
        import_module("measurement.actions.calculations")
