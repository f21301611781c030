"""Engagements: framed, announced, and taken from stage to stage. Each transition is one action; the laws stand in the rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.contributors import owe_the_asking
from engagement.actions.input_codes import make_code
from engagement.actions.permitting import permit
from engagement.actions.prompts import set_out
from engagement.actions.stepping import locked, need_draft, share_draft, step
from engagement.actions.telling import tell_decision
from engagement.models import Alternative, Engagement, Framing
from engagement.rules.recipes import RECIPES, Recipe
from engagement.rules.spectrum import VERSION, Level
from engagement.rules.stages import Transition
from initiatives import clock
from initiatives.identity import change_record, give_record, publish_record
from initiatives.models import Body, Category, Clause, Person, Population, Record
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """What people read: the question, what is fixed and what is open, the difficulty and the opportunity."""

    title: Texts
    question: Texts
    fixed: Texts = field(default_factory=dict)
    still_open: Texts = field(default_factory=dict)
    difficulty: Texts = field(default_factory=dict)
    opportunity: Texts = field(default_factory=dict)
    no_alternative_because: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """Who decides and by what authority, for whom, by which ways people can speak, and with how much money.

    `participation_budget` is what taking part may cost: 0 is an answer, None is none. `channels` are of Input.Channel.
    """

    body: Body | None = None
    authority: Clause | None = None
    authority_decision: Record | None = None
    population: Population | None = None
    group_behind: Category | None = None
    channels: tuple[str, ...] = ()
    money: Decimal | None = None
    participation_budget: Decimal | None = None
    implement_by: date | None = None
    review_on: date | None = None


@transaction.atomic
def frame(*, title: Texts, question: Texts, level: int, by: Person, recipe: str = "") -> Engagement:
    """Begin to frame a question at a level; a recipe brings ways to speak and prompts of its own.

    Raises RuleBroken without a title or a question, and for a recipe of another level.
    """
    _need(title, "title", _("Give the question a short name."))
    _need(question, "question", _("Write what people are asked."))
    known = _known(recipe)
    if known is not None and known.level != level:
        raise RuleBroken(
            _("This way of working belongs to another level. Choose one of the two anew."), field="recipe"
        )
    made = Engagement.objects.create(
        record=give_record("engagement", title=title, path="decisions/{number}/", by=by),
        title=title,
        question=question,
        level=Level(level),
        promise_version=VERSION,
        recipe=recipe,
        channels=list(known.channels) if known else [],
    )
    permit(Transition.ANNOUNCE, engagement=made, by=by)
    if known is not None:
        set_out(made, known)
    record("engagement.framed", by=by, about=made, facts={"level": made.level})
    return made


@transaction.atomic
def reword(*, engagement: Engagement, words: Words, by: Person) -> None:
    """Write or change what people will read; only while it is framed. Raises RuleBroken afterwards."""
    engagement = locked(engagement)
    permit(Transition.ANNOUNCE, engagement=engagement, by=by)
    need_draft(engagement)
    _need(words.title, "title", _("Give the question a short name."))
    _need(words.question, "question", _("Write what people are asked."))
    if has_words(words.difficulty) != has_words(words.opportunity):
        raise RuleBroken(
            _(
                "Write both: what is difficult, and what could come of it. One without the other frames it askew."
            ),
            field="opportunity" if has_words(words.difficulty) else "difficulty",
        )
    _keep_words(engagement, words)
    _keep_framing(engagement, words, by=by)
    change_record(engagement.record, title=words.title)
    record("engagement.reworded", by=by, about=engagement)


@transaction.atomic
def set_up(*, engagement: Engagement, setting: Setting, by: Person) -> None:
    """Say who decides, for whom, by which ways people can speak, with how much money; only while it is framed."""
    engagement = locked(engagement)
    permit(Transition.ANNOUNCE, engagement=engagement, by=by)
    need_draft(engagement)
    for name in Setting.__dataclass_fields__:
        setattr(engagement, name, getattr(setting, name))
    engagement.channels = list(setting.channels)
    engagement.save(update_fields=list(Setting.__dataclass_fields__))
    share_draft(engagement)
    change_record(engagement.record)
    record("engagement.reworded", by=by, about=engagement)


@transaction.atomic
def open_channel(*, engagement: Engagement, channel: str, by: Person) -> None:
    """Add a way to speak, also once it is announced: more ways are always welcome, none is taken away."""
    engagement = locked(engagement)
    permit(Transition.OPEN, engagement=engagement, by=by)
    if engagement.level == Level.INFORMING:
        raise RuleBroken(
            _(
                "At this level nothing asks people for input: nobody has promised to use it. Raise the level first."
            )
        )
    if channel not in engagement.channels:
        engagement.channels = [*engagement.channels, channel]
        engagement.save(update_fields=["channels"])
        change_record(engagement.record)
        record("engagement.reworded", by=by, about=engagement)


@witnessed
def announce(*, engagement: Engagement, by: Person) -> Engagement:
    """Make the promise: it becomes public, and what was framed is frozen. Raises RuleBroken with all that is missing."""
    engagement = step(engagement, Transition.ANNOUNCE, by=by)
    publish_record(engagement.record, by=by)
    if engagement.level > Level.INFORMING:
        make_code(engagement=engagement, by=by)
    return engagement


@witnessed
def open_engagement(*, engagement: Engagement, by: Person) -> Engagement:
    """Open it, after the notice and not before the day that people were told."""
    return step(engagement, Transition.OPEN, by=by)


@witnessed
def close_input(*, engagement: Engagement, by: Person) -> Engagement:
    """End the time to speak, after the whole window."""
    return step(engagement, Transition.CLOSE_INPUT, by=by)


@witnessed
def freeze_options(*, engagement: Engagement, by: Person) -> Engagement:
    """Fix the options word for word; the database refuses to change them from now on."""
    engagement = step(engagement, Transition.FREEZE_OPTIONS, by=by)
    Alternative.objects.filter(engagement=engagement, frozen_at__isnull=True).update(frozen_at=clock.now())
    return engagement


@witnessed
def decide(*, engagement: Engagement, by: Person | None) -> Engagement:
    """Let what the group decided be the outcome. At EMPOWERING the machine does this when two tellers have certified."""
    engagement = step(engagement, Transition.DECIDE, by=by)
    tell_decision(engagement, by=by)
    return engagement


@witnessed
def report_back(*, engagement: Engagement, by: Person) -> Engagement:
    """Say that what was decided, why, and what became of people's words is out and was sent."""
    engagement = step(engagement, Transition.REPORT_BACK, by=by)
    owe_the_asking(engagement)
    return engagement


@witnessed
def begin_implementing(*, engagement: Engagement, by: Person | None) -> Engagement:
    """Begin to carry it out. At EMPOWERING it begins by itself: `by` is None and nobody else may."""
    return step(engagement, Transition.IMPLEMENT, by=by)


@witnessed
def complete(*, engagement: Engagement, by: Person) -> Engagement:
    """Say that everything promised is done. Raises RuleBroken while anything is owed."""
    return step(engagement, Transition.COMPLETE, by=by)


@witnessed
def withdraw(*, engagement: Engagement, reason: Texts, by: Person) -> Engagement:
    """Give a question up before it is decided, for a reason that everybody reads."""
    return step(engagement, Transition.WITHDRAW, by=by, reason=reason)


@witnessed
def reopen(*, engagement: Engagement, by: Person | None, reason: Texts | None = None) -> Engagement:
    """Take a decided question up again, when the people we promised or those who decided have called it back. S7.

    Its dates must be set anew; notice and time to speak begin again. `by` None: it goes back by itself (E5).
    """
    engagement = step(engagement, Transition.REOPEN, by=by, reason=reason)
    engagement.reopened_count += 1
    engagement.save(update_fields=["reopened_count"])
    return engagement


def _known(key: str) -> Recipe | None:
    return next((recipe for recipe in RECIPES if recipe.key == key), None)


def _keep_words(engagement: Engagement, words: Words) -> None:
    names = ["title", "question", "fixed", "still_open"]
    if any(getattr(engagement, name) != getattr(words, name) for name in names):
        engagement.worded_at = clock.now()
    for name in (*names, "no_alternative_because"):
        setattr(engagement, name, getattr(words, name))
    engagement.save(update_fields=[*names, "no_alternative_because", "worded_at"])


def _keep_framing(engagement: Engagement, words: Words, *, by: Person) -> None:
    if not has_words(words.difficulty):
        return
    said = {"difficulty": words.difficulty, "opportunity": words.opportunity}
    if Framing.objects.filter(engagement=engagement, **said).exists():
        return
    Framing.objects.update_or_create(
        engagement=engagement, defaults={**said, "written_at": clock.now(), "written_by": by}
    )


def _need(texts: Texts, field_name: str, sentence: str) -> None:
    if not has_words(texts):
        raise RuleBroken(sentence, field=field_name)
