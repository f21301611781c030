"""Two versions of the plan, or of the assessment, compared as a person would mark them: text by text, then line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import date as in_words
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.agreed import still_told
from initiatives.models import ActionPlan, AgreedText, local
from initiatives.rules.diff import Run, compare, is_changed, without_what_stays

LABELS: dict[str, Promise] = {
    "words": gettext_lazy("How the parts belong together"),
    "problem": gettext_lazy("The problem, as the figures show it"),
    "told": gettext_lazy("The problem, as residents tell it"),
    "strengths": gettext_lazy("What is strong here"),
    "tried": gettext_lazy("What is tried already"),
}


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text in two versions; of the strategies and activities only the lines that differ, and how many stay."""

    label: str | Promise
    before: str
    after: str
    runs: tuple[Run, ...]
    is_changed: bool
    lines_kept: int = 0


def changes_of(before: AgreedText, after: AgreedText, withheld: frozenset[int]) -> list[TextChange]:
    """Compare two versions in the reader's language, without what is withheld from this reader now."""
    found = [
        _change(LABELS[name], local(getattr(before, name)), local(getattr(after, name)))
        for name in after.TEXTS
    ]
    if isinstance(before, ActionPlan) and isinstance(after, ActionPlan):
        old, new = (_lines(still_told(one.contents, withheld)) for one in (before, after))
        left, right, kept = without_what_stays(old, new)
        runs = compare(left, right)
        label = _("Strategies and activities")
        found.append(TextChange(label, left, right, runs, is_changed(runs), kept))
    return [one for one in found if one.before or one.after or one.lines_kept]


def pair_of(
    versions: Sequence[AgreedText], shown: AgreedText | None, wanted: str | None
) -> AgreedText | None:
    """Return the version with which the one that is shown is compared: the one asked for, else the one before it."""
    if shown is None:
        return None
    others = [one for one in versions if one.pk != shown.pk]
    asked = next((one for one in others if str(one.version) == wanted), None)
    return asked or next((one for one in others if one.version < shown.version), None)


def _change(label: str | Promise, before: str, after: str) -> TextChange:
    runs = compare(before, after)
    return TextChange(label, before, after, runs, is_changed(runs))


def _lines(strategies: Sequence[Any]) -> str:
    return "\n".join(line for one in strategies for line in _told(one))


def _told(strategy: Any) -> list[str]:
    title = local(strategy["title"])
    lines = [f"- {title}"]
    for one in strategy["activities"]:
        parts = [local(one["title"]), one["lead"] or _("Nobody yet"), _until(one["until"])]
        lines.append(f"- {title}: {', '.join(part for part in parts if part)}")
    return lines


def _until(day: str) -> str:
    found = parse_date(day) if day else None
    return _("until {day}").format(day=in_words(found, _("j F Y"))) if found else ""
