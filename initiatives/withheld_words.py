"""What is withheld of a record, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PART_NAMES: dict[str, Promise] = {
    "agreement": _("What it agreed to give"),
    "mandate": _("What its representative may decide"),
    "capacity": _("What it has for this"),
    "minutes": _("Its minutes"),
    "notes": _("What was said behind closed doors"),
    "title": _("Its title"),
}
