"""Every Student Graduates: the work of the backbone. Roles with hours and money, duties, a rule changed, people who ask to join."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from ci_platform.demonstration.steps import en
from ci_platform.demonstration.story import Step, Told
from initiatives.actions.backbone import create_body
from initiatives.actions.bylaws import adopt_clause
from initiatives.actions.conflicts import (
    Side,
    add_note,
    begin_talk,
    close_case,
    name_mediator,
    raise_case,
)
from initiatives.actions.duties import DutyPlan, RolePlan, do_duty, keep_login, write_duty, write_role
from initiatives.actions.joining import Asking, ask_to_join, decline, welcome
from initiatives.actions.partners import register_organization
from initiatives.models import Body, ConflictCase, PolicyDocument, Round, RuleValue, Seat, StandingDuty

ROLES = (
    ("Director", "Brings the table together, keeps the agenda alive, speaks for the whole.", "What is said to the press, and spending up to 500 dollars. Everything else goes to the table.", "40", "Commonwealth Fund for Learning, core money for three years", 240, "director"),
    ("Community organizer", "Knocks on doors, prepares the council’s evenings, brings childcare and interpreters.", "Which evening, which room, which interpreter.", "28", "Half by the fund, half by Riverside School District", 130, "ingrid"),
    ("Data steward", "Brings in the figures, checks them, explains them to whoever asks.", "When a figure is published. Never whether.", "16", "Lent by the district, unpaid by the initiative", 0, "peter"),
    ("Translator, English and Spanish", "Puts every public text into Spanish within a week.", "", "8", "Nobody pays for it yet", 0, ""),
)  # fmt: skip
DUTIES = (
    ("Send the monthly letter", "monthly", -26, "ingrid", "director", "Open the newsletter, take the last three updates and the next meeting.\nSend it to yourself first. Send it on a Tuesday before noon."),
    ("Bring in the state’s graduation file", "yearly", 88, "peter", "", "The state puts the file on its data page in March. Download “Graduation indicators”.\nColumns C, F and H are year, group and percent. Use the import page; it knows them from last year.\nCompare with last year before publishing."),
    ("Pay the council’s stipends", "quarterly", -3, "ingrid", "director", "The list is made by the sign-in sheets. 25 dollars an hour, by card or by check.\nAsk whether it touches anybody’s benefits before you pay."),
    ("Look through what is restricted", "monthly", 11, "director", "ingrid", "Open the register. For each: can it be opened today? If not, is the reason still the reason?"),
    ("Renew the room at Twin Rivers Library", "yearly", 60, "", "", "Write to the branch. They want to know how many come and whether children do."),
)  # fmt: skip
LOGINS = (
    ("Newsletter service", "Password safe of the backbone, folder “Letters”", "ingrid"),
    ("Bank of the initiative", "With the fiscal sponsor; two people sign", "director"),
    ("State data portal", "Password safe of the backbone, folder “Data”", "peter"),
)
HELD = "The table chose evenings without asking those who work them."


def _roles(told: Told) -> None:
    for name, answers, alone, hours, paid, days, who in ROLES:
        plan = RolePlan(
            name=en(name),
            responsibilities=en(answers),
            parameters=en(alone) if alone else {},
            hours=Decimal(hours),
            funding=en(paid),
            funded_until=_day(told, days) if days else None,
            employer=told.partners["backbone"],
            holder=told.people[who] if who else None,
        )
        write_role(plan=plan, by=told.director)


def _duties(told: Told) -> None:
    for name, rhythm, days, owner, other, recipe in DUTIES:
        plan = DutyPlan(
            name=en(name),
            recipe=en(recipe),
            rhythm=rhythm,
            due_on=_day(told, days),
            owner=told.people[owner] if owner else None,
            stand_in=told.people[other] if other else None,
        )
        write_duty(plan=plan, by=told.director)
    for name, where, who in LOGINS:
        keep_login(name=name, url="", kept_where=where, holder=told.people[who], by=told.director)


def _letter_sent(told: Told) -> None:
    duty = StandingDuty.objects.get(name__en="Send the monthly letter")
    do_duty(duty=duty, due_on=duty.due_on, by=told.people["ingrid"])


def _circle(told: Told) -> None:
    """A subgroup of the table looks after the figures."""
    create_body(
        slug="data-circle",
        name=en("Data circle"),
        kind=Body.Kind.SUBGROUP,
        charter=en(
            "Reads each figure before it is published, asks what is behind it, and says what is missing. It may send a figure back; it may not hold one back for more than two weeks."
        ),
        parent=Body.objects.get(is_table=True),
        by=told.director,
    )


def _rule_agreed(told: Told) -> None:
    """The table agreed on when minutes come out: a clause of its own, adopted in that round."""
    room = Round.objects.filter(question__en__startswith="Minutes come out", closed_at__isnull=False)[0]
    adopt_clause(
        document=PolicyDocument.objects.get(slug="bylaws"),
        number="12",
        heading=en("Minutes in two languages"),
        words=en("Minutes come out within a week, in English and Spanish."),
        adopted_in=room,
        by=told.director,
    )


def _rule_changed(told: Told) -> None:
    adopt_clause(
        document=PolicyDocument.objects.get(slug="bylaws"),
        number="7",
        heading=en("Invitations"),
        words=en(
            "Whoever is invited has 21 days to answer: two weeks were too short for families without mail at home. The address works once."
        ),
        values={"invitation_days": Decimal(21)},
        by=told.director,
    )


def _rule_for_later(told: Told) -> None:
    """A change that is agreed and begins in some weeks: whoever plans a meeting meanwhile reads from when on it holds."""
    adopt_clause(
        document=PolicyDocument.objects.get(slug="bylaws"),
        number=RuleValue.objects.get(key="asks_per_month").clause.number,
        heading=en("What we ask of partners"),
        words=en(
            "The backbone asks each partner at most three things a month. Partners who are few said that four were too many."
        ),
        values={"asks_per_month": Decimal(3)},
        begins_on=_day(told, 40),
        by=told.director,
    )


def _concern(told: Told) -> None:
    sides = [Side(told.people["rosa"], 1), Side(told.people["denise"], 2, told.partners["lakes"])]
    case = raise_case(issue=HELD, sides=sides, by=told.people["rosa"])
    begin_talk(case=case, by=told.people["rosa"])


def _mediated(told: Told) -> None:
    name_mediator(
        case=_case(),
        mediator=told.people["sam"],
        ties="Knows both from the council, works for neither.",
        by=told.director,
    )
    add_note(
        case=_case(), words="Both want a meeting that a parent on shift can reach.", by=told.people["sam"]
    )


def _learned(told: Told) -> None:
    words = en(
        "Ask those who work in the evening before an evening is chosen. Two times are now offered, and the bus waits for both."
    )
    close_case(case=_case(), outcome=ConflictCase.Outcome.RESOLVED, learning=words, by=told.people["sam"])


def _asks(told: Told) -> None:
    """Three people ask; one is welcome, one hears why not, one waits. Somebody is named for the free youth seat."""
    seat = Seat.objects.get(name="Youth seat 2")
    bakery = Asking("organization", "Lena Voss (illustrative)", "lena@bakery.example", organization="Main Street Bakery (illustrative)", words="Four students could work with us each summer.")  # fmt: skip
    selling = Asking("organization", "Ray Cole (illustrative)", "ray@tests.example", organization="Better Tests (illustrative)", words="We sell practice tests.")  # fmt: skip
    resident = Asking("resident", "Yer Thao (illustrative)", "yer@people.example", words="My three children go to school here. I can drive others to the evenings.")  # fmt: skip
    youth = Asking("nomination", "Mai Xiong (illustrative)", "mai@people.example", words="She speaks for our class already, and she agreed.", seat=seat)  # fmt: skip
    register_organization(name=bakery.organization, sector="business", is_illustrative=True)
    welcome(asked=ask_to_join(asking=bakery, by=None), message="Come to the next evening.", by=told.director)
    reason = (
        "We do not buy or recommend products. Every figure is public: use them, and tell us what you find."
    )
    decline(asked=ask_to_join(asking=selling, by=None), reason=reason, by=told.director)
    ask_to_join(asking=resident, by=None)
    ask_to_join(asking=youth, by=told.people["pang"])


def _case() -> ConflictCase:
    return ConflictCase.objects.select_related("record").get(issue=HELD)


def _day(told: Told, days: int) -> date:
    return (told.now + timedelta(days=days)).date()


ACTS: tuple[tuple[int, Callable[[Told], None]], ...] = (
    (395, _rule_agreed),
    (260, _roles),
    (255, _circle),
    (250, _duties),
    (120, _rule_changed),
    (9, _rule_for_later),
    (26, _letter_sent),
    (90, _concern),
    (82, _mediated),
    (71, _learned),
    (6, _asks),
)
BACKBONE = [Step(days, act, hour=16) for days, act in ACTS]
