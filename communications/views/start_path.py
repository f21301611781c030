"""What every page of the set-up path shows: the steps, and where one is."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communications.rules.setting_up import ORDER, Step
from initiatives.models import Initiative

TITLES: dict[Step, Promise] = {
    Step.NAME: _("Name and place"),
    Step.RESULT: _("The result"),
    Step.INDICATORS: _("Indicators"),
    Step.FIGURES: _("First figures"),
    Step.PEOPLE: _("People"),
    Step.MEETING: _("First meeting"),
    Step.PUBLISH: _("Publish"),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One step in the line at the top."""

    title: Promise
    url: str
    is_done: bool
    is_here: bool


def path_of(initiative: Initiative | None, settled: AbstractSet[str], here: Step) -> list[Stage]:
    """Return the steps with addresses, as far as one can go."""
    return [
        Stage(
            title=TITLES[step],
            url=_address(initiative, step),
            is_done=step in settled or (step == Step.NAME and initiative is not None),
            is_here=step == here,
        )
        for step in ORDER
    ]


def shared_context(initiative: Initiative, settled: AbstractSet[str], here: Step) -> dict[str, object]:
    """Return what all pages of the path show."""
    return {
        "path": path_of(initiative, settled, here),
        "step": here,
        "skip_url": reverse("start-skip", kwargs={"slug": initiative.slug, "step": here}),
        "nav_section": "",
    }


def _address(initiative: Initiative | None, step: Step) -> str:
    if initiative is None or step == Step.NAME:
        return ""
    return reverse(f"start-{step}", kwargs={"slug": initiative.slug})
