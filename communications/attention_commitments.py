"""What commitments need: those that I may accept, those of mine that are late, and those made to me that wait for my word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communications.desk import Desk, Question, each
from communications.rules.attention import Need, Part
from engagement.judging import Judging
from initiatives.models import Commitment, RoleHolding, SeatTerm, local
from initiatives.models.commitments import CommitmentQuerySet
from initiatives.rules.permissions import Permission

MOST = 20
WHAT_TO_DO = {
    "judge": gettext_lazy("Say whether it was kept"),
    "tell": gettext_lazy("Tell how far it is"),
    "": gettext_lazy("Look at it"),
}


def commitments_to_accept(desk: Desk) -> Iterator[Question]:
    """Commitments that the other side has proposed to mine.

    What somebody on neither side wrote down, as it was heard in a meeting, was asked for by those to whom it is promised.
    """
    me = desk.viewer.person_id
    if me is None or not desk.may(Permission.COMMITMENT_EDIT):
        return
    by = OuterRef("record__created_by")
    gave, asked = _gives(desk, by), _receives(desk, by)
    rows = _seen(desk).filter(state=Commitment.State.PROPOSED)
    rows = rows.filter((_gives(desk, me) & ~gave) | (_receives(desk, me) & gave & ~asked))

    def accept(found: Commitment) -> Need:
        is_over = found.due < desk.today
        about = (_between(found), *((_("Waits to be accepted"),) if is_over else ()))
        due = None if is_over else found.due
        return Need(Part.COMMITMENTS, local(found.words), found.record.url, _("Accept it"), about, due)

    yield each(rows.order_by("due", "pk")[:MOST], accept)


def commitments_late(desk: Desk) -> Iterator[Question]:
    """Commitments whose day is over: mine to tell of, mine to judge, also as the witness; all of them for the backbone.

    Who may judge is said by the same rule as beside the button: where the community decided, professionals may not.
    """
    me = desk.viewer.person_id
    if me is None or not (desk.may(Permission.COMMITMENT_EDIT) or desk.viewer.is_staff):
        return
    is_mine, to_itself = _gives(desk, me), Q(from_body=F("to_body"))
    judges = (_receives(desk, me) | Q(witness=me)) & (~is_mine | to_itself)
    rows = _seen(desk).late(on=desk.today).annotate(judges=_whether(judges), tells=_whether(is_mine))
    if not desk.viewer.is_staff:
        rows = rows.filter(Q(judges=True) | Q(tells=True))
    judging = Judging(me, rows.filter(judges=True), desk.today)

    def mend(late: Iterable[Any]) -> Iterator[Need]:
        for found in late:
            may_judge = found.judges and not judging.is_barred(found)
            mine = "judge" if may_judge else "tell" if found.tells else ""
            if mine or desk.viewer.is_staff:
                about = (_between(found),)
                label = str(WHAT_TO_DO[mine])
                yield Need(Part.COMMITMENTS, local(found.words), found.record.url, label, about, found.due)

    for question in judging.questions:
        yield Question(question, lambda _rows: ())
    yield Question(rows.order_by("due", "pk")[:MOST], mend)


def _whether(claim: Q) -> Case:
    return Case(When(claim, then=Value(True)), default=Value(False))


def _seen(desk: Desk) -> CommitmentQuerySet:
    return Commitment.objects.visible_to(desk.viewer).select_related(
        "record__initiative",
        "from_membership__organization",
        "from_body",
        "to_membership__organization",
        "to_body",
    )


def _gives(desk: Desk, person: int | OuterRef) -> Q:
    """Whether somebody is on the side that promised it: by their partner, or by any seat in a body."""
    at_partner = RoleHolding.objects.on(desk.today).filter(person=person)
    at_table = SeatTerm.objects.on(desk.today).filter(person=person)
    return Q(Exists(at_partner.filter(membership=OuterRef("from_membership")))) | Q(
        Exists(at_table.filter(seat__body=OuterRef("from_body")))
    )


def _receives(desk: Desk, person: int | OuterRef) -> Q:
    """Whether it was promised to somebody: by their partner, or by a seat that votes."""
    at_partner = RoleHolding.objects.on(desk.today).filter(person=person)
    at_table = SeatTerm.objects.on(desk.today).filter(person=person, seat__is_voting=True)
    return Q(Exists(at_partner.filter(membership=OuterRef("to_membership")))) | Q(
        Exists(at_table.filter(seat__body=OuterRef("to_body")))
    )


def _between(found: Commitment) -> str:
    return _("{giver} to {receiver}").format(giver=found.giver, receiver=found.receiver)


COMMITMENT_SOURCES = (commitments_to_accept, commitments_late)
