"""What a log must say, which activities are asked about first, how long a log can be changed, what a phone noted in a sound."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from initiatives.rules.activity_logs import (
    EDITABLE_FOR,
    Counted,
    Habit,
    LogProblem,
    is_editable,
    kept_hours,
    problem_of,
    usual_first,
)
from initiatives.rules.files import MP3, MP4, WAV, FileProblem, sniff
from initiatives.rules.sounds import without_notes
from measurement.rules.small_counts import may_be_told

TODAY = date(2026, 11, 22)


def test_what_is_logged_often_comes_first_then_what_was_logged_last_then_what_runs_or_starts() -> None:
    habits = [
        Habit(1),
        Habit(2, starts_on=date(2026, 11, 24)),
        Habit(3, is_running=True),
        Habit(4, times=2, last=date(2026, 11, 1)),
        Habit(5, times=2, last=date(2026, 11, 19)),
        Habit(6, times=7, last=date(2026, 10, 1)),
    ]
    assert [one.activity for one in usual_first(habits)] == [6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("counted", "problem"),
    [
        (Counted(TODAY, 14, Decimal("2.5")), None),
        (Counted(TODAY), None),
        (Counted(TODAY + timedelta(days=1)), LogProblem.IN_THE_FUTURE),
        (Counted(TODAY - timedelta(days=367)), LogProblem.TOO_OLD),
        (Counted(TODAY, 2_000_000), LogProblem.TOO_MANY),
        (Counted(TODAY, 3, Decimal(0)), LogProblem.NO_HOURS),
        (Counted(TODAY, 14, None, {1: {1: 8, 2: 6}}), None),
        (Counted(TODAY, 14, None, {1: {1: 8, 2: 7}}), LogProblem.GROUPS_EXCEED),
        (Counted(TODAY, None, None, {1: {1: 8}}), LogProblem.GROUPS_WITHOUT_WHOLE),
    ],
)
def test_what_cannot_be_true_is_refused(counted: Counted, problem: LogProblem | None) -> None:
    assert problem_of(counted, today=TODAY) == problem


def test_a_log_can_be_changed_for_seven_days_and_not_a_moment_longer() -> None:
    logged = datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert is_editable(logged, now=logged + EDITABLE_FOR - timedelta(seconds=1))
    assert not is_editable(logged, now=logged + EDITABLE_FOR)


@pytest.mark.parametrize(
    ("groups", "whole", "told"),
    [
        ([12, 30], 42, True),
        ([12, 0], 12, True),
        ([12, 9], 21, False),  # a small group
        ([12, 20], 35, False),  # three are left over: whoever subtracts finds them
        ([12], None, False),
        ([12, 20], 30, False),
    ],
)
def test_groups_are_told_together_or_not_at_all(groups: list[int], whole: int | None, told: bool) -> None:
    assert may_be_told(groups, whole=whole, floor=10) is told


def box(name: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4, "big") + name + content


def test_a_recording_loses_where_it_was_made_and_keeps_its_sound() -> None:
    place = box(b"udta", b"\xa9xyz+44.97-093.26/ Kitchen table")
    recording = (
        box(b"ftyp", b"M4A ") + box(b"moov", box(b"trak", b"sound" + b"") + place) + box(b"mdat", b"la la")
    )
    kept = without_notes(recording)
    assert b"44.97" not in kept
    assert b"Kitchen" not in kept
    assert len(kept) == len(recording)
    assert kept.endswith(box(b"mdat", b"la la"))
    tagged = b"ID3\x04\x00\x00\x00\x00\x00\x0aKITCHEN+44\xff\xfbsound"
    assert without_notes(tagged) == b"\xff\xfbsound"
    assert without_notes(b"\xff\xfb" + b"s" * 200 + b"TAG" + b"n" * 125) == b"\xff\xfb" + b"s" * 200


def test_broken_boxes_are_left_as_they_are() -> None:
    broken = box(b"ftyp", b"M4A ") + b"\x00\x00\xff\xffmoovshort"
    assert without_notes(broken) == broken
    assert without_notes(b"ID3") == b"ID3"


def test_sounds_are_told_by_their_first_bytes() -> None:
    assert sniff(box(b"ftyp", b"M4A rest"), "note.txt") is MP4
    assert sniff(b"ID3\x04rest", "note") is MP3
    assert sniff(b"RIFF\x00\x00\x00\x00WAVEfmt ", "x.webp") is WAV
    assert sniff(b"<html><audio>", "song.mp3") is FileProblem.UNKNOWN_TYPE


def test_a_recording_of_nothing_but_heads_is_read_once_and_boxes_in_boxes_only_so_deep() -> None:
    heads = b"ID3" + bytes(7)
    assert without_notes(heads * 200_000 + b"\xff\xfbsound") == b"\xff\xfbsound"
    boxes = b""
    for _ in range(5_000):
        boxes = (len(boxes) + 8).to_bytes(4, "big") + b"moov" + boxes
    nested = (16).to_bytes(4, "big") + b"ftyp" + bytes(8) + boxes
    assert without_notes(nested) == nested


@pytest.mark.parametrize(
    ("said", "kept"),
    [("2.333", "2.33"), ("2.5", "2.50"), ("0.001", "0.00"), ("1e30", "1e30"), ("0.005", "0.01")],
)
def test_hours_are_kept_to_the_hundredth_and_what_is_refused_stays_as_it_was(said: str, kept: str) -> None:
    assert kept_hours(Decimal(said)) == Decimal(kept)
    assert kept_hours(None) is None
