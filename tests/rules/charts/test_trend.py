from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import fixed, screen
from charts.frame import LEFT_TIERS, RIGHT_TIERS
from charts.spec import Forecast, Line, Mark, Note, Point, Target, Trend
from charts.text import CAREFUL, width
from tests.rules.charts.cast import PERCENT, WORDS, named, parsed, points, readiness

SHAPES = {
    "no figure": (),
    "only gaps": points(2010, None, None),
    "one figure": points(2010, 50),
    "two figures": points(2010, 50, 54),
    "all equal": points(2010, 50, 50, 50),
    "all zero": points(2010, 0, 0, 0),
    "huge": points(2010, 10**15, 3 * 10**15),
    "tiny": points(2010, "0.0000012", "0.0000034"),
    "negative": points(2010, -5, 3, -9),
    "forty": points(1985, *[40 + i % 7 for i in range(40)]),
    "long names": tuple(Point(float(y), f"School year {y}-{y + 1}", Decimal(y)) for y in range(2010, 2022)),
}


def drawn(spec: Trend) -> str:
    return screen.trend(spec, WORDS)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("target", [None, Target(Decimal(75), 2029.0, "2029"), Target(Decimal(5))])
def test_every_shape_is_drawn_well_formed_and_without_noise(shape: str, target: Target | None) -> None:
    spec = Trend("Signs", SHAPES[shape], PERCENT, target=target)
    for picture in (drawn(spec), fixed.trend(spec, WORDS)):
        parsed(picture)
        assert "nan" not in picture.replace("dominant", "")
        assert "inf" not in picture


def test_gap_breaks_the_line_and_leaves_the_lone_figure_as_a_dot() -> None:
    tree = parsed(drawn(Trend("Signs", points(2010, 50, 51, None, 53, None, 55, 56), PERCENT)))
    lines = [line.get("points", "").split() for line in named(tree, "polyline", "ln")]
    assert [len(line) for line in lines] == [2, 2]
    assert len(named(tree, "circle")) == 5


def test_incomparable_break_splits_the_line_and_a_plain_note_does_not() -> None:
    spec = Trend("Signs", points(2010, 1, 2, 3, 4), notes=(Note(2012.0, "New test"),))
    assert len(named(parsed(drawn(spec)), "polyline", "ln")) == 1
    spec = replace(spec, notes=(Note(2012.0, "New test", is_incomparable=True),))
    assert len(named(parsed(drawn(spec)), "polyline", "ln")) == 2


def test_forecast_does_not_reach_back_over_missing_periods() -> None:
    ahead = (
        Forecast(2016.0, Decimal(60), Decimal(55), Decimal(65)),
        Forecast(2017.0, Decimal(62), Decimal(57), Decimal(67)),
    )
    near = Trend("Signs", points(2010, 50, 51, 52, 53, 54, 55), PERCENT, forecast=ahead)
    far = Trend("Signs", points(2010, 50, 51, 52, None, None, None), PERCENT, forecast=ahead)
    counts = [named(parsed(drawn(spec)), "polyline", "ln fc")[0].get("points", "") for spec in (near, far)]
    assert [len(places.split()) for places in counts] == [3, 2]


def test_pace_needed_is_drawn_only_to_a_target_ahead() -> None:
    spec = readiness()
    assert named(parsed(drawn(spec)), "polyline", "ln need")
    past = replace(spec, target=Target(Decimal(75), 2020.0, "2020"))
    assert not named(parsed(drawn(past)), "polyline", "ln need")
    assert named(parsed(drawn(past)), "line", "tgt")


def test_marks_differ_in_shape() -> None:
    marks = [Mark.PLAIN, Mark.PROVISIONAL, Mark.ESTIMATED, Mark.CODED, Mark.PLAIN]
    spec = Trend(
        "Signs", tuple(replace(p, mark=m) for p, m in zip(points(2010, 1, 2, 3, 4, 5), marks, strict=True))
    )
    tree = parsed(drawn(spec))
    assert len(named(tree, "circle", "pt")) == 2
    assert len(named(tree, "circle", "pt soft")) == 1
    assert len(named(tree, "circle", "pt was")) == 1
    assert len(named(tree, "rect", "pt was")) == 1


def test_name_of_another_line_stands_beside_its_end_and_never_across_a_line() -> None:
    def names(*others: Line) -> list[str]:
        tree = parsed(drawn(Trend("Signs", points(2010, 50, 50, 50, 50, 50, 50, 50), PERCENT, others=others)))
        return [text.text or "" for text in named(tree, "text")]

    free = Line("Nation", points(2010, 80, 80, 80, 80))
    crowd = tuple(Line(f"n{at}", points(2010, *[80 + at] * 7)) for at in (-4, 4))
    assert any("Nation" in one for one in names(free))
    assert not any("Nation" in one for one in names(free, *crowd))


def test_more_than_four_lines_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 4"):
        Trend("Signs", points(2010, 1), others=tuple(Line(str(i), points(2010, i)) for i in range(4)))


def test_figure_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        Point(2010.0, "2010", Decimal("NaN"))


def test_names_cannot_break_out_of_the_picture() -> None:
    nasty = "<script>\"&'"
    spec = replace(
        readiness(),
        name=nasty,
        unit=nasty,
        notes=(Note(2021.0, nasty),),
        others=(Line(nasty, points(2017, 1)),),
    )
    spec = replace(spec, points=(*spec.points, Point(2027.5, nasty, Decimal(60))))
    for picture in (drawn(spec), fixed.trend(spec, WORDS)):
        assert "<script" not in picture
        parsed(picture)


def test_alternative_text_says_the_whole_picture() -> None:
    tree = parsed(drawn(readiness()))
    assert named(tree, "svg")[0].get("role") == "img"
    assert named(tree, "svg")[0].get("aria-label") == (
        "Children ready for kindergarten. From 50% in 2017 to 61% in 2026. Lowest 47% in 2021, highest 61% in 2026. "
        "2021: Classrooms closed. 2023: Hub pilot begins. 68% by 2029, likely 64% to 72%. The target is 75% by 2029."
    )


def test_alternative_text_names_the_missing_periods() -> None:
    label = named(parsed(drawn(Trend("Signs", points(2010, 50, None, 52, None), PERCENT))), "svg")[0].get(
        "aria-label"
    )
    assert label == "Signs. From 50% in 2010 to 52% in 2012. No figure for 2011, 2013."


def test_callers_sentence_replaces_the_made_one() -> None:
    assert 'aria-label="Rising."' in drawn(replace(readiness(), alt="Rising."))


def test_screen_picture_carries_no_style_and_no_id_and_is_small() -> None:
    picture = drawn(readiness())
    assert " style=" not in picture
    assert " id=" not in picture
    assert len(picture) < 6000


def test_same_figures_give_the_same_bytes() -> None:
    assert drawn(readiness()) == drawn(readiness())
    assert fixed.trend(readiness(), WORDS) == fixed.trend(readiness(), WORDS)


names = st.text(alphabet='abcdefghijklmnopqrstuvwxyz WM<&"éß学', min_size=1, max_size=30).filter(str.strip)
values = st.one_of(st.decimals(0, 100, places=1), st.decimals(-(10**6), 10**6, places=2))


@st.composite
def trends(draw: st.DrawFn) -> Trend:
    """Trends of every shape, as rough as people may make them."""
    figures = draw(st.lists(st.one_of(st.none(), values), min_size=1, max_size=40))
    end = 2000 + len(figures)
    target = draw(st.none() | st.builds(Target, values, st.none() | st.floats(2001, end + 9), names))
    low, mid, high = sorted(draw(st.tuples(values, values, values)))
    ahead = tuple(
        Forecast(float(end + i), mid, low, high, str(end + i)) for i in range(draw(st.integers(0, 3)))
    )
    notes = st.builds(Note, st.floats(1999, end + 2), names, st.booleans())
    others = st.builds(lambda name, value: Line(name, points(2000, *[value] * len(figures))), names, values)
    return Trend(
        name=draw(names),
        points=points(2000, *figures),
        style=PERCENT,
        unit=draw(st.sampled_from(["", "Deaths per 1,000 births"])),
        target=target,
        forecast=ahead,
        notes=tuple(draw(st.lists(notes, max_size=3))),
        others=tuple(draw(st.lists(others, max_size=3))),
    )


@given(trends())
def test_lines_and_dots_stay_within_the_picture(spec: Trend) -> None:
    tree = parsed(drawn(spec))
    for curve in (*named(tree, "polyline"), *named(tree, "polygon")):
        for place in curve.get("points", "").split():
            x, y = map(float, place.split(","))
            assert -0.1 <= x <= 100.1
            assert -0.1 <= y <= 300.1
    for dot in named(tree, "circle"):
        assert 0 <= float(dot.get("cx", "").rstrip("%")) <= 100
        assert 0 <= float(dot.get("cy", "")) <= 300


@given(trends(), st.floats(1, 3))
def test_labels_never_lie_on_each_other_at_any_width(spec: Trend, wider: float) -> None:
    picture = drawn(spec)
    tree = parsed(picture)
    classes = (tree.get("class") or "").split()
    sides = [
        next((t for t in tiers if t.name and t.name in classes), tiers[i])
        for tiers, i in ((LEFT_TIERS, 0), (RIGHT_TIERS, 1))
    ]
    texts = named(tree, "text")
    always = [text for text in texts if "wide-only" not in (text.get("class") or "")]
    narrow, wide = 256 - sum(s.narrow for s in sides), 545 - sum(s.wide for s in sides)
    for plot, shown in ((narrow, always), (narrow * wider, always), (wide, texts), (wide * wider, texts)):
        assert_apart([space(text, plot) for text in shown])


@given(trends())
def test_labels_on_paper_never_lie_on_each_other(spec: Trend) -> None:
    tree = parsed(fixed.trend(spec, WORDS))
    assert_apart([space(text, 100) for text in named(tree, "text")])


def space(text: Element, plot: float) -> tuple[float, float, float, float, str]:
    """Left, right, top and bottom of words as a browser would place them."""
    said = text.text or str(text[0].tail)
    x = text.get("x", "0")
    place = float(x.rstrip("%")) * (plot / 100 if x.endswith("%") else 1) + float(text.get("dx", "0"))
    wide = width(said) / CAREFUL
    left = place - {"start": 0.0, "middle": wide / 2, "end": wide}[text.get("text-anchor", "start")]
    y = float(text.get("y", "0"))
    return left, left + wide, y - 9.5, y + 3, said


def assert_apart(spaces: list[tuple[float, float, float, float, str]]) -> None:
    for a, b in combinations(spaces, 2):
        assert a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] or b[3] <= a[2], (a, b)


def test_last_figure_that_is_a_bound_is_written_as_one() -> None:
    bound = Point(2020.0, "2020", Decimal(10), high=Decimal(10), mark=Mark.CODED)
    tree = parsed(screen.trend(Trend("Signs", (*points(2017, 61, 62, 63), bound), PERCENT), WORDS))
    texts = [text.text or "" for text in named(tree, "text")]
    assert any("≤10%" in text for text in texts)
    assert "10% now" not in texts


def test_the_unit_above_the_axis_has_the_whole_width_of_a_phone() -> None:
    unit = "For every 1,000 women aged 15 to 19"
    for picture in (drawn, lambda spec: fixed.trend(spec, WORDS)):
        texts = list(parsed(picture(replace(readiness(), unit=unit))).itertext())
        assert unit in texts
        assert not any(text.endswith("…") for text in texts)
    endless = parsed(drawn(replace(readiness(), unit=unit * 3)))
    assert any(text.endswith("…") for text in endless.itertext())
