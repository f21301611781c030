"""What can happen to a report."""

from __future__ import annotations

from initiatives.rules.events import EventKind, Reader


def _(message: str) -> str:
    """Mark a sentence for translation; the page translates it."""
    return message


REPORT_KINDS = (
    EventKind("report.requested", _("{who} asked for issue {issue} of the report"), reader=Reader.MEMBERS),
    EventKind("report.published", _("Issue {issue} of the report is published"), in_ledger=True),
    EventKind(
        "report.reissued",
        _("Issue {issue} of the report was set anew: the name of somebody who was erased is gone"),
        in_ledger=True,
    ),
    EventKind("partner.report_ready", _("The report of {what} can be read on paper.")),
)
