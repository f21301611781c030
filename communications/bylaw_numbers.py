"""The numbers of minutes and of letters among those of the bylaws, with clauses to start with: change a clause and they obey."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_noop as _

from initiatives.bylaws import OwnNumber, declare
from initiatives.rules.bylaws import Limits, StarterClause

NOTICE, QUORUM = "notice_days", "quorum"
AMEND, PUBLISH = "minutes_amend_days", "minutes_days"
LETTERS = "letters_per_month"

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
        OwnNumber(
            LETTERS,
            Decimal(20),
            Limits(Decimal(4), Decimal(100), "count"),
            _("Letters to one person in 30 days"),
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
        StarterClause(
            "21.2",
            _("How much we write to people"),
            _(
                "Nobody gets more than {letters_per_month} letters in 30 days: what comes at once or every day waits then, "
                "and nothing of it is lost. What a promise needs, and the weekly and the monthly letter, goes out all the same."
            ),
            (LETTERS,),
        ),
    ),
)
