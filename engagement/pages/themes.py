"""Themes, what became of each, and the table of concerns and options, as the pages show them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from engagement.models import (
    Alternative,
    Disposition,
    Engagement,
    MatrixCell,
    PanelMember,
    PanelVoice,
    Theme,
)
from engagement.pages.inputs import Became
from initiatives.together import Asking, counted, number_of


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme: how many said it, and what became of it."""

    became: Became
    inputs: int

    @property
    def theme(self) -> Theme:
        """The theme itself."""
        return self.became.theme


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A concern, its cell under each option in their order, and why it is reflected in none."""

    theme: Theme
    cells: list[MatrixCell | None]
    in_none: MatrixCell | None

    @property
    def is_placed(self) -> bool:
        """Whether it says where the concern stands."""
        return self.in_none is not None or any(self.cells)


@dataclass(frozen=True, slots=True)
class PanelWord:
    """What the panel says of the table: how many confirm it, and what the others say is missing."""

    members: int
    confirmed: int
    dissent: list[PanelVoice]


def standing_themes(engagement: Engagement) -> QuerySet[Theme]:
    """Return the themes that were not merged into another, with how many said each."""
    said = Q(theme_inputs__removed_at__isnull=True, theme_inputs__input__withdrawn_at__isnull=True)
    confirmed = Q(theme_inputs__input__entered_by__isnull=True) | Q(
        theme_inputs__input__confirmed_at__isnull=False
    )
    return engagement.themes.filter(merged_into__isnull=True).annotate(
        number=Count("theme_inputs__input", filter=said & confirmed, distinct=True)
    )


def theme_rows(engagement: Engagement) -> Asking[list[ThemeRow]]:
    """Ask for the themes with what became of each, those that most people said first."""
    standing = Disposition.objects.filter(theme__engagement=engagement, replaced_at__isnull=True)
    themes, answered = standing_themes(engagement), standing.select_related("alternative", "link__initiative")
    yield themes, answered
    now = {one.theme_id: one for one in answered}
    found = [ThemeRow(Became(theme, now.get(theme.pk)), getattr(theme, "number", 0)) for theme in themes]
    return sorted(found, key=lambda row: (-row.inputs, row.theme.position))


def options_of(engagement: Engagement) -> QuerySet[Alternative]:
    """Return the options that stand."""
    return engagement.alternatives.filter(withdrawn_at__isnull=True)


def matrix_of(engagement: Engagement) -> Asking[tuple[list[Alternative], list[MatrixRow]]]:
    """Ask for the options, and for each concern with its cells under them."""
    options, themes = options_of(engagement), standing_themes(engagement)
    cells = MatrixCell.objects.filter(theme__engagement=engagement, removed_at__isnull=True)
    yield options, themes, cells
    places: dict[int, list[MatrixCell]] = defaultdict(list)
    for cell in cells:
        places[cell.theme_id].append(cell)
    return list(options), [_matrix_row(theme, places[theme.pk], list(options)) for theme in themes]


def panel_word(engagement: Engagement) -> Asking[PanelWord]:
    """Ask what the panel says of the table."""
    there = PanelMember.objects.filter(engagement=engagement, left_at__isnull=True)
    members = counted(there)
    voices = PanelVoice.objects.filter(member__in=there.order_by(), replaced_at__isnull=True)
    yield members, voices
    return PanelWord(
        number_of(members),
        sum(voice.confirms for voice in voices),
        [voice for voice in voices if not voice.confirms],
    )


def _matrix_row(theme: Theme, places: list[MatrixCell], options: list[Alternative]) -> MatrixRow:
    by_option = {cell.alternative_id: cell for cell in places}
    return MatrixRow(theme, [by_option.get(option.pk) for option in options], by_option.get(None))
