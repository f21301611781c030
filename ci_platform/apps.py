"""The composition root as a Django app: management commands and checks."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PlatformConfig(AppConfig):
    """Registers the system checks of the whole platform."""

    name = "ci_platform"
    verbose_name = "Platform"

    def ready(self) -> None:
        """Load the checks, which register themselves."""
        import_module("ci_platform.checks")
