"""Numbers of partners, reminders, duties and cycles, through the actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core import mail

from communications.actions.of_lower_floors import send_reminder
from initiatives import clock
from initiatives.actions.erasure import erase_person
from initiatives.models import Due, Event, Initiative, JobRun, Learning
from initiatives.rules.refusals import RuleBroken
from measurement.actions.cycles import CyclePlan, begin_cycle, move_cycle
from measurement.actions.duties import REMIND, build_duties, end_duty, set_duty
from measurement.actions.imports import publish_import
from measurement.actions.programs import Said, add_program
from measurement.actions.reminders import letter_of, remind, remind_all
from measurement.actions.submissions import Typed, save_numbers, send_numbers
from measurement.duties import books_of
from measurement.models import Check, Cycle, FigureReminder, Import, Release, ReportingDuty, Submission
from measurement.rules.collecting import Standing
from measurement.rules.periods import month
from tests.factories.activities import make_activity
from tests.factories.collecting import make_count, make_duty, own_partner
from tests.factories.figures import NOTE
from tests.factories.indicators import make_indicator
from tests.personas import People

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FIGURES = ("2026-06,29", "2026-07,33", "2026-08,30", "2026-09,31")
OCTOBER = month(2026, 10)


@pytest.fixture
def duty(inside_initiative: Initiative, people: People) -> Iterator[ReportingDuty]:
    with clock.at(NOW):
        yield make_duty(people, make_count(people, *FIGURES))


def number(duty: ReportingDuty, value: str, **more: object) -> Typed:
    return Typed(duty, OCTOBER, value=Decimal(value), **more)  # type: ignore[arg-type]


def standing(duty: ReportingDuty) -> dict[str, Standing]:
    (book,) = books_of([duty], today=clock.today())
    return {one.period.label: one.standing for one in book.periods}


def test_a_number_of_a_partner_counts_only_when_the_backbone_publishes_it(
    duty: ReportingDuty, people: People
) -> None:
    sent = send_numbers(membership=own_partner(people), typed=[number(duty, "28")], by=people.partner)
    (figure,) = sent.figures.all()
    assert figure.brought is not None
    assert figure.brought.state == Import.State.CHECKED
    assert Release.objects.filter(indicator=duty.indicator).count() == 1
    assert standing(duty)["2026-10"] is Standing.SENT
    publish_import(import_=figure.brought, note=NOTE, by=people.backbone)
    assert standing(duty)["2026-10"] is Standing.RECEIVED


def test_whoever_may_publish_has_one_release_for_each_indicator_at_once(
    duty: ReportingDuty, people: People
) -> None:
    send_numbers(
        membership=own_partner(people), typed=[number(duty, "28")], by=people.backbone, may_publish=True
    )
    last = Release.objects.filter(indicator=duty.indicator).latest("number")
    assert (last.number, last.added, last.note) == (
        2,
        1,
        {"en": f"Reported by {own_partner(people).organization.name}"},
    )


def test_what_is_saved_is_not_sent_and_the_next_save_replaces_it(duty: ReportingDuty, people: People) -> None:
    for value in ("27", "28"):
        save_numbers(membership=own_partner(people), typed=[number(duty, value)], by=people.partner)
    saved = Submission.objects.get()
    assert [one.value for one in saved.figures.all()] == [Decimal(28)]
    assert saved.sent_at is None
    assert Import.objects.filter(uploaded_by=people.partner).count() == 0


def test_a_number_sent_again_takes_the_place_of_the_one_that_waits(
    duty: ReportingDuty, people: People
) -> None:
    for value in ("27", "28"):
        send_numbers(membership=own_partner(people), typed=[number(duty, value)], by=people.partner)
    states = Import.objects.filter(uploaded_by=people.partner).order_by("pk").values_list("state", flat=True)
    assert [*states] == [Import.State.DISCARDED, Import.State.CHECKED]


def test_an_odd_number_without_a_reason_is_refused_and_nothing_of_the_rest_is_kept(
    duty: ReportingDuty, people: People
) -> None:
    with pytest.raises(RuleBroken):
        send_numbers(membership=own_partner(people), typed=[number(duty, "310")], by=people.partner)


def test_the_reason_for_an_odd_number_goes_with_it_and_nobody_asks_again(
    duty: ReportingDuty, people: People
) -> None:
    why = {"en": "A second office opened"}
    typed = [number(duty, "310", kept_because=why)]
    sent = send_numbers(membership=own_partner(people), typed=typed, by=people.partner)
    check = Check.objects.get()
    assert (check.answer, check.why, check.found) == (Check.Answer.KEPT, why, Decimal(310))
    figure = sent.figures.select_related("brought__indicator__record").get()
    assert figure.brought is not None
    assert publish_import(import_=figure.brought, note=NOTE, by=people.backbone).added == 1


def test_provisional_numbers_are_published_as_such(duty: ReportingDuty, people: People) -> None:
    typed = [number(duty, "28", is_provisional=True)]
    send_numbers(membership=own_partner(people), typed=typed, by=people.backbone, may_publish=True)
    last = Release.objects.filter(indicator=duty.indicator).latest("number")
    assert last.observations.get().status == "provisional"


# --- Reminders ---------------------------------------------------------------------------------------------------------
def late(duty: ReportingDuty):  # type: ignore[no-untyped-def]
    return books_of([duty], today=clock.today())[0].wanted[0]


def test_a_reminder_is_mailed_once_a_step_with_the_way_to_the_page(
    duty: ReportingDuty, people: People, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    (sent,) = remind(duty=duty, wanted=late(duty), by=people.backbone)
    run = JobRun.objects.get(task="measurement.send_reminder")
    assert [send_reminder(reminder_id=run.arguments["reminder"]) for _twice in range(2)] == [True, False]
    (letter,) = mail.outbox
    assert "/stop/" in letter.extra_headers["List-Unsubscribe"]
    assert letter.to == [people.partner.email]
    assert "/i/harbor/results/mine/" in letter.body
    assert "October 2026" in letter.body
    assert sent.step == 2
    with pytest.raises(RuleBroken, match="reminded already"):
        remind(duty=duty, wanted=late(duty), by=people.backbone)


def test_the_morning_reminds_each_step_once_and_promises_the_next_morning(
    duty: ReportingDuty, people: People
) -> None:
    assert [remind_all(), remind_all()] == [1, 0]
    with clock.at(NOW + timedelta(days=15)):
        assert remind_all() == 1
    with clock.at(NOW + timedelta(days=22)):
        assert remind_all() == 1
    assert FigureReminder.objects.filter(period__label="2026-10").count() == 2
    assert Due.objects.filter(job=REMIND, key="daily").count() == 1


def test_nobody_gets_more_letters_in_a_month_than_the_bylaws_allow(
    duty: ReportingDuty, people: People
) -> None:
    for n in range(5):
        other = make_duty(people, make_count(people, *FIGURES, slug=f"count-{n}"))
        if n < 4:
            remind(duty=other, wanted=late(other), by=people.backbone)
    with pytest.raises(RuleBroken, match="Talk to them"):
        remind(duty=duty, wanted=late(duty), by=people.backbone)


# --- Duties ------------------------------------------------------------------------------------------------------------
def test_the_calendar_is_built_from_the_indicators_that_have_no_duty(
    duty: ReportingDuty, people: People
) -> None:
    make_indicator(by=people.backbone, slug="yearly")
    make_indicator(by=people.backbone, slug="now-and-then", frequency="irregular")
    assert build_duties(by=people.backbone) == 1
    assert build_duties(by=people.backbone) == 0


def test_a_duty_that_is_set_again_is_changed_and_an_ended_one_asks_for_nothing(
    duty: ReportingDuty, people: People
) -> None:
    again = set_duty(
        indicator=duty.indicator, membership=own_partner(people), days_after_period=90, by=people.backbone
    )
    assert (again.pk, again.days_after_period) == (duty.pk, 90)
    end_duty(duty=again, by=people.backbone)
    assert not ReportingDuty.objects.current(on=clock.today()).exists()


# --- Cycles ------------------------------------------------------------------------------------------------------------
def test_a_cycle_goes_through_its_steps_and_keeps_what_was_learned(
    inside_initiative: Initiative, people: People
) -> None:
    said = Said({"en": "Mentors"}, {"en": "Talks"}, {"en": "Students"})
    program = add_program(membership=own_partner(people), said=said, by=people.partner, slug="mentors")
    plan = CyclePlan({"en": "Call earlier"}, {"en": "Before noon"}, {"en": "More reached"}, date(2026, 10, 1))
    cycle = begin_cycle(program=program, plan=plan, by=people.partner)
    with pytest.raises(RuleBroken):
        move_cycle(cycle=cycle, words={"en": " "}, by=people.partner)
    for words in ("We called", "Seven of ten", "From now on"):
        cycle = move_cycle(cycle=cycle, words={"en": words}, by=people.partner)
    assert cycle.stage == Cycle.Stage.DONE
    learned = Learning.objects.get()
    assert (learned.expected, learned.happened) == ({"en": "More reached"}, {"en": "Seven of ten"})
    assert Event.objects.filter(kind="cycle.moved").count() == 3
    with pytest.raises(RuleBroken, match="complete"):
        move_cycle(cycle=cycle, words={"en": "more"}, by=people.partner)


def test_erasing_a_person_empties_the_reasons_they_gave(duty: ReportingDuty, people: People) -> None:
    typed = [number(duty, "310", kept_because={"en": "My own words"})]
    sent = send_numbers(membership=own_partner(people), typed=typed, by=people.partner)
    erase_person(person=people.partner, why="asked for it", by=None)
    assert "My own words" not in f"{Check.objects.get().why}{sent.figures.get().kept_because}"


@pytest.mark.parametrize(("leads", "page"), [(True, "plan/log/"), (False, "results/mine/")])
def test_the_letter_leads_to_the_quick_log_where_a_partner_logs_too(
    leads: bool, page: str, duty: ReportingDuty, people: People
) -> None:
    if leads:
        make_activity("Play morning", by=people.backbone, lead=own_partner(people))
    (sent,) = remind(duty=duty, wanted=late(duty), by=people.backbone)
    assert f"/i/harbor/{page}\n" in letter_of(sent, stop="https://x/stop/").body
