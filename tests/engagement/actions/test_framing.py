"""Framing and announcing: nothing is promised before all of it is written down, and nothing written down changes afterwards."""

from __future__ import annotations

import pytest

from engagement.actions.engagements import announce, frame, reword
from engagement.models import Engagement
from initiatives.models import Initiative, LedgerEntry, Record
from initiatives.rules.refusals import RuleBroken
from tests.factories.engagements import WORDS, make_announced, make_framed, make_open
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")


def test_announcing_names_everything_that_is_missing_with_its_address(people: People) -> None:
    made = frame(title=WORDS.title, question=WORDS.question, level=2, by=people.backbone)
    with pytest.raises(RuleBroken) as refused:
        announce(engagement=made, by=people.backbone)
    sentences = " ".join(sentence for sentence, _address in refused.value.missing)
    for owed in ("already fixed", "still open", "Who decides", "authority", "affected", "taking part may cost",
                 "figures", "Dates are missing"):  # fmt: skip
        assert owed in sentences
    assert all(address.startswith(made.record.url) for _sentence, address in refused.value.missing)


def test_an_announcement_makes_the_promise_public_and_keeps_it_in_the_ledger(people: People) -> None:
    made = make_announced(by=people.backbone)
    assert made.state == Engagement.State.ANNOUNCED
    assert made.record.state == Record.State.PUBLISHED
    assert LedgerEntry.objects.filter(
        kind="engagement.announce", about=f"engagement:{made.record.number}"
    ).exists()


def test_what_was_announced_is_never_reworded(people: People) -> None:
    made = make_announced(by=people.backbone)
    with pytest.raises(RuleBroken, match="fixed"):
        reword(engagement=made, words=WORDS, by=people.backbone)


def test_a_question_opens_after_its_notice(people: People) -> None:
    assert make_open(by=people.backbone).state == Engagement.State.OPEN


def test_the_difficulty_is_not_framed_without_the_opportunity(people: People) -> None:
    made = make_framed(by=people.backbone)
    words = WORDS.__class__(title=WORDS.title, question=WORDS.question, difficulty={"en": "It is hard."})
    with pytest.raises(RuleBroken) as refused:
        reword(engagement=made, words=words, by=people.backbone)
    assert refused.value.field == "opportunity"


@pytest.mark.parametrize("who", ["resident", "partner", "funder"])
def test_only_facilitators_frame(people: People, who: str) -> None:
    with pytest.raises(RuleBroken, match="facilitate"):
        frame(title=WORDS.title, question=WORDS.question, level=2, by=getattr(people, who))


def test_the_room_shows_the_promise_word_for_word(people: People, initiative: Initiative, client_of) -> None:  # type: ignore[no-untyped-def]
    made = make_open(by=people.backbone)
    for reader in (None, people.resident, people.backbone):
        page = client_of(reader).get(made.record.url).content.decode()
        assert "We will keep you informed, listen to your input and feedback" in page
        assert "There is money for two hubs." in page
