"""What people say: taken in time, once, with a receipt; read by a person; taken back by whoever said it; never edited."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from communications.actions.contributors import tell_contributor
from engagement.actions.assisted import confirm_entry, discard_entry, enter_batch, enter_input, keep_scan
from engagement.actions.contributors import ask_for_ratings, tell_what_became
from engagement.actions.inputs import (
    Contribution,
    Entry,
    acknowledge,
    claim_input,
    give_input,
    prompts_of,
    withdraw_input,
)
from engagement.models import Answer, Engagement, Input, InputContact, InputGroup, Told
from engagement.rules.inputs import Said, answer_hash, input_hash
from initiatives import clock
from initiatives.actions.populations import add_category, add_dimension
from initiatives.models import Event, Initiative, JobRun, LedgerEntry, Record
from initiatives.own_words import ERASED_WORDS
from initiatives.passes import shown_code
from initiatives.rules.refusals import RuleBroken
from tests.factories.inputs import make_engagement, move_to, say_something
from tests.personas import People

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
    b"\x00\x00\x00\x0cIDATx\x9cc\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def engagement(inside_initiative: Initiative, people: People) -> Engagement:
    """Give a question that is open."""
    return make_engagement(by=people.backbone)


def one(engagement: Engagement, words: str, channel: str = "paper") -> Contribution:
    return Contribution(said=[Said(prompts_of(engagement)[0].pk, words=words)], channel=channel)


def test_each_input_gets_the_next_number_and_a_receipt_of_its_own(engagement: Engagement) -> None:
    receipts = [say_something(engagement, f"Words {n}") for n in range(3)]
    assert [receipt.input.number for receipt in receipts] == [1, 2, 3]
    assert len({receipt.code for receipt in receipts}) == 3
    assert all(len(receipt.code) == 12 for receipt in receipts)


def test_the_same_form_sent_twice_is_one_input(engagement: Engagement) -> None:
    first, second = (say_something(engagement, sent_as="a-key-of-the-form") for _ in range(2))
    assert (first.input.pk, first.code) == (second.input.pk, second.code)
    assert Input.objects.count() == 1


@pytest.mark.parametrize("state", ["draft", "announced", "closed_to_input", "decided", "completed"])
def test_nothing_is_taken_while_it_is_not_open(engagement: Engagement, state: str) -> None:
    move_to(engagement, state)
    with pytest.raises(RuleBroken) as refused:
        say_something(engagement)
    assert refused.value.missing
    assert Input.objects.count() == 0


def test_nothing_is_taken_after_the_deadline_although_nobody_has_closed_it(engagement: Engagement) -> None:
    assert engagement.input_closes_at is not None
    with clock.at(engagement.input_closes_at - timedelta(seconds=1)):
        say_something(engagement)
    with clock.at(engagement.input_closes_at), pytest.raises(RuleBroken, match="closed"):
        say_something(engagement)
    assert Input.objects.count() == 1


def test_no_input_is_taken_when_people_are_only_informed(
    inside_initiative: Initiative, people: People
) -> None:
    news = make_engagement(by=people.backbone, level=1)
    with pytest.raises(RuleBroken, match="news"):
        give_input(engagement=news, what=Contribution(said=[]))


def test_answers_must_answer_what_was_asked(inside_initiative: Initiative, people: People) -> None:
    asked = make_engagement(by=people.backbone, prompts=("text", "choice", "scale", "place"))
    text, choice, scale, place = prompts_of(asked)
    good = [
        Said(text.pk, words="Lights"),
        Said(choice.pk, choices=(1,)),
        Said(scale.pk, scale=4),
        Said(place.pk, place="Corner of Main and 2nd"),
    ]
    for wrong, at in (
        (Said(text.pk, words=" "), 0),
        (Said(text.pk, words="x" * 4001), 0),
        (Said(choice.pk, choices=(3,)), 1),
        (Said(choice.pk, choices=(0, 1)), 1),
        (Said(scale.pk, scale=6), 2),
        (Said(place.pk), 3),
    ):
        said = [*good[:at], wrong, *good[at + 1 :]]
        with pytest.raises(RuleBroken) as refused:
            give_input(engagement=asked, what=Contribution(said=said))
        assert refused.value.field == f"prompt_{wrong.key}"
    given = give_input(engagement=asked, what=Contribution(said=good)).input
    assert list(given.answers.values_list("choices", "scale", "place")[1:3]) == [([1], None, ""), ([], 4, "")]


def test_an_input_keeps_a_salted_hash_of_what_was_said(engagement: Engagement) -> None:
    given = say_something(engagement, "Lights on River Road").input
    answer = given.answers.get()
    said = Said(answer.prompt_id, words="Lights on River Road")
    assert given.words_hash == input_hash([answer_hash(said, salt=answer.salt)])
    assert given.words_hash != input_hash([answer_hash(said, salt="")])


def test_what_is_taken_back_leaves_a_tombstone_in_the_count_and_no_words(
    engagement: Engagement, people: People
) -> None:
    by = people.backbone
    group = add_category(
        dimension=add_dimension(name={"en": "Age"}, kind="age", by=by), name={"en": "Young"}, by=by
    )
    given = say_something(engagement, "My name is Ann", email="ann@people.example", groups=[group]).input
    withdraw_input(given=given, by=None)
    given.refresh_from_db()
    assert given.withdrawn_at is not None
    assert list(given.answers.values_list("words", "salt")) == [(ERASED_WORDS, "")]
    assert not InputContact.objects.exists()
    assert not InputGroup.objects.exists()
    assert engagement.inputs.counted().count() == 1
    assert engagement.inputs.shown().count() == 0


def test_nobody_but_the_author_takes_an_input_back(engagement: Engagement, people: People) -> None:
    given = say_something(engagement, contributor=people.resident).input
    with pytest.raises(RuleBroken, match="Only the person who said it"):
        withdraw_input(given=given, by=people.backbone)
    withdraw_input(given=given, by=people.resident)
    given.refresh_from_db()
    assert given.withdrawn_at is not None


def test_history_never_says_who_said_something(engagement: Engagement, people: People) -> None:
    given = say_something(engagement, contributor=people.resident).input
    withdraw_input(given=given, by=people.resident)
    told = Event.objects.filter(kind__startswith="input.")
    assert told.count() == 2
    assert not told.filter(actor=people.resident).exists()


def test_a_receipt_can_be_kept_with_one_account_only(engagement: Engagement, people: People) -> None:
    given = say_something(engagement).input
    claim_input(given=given, by=people.resident)
    given.refresh_from_db()
    assert given.contributor == people.resident
    with pytest.raises(RuleBroken, match="another account"):
        claim_input(given=given, by=people.partner)


def test_a_person_acknowledges_once_and_those_who_left_an_address_are_told(
    engagement: Engagement, people: People
) -> None:
    reachable = say_something(engagement, email="Ann@people.example").input
    quiet = say_something(engagement).input
    assert acknowledge(engagement=engagement, inputs=[reachable, quiet], by=people.backbone) == 2
    assert acknowledge(engagement=engagement, inputs=[reachable, quiet], by=people.staff) == 0
    reachable.refresh_from_db()
    assert reachable.acknowledged_by == people.backbone
    assert list(Told.objects.values_list("what", "input")) == [
        ("received", reachable.pk),
        ("read", reachable.pk),
    ]


def test_a_mail_tells_the_receipt_in_the_language_that_was_left(engagement: Engagement) -> None:
    receipt = say_something(engagement, email="ann@people.example")
    run = JobRun.objects.get(task="engagement.tell_contributor")
    tell_contributor(told_id=run.arguments["told"])
    tell_contributor(told_id=run.arguments["told"])
    assert len(mail.outbox) == 1
    sent = mail.outbox[0]
    assert sent.to == ["ann@people.example"]
    assert f"/receipt/{shown_code(receipt.code)}/" in str(sent.body)
    assert "Late buses" in str(sent.body)
    assert "You left this address" in str(sent.body)


def test_a_mail_to_an_account_does_not_say_that_an_address_was_left(
    engagement: Engagement, people: People
) -> None:
    given = say_something(engagement, contributor=people.resident).input
    assert tell_contributor(told_id=Told.objects.get(input=given).pk)
    sent = str(mail.outbox[0].body)
    assert "You left this address" not in sent
    assert "You said this with your account" in sent


def test_each_contributor_who_can_be_reached_is_told_once_what_became_of_their_words(
    engagement: Engagement, people: People
) -> None:
    say_something(engagement, email="ann@people.example")
    say_something(engagement, contributor=people.resident)
    say_something(engagement)
    gone = say_something(engagement, email="gone@people.example").input
    withdraw_input(given=gone, by=None)
    assert tell_what_became(engagement=engagement, by=people.backbone) == 2
    assert tell_what_became(engagement=engagement, by=people.backbone) == 2
    assert ask_for_ratings(engagement=engagement, by=None) == 2
    assert Told.objects.filter(what="answered").count() == 2
    assert Told.objects.filter(what="rate").count() == 2


# --- Paper and phone ------------------------------------------------------------------------------------------------------
def test_what_was_typed_in_counts_when_a_second_person_has_confirmed_it(
    engagement: Engagement, people: People
) -> None:
    entry = Entry(by=people.staff, note="Box 3, card 12")
    given = enter_input(engagement=engagement, what=one(engagement, "Benches"), entry=entry).input
    assert engagement.inputs.counted().count() == 0
    with pytest.raises(RuleBroken, match="yourself"):
        confirm_entry(given=given, by=people.staff)
    confirm_entry(given=given, by=people.backbone)
    assert engagement.inputs.counted().count() == 1
    assert LedgerEntry.objects.filter(kind="input.entry_confirmed").exists()
    with pytest.raises(RuleBroken, match="any more"):
        confirm_entry(given=given, by=people.backbone)


def test_what_was_typed_in_needs_something_to_compare_it_with(engagement: Engagement, people: People) -> None:
    with pytest.raises(RuleBroken, match="scan"):
        enter_input(engagement=engagement, what=one(engagement, "Benches"), entry=Entry(by=people.staff))
    with pytest.raises(RuleBroken, match="paper, by phone"):
        enter_input(
            engagement=engagement,
            what=one(engagement, "Benches", channel="web"),
            entry=Entry(by=people.staff, note="Box 3"),
        )


def test_a_scan_is_kept_where_the_public_never_looks(engagement: Engagement, people: People) -> None:
    scan = keep_scan(engagement=engagement, name="card.png", content=PNG, by=people.staff)
    again = keep_scan(engagement=engagement, name="card2.png", content=PNG, by=people.backbone)
    assert scan.record == again.record
    assert scan.record.state == Record.State.DRAFT
    given = enter_input(
        engagement=engagement, what=one(engagement, "Benches"), entry=Entry(by=people.staff, scan=scan)
    ).input
    assert given.scan == scan


def test_paper_that_arrived_in_time_is_typed_in_until_the_options_are_fixed(
    engagement: Engagement, people: People
) -> None:
    entry = Entry(by=people.staff, note="Box 3")
    move_to(engagement, "closed_to_input")
    enter_input(engagement=engagement, what=one(engagement, "Benches"), entry=entry)
    move_to(engagement, "options_frozen")
    with pytest.raises(RuleBroken, match="options are fixed"):
        enter_input(engagement=engagement, what=one(engagement, "Late"), entry=entry)


def test_what_was_typed_in_wrongly_is_discarded_and_never_counts(
    engagement: Engagement, people: People
) -> None:
    entry = Entry(by=people.staff, note="Box 3")
    given = enter_input(engagement=engagement, what=one(engagement, "Benchez"), entry=entry).input
    discard_entry(given=given, by=people.backbone)
    assert engagement.inputs.counted().count() == 0
    assert Answer.objects.get(input=given).words == ERASED_WORDS


def test_a_stack_of_cards_is_typed_in_as_a_whole_or_not_at_all(
    engagement: Engagement, people: People
) -> None:
    entry = Entry(by=people.staff, note="Cards of 12 May, box 3")
    cards = [one(engagement, f"Card {n}") for n in range(5)]
    assert len(enter_batch(engagement=engagement, contributions=cards, entry=entry)) == 5
    with pytest.raises(RuleBroken):
        enter_batch(engagement=engagement, contributions=[*cards, one(engagement, " ")], entry=entry)
    assert Input.objects.count() == 5
