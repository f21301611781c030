"""A wave of the survey: an ask to each partner, one person's sheet kept as a draft, closed by itself. Issue 6, item 7."""

from __future__ import annotations

from datetime import timedelta

import pytest

from initiatives import clock
from initiatives.actions.asks import REMIND, remind
from initiatives.models import Ask, Body, Due, Event, Initiative, Membership, Person, RoleHolding, SeatTerm
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role
from measurement.actions.collaboration import KEEP, WavePlan, extend_wave, keep_wave, plan_wave
from measurement.actions.survey_answers import (
    save_closer,
    save_marks,
    save_rungs,
    send_sheet,
    take_over,
)
from measurement.models import SurveySheet, SurveyTie, SurveyWave
from measurement.rules.collaboration import Item, Part
from measurement.surveys import missing_parts
from tests.factories.partners import make_seat, seat_somebody
from tests.factories.people import give_role, make_person
from tests.factories.survey import DAYS, close, fill, make_partners, make_wave
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")


@pytest.fixture
def partners(people: People) -> list[Membership]:
    return make_partners(5, by=people.backbone)


@pytest.fixture
def wave(partners: list[Membership], people: People) -> SurveyWave:
    return make_wave(partners, by=people.backbone)


def sheet_of(wave: SurveyWave, partner: Membership) -> SurveySheet:
    return SurveySheet.objects.select_related("wave", "membership").get(wave=wave, membership=partner)


def kinds() -> list[str]:
    return list(
        Event.objects.filter(kind__startswith="survey.").order_by("pk").values_list("kind", flat=True)
    )


def test_each_partner_is_asked_by_the_ladder_of_asks(wave: SurveyWave, partners: list[Membership]) -> None:
    asks = Ask.objects.filter(membership__in=partners)
    assert asks.count() == len(partners)
    start = f"{wave.record.path}answer/?for="
    assert {one.place for one in asks} == {f"{start}{one.slug}" for one in partners}
    assert all(1 <= one.minutes <= 12 and one.due == wave.closes_on for one in asks)
    keep_wave(wave_id=wave.pk)
    assert Ask.objects.count() == len(partners)
    assert kinds() == ["survey.planned", "survey.opened"]


def test_a_partner_whose_month_is_full_is_asked_without_a_letter(
    partners: list[Membership], people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("initiatives.nudges.rule_value", lambda _key: 0)
    wave = make_wave(partners, by=people.backbone)
    assert wave.sheets.filter(ask__isnull=True).count() == len(partners)


def test_it_opens_on_its_day_and_closes_after_its_last(partners: list[Membership], people: People) -> None:
    today = clock.today(Initiative.objects.get(slug="harbor").zone)
    opens, closes = today + timedelta(days=3), today + timedelta(days=13)
    wave = plan_wave(plan=WavePlan({"en": "Later"}, opens, closes, partners), by=people.backbone)
    assert (wave.opened_at, Ask.objects.count()) == (None, 0)
    due = Due.objects.get(job=KEEP)
    with clock.at(due.due_at):
        keep_wave(wave_id=wave.pk)
    wave.refresh_from_db()
    assert wave.is_open
    extend_wave(wave=wave, closes_on=closes + timedelta(days=4), by=people.backbone)
    with clock.at(Due.objects.get(job=KEEP).due_at - timedelta(minutes=2)):
        keep_wave(wave_id=wave.pk)
    wave.refresh_from_db()
    assert wave.is_open
    with clock.at(Due.objects.get(job=KEEP).due_at):
        keep_wave(wave_id=wave.pk)
    wave.refresh_from_db()
    assert wave.closed_at is not None
    assert set(Ask.objects.values_list("state", "answered_by")) == {("lapsed", None)}
    assert not Event.objects.filter(kind="ask.withdrawn").exists()
    assert set(Event.objects.filter(kind="ask.lapsed").values_list("actor", flat=True)) == {None}


def test_more_time_moves_the_asks_and_their_reminders(wave: SurveyWave, people: People) -> None:
    asked = Ask.objects.first()
    assert asked is not None
    later = wave.closes_on + timedelta(days=10)
    with clock.at(clock.now() + timedelta(days=DAYS - 3)):
        assert remind(ask_id=asked.pk) is not None
        extend_wave(wave=wave, closes_on=later, by=people.backbone)
        waiting = Due.objects.filter(job=REMIND)
        assert set(Ask.objects.values_list("due", flat=True)) == {later}
        assert {one.due_at.date() for one in waiting} == {later - timedelta(days=3)}
    with clock.at(clock.now() + timedelta(days=DAYS + 7)):
        assert remind(ask_id=asked.pk) is None, "it had that reminder before it got more time"
    with clock.at(clock.now() + timedelta(days=DAYS + 10)):
        assert waiting.get(key=asked.pk).due_at.date() == later
        assert remind(ask_id=asked.pk) is not None


def test_who_left_is_not_asked_and_somebody_else_asks_for_who_is_gone(
    partners: list[Membership], people: People
) -> None:
    today = clock.today(Initiative.objects.get(slug="harbor").zone)
    opens = today + timedelta(days=3)
    planner = make_person(name="Planner")
    give_role(planner, Role.STAFF, Initiative.objects.get(slug="harbor"))
    plan = WavePlan({"en": "Later"}, opens, opens + timedelta(days=14), partners)
    wave = plan_wave(plan=plan, by=planner)
    Membership.objects.filter(pk=partners[4].pk).update(left_on=today + timedelta(days=1))
    Person.objects.filter(pk=planner.pk).update(is_active=False)
    with clock.at(Due.objects.get(job=KEEP).due_at):
        keep_wave(wave_id=wave.pk)
    found = list(wave.sheets.select_related("ask"))
    assert {one.membership_id for one in found} == {one.pk for one in partners[:4]}
    assert all(one.ask is not None and one.ask.asked_by != planner for one in found)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"title": {}}, "name"),
        ({"days": 3}, "a week"),
        ({"count": 4}, "5 partners"),
        ({"questions": 6}, "5 questions"),
        ({"late": 1}, "today at the earliest"),
    ],
)
def test_what_nobody_could_answer_or_read_is_refused(
    said: dict[str, int], words: str, partners: list[Membership], people: People
) -> None:
    today = clock.today(Initiative.objects.get(slug="harbor").zone)
    opens = today - timedelta(days=said.get("late", 0))
    plan = WavePlan(
        title=said.get("title", {"en": "Spring"}),  # type: ignore[arg-type]
        opens_on=opens,
        closes_on=opens + timedelta(days=said.get("days", 14)),
        partners=partners[: said.get("count", 5)],
        questions=[{"en": "?"}] * said.get("questions", 0),
    )
    with pytest.raises(RuleBroken, match=words):
        plan_wave(plan=plan, by=people.backbone)


def test_a_second_survey_waits_for_the_first(
    wave: SurveyWave, partners: list[Membership], people: People
) -> None:
    with pytest.raises(RuleBroken, match="not closed"):
        make_wave(partners, by=people.backbone)
    close(wave)
    make_wave(partners, by=people.backbone, title="Autumn")
    assert SurveyWave.objects.open().count() == 1


def test_a_sheet_is_kept_in_parts_and_counts_once_it_is_whole(
    wave: SurveyWave, partners: list[Membership]
) -> None:
    sheet = sheet_of(wave, partners[0])
    person = RoleHolding.objects.get(membership=partners[0]).person
    assert missing_parts(sheet) == [Part.LADDER, Part.WORTH]
    save_rungs(sheet=sheet, rungs={one.pk: 3 for one in partners[1:]}, by=person)
    assert missing_parts(sheet) == [Part.CLOSER, Part.WORTH]
    with pytest.raises(RuleBroken, match="not answered yet"):
        send_sheet(sheet=sheet, by=person)
    fill(sheet)
    fill(sheet)
    sheet.refresh_from_db()
    assert sheet.sent_at is not None
    assert sheet.ask is not None
    assert sheet.ask.state == Ask.State.DONE
    assert kinds().count("survey.sent") == 1


def test_who_holds_a_seat_of_a_partner_answers_for_it_as_long_as_it_is_held(
    wave: SurveyWave, partners: list[Membership], people: People
) -> None:
    sheet, seated, standing_in = sheet_of(wave, partners[0]), make_person(), make_person(name="Stands in")
    table = Body.objects.get(is_table=True)
    today = clock.today(Initiative.objects.get(slug="harbor").zone)
    seat = make_seat(table, "A's seat", seat_class="partner", membership=partners[0])
    term = seat_somebody(seat, seated, starts=today, ends=today + timedelta(days=9))
    SeatTerm.objects.filter(pk=term.pk).update(alternate=standing_in)
    community = make_seat(table, "No partner's", seat_class="community", membership=partners[0])
    seat_somebody(community, people.resident, starts=today, ends=today + timedelta(days=9))
    fill(sheet, by=seated)
    assert Ask.objects.get(survey_sheet=sheet).answered_by == seated
    take_over(sheet=sheet, by=standing_in)
    with pytest.raises(RuleBroken, match="Only people of"):
        take_over(sheet=sheet, by=people.resident)
    with clock.at(clock.now() + timedelta(days=11)), pytest.raises(RuleBroken, match="Only people of"):
        take_over(sheet=sheet, by=seated)


def test_what_was_said_closer_falls_away_with_the_tie(wave: SurveyWave, partners: list[Membership]) -> None:
    sheet, other = sheet_of(wave, partners[0]), partners[1]
    person = fill(sheet)
    save_rungs(sheet=sheet, rungs={other.pk: 1}, by=person)
    assert SurveyTie.objects.get(sheet=sheet, about=other).said == {}
    with pytest.raises(RuleBroken, match="how closely"):
        save_closer(sheet=sheet, said={other.pk: {Item.OPENNESS: 4}}, by=person)
    with pytest.raises(RuleBroken, match="from 1 to 4"):
        save_marks(sheet=sheet, marks={"time": 5}, own={}, by=person)


def test_what_was_said_of_the_ninth_closest_does_not_count_unseen(
    wave: SurveyWave, partners: list[Membership], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("measurement.rules.collaboration.MOST_RATED", 2)
    sheet = sheet_of(wave, partners[0])
    person = fill(sheet)
    save_rungs(sheet=sheet, rungs={partners[4].pk: 4}, by=person)
    said = {tie.about_id: bool(tie.said) for tie in SurveyTie.objects.filter(sheet=sheet)}
    assert said == {one.pk: one == partners[1] for one in partners[1:]}
    assert missing_parts(sheet) == [Part.CLOSER]


def test_one_person_answers_for_a_partner_until_it_closes(
    wave: SurveyWave, partners: list[Membership], people: People
) -> None:
    sheet = sheet_of(wave, partners[0])
    first = fill(sheet, is_sent=False)
    colleague = make_person(name="Colleague")
    initiative = Initiative.objects.get(slug="harbor")
    give_role(colleague, Role.PARTNER, initiative, membership=partners[0])
    with pytest.raises(RuleBroken, match="is answering for you"):
        send_sheet(sheet=sheet, by=colleague)
    with pytest.raises(RuleBroken, match="Only people of"):
        send_sheet(sheet=sheet, by=people.backbone)
    take_over(sheet=sheet, by=colleague)
    send_sheet(sheet=sheet, by=colleague)
    with pytest.raises(RuleBroken, match="is answering for you"):
        save_rungs(sheet=sheet, rungs={}, by=first)
    close(wave)
    with pytest.raises(RuleBroken, match="not open"):
        save_rungs(sheet=sheet, rungs={partners[1].pk: 4}, by=colleague)


def test_who_gives_more_than_it_gains_is_named_in_no_history(
    wave: SurveyWave, partners: list[Membership]
) -> None:
    fill(sheet_of(wave, partners[1]), gain=3, cost=2)
    assert kinds() == ["survey.planned", "survey.opened", "survey.sent"]
