"""An invented organisation that takes part in both initiatives: one name, and in each a page and a part of its own."""

from __future__ import annotations

from ci_platform.demonstration.steps import PartnerPlan

NAME, SECTOR = "Meridian Practice Exchange (illustrative)", "nonprofit"

IN_MINNESOTA = PartnerPlan(
    "meridian",
    NAME,
    SECTOR,
    agreement="Two days a month beside the work groups, without a bill for the first year.",
    does="Coaches work groups, and brings what worked elsewhere.",
    does_not="Does not collect figures and does not speak for a partner.",
    unique="Sees how others with the same question go about it.",
    signed_by="june",
)
IN_HAMILTON = PartnerPlan(
    "meridian",
    NAME,
    SECTOR,
    agreement="A day a month with the mothers’ seats, to prepare what they bring to the table.",
    does="Coaches those who hold a seat for the first time.",
    does_not="Does not sit at the table itself.",
    unique="Comes from outside and has nothing to win here.",
    signed_by="lena",
)
