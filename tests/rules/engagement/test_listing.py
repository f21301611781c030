"""What a list says of a question: what was decided, and how the promise is kept."""

from __future__ import annotations

import pytest

from engagement.models import Engagement
from engagement.pages.listing import decided_in_words, row_of
from initiatives import clock

TITLES = [{"position": 1, "title": {"en": "The library."}}, {"position": 2, "title": {"en": "The school"}}]


def question(state: str, **counts: int) -> Engagement:
    made = Engagement(state=state, level=3)
    for name in ("late", "broken", "kept", "owed"):
        setattr(made, name, counts.get(name, 0))
    return made


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            (7, {"en": "Where?"}, ["option:2", "option:1"], 41, TITLES),
            "41 voted. Decided: The school, The library.",
        ),
        ((7, {"en": "We meet on Tuesdays."}, [], 9, []), "9 voted. Decided: We meet on Tuesdays."),
        ((7, {"en": "Do we meet?"}, None, 9, None), "9 voted, and it was adopted."),
    ],
)
def test_what_was_decided_is_said_with_how_many_voted(row: tuple[object, ...], words: str) -> None:
    older = (7, {"en": "Before"}, [], 1, [])
    assert decided_in_words([row, older]) == {7: words}


@pytest.mark.parametrize(
    ("state", "counts", "told"),
    [
        (
            "implementing",
            {"broken": 1, "late": 2, "kept": 3, "owed": 9},
            ("broken", "1 part of the promise broken", ""),
        ),
        ("open", {"late": 2, "kept": 3, "owed": 9}, ("late", "2 parts of the promise late", "")),
        ("reported_back", {"kept": 3, "owed": 9}, ("keeping", "Promise being kept", "3 of 9 parts so far")),
        ("completed", {"kept": 9, "owed": 9}, ("kept", "Promise kept", "")),
        ("open", {"kept": 3, "owed": 9}, ("", "", "")),
        ("completed", {"owed": 0}, ("", "", "")),
        ("withdrawn", {"kept": 3, "owed": 9}, ("", "", "")),
    ],
)
def test_what_is_broken_or_late_is_said_before_what_is_kept(
    state: str, counts: dict[str, int], told: tuple[str, str, str]
) -> None:
    row = row_of(question(state, **counts), "", now=clock.now())
    assert (row.glyph, row.promise, row.parts) == told
