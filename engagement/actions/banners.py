"""The banner on the front page: raised by the clock, taken down by the community's body and nobody else. SPECTRUM E7."""

from __future__ import annotations

from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.obligations import recompute
from engagement.actions.permitting import permit
from engagement.actions.stepping import locked
from engagement.models import FrontBanner
from engagement.rules.spectrum_table import Deed
from initiatives import clock
from initiatives.models import Person, SeatTerm
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken


@witnessed
def lift_banner(*, banner: FrontBanner, by: Person) -> FrontBanner:
    """Take a banner down for the body that decided; the table refuses everybody else, and notes professionals' attempts."""
    banner = (
        FrontBanner.objects.select_for_update(of=("self",)).select_related("engagement").get(pk=banner.pk)
    )
    engagement = locked(banner.engagement)
    permit(Deed.MARK_DONE, engagement=engagement, by=by)
    today = clock.today(engagement.initiative.zone)
    if not SeatTerm.objects.on(today).filter(person=by, seat__body=engagement.body).exists():
        raise RuleBroken(_("The group that decided takes this down. Bring it to one of its seats."))
    if banner.lifted_at is not None:
        return banner
    banner.lifted_at, banner.lifted_by = clock.now(), by
    banner.save(update_fields=["lifted_at", "lifted_by"])
    record("banner.lifted", by=by, about=engagement)
    recompute(engagement=engagement)
    return banner
