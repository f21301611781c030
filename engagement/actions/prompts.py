"""What people are asked, question by question: in words, by choosing, on a scale, or with a place."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.actions.permitting import permit
from engagement.actions.stepping import locked
from engagement.models import Engagement, Prompt
from engagement.rules.recipes import Recipe
from engagement.rules.spectrum import Level
from engagement.rules.stages import Transition
from initiatives import clock
from initiatives.identity import change_record
from initiatives.models import Person, in_languages
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]
FEWEST_CHOICES = 2
BEFORE_ANSWERS = (Engagement.State.DRAFT, Engagement.State.ANNOUNCED)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: how it is answered, its words, and what can be chosen."""

    kind: str
    words: Texts
    choices: tuple[Texts, ...] = field(default=())
    is_several: bool = False
    is_required: bool = True


@transaction.atomic
def ask(*, engagement: Engagement, asked: Asked, by: Person) -> Prompt:
    """Add a question at the end. Raises RuleBroken at INFORMING, once people answer, and for a choice of less than two."""
    engagement = _still_quiet(engagement, by)
    _check(asked)
    made = Prompt.objects.create(
        engagement=engagement,
        position=engagement.prompts.count(),
        kind=asked.kind,
        words=asked.words,
        choices=list(asked.choices),
        is_several=asked.is_several,
        is_required=asked.is_required,
    )
    _touch(engagement, by)
    return made


@transaction.atomic
def take_out(*, prompt: Prompt, by: Person) -> None:
    """Take a question out before anybody answers it; it stays in the history."""
    engagement = _still_quiet(prompt.engagement, by)
    prompt.removed_at = clock.now()
    prompt.save(update_fields=["removed_at"])
    _touch(engagement, by)


def set_out(engagement: Engagement, recipe: Recipe) -> None:
    """Write the questions of a recipe into a new engagement, in the initiative's languages."""
    languages = engagement.initiative.languages
    for position, each in enumerate(recipe.prompts):
        Prompt.objects.create(
            engagement=engagement,
            position=position,
            kind=each.kind,
            words=in_languages(languages, each.text),
            choices=[in_languages(languages, choice) for choice in each.choices],
            is_required=each.is_required,
        )


def _still_quiet(engagement: Engagement, by: Person) -> Engagement:
    engagement = locked(engagement)
    permit(Transition.OPEN, engagement=engagement, by=by)
    if engagement.level == Level.INFORMING:
        raise RuleBroken(
            _(
                "At this level nothing asks people for input: nobody has promised to use it. Raise the level first."
            )
        )
    if engagement.state not in BEFORE_ANSWERS:
        raise RuleBroken(_("People are answering already. What they are asked stays the same for everybody."))
    return engagement


def _check(asked: Asked) -> None:
    if not has_words(asked.words):
        raise RuleBroken(_("Write the question."), field="words")
    if asked.kind == Prompt.Kind.CHOICE and len(asked.choices) < FEWEST_CHOICES:
        raise RuleBroken(_("Write at least two things to choose from, one on each line."), field="choices")


def _touch(engagement: Engagement, by: Person) -> None:
    change_record(engagement.record)
    record("prompt.changed", by=by, about=engagement)
