"""What became of a theme and why, where it stands among the options, and what the panel says of that. C4, V3, V4."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.actions.themes import sorting, while_sorting
from engagement.models import Alternative, Disposition, Engagement, MatrixCell, PanelMember, PanelVoice, Theme
from engagement.rules import theme_facts
from engagement.rules.spectrum_table import Deed
from engagement.rules.themes import SHORTEST_REASON, as_compared, copied_reasons
from initiatives import clock
from initiatives.models import Person, Record
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]
Kind = Disposition.Kind
CHANGED = frozenset({Kind.ADOPTED, Kind.ADAPTED})
State = Engagement.State


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a theme: `reason` always, `passage` where something changed, `link` to where it went on."""

    kind: str
    reason: Texts
    passage: Texts = field(default_factory=dict)
    alternative: Alternative | None = None
    link: Record | None = None


@transaction.atomic
def dispose(*, theme: Theme, became: Became, by: Person) -> Disposition:
    """Say what became of a theme; an earlier answer stays readable.

    Raises RuleBroken for a reason under 40 letters, one that stands on more than a third of the themes, and where
    something changed without the passage that changed.
    """
    engagement = sorting(theme.engagement, by, Deed.ANSWER_THEME)
    _check(engagement, theme, became)
    Disposition.objects.filter(theme=theme, replaced_at__isnull=True).update(replaced_at=clock.now())
    made = Disposition.objects.create(
        theme=theme,
        kind=became.kind,
        reason=became.reason,
        passage=became.passage,
        alternative=became.alternative,
        link=became.link,
        at=clock.now(),
        by=by,
    )
    record("theme.answered", by=by, about=engagement, facts={"theme": theme.pk, "kind": became.kind})
    return made


@transaction.atomic
def place_concern(*, theme: Theme, alternative: Alternative | None, words: Texts, by: Person) -> MatrixCell:
    """Say in which option a concern is reflected and how; without an option, why it is reflected in none. V3."""
    engagement = _before_freezing(sorting(theme.engagement, by, Deed.ANSWER_THEME))
    if alternative is not None and alternative.engagement_id != engagement.pk:
        raise RuleBroken(_("This option belongs to another question."), field="alternative")
    if not has_words(words):
        raise RuleBroken(_("Say how the option reflects it, or why none does."), field="words")
    standing = MatrixCell.objects.filter(theme=theme, removed_at__isnull=True)
    other = standing.filter(alternative__isnull=alternative is not None)
    standing.filter(alternative=alternative).update(removed_at=clock.now())
    other.update(removed_at=clock.now())
    cell = MatrixCell.objects.create(theme=theme, alternative=alternative, words=words, at=clock.now(), by=by)
    record("theme.placed", by=by, about=engagement, facts={"theme": theme.pk, "cell": cell.pk})
    return cell


@transaction.atomic
def lift_place(*, cell: MatrixCell, by: Person) -> None:
    """Take back where a concern stands; that it stood there stays as a row that ended."""
    engagement = _before_freezing(sorting(cell.theme.engagement, by, Deed.ANSWER_THEME))
    if MatrixCell.objects.filter(pk=cell.pk, removed_at__isnull=True).update(removed_at=clock.now()):
        record("theme.place_lifted", by=by, about=engagement, facts={"cell": cell.pk})


@transaction.atomic
def say_for_panel(
    *,
    engagement: Engagement,
    confirms: bool,
    words: str,
    by: Person,
    first_choice: Alternative | None = None,
) -> PanelVoice:
    """Say as a member of the panel whether the table reflects what people said; a later word replaces it. V4.

    Raises RuleBroken for anybody else, and for a "no" without words.
    """
    engagement = _before_freezing(while_sorting(engagement))
    member = PanelMember.objects.filter(engagement=engagement, person=by, left_at__isnull=True).first()
    if member is None:
        raise RuleBroken(_("Only members of the panel confirm the table."))
    if not confirms and not words.strip():
        raise RuleBroken(_("Say what is missing: it will be printed above the table."), field="words")
    PanelVoice.objects.filter(member=member, replaced_at__isnull=True).update(replaced_at=clock.now())
    voice = PanelVoice.objects.create(
        member=member, confirms=confirms, words=words.strip(), first_choice=first_choice, at=clock.now()
    )
    record("panel.spoke", by=None, about=engagement)
    return voice


def _before_freezing(engagement: Engagement) -> Engagement:
    if engagement.state == State.OPTIONS_FROZEN:
        raise RuleBroken(_("The options are fixed. The table of concerns stands as the panel saw it."))
    return engagement


def _check(engagement: Engagement, theme: Theme, became: Became) -> None:
    if became.kind not in Kind.values:
        raise RuleBroken(_("Say what became of it."), field="kind")
    said = _plain(became.reason)
    if len(as_compared(said)) < SHORTEST_REASON:
        raise RuleBroken(
            _("Say why in at least 40 letters: people took the time to tell you."), field="reason"
        )
    if as_compared(said) in copied_reasons(_with_reason(engagement, theme, said)):
        raise RuleBroken(
            _("The same words stand under many themes already. Say what is true of this one."), field="reason"
        )
    if became.kind in CHANGED and not has_words(became.passage):
        raise RuleBroken(_("Show the passage that changed, so that people can see it."), field="passage")
    if became.alternative is not None and became.alternative.engagement_id != engagement.pk:
        raise RuleBroken(_("This option belongs to another question."), field="alternative")


def _with_reason(engagement: Engagement, theme: Theme, said: str) -> tuple[theme_facts.Theme, ...]:
    """Return the reasons of all themes, as they would stand with this one."""
    standing = Disposition.objects.filter(theme__engagement=engagement, replaced_at__isnull=True)
    reasons = {each.theme_id: _plain(each.reason) for each in standing} | {theme.pk: said}
    keys = engagement.themes.filter(merged_into__isnull=True).values_list("pk", flat=True)
    return tuple(theme_facts.Theme(key=str(key), reason=reasons.get(key, "")) for key in keys)


def _plain(texts: Texts) -> str:
    return next((text for text in texts.values() if text.strip()), "")
