"""What of a record can be withheld besides the whole and its files: named parts, and its title. SPECTRUM section 5."""

from __future__ import annotations

from collections.abc import Collection

TITLE = "title"
HOLDER, ALTERNATE = "holder", "alternate"

# The parts of a kind that stand apart from the rest of its page, so that the rest can stay open.
PARTS: dict[str, tuple[str, ...]] = {
    "membership": ("agreement", "mandate", "capacity"),
    "meeting": ("minutes",),
    "agenda_item": ("notes",),
}

# Kinds whose title is all that they say: whoever may not read them may not read it either.
SAID_BY_THE_TITLE = frozenset({"principle"})


def parts_of(kind: str) -> tuple[str, ...]:
    """Return the names of the parts of a kind of record that can be withheld one by one."""
    return PARTS.get(kind, ())


def holder_part(term: int) -> str:
    """Return the name of the part of a group's record that says who holds a seat for a term."""
    return f"{HOLDER}-{term}"


def alternate_part(term: int) -> str:
    """Return the name of the part of a group's record that says who stands in for a term."""
    return f"{ALTERNATE}-{term}"


def named_term(part: str) -> tuple[str, int]:
    """Return who of which term a part names ("holder" or "alternate", id of the term); ("", 0) for any other part."""
    who, _, term = part.partition("-")
    return (who, int(term)) if who in (HOLDER, ALTERNATE) and term.isdecimal() else ("", 0)


def withholds_title(kind: str, fields: Collection[str]) -> bool:
    """Whether a restriction of the whole record with these `fields` keeps its title, too."""
    return TITLE in fields or kind in SAID_BY_THE_TITLE
