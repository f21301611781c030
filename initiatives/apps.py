"""The ground: tenancy, people, partners, the agenda, the backbone, and the record of all that happens."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext

from initiatives.rules.refusals import Tongue


class InitiativesConfig(AppConfig):
    """The app on whose floor all others stand."""

    name = "initiatives"
    verbose_name = "Initiatives"

    def ready(self) -> None:
        """Declare what can happen on this floor, and let rules and forms speak the reader's language."""
        Tongue.translate = gettext
        import_module("initiatives.rules.event_kinds")
        import_module("initiatives.forms.said_of_input").say_in_our_words()
