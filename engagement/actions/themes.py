"""Themes: what people said is sorted, never edited; what was sorted anew stays as a row that ended. S5."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from engagement.actions.inputs import held_engagement
from engagement.actions.permitting import permit
from engagement.models import Engagement, Input, Theme, ThemeInput
from engagement.rules.inputs import Door
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import Deed
from engagement.rules.stages import Stage
from engagement.rules.themes import takes_new_themes
from initiatives import clock
from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]
State = Engagement.State
SORTED_IN = frozenset({State.OPEN, State.CLOSED_TO_INPUT, State.OPTIONS_FROZEN})


@transaction.atomic
def make_theme(*, engagement: Engagement, title: Texts, by: Person, summary: Texts | None = None) -> Theme:
    """Make a theme: a few words for what several people said. Raises RuleBroken once the options are fixed (V3)."""
    engagement = sorting(engagement, by)
    if not takes_new_themes(Level(engagement.level), Stage(engagement.state)):
        raise RuleBroken(
            _(
                "The options are fixed, and the panel has seen where every theme stands among them: a new one would have no place. Put it under the theme that comes nearest."
            )
        )
    _check_title(title)
    last = engagement.themes.aggregate(last=Max("position"))["last"] or 0
    theme = Theme.objects.create(
        engagement=engagement,
        position=last + 1,
        title=title,
        summary=summary or {},
        made_at=clock.now(),
        made_by=by,
    )
    record("theme.made", by=by, about=engagement, facts={"theme": theme.pk})
    return theme


@transaction.atomic
def word_theme(*, theme: Theme, title: Texts, summary: Texts, by: Person) -> None:
    """Word a theme anew. What people said under it is not touched."""
    engagement = sorting(theme.engagement, by)
    _check_title(title)
    before = dict(theme.title)
    theme.title, theme.summary = title, summary
    theme.save(update_fields=["title", "summary"])
    record("theme.renamed", by=by, about=engagement, facts={"theme": theme.pk, "before": before})


@transaction.atomic
def merge_themes(*, theme: Theme, into: Theme, by: Person) -> None:
    """Let one theme go into another, with all that stands under it."""
    engagement = sorting(theme.engagement, by)
    if theme.pk == into.pk or theme.engagement_id != into.engagement_id:
        raise RuleBroken(_("Choose another theme of the same question."), field="into")
    if theme.merged_into_id or into.merged_into_id:
        raise RuleBroken(_("One of them went into another theme already. Choose the theme that is left."))
    inputs = Input.objects.filter(theme_inputs__theme=theme, theme_inputs__removed_at__isnull=True)
    for given in list(inputs):
        _put(given, into, by)
    _standing(theme).update(removed_at=clock.now(), removed_by=by)
    theme.merged_into = into
    theme.save(update_fields=["merged_into"])
    record("theme.merged", by=by, about=engagement, facts={"theme": theme.pk, "into": into.pk})


@transaction.atomic
def sort_inputs(*, theme: Theme, inputs: Iterable[Input], by: Person) -> int:
    """Put inputs under a theme; they stay under their other themes, too. Returns how many are new there."""
    engagement = sorting(theme.engagement, by)
    if theme.merged_into_id:
        raise RuleBroken(_("This theme went into another one. Choose that one."), field="theme")
    keys = [each.pk for each in inputs]
    new = sum(_put(given, theme, by) for given in engagement.inputs.counted().filter(pk__in=keys))
    if new:
        record("theme.sorted", by=by, about=engagement, facts={"theme": theme.pk, "count": new})
    return new


@transaction.atomic
def unsort_input(*, theme: Theme, given: Input, by: Person) -> None:
    """Take an input out of a theme; that it stood there stays readable."""
    engagement = sorting(theme.engagement, by)
    if _standing(theme).filter(input=given).update(removed_at=clock.now(), removed_by=by):
        record("theme.unsorted", by=by, about=engagement, facts={"theme": theme.pk, "number": given.number})


def sorting(engagement: Engagement, by: Person, deed: Deed = Deed.CLASSIFY_INPUT) -> Engagement:
    """Return the engagement, locked, for whoever may sort or answer what people said, while that may still change."""
    permit(deed, engagement=engagement, by=by)
    return while_sorting(engagement)


def while_sorting(engagement: Engagement) -> Engagement:
    """Return the engagement, locked, while themes may still change: not after it is decided."""
    engagement = held_engagement(engagement, Door.OPEN, Door.CLOSED)
    if engagement.state not in SORTED_IN:
        raise RuleBroken(
            _("It is decided: what people said and what became of it stands as it was answered.")
        )
    return engagement


def _put(given: Input, theme: Theme, by: Person) -> bool:
    _row, is_new = ThemeInput.objects.get_or_create(
        theme=theme, input=given, removed_at=None, defaults={"added_at": clock.now(), "added_by": by}
    )
    return is_new


def _standing(theme: Theme) -> QuerySet[ThemeInput]:
    return ThemeInput.objects.filter(theme=theme, removed_at__isnull=True)


def _check_title(title: Texts) -> None:
    if not has_words(title):
        raise RuleBroken(_("Give the theme a few words, such as “Buses after nine”."), field="title")
