"""What every initiative starts with, to accept or to change: words, principles, the charge of the table, the bylaws."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from initiatives.models import Principle, Term
from initiatives.rules.bylaws import StarterClause


class StarterWord(NamedTuple):
    """A word to start with; `others` are further forms of it, parted by commas."""

    kind: str
    word: str
    definition: str
    others: str


WORDS = (
    StarterWord(
        Term.Kind.TURF,
        _("turf"),
        _(
            "The people, places and tasks that one partner looks after. Each partner writes down what it does and what it does not do."
        ),
        _("turfs, field of work"),
    ),
    StarterWord(
        Term.Kind.GROUP,
        _("group"),
        _(
            "People who meet with a written charge: the whole table, a work group, a council. Who is in it is public."
        ),
        _("groups, committee, committees"),
    ),
    StarterWord(
        Term.Kind.PROJECT,
        _("project"),
        _(
            "Work with an owner, a start and an end that helps one of our results. Work that goes on for good is a service."
        ),
        _("projects"),
    ),
    StarterWord(
        Term.Kind.BENEFIT,
        _("benefit"),
        _(
            "What a partner or a family gains by taking part: money, data, credit, skills or reach. All may see who gives and who gains."
        ),
        _("benefits"),
    ),
    StarterWord(
        Term.Kind.GENERAL,
        _("indicator"),
        _(
            "A number that tells whether life gets better for everybody we serve. It is a sign that we watch together."
        ),
        _("indicators"),
    ),
    StarterWord(
        Term.Kind.GENERAL,
        _("result"),
        _(
            "How life should be for all people here, in plain words. For example: all children start school ready."
        ),
        _("results"),
    ),
    StarterWord(
        Term.Kind.GENERAL,
        _("baseline"),
        _("Where a number stood when we began, and where it would go if nothing changed."),
        _("baselines"),
    ),
    StarterWord(
        Term.Kind.GENERAL,
        _("backbone"),
        _(
            "The organization whose staff keep all of us working together. It prepares, connects and writes down. It does not decide alone."
        ),
        _("backbone organisation, backbone staff"),
    ),
)

PRINCIPLES = (
    (Principle.Kind.WORKING, _("We decide in the room. There are no side meetings and no secret ones.")),
    (Principle.Kind.WORKING, _("Everything is open, unless there is a stated reason with an end date.")),
    (Principle.Kind.WORKING, _("We go by the same figures, and we show them when they are bad, too.")),
    (Principle.Kind.WORKING, _("We say who does what by when, and whether it was done.")),
    (
        Principle.Kind.WORKING,
        _("A conflict is talked about early, first with each other, then with somebody both trust."),
    ),
    (Principle.Kind.WORKING, _("There is always room for one more partner.")),
    (Principle.Kind.EQUITY, _("People who live with the problem hold seats and votes.")),
    (Principle.Kind.EQUITY, _("We look at every figure group by group, and we never rank or blame a group.")),
    (Principle.Kind.EQUITY, _("Effort goes first to where the gap is widest.")),
    (
        Principle.Kind.EQUITY,
        _("Nobody stays out for want of money, child care, a ride, a language or a ramp."),
    ),
    (Principle.Kind.EQUITY, _("Whoever gives time, stories or data also shares in the benefits.")),
)

TABLE_NAME = _("Whole table")
TABLE_CHARGE = _(
    "The whole table holds the common agenda. It agrees what we want, how we measure it and by which rules we work. "
    "It seats residents, young people, partners, funders, public bodies and the backbone. "
    "It meets in the open, and what it decides is written down for all to read."
)

BYLAWS_TITLE = _("Bylaws")
BYLAWS_PURPOSE = _(
    "How we decide and work together. The numbers in these clauses run this site: change a clause and the site obeys."
)

CLAUSES = (
    StarterClause(
        "1",
        _("Notice before every question"),
        _(
            "A question is put before a group in public, at least {notice_days} days before anybody answers it."
        ),
        ("notice_days",),
    ),
    StarterClause(
        "2",
        _("Time to answer"),
        _("An online round takes answers for {round_days} days. It may be made longer, never shorter."),
        ("round_days",),
    ),
    StarterClause(
        "3",
        _("How many seats must answer"),
        _("At least half of the voting seats that are held must answer. Standing aside is an answer."),
        ("quorum",),
    ),
    StarterClause(
        "4",
        _("When something is agreed"),
        _(
            "A text is agreed when at least two thirds of the seats that ratify or dissent ratify it. "
            "Who dissents says why, and the words are published."
        ),
        ("pass_share",),
    ),
    StarterClause(
        "5",
        _("Seats have terms"),
        _("A seat is held for {seat_term_days} days. Then it is filled anew, also by the same person."),
        ("seat_term_days",),
    ),
    StarterClause(
        "6",
        _("Open unless there is a reason"),
        _(
            "Everything published stays public. One person may restrict a record for up to {restriction_alone_days} days "
            "with a stated reason; a second must agree to more. No restriction lasts longer than "
            "{restriction_longest_days} days. We are reminded {restriction_warning_days} days before one ends."
        ),
        ("restriction_alone_days", "restriction_longest_days", "restriction_warning_days"),
    ),
    StarterClause(
        "7",
        _("Invitations"),
        _("An invitation can be accepted for {invitation_days} days. After that, ask for a new one."),
        ("invitation_days",),
    ),
    StarterClause(
        "8",
        _("Taking figures back"),
        _(
            "Whoever publishes figures may take them back within {undo_hours} hours. What was published stays on record."
        ),
        ("undo_hours",),
    ),
    StarterClause(
        "9",
        _("Asking without overwhelming"),
        _("Nobody is asked for more than {asks_per_month} things in 30 days. Then we pause, or talk."),
        ("asks_per_month",),
    ),
    StarterClause(
        "10",
        _("Stories are read again"),
        _(
            "The story behind a curve is read again after {story_days} days at the latest. A figure can stay and its story change."
        ),
        ("story_days",),
    ),
    StarterClause(
        "11",
        _("Conflicts are mediated"),
        _(
            "Whoever has a concern talks with the other side first. A mediator who is close to neither side, or to both, "
            "has {mediation_days} days. What was said stays in the room; the outcome and what was learned are published."
        ),
        ("mediation_days",),
    ),
)
