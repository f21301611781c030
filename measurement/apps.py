"""Shared measurement: results, indicators, figures for groups, and what is published of them."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class MeasurementConfig(AppConfig):
    """Results Based Accountability, the whole of it."""

    name = "measurement"
    verbose_name = "Shared measurement"

    def ready(self) -> None:
        """Declare what can happen on this floor."""
        import_module("measurement.rules.event_kinds")
