"""Minutes: amended by those who were there, public by themselves, corrected in the open. DOMAIN section 8, UX journey (g)."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.core import mail

from communications import tasks
from communications.actions.minutes import answer_amendment, ask_amendment, correct_minutes, publish_when_due
from communications.meetings.their_day import PUBLISH_MINUTES
from communications.models import Amendment, Meeting, Minutes, Passage
from communications.notifications import SEND, send_one, tell_everybody
from communications.rules.meetings import MinutesStage
from initiatives import clock
from initiatives.actions.bylaws import adopt_clause, create_document
from initiatives.actions.restrictions import lift_restriction, restrict
from initiatives.due import claim_ripe
from initiatives.models import Due, Event, Initiative, JobRun, LedgerEntry, Restriction
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role
from tests.factories.meetings import A_DAY, items_of, make_held, make_noticed, open_doors
from tests.factories.restrictions import group_of
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")


@pytest.fixture
def held(people: People) -> Meeting:
    """Give a meeting that was held with the resident and the partner there."""
    return make_held(people.backbone, people.resident, people.partner)


def hold_back(meeting: Meeting, people: People, *, until: datetime) -> Restriction:
    return restrict(
        record=meeting.record,
        ground="personal_data",
        reason={"en": "A name stands in it that must not."},
        expires_at=until,
        readers=[group_of(Role.DIRECTOR)],
        by=people.staff,
        scope=Restriction.Scope.FIELDS,
        fields=("minutes",),
    )


def due_for(meeting: Meeting) -> Due:
    return Due.objects.get(job=PUBLISH_MINUTES, key=str(meeting.record.number))


def test_the_day_of_publication_is_on_the_list_of_what_is_due(held: Meeting) -> None:
    assert due_for(held).due_at == held.minutes.publish_at == held.minutes.circulated_at + 10 * A_DAY


def test_minutes_are_not_published_before_their_day(held: Meeting) -> None:
    with clock.at(held.minutes.publish_at - timedelta(minutes=1)):
        assert not publish_when_due(number=held.record.number)
        assert Minutes.objects.get().stage is MinutesStage.SETTLING


def test_minutes_publish_themselves_once_on_their_day_and_the_ledger_keeps_their_hash(held: Meeting) -> None:
    with clock.at(held.minutes.publish_at):
        assert publish_when_due(number=held.record.number)
        assert not publish_when_due(number=held.record.number)
    minutes = Minutes.objects.get()
    assert minutes.published_at == minutes.publish_at
    assert Event.objects.get(kind="minutes.published").facts["sha256"] == minutes.sha256
    assert LedgerEntry.objects.filter(kind="minutes.published").count() == 1


def test_with_workers_down_for_a_day_they_are_public_in_time_and_the_ledger_tells_the_real_moment(
    held: Meeting, inside_initiative: Initiative
) -> None:
    back = held.minutes.publish_at + timedelta(days=1, hours=3)
    with clock.at(held.minutes.publish_at):
        assert Minutes.objects.get().stage is MinutesStage.PUBLISHED, "no job is needed for reading"
    with clock.at(back):
        claim_ripe()
        for run in JobRun.objects.filter(task=PUBLISH_MINUTES):
            tasks.publish_minutes(run.pk, initiative_id=inside_initiative.pk)
            tasks.publish_minutes(run.pk, initiative_id=inside_initiative.pk)
    assert Minutes.objects.get().published_at == back
    told = Event.objects.get(kind="minutes.published")
    assert (told.at, told.facts["days_late"]) == (back, 1)


def test_a_restriction_holds_them_back_and_its_end_lets_them_go(held: Meeting, people: People) -> None:
    opens = held.minutes.publish_at + 5 * A_DAY
    with clock.at(held.minutes.publish_at - A_DAY):
        hold_back(held, people, until=opens)
    with clock.at(held.minutes.publish_at):
        assert not publish_when_due(number=held.record.number)
        assert due_for(held).due_at == opens
    with clock.at(opens + timedelta(minutes=1)):
        assert publish_when_due(number=held.record.number)


def test_lifting_the_restriction_publishes_them_at_once(held: Meeting, people: People) -> None:
    with clock.at(held.minutes.publish_at - A_DAY):
        held_back = hold_back(held, people, until=held.minutes.publish_at + 5 * A_DAY)
    with clock.at(held.minutes.publish_at):
        publish_when_due(number=held.record.number)
    with clock.at(held.minutes.publish_at + A_DAY):
        lift_restriction(restriction=held_back, by=people.backbone)
        assert due_for(held).due_at == clock.now()
        assert publish_when_due(number=held.record.number)


def test_only_those_who_were_there_amend_and_only_for_seven_days(held: Meeting, people: People) -> None:
    item = items_of(held)[0]
    with clock.at(held.minutes.amend_until - timedelta(minutes=1)):
        with pytest.raises(RuleBroken, match="Only those who were there"):
            ask_amendment(item=item, words="I was not there.", by=people.funder)
        for _twice in range(2):
            ask_amendment(item=item, words="I said June.", by=people.resident)
    assert Amendment.objects.count() == 1
    with clock.at(held.minutes.amend_until), pytest.raises(RuleBroken, match="time for amendments is over"):
        ask_amendment(item=item, words="And July.", by=people.resident)


def test_an_amendment_is_taken_in_with_new_words_or_declined_with_a_reason(
    held: Meeting, people: People
) -> None:
    item = items_of(held)[0]
    with clock.at(held.minutes.circulated_at + A_DAY):
        first = ask_amendment(item=item, words="I said June.", by=people.resident)
        second = ask_amendment(item=item, words="Nobody agreed.", by=people.partner)
        answer_amendment(amendment=first, is_taken=True, words="They said June.", by=people.backbone)
        with pytest.raises(RuleBroken) as refused:
            answer_amendment(amendment=second, is_taken=False, by=people.backbone)
        assert refused.value.field == "answer"
        answer_amendment(amendment=second, is_taken=False, answer="Three agreed.", by=people.backbone)
        with pytest.raises(RuleBroken, match="has its answer already"):
            answer_amendment(amendment=first, is_taken=False, answer="No.", by=people.backbone)
    last = Passage.objects.order_by("-version").first()
    assert last is not None
    assert (last.version, last.words, last.because) == (2, "They said June.", "amendment")


def test_published_minutes_are_corrected_with_a_reason_and_the_old_words_stay(
    held: Meeting, people: People
) -> None:
    item = items_of(held)[0]
    with clock.at(held.minutes.publish_at - A_DAY), pytest.raises(RuleBroken, match="not public yet"):
        correct_minutes(item=item, words="Now so.", reason="A slip.", by=people.backbone)
    with clock.at(held.minutes.publish_at + A_DAY):
        with pytest.raises(RuleBroken) as refused:
            correct_minutes(item=item, words="Now so.", reason=" ", by=people.backbone)
        assert refused.value.field == "reason"
        correct_minutes(item=item, words="Now so.", reason="A slip.", by=people.backbone)
    assert [one.words for one in Passage.objects.order_by("version")] == ["", "Now so."]
    assert LedgerEntry.objects.filter(kind="minutes.corrected").exists()
    assert Minutes.objects.get().published_at is not None, "the correction wrote the publication down first"


def test_the_numbers_are_those_of_the_bylaws_when_the_meeting_ends(people: People) -> None:
    document = create_document(
        slug="our-rules", title={"en": "Rules"}, purpose={"en": "Ours"}, by=people.backbone
    )
    numbers = {"minutes_amend_days": Decimal(4), "minutes_days": Decimal(5)}
    adopt_clause(
        document=document,
        number="9.1",
        heading={"en": "Minutes"},
        words={"en": "Soon."},
        values=numbers,
        by=people.backbone,
    )
    minutes = make_held(people.backbone, people.resident).minutes
    assert minutes.amend_until == minutes.circulated_at + 4 * A_DAY
    assert minutes.publish_at == minutes.circulated_at + 5 * A_DAY


def letters_after(kind: str) -> list[str]:
    """Run the jobs that the last event of a kind asked for, twice; return who got a letter."""
    event = Event.objects.filter(kind=kind).latest("pk")
    mail.outbox.clear()
    for _twice in range(2):
        tell_everybody(event_id=event.pk)
    for run in JobRun.objects.filter(task=SEND, arguments__event=event.pk):
        send_one(event_id=event.pk, person=run.arguments.get("person"), contact=None)
    return sorted(letter.to[0] for letter in mail.outbox)


def test_notice_goes_to_the_seats_that_are_called_once_each(people: People) -> None:
    meeting = make_noticed(people.backbone)
    assert letters_after("meeting.noticed") == sorted([people.backbone.email, people.resident.email])
    assert meeting.record.url in str(mail.outbox[0].body)
    assert str(meeting) in mail.outbox[0].subject


def test_the_draft_goes_to_the_seats_and_to_those_who_were_there(held: Meeting, people: People) -> None:
    assert letters_after("minutes.circulated") == sorted(
        [people.backbone.email, people.resident.email, people.partner.email]
    )


def test_who_comes_late_to_a_running_meeting_is_there_for_its_draft(people: People) -> None:
    meeting = make_noticed(people.backbone)
    with clock.at(meeting.ends_at):
        open_doors(meeting, people.funder, by=people.backbone)
    assert meeting.attendance.count() == 1
