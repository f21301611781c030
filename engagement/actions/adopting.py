"""Before a counted result comes into force: it carries its evidence, its dissent, and a day to look at it again. S4."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from engagement.gathering.adopted import owed_of
from engagement.models import Decision
from engagement.rules.decision_laws import Owed
from initiatives import clock
from initiatives.rules.refusals import RuleBroken

A_YEAR = timedelta(days=365)


def check_adoptable(decision: Decision) -> None:
    """Refuse to bring a result into force that lacks something, with all that is missing.

    A day of review that has come meanwhile holds nobody up: it is a year from now, as where nobody chose one. What ends
    another decision is not looked at again.
    """
    today = clock.today(decision.record.initiative.zone)
    owed = owed_of(decision, on=today)
    if Owed.REVIEW_DATE in owed and decision.purpose != Decision.Purpose.END:
        decision.review_on = today + A_YEAR
        decision.save(update_fields=["review_on"])
    missing = tuple(_line(each, decision) for each in owed if each is not Owed.REVIEW_DATE)
    if missing:
        raise RuleBroken(_("It is counted, and can’t come into force yet."), missing=missing)


def _line(owed: Owed, decision: Decision) -> tuple[str, str]:
    engagement = decision.engagement
    evidence = f"{engagement.record.url}evidence/" if engagement is not None else decision.record.url
    return {
        Owed.EVIDENCE: (
            _("Evidence is missing: published figures, or the statement that there are none."),
            evidence,
        ),
        Owed.GAP: (
            _("“No data” is said, and nothing stands on the data agenda for it. Put it there."),
            evidence,
        ),
        Owed.DISSENT: (
            _(
                "Somebody voted against it and was not asked why. Ask them: their words are printed, or that they say nothing."
            ),
            decision.record.url,
        ),
    }[owed]
