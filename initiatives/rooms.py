"""What a room shows: who may answer and what they answered, the rule it goes by, and how it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from initiatives import clock
from initiatives.bylaws import InForce, in_force_among, rule_in_force, rules_at
from initiatives.models import (
    ActionPlan,
    AgreedText,
    Assessment,
    CommonAgenda,
    PlanAnswer,
    Ratification,
    Round,
    RoundSeat,
)
from initiatives.rules.ratification import (
    Requirement,
    Stance,
    Standing,
    Tally,
    as_share,
    requirements,
    standing,
)
from initiatives.rules.rounds import Phase, phase_at
from initiatives.together import Asking, all_of, ask_together, first_in

QUORUM, PASS_SHARE = "quorum", "pass_share"
PLANS: tuple[type[AgreedText], ...] = (Assessment, ActionPlan)
TEXTS: tuple[type[CommonAgenda | AgreedText], ...] = (CommonAgenda, *PLANS)
"""What a table ratifies."""


@dataclass(frozen=True, slots=True)
class SeatAnswer:
    """A seat of the electorate, the answer that counts, and how often it changed its answer."""

    seat: RoundSeat
    answer: Ratification | PlanAnswer | None
    changes: int

    def may_be_given_by(self, person_id: int | None) -> bool:
        """Whether somebody may give or change the answer: the holder always, the alternate until the holder has."""
        if person_id is None or person_id == self.seat.person_id:
            return person_id is not None
        return person_id == self.seat.alternate_id and (
            self.answer is None or self.answer.alternate_id is not None
        )


@dataclass(frozen=True, slots=True)
class Room:
    """A round of ratification as everybody may see it."""

    round: Round
    agenda: CommonAgenda | AgreedText
    phase: Phase
    answers: list[SeatAnswer]
    tally: Tally
    lines: tuple[Requirement, ...]
    rules: tuple[InForce, InForce]

    @property
    def lines_with_rules(self) -> list[tuple[Requirement, InForce]]:
        """Each line of the rule with the number, and the clause, that it comes from."""
        return list(zip(self.lines, self.rules, strict=True))

    @property
    def spoken(self) -> list[SeatAnswer]:
        """The seats that said something in their own words, those that dissent first."""
        said = [row for row in self.answers if row.answer and row.answer.words]
        return sorted(
            said, key=lambda row: row.answer is None or row.answer.stance != Ratification.Stance.DISSENT
        )

    @property
    def is_open(self) -> bool:
        """Whether it takes answers now."""
        return self.phase is Phase.OPEN

    @property
    def takes_back(self) -> bool:
        """Whether the text can still be taken back from the table."""
        return self.phase in (Phase.NOTICED, Phase.OPEN)

    @property
    def is_closed(self) -> bool:
        """Whether it has been counted."""
        return self.phase is Phase.CLOSED


@dataclass(frozen=True, slots=True)
class Summary:
    """A round of ratification in a list: its text, where it stands and how the seats answered."""

    round: Round
    agenda: CommonAgenda | AgreedText | None
    phase: Phase
    tally: Tally


def phase_of(room: Round) -> Phase:
    """Return where a round stands now."""
    return phase_at(clock.now(), opens_at=room.opens_at, closes_at=room.closes_at, closed_at=room.closed_at)


def standing_of(agenda: CommonAgenda | AgreedText, room: Round) -> Standing:
    """Weigh the answers that stand now by the rule that was in force when the round was noticed."""
    quorum, pass_share = _rules(room)
    return standing(agenda.tally(), quorum=as_share(quorum.value), pass_share=as_share(pass_share.value))


def look_into(agenda: CommonAgenda | AgreedText) -> Room | None:
    """Return the room in which an agenda was or is before the table; None for a draft."""
    return all_of([look_into_asked(agenda)])[0]


def look_into_asked(agenda: CommonAgenda | AgreedText | None) -> Asking[Room | None]:
    """Ask for the same, so that several rooms are looked into in one journey."""
    room = agenda.round if agenda else None
    if agenda is None or room is None:
        return None
    numbers = rules_at(room.noticed_at, QUORUM, PASS_SHARE)
    given = _given(agenda)
    seats = room.seats.select_related("seat__membership__organization", "person", "alternate").order_by(
        "seat_class", "seat__name", "pk"
    )
    yield numbers, given, seats
    quorum, pass_share = rules = in_force_among(numbers, QUORUM), in_force_among(numbers, PASS_SHARE)
    tally = _tally_of(given, len(seats))
    lines = requirements(tally, quorum=as_share(quorum.value), pass_share=as_share(pass_share.value))
    return Room(room, agenda, phase_of(room), _answers(seats, given), tally, lines, rules)


def text_in(room: Round) -> AgreedText | None:
    """Return the assessment or the plan that a round is about, if it is about one."""
    found = all_of(
        [first_in(one.objects.filter(round=room).select_related("record__initiative")) for one in PLANS]
    )
    return next((one for one in found if one is not None), None)


def summaries(rounds: Iterable[Round]) -> list[Summary]:
    """Return rounds with their texts and tallies: one journey, however many rounds."""
    rounds = list(rounds)
    found = [one.objects.filter(round__in=rounds).select_related("record") for one in TEXTS]
    seated = RoundSeat.objects.filter(round__in=rounds).order_by().values_list("round").annotate(Count("pk"))
    said = [
        one.objects.filter(**{f"{room}__in": rounds}, replaced_at__isnull=True)
        .order_by()
        .values_list(room, "stance")
        .annotate(Count("pk"))
        for one, room in ((Ratification, "agenda__round"), (PlanAnswer, "round"))
    ]
    ask_together(*found, seated, *said)
    texts = {one.round_id: one for kind in found for one in kind}
    seats = dict(seated)
    stances: dict[tuple[int, str], int] = {
        (pk, stance): count for given in said for pk, stance, count in given
    }
    return [
        Summary(
            room,
            texts.get(room.pk),
            phase_of(room),
            _tally(room, stances, seats),
        )
        for room in rounds
    ]


def _tally(room: Round, stances: dict[tuple[int, str], int], seats: dict[int, int]) -> Tally:
    return Tally(
        ratify=stances.get((room.pk, Stance.RATIFY), 0),
        stand_aside=stances.get((room.pk, Stance.STAND_ASIDE), 0),
        dissent=stances.get((room.pk, Stance.DISSENT), 0),
        eligible=seats.get(room.pk, 0),
    )


def _rules(room: Round) -> tuple[InForce, InForce]:
    return rule_in_force(QUORUM, at=room.noticed_at), rule_in_force(PASS_SHARE, at=room.noticed_at)


def _given(text: CommonAgenda | AgreedText) -> QuerySet[Ratification] | QuerySet[PlanAnswer]:
    """Return the question for all that was ever answered to a text."""
    if isinstance(text, CommonAgenda):
        answers = Ratification.objects.filter(agenda=text)
        return answers.select_related("alternate").order_by("at", "pk")
    said = PlanAnswer.objects.filter(round_id=text.round_id or 0)
    return said.select_related("alternate").order_by("at", "pk")


def _tally_of(given: Iterable[Ratification | PlanAnswer], eligible: int) -> Tally:
    """Count the answers that stand now, as `CommonAgenda.tally` does."""
    counted = Counter(one.stance for one in given if one.replaced_at is None)
    return Tally(counted[Stance.RATIFY], counted[Stance.STAND_ASIDE], counted[Stance.DISSENT], eligible)


def _answers(
    seats: Iterable[RoundSeat], ratifications: Iterable[Ratification | PlanAnswer]
) -> list[SeatAnswer]:
    given = _by_seat(ratifications)
    return [
        SeatAnswer(
            seat,
            next((one for one in given[seat.pk] if one.replaced_at is None), None),
            max(len(given[seat.pk]) - 1, 0),
        )
        for seat in seats
    ]


def _by_seat(
    ratifications: Iterable[Ratification | PlanAnswer],
) -> dict[int, list[Ratification | PlanAnswer]]:
    found: dict[int, list[Ratification | PlanAnswer]] = defaultdict(list)
    for one in ratifications:
        found[one.round_seat_id].append(one)
    return found
