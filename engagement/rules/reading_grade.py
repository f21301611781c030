"""How hard an English text is to read: the school grade by the formula of Flesch and Kincaid. I2.

Kincaid, Fishburne, Rogers and Chissom, "Derivation of New Readability Formulas", Research Branch Report 8-75 (1975):
grade = 0.39 × words per sentence + 11.8 × syllables per word − 15.59. Syllables are estimated from vowels; the figure is
good to about one grade and only for English. Other languages have formulas of their own: no grade is shown for them.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

PER_WORD_OF_SENTENCE = Fraction("0.39")
PER_SYLLABLE_OF_WORD = Fraction("11.8")
LESS = Fraction("15.59")
FEWEST_WORDS = 20  # a grade of a headline says nothing

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_SENTENCE = re.compile(r"[.!?…]+(?=\s|$)|\n\s*\n")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouytd]ed|[^aeiouycgsxz]es)$")


def reading_grade(text: str) -> Decimal | None:
    """Return the grade with one decimal, never under 0; None for a text too short to say."""
    words = _WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return None
    sentences = sum(1 for part in _SENTENCE.split(text) if _WORD.search(part))
    spoken = sum(syllables(word) for word in words)
    grade = (
        PER_WORD_OF_SENTENCE * Fraction(len(words), sentences)
        + PER_SYLLABLE_OF_WORD * Fraction(spoken, len(words))
        - LESS
    )
    exact = Decimal(grade.numerator) / Decimal(grade.denominator)
    return max(exact, Decimal(0)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def syllables(word: str) -> int:
    """Estimate the syllables of an English word: groups of vowels, without a silent ending; at least one."""
    plain = word.lower().replace("’", "").replace("'", "")
    groups = len(_VOWELS.findall(plain))
    return max(1, groups - (1 if _SILENT.search(plain) else 0))
