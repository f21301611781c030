"""A refusal speaks the language of whoever reads it, with the sentences that stand inside of sentences."""

from __future__ import annotations

import pytest
from django.utils import translation

from engagement.models import Decision
from engagement.pages.addresses import in_words
from engagement.rules.decision_machine import STATE_WORDS, Event, State, after
from engagement.rules.impossible import SENTENCES, Impossible
from engagement.rules.machine import missing_for
from engagement.rules.sentences import say
from engagement.rules.spectrum import Level
from engagement.rules.stages import Stage, Transition
from tests.rules.engagement.kept import RULES, day, kept

SPANISH = {
    SENTENCES["only_once"]: "Solo una vez.",
    SENTENCES["notice_too_short"]: "Faltan {needed} días; quedan {left}.",
    "{owed} {done}": "{owed} {done}",
    "It is owed.": "Se debe.",
    "Open the vote": "Abrir la votación",
    "Close the vote": "Cerrar la votación",
    "Open for votes": "Abierta",
    "Report back": "Informar",
    "Framed": "Planteada",
    "{n} of 4 done.": "{n} de 4 hechos.",
}


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reader's language have a few sentences of its own."""
    monkeypatch.setattr(translation._trans, "gettext", lambda words: SPANISH.get(words, words))


def test_refusal_is_put_into_words_when_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    refusal = Impossible("only_once")
    monkeypatch.setattr(translation._trans, "gettext", lambda words: SPANISH.get(words, words))
    assert refusal.sentence == "Solo una vez."
    assert "reopened once" in str(refusal)


@pytest.mark.usefixtures("spoken")
def test_its_gaps_are_filled_after_it_was_translated() -> None:
    assert Impossible("notice_too_short", needed=7, left=2).sentence == "Faltan 7 días; quedan 2."


@pytest.mark.usefixtures("spoken")
def test_sentence_inside_a_sentence_is_translated_too() -> None:
    both = say("{owed} {done}", owed=say("It is owed."), done=say("{n} of 4 done.", n=2))
    assert in_words(both) == "Se debe. 2 de 4 hechos."
    assert str(both) == "It is owed. 2 of 4 done."


@pytest.mark.usefixtures("spoken")
def test_names_of_steps_and_stages_in_a_refusal_are_translated_too() -> None:
    with pytest.raises(Impossible) as refused:
        after(State.OPEN, Event.OPEN)
    for said in ("“Abrir la votación”", "“Abierta”", ": Cerrar la votación."):
        assert said in refused.value.sentence
    (missing,) = missing_for(
        Transition.REPORT_BACK, kept(Level.CONSULTING, Stage.DRAFT), now=day(0), rules=RULES
    )
    assert "“Informar”" in in_words(missing.sentence)
    assert "“Planteada”" in in_words(missing.sentence)


def test_a_state_has_the_same_name_in_a_refusal_as_on_its_page() -> None:
    assert {state.value: words for state, words in STATE_WORDS.items()}.items() <= {
        state.value: str(state.label) for state in Decision.State
    }.items()
