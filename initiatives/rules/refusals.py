"""How a rule says no."""

from __future__ import annotations

from collections.abc import Callable


class Tongue:
    """How the sentences of rules get into the reader's language. Rules need no Django, so the app says how when it starts."""

    translate: Callable[[str], str] = staticmethod(str)


def gettext_noop(sentence: str) -> str:
    """Mark a sentence of a rule for the translators; it is translated when somebody reads it."""
    return sentence


class RuleBroken(Exception):
    """An action was refused. The sentence says what is wrong, why, and the next step, in the reader's words.

    `field` names the form field that it concerns, if any; `missing` lists what is still owed, each with an address.
    `keep` writes down that it was tried, where that is owed: whoever takes a refused write back calls it afterwards.
    """

    def __init__(
        self,
        sentence: str,
        *,
        field: str | None = None,
        missing: tuple[tuple[str, str], ...] = (),
        keep: Callable[[], object] | None = None,
    ) -> None:
        """Keep the sentence for the page."""
        super().__init__(sentence)
        self._sentence = sentence
        self.field = field
        self.missing = missing
        self.keep = keep

    @property
    def sentence(self) -> str:
        """What the reader is told."""
        return self._sentence
