"""What the public would find empty if an initiative were published now."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.rules.setting_up import Step
from initiatives import clock
from initiatives.models import Initiative, Invitation, Membership, RoleHolding
from measurement.models import Indicator, Release, Result

PARTS = 4


@dataclass(frozen=True, slots=True)
class Blank:
    """A part of the public page that would be empty: what would be read there, and where it is filled."""

    what: str
    read: str
    url: str
    action: str


def blanks_of(initiative: Initiative) -> list[Blank]:
    """Return the parts that have nothing in them yet, in the order of the path."""
    day = clock.today(initiative.zone)
    has_people = Membership.objects.current(on=day).exists() or RoleHolding.objects.on(day).count() > 1
    found = (
        (Result.objects.exists(), Step.RESULT),
        (Indicator.objects.on_overview().exists(), Step.INDICATORS),
        (Release.objects.exists(), Step.FIGURES),
        (has_people, Step.PEOPLE),
    )
    return [_blank(initiative, step) for is_there, step in found if not is_there]


def _blank(initiative: Initiative, step: Step) -> Blank:
    words = {
        Step.RESULT: (
            _("No result is stated"),
            _("People would read the name and the place, and not what shall become true."),
            _("State the result"),
        ),
        Step.INDICATORS: (
            _("No indicator is chosen"),
            _("People would not see by what you want to be measured."),
            _("Choose indicators"),
        ),
        Step.FIGURES: (
            _("There are no figures"),
            _("Where the story belongs, people would read “No figures yet”."),
            _("Bring the first figures"),
        ),
        Step.PEOPLE: _nobody_yet(),
    }
    what, read, action = words[step]
    return Blank(what, read, reverse(f"start-{step}", kwargs={"slug": initiative.slug}), action)


def _nobody_yet() -> tuple[str, str, str]:
    """Tell who has asked nobody from who waits for answers."""
    read = _("People would read “Nobody is at the table yet”.")
    invited = Invitation.objects.waiting(at=clock.now()).values("email").distinct().count()
    if not invited:
        return _("You are alone at the table"), read, _("Invite people")
    waiting = ngettext(
        "{n} person is invited and has not accepted yet",
        "{n} people are invited; nobody has accepted yet",
        invited,
    )
    return waiting.format(n=invited), read, _("Invite more people")
