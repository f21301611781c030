"""A whole question as it is published: rule, modifiers, options, who may vote, ballots. Checked when it is written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from engagement.rules.ballots import Ballot, Option, Voter, check_ballot
from engagement.rules.impossible import Impossible
from engagement.rules.methods import Budget, Rule, Shape, winners_of
from engagement.rules.modifiers import Modifiers
from engagement.rules.ties import UNTIED, TieRule

SMALLEST_CLASS = 5


@dataclass(frozen=True, slots=True)
class DecisionQuestion:
    """All that a result follows from. `attested`: for a published secret vote with a kind of seat of fewer than five voters,
    whether each class agreement was met, in their order, as the tellers certified; otherwise empty.
    """

    rule: Rule
    modifiers: Modifiers
    electorate: tuple[Voter, ...]
    ballots: tuple[Ballot, ...] = ()
    options: tuple[Option, ...] = ()
    is_secret: bool = False
    tie_rule: TieRule = UNTIED
    attested: tuple[bool, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be voted on or counted."""
        check_options(self.rule, self.options)
        check_electorate(self.electorate, self.modifiers, is_secret=self.is_secret)
        _check_box(self)
        for ballot in self.ballots:
            check_ballot(ballot, self.rule, self.options)
        if self.attested and len(self.attested) != len(self.modifiers.class_agreements):
            needed = len(self.modifiers.class_agreements)
            raise Impossible("attested_differ", given=len(self.attested), needed=needed)


def check_options(rule: Rule, options: tuple[Option, ...]) -> None:
    """Refuse options that a rule cannot choose from."""
    if rule.shape is Shape.STANCE:
        if options:
            raise Impossible("options_not_needed", rule=rule.name)
        return
    _refuse_twice("option_twice", "option", (option.key for option in options))
    least = 1 if isinstance(rule, Budget) else 2
    if len(options) < least:
        raise Impossible("too_few_options", rule=rule.name, least=least, number=len(options))
    winners = winners_of(rule)
    if winners is not None and winners > len(options):
        raise Impossible("too_many_winners", winners=winners, number=len(options))
    for option in options:
        if isinstance(rule, Budget) and (option.cost is None or option.cost < 0):
            raise Impossible("no_cost", option=option.key)


def check_electorate(electorate: tuple[Voter, ...], modifiers: Modifiers, *, is_secret: bool) -> None:
    """Refuse a list of voters under which the requirements mean nothing."""
    if all(voter.is_vacant for voter in electorate):
        raise Impossible("no_electorate")
    _refuse_twice("voter_twice", "voter", (voter.key for voter in electorate))
    for seat_class in sorted(modifiers.named_classes() - {voter.seat_class for voter in electorate}):
        raise Impossible("no_such_class", seat_class=seat_class)
    if modifiers.is_by_organisation:
        if is_secret:
            raise Impossible("secret_by_organisation")
        _check_organisations(electorate)


def _check_organisations(electorate: tuple[Voter, ...]) -> None:
    classes: dict[str, set[str]] = {}
    for voter in electorate:
        classes.setdefault(voter.organisation, set()).add(voter.seat_class)
    for organisation, found in sorted(classes.items()):
        if organisation and len(found) > 1:
            raise Impossible("organisation_of_two_classes", organisation=organisation)


def _check_box(question: DecisionQuestion) -> None:
    _refuse_twice("ballot_twice", "voter", (ballot.voter for ballot in question.ballots))
    if question.is_secret:
        _check_secret_box(question)
        return
    rows = {voter.key: voter for voter in question.electorate}
    for ballot in question.ballots:
        if ballot.voter not in rows:
            raise Impossible("stranger", voter=ballot.voter)
        if rows[ballot.voter].is_vacant:
            raise Impossible("vacant_voted", voter=ballot.voter)


def _check_secret_box(question: DecisionQuestion) -> None:
    for voter in question.electorate:
        if voter.has_voted and voter.is_recused:
            raise Impossible("secret_recused", voter=voter.key)
        if voter.has_voted and voter.is_vacant:
            raise Impossible("vacant_voted", voter=voter.key)
    voted = Counter(voter.seat_class for voter in question.electorate if voter.has_voted)
    found = Counter(ballot.seat_class for ballot in question.ballots)
    if voted.total() != found.total() or (set(found) != {""} and voted != found):
        raise Impossible("secret_counts_differ", ballots=found.total(), voted=voted.total())


def _refuse_twice(code: str, name: str, keys: Iterable[str]) -> None:
    for key, times in Counter(keys).items():
        if times > 1:
            raise Impossible(code, **{name: key})


def tells_classes(electorate: tuple[Voter, ...]) -> bool:
    """Whether a secret vote may tell numbers of kinds of seat: not while anybody votes in a kind of fewer than five.

    Telling only the large ones would give the small one away: it is what is left of the whole.
    """
    voted = Counter(voter.seat_class for voter in electorate if voter.has_voted)
    return all(times >= SMALLEST_CLASS for times in voted.values())


def with_rule(question: DecisionQuestion, rule: Rule) -> DecisionQuestion:
    """Return the same question under another rule, without ballots: people answer anew."""
    return replace(
        question,
        rule=rule,
        ballots=(),
        attested=(),
        modifiers=replace(question.modifiers, fallback=None),
        electorate=tuple(replace(voter, has_voted=False) for voter in question.electorate),
    )
