"""Two versions of the plan compared: its words, and what was added to it or taken out of it."""

from __future__ import annotations

from typing import Any

from initiatives.models import ActionPlan
from initiatives.rules.diff import Change
from measurement.pages.plan_changes import changes_of, pair_of


def _plan(version: int, words: str, *titles: str) -> ActionPlan:
    activities: list[Any] = [
        {"number": 10 + n, "title": {"en": title}, "lead": "Library", "until": "2027-03-13"}
        for n, title in enumerate(titles)
    ]
    contents: list[Any] = [
        {"number": 3, "path": "x/", "title": {"en": "In school"}, "activities": activities}
    ]
    return ActionPlan(pk=version, version=version, words={"en": words}, contents=contents)


FIRST = _plan(1, "The bus is found. Evenings follow.", "Visits", "Calls")
SECOND = _plan(2, "The late bus is found. Evenings follow.", "Visits", "Glasses")


def test_words_and_activities_are_compared_and_what_stays_is_counted() -> None:
    words, activities = changes_of(FIRST, SECOND, frozenset())
    assert [run.text.strip() for run in words.runs if run.change is Change.ADDED] == ["late"]
    assert activities.before == "- In school: Calls, Library, until 13 March 2027"
    assert activities.after == "- In school: Glasses, Library, until 13 March 2027"
    assert activities.lines_kept == 2


def test_what_is_withheld_now_is_in_no_comparison() -> None:
    changed = changes_of(FIRST, SECOND, frozenset({11}))
    assert [one.is_changed for one in changed] == [True, False]
    assert "Glasses" not in changed[1].after


def test_a_version_is_compared_with_the_one_asked_for_or_the_one_before_it() -> None:
    versions = [_plan(3, ""), SECOND, FIRST]
    assert pair_of(versions, SECOND, None) == FIRST
    assert pair_of(versions, SECOND, "3") == versions[0]
    assert pair_of(versions, FIRST, None) is None
    assert pair_of(versions, None, "1") is None
