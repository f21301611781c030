"""Where one can go from every page, as data: UX section 2. What a person may not do is not offered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from initiatives.rules.permissions import Permission
from initiatives.rules.roles import Role
from initiatives.rules.viewer import Viewer


class Place(NamedTuple):
    """A page one can go to: the section it lights up, its word, its path below the initiative, its icon.

    `holds` names sections that have a place of their own in another menu, and light this one where they have none.
    """

    section: str
    label: str | Promise
    path: str
    icon: str
    right: Permission | None = None
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A place as the page shows it: the whole address, whether one is there, how much waits there."""

    label: str
    url: str
    icon: str
    is_current: bool
    count: int


TODAY = Place("today", _("Today"), "today/", "home", Permission.SEE_TODAY)
AGENDA = Place("agenda", _("Agenda"), "agenda/", "flag")
RESULTS = Place("results", _("Results"), "results/", "chart")
DECISIONS = Place("decisions", _("Decisions"), "decisions/", "vote")
PLAN = Place("plan", _("Plan"), "plan/", "plan", holds=("mine",))
MEETINGS = Place("meetings", _("Meetings"), "meetings/", "cal")
PEOPLE = Place("people", _("People"), "people/", "people")
UPDATES = Place("updates", _("Updates"), "updates/", "chat")
REPORTS = Place("reports", _("Reports"), "reports/", "doc")
SETTINGS = Place("settings", _("Settings"), "settings/", "gear", Permission.INITIATIVE_EDIT)

MENUS: dict[str, tuple[Place, ...]] = {
    "public": (
        Place("overview", _("Overview"), "", "home"),
        AGENDA,
        RESULTS,
        DECISIONS,
        PLAN,
        MEETINGS,
        PEOPLE,
    ),
    "rail": (TODAY, AGENDA, RESULTS, PLAN, DECISIONS, MEETINGS, PEOPLE, UPDATES, REPORTS, SETTINGS),
    "beyond": (PEOPLE, UPDATES, REPORTS, SETTINGS),
    "partner": (
        Place("log", _("Log"), "plan/log/", "plus"),
        Place("mine", _("My part"), "plan/commitments/", "plan"),
        MEETINGS,
        DECISIONS,
        RESULTS,
        Place("today", _("Today"), "today/", "home", Permission.SEE_TODAY),
    ),
    "resident": (
        Place("say", _("Have your say"), "decisions/?open=1", "chat"),
        DECISIONS,
        RESULTS,
        MEETINGS,
        Place("today", _("Me"), "today/", "people", Permission.SEE_TODAY),
    ),
    "add": (
        Place("", _("Figures"), "results/import/", "up", Permission.DATA_SUBMIT),
        Place("", _("An indicator"), "results/add/", "chart", Permission.INDICATORS_MANAGE),
        Place("", _("An activity"), "plan/activities/add/", "plan", Permission.PLAN_EDIT),
        Place("", _("An activity’s progress"), "plan/log/", "plan", Permission.SEE_TODAY),
        Place("", _("A decision"), "decisions/add/", "vote", Permission.ROUND_OPEN),
        Place("", _("A meeting"), "meetings/add/", "cal", Permission.ROUND_OPEN),
        Place("", _("An update"), "updates/add/", "chat", Permission.UPDATES_PUBLISH),
        Place("", _("A report"), "reports/#make", "doc", Permission.REPORT_REQUEST),
        Place("", _("A partner or person"), "people/add/", "people", Permission.PARTNERS_MANAGE),
    ),
}


def links(
    menu: str, *, base: str, viewer: Viewer | None, section: str, counts: Mapping[str, int]
) -> list[Link]:
    """Return the links of a menu for one viewer; `base` is the initiative's address, ending with a slash."""
    rights = viewer.permissions if viewer else frozenset()
    return [
        Link(
            label=str(place.label),
            url=f"{base}{place.path}",
            icon=place.icon,
            is_current=bool(section) and section in (place.section, *place.holds),
            count=counts.get(place.section, 0),
        )
        for place in MENUS[menu]
        if (place.right is None or place.right in rights) and is_built(place.path)
    ]


@lru_cache(maxsize=64)
def is_built(path: str) -> bool:
    """Whether there is a page at an address below the initiative. What is not built is not offered."""
    try:
        resolve(f"/i/any/{re.split('[?#]', path, maxsplit=1)[0]}")
    except Resolver404:
        return False
    return True


def tabs_of(viewer: Viewer | None) -> str:
    """Return the menu for the tabs at the bottom of a phone: a partner's, a resident's, or none."""
    if viewer is None or viewer.as_public:
        return ""
    if Role.PARTNER in viewer.roles:
        return "partner"
    return "resident" if Role.RESIDENT in viewer.roles else ""


def works_here(viewer: Viewer | None) -> bool:
    """Whether the page wears the staff's shell: the viewer works for the backbone and is not looking as the public."""
    return viewer is not None and viewer.is_staff and not viewer.as_public
