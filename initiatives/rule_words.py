"""The numbers of the bylaws in words."""

from __future__ import annotations

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

NAMES: dict[str, str | Promise] = {
    "notice_days": gettext_lazy("Notice before anything is decided"),
    "round_days": gettext_lazy("Time to answer in a round"),
    "quorum": gettext_lazy("Voting seats that must answer"),
    "pass_share": gettext_lazy("Of those for or against, share that must agree"),
    "restriction_alone_days": gettext_lazy("Longest restriction that one person may set alone"),
    "restriction_longest_days": gettext_lazy("Longest restriction of all"),
    "restriction_warning_days": gettext_lazy("Warning before a restriction ends"),
    "invitation_days": gettext_lazy("An invitation works for"),
    "seat_term_days": gettext_lazy("A seat is taken for"),
    "undo_hours": gettext_lazy("Published figures can be taken back for"),
    "story_days": gettext_lazy("The story behind a curve is read again after"),
    "mediation_days": gettext_lazy("A mediation has"),
    "asks_per_month": gettext_lazy("Most that a partner is asked in a month"),
}


def rule_name(key: str) -> str:
    """Return a rule's name; its key for one that another floor will name."""
    return _(str(NAMES.get(key, key.replace("_", " "))))


def rule_amount(value: Decimal, unit: str) -> str:
    """Return a number with its unit: 7 days, half, two thirds, 66.67%."""
    if unit == "share":
        return _share(value)
    n = int(value)
    if unit == "days":
        return ngettext("{n} day", "{n} days", n).format(n=n)
    if unit == "hours":
        return ngettext("{n} hour", "{n} hours", n).format(n=n)
    return ngettext("{n} time", "{n} times", n).format(n=n)


def _share(value: Decimal) -> str:
    known = {
        Decimal("0.5"): _("half"),
        Decimal("0.6667"): _("two thirds"),
        Decimal("0.75"): _("three quarters"),
    }
    return known.get(value.normalize(), f"{(value * 100).normalize():f}%") if value != 1 else _("all")
