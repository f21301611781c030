"""What can happen to the quality of figures."""

from __future__ import annotations

from initiatives.rules.events import EventKind, Reader

QUALITY_KINDS: tuple[EventKind, ...] = (
    EventKind("rule.set", "{who} set a rule that the figures of {what} must pass.", in_ledger=True),
    EventKind("rule.ended", "{who} ended a rule for the figures of {what}.", in_ledger=True),
    EventKind(
        "check.answered", "{who} answered a question about a figure of {what} for {period}.", Reader.STAFF
    ),
    EventKind(
        "check.kept_together",
        "{who} kept {count} figures of {what} that asked a question, and said why.",
        for_one="{who} kept {count} figure of {what} that asked a question, and said why.",
    ),
    EventKind("check.left_open", "{count} figures of {what} ask a question that nobody has answered."),
    EventKind("release.approved", "{who} approved {what}.", in_ledger=True),
    EventKind(
        "release.locked",
        "{who} locked {what}: it changes only as a correction with a reason.",
        in_ledger=True,
    ),
    EventKind("figures.revised", "{count} published figures of {what} were corrected.", in_ledger=True),
    EventKind(
        "sharing.agreed", "{who} wrote down what data {partner} shares, until {expires_on}.", in_ledger=True
    ),
    EventKind("sharing.ended", "{who} ended {what}.", in_ledger=True),
    EventKind("problem.recorded", "{who} recorded a data problem."),
    EventKind("problem.answered", "{who} answered a data problem: {what}."),
)
