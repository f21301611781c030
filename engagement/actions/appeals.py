"""Appeals against hiding: what holds for whatever was hidden, what people sent and what they said in a conversation. S5."""

from __future__ import annotations

from django.utils.translation import gettext as _

from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken


def check_appeal(*, is_author: bool, is_over: bool, words: str) -> None:
    """Raise RuleBroken unless the author appeals for the first time and says why; `is_over`: appealed, or shown again."""
    if not is_author:
        raise RuleBroken(_("Only whoever said it can appeal."))
    if is_over:
        raise RuleBroken(_("A second person was asked already."))
    if not words.strip():
        raise RuleBroken(_("Say in a few words why it should be shown."), field="words")


def check_hearing(*, is_hider: bool, is_author: bool, is_waiting: bool, answer: dict[str, str]) -> None:
    """Raise RuleBroken unless a third person, neither hider nor author, answers an appeal that waits, with a reason."""
    if is_hider:
        raise RuleBroken(_("You hid it yourself. An appeal is heard by somebody else."))
    if is_author:
        raise RuleBroken(_("You wrote it yourself. An appeal is heard by somebody else."))
    if not is_waiting:
        raise RuleBroken(_("There is no appeal that waits for an answer."))
    if not has_words(answer):
        raise RuleBroken(_("Say why, so that whoever wrote it can read it."), field="answer")
