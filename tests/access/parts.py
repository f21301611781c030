"""Who walks, and what each of them is in either initiative."""

from __future__ import annotations

from tests.personas import OTHER, OWN

WALKERS = ("visitor", "resident", "partner", "funder", "backbone", "outsider")
STRANGERS = frozenset({"visitor", "stranger"})
MEMBERS = frozenset({"resident", "partner", "funder", "backbone"})
ALL = STRANGERS | MEMBERS
DIRECTOR = frozenset({"backbone"})
AT_THE_TABLE = frozenset(
    {"resident", "partner", "funder", "backbone"}
)  # those whose role may answer; a seat is asked for besides
WITH_FILES = frozenset({"partner", "backbone"})
MAY_ADD = frozenset({"resident", "partner", "backbone"})  # to a conversation
NOBODY: frozenset[str] = frozenset()

_HERE = {
    OWN: {"visitor": "visitor", "outsider": "stranger"} | {name: name for name in MEMBERS},
    OTHER: {"visitor": "visitor", "outsider": "partner"} | dict.fromkeys(MEMBERS, "stranger"),
}


def part_of(walker: str, slug: str) -> str:
    """Return what somebody is in an initiative: a role of the cast, a stranger with an account, or a visitor."""
    return _HERE[slug][walker]
