"""What is owed is computed from facts and time, stored once, and what broke stays broken. SPECTRUM S3, E7."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engagement.actions.obligations import AT_ONCE, RECOMPUTE, recompute, recompute_when_due, wake
from engagement.actions.panels import leave_panel
from engagement.gathering.facts import facts_of
from engagement.models import Engagement, Obligation, PanelMember
from initiatives import clock
from initiatives.models import Due, Event, Initiative, LedgerEntry
from tests.factories.engagements import make_announced, make_framed, make_open
from tests.factories.inputs import make_prompt, say_something
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")


def stored(engagement: Engagement, code: str) -> Obligation:
    return Obligation.objects.get(engagement=engagement, code=code)


def broken_c2(people: People) -> Engagement:
    """An input that nobody acknowledged for far more than a month."""
    made = make_open(by=people.backbone, days_ago=1)
    make_prompt(made)
    say_something(made, "Please open on Saturdays")
    with clock.at(clock.now() + timedelta(days=60)):
        recompute(engagement=made)
    return made


def test_nothing_is_owed_while_a_question_is_framed(people: People) -> None:
    assert recompute(engagement=make_framed(by=people.backbone)) == ()
    assert not Obligation.objects.exists()


def test_every_part_of_the_promise_is_stored_once_with_the_hash_of_its_facts(people: People) -> None:
    made = make_open(by=people.backbone)
    make_prompt(made)
    recompute(engagement=made)
    recompute(engagement=made)
    rows = Obligation.objects.filter(engagement=made)
    assert {row.code for row in rows} == {"I1", "I2", "I3", "I4", "C1", "C2", "C3", "C4", "C5", "C6", "C7"}
    assert rows.count() == 11
    assert all(len(row.facts_hash) == 64 for row in rows)


def test_a_language_that_is_added_later_breaks_no_promise_of_before(
    people: People, inside_initiative: Initiative
) -> None:
    made = make_open(by=people.backbone)
    Initiative.objects.filter(pk=inside_initiative.pk).update(
        languages=["en", "es"], required_languages=["en", "es"]
    )
    recompute(engagement=Engagement.objects.get(pk=made.pk))
    assert stored(made, "I2").state == "kept"
    draft = Engagement.objects.get(pk=make_framed(by=people.backbone).pk)
    assert facts_of(draft).wording.required == {"en", "es"}


def test_computing_twice_changes_nothing_and_tells_nothing_twice(people: People) -> None:
    made = broken_c2(people)
    with clock.at(clock.now() + timedelta(days=60)):
        recompute(engagement=made)
        before = list(Obligation.objects.order_by("pk").values())
        events = Event.objects.count()
        recompute(engagement=made)
        assert list(Obligation.objects.order_by("pk").values()) == before
        assert Event.objects.count() == events


def test_an_obligation_is_late_as_soon_as_its_time_is_over(people: People) -> None:
    made = make_open(by=people.backbone)
    make_prompt(made)
    say_something(made, "Please open on Saturdays")
    with clock.at(clock.now() + timedelta(days=12)):
        recompute(engagement=made)
        assert stored(made, "C2").state == "late"
        assert Event.objects.filter(kind="obligation.late", facts__code="C2").count() == 1


def test_what_breaks_is_in_the_ledger_and_stays_broken(people: People) -> None:
    made = broken_c2(people)
    row = stored(made, "C2")
    assert row.state == "broken"
    assert row.broken_at is not None
    assert LedgerEntry.objects.filter(kind="obligation.broken", event__facts__code="C2").count() == 1
    for said in made.inputs.all():
        said.acknowledged_at, said.acknowledged_by = clock.now(), people.backbone
        said.save()
    recompute(engagement=made)
    assert stored(made, "C2").state == "broken"
    assert stored(made, "C2").broken_at == row.broken_at


def test_a_clock_is_wound_for_the_next_change(people: People) -> None:
    made = make_open(by=people.backbone)
    make_prompt(made)
    recompute(engagement=made)
    due = Due.objects.get(job=RECOMPUTE, key=str(made.record.number))
    assert clock.now() < due.due_at <= clock.now() + timedelta(days=1)


def test_no_clock_runs_for_a_question_that_was_withdrawn_and_owes_nothing(people: People) -> None:
    made = make_open(by=people.backbone)
    make_prompt(made)
    recompute(engagement=made)
    Obligation.objects.filter(engagement=made).update(state="kept")
    assert Due.objects.filter(job=RECOMPUTE, key=str(made.record.number)).exists()


def test_whatever_happens_wakes_the_computation_a_whole_second_later(people: People) -> None:
    made = make_open(by=people.backbone)
    wake(number=made.record.number)
    due = Due.objects.get(job=RECOMPUTE, key=f"{made.record.number}{AT_ONCE}")
    assert due.due_at > clock.now()
    assert due.due_at.microsecond == 0
    recompute_when_due(key=due.key)
    assert Obligation.objects.filter(engagement=made).exists()


def test_what_was_met_at_the_announcement_is_not_unmade_by_what_changes_later(people: People) -> None:
    made = make_announced(by=people.backbone, level=3, panel=(people.resident, people.partner))
    assert "V1" in made.steps.get(to_state="announced").met
    for member in PanelMember.objects.filter(engagement=made):
        leave_panel(member=member, by=people.backbone)
    recompute(engagement=made)
    row = stored(made, "V1")
    assert (row.state, row.broken_at, row.kept_at is None) == ("kept", None, False)


def test_a_key_of_nothing_is_let_pass() -> None:
    recompute_when_due(key="99999!")
