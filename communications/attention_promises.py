"""What promises need, before anything else: parts that are late, words without an answer, a vote of the people we promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from communications.desk import Desk, Question, each
from communications.rules.attention import Need, Part
from engagement.gathering.board import numbers_of
from engagement.models import (
    Decision,
    Elector,
    Engagement,
    Input,
    NotKept,
    Obligation,
    PanelMember,
    PromiseeVote,
)
from engagement.pages.addresses import address_of, in_words
from engagement.rules.duties import DUTIES
from engagement.rules.promise_facts import Code
from initiatives import clock
from initiatives.models import SeatTerm, local
from initiatives.rules.permissions import Permission

MOST = 20
NEAR = timedelta(days=7)


def promises_owed(desk: Desk) -> Iterator[Question]:
    """Parts of promises that are late, and those due within a week: for whoever facilitates, and for who sits in the body."""
    mine = _mine(desk)
    if mine is None:
        return
    rows = Obligation.objects.filter(
        engagement__in=mine,
        state__in=[Obligation.State.PENDING, Obligation.State.LATE],
        due_at__lte=clock.now() + NEAR,
    ).select_related("engagement__record__initiative", "engagement__body__record__initiative")

    def needs(found: Iterable[Obligation]) -> Iterator[Need]:
        owed = list(found)
        numbers = numbers_of({row.engagement_id for row in owed}) if owed else {}
        for row in owed:
            duty = DUTIES[Code(row.code)]
            yield Need(
                Part.PROMISES,
                in_words(duty.in_words(numbers[row.engagement_id])),
                address_of(row.engagement, duty.page),
                _("Keep it"),
                (local(row.engagement.title),),
                desk.initiative.local_time(row.due_at).date() if row.due_at else None,
            )

    yield Question(rows.order_by("due_at", "pk")[:MOST], needs)


def words_unanswered(desk: Desk) -> Iterator[Question]:
    """“Promise not kept” that nobody has answered."""
    mine = _mine(desk)
    if mine is None:
        return
    rows = NotKept.objects.filter(engagement__in=mine, answered_at__isnull=True)

    def needs(found: Iterable[NotKept]) -> Iterator[Need]:
        claims = list(found)
        numbers = numbers_of({row.engagement_id for row in claims}) if claims else {}
        for row in claims:
            ends = row.said_at + timedelta(days=numbers[row.engagement_id].promise_claim_days)
            yield Need(
                Part.PROMISES,
                _("Somebody says of “{what}”: promise not kept").format(what=local(row.engagement.title)),
                f"{row.engagement.record.url}promises/not-kept/{row.pk}/answer/",
                _("Answer"),
                (),
                desk.initiative.local_time(ends).date(),
            )

    yield Question(rows.select_related("engagement__record__initiative").order_by("said_at")[:MOST], needs)


def votes_of_the_promised(desk: Desk) -> Iterator[Question]:
    """Votes that wait for my voice, as one of the people we promised."""
    if desk.viewer.person_id is None:
        return
    me = desk.viewer.person_id
    rows = PromiseeVote.objects.filter(
        closed_at__isnull=True, closes_at__gt=clock.now(), engagement__in=_promised_to(me)
    ).exclude(voices__person=me)

    def need(row: PromiseeVote) -> Need:
        return Need(
            Part.PROMISES,
            _("You are asked: {purpose}").format(purpose=row.get_purpose_display()),
            f"{row.engagement.record.url}promises/",
            _("Answer"),
            (local(row.engagement.title),),
            desk.initiative.local_time(row.closes_at).date(),
        )

    yield each(rows.select_related("engagement__record__initiative")[:MOST], need)


def decisions_to_look_at_again(desk: Desk) -> Iterator[Question]:
    """Decisions whose day has come and on which nobody has put a vote yet: for who decided them, and who facilitates votes."""
    if desk.viewer.person_id is None:
        return
    running = Decision.objects.undecided().filter(reviews=OuterRef("pk"))
    rows = Decision.objects.visible_to(desk.viewer).filter(state=Decision.State.REVIEW_DUE)
    if not desk.may(Permission.VOTE_OPEN):
        seats = SeatTerm.objects.on(desk.today).filter(person=desk.viewer.person_id, seat__is_voting=True)
        rows = rows.filter(round__body__in=seats.values("seat__body"))

    def need(row: Decision) -> Need:
        return Need(
            Part.PROMISES,
            _("To be looked at again: “{what}”").format(what=local(row.question)),
            f"{row.record.url}review/",
            _("Put it to a vote"),
            (str(row.round.body),),
            row.review_on,
        )

    found = rows.exclude(Exists(running)).select_related("record__initiative", "round__body")
    yield each(found.order_by("review_on", "pk")[:MOST], need)


def _mine(desk: Desk) -> QuerySet[Engagement] | None:
    """Return the engagements for whose promises this person answers; None for nobody's."""
    seen = Engagement.objects.visible_to(desk.viewer)
    if desk.may(Permission.ENGAGEMENT_FACILITATE):
        return seen
    if desk.viewer.person_id is None:
        return None
    seats = SeatTerm.objects.on(desk.today).filter(person=desk.viewer.person_id)
    return seen.filter(body__seats__in=seats.values("seat"))


def _promised_to(person: int) -> QuerySet[Engagement]:
    said = Input.objects.filter(engagement=OuterRef("pk"), contributor=person, withdrawn_at__isnull=True)
    panel = PanelMember.objects.filter(engagement=OuterRef("pk"), person=person, left_at__isnull=True)
    may_vote = Elector.objects.filter(decision__engagement=OuterRef("pk"), person=person)
    return Engagement.objects.filter(Exists(said) | Exists(panel) | Exists(may_vote))


PROMISE_SOURCES = (promises_owed, words_unanswered, votes_of_the_promised, decisions_to_look_at_again)
