"""Engagements in the state that a test needs, made through the actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from engagement.actions.engagements import Setting, Words, announce, frame, open_engagement, reword, set_up
from engagement.actions.evidence import say_no_data
from engagement.actions.panels import name_group_behind, name_panel_member
from engagement.actions.statements import say
from engagement.actions.timetable import Dates, schedule
from engagement.models import Engagement, Statement
from initiatives import clock
from initiatives.actions.backbone import share_chair
from initiatives.actions.bylaws import create_document
from initiatives.models import Body, Clause, Person, PolicyDocument, Seat
from tests.factories.indicators import make_dimension, make_population

WORDS = Words(
    title={"en": "First family hubs"},
    question={"en": "Which two neighborhoods get the first family hubs?"},
    fixed={"en": "There is money for two hubs."},
    still_open={"en": "Where they stand and when they are open."},
    difficulty={"en": "Many families walk more than half an hour to the next place that helps."},
    opportunity={"en": "Two hubs near home could reach three of four families."},
)


def bylaws(*, by: Person) -> PolicyDocument:
    """Return the bylaws; they are begun where there are none."""
    return PolicyDocument.objects.filter(slug="bylaws").first() or create_document(
        slug="bylaws", title={"en": "Bylaws"}, purpose={}, by=by
    )


def make_clause(*, by: Person, number: str = "4.1", heading: str = "Who decides on hubs") -> Clause:
    """Write a clause by whose authority something can be decided."""
    document = bylaws(by=by)
    return Clause.objects.create(document=document, number=number, heading={"en": heading})


def make_joint_table(*, by: Person) -> Body:
    """Give the table a charter, a resident who shares its chair, and let its residents hold half of the votes."""
    table = Body.objects.select_related("record").get(is_table=True)
    table.charter = {"en": "We find it together."}
    table.save(update_fields=["charter"])
    share_chair(seat=Seat.objects.filter(body=table, seat_class="community").earliest("pk"), by=by)
    return table


def make_framed(
    *, by: Person, level: int = 2, words: Words = WORDS, panel: tuple[Person, ...] = (), **setting: object
) -> Engagement:
    """Frame a question with all that an announcement needs; at levels 3 and 4 with its panel."""
    made = frame(title=words.title, question=words.question, level=level, by=by)
    reword(engagement=made, words=words, by=by)
    set_up(engagement=made, setting=replace(_setting(level, by), **setting), by=by)  # type: ignore[arg-type]
    say_no_data(
        engagement=made, wanted={"en": "Walking times"}, because={"en": "Nobody has measured them."}, by=by
    )
    schedule(engagement=made, dates=dates_from_now(level), by=by)
    if panel:
        group = make_dimension(by=by).categories.earliest("pk")
        name_group_behind(engagement=made, group=group, by=by)
        for person in panel:
            name_panel_member(engagement=made, person=person, group=group, by=by)
    made.refresh_from_db()
    return made


def make_announced(
    *, by: Person, level: int = 2, words: Words = WORDS, panel: tuple[Person, ...] = (), **setting: object
) -> Engagement:
    """Announce a question."""
    framed = make_framed(by=by, level=level, words=words, panel=panel, **setting)
    return announce(engagement=framed, by=by)


def make_open(*, by: Person, level: int = 2, days_ago: int = 1, **setting: object) -> Engagement:
    """Open a question that was announced in time."""
    opened = clock.now() - timedelta(days=days_ago)
    with clock.at(opened - timedelta(days=8)):
        made = make_announced(by=by, level=level, **setting)
    with clock.at(opened):
        if level > 1:
            say(engagement=made, kind=Statement.Kind.DRAFT_ANALYSIS, words={"en": "A first look."}, by=by)
        return open_engagement(engagement=made, by=by)


def dates_from_now(level: int) -> Dates:
    """Return a timetable that leaves enough time."""
    now = clock.now()
    return Dates(
        opens_at=now + timedelta(days=8),
        input_closes_at=now + timedelta(days=29) if level > 1 else None,
        decide_by=now + timedelta(days=50),
    )


def _setting(level: int, by: Person) -> Setting:
    return Setting(
        body=Body.objects.select_related("record").get(is_table=True),
        authority=Clause.objects.first() or make_clause(by=by),
        population=make_population(by=by),
        channels=("web", "paper") if level > 1 else (),
        participation_budget=Decimal(0),
    )
