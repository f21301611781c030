"""Duties and agreements to hang numbers on."""

from __future__ import annotations

from datetime import date

from initiatives.models import Membership
from measurement.actions.agreements import Sharing, agree_on_sharing
from measurement.actions.duties import set_duty
from measurement.actions.imports import bring_figures
from measurement.models import DataSharingAgreement, Indicator, ReportingDuty
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_indicator
from tests.personas import People


def own_partner(people: People) -> Membership:
    """Return the partner for whom the partner of the cast speaks."""
    rows = Membership.objects.select_related("organization", "record__initiative")
    return rows.get(people__person=people.partner, people__until__isnull=True)


def make_count(people: People, *rows: str, slug: str = "families", **changes: object) -> Indicator:
    """Add a monthly count with its figures, such as "2026-08,31"."""
    values = {
        "name": {"en": "Families on the wait list"},
        "unit": "count",
        "multiplier": 1,
        "frequency": "month",
        "direction": "down",
        "source_is_public": False,
        **changes,
    }
    indicator = make_indicator(by=people.backbone, slug=slug, **values)  # type: ignore[arg-type]
    if rows:
        bring_figures(indicator=indicator, content=long_table(*rows), note=NOTE, by=people.backbone)
    return indicator


def make_duty(
    people: People, indicator: Indicator, *, days: int = 20, since: date = date(2026, 10, 1), **values: object
) -> ReportingDuty:
    """Let the partner of the cast report an indicator."""
    return set_duty(
        indicator=indicator,
        membership=own_partner(people),
        days_after_period=days,
        by=people.backbone,
        starts_on=since,
        **values,  # type: ignore[arg-type]
    )


def make_agreement(people: People, *indicators: Indicator, expires_on: date) -> DataSharingAgreement:
    """Let the partner of the cast share its data until a day."""
    return agree_on_sharing(
        membership=own_partner(people),
        sharing=Sharing(
            scope={"en": "Monthly counts"},
            purpose={"en": "To see whether it helps"},
            starts_on=date(2020, 1, 1),
            expires_on=expires_on,
            indicators=indicators,
        ),
        by=people.backbone,
    )
