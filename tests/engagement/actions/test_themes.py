"""Themes, what became of them, the table of concerns and options, and the panel's word on it."""

from __future__ import annotations

import pytest

from engagement.actions.dispositions import Became, dispose, lift_place, place_concern, say_for_panel
from engagement.actions.themes import make_theme, merge_themes, sort_inputs, unsort_input, word_theme
from engagement.models import Disposition, Engagement, MatrixCell, PanelVoice, Theme, ThemeInput
from initiatives.models import Initiative
from initiatives.rules.refusals import RuleBroken
from tests.factories.inputs import (
    make_alternative,
    make_engagement,
    make_panel_member,
    move_to,
    say_something,
)
from tests.personas import People

REASON = "The last bus now runs at half past eleven, because forty people asked for it."
OTHER_REASON = "A bus every ten minutes would cost more than the whole budget of this year."


@pytest.fixture
def engagement(inside_initiative: Initiative, people: People) -> Engagement:
    """Give a question that is open, at the level that involves a panel."""
    return make_engagement(by=people.backbone, level=3)


@pytest.fixture
def theme(engagement: Engagement, people: People) -> Theme:
    """Give a theme."""
    return make_theme(engagement=engagement, title={"en": "Buses after nine"}, by=people.backbone)


@pytest.mark.parametrize(("level", "is_made"), [(2, True), (3, False), (4, False), (5, False)])
def test_once_the_options_are_fixed_no_theme_is_made_that_none_of_them_could_answer(
    inside_initiative: Initiative, people: People, level: int, is_made: bool
) -> None:
    frozen = move_to(make_engagement(by=people.backbone, level=level), "options_frozen")
    if is_made:
        assert make_theme(engagement=frozen, title={"en": "Late"}, by=people.backbone).pk
        return
    with pytest.raises(RuleBroken, match="a new one would have no place"):
        make_theme(engagement=frozen, title={"en": "Late"}, by=people.backbone)
    assert not frozen.themes.exists()


def standing(theme: Theme) -> set[int]:
    rows = ThemeInput.objects.filter(theme=theme, removed_at__isnull=True)
    return set(rows.values_list("input__number", flat=True))


def test_inputs_are_sorted_into_themes_and_out_again_and_both_stay_readable(
    engagement: Engagement, theme: Theme, people: People
) -> None:
    given = [say_something(engagement).input for _ in range(3)]
    assert sort_inputs(theme=theme, inputs=given, by=people.backbone) == 3
    assert sort_inputs(theme=theme, inputs=given, by=people.staff) == 0
    unsort_input(theme=theme, given=given[0], by=people.staff)
    assert standing(theme) == {2, 3}
    assert ThemeInput.objects.filter(theme=theme).count() == 3


def test_a_theme_takes_no_input_of_another_question(theme: Theme, people: People) -> None:
    stranger = say_something(make_engagement("Parks", by=people.backbone)).input
    assert sort_inputs(theme=theme, inputs=[stranger], by=people.backbone) == 0


def test_merged_themes_keep_what_stood_under_both(
    engagement: Engagement, theme: Theme, people: People
) -> None:
    by = people.backbone
    other = make_theme(engagement=engagement, title={"en": "Night buses"}, by=by)
    first, second = (say_something(engagement).input for _ in range(2))
    sort_inputs(theme=theme, inputs=[first, second], by=by)
    sort_inputs(theme=other, inputs=[first], by=by)
    merge_themes(theme=theme, into=other, by=by)
    assert standing(other) == {1, 2}
    assert standing(theme) == set()
    with pytest.raises(RuleBroken, match="another one"):
        sort_inputs(theme=theme, inputs=[first], by=by)


def test_a_theme_needs_a_name(engagement: Engagement, theme: Theme, people: People) -> None:
    with pytest.raises(RuleBroken):
        make_theme(engagement=engagement, title={"en": "  "}, by=people.backbone)
    with pytest.raises(RuleBroken):
        word_theme(theme=theme, title={}, summary={}, by=people.backbone)


@pytest.mark.parametrize("state", ["decided", "reported_back", "completed"])
def test_nothing_is_sorted_or_answered_anew_once_it_is_decided(
    engagement: Engagement, theme: Theme, people: People, state: str
) -> None:
    given = say_something(engagement).input
    move_to(engagement, state)
    theme.refresh_from_db()
    with pytest.raises(RuleBroken, match="decided"):
        sort_inputs(theme=theme, inputs=[given], by=people.backbone)
    with pytest.raises(RuleBroken, match="decided"):
        dispose(theme=theme, became=Became("not_adopted", {"en": REASON}), by=people.backbone)


# --- What became of it ----------------------------------------------------------------------------------------------------
def test_what_became_of_a_theme_needs_a_reason_that_says_something(theme: Theme, people: People) -> None:
    for reason in ("", "Too expensive.", "x" * 39, " x" * 19):
        with pytest.raises(RuleBroken, match="40 letters"):
            dispose(theme=theme, became=Became("not_adopted", {"en": reason}), by=people.backbone)
    dispose(theme=theme, became=Became("not_adopted", {"en": "x" * 40}), by=people.backbone)


def test_where_something_changed_the_passage_is_shown(theme: Theme, people: People) -> None:
    for kind in ("adopted", "adapted"):
        with pytest.raises(RuleBroken, match="passage"):
            dispose(theme=theme, became=Became(kind, {"en": REASON}), by=people.backbone)
    became = Became("adopted", {"en": REASON}, passage={"en": "The last bus leaves at 23:30."})
    assert dispose(theme=theme, became=became, by=people.backbone).kind == "adopted"


def test_the_same_words_may_not_stand_under_more_than_a_third_of_the_themes(
    engagement: Engagement, people: People
) -> None:
    themes = [make_theme(engagement=engagement, title={"en": f"T{n}"}, by=people.backbone) for n in range(6)]
    became, again = Became("not_adopted", {"en": REASON}), Became("out_of_scope", {"en": REASON.upper()})
    for theme in themes[:2]:
        dispose(theme=theme, became=became, by=people.backbone)
    with pytest.raises(RuleBroken, match="many themes"):
        dispose(theme=themes[2], became=again, by=people.backbone)
    dispose(theme=themes[2], became=Became("not_adopted", {"en": OTHER_REASON}), by=people.backbone)


def test_an_answer_can_be_given_anew_and_the_earlier_one_stays(theme: Theme, people: People) -> None:
    for reason in (REASON, OTHER_REASON):
        dispose(theme=theme, became=Became("already_planned", {"en": reason}), by=people.backbone)
    assert Disposition.objects.filter(theme=theme).count() == 2
    assert Disposition.objects.get(theme=theme, replaced_at__isnull=True).reason == {"en": OTHER_REASON}


# --- Concern × option -----------------------------------------------------------------------------------------------------
def test_a_concern_stands_in_options_or_says_why_in_none(
    engagement: Engagement, theme: Theme, people: People
) -> None:
    by, why = people.backbone, {"en": "The last bus moves."}
    first, second = (make_alternative(engagement, title, by=by) for title in ("A", "B"))
    place_concern(theme=theme, alternative=None, words={"en": "It is the county’s."}, by=by)
    place_concern(theme=theme, alternative=first, words=why, by=by)
    cell = place_concern(theme=theme, alternative=second, words=why, by=by)
    rows = MatrixCell.objects.filter(theme=theme, removed_at__isnull=True)
    assert set(rows.values_list("alternative__title__en", flat=True)) == {"A", "B"}
    lift_place(cell=cell, by=by)
    assert rows.count() == 1
    place_concern(theme=theme, alternative=None, words={"en": "It is the county’s."}, by=by)
    assert rows.get().alternative is None
    with pytest.raises(RuleBroken, match="why none does"):
        place_concern(theme=theme, alternative=None, words={}, by=by)


def test_the_table_is_fixed_with_the_options(engagement: Engagement, theme: Theme, people: People) -> None:
    move_to(engagement, "options_frozen")
    theme.refresh_from_db()
    with pytest.raises(RuleBroken, match="options are fixed"):
        place_concern(theme=theme, alternative=None, words={"en": "No"}, by=people.backbone)


def test_only_the_panel_speaks_for_the_table_and_a_no_has_words(
    engagement: Engagement, people: People
) -> None:
    with pytest.raises(RuleBroken, match="members of the panel"):
        say_for_panel(engagement=engagement, confirms=True, words="", by=people.resident)
    make_panel_member(engagement, people.resident, by=people.backbone)
    with pytest.raises(RuleBroken, match="printed above"):
        say_for_panel(engagement=engagement, confirms=False, words=" ", by=people.resident)
    say_for_panel(engagement=engagement, confirms=False, words="Night shifts are missing", by=people.resident)
    say_for_panel(engagement=engagement, confirms=True, words="", by=people.resident)
    assert PanelVoice.objects.count() == 2
    assert PanelVoice.objects.get(replaced_at__isnull=True).confirms
