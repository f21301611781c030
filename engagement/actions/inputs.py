"""What people say: taken with a receipt, acknowledged by a person, taken back by whoever said it, never edited. S5."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from engagement.actions.contributors import tell
from engagement.actions.input_codes import make_receipt, receipt_code
from engagement.actions.permitting import permit, permit_anybody
from engagement.models import (
    Answer,
    Engagement,
    Input,
    InputContact,
    InputGroup,
    PromiseeVoice,
    PromiseeVote,
    Prompt,
    Session,
    Told,
)
from engagement.rules.input_law import InputDeed, input_missing
from engagement.rules.inputs import (
    Asked,
    Door,
    Fault,
    Said,
    answer_hash,
    door,
    faults,
    input_hash,
    says_something,
)
from engagement.rules.spectrum_table import Deed
from initiatives import clock
from initiatives.models import Attachment, Category, Person
from initiatives.own_words import ERASED_WORDS
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken

Channel = Input.Channel


@dataclass(frozen=True, slots=True)
class Contribution:
    """All that comes with an input: by which way, who wrote it if they have an account, and how to reach them."""

    said: Sequence[Said]
    channel: str = Channel.WEB
    contributor: Person | None = None
    session: Session | None = None
    groups: Sequence[Category] = ()
    email: str = ""
    language: str = ""
    sent_as: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who typed in what somebody wrote on paper or said by phone, and the scan or note that shows it."""

    by: Person
    scan: Attachment | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a contributor gets at once: the input, its number, and the code of the page that tells what becomes of it."""

    input: Input
    code: str


def door_of(engagement: Engagement) -> Door:
    """Return whether an engagement listens now."""
    return door(
        level=engagement.level,
        state=engagement.state,
        opens=engagement.opens_at,
        closes=engagement.input_closes_at,
        now=clock.now(),
    )


def prompts_of(engagement: Engagement) -> list[Prompt]:
    """Return the questions of an engagement in their order."""
    return list(engagement.prompts.filter(removed_at__isnull=True))


@transaction.atomic
def give_input(*, engagement: Engagement, what: Contribution) -> Receipt:
    """Take what somebody says; the same form sent twice (`sent_as`) is one input with one receipt.

    Raises RuleBroken when the engagement does not listen now (server time, inside this transaction), for whoever speaks as
    staff, and when an answer is wrong; `field` names the question then.
    """
    engagement = _held(engagement)
    earlier = _sent_before(engagement, what)
    if earlier is not None:
        return earlier
    _check_door(engagement, Door.OPEN)
    permit_anybody(Deed.GIVE_INPUT, engagement=engagement, by=what.contributor)
    receipt = write_input(engagement, what)
    record("input.received", by=None, about=engagement, facts={"number": receipt.input.number})
    tell(receipt.input, Told.What.RECEIVED)
    return receipt


def write_input(engagement: Engagement, what: Contribution, entry: Entry | None = None) -> Receipt:
    """Write an input with its answers and its receipt. The caller holds the engagement and has checked its door."""
    prompts = prompts_of(engagement)
    _check_answers(prompts, what.said)
    sent_as = (what.sent_as or secrets.token_hex(16))[:80]
    last = engagement.inputs.aggregate(last=Max("number"))["last"] or 0
    salted = [(said, secrets.token_hex(16)) for said in _in_order(prompts, what.said)]
    given = Input.objects.create(
        engagement=engagement,
        number=last + 1,
        channel=what.channel,
        session=what.session,
        contributor=what.contributor,
        receipt=make_receipt(engagement, sent_as),
        sent_as=sent_as,
        words_hash=input_hash([answer_hash(said, salt=salt) for said, salt in salted]),
        received_at=clock.now(),
        entered_by=entry.by if entry else None,
        scan=entry.scan if entry else None,
        note=entry.note if entry else "",
    )
    _write_answers(given, salted, what)
    return Receipt(given, receipt_code(engagement.pk, sent_as))


@transaction.atomic
def withdraw_input(*, given: Input, by: Person | None) -> None:
    """Let the author take an input back: the words go, a tombstone stays in the count. S5.

    `by` is None for whoever holds the receipt. Raises RuleBroken for anybody else than the author.
    """
    given = held_input(given)
    if given.withdrawn_at is not None:
        return
    wrong = input_missing(InputDeed.WITHDRAW, is_author=by is None or given.contributor_id == by.pk)
    if wrong:
        raise RuleBroken(_(wrong[0].sentence.pattern))
    given.withdrawn_at = clock.now()
    given.save(update_fields=["withdrawn_at"])
    erase_input(given)
    record("input.withdrawn", by=None, about=given.engagement, facts={"number": given.number})


@transaction.atomic
def claim_input(*, given: Input, by: Person) -> None:
    """Let whoever holds the receipt keep an input with their account, so that they are told there."""
    given = held_input(given)
    if given.contributor_id not in (None, by.pk):
        raise RuleBroken(_("These words are kept with another account already."))
    if given.contributor_id is None:
        given.contributor = by
        given.save(update_fields=["contributor"])
        _merge_voices(given, by)
        record("input.claimed", by=None, about=given.engagement, facts={"number": given.number})


def _merge_voices(given: Input, by: Person) -> None:
    """Let the voice of a receipt in a vote that runs be its owner's own; who has spoken with the account keeps that one."""
    running = PromiseeVote.objects.filter(engagement=given.engagement, closed_at__isnull=True)
    for vote in running.select_for_update().order_by("pk"):
        voice = PromiseeVoice.objects.filter(vote=vote, input=given)
        if PromiseeVoice.objects.filter(vote=vote, person=by).exists():
            voice.delete()
        else:
            voice.update(person=by, input=None)


@transaction.atomic
def acknowledge(*, engagement: Engagement, inputs: Iterable[Input], by: Person) -> int:
    """Note that a person has read inputs, and say so to whoever can be reached. C2. Returns how many are new."""
    permit(Deed.ACKNOWLEDGE_INPUT, engagement=engagement, by=by)
    keys = [each.pk for each in inputs]
    rows = Input.objects.counted().filter(engagement=engagement, pk__in=keys, acknowledged_at__isnull=True)
    new = list(rows.select_for_update(of=("self",)))
    for given in new:
        given.acknowledged_at, given.acknowledged_by = clock.now(), by
        given.save(update_fields=["acknowledged_at", "acknowledged_by"])
        tell(given, Told.What.READ)
    if new:
        record("input.acknowledged", by=by, about=engagement, facts={"count": len(new)})
    return len(new)


def erase_input(given: Input) -> None:
    """Empty the words of an input, how to reach its author, and to which groups they belong. Its salted hash stays."""
    given.answers.filter(erased_at__isnull=True).update(
        words=ERASED_WORDS, choices=[], scale=None, place="", salt="", erased_at=clock.now()
    )
    InputContact.objects.filter(input=given).delete()
    InputGroup.objects.filter(input=given).delete()


def held_input(given: Input) -> Input:
    """Return an input, locked until the transaction ends."""
    return (
        Input.objects.select_for_update(of=("self",))
        .select_related("engagement__record", "contributor")
        .get(pk=given.pk)
    )


def held_engagement(engagement: Engagement, *doors: Door) -> Engagement:
    """Return an engagement, locked; raises RuleBroken where its door is none of `doors`."""
    found = _held(engagement)
    _check_door(found, *doors)
    return found


def _held(engagement: Engagement) -> Engagement:
    return Engagement.objects.select_for_update(of=("self",)).select_related("record").get(pk=engagement.pk)


def _sent_before(engagement: Engagement, what: Contribution) -> Receipt | None:
    if not what.sent_as:
        return None
    earlier = engagement.inputs.filter(sent_as=what.sent_as[:80]).first()
    return Receipt(earlier, receipt_code(engagement.pk, earlier.sent_as)) if earlier else None


def _check_door(engagement: Engagement, *doors: Door) -> None:
    found = door_of(engagement)
    if found not in doors:
        raise RuleBroken(refusal_at(found), missing=((_("See where it stands"), engagement.record.url),))


def _check_answers(prompts: Sequence[Prompt], said: Sequence[Said]) -> None:
    asked = [
        Asked(each.pk, each.kind, len(each.choices), each.is_several, each.is_required) for each in prompts
    ]
    for key, fault in faults(asked, said).items():
        raise RuleBroken(fault_words(fault), field=f"prompt_{key}")
    if not prompts:
        raise RuleBroken(_("There is no question to answer yet. Add one before people are asked."))


def _in_order(prompts: Sequence[Prompt], said: Sequence[Said]) -> list[Said]:
    given = {each.key: each for each in said if says_something(each)}
    return [given[each.pk] for each in prompts if each.pk in given]


def _write_answers(given: Input, salted: Sequence[tuple[Said, str]], what: Contribution) -> None:
    Answer.objects.bulk_create(
        Answer(
            input=given,
            prompt_id=said.key,
            words=said.words.strip(),
            language=what.language,
            choices=sorted(set(said.choices)),
            scale=said.scale,
            place=said.place.strip(),
            salt=salt,
        )
        for said, salt in salted
    )
    InputGroup.objects.bulk_create(InputGroup(input=given, category=each) for each in set(what.groups))
    if what.email:
        InputContact.objects.create(input=given, email=what.email.lower(), language=what.language)


def refusal_at(found: Door) -> str:
    """Return why nothing can be said now, and what to do, in the reader's words."""
    return {
        Door.NOT_AT_THIS_LEVEL: _(
            "This is news, not a question: nothing is collected here. You can ask a question, and it will be answered."
        ),
        Door.NOT_ANNOUNCED: _("This question has not been announced yet. Come back when it is."),
        Door.NOT_YET: _("This question is not open yet. See its dates."),
        Door.CLOSED: _("This question is closed. See what came of it."),
        Door.WITHDRAWN: _("This question was withdrawn. See why."),
        Door.OPEN: _("This question is still open."),
    }[found]


def fault_words(fault: Fault) -> str:
    """Return what is wrong with an answer and how to put it right."""
    return {
        Fault.MISSING: _("Please answer this question."),
        Fault.TOO_LONG: _("Please keep it under 4,000 letters."),
        Fault.NO_SUCH_CHOICE: _("Please choose from the list."),
        Fault.ONLY_ONE: _("Please choose one only."),
        Fault.OFF_THE_SCALE: _("Please choose a number from 1 to 5."),
    }[fault]
