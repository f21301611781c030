"""More First Birthdays: what partners promised each other. All invented."""

from __future__ import annotations

from ci_platform.demonstration.promising import PromisePlan, Word, promises
from ci_platform.demonstration.story import Step

PROMISES: list[Step] = promises(
    PromisePlan("clinic", "queens", "A mother at every interview for new staff", 200, 90, "beth", "monique", (
        Word(88, "met", "Two of us sat in all four interviews, and were asked first.", "monique"),
    )),
    PromisePlan("hospital", "queens", "A mother at the table whenever a death is spoken over", 118, 40, "dr.", "monique", (
        Word(36, "missed", "Two of five talks were held without us, because they were called on the same day.", "monique"),
    )),
    PromisePlan("health", "clinic", "The list of families who wait for a crib, every Friday", 115, 60, "will", "beth", (
        Word(63, "moved", "The list is kept on paper in two offices. One list for both comes with the new year.", "beth", later=35),
    )),
)  # fmt: skip
