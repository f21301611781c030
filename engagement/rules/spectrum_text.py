"""The page about the spectrum as text, from the tables that the server obeys. `python -m engagement.rules.spectrum_text`.

It writes docs/spectrum.md; a test compares the committed file. The public page shows the same rows.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from engagement.rules.duties import DUTIES, OWED_AT, Duty, share_in_words
from engagement.rules.parameters import PARAMETERS, Parameter, rules_of
from engagement.rules.recipes import RECIPES
from engagement.rules.spectrum import SPECTRUM, Level
from engagement.rules.spectrum_table import GROUNDS, TABLE, Answer, Cell, Role, cell
from engagement.rules.stages import ARRIVES, course, steps

HEAD = """# The spectrum, as the server holds it

Written by `python -m engagement.rules.spectrum_text > docs/spectrum.md` from the tables that the server obeys; don’t edit it.
Numbers are the defaults; an initiative’s bylaws may change them within their limits. The laws may not be changed.
"""
SHORT: dict[Answer, str] = {
    Answer.ALLOWED: "**yes**",
    Answer.REFUSED: "no",
    Answer.REFUSED_AND_RECORDED: "no, recorded",
    Answer.ABSENT: "–",
}


def name_of(value: str) -> str:
    """Return a stable name as words: community_seat, community seat."""
    return value.replace("_", " ")


def duties_of(level: Level) -> tuple[Duty, ...]:
    """Return what a level owes, in the order of the specification."""
    return tuple(DUTIES[code] for code in OWED_AT[level])


def rows_of(level: Level) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    """Return the table of a level for a page: each deed by its name, with a cell for each role."""
    return tuple((deed.value, tuple(cell(level, deed, role) for role in Role)) for deed in TABLE)


def spectrum_text() -> str:
    """Return the whole document."""
    parts = [HEAD, *_of_levels(), *_of_grounds(), *_of_numbers(), *_of_recipes()]
    return "\n".join(parts) + "\n"


def _of_levels() -> Iterator[str]:
    rules = rules_of()
    for said in SPECTRUM:
        yield f"## {said.level.name}\n\n> {said.message['en']}\n\n{said.objective['en']}. {said.examples['en']}.\n"
        yield f"Course: {' → '.join(f'`{stage.value}`' for stage in course(said.level))}. Steps: {', '.join(name_of(step.value) for step in steps(said.level))}.\n"
        yield "| | when | what we owe | holds |\n|--|--|--|--|"
        for duty in duties_of(said.level):
            yield f"| {duty.code.value} | {duty.when} | {duty.in_words(rules)} | {ARRIVES[duty.gate].value} |"
        yield f"\n| | {' | '.join(name_of(role.value) for role in Role)} |\n|--|{'--|' * len(Role)}"
        for deed, row in rows_of(said.level):
            yield f"| {name_of(deed)} | {' | '.join(_short(each) for each in row)} |"
        yield ""


def _short(each: Cell) -> str:
    mark = "" if each.ground.letter in "y-" else f" ({name_of(each.ground.name)})"
    return SHORT[each.answer] + mark


def _of_grounds() -> Iterator[str]:
    yield "## What the answers mean\n\n| | answer | in words |\n|--|--|--|"
    for ground in GROUNDS.values():
        yield f"| {name_of(ground.name)} | {name_of(ground.answer.value)} | {ground.words} |"
    yield ""


def _of_numbers() -> Iterator[str]:
    yield "## The numbers\n\n| number | default | limits | key |\n|--|--|--|--|"
    for each in PARAMETERS:
        limits = f"{_amount(each, least=True)} to {_amount(each, least=False)}"
        yield f"| {each.name} | {_default(each)} | {limits} | `{each.key}` |"
    yield ""


def _default(each: Parameter) -> str:
    if each.unit == "share":
        return share_in_words(getattr(rules_of(), each.key))
    return f"{each.default} {each.unit}" if each.unit == "days" else str(each.default)


def _amount(each: Parameter, *, least: bool) -> str:
    return f"{each.least if least else each.most}"


def _of_recipes() -> Iterator[str]:
    yield "## Recipes\n\n| recipe | level | when to use it | questions | days: opens, closes, decides | rule |\n|--|--|--|--|--|--|"
    for each in RECIPES:
        days = ", ".join(
            "–" if day is None else str(day)
            for day in (each.dates.opens, each.dates.closes, each.dates.decides)
        )
        yield f"| {each.name} | {each.level.name} | {each.when_to_use} | {len(each.prompts)} | {days} | {each.rule.kind.value} |"


if __name__ == "__main__":
    sys.stdout.write(spectrum_text())
