"""The words for kinds of records, as people say them. Kinds of upper floors stand here too: they are words, not code."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KIND_NAMES: dict[str, Promise] = {
    "agenda": _("Common agenda"),
    "body": _("Group"),
    "dimension": _("Grouping"),
    "import": _("Import of figures"),
    "indicator": _("Indicator"),
    "membership": _("Partner"),
    "policy": _("Rules"),
    "population": _("Population"),
    "principle": _("Principle"),
    "release": _("Published figures"),
    "report": _("Report"),
    "result": _("Result"),
    "round": _("Round"),
    "target": _("Target"),
    "term": _("Shared word"),
}
