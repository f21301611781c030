"""What can happen on this floor: each kind with its sentence, who may read it, and whether the ledger keeps it."""

from __future__ import annotations

from initiatives.rules.events import EventKind, Reader, catalogue
from measurement.rules.collection_events import COLLECTION_KINDS
from measurement.rules.curve_events import CURVE_KINDS
from measurement.rules.quality_events import QUALITY_KINDS

KINDS: tuple[EventKind, ...] = (
    EventKind("result.added", "{who} added the result {what}."),
    EventKind("result.changed", "{who} changed the words of the result {what}."),
    EventKind("indicator.added", "{who} drafted the indicator {what}.", Reader.STAFF),
    EventKind("indicator.published", "{who} made the indicator {what} public."),
    EventKind("indicator.changed", "{who} changed the definition of {what}: {fields}.", in_ledger=True),
    EventKind("target.set", "{who} set a target for {what}: {value} by {label}.", in_ledger=True),
    EventKind("target.changed", "{who} changed the target of {what} by {label} to {value}.", in_ledger=True),
    EventKind("break.recorded", "{who} noted that {what} is counted in another way from {starts_on} on."),
    EventKind(
        "disclosure_policy.adopted",
        "{who} set how small groups are protected: at least {min_denominator} people and {min_events} cases.",
        in_ledger=True,
    ),
    EventKind("import.brought", "{who} brought figures for {what}.", Reader.STAFF),
    EventKind("import.discarded", "{who} put aside figures for {what}.", Reader.STAFF),
    EventKind(
        "release.published",
        "{who} published {what}: {added} figures added, {changed} changed, {hidden} not shown.",
        in_ledger=True,
        for_one="{who} published {what}: {added} figure added, {changed} changed, {hidden} not shown.",
        number="added",
    ),
    EventKind("release.withdrawn", "{who} took back release {withdrawn} of {indicator}.", in_ledger=True),
    *CURVE_KINDS,
    *QUALITY_KINDS,
    *COLLECTION_KINDS,
)

catalogue.declare(*KINDS)
