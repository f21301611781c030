"""The numbers of minutes among those of the bylaws, with a clause to start with: change the clause and minutes obey."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_noop as _

from initiatives.bylaws import OwnNumber, declare
from initiatives.rules.bylaws import Limits, StarterClause

NOTICE, QUORUM = "notice_days", "quorum"
AMEND, PUBLISH = "minutes_amend_days", "minutes_days"

declare(
    (
        OwnNumber(
            AMEND,
            Decimal(7),
            Limits(Decimal(3), Decimal(21), "days"),
            _("Time in which those who were there can amend minutes"),
        ),
        OwnNumber(
            PUBLISH,
            Decimal(10),
            Limits(Decimal(3), Decimal(30), "days"),
            _("Minutes publish themselves after"),
        ),
    ),
    (
        StarterClause(
            "21.1",
            _("Minutes"),
            _(
                "The draft of the minutes goes to those who were there as soon as a meeting is over. They can ask for amendments for "
                "{minutes_amend_days} days. After {minutes_days} days the minutes are public by themselves, unless something in them "
                "is restricted. The next meeting approves them; whatever is corrected later is shown as a correction."
            ),
            (AMEND, PUBLISH),
        ),
    ),
)
