"""The six activities of a backbone: each event counts once, this year apart from the year before."""

from __future__ import annotations

from communications.rules.effectiveness import COUNTED, KINDS, BackboneActivity, Tally, measured


def test_no_event_counts_on_two_lines() -> None:
    assert len(KINDS) == len(set(KINDS))


def test_all_six_have_something_to_count() -> None:
    assert set(COUNTED) == set(BackboneActivity)
    assert all(len(lines) > 1 for lines in COUNTED.values())


def test_years_and_people_are_told_apart() -> None:
    tallies = [
        Tally("turn.closed", is_this_year=True, is_by_backbone=True, count=2),
        Tally("turn.closed", is_this_year=True, is_by_backbone=False, count=3),
        Tally("agenda.ratified", is_this_year=False, is_by_backbone=False, count=1),
        Tally("commitment.met", is_this_year=True, is_by_backbone=False, count=4),
    ]
    vision, aligned, *rest = measured(tallies)
    assert (vision.now, vision.before, vision.by_backbone, vision.by_others) == (5, 1, 2, 3)
    assert (aligned.now, aligned.is_silent) == (4, False)
    assert all(one.is_silent for one in rest)
