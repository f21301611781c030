"""Themes, parity, ratings, reading grade, working days, recipes, numbers: the small rules under the promises."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.rules.hearing_facts import OFFLINE
from engagement.rules.parameters import DEFAULTS, LIMITS, NAMES, PARAMETERS, rules_of
from engagement.rules.parity import missing_groups, parity_rows
from engagement.rules.people_facts import Parity, ParityAnswer, ParityGroup
from engagement.rules.ratings import rating_shown
from engagement.rules.reading_grade import reading_grade, syllables
from engagement.rules.recipes import RECIPES, recipe
from engagement.rules.sentences import Sentence, days, ngettext, say
from engagement.rules.spectrum import Level
from engagement.rules.theme_facts import Disposition, MatrixRow, Theme, Themes
from engagement.rules.themes import ThemeGap, ThemeLack, copied_reasons, gaps, unplaced
from engagement.rules.working_days import OfficeCalendar
from tests.rules.engagement.kept import RULES, day

LONG = "We had the driver for one more hour only, and the money."


def theme(key: str, reason: str = LONG, **changes: object) -> Theme:
    """Return an answered theme."""
    return Theme(key, 1, Disposition.ALREADY_PLANNED, reason, disposed=day(1), **changes)  # type: ignore[arg-type]


def test_the_same_words_on_more_than_a_third_of_the_themes_are_no_reason() -> None:
    def with_copies(copies: int, of: int) -> Themes:
        return Themes(tuple(theme(f"t{n}", LONG if n < copies else f"{LONG} Number {n}.") for n in range(of)))

    assert gaps(with_copies(2, 6)) == ()
    assert [gap.lack for gap in gaps(with_copies(2, 5))] == [ThemeLack.SAME_REASON] * 2
    assert [gap.theme for gap in gaps(with_copies(3, 8))] == ["t0", "t1", "t2"]
    assert gaps(with_copies(3, 9)) == ()
    assert gaps(with_copies(1, 1)) == ()
    assert copied_reasons((theme("a", ""), theme("b", " "))) == frozenset()


def test_each_theme_tells_its_first_lack() -> None:
    bare = Theme("a")
    assert gaps(Themes((bare,))) == (ThemeGap("a", ThemeLack.DISPOSITION),)
    short = theme("b", f"   {'x' * 20}     {'x' * 18}   ")
    assert gaps(Themes((short,))) == (ThemeGap("b", ThemeLack.REASON),)
    for disposition in Disposition:
        one = Theme("c", 1, disposition, LONG, disposed=day(1))
        lacks = [gap.lack for gap in gaps(Themes((one,)))]
        changed = disposition in (Disposition.ADOPTED, Disposition.ADAPTED)
        assert lacks == [ThemeLack.PASSAGE] * changed


def test_a_theme_has_its_place_when_one_row_of_it_says_where() -> None:
    rows = (
        MatrixRow("a", frozenset({"x", "gone"}), "", day(1)),
        MatrixRow("b", frozenset({"gone"}), "", day(1)),
    )
    assert unplaced(Themes((theme("a"), theme("b"), theme("c")), rows), frozenset({"x"})) == ("b", "c")


def group(name: str, people: int, percent: int = 50, dimension: str = "age") -> ParityGroup:
    """Return a group of those who took part."""
    return ParityGroup(dimension, name, people, percent)


def test_fewer_than_five_people_are_never_shown_and_not_told_from_the_others() -> None:
    rows = {
        row.group: row
        for row in parity_rows(Parity(groups=(group("a", 4), group("b", 50), group("c", 9))), rules=RULES)
    }
    assert (rows["a"].is_hidden, rows["b"].is_hidden, rows["c"].is_hidden) == (True, False, True)
    assert rows["b"].people == 50
    assert rows["a"].participants_share is rows["a"].ratio is None


def test_two_small_groups_hide_each_other_and_nobody_is_shown_as_nobody() -> None:
    rows = parity_rows(
        Parity(groups=(group("a", 4), group("b", 1), group("c", 5), group("d", 0))), rules=RULES
    )
    assert [row.people for row in rows] == [None, None, 5, 0]


def test_a_dimension_protects_itself_alone() -> None:
    mixed = (group("a", 3), group("x", 6, dimension="place"), group("b", 8), group("y", 7, dimension="place"))
    found = {(row.dimension, row.group): row.people for row in parity_rows(Parity(groups=mixed), rules=RULES)}
    assert found == {("age", "a"): None, ("age", "b"): None, ("place", "x"): 6, ("place", "y"): 7}


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_no_count_of_one_to_four_can_be_told_from_what_is_shown(people: list[int]) -> None:
    rows = parity_rows(
        Parity(groups=tuple(group(f"g{n}", each) for n, each in enumerate(people))), rules=RULES
    )
    hidden = [each for row, each in zip(rows, people, strict=True) if row.is_hidden]
    assert all(row.people not in (1, 2, 3, 4) for row in rows)
    if len(hidden) < len([each for each in people if each]):
        assert len(hidden) != 1
        assert sum(hidden) not in (1, 2, 3, 4, *({len(hidden), 4 * len(hidden)} if hidden else ()))


def test_a_group_under_half_of_its_share_is_missing_until_somebody_went_there() -> None:
    groups = (group("young", 24), group("old", 76))
    found = missing_groups(Parity(groups=groups), rules=RULES)
    assert [row.group for row in found] == ["young"]
    assert found[0].ratio == Fraction(48, 100)
    assert (
        missing_groups(Parity(groups=groups, answers=(ParityAnswer("age", "young", day(1)),)), rules=RULES)
        == ()
    )
    other = Parity(groups=groups, answers=(ParityAnswer("place", "young", day(1)),))
    assert len(missing_groups(other, rules=RULES)) == 1


def test_where_nobody_took_part_every_group_is_missing() -> None:
    rows = parity_rows(Parity(groups=(group("young", 0), group("nobody lives there", 0, 0))), rules=RULES)
    assert [row.is_missing for row in rows] == [True, False]
    assert rows[1].ratio is None


def test_a_mean_is_shown_from_five_ratings_on() -> None:
    assert rating_shown((4, 4, 4, 4)).mean is None
    assert rating_shown((4, 4, 4, 4, 1)).mean == Fraction(17, 5)
    assert rating_shown((1, 4)).given == 2


@pytest.mark.parametrize("given_rating", [0, 5])
def test_a_rating_is_one_to_four(given_rating: int) -> None:
    with pytest.raises(ValueError, match="1, 2, 3 or 4"):
        rating_shown((given_rating,))


@pytest.mark.parametrize(
    ("word", "spoken"),
    [("cat", 1), ("table", 2), ("make", 1), ("decided", 3), ("walked", 1), ("community", 4), ("houses", 2),
     ("don’t", 1), ("the", 1), ("idea", 2), ("MAKES", 1)],
)  # fmt: skip
def test_syllables_are_estimated_from_vowels(word: str, spoken: int) -> None:
    assert syllables(word) == spoken


def test_the_grade_is_that_of_the_published_formula() -> None:
    text = "The cat sat on the mat. " * 5  # 30 words of one syllable, six to a sentence
    assert reading_grade(text) == Decimal("0.0")  # 0.39 × 6 + 11.8 − 15.59 is under nothing
    hard = (
        "Community organizations coordinate participatory decisions concerning municipal transportation alternatives. "
        * 3
    )
    words, spoken = 27, 3 * (4 + 5 + 4 + 5 + 3 + 3 + 4 + 4 + 4)
    exact = Decimal("0.39") * 9 + Decimal("11.8") * spoken / words - Decimal("15.59")
    assert abs((reading_grade(hard) or Decimal(0)) - exact) < 2
    assert reading_grade("Too short to say.") is None


def test_a_longer_sentence_is_harder() -> None:
    short = reading_grade("The driver decided to begin an hour later. " * 4)
    long = reading_grade("The driver decided to begin an hour later " * 4 + ".")
    assert short is not None
    assert long is not None
    assert long - short == Decimal("9.4")  # 0.39 × (32 − 8) = 9.36, each rounded to one decimal


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        (date(2026, 3, 6), 1, date(2026, 3, 10)),  # Friday; Monday is the first, over when Tuesday begins
        (date(2026, 3, 7), 1, date(2026, 3, 10)),  # Saturday
        (date(2026, 3, 2), 5, date(2026, 3, 10)),  # Monday
        (date(2026, 3, 2), 0, date(2026, 3, 3)),
    ],
)
def test_working_days_leave_out_the_weekend(start: date, number: int, end: date) -> None:
    at = datetime(start.year, start.month, start.day, 15, tzinfo=UTC)
    assert OfficeCalendar(UTC).after(at, number) == datetime(end.year, end.month, end.day, tzinfo=UTC)


def test_holidays_are_no_working_days() -> None:
    calendar = OfficeCalendar(UTC, frozenset({date(2026, 3, 9)}))
    assert calendar.after(datetime(2026, 3, 6, 9, tzinfo=UTC), 1) == datetime(2026, 3, 11, tzinfo=UTC)
    assert not calendar.is_working(date(2026, 3, 9))


def test_a_day_is_one_of_the_initiatives_wall() -> None:
    calendar = OfficeCalendar(ZoneInfo("America/New_York"))
    late_friday = datetime(
        2026, 3, 7, 2, tzinfo=UTC
    )  # Friday evening in New York, before clocks change on Sunday
    assert calendar.day_of(late_friday) == date(2026, 3, 6)
    assert calendar.after(late_friday, 1).astimezone(UTC) == datetime(2026, 3, 10, 4, tzinfo=UTC)


def test_recipes_cover_every_level_and_keep_its_laws() -> None:
    assert [each.name for each in RECIPES] == [
        "Tell people", "Fact sheet", "Open house", "Survey", "Focus group", "Open comment", "Co-design workshops",
        "Leadership workshop", "Joint advisory board", "Fund a community partner", "Community decides",
        "Participatory budget",
    ]  # fmt: skip
    assert {each.level for each in RECIPES} == set(Level)
    assert [each.level for each in RECIPES] == sorted(each.level for each in RECIPES)
    for each in RECIPES:
        assert recipe(each.key) is each
        assert each.dates.opens >= RULES.engagement_notice_days
        if each.level is Level.INFORMING:
            assert (each.prompts, each.channels, each.dates.closes) == ((), (), None)
        else:
            assert set(each.channels) & OFFLINE
            assert len(each.channels) >= 2
            assert each.prompts
            assert each.dates.closes is not None
            assert each.dates.closes - each.dates.opens >= RULES.engagement_window_days
            assert each.dates.decides - each.dates.closes >= RULES.heard_days
        assert each.dates.rounds == (2 if each.level >= Level.INVOLVING else 1)
        assert each.rule.is_secret is (each.level is Level.EMPOWERING)
    with pytest.raises(KeyError):
        recipe("nothing")


def test_numbers_of_the_bylaws_lie_within_their_limits() -> None:
    assert set(DEFAULTS) == set(LIMITS) == set(NAMES)
    for each in PARAMETERS:
        assert each.limits.holds(each.default), each.key
        with pytest.raises(ValueError, match=each.key):
            rules_of({each.key: each.most + 1})


def test_shares_are_fractions_and_days_whole() -> None:
    rules = rules_of({"heard_days": Decimal(7), "panel_behind_share": Decimal("0.4")})
    assert (rules.heard_days, rules.panel_behind_share, rules.panel_confirm_share) == (
        7,
        Fraction(2, 5),
        Fraction(2, 3),
    )
    assert rules.broken_after.days == 30


def test_a_sentence_keeps_its_pattern_for_translation() -> None:
    said = say("{left} left of {all}.", left=days(1), all=ngettext("{n} week", "{n} weeks", 2))
    assert said == Sentence(
        "{left} left of {all}.", (("all", ngettext("{n} week", "{n} weeks", 2)), ("left", days(1)))
    )
    assert str(said) == "1 day left of 2 weeks."
