"""The words for kinds of records, as people say them. Kinds of upper floors stand here too: they are words, not code."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KIND_NAMES: dict[str, Promise] = {
    "activity": _("Activity"),
    "agenda": _("Common agenda"),
    "agreement": _("Data-sharing agreement"),
    "body": _("Group"),
    "commitment": _("Commitment"),
    "conflict_case": _("Mediation"),
    "contribution": _("Contribution"),
    "cycle": _("Improvement cycle"),
    "data_item": _("Data wanted"),
    "data_problem": _("Data problem"),
    "decision": _("Decision"),
    "dimension": _("Grouping"),
    "engagement": _("Engagement"),
    "forecast": _("Forecast"),
    "import": _("Import of figures"),
    "indicator": _("Indicator"),
    "input_scans": _("Scans of what was handed in"),
    "learning": _("What we learned"),
    "membership": _("Partner"),
    "policy": _("Rules"),
    "population": _("Population"),
    "principle": _("Principle"),
    "program": _("Program"),
    "release": _("Published figures"),
    "report": _("Report"),
    "result": _("Result"),
    "round": _("Round"),
    "strategy": _("Strategy"),
    "submission": _("Numbers sent"),
    "target": _("Target"),
    "term": _("Shared word"),
    "turn": _("Turn-the-curve conversation"),
}
