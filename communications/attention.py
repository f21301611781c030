"""Collects what needs somebody, for one viewer. Each source states its questions; the rule `attention.ordered` sorts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communications.attention_asks import ASK_SOURCES
from communications.attention_backbone import BACKBONE_SOURCES
from communications.attention_commitments import COMMITMENT_SOURCES
from communications.attention_figures import FIGURE_SOURCES
from communications.attention_meetings import MEETING_SOURCES
from communications.attention_promises import PROMISE_SOURCES
from communications.attention_readings import readings_unanswered, wanted_late
from communications.attention_surveys import SURVEY_SOURCES
from communications.attention_turns import (
    changes_waiting,
    holes_in_the_plan,
    late_activities,
    open_turns,
    stories_to_reread,
)
from communications.desk import Desk, Question, Source, each
from communications.models import StartStep
from communications.rules.attention import Need, Part
from initiatives import clock
from initiatives.bylaws import value_in
from initiatives.models import (
    CommonAgenda,
    Invitation,
    Membership,
    Restriction,
    ReviewRequest,
    Round,
    RoundSeat,
    SeatTerm,
    local,
)
from initiatives.rules.permissions import Permission
from measurement.models import Import, Indicator

TERM_WARNING = timedelta(days=60)
MOST = 20


def questions_of(desk: Desk) -> list[Question]:
    """Return all that is asked about what needs this person today."""
    return [question for source in SOURCES for question in source(desk)]


def needs_of(questions: Iterable[Question]) -> list[Need]:
    """Return the needs, once the questions have been asked."""
    return [need for question in questions for need in question.needs(question.rows)]


def my_open_rounds(desk: Desk) -> Iterator[Question]:
    """Rounds that wait for the answer of a seat that I hold or stand in for."""
    if desk.viewer.person_id is None:
        return
    me = desk.viewer.person_id
    mine = RoundSeat.objects.filter(Q(person_id=me) | Q(alternate_id=me), present_at__isnull=True)
    rounds = Round.objects.visible_to(desk.viewer).open(at=clock.now()).filter(pk__in=mine.values("round_id"))

    def answer(found: Round) -> Need:
        closes = desk.initiative.local_time(found.closes_at).date()
        about = (str(found.body),)
        return Need(Part.ROOMS, local(found.question), found.record.url, _("Answer"), about, closes)

    yield each(rounds.select_related("record__initiative", "body"), answer)


def agenda_steps(desk: Desk) -> Iterator[Question]:
    """A draft of the agenda that nobody has sent for agreement, or no agenda at all."""
    if not desk.may(Permission.AGENDA_PROPOSE):
        return
    address = desk.url("agenda/edit/")

    def next_step(standing: Iterable[str]) -> Iterator[Need]:
        states = set(standing)
        if CommonAgenda.State.DRAFT in states:
            title = _("The new agenda is written and not yet sent for agreement")
            yield Need(Part.ROOMS, title, address, _("Finish it"))
        elif not states:
            yield Need(Part.ROOMS, _("There is no common agenda yet"), address, _("Write it"))

    yield Question(desk.agendas, next_step)


def imports_waiting(desk: Desk) -> Iterator[Question]:
    """Files that were brought and not published."""
    if not desk.may(Permission.DATA_PUBLISH):
        return
    waiting = Import.objects.filter(state__in=[Import.State.UPLOADED, Import.State.CHECKED])

    def review(found: Import) -> Need:
        meta = (found.file_name, _("brought by {who}").format(who=found.uploaded_by.shown_name))
        name = local(found.indicator.name)
        return Need(Part.FIGURES, name, found.record.url, _("Review the import"), meta)

    rows = waiting.defer("content").select_related("indicator", "record__initiative", "uploaded_by")
    yield each(rows[:MOST], review)


def indicators_without_figures(desk: Desk) -> Iterator[Question]:
    """Indicators that were agreed and have no figure."""
    if not desk.may(Permission.DATA_SUBMIT):
        return
    empty = Indicator.objects.visible_to(desk.viewer).on_overview().filter(releases__isnull=True)

    def bring(found: Indicator) -> Need:
        address = desk.url(f"results/import/?indicator={found.slug}")
        about = (_("No figures yet"),)
        return Need(Part.FIGURES, local(found.name), address, _("Add the first figures"), about)

    yield each(empty.select_related("record__initiative")[:MOST], bring)


def restrictions(desk: Desk) -> Iterator[Question]:
    """Restrictions that open by themselves soon."""
    if not desk.may(Permission.RESTRICTION_SET):
        return

    def ending(active: Iterable[Restriction]) -> Iterator[Need]:
        soon = clock.now() + timedelta(days=int(value_in(desk.rules, "restriction_warning_days")))
        for found in active:
            if found.expires_at <= soon:
                ends = desk.initiative.local_time(found.expires_at).date()
                yield _about_restriction(
                    desk, found, _("Renew or let it open"), str(found.get_ground_display()), ends
                )

    yield Question(desk.rules, lambda _rules: ())
    yield Question(desk.restrictions, ending)


def long_restrictions(desk: Desk) -> Iterator[Question]:
    """Restrictions that wait for a second person."""
    if not desk.may(Permission.RESTRICTION_SET) or not desk.may(Permission.RESTRICTION_APPROVE):
        return
    waiting = Restriction.objects.waiting_for_approval(at=clock.now()).exclude(set_by=desk.viewer.person_id)

    def agree(found: Restriction) -> Need:
        words = _("A long restriction needs a second person")
        return _about_restriction(desk, found, _("Agree or refuse"), words)

    yield each(waiting.select_related("record__initiative"), agree)


def _about_restriction(
    desk: Desk, found: Restriction, action: str, words: str, due: date | None = None
) -> Need:
    title, address = found.record.shown_title, desk.url(f"open/{found.pk}/")
    return Need(Part.OPENNESS, title, address, action, (words,), due)


def reviews_asked(desk: Desk) -> Iterator[Question]:
    """Requests to look at a restriction again that nobody has answered."""
    if not desk.may(Permission.RESTRICTION_SET):
        return
    waiting = ReviewRequest.objects.filter(answered_at__isnull=True)

    def answer(found: ReviewRequest) -> Need:
        due = desk.initiative.local_time(found.asked_at).date() + timedelta(days=10)
        title, address = found.restriction.record.shown_title, desk.url(f"open/reviews/{found.pk}/answer/")
        return Need(Part.OPENNESS, title, address, _("Answer"), (_("Somebody asked for a review"),), due)

    yield each(waiting.select_related("restriction__record__initiative"), answer)


def seats(desk: Desk) -> Iterator[Question]:
    """Voting seats that nobody holds, and terms that end within 60 days."""
    if not desk.may(Permission.SEATS_MANAGE):
        return
    address = desk.url("people/seats/")

    def empty(votes: Iterable[bool]) -> Iterator[Need]:
        if vacant := sum(1 for is_held in votes if not is_held):
            words = ngettext("{count} voting seat is empty", "{count} voting seats are empty", vacant)
            yield Need(Part.PEOPLE, words.format(count=vacant), address, _("Fill the seats"))

    def plan(term: SeatTerm) -> Need:
        meta = (term.person.shown_name, _("The term ends"))
        return Need(Part.PEOPLE, term.seat.name, address, _("Plan the next term"), meta, term.ends_on)

    ending = SeatTerm.objects.on(desk.today).filter(
        ends_on__lte=desk.today + TERM_WARNING, seat__ended_on__isnull=True
    )
    yield Question(desk.votes, empty)
    yield each(ending.select_related("seat", "person")[:10], plan)


def invitations(desk: Desk) -> Iterator[Question]:
    """Invitations that expired without an answer."""
    if not desk.may(Permission.PEOPLE_INVITE):
        return
    cold = Invitation.objects.unanswered().filter(record_pass__expires_at__lte=clock.now())

    def again(found: Invitation) -> Need:
        about = (_("The invitation ran out"),)
        return Need(Part.PEOPLE, found.email, desk.url("people/invite/"), _("Invite again"), about)

    yield each(cold[:10], again)


def agreements(desk: Desk) -> Iterator[Question]:
    """Agreements of my organisation that nobody has signed."""
    mine = Membership.objects.filter(
        pk__in=desk.viewer.membership_ids, agreement_signed_at__isnull=True
    ).exclude(agreement={})

    def sign(found: Membership) -> Need:
        title = _("What {partner} agreed to give").format(partner=found.organization.name)
        return Need(Part.PEOPLE, title, desk.url(f"people/{found.slug}/agreement/"), _("Read and sign"))

    yield each(mine.select_related("organization"), sign)


def steps_skipped(desk: Desk) -> Iterator[Question]:
    """Steps of the set-up path that were left for later."""
    if not desk.may(Permission.INITIATIVE_EDIT):
        return
    start = f"/start/{desk.initiative.slug}/"

    def left(steps: Iterable[StartStep]) -> Iterator[Need]:
        for step in steps:
            if title := STEP_TITLES.get(StartStep.Step(step.step)):
                about = (_("Skipped while setting up"),)
                yield Need(Part.SETTING_UP, str(title), f"{start}{step.step}/", _("Do it now"), about)
        if not desk.initiative.is_published:
            words = _("The public page is not published")
            yield Need(Part.SETTING_UP, words, f"{start}publish/", _("Look and publish"))

    yield Question(StartStep.objects.filter(skipped_at__isnull=False, done_at__isnull=True), left)


STEP_TITLES = {
    StartStep.Step.RESULT: gettext_lazy("Say the result in one sentence"),
    StartStep.Step.INDICATORS: gettext_lazy("Choose three to six indicators"),
    StartStep.Step.FIGURES: gettext_lazy("Bring the first figures"),
    StartStep.Step.PEOPLE: gettext_lazy("Invite people"),
    StartStep.Step.MEETING: gettext_lazy("Set the first meeting or the first question"),
}
SOURCES: tuple[Source, ...] = (
    *PROMISE_SOURCES,
    *COMMITMENT_SOURCES,
    my_open_rounds,
    readings_unanswered,
    agenda_steps,
    open_turns,
    stories_to_reread,
    late_activities,
    holes_in_the_plan,
    changes_waiting,
    *ASK_SOURCES,
    *SURVEY_SOURCES,
    imports_waiting,
    indicators_without_figures,
    wanted_late,
    *FIGURE_SOURCES,
    *MEETING_SOURCES,
    restrictions,
    long_restrictions,
    reviews_asked,
    seats,
    invitations,
    agreements,
    *BACKBONE_SOURCES,
    steps_skipped,
)
