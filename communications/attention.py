"""Collects what needs somebody, for one viewer. Each source is one query; the rule `attention.ordered` sorts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communications.models import StartStep
from communications.rules.attention import Need, Part
from initiatives import clock
from initiatives.bylaws import rule_value
from initiatives.models import (
    CommonAgenda,
    Initiative,
    Invitation,
    Membership,
    Restriction,
    ReviewRequest,
    Round,
    RoundSeat,
    Seat,
    SeatTerm,
    local,
)
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from measurement.models import Import, Indicator

TERM_WARNING = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose Today it is, and which day."""

    initiative: Initiative
    viewer: Viewer
    today: date

    def url(self, path: str) -> str:
        """Return an address inside the initiative."""
        return f"{self.initiative.url}{path}"

    def may(self, permission: Permission) -> bool:
        """Whether this person may do something."""
        return permission in self.viewer.permissions


Source = Callable[[Desk], Iterator[Need]]


def needs_of(desk: Desk) -> list[Need]:
    """Return all that needs this person today."""
    return [need for source in SOURCES for need in source(desk)]


def my_open_rounds(desk: Desk) -> Iterator[Need]:
    """Rounds that wait for the answer of a seat that I hold."""
    if desk.viewer.person_id is None:
        return
    mine = RoundSeat.objects.filter(person_id=desk.viewer.person_id, present_at__isnull=True)
    rounds = Round.objects.visible_to(desk.viewer).open(at=clock.now()).filter(pk__in=mine.values("round_id"))
    for found in rounds.select_related("record__initiative", "body"):
        closes = desk.initiative.local_time(found.closes_at).date()
        yield Need(
            Part.ROOMS, local(found.question), found.record.url, _("Answer"), (str(found.body),), closes
        )


def agenda_steps(desk: Desk) -> Iterator[Need]:
    """A draft of the agenda that nobody has sent for agreement, or no agenda at all."""
    if not desk.may(Permission.AGENDA_PROPOSE):
        return
    standing = set(CommonAgenda.objects.values_list("state", flat=True))
    if CommonAgenda.State.DRAFT in standing:
        yield Need(
            Part.ROOMS,
            _("The new agenda is written and not yet sent for agreement"),
            desk.url("agenda/edit/"),
            _("Finish it"),
        )
    elif not standing:
        yield Need(Part.ROOMS, _("There is no common agenda yet"), desk.url("agenda/edit/"), _("Write it"))


def imports_waiting(desk: Desk) -> Iterator[Need]:
    """Files that were brought and not published."""
    if not desk.may(Permission.DATA_PUBLISH):
        return
    waiting = Import.objects.filter(state__in=[Import.State.UPLOADED, Import.State.CHECKED])
    for found in waiting.select_related("indicator", "record__initiative", "uploaded_by")[:20]:
        meta = (found.file_name, _("brought by {who}").format(who=found.uploaded_by.shown_name))
        yield Need(Part.FIGURES, local(found.indicator.name), found.record.url, _("Review the import"), meta)


def indicators_without_figures(desk: Desk) -> Iterator[Need]:
    """Indicators that were agreed and have no figure."""
    if not desk.may(Permission.DATA_SUBMIT):
        return
    empty = Indicator.objects.visible_to(desk.viewer).on_overview().filter(releases__isnull=True)
    for found in empty.select_related("record__initiative")[:20]:
        address = desk.url(f"results/import/?indicator={found.slug}")
        yield Need(
            Part.FIGURES, local(found.name), address, _("Add the first figures"), (_("No figures yet"),)
        )


def restrictions(desk: Desk) -> Iterator[Need]:
    """Restrictions that wait for a second person or open by themselves soon."""
    if not desk.may(Permission.RESTRICTION_SET):
        return
    moment = clock.now()
    soon = moment + timedelta(days=int(rule_value("restriction_warning_days")))
    for found in (
        Restriction.objects.active(at=moment).ending_before(soon).select_related("record__initiative")
    ):
        ends = desk.initiative.local_time(found.expires_at).date()
        yield Need(
            Part.OPENNESS,
            found.record.shown_title,
            desk.url("open/"),
            _("Renew or let it open"),
            (str(found.get_ground_display()),),
            ends,
        )
    if desk.may(Permission.RESTRICTION_APPROVE):
        waiting = Restriction.objects.filter(
            needs_approval=True, approved_at__isnull=True, lifted_at__isnull=True, expires_at__gt=moment
        )
        for found in waiting.exclude(set_by=desk.viewer.person_id).select_related("record__initiative"):
            yield Need(
                Part.OPENNESS,
                found.record.shown_title,
                desk.url("open/"),
                _("Agree or refuse"),
                (_("A long restriction needs a second person"),),
            )


def reviews_asked(desk: Desk) -> Iterator[Need]:
    """Requests to look at a restriction again that nobody has answered."""
    if not desk.may(Permission.RESTRICTION_SET):
        return
    for found in ReviewRequest.objects.filter(answered_at__isnull=True).select_related(
        "restriction__record__initiative"
    ):
        asked = desk.initiative.local_time(found.asked_at).date()
        meta = (_("Somebody asked for a review"),)
        yield Need(
            Part.OPENNESS,
            found.restriction.record.shown_title,
            desk.url("open/"),
            _("Answer"),
            meta,
            asked + timedelta(days=10),
        )


def seats(desk: Desk) -> Iterator[Need]:
    """Voting seats that nobody holds, and terms that end within 60 days."""
    if not desk.may(Permission.SEATS_MANAGE):
        return
    voting = Seat.objects.voting()
    vacant = voting.count() - voting.filled(on=desk.today).count()
    if vacant > 0:
        title = ngettext("{count} voting seat is empty", "{count} voting seats are empty", vacant).format(
            count=vacant
        )
        yield Need(Part.PEOPLE, title, desk.url("people/seats/"), _("Fill the seats"))
    ending = SeatTerm.objects.on(desk.today).filter(
        ends_on__lte=desk.today + TERM_WARNING, seat__ended_on__isnull=True
    )
    for term in ending.select_related("seat", "person")[:10]:
        meta = (term.person.shown_name, _("The term ends"))
        yield Need(
            Part.PEOPLE,
            term.seat.name,
            desk.url("people/seats/"),
            _("Plan the next term"),
            meta,
            term.ends_on,
        )


def invitations(desk: Desk) -> Iterator[Need]:
    """Invitations that expired without an answer."""
    if not desk.may(Permission.PEOPLE_INVITE):
        return
    cold = Invitation.objects.filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True, record_pass__expires_at__lte=clock.now()
    )
    for found in cold[:10]:
        yield Need(
            Part.PEOPLE,
            found.email,
            desk.url("people/invite/"),
            _("Invite again"),
            (_("The invitation ran out"),),
        )


def agreements(desk: Desk) -> Iterator[Need]:
    """Agreements of my organisation that nobody has signed."""
    mine = Membership.objects.filter(
        pk__in=desk.viewer.membership_ids, agreement_signed_at__isnull=True
    ).exclude(agreement={})
    for found in mine.select_related("organization"):
        address = desk.url(f"people/{found.slug}/agreement/")
        yield Need(
            Part.PEOPLE,
            _("What {partner} agreed to give").format(partner=found.organization.name),
            address,
            _("Read and sign"),
        )


def steps_skipped(desk: Desk) -> Iterator[Need]:
    """Steps of the set-up path that were left for later."""
    if not desk.may(Permission.INITIATIVE_EDIT):
        return
    for step in StartStep.objects.filter(skipped_at__isnull=False, done_at__isnull=True):
        title = STEP_TITLES.get(StartStep.Step(step.step))
        if title:
            yield Need(
                Part.SETTING_UP,
                str(title),
                f"/start/{desk.initiative.slug}/{step.step}/",
                _("Do it now"),
                (_("Skipped while setting up"),),
            )
    if not desk.initiative.is_published:
        yield Need(
            Part.SETTING_UP,
            _("The public page is not published"),
            f"/start/{desk.initiative.slug}/publish/",
            _("Look and publish"),
        )


STEP_TITLES = {
    StartStep.Step.RESULT: gettext_lazy("Say the result in one sentence"),
    StartStep.Step.INDICATORS: gettext_lazy("Choose three to six indicators"),
    StartStep.Step.FIGURES: gettext_lazy("Bring the first figures"),
    StartStep.Step.PEOPLE: gettext_lazy("Invite people"),
}
SOURCES: tuple[Source, ...] = (
    my_open_rounds,
    agenda_steps,
    imports_waiting,
    indicators_without_figures,
    restrictions,
    reviews_asked,
    seats,
    invitations,
    agreements,
    steps_skipped,
)
