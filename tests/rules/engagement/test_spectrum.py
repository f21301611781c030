"""The five levels and their promises."""

from __future__ import annotations

from hashlib import sha256

import pytest

from engagement.rules.spectrum import SPECTRUM, VERSION, Level, promise

# The sentences as they stood when they were first promised. A new wording needs a new version, never another hash.
PROMISED = {
    1: {
        Level.INFORMING: "7bc3964d702c633d",
        Level.CONSULTING: "5278175026df6431",
        Level.INVOLVING: "bf546c4c7833625a",
        Level.COLLABORATING: "b4ec8838be13da97",
        Level.EMPOWERING: "5a61de6934e985e0",
    }
}


def test_the_levels_rise_from_informing_to_empowering() -> None:
    assert [said.level for said in SPECTRUM] == sorted(Level)
    assert Level.INFORMING < Level.CONSULTING < Level.INVOLVING < Level.COLLABORATING < Level.EMPOWERING


@pytest.mark.parametrize("level", Level)
def test_a_promise_reads_as_when_it_was_made(level: Level) -> None:
    said = promise(level)
    assert said.level is level
    words = "\n".join([said.objective["en"], said.message["en"], said.examples["en"]])
    assert sha256(words.encode()).hexdigest()[:16] == PROMISED[VERSION][level]


def test_the_highest_level_promises_to_carry_out_what_people_decide() -> None:
    assert promise(Level.EMPOWERING).message["en"] == "We will implement what you decide"
