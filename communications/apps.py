"""Continuous communication: the public pages, Today, reports, mail."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class CommunicationsConfig(AppConfig):
    """Publishing is an act of communication; this floor may read every other."""

    name = "communications"
    verbose_name = "Communication"

    def ready(self) -> None:
        """Declare what can happen on this floor, and what it shows on pages of others."""
        import_module("communications.rules.event_kinds")
        import_module("communications.bylaw_numbers")
        import_module("communications.own_words_of_meetings")
        import_module("communications.own_words")
        import_module("communications.panels")
        import_module("communications.publishing.packet")
        import_module("communications.actions.packets")
        import_module("communications.publishing.partner_paper")
        import_module("communications.actions.partner_reports")
        import_module("communications.actions.reissuing")
        import_module("communications.notifications")
