"""The nightly check of the ledger."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from initiatives import clock
from initiatives.due import owe
from initiatives.jobs import running
from initiatives.ledger import CHECKED, check_ledger
from initiatives.models import Initiative
from initiatives.record import ledger_head, record
from initiatives.rules.ledger import Finding
from initiatives.tenancy import current_initiative

VERIFY = "initiatives.verify_ledger"
AT_NIGHT = time(3)


def owe_verification() -> None:
    """Promise the check of the coming night; the check itself promises the next one."""
    zone = ZoneInfo(Initiative.objects.get(pk=current_initiative()).zone)
    tomorrow = clock.now().astimezone(zone).date() + timedelta(days=1)
    owe(VERIFY, key="nightly", at=datetime.combine(tomorrow, AT_NIGHT, zone))


@transaction.atomic
def verify_ledger() -> list[Finding]:
    """Check the ledger of the open initiative and write down how it stands; the head becomes a known one."""
    found, head = check_ledger(), ledger_head()
    if found:
        places: list[int] = sorted({finding.seq for finding in found})
        record("ledger.broken", by=None, facts={"count": len(found), "entries": [*places]})
    elif head is not None:
        record(CHECKED, by=None, facts={"count": head.seq, "head": head.hash})
    return found


def verify_at_night(run_id: int) -> None:
    """Do the check that was due, and promise the next."""
    with running(run_id) as work:
        if work:
            verify_ledger()
            owe_verification()
