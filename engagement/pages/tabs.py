"""The pages of an engagement as tabs below its promise. A slice that has a page adds its row here."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from engagement.models import Engagement
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Role

KNOWN = frozenset(Role) - {Role.VISITOR}


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its key (as in `{% include … with here="options" %}`), its word, its path, from which level, for whom."""

    key: str
    word: Promise
    path: str
    least: Level = Level.INFORMING
    most: Level = Level.EMPOWERING
    hats: frozenset[Role] = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Tab:
    """A page as its tab shows it."""

    key: str
    word: Promise
    url: str


PAGES: tuple[Page, ...] = (
    Page("room", _("The question"), ""),
    Page("take-part", _("Have your say"), "take-part/", Level.CONSULTING),
    Page("inputs", _("What people said"), "inputs/", Level.CONSULTING),
    Page("themes", _("You said, we did"), "themes/", Level.CONSULTING),
    Page("matrix", _("Concerns"), "matrix/", Level.INVOLVING),
    Page("heard", _("Who was heard"), "heard/", Level.CONSULTING),
    Page("options", _("Options"), "options/"),
    Page("evidence", _("Evidence"), "evidence/"),
    Page("statements", _("What we said"), "statements/"),
    Page("questions", _("Questions"), "questions/"),
    Page("sessions", _("Sessions"), "sessions/", Level.INVOLVING),
    Page("panel", _("Panel"), "panel/", Level.INVOLVING, Level.COLLABORATING),
    Page("criteria", _("Criteria"), "criteria/", Level.COLLABORATING, Level.COLLABORATING),
    Page("override", _("The owner’s answer"), "override/", Level.COLLABORATING, Level.COLLABORATING),
    Page("delegation", _("Handed over"), "delegation/", Level.EMPOWERING),
    Page("votes", _("Votes"), "votes/"),
    Page("contacts", _("Contacts outside the room"), "contacts/"),
    Page("promises", _("Our promise"), "promises/"),
)


def tabs_of(engagement: Engagement, hats: frozenset[Role]) -> tuple[Tab, ...]:
    """Return the pages that there are at this level for this reader."""
    home = engagement.record.url
    return tuple(
        Tab(page.key, page.word, f"{home}{page.path}")
        for page in PAGES
        if page.least <= engagement.level <= page.most and hats & page.hats
    )
