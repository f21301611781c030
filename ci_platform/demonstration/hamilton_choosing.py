"""More First Birthdays: how the table rated its indicators, and what it cannot see yet."""

from __future__ import annotations

from ci_platform.demonstration.choosing import WantedPlan

WANTED = (
    WantedPlan("Whether mothers felt listened to at the birth", "Deaths are counted. Whether anybody listened is not.", "queens", "", 400, 6000, ((200, "planned", ""),)),
    WantedPlan("Deaths by neighbourhood, three years together", "In one year the numbers are too small to show.", "health", "infant-mortality", 120, 0, ((100, "available", "The county publishes three years together since this summer."),)),
    WantedPlan("Care in the first three months, by insurance", "We suspect that the wait for a card costs the first visit.", "clinic", "early-care", 300, 0),
)  # fmt: skip
