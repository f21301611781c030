"""Each step through an engagement: who may, when, and everything that must be there first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from engagement.actions.alternatives import Draft, change_alternative, withdraw_alternative, write_alternative
from engagement.actions.engagements import (
    announce,
    close_input,
    decide,
    open_channel,
    open_engagement,
    reopen,
    withdraw,
)
from engagement.actions.levels import change_level
from engagement.actions.prompts import Asked, ask
from engagement.actions.statements import give_reasons, say
from engagement.actions.timetable import postpone
from engagement.models import Alternative, Engagement, LevelChange, Statement
from initiatives import clock
from initiatives.models import Event, LedgerEntry, Record
from initiatives.rules.refusals import RuleBroken
from tests.factories.engagements import make_announced, make_framed, make_open
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
OPTION = Draft(
    {"en": "Eastbank, school annex"}, {"en": "Two rooms."}, reasons_against={"en": "It is far from the bus."}
)
WHY = {"en": "The hall burned down."}


def sentences(refused: pytest.ExceptionInfo[RuleBroken]) -> str:
    """Return all that a refusal says."""
    return " ".join([refused.value.sentence, *(sentence for sentence, _address in refused.value.missing)])


# --- S1: level first ---------------------------------------------------------------------------------------------------
def test_no_option_is_written_before_the_level_is_announced(people: People) -> None:
    made = make_framed(by=people.backbone)
    with pytest.raises(RuleBroken, match="how much their word will weigh"):
        write_alternative(engagement=made, draft=OPTION, by=people.backbone)


def test_raising_the_level_is_allowed_and_keeps_the_old_promise(people: People) -> None:
    made = make_announced(by=people.backbone, level=2)
    change = change_level(engagement=made, to=3, reason={"en": "You asked for more."}, by=people.backbone)
    made.refresh_from_db()
    assert made.level == 3
    assert change is not None
    assert (change.from_level, change.to_level) == (2, 3)
    assert LedgerEntry.objects.filter(kind="engagement.level_raised").exists()


def test_lowering_once_open_needs_the_people_we_promised(people: People) -> None:
    made = make_open(by=people.backbone, level=2)
    with pytest.raises(RuleBroken) as refused:
        change_level(engagement=made, to=1, reason=WHY, by=people.backbone)
    assert "The people we promised must agree" in sentences(refused)
    assert not LevelChange.objects.exists()


def test_lowering_an_announced_level_needs_a_reason(people: People) -> None:
    made = make_announced(by=people.backbone, level=2)
    with pytest.raises(RuleBroken) as refused:
        change_level(engagement=made, to=1, reason={}, by=people.backbone)
    assert "A reason is missing" in sentences(refused)


# --- S2: clocks only lengthen ------------------------------------------------------------------------------------------
def test_it_does_not_open_before_its_notice_is_over(people: People) -> None:
    made = make_announced(by=people.backbone)
    with pytest.raises(RuleBroken) as refused:
        open_engagement(engagement=made, by=people.backbone)
    assert "of notice are still to pass" in sentences(refused)


def test_the_time_to_speak_is_not_closed_early(people: People) -> None:
    made = make_open(by=people.backbone)
    with pytest.raises(RuleBroken) as refused:
        close_input(engagement=made, by=people.backbone)
    assert "so much time was promised" in sentences(refused)


def test_a_date_moves_later_and_keeps_the_old_one(people: People) -> None:
    made = make_announced(by=people.backbone)
    assert made.decide_by is not None
    moved = postpone(
        engagement=made,
        which="decide_by",
        to=made.decide_by + timedelta(days=3),
        reason=WHY,
        by=people.backbone,
    )
    assert moved.was == made.decide_by


@pytest.mark.parametrize("days", [-1, 0])
def test_a_date_never_moves_earlier(people: People, days: int) -> None:
    made = make_announced(by=people.backbone)
    assert made.decide_by is not None
    with pytest.raises(RuleBroken):
        postpone(
            engagement=made,
            which="decide_by",
            to=made.decide_by + timedelta(days=days),
            reason=WHY,
            by=people.backbone,
        )


def test_the_opening_does_not_move_past_the_last_day_to_speak(people: People) -> None:
    made = make_announced(by=people.backbone)
    assert made.input_closes_at is not None
    with pytest.raises(RuleBroken, match="Move the last day first"):
        postpone(
            engagement=made,
            which="opens_at",
            to=made.input_closes_at + timedelta(days=1),
            reason=WHY,
            by=people.backbone,
        )


# --- S3: gates hold ----------------------------------------------------------------------------------------------------
def test_opening_at_level_two_needs_two_ways_to_speak_and_the_draft_analysis(people: People) -> None:
    with clock.at(clock.now() - timedelta(days=9)):
        made = make_announced(by=people.backbone, channels=("web",))
    with pytest.raises(RuleBroken) as refused:
        open_engagement(engagement=made, by=people.backbone)
    assert "at least 2 ways to speak" in sentences(refused)
    open_channel(engagement=made, channel="phone", by=people.backbone)
    say(
        engagement=made, kind=Statement.Kind.DRAFT_ANALYSIS, words={"en": "A first look."}, by=people.backbone
    )
    assert open_engagement(engagement=made, by=people.backbone).state == Engagement.State.OPEN


def test_deciding_is_refused_with_everything_that_is_owed_before(people: People) -> None:
    with clock.at(clock.now() - timedelta(days=60)):
        made = make_open(by=people.backbone, level=2)
    with clock.at(clock.now() - timedelta(days=20)):
        close_input(engagement=made, by=people.backbone)
    Engagement.objects.filter(pk=made.pk).update(state="options_frozen")
    made.steps.create(from_state="closed_to_input", to_state="options_frozen", by=people.backbone)
    with pytest.raises(RuleBroken) as refused:
        decide(engagement=made, by=people.backbone)
    said = sentences(refused)
    for owed in ("“What we heard”", "in a round that everybody can see coming", "say what speaks against"):
        assert owed in said


def test_a_step_that_does_not_come_next_is_refused(people: People) -> None:
    made = make_announced(by=people.backbone)
    with pytest.raises(RuleBroken) as refused:
        decide(engagement=made, by=people.backbone)
    assert "Take the steps in their order" in sentences(refused)


def test_a_question_is_not_taken_up_again_by_whoever_wants_to(people: People) -> None:
    made = make_open(by=people.backbone)
    with pytest.raises(RuleBroken):
        reopen(engagement=made, by=people.backbone)


def test_withdrawing_needs_a_reason_and_stays_on_record(people: People) -> None:
    made = make_open(by=people.backbone)
    with pytest.raises(RuleBroken) as refused:
        withdraw(engagement=made, reason={}, by=people.backbone)
    assert "A reason is missing" in sentences(refused)
    gone = withdraw(engagement=made, reason=WHY, by=people.backbone)
    assert gone.record.state == Record.State.WITHDRAWN


# --- Roles -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["partner", "resident", "funder"])
def test_only_those_who_facilitate_announce(people: People, who: str) -> None:
    made = make_framed(by=people.backbone)
    with pytest.raises(RuleBroken):
        announce(engagement=made, by=getattr(people, who))


def test_an_attempt_by_staff_at_level_five_is_refused_and_recorded_for_ever(people: People) -> None:
    made = make_open(by=people.backbone, level=2)
    Engagement.objects.filter(pk=made.pk).update(level=5)
    made.refresh_from_db()
    with pytest.raises(RuleBroken, match="professionals advise"):
        write_alternative(engagement=made, draft=OPTION, by=people.staff)
    assert Event.objects.filter(
        kind="engagement.attempt_refused", actor=people.staff, facts__deed="write option"
    ).exists()
    assert LedgerEntry.objects.filter(kind="engagement.attempt_refused").count() == 1
    assert not Alternative.objects.exists()


# --- Options and prompts -----------------------------------------------------------------------------------------------
def test_an_option_is_changed_in_versions_and_taken_out_with_a_reason(people: People) -> None:
    made = make_announced(by=people.backbone)
    option = write_alternative(engagement=made, draft=OPTION, by=people.backbone)
    changed = change_alternative(
        alternative=option, draft=Draft({"en": "Eastbank, annex"}, {"en": "Three rooms."}), by=people.backbone
    )
    assert (changed.version, changed.reasons_at) == (2, None)
    with pytest.raises(RuleBroken) as refused:
        withdraw_alternative(alternative=option, because={}, by=people.backbone)
    assert refused.value.field == "because"
    withdraw_alternative(alternative=option, because=WHY, by=people.backbone)
    with pytest.raises(RuleBroken, match="taken out"):
        change_alternative(alternative=option, draft=OPTION, by=people.backbone)


def test_the_same_words_again_are_no_new_version(people: People) -> None:
    made = make_announced(by=people.backbone)
    option = write_alternative(engagement=made, draft=OPTION, by=people.backbone)
    assert change_alternative(alternative=option, draft=OPTION, by=people.backbone).version == 1


def test_the_database_refuses_to_change_a_fixed_option(people: People) -> None:
    made = make_announced(by=people.backbone)
    option = write_alternative(engagement=made, draft=OPTION, by=people.backbone)
    Alternative.objects.filter(pk=option.pk).update(frozen_at=clock.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        Alternative.objects.filter(pk=option.pk).update(title={"en": "Another"})


def test_nothing_asks_people_at_level_one(people: People) -> None:
    made = make_framed(by=people.backbone, level=1)
    with pytest.raises(RuleBroken, match="nothing asks people"):
        ask(engagement=made, asked=Asked("text", {"en": "What do you think?"}), by=people.backbone)
    with pytest.raises(RuleBroken, match="nothing asks people"):
        open_channel(engagement=made, channel="web", by=people.backbone)


def test_what_people_are_asked_stays_the_same_once_they_answer(people: People) -> None:
    made = make_open(by=people.backbone)
    with pytest.raises(RuleBroken, match="answering already"):
        ask(engagement=made, asked=Asked("text", {"en": "One more?"}), by=people.backbone)


# --- Statements --------------------------------------------------------------------------------------------------------
def test_a_statement_gets_versions_and_none_is_ever_lost(people: People) -> None:
    made = make_open(by=people.backbone)
    second = say(engagement=made, kind="draft_analysis", words={"en": "A second look."}, by=people.backbone)
    assert second.version == 2
    assert Statement.objects.filter(engagement=made, kind="draft_analysis").count() == 2


def test_nothing_is_reported_back_before_it_is_decided(people: People) -> None:
    made = make_open(by=people.backbone)
    with pytest.raises(RuleBroken) as refused:
        say(engagement=made, kind="report_back", words={"en": "You said."}, by=people.backbone)
    assert "no place at this stage" in sentences(refused)


def test_only_a_legal_authority_with_a_document_says_that_it_cannot_be_done(people: People) -> None:
    made = make_open(by=people.backbone)
    Engagement.objects.filter(pk=made.pk).update(level=5, state="decided")
    made.steps.create(from_state="open", to_state="decided", by=None)
    with pytest.raises(RuleBroken) as refused:
        say(engagement=made, kind="impossible", words={"en": "The law forbids it."}, by=people.partner)
    assert "named legal authority" in sentences(refused)


def test_reasons_are_not_given_for_an_option_that_is_out(people: People) -> None:
    made = make_open(by=people.backbone)
    option = write_alternative(engagement=made, draft=OPTION, by=people.backbone)
    withdraw_alternative(alternative=option, because=WHY, by=people.backbone)
    option.refresh_from_db()
    with pytest.raises(RuleBroken) as refused:
        give_reasons(engagement=made, words={"en": "Because."}, alternative=option, by=people.backbone)
    assert refused.value.field == "alternative"
