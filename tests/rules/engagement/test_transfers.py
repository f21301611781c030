"""The single transferable vote equals the published stages of Scottish wards, to the hundred-thousandth of a vote."""

from __future__ import annotations

from collections import Counter

import pytest

from engagement.rules.ballots import Ballot, Option
from engagement.rules.methods import Stv
from engagement.rules.results import Broken, Count, Happening, TiePurpose
from engagement.rules.ties import BodyChoice, Breaker, TieRule, settled
from engagement.rules.transfers import count_stv, quota_of, written
from tests.rules.engagement.scottish_wards import Ward, ward

# The council's Candidate Votes Per Stage Report; its stage 3 is cut before the last line.
TAIN_OFFICIAL = {
    "Ron Ferguson": ("558.00000", "583.00000", "0.00000"),
    "Derek Louden": ("831.00000", "847.00000", "870.00000"),
    "Alasdair Rhind": ("569.00000", "587.00000", "722.00000"),
    "Fiona Robertson": ("708.00000", "751.00000", "903.00000"),
    "Sandra Skinner": ("139.00000", "0.00000"),
    "Jamie Stone": ("679.00000", "696.00000"),
}
# Rounded to whole votes, from the fourth stage on.
TAIN_ROUNDED = {
    "Derek Louden": {4: 874},
    "Jamie Stone": {3: 851, 4: 860, 5: 861, 6: 1342},
    "Alasdair Rhind": {4: 736, 5: 736},
}
LOWER_BRAES = {
    ("Gordon Forrest", 2): "1213.21",
    ("Gordon Forrest", 3): "1237.65",
    ("Gordon Forrest", 4): "1248.06",
    ("Gordon Forrest", 6): "1330.98",
    ("James Kerr", 2): "1225.29",
    ("James Kerr", 4): "1297.98",
    ("Adanna Bridget Mccue", 2): "830.32",
    ("Adanna Bridget Mccue", 3): "841.55",
    ("Adanna Bridget Mccue", 5): "848.91",
    ("Doug Sheehan", 2): "309.76",
}


def counted(place: Ward, seats: int | None = None) -> Count:
    """Count a ward's ballots."""
    ballots = tuple(
        Ballot(f"{at}", options=ranking) for at, ranking in enumerate(sorted(place.rankings.elements()))
    )
    options = tuple(Option(name) for name in place.candidates)
    return count_stv(Breaker(TieRule()), rule=Stv(seats or place.seats), options=options, ballots=ballots)


def amount(count: Count, stage: int, name: str) -> str:
    """Return what a candidate had at the end of a stage."""
    return dict(count.rounds[stage - 1].amounts)[name]


def test_tain_equals_every_official_cell() -> None:
    count = counted(ward("tain_2017"))
    for name, cells in TAIN_OFFICIAL.items():
        for stage, cell in enumerate(cells, start=1):
            assert amount(count, stage, name) == cell, (name, stage)
    assert [one.not_transferable for one in count.rounds[:2]] == ["0.00000", "20.00000"]


def test_tain_equals_the_rounded_later_stages_and_who_was_elected_when() -> None:
    count = counted(ward("tain_2017"))
    for name, cells in TAIN_ROUNDED.items():
        for stage, cell in cells.items():
            hundred_thousandths = int(amount(count, stage, name).replace(".", ""))
            assert (hundred_thousandths + 50_000) // 100_000 == cell, (name, stage)
    elected = [
        (one.number, who) for one in count.rounds for what, who in one.happened if what is Happening.ELECTED
    ]
    assert elected == [(3, "Fiona Robertson"), (4, "Derek Louden"), (6, "Jamie Stone")]
    assert count.winners == ("Fiona Robertson", "Derek Louden", "Jamie Stone")


def test_cromarty_gives_the_last_seat_by_a_hundredth_of_a_vote() -> None:
    count = counted(ward("cromarty_2012"))
    assert amount(count, 6, "Martin Rattray") == "547.96766"
    assert amount(count, 6, "Sheila Marion Fletcher") == "547.95378"
    assert set(count.winners) == {"Carolyn Anne Wilson", "Maxine Smith", "Mike Finlayson", "Martin Rattray"}
    assert count.rounds[6].happened[0] == (Happening.EXCLUDED, "Sheila Marion Fletcher")


def test_lower_braes_equals_the_printed_cells_that_agree_with_the_ballots() -> None:
    count = counted(ward("lowerbraes_2022"))
    for (name, stage), cell in LOWER_BRAES.items():
        exact = int(amount(count, stage, name).replace(".", ""))
        assert (exact + 500) // 1000 == int(cell.replace(".", "")), (name, stage)
    assert amount(count, 4, "Adanna Bridget Mccue") == "848.72854"
    assert amount(count, 2, "Scott Fallon") == "69.14426"
    assert count.winners == ("Anne Hannah", "James Kerr", "Gordon Forrest")


@pytest.mark.parametrize(
    ("name", "valid", "quota"),
    [("tain_2017", 3484, 872), ("cromarty_2012", 3254, 651), ("lowerbraes_2022", 5159, 1290)],
)
def test_quotas_are_the_published_ones(name: str, valid: int, quota: int) -> None:
    place = ward(name)
    assert place.rankings.total() == valid
    assert quota_of(valid, place.seats) == quota


def small(rankings: dict[str, int], seats: int, rule: TieRule | None = None, candidates: str = "") -> Count:
    """Count rankings such as "ABC" of candidates with one letter."""
    names = sorted(set(candidates or "".join(rankings)))
    many = Counter({tuple(ranking): times for ranking, times in rankings.items()})
    ballots = tuple(Ballot(f"{at}", options=one) for at, one in enumerate(sorted(many.elements())))

    def count(breaker: Breaker) -> Count:
        return count_stv(
            breaker, rule=Stv(seats), options=tuple(Option(name) for name in names), ballots=ballots
        )

    return settled(count, rule or TieRule())


def test_papers_pass_on_at_a_value_cut_after_five_decimals() -> None:
    # Quota of 10 votes for 2 seats: 10 // 3 + 1 = 4. A has 7, surplus 3: each paper is worth 3/7 = 0.42857, cut.
    count = small({"AB": 7, "B": 1, "C": 2}, 2)
    assert amount(count, 2, "B") == "3.99999"
    assert count.rounds[1].not_transferable == "0.00001"
    assert count.rounds[1].happened == ((Happening.SURPLUS, "A"),)


def test_nothing_is_transferred_once_as_many_are_left_as_seats() -> None:
    count = small({"AB": 5, "BA": 1}, 2)
    assert len(count.rounds) == 1
    assert count.winners == ("A", "B")


def test_the_largest_surplus_goes_first() -> None:
    count = small({"AC": 7, "BC": 6, "C": 1, "D": 1, "E": 1}, 3)
    assert [what for one in count.rounds[1:3] for what in one.happened][:2] == [
        (Happening.SURPLUS, "A"),
        (Happening.SURPLUS, "B"),
    ]


def test_equal_surpluses_are_told_apart_by_an_earlier_stage() -> None:
    # Stage 1: A 2, B 3, C 1, D 7 with 13 votes, 3 seats, quota 4. After D and C, A and B are level at stage 3.
    count = small({"A": 5, "B": 6, "CA": 1, "D": 2}, 2)
    assert count.winners == ("B", "A")
    assert not count.is_tied


def test_the_last_at_the_most_recent_unequal_stage_leaves() -> None:
    count = small({"A": 4, "B": 3, "C": 2, "DC": 1, "E": 5}, 1)
    assert Happening.EXCLUDED in [what for what, _ in count.rounds[1].happened]
    (tie,) = [one for one in count.ties if one.options == ("B", "C")]
    assert (tie.broken, tie.chosen, tie.purpose) == (Broken.EARLIER_STAGE, ("C",), TiePurpose.EXCLUDE)


def test_a_tie_of_all_stages_stays_open_until_body_or_lot_break_it() -> None:
    rankings = {"A": 3, "BC": 2, "CB": 2}
    count = small(rankings, 1)
    assert count.is_tied
    assert count.winners == ()
    assert count.ties[-1].options == ("B", "C")
    drawn = small(rankings, 1, TieRule(seed="announced"))
    assert not drawn.is_tied
    (tie,) = drawn.ties
    assert tie.broken is Broken.LOT
    assert set(drawn.winners) == {"B", "C"} - set(tie.chosen)
    chosen = small(rankings, 1, TieRule(seed="x", choices=(BodyChoice(TiePurpose.EXCLUDE, ("C", "B"), "B"),)))
    assert (chosen.winners, chosen.ties[0].broken) == (("C",), Broken.BODY)


def test_a_tie_that_makes_no_difference_is_listed_and_decided() -> None:
    undecided = small({"A": 6, "B": 2, "C": 1, "D": 1, "E": 2}, 2)
    assert undecided.is_tied  # B and E are level to the end
    sure = small({"A": 9, "B": 4, "C": 1, "D": 1}, 2)
    assert sure.winners == ("A", "B")
    assert {one.broken for one in sure.ties} == {Broken.NO_DIFFERENCE}


def test_no_ballot_elects_nobody() -> None:
    count = small({}, 1, candidates="AB")
    assert count.winners == ()
    assert count.rounds == ()


def test_amounts_are_written_with_five_decimals() -> None:
    assert written(54_796_766) == "547.96766"
    assert written(100_000) == "1.00000"
    assert written(7) == "0.00007"


def test_who_has_just_the_quota_passes_nothing_on() -> None:
    # 9 votes for 2 seats: the quota is 4, and A has it exactly.
    count = small({"A": 4, "B": 3, "C": 2}, 2)
    assert [what for one in count.rounds for what, _ in one.happened] == [
        Happening.ELECTED,
        Happening.EXCLUDED,
        Happening.ELECTED,
    ]
    assert [one.place for one in count.standings] == [1, 2, 3]


def test_equal_surpluses_without_an_earlier_stage_are_a_told_tie() -> None:
    count = small({"AC": 5, "BD": 5, "C": 2, "D": 1, "E": 2}, 3, TieRule(seed="s"))
    tie = count.ties[0]
    assert (tie.purpose, tie.options, tie.broken) == (TiePurpose.TRANSFER_FIRST, ("A", "B"), Broken.LOT)
    assert count.rounds[1].happened[0] == (Happening.SURPLUS, tie.chosen[0])
