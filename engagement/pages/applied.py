"""The numbers of the bylaws that a page applies, each with the clause that sets it, so that anybody can look it up."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from engagement.rules.parameters import NAMES, PARAMETERS
from initiatives.models import Clause, RuleValue
from initiatives.rule_words import rule_amount

APPLIED: dict[str, tuple[str, ...]] = {
    "timetable": ("engagement_notice_days", "engagement_window_days"),
    "urgent": ("emergency_days",),
    "take-part": ("acknowledge_working_days", "answer_days"),
    "inputs": ("acknowledge_working_days", "rating_days"),
    "themes": ("answer_days",),
    "matrix": ("panel_confirm_share",),
    "heard": ("parity_share",),
    "statements": ("heard_days", "outcome_working_days", "answer_days"),
    "questions": ("question_working_days",),
    "panel": ("panel_behind_share", "panel_confirm_share"),
    "override": ("adoption_days", "override_share", "standstill_days"),
    "votes": ("room_notice_days",),
}
"""Which numbers each page of a question applies, by the key of its tab."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number by which a promise runs, and the clause that sets it."""

    name: str
    amount: str
    clause: Clause | None


def numbers_from(set_by: Iterable[RuleValue], keys: Collection[str] = tuple(NAMES)) -> list[Number]:
    """Return numbers, each with the clause that sets it; None for a starting value."""
    rows = {row.key: row for row in set_by}
    return [
        Number(
            _(each.name),
            rule_amount(rows[each.key].value if each.key in rows else each.default, each.unit),
            rows[each.key].clause if each.key in rows else None,
        )
        for each in PARAMETERS
        if each.key in keys
    ]
