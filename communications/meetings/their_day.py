"""The day of minutes: when the job looks at them, and that it looks again as soon as nothing restricts them any more."""

from __future__ import annotations

from communications.models import Minutes
from initiatives import clock
from initiatives.due import owe

PUBLISH_MINUTES = "communications.publish_minutes"


def look_again(*, number: int) -> None:
    """Let minutes that were held back publish themselves at once, where their day has come."""
    if Minutes.objects.filter(meeting__record__number=number, published_at__isnull=True).exists():
        owe(PUBLISH_MINUTES, key=str(number), at=clock.now())
