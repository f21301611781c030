"""Who judges what the community decided: its body, not the implementer. SPECTRUM E6. Registered by `engagement.apps`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import F, Q, QuerySet

from engagement.actions.permitting import permit
from engagement.gathering.advisers import PROFESSIONAL_ROLES, is_adviser
from engagement.models import Decision, Engagement, Teller
from engagement.representing import BINDING, worn_by, worn_in
from engagement.rules.people_facts import PROFESSIONALS
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Answer, Deed, may
from initiatives.commitment_bars import bars_judging
from initiatives.models import Commitment, Person, RoleHolding, SeatTerm
from initiatives.rules.refusals import RuleBroken


@bars_judging
def not_by_the_table(commitment: Commitment, person: Person) -> RuleBroken | None:
    """Return the table's refusal where the community decided; an attempt by professionals is to be kept.

    A witness whom the group has named from outside judges for it, where all its seats made the promise themselves.
    """
    if commitment.because_id is None:
        return None
    follows = Q(record=commitment.because_id) | Q(decisions__record=commitment.because_id)
    engagement = Engagement.objects.filter(follows, level=Level.EMPOWERING).first()
    if engagement is None:
        return None
    if commitment.witness_id == person.pk and not is_adviser(person, engagement):
        return None
    try:
        permit(Deed.MARK_DONE, engagement=engagement, by=person)
    except RuleBroken as refusal:
        return refusal
    return None


@dataclass(frozen=True)
class Judging:
    """The same for many commitments and one person: what it asks goes out with the page, and the table answers."""

    person: int
    promised: QuerySet[Commitment]
    day: date

    @cached_property
    def engagements(self) -> QuerySet[Engagement, Any]:
        """Where the community decided, with all from which commitments follow."""
        because = self.promised.order_by().values("because")
        rows = Engagement.objects.filter(level=Level.EMPOWERING)
        follows = Q(record__in=because) | Q(decisions__record__in=because)
        return rows.filter(follows).values_list("pk", "body", "record", "decisions__record").distinct()

    @cached_property
    def held(self) -> QuerySet[RoleHolding, str]:
        """The roles of the person."""
        rows = RoleHolding.objects.on(self.day).filter(person=self.person)
        return rows.values_list("role", flat=True)

    @cached_property
    def seats(self) -> QuerySet[SeatTerm, Any]:
        """The seats that the person holds or stands in for: of which group and class, and who holds them."""
        rows = SeatTerm.objects.on(self.day).filter(Q(person=self.person) | Q(alternate=self.person))
        return rows.values_list("seat__body", "seat__seat_class", "person")

    @cached_property
    def operators(self) -> QuerySet[Person, int]:
        """Whether the person runs the server."""
        return Person.objects.filter(pk=self.person, is_superuser=True).values_list("pk", flat=True)

    @cached_property
    def counting(self) -> QuerySet[Teller, int]:
        """Where the person counts."""
        rows = Teller.objects.filter(person=self.person, decision__engagement__level=Level.EMPOWERING)
        return rows.values_list("decision__engagement", flat=True)

    @cached_property
    def welcome(self) -> QuerySet[Decision, int]:
        """Where the community's own body takes the person in as a resident."""
        rows = Decision.objects.filter(about_person=self.person, state__in=BINDING)
        rows = rows.filter(purpose=Decision.Purpose.ADVISER_MAY_VOTE, round__body=F("engagement__body"))
        return rows.values_list("engagement", flat=True)

    @property
    def questions(self) -> tuple[QuerySet[Any, Any], ...]:
        """All that is asked."""
        return self.engagements, self.held, self.seats, self.operators, self.counting, self.welcome

    def is_barred(self, commitment: Commitment) -> bool:
        """Whether the person may not judge a commitment, though it was made to them."""
        is_witness = commitment.witness_id == self.person
        barred = self._barred_as_witness if is_witness else self._barred
        return commitment.because_id in barred

    @cached_property
    def _worn(self) -> dict[int, set[str]]:
        """The classes of the person's seats, by group."""
        found: dict[int, set[str]] = defaultdict(set)
        for body, seat_class, _holder in self.seats:
            found[body].add(seat_class)
        return found

    @cached_property
    def _barred(self) -> set[int]:
        """What the table keeps from the person, by what the commitment follows from."""
        return {
            because
            for pk, body, *follows in self.engagements
            if not self._may(pk, body)
            for because in follows
        }

    def _may(self, engagement: int, body: int) -> bool:
        hats = worn_by(
            set(self.held),
            self._worn[body],
            is_operator=bool(self.operators),
            is_teller=engagement in set(self.counting),
        )
        hats_there = worn_in(Level.EMPOWERING, hats, is_welcome=engagement in set(self.welcome))
        return may(Level.EMPOWERING, Deed.MARK_DONE, hats_there).answer is Answer.ALLOWED

    @cached_property
    def _barred_as_witness(self) -> set[int]:
        """The same where the group has named the person from outside: only advisers are kept from it."""
        own = {seat_class for _body, seat_class, holder in self.seats if holder == self.person}
        is_there = bool(set(self.held) & PROFESSIONAL_ROLES or own & PROFESSIONALS or self.operators)
        welcome = set(self.welcome)
        advises = {
            because
            for pk, _body, *follows in self.engagements
            for because in follows
            if is_there and pk not in welcome
        }
        return advises & self._barred
