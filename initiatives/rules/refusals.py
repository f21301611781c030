"""How a rule says no."""

from __future__ import annotations


class RuleBroken(Exception):
    """An action was refused. The sentence says what is wrong, why, and the next step, in the reader's words.

    `field` names the form field that it concerns, if any; `missing` lists what is still owed, each with an address.
    """

    def __init__(
        self, sentence: str, *, field: str | None = None, missing: tuple[tuple[str, str], ...] = ()
    ) -> None:
        """Keep the sentence for the page."""
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.missing = missing
