"""All that an engagement owes people before they vote on it, done in time: rows for its course, a real vote for its options."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from engagement.actions.certifying import certify, name_teller
from engagement.actions.closing import close_vote
from engagement.actions.motions import Motion, put_to_body
from engagement.actions.opening import open_vote
from engagement.actions.voting import cast
from engagement.models import (
    Alternative,
    Criterion,
    CriterionScore,
    CriterionVoice,
    Decision,
    DelegationInstrument,
    Engagement,
    Framing,
    Outreach,
    PanelMember,
    PanelVoice,
    Session,
    Statement,
)
from engagement.rules.ballots import Ballot
from engagement.rules.methods import Base, Majority
from engagement.rules.modifiers import Modifiers
from initiatives import clock
from initiatives.actions.backbone import share_chair
from initiatives.models import Person, Record, Seat, SeatTerm
from tests.factories.engagements import make_clause
from tests.factories.indicators import make_dimension

COLLABORATING, EMPOWERING = 4, 5
DAYS = {"named": 72, "announced": 70, "opened": 60, "first_round": 55, "written": 50, "second_round": 45}
SAID = {
    Statement.Kind.DRAFT_ANALYSIS: ("A first look at the park.", 61),
    Statement.Kind.WHAT_WE_HEARD: ("Nobody spoke.", 40),
}
CLASSES_WITHOUT_A_CHAIR = ("backbone", "partner", "funder", "public_sector")


def be_ready_to_vote(engagement: Engagement, holders: Sequence[Person], *, by: Person) -> None:
    """Do all that is owed at the level of an engagement before its vote opens, each thing at its time."""
    now = clock.now()
    _explain(engagement, now, by)
    _listen(engagement, now, by)
    if engagement.level == EMPOWERING:
        _hand_over(engagement, now, by)
        _let_body_set_it(engagement, holders, now)
    elif engagement.level >= COLLABORATING - 1:
        _name_panel(engagement, holders, now, by)
    if engagement.level == COLLABORATING:
        _agree_on_criteria(engagement, now, by)


def _explain(engagement: Engagement, now: datetime, by: Person) -> None:
    Framing.objects.create(
        engagement=engagement,
        difficulty={"en": "Nobody uses the park after dark, and few do by day."},
        opportunity={"en": "It lies between two schools, and many walk by each day."},
        written_at=now - timedelta(days=DAYS["announced"]),
        written_by=by,
    )
    Engagement.objects.filter(pk=engagement.pk).update(worded_at=now - timedelta(days=DAYS["announced"]))


def _listen(engagement: Engagement, now: datetime, by: Person) -> None:
    said = dict(SAID)
    if engagement.level == EMPOWERING:
        said[Statement.Kind.ROLL] = ("Whoever sits in the council.", 65)
    for kind, (words, days) in said.items():
        Statement.objects.create(
            engagement=engagement,
            kind=kind,
            words={"en": words},
            published_at=now - timedelta(days=days),
            published_by=by,
        )
    because = {"en": "Nobody spoke, so there is nobody to compare."}
    Outreach.objects.create(engagement=engagement, words=because, at=now - timedelta(days=38), by=by)


def _name_panel(engagement: Engagement, holders: Sequence[Person], now: datetime, by: Person) -> None:
    group = make_dimension(by=by).categories.earliest("pk")
    Engagement.objects.filter(pk=engagement.pk).update(group_behind=group)
    for person in holders:
        named = now - timedelta(days=DAYS["named"])
        member = PanelMember.objects.create(
            engagement=engagement, person=person, group=group, named_at=named, named_by=by
        )
        PanelVoice.objects.create(member=member, confirms=True, at=now - timedelta(days=37))
    for number, name in enumerate(("first_round", "second_round"), start=1):
        begins = now - timedelta(days=DAYS[name], hours=2)
        Session.objects.create(
            engagement=engagement,
            round=number,
            title={"en": f"Evening {number}"},
            place={"en": "In the park"},
            begins_at=begins,
            ends_at=begins + timedelta(hours=2),
            planned_by=by,
        )


def _agree_on_criteria(engagement: Engagement, now: datetime, by: Person) -> None:
    agreed = now - timedelta(days=39)
    body = engagement.body
    assert body is not None
    body.charter = {"en": "We find it together."}
    body.save(update_fields=["charter"])
    Record.objects.filter(pk=body.record_id).update(published_at=now - timedelta(days=DAYS["named"]))
    voting = Seat.objects.voting().filter(body=body)
    share_chair(seat=voting.exclude(seat_class__in=CLASSES_WITHOUT_A_CHAIR).earliest("pk"), by=by)
    criterion = Criterion.objects.create(
        engagement=engagement, words={"en": "Near"}, proposed_by=by, adopted_at=agreed
    )
    for term in SeatTerm.objects.filter(seat__in=voting):
        CriterionVoice.objects.create(
            engagement=engagement, seat=term.seat, person=term.person, agrees=True, at=agreed
        )
        for option in engagement.alternatives.all():
            CriterionScore.objects.create(
                criterion=criterion,
                alternative=option,
                seat=term.seat,
                person=term.person,
                score=3,
                at=agreed,
            )


def _hand_over(engagement: Engagement, now: datetime, by: Person) -> None:
    given = now - timedelta(days=DAYS["named"])
    DelegationInstrument.objects.create(
        engagement=engagement,
        clause=make_clause(by=by),
        scope={"en": "What the park becomes."},
        budget=Decimal(10000),
        legal_limits={"en": "None."},
        starts_on=given.date(),
        ends_on=(now + timedelta(days=700)).date(),
        given_at=given,
        given_by=by,
    )


def _let_body_set_it(engagement: Engagement, holders: Sequence[Person], now: datetime) -> None:
    """The group votes on what will be on the ballot, and two of its tellers certify it. E3."""
    opens = now - timedelta(days=46)
    asked = Motion(
        question={"en": "Are these the question, the options and the rule?"},
        rule=Majority(Base.DECIDED),
        modifiers=Modifiers(are_vacancies_counted=False),
        purpose=Decision.Purpose.OPTIONS,
    )
    with clock.at(opens - timedelta(days=8)):
        decision = put_to_body(
            motion=asked,
            body=engagement.body,  # type: ignore[arg-type]
            by=holders[0],
            engagement=engagement,
            opens_at=opens,
            closes_at=opens + timedelta(days=7),
        )
        for person in holders[:2]:
            name_teller(decision=decision, person=person, by=next(one for one in holders if one != person))
    with clock.at(opens):
        open_vote(decision=decision, by=None)
        for row in decision.electorate.filter(is_vacant=False):
            cast(decision=decision, elector=row, ballot=Ballot("", "yes"), by=row.person)  # type: ignore[arg-type]
    with clock.at(opens + timedelta(days=7)):
        close_vote(decision=decision)
        for person in holders[:2]:
            certify(decision=decision, by=person)


def write_options(engagement: Engagement, titles: Sequence[str], *, by: Person) -> None:
    """Write options that are fixed now, each with what speaks against it."""
    now = clock.now()
    for at, title in enumerate(titles, start=1):
        written = now - timedelta(days=DAYS["written"])
        Alternative.objects.create(
            engagement=engagement,
            position=at,
            title={"en": title},
            reasons_against={"en": "It costs what others would like to have."},
            reasons_at=written,
            cost=Decimal(4000 * at),
            written_at=written,
            written_by=by,
            frozen_at=now,
        )
