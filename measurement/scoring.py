"""Keeps the roll-up: one row per indicator with all that pages show of it, written by the transaction that publishes."""

from __future__ import annotations

from django.db.models import F

from initiatives import clock
from measurement.models import Indicator, Release, Rollup


def recompute(*, indicator: Indicator) -> Rollup:
    """Read an indicator again from its published figures and store the reading; every ETag moves with the version."""
    release = Release.objects.filter(indicator=indicator).order_by("-number").first()
    rollup, _ = Rollup.objects.update_or_create(
        indicator=indicator,
        defaults={"version": F("version") + 1, "computed_at": clock.now(), "release": release},
        create_defaults={"version": 1, "computed_at": clock.now(), "release": release},
    )
    return rollup
