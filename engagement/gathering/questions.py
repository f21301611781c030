"""From rows to the question that is counted: rule, options, who may vote, what they said. The rules count it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from engagement.models import Decision, DecisionOption, Elector, Lot, Objection, SecretBallot, Vote
from engagement.rules.ballots import MUST_BE_RESOLVED, Ballot, Option, Voter
from engagement.rules.methods import Budget, Rule, Shape
from engagement.rules.modifiers import Modifiers
from engagement.rules.published import Reader, read_modifiers, read_rule, written
from engagement.rules.question import DecisionQuestion
from engagement.rules.results import TiePurpose
from engagement.rules.ties import BodyChoice, TieRule
from initiatives.rules.ledger import Json
from initiatives.together import Asking, answer_of, by_name, first_in, rows_in

Said = dict[str, Json]


def parameters_of(rule: Rule, modifiers: Modifiers) -> Said:
    """Return rule and modifiers as they are stored and published."""
    return {"rule": written(rule), "modifiers": written(modifiers)}


def rule_of(decision: Decision) -> Rule:
    """Return the rule under which a decision is taken."""
    return read_rule(Reader(decision.parameters["rule"], "rule"))


def modifiers_of(decision: Decision) -> Modifiers:
    """Return what is asked beside the rule."""
    return read_modifiers(Reader(decision.parameters["modifiers"], "modifiers"))


def question_of(decision: Decision) -> DecisionQuestion:
    """Return the whole question with what was said so far: one journey. Raises Impossible for what cannot be counted."""
    return answer_of(question_asked(decision))


def question_asked(decision: Decision) -> Asking[DecisionQuestion]:
    """Ask for the whole question with what was said so far; raises Impossible for what cannot be counted."""
    asked = yield from by_name(
        electorate=_voters(decision),
        ballots=_secret_ballots(decision) if decision.is_secret else _open_ballots(decision),
        options=rows_in(decision.options.all()),
        lot=first_in(
            decision.lots.filter(purpose=Lot.Purpose.TIE, drawn_at__isnull=False).order_by("drawn_at")
        ),
    )
    rule = rule_of(decision)
    return DecisionQuestion(
        rule=rule,
        modifiers=modifiers_of(decision),
        electorate=asked["electorate"],
        ballots=asked["ballots"],
        options=_offered(asked["options"], rule),
        is_secret=decision.is_secret,
        tie_rule=_tie_rule(decision, asked["lot"]),
    )


def options_of(decision: Decision, rule: Rule) -> tuple[Option, ...]:
    """Return what the ballot offers; a vote on one proposal has no options, whatever its text says."""
    return _offered(decision.options.all(), rule)


def _offered(rows: Iterable[DecisionOption], rule: Rule) -> tuple[Option, ...]:
    if rule.shape is Shape.STANCE:
        return ()
    with_costs = isinstance(rule, Budget)
    return tuple(Option(row.key, _cents(row.cost) if with_costs else None) for row in rows)


def elector_key(elector: Elector) -> str:
    """Return how an open result names a voter without their name: seat:4."""
    if elector.seat_id is not None:
        return f"seat:{elector.seat_id}"
    return f"slip:{elector.slip_number}" if elector.slip_number is not None else f"person:{elector.pk}"


def _voters(decision: Decision) -> Asking[tuple[Voter, ...]]:
    """The frozen list; an interest that was known takes its seat out of numerator and base (S6)."""
    electors = decision.electorate.order_by("pk")
    known = decision.recusals.filter(is_found_later=False).values_list("seat", "person")
    yield electors, known
    seats, people = {seat for seat, _ in known if seat}, {person for seat, person in known if not seat}
    return tuple(
        Voter(
            key=elector_key(elector),
            seat_class=elector.seat_class,
            organisation=str(elector.organization_id or ""),
            is_vacant=elector.is_vacant,
            is_recused=elector.seat_id in seats or (elector.seat_id is None and elector.person_id in people),
            is_present=elector.present_at is not None,
            has_voted=elector.has_voted,
        )
        for elector in electors
    )


def ballot_of(said: Said, *, voter: str, seat_class: str = "") -> Ballot:
    """Return a stored answer as a ballot."""
    named, points = said.get("options"), said.get("points")
    return Ballot(
        voter=voter,
        stance=str(said.get("stance") or ""),
        options=tuple(str(one) for one in named) if isinstance(named, list) else (),
        points=tuple(_pairs(points)) if isinstance(points, list) else (),
        seat_class=seat_class,
    )


def said_of(ballot: Ballot) -> Said:
    """Return a ballot as it is stored: without who gave it; the words of a concern are in its own row."""
    return {
        "stance": ballot.stance,
        "options": list(ballot.options),
        "points": [[key, points] for key, points in ballot.points],
    }


def _open_ballots(decision: Decision) -> Asking[tuple[Ballot, ...]]:
    """The answers that count, each with whether its concern was resolved.

    A concern is named by its number: its words are on the page, where they can be erased with their author.
    """
    counting = Vote.objects.filter(elector__decision=decision, replaced_at__isnull=True)
    votes = counting.select_related("elector").order_by("elector")
    raised = Objection.objects.filter(decision=decision).order_by("raised_at", "pk")
    told = raised.values_list("pk", "elector", "resolved_at")
    yield votes, told
    concerns = _concerns(told)
    ballots = []
    for vote in votes:
        ballot = ballot_of(vote.ballot, voter=elector_key(vote.elector))
        if ballot.stance in MUST_BE_RESOLVED:
            number, is_resolved = concerns[vote.elector_id]
            words = f"concern:{number}"
            is_resolved = is_resolved and ballot.stance == "objection"
            ballot = replace(ballot, reason=words, harms=words, is_resolved=is_resolved)
        ballots.append(ballot)
    return tuple(ballots)


def _secret_ballots(decision: Decision) -> Asking[tuple[Ballot, ...]]:
    """What lies in the box, in the order of its random numbers."""
    rows = yield from rows_in(SecretBallot.objects.filter(decision=decision).order_by("id"))
    return tuple(ballot_of(row.ballot, voter=row.id.hex, seat_class=row.seat_class) for row in rows)


def _tie_rule(decision: Decision, lot: Lot | None) -> TieRule:
    """How ties are broken: what the body chose, and the seed of a lot that was drawn."""
    choices = tuple(
        BodyChoice(TiePurpose(one["purpose"]), tuple(one["options"]), one["chosen"])
        for one in decision.tie_choices
    )
    return TieRule(lot.seed if lot else "", choices)


def _concerns(rows: Iterable[tuple[int, int, datetime | None]]) -> dict[int, tuple[int, bool]]:
    """Return, by elector, the number of the latest concern and whether all of them are resolved."""
    found: dict[int, tuple[int, bool]] = {}
    for pk, elector, resolved_at in rows:
        were_resolved = found.get(elector, (0, True))[1]
        found[elector] = (pk, were_resolved and resolved_at is not None)
    return found


def _pairs(points: list[Json]) -> Iterator[tuple[str, int]]:
    """Yield the options of a stored ballot with their points."""
    for pair in points:
        match pair:
            case [str(key), int(number)]:
                yield key, number


def _cents(cost: Decimal | None) -> int | None:
    return None if cost is None else int((cost * 100).to_integral_value())
