"""What an indicator says of itself. The plain definition is for everybody, the technical one for whoever counts again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

Words = dict[str, str]  # {language: text}


@dataclass(frozen=True, slots=True)
class Definition:
    """Everything about an indicator that is words, unit or rhythm. Values of choices are those of the model.

    `unit_label` names what is counted ("students"); `multiplier` is 100 for percents, 1000 for a rate per 1,000.
    `sentence` is how a figure is said, with {figure} where it goes: "{figure} students graduated on time".
    """

    name: Words
    plain_definition: Words
    unit: str
    direction: str
    frequency: str
    multiplier: int = 100
    decimals: int = 0
    unit_label: Words = field(default_factory=dict)
    sentence: Words = field(default_factory=dict)
    technical_definition: Words = field(default_factory=dict)
    why_this_one: Words = field(default_factory=dict)
    who_is_missing: Words = field(default_factory=dict)
    source: Words = field(default_factory=dict)
    source_is_public: bool = True

    def fitting(self) -> Definition:
        """The same with the multiplier that its unit has: percents are of 100, counts and averages of 1."""
        if self.unit == "rate":
            return self
        return replace(self, multiplier=100 if self.unit == "percent" else 1)
