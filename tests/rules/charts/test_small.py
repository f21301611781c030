from __future__ import annotations

from decimal import Decimal

import pytest

from charts import fixed, screen
from charts.gaps import shared_span
from charts.minis import shared_extent
from charts.spec import BarRow, GapRow, Mark, Mini, Point, Spark, Tone
from tests.rules.charts.cast import PERCENT, READY, WORDS, named, parsed, points

WHOLE = points(2017, *READY)


def percent(text: str | None) -> float:
    return float((text or "").rstrip("%"))


def test_spark_keeps_its_gaps() -> None:
    tree = parsed(screen.spark(Spark("Signs", points(2017, 1, 2, None, 4, None, 6)), WORDS))
    assert len(named(tree, "polyline", "ln")) == 1
    assert len(named(tree, "circle")) == 2


def test_spark_of_two_figures_is_dotted() -> None:
    assert named(parsed(screen.spark(Spark("Signs", points(2017, 52, 57)), WORDS)), "polyline", "ln fc")


@pytest.mark.parametrize("figures", [(), (None,), (5,), (5, 5, 5), (-1, 10**9, 3)])
def test_spark_of_any_shape_is_drawn(figures: tuple[int | None, ...]) -> None:
    spec = Spark("Signs", points(2017, *figures), PERCENT, Decimal(75))
    assert "nan" not in screen.spark(spec, WORDS)
    assert "nan" not in fixed.spark(spec, WORDS)


def test_spark_says_its_course_and_target() -> None:
    tree = parsed(screen.spark(Spark("Signs", points(2017, 50, 52, 61), PERCENT, Decimal(75)), WORDS))
    assert tree.get("aria-label") == "Signs. From 50% in 2017 to 61% in 2019. The target is 75%."


def test_small_multiples_share_one_scale() -> None:
    low, high = points(2017, 10, 10, 20), points(2017, 80, 80, 90)
    extent = shared_extent([low, high, WHOLE])
    dots = [named(parsed(screen.mini(Mini("A", p, WHOLE), extent, WORDS)), "circle")[-1] for p in (low, high)]
    assert float(dots[0].get("cy", "")) > 60
    assert float(dots[1].get("cy", "")) < 20
    assert percent(dots[0].get("cx")) == percent(dots[1].get("cx"))


def test_small_multiple_labels_first_and_last_figure_only() -> None:
    spec = Mini("East & West", points(2017, 33, None, 35, 48), WHOLE, PERCENT)
    tree = parsed(screen.mini(spec, shared_extent([spec.points, WHOLE]), WORDS))
    assert [text.text for text in named(tree, "text")] == ["48", "33"]
    assert (tree.get("aria-label") or "").startswith("East & West.")


def test_gap_row_puts_the_figure_on_the_side_the_group_moved_to() -> None:
    rows = [GapRow(Decimal(48), "Rose.", Decimal(35)), GapRow(Decimal(55), "Fell.", Decimal(63))]
    anchors = [
        named(parsed(screen.gap(row, shared_span(rows))), "text")[0].get("text-anchor") for row in rows
    ]
    assert anchors == [None, "end"]


def test_gap_row_without_an_earlier_figure_has_one_dot_and_no_way() -> None:
    row = GapRow(Decimal(48), "New here.", whole=Decimal(61))
    tree = parsed(screen.gap(row, shared_span([row])))
    assert len(named(tree, "circle")) == 1
    assert not named(tree, "line", "span-l")
    assert len(named(tree, "line", "ref")) == 1


def test_every_dot_of_a_gap_list_lies_on_the_track() -> None:
    rows = [GapRow(Decimal(n), "Words.", Decimal(w), Decimal(61)) for n, w in ((0, 100), (100, 0), (61, 61))]
    for row in rows:
        for dot in named(parsed(screen.gap(row, shared_span(rows))), "circle"):
            assert 0 <= percent(dot.get("cx")) <= 100


def test_bar_is_as_long_as_its_share_from_zero() -> None:
    tree = parsed(screen.bar(BarRow(Decimal(103), Decimal(412), "103 of 412", tone=Tone.CHOSEN)))
    bar = named(tree, "rect", "tf lead")[0]
    assert bar.get("x") is None
    assert percent(bar.get("width")) == 25


def test_bar_beyond_the_whole_fills_the_track() -> None:
    tree = parsed(screen.bar(BarRow(Decimal(7), Decimal(4), "7 of 4", tone=Tone.FULL)))
    assert percent(named(tree, "rect", "tf full")[0].get("width")) == 100


def test_bar_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="starts at zero"):
        BarRow(Decimal(-1), Decimal(4), "Words.")


def test_small_pictures_on_paper_are_whole_and_titled() -> None:
    row, bar = GapRow(Decimal(48), "Gap.", Decimal(35)), BarRow(Decimal(1), Decimal(4), "Bar.")
    mini = Mini("Group", points(2017, 33, 48), WHOLE, PERCENT)
    drawn = [
        fixed.gap(row, shared_span([row])),
        fixed.bar(bar),
        fixed.mini(mini, shared_extent([WHOLE]), WORDS),
        fixed.spark(Spark("Sign", WHOLE), WORDS),
    ]
    for picture in drawn:
        assert parsed(picture)[0].tag.endswith("title")
        assert "class=" not in picture
        assert "%" not in picture.replace("61%", "").split("</title>")[1]


def test_small_multiple_prints_a_bound_as_one_and_joins_no_line_to_it() -> None:
    bound = Point(2019.0, "2019", Decimal(10), high=Decimal(10), mark=Mark.CODED)
    floor = Point(2016.0, "2016", Decimal(90), low=Decimal(90), mark=Mark.CODED)
    spec = Mini("East", (floor, *points(2017, 69, 70), bound), WHOLE, PERCENT)
    tree = parsed(screen.mini(spec, shared_extent([spec.points, WHOLE]), WORDS))
    assert [text.text for text in named(tree, "text")] == ["≤10", "≥90"]
    (line,) = named(tree, "polyline", "ln")
    assert len((line.get("points") or "").split()) == 2
    assert "From ≥90% in 2016 to ≤10% in 2019." in (tree.get("aria-label") or "")


def test_gap_row_of_a_bound_has_its_sign_and_no_round_dot() -> None:
    row = GapRow(Decimal(10), "East: ≤10% in 2019", whole=Decimal(61), sign="≤")
    tree = parsed(screen.gap(row, shared_span([row])))
    assert [text.text for text in named(tree, "text")] == ["≤10"]
    assert not named(tree, "circle")
