"""Disclosing a contact outside the room: what is to be decided is talked about where everybody can hear it. SPECTRUM S10."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.permitting import permit
from engagement.actions.stepping import locked
from engagement.models import Engagement, OutsideContact
from engagement.rules.spectrum_table import Deed
from engagement.rules.stages import BEFORE_DECIDED, Stage
from initiatives import clock
from initiatives.identity import change_record
from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken

OPEN_MATTER = BEFORE_DECIDED - {Stage.DRAFT}


@dataclass(frozen=True, slots=True)
class Contact:
    """With whom somebody spoke, about what, and on which day."""

    with_whom: str
    about: str
    held_on: date


@witnessed
def disclose_contact(*, engagement: Engagement, contact: Contact, by: Person) -> OutsideContact:
    """Tell everybody of a contact about an open matter outside the room; it is never changed or taken back.

    Raises RuleBroken for whoever is not in the room, before it is announced and once it is decided, for a day to come, and
    without words.
    """
    engagement = locked(engagement)
    permit(Deed.DISCLOSE_CONTACT, engagement=engagement, by=by)
    if Stage(engagement.state) not in OPEN_MATTER:
        raise RuleBroken(
            _("Contacts are disclosed while the matter is open: from the announcement to the decision.")
        )
    with_whom, about = contact.with_whom.strip(), contact.about.strip()
    if not with_whom:
        raise RuleBroken(_("Say with whom. Everybody will read it."), field="with_whom")
    if not about:
        raise RuleBroken(_("Say what it was about. Everybody will read it."), field="about")
    if contact.held_on > clock.today(engagement.initiative.zone):
        raise RuleBroken(_("That day is still to come. Tell it when it was."), field="held_on")
    made = OutsideContact.objects.create(
        engagement=engagement,
        with_whom=with_whom,
        about=about,
        held_on=contact.held_on,
        told_at=clock.now(),
        told_by=by,
    )
    change_record(engagement.record)
    record("contact.disclosed", by=by, about=engagement, facts={"contact": made.pk})
    return made
