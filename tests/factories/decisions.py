"""Votes in the state that a test needs, made through the actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse

from engagement.actions.certifying import name_teller
from engagement.actions.closing import close_vote
from engagement.actions.electorate import enrol, hand_out, print_slips
from engagement.actions.lots import Days
from engagement.actions.motions import Motion, put_to_body
from engagement.actions.opening import open_vote
from engagement.actions.voting import cast
from engagement.models import Decision, Elector, Engagement, EngagementStep, Evidence
from engagement.rules.ballots import Ballot
from engagement.rules.methods import Base, Budget, Majority, Rule, TooDear
from engagement.rules.modifiers import ClassAgreement, CountedBy, Modifiers, Quorum, TakingPart
from initiatives import clock
from initiatives.identity import give_record
from initiatives.models import Body, Person
from initiatives.passes import typed_code
from measurement.models import DataDevelopmentItem
from tests.factories.partners import make_body, make_seat, seat_somebody
from tests.factories.people import make_person
from tests.factories.ready_to_vote import be_ready_to_vote, write_options
from tests.personas import OWN

HALF = Fraction(1, 2)
PLAIN = Modifiers(are_vacancies_counted=False)
QUORUM = Modifiers(are_vacancies_counted=False, quorums=(Quorum(HALF, TakingPart.VOTED, CountedBy.SEATS),))
BOTH_MAJORITIES = replace(
    QUORUM, class_agreements=(ClassAgreement(("community",), HALF, is_strict=False, base=Base.CAST),)
)
MAJORITY = Majority(Base.DECIDED)
FROZEN = "options_frozen"


@dataclass(frozen=True)
class Council:
    """A body with its seats: who holds them, in the order in which they were made."""

    body: Body
    holders: list[Person]

    def __getitem__(self, at: int) -> Person:
        return self.holders[at]


def make_council(by: Person, *classes: str, slug: str = "", kind: str = "community_council") -> Council:
    """Make a body with one seat of each class, each held by somebody of its own."""
    body = make_body(
        f"Council {slug or len(classes)}", by=by, slug=slug or f"council-{make_person().pk}", kind=kind
    )
    holders = []
    for at, seat_class in enumerate(classes or ("community",) * 3, start=1):
        holder = make_person(name=f"Holder {at}")
        seat = make_seat(body, f"{seat_class.title()} seat {at}", seat_class=seat_class)
        seat_somebody(seat, holder, starts=date(2020, 1, 1), ends=date(2050, 1, 1))
        holders.append(holder)
    return Council(body, holders)


def motion(
    question: str = "Shall the library open on Sundays?",
    *,
    rule: Rule = MAJORITY,
    modifiers: Modifiers = PLAIN,
    **more: object,
) -> Motion:
    """Write a question down; `more` is handed on."""
    eligibility = (
        {"en": "Everybody who lives in the county."} if more.get("electorate_of", "seats") != "seats" else {}
    )
    return Motion(question={"en": question}, rule=rule, modifiers=modifiers, eligibility=eligibility, **more)  # type: ignore[arg-type]


def make_noticed(
    council: Council, asked: Motion | None = None, *, by: Person | None = None, **more: object
) -> Decision:
    """Give notice of a vote that opens in a week."""
    return put_to_body(motion=asked or motion(), body=council.body, by=by or council[0], **more)  # type: ignore[arg-type]


def make_open(
    council: Council, asked: Motion | None = None, *, by: Person | None = None, **more: object
) -> Decision:
    """Let a vote be open since an hour and for a week, by the real clock."""
    opened = clock.now() - timedelta(hours=1)
    with clock.at(opened - timedelta(days=8)):
        decision = make_noticed(
            council,
            asked,
            by=by,
            opens_at=opened,
            closes_at=opened + timedelta(days=7),
            **more,
        )
        ready(decision, council)
    with clock.at(opened):
        return open_vote(decision=decision, by=None)


def ready(decision: Decision, council: Council) -> None:
    """Name tellers where they are needed, and put the holders of the seats on the list of a vote of people."""
    if decision.is_secret or decision.engagement is not None:
        for person in council.holders[:2]:
            name_teller(decision=decision, person=person, by=other_than(person, council.holders))
    if decision.electorate_of == "people":
        enrol(decision=decision, people=council.holders, basis="lives here", by=council[0])


def other_than(person: Person, holders: Sequence[Person]) -> Person:
    """Return a seat's holder that somebody is named by: nobody names themselves."""
    return next(one for one in holders if one != person)


def row_of(decision: Decision, person: Person) -> Elector:
    """Return the row of somebody on the list."""
    return Elector.objects.get(decision=decision, person=person)


def say(decision: Decision, person: Person, stance: str = "yes", **more: object) -> None:
    """Let somebody give an open vote; who is against it would rather say nothing, unless there are `words`."""
    more.setdefault("says_nothing", not more.get("words"))
    cast(decision=decision, elector=row_of(decision, person), ballot=Ballot("", stance), by=person, **more)  # type: ignore[arg-type]


def after_the_end(decision: Decision) -> datetime:
    """Return the first instant at which a vote can be closed."""
    return Decision.objects.select_related("round").get(pk=decision.pk).round.closes_at


def make_engagement(
    council: Council,
    *,
    level: int = 5,
    state: str = "options_frozen",
    titles: Sequence[str] = ("Paths", "Shade"),
    by: Person,
    is_ready: bool = True,
) -> Engagement:
    """Write an engagement down that has come as far as its options; if it `is_ready`, nothing is owed before people vote."""
    now = clock.now()
    given = give_record(
        "engagement", title={"en": "The park"}, path="decisions/{number}/", by=by, published=True
    )
    engagement = Engagement.objects.create(
        record=given,
        title={"en": "The park"},
        question={"en": "What shall the park become?"},
        level=level,
        state=state,
        body=council.body,
        money=Decimal(10000),
        channels=["web", "paper"] if level > 1 else [],
        opens_at=now - timedelta(days=60),
        input_closes_at=now - timedelta(days=40),
        decide_by=now + timedelta(days=60),
        implement_by=(now + timedelta(days=300)).date(),
    )
    write_options(engagement, titles, by=by)
    _say_no_data(engagement, by)
    _come_so_far(engagement, now, by)
    if is_ready and state == FROZEN:
        be_ready_to_vote(engagement, council.holders, by=by)
    if state == FROZEN:
        _step(engagement, "closed_to_input", FROZEN, at=now - timedelta(days=35), by=by)
    engagement.refresh_from_db()
    return engagement


def _come_so_far(engagement: Engagement, now: datetime, by: Person) -> None:
    """Write down the steps up to its state, but for the one that fixes the options: something may come before that."""
    before = "draft"
    for to_state, days in (("announced", 70), ("open", 60), ("closed_to_input", 40)):
        if before == engagement.state:
            return
        _step(engagement, before, to_state, at=now - timedelta(days=days), by=by)
        before = to_state


def _step(engagement: Engagement, before: str, after: str, *, at: datetime, by: Person) -> None:
    EngagementStep.objects.create(engagement=engagement, from_state=before, to_state=after, at=at, by=by)


def _say_no_data(engagement: Engagement, by: Person) -> None:
    item = DataDevelopmentItem.objects.create(
        record=give_record(
            "data_item", title={"en": "Use of the park"}, path="results/wanted/", by=by, published=True
        ),
        title={"en": "Use of the park"},
        gap={"en": "Nobody counts"},
    )
    Evidence.objects.create(
        engagement=engagement,
        kind="no_data",
        title={"en": "Nobody counted"},
        words={"en": "Nobody has counted who uses it."},
        data_item=item,
        added_by=by,
    )


def make_budget_vote(council: Council, engagement: Engagement, **more: object) -> Decision:
    """Open a participatory budget of slips."""
    asked = motion(
        rule=Budget(points=5, money=1_000_000, too_dear=TooDear.SKIP),
        electorate_of="slips",
        modifiers=PLAIN,
        **more,
    )
    return make_noticed(council, asked, engagement=engagement)


def slips_of(decision: Decision, number: int, *, by: Person) -> list[str]:
    """Print slips, let the other teller hand them out, and return their codes as they are stored."""
    made = print_slips(decision=decision, number=number, by=by)
    other = decision.tellers.exclude(person=by).latest("pk").person
    hand_out(decision=decision, first=made[0][0], last=made[-1][0], by=other)
    return [typed_code(code) for _number, code in made]


def counted(decision: Decision) -> Decision:
    """Close a vote at its end; return it as it stands then."""
    with clock.at(after_the_end(decision)):
        close_vote(decision=decision)
    return Decision.objects.select_related("record__initiative", "round__body").get(pk=decision.pk)


def address(decision: Decision, name: str = "decision", **more: object) -> str:
    """Return the address of a page of a vote."""
    return reverse(name, kwargs={"slug": OWN, "number": decision.record.number, **more})


def soon() -> Days:
    """Return the days of a lot: its hat closes in an hour, and the seed can be known from then on."""
    moment = clock.now() + timedelta(hours=1)
    return Days(moment, moment)
