"""Who stands where in a vote: their row on the list, their seat in the body, and whether two tellers certify the count."""

from __future__ import annotations

from django.db.models import Q

from engagement.gathering.advisers import community_decides
from engagement.models import Decision, Elector
from initiatives import clock
from initiatives.models import Body, Person, SeatTerm
from initiatives.together import Asking, answer_of, first_in


def elector_of(decision: Decision, person: Person | None) -> Elector | None:
    """Return the row of the list for which somebody may vote: their own, else one for which they stand in."""
    return answer_of(elector_asked(decision, person))


def elector_asked(decision: Decision, person: Person | None) -> Asking[Elector | None]:
    """Ask for the row of the list for which somebody may vote."""
    if person is None:
        return None
    rows = decision.electorate.select_related("seat", "person", "alternate")
    theirs = rows.filter(Q(person=person) | Q(alternate=person)).order_by("pk")
    yield (theirs,)
    return min(theirs, key=lambda row: row.person_id != person.pk, default=None)


def sits_in(body: Body, person: Person) -> bool:
    """Whether somebody holds a voting seat in a body today, or stands in for one."""
    return answer_of(seat_asked(body, person))


def seat_asked(body: Body | None, person: Person | None) -> Asking[bool]:
    """Ask whether somebody holds a voting seat in a body today, or stands in for one; nobody does in no body."""
    if body is None or person is None:
        return False
    day = clock.today(body.initiative.zone)
    terms = SeatTerm.objects.on(day).filter(seat__body=body, seat__is_voting=True)
    found = yield from first_in(terms.filter(Q(person=person) | Q(alternate=person)))
    return found is not None


def needs_tellers(decision: Decision) -> bool:
    """Whether two tellers certify the count: of every secret vote, and wherever the community decides."""
    return decision.is_secret or community_decides(decision.engagement)
