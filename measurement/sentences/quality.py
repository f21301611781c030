"""What was found about the quality of figures, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measurement.rules.reading import Finding, Found


def quality_line(found: Found) -> tuple[str, str, str]:
    """Return one finding about quality as sign, claim and what was found."""
    is_fine = found.is_well and found.finding is not Finding.MISSING_PERIODS
    glyph = "kept" if is_fine else "caution"
    return (glyph, *_claims(found))


def _claims(found: Found) -> tuple[str, str]:
    claims = {
        Finding.COMPLETE: (
            _("Complete"),
            ngettext("{count} period, none missing", "{count} periods, none missing", found.count),
        ),
        Finding.MISSING_PERIODS: (
            ngettext("A period is missing", "{count} periods are missing", found.count),
            _("{label}; the line is left open there"),
        ),
        Finding.ON_TIME: (_("On time"), _("the last figure is of {label}")),
        Finding.LATE: (
            _("Late"),
            ngettext(
                "the last figure is of {label}, {count} later one is due",
                "the last figure is of {label}, {count} later ones are due",
                found.count,
            ),
        ),
        Finding.SAME_METHOD: (_("Same method"), _("since {label}")),
        Finding.METHOD_CHANGED: (_("Counted in another way"), _("from {label} on")),
        Finding.SIZES_KNOWN: (_("Sizes are known"), _("each figure can be worked out again")),
        Finding.SIZES_UNKNOWN: (_("Group sizes not published"), _("the source gives no counts")),
        Finding.PROVISIONAL: (_("Provisional"), _("the figure of {label} may still change")),
        Finding.GROUPS_HIDDEN: (
            _("Small groups are protected"),
            ngettext("{count} group is not shown", "{count} groups are not shown", found.count),
        ),
        Finding.QUESTIONS_OPEN: (
            _("Questions are open"),
            ngettext("{count} figure asks one", "{count} figures ask one", found.count),
        ),
    }
    claim, said = claims[found.finding]
    return claim.format(count=found.count), said.format(count=found.count, label=found.label)
