"""Approval, score, dots and the participatory budget: what most want, and every tie at the edge."""

from __future__ import annotations

import pytest

from engagement.rules.methods import Approval, Budget, Dots, Score, TooDear
from engagement.rules.requirements import Need
from engagement.rules.results import Broken, Happening, Standing, Status, Tie, TiePurpose
from engagement.rules.tally import tally
from engagement.rules.ties import BodyChoice, TieRule
from tests.rules.engagement.ballot_boxes import pointed, ranked

SKIP, STOP = TooDear.SKIP, TooDear.STOP


def test_approval_chooses_what_most_approve() -> None:
    found = tally(ranked(Approval(2), {"AB": 2, "B": 2, "C": 1, "": 1}))
    assert found.status is Status.ADOPTED
    assert found.winners == ("B", "A")
    assert found.standings == (
        Standing("B", "4", 1, True),
        Standing("A", "2", 2, True),
        Standing("C", "1", 3, False),
    )
    assert found.counts == (("filled", 5), ("blank", 1))


def test_equal_amounts_share_a_place() -> None:
    found = tally(ranked(Approval(3), {"A": 2, "B": 2, "C": 1}))
    assert [(one.option, one.place) for one in found.standings] == [("A", 1), ("B", 1), ("C", 3)]


def test_what_nobody_wants_is_not_chosen() -> None:
    found = tally(ranked(Approval(2), {"A": 2}, options="AB"))
    assert (found.winners, found.status) == (("A",), Status.NOT_ADOPTED)
    (line,) = found.requirements
    assert (line.need, line.have, line.base, line.needed) == (Need.CHOICE, 1, 2, 2)


def test_a_tie_at_the_edge_is_open_and_told() -> None:
    question = ranked(Approval(2), {"A": 3, "B": 2, "C": 2, "D": 1})
    found = tally(question)
    assert found.status is Status.TIED
    assert found.winners == ("A",)  # whom no tie touches
    assert found.ties == (Tie(1, TiePurpose.WIN, ("B", "C"), Broken.OPEN),)


def test_the_body_or_a_lot_breaks_it() -> None:
    votes = {"A": 3, "B": 2, "C": 2, "D": 1}
    choice = BodyChoice(TiePurpose.WIN, ("C", "B"), "C")
    found = tally(ranked(Approval(2), votes, tie_rule=TieRule("seed", (choice,))))
    assert (found.winners, found.ties[0].broken) == (("A", "C"), Broken.BODY)
    drawn = tally(ranked(Approval(2), votes, tie_rule=TieRule("seed")))
    assert drawn.ties[0].broken is Broken.LOT
    assert drawn.ties[0].chosen == drawn.winners[1:]


def test_a_tie_for_several_places_is_broken_place_by_place() -> None:
    found = tally(ranked(Approval(2), {"A": 1, "B": 1, "C": 1}, tie_rule=TieRule("seed")))
    assert [len(tie.options) for tie in found.ties] == [3, 2]
    assert len(set(found.winners)) == 2


def test_a_body_that_chose_for_another_tie_has_not_chosen_here() -> None:
    other = (
        BodyChoice(TiePurpose.FUND, ("A", "B"), "A"),
        BodyChoice(TiePurpose.WIN, ("A", "B", "C"), "A"),
    )
    found = tally(ranked(Approval(1), {"A": 1, "B": 1, "C": 0}, options="ABC", tie_rule=TieRule("", other)))
    assert found.status is Status.TIED


def test_score_adds_and_nothing_said_is_nothing() -> None:
    found = tally(pointed(Score(1, top=10), [{"A": 10, "B": 7}, {"B": 6}]))
    assert found.winners == ("B",)
    assert found.standings[0].amount == "13"


def test_dots_add_up() -> None:
    found = tally(pointed(Dots(1, points=3), [{"A": 3}, {"A": 1, "B": 2}, {"B": 3}]))
    assert (found.winners, found.standings[0].amount) == (("B",), "5")


@pytest.mark.parametrize(("too_dear", "funded", "left"), [(SKIP, ("A", "C"), "10"), (STOP, ("A",), "40")])
def test_a_budget_is_filled_by_points_until_the_money_is_spent(
    too_dear: TooDear, funded: tuple[str, ...], left: str
) -> None:
    costs = {"A": 60, "B": 50, "C": 30, "D": 1}
    found = tally(pointed(Budget(3, 100, too_dear), [{"A": 3}, {"B": 2}, {"C": 1}, {"D": 0}], costs))
    assert found.winners == funded
    assert found.status is Status.ADOPTED
    (round_one,) = found.rounds
    assert dict(round_one.amounts) == {"spent": str(100 - int(left)), "left": left}
    assert (Happening.TOO_DEAR, "B") in round_one.happened
    assert found.standings[-1].option == "D"


def test_a_budget_may_be_spent_to_the_last_cent() -> None:
    found = tally(pointed(Budget(3, 90, SKIP), [{"A": 2, "B": 1}], {"A": 60, "B": 30}))
    assert found.winners == ("A", "B")
    assert dict(found.rounds[0].amounts)["left"] == "0"


def test_nothing_fundable_adopts_nothing() -> None:
    found = tally(pointed(Budget(3, 10, SKIP), [{"A": 2}], {"A": 60}))
    assert (found.winners, found.status) == ((), Status.NOT_ADOPTED)


@pytest.mark.parametrize(
    ("costs", "too_dear", "tied"),
    [
        ({"A": 40, "B": 60}, SKIP, False),  # both fit
        ({"A": 40, "B": 70}, SKIP, True),
        ({"A": 40, "B": 700}, SKIP, False),  # one never fits: there is nothing to choose
        ({"A": 40, "B": 700}, STOP, True),  # who comes first decides whether the other is looked at
        ({"A": 400, "B": 700}, STOP, False),
    ],
)
def test_equal_points_tie_only_where_the_order_matters(
    costs: dict[str, int], too_dear: TooDear, tied: bool
) -> None:
    found = tally(pointed(Budget(3, 100, too_dear), [{"A": 1, "B": 1}], costs))
    assert (found.status is Status.TIED) is tied
    assert bool(found.ties) is tied


def test_a_lot_orders_equals_in_a_budget_and_tells_it() -> None:
    question = pointed(
        Budget(3, 100, SKIP), [{"A": 1, "B": 1, "C": 1}], {"A": 50, "B": 70, "C": 60}, tie_rule=TieRule("s")
    )
    found = tally(question)
    assert {tie.purpose for tie in found.ties} == {TiePurpose.FUND}
    assert len(found.winners) == 1
    assert found.ties[0].chosen == found.winners[:1]
