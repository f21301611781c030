"""The survey on its pages, in its file and in its interface: whatever door is taken, nothing hidden is behind it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.text import slugify

from initiatives import clock
from initiatives.models import Body, Membership, Person
from measurement.models import SurveySheet, SurveyTie, SurveyWave
from tests.conftest import Browser
from tests.factories.partners import make_seat, seat_somebody
from tests.factories.survey import close, fill, make_partners, make_wave
from tests.personas import People

ClientOf = Callable[..., Browser]
pytestmark = pytest.mark.usefixtures("inside_initiative")


@pytest.fixture
def partners(people: People) -> list[Membership]:
    return make_partners(5, by=people.backbone)


@pytest.fixture
def wave(partners: list[Membership], people: People) -> SurveyWave:
    return make_wave(partners, by=people.backbone)


def sheets(wave: SurveyWave) -> list[SurveySheet]:
    return list(wave.sheets.select_related("wave", "membership").order_by("membership__organization__name"))


def channels(wave: SurveyWave, browser: Browser) -> list[str]:
    """What the page, the list, the file and both addresses of the interface say."""
    number = wave.record.number
    paths = (f"{wave.record.url}", "/i/harbor/people/survey/", f"{wave.record.url}results.csv")
    api = (f"/api/v1/i/harbor/surveys/{number}/", "/api/v1/i/harbor/surveys/")
    answers = [browser.get(path) for path in (*paths, *api)]
    assert {one.status_code for one in answers} == {200}
    return [one.content.decode() for one in answers]


INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+-]+")


@pytest.mark.parametrize(("answer", "closes"), [(4, True), (5, False)])
def test_no_channel_tells_what_too_few_said_or_what_is_still_open(
    answer: int, closes: bool, wave: SurveyWave, people: People, client_of: ClientOf
) -> None:
    for sheet in sheets(wave)[:answer]:
        fill(sheet, item=4)
    if closes:
        close(wave)
    for browser in (client_of(None), client_of(people.backbone)):
        for said in channels(wave, browser):
            assert "reciprocity" not in said
            assert "Ties that there are" not in said
            assert "4.0" not in INSTANT.sub("", said)


def test_every_channel_tells_the_same_of_a_wave_that_enough_answered(
    wave: SurveyWave, client_of: ClientOf
) -> None:
    for sheet in sheets(wave):
        fill(sheet, rung=lambda _about: 2, item=3)
    close(wave)
    page, listed, file, one, many = channels(wave, client_of(None))
    assert "5 of 5 partners answered: trust is 3.0 of 4" in page
    assert "5 of 5 partners answered: trust is 3.0 of 4" in listed
    assert "density,100," in file
    assert "trust,3.0," in file
    for said in (one, many):
        assert '"density":100' in said
        assert '"trust":3.0' in said


def test_what_fewer_than_three_say_of_a_partner_is_in_no_channel(
    wave: SurveyWave, people: People, client_of: ClientOf
) -> None:
    """Of D two others speak closely, of E one: it stands nowhere. No file and no interface tells of a single partner."""
    rows = sheets(wave)
    speakers = {rows[3].membership_id: (0, 1), rows[4].membership_id: (0,)}
    for place, sheet in enumerate(rows):
        fill(sheet, rung=lambda about, at=place: 2 if at in speakers.get(about.pk, range(5)) else 1, item=3)
    SurveyTie.objects.filter(about__in=speakers, reliability__isnull=False).update(openness=1)
    close(wave)
    member, names = client_of(people.partner), [sheet.membership.organization.name for sheet in rows]
    page, listed, *data = channels(wave, member)
    assert "Seen by those who take part" in page
    for said in (page, listed):
        cells = dict(re.findall(r'<th scope="row">(Partner \w)</th>(.*?)</tr>', said, re.DOTALL))
        assert sorted(cells) == names
        assert [cells[name].count("Not shown") for name in ("Partner D", "Partner E")] == [2, 2]
    for said in (*data, *channels(wave, client_of(None))):
        assert not any(name in said or slugify(name) in said for name in names)
    values = {line.split(",")[0]: line.split(",")[1] for line in data[0].splitlines()}
    told = json.loads(data[1])
    assert all(float(values[key]) == value for key, value in told["measures"].items())
    assert told["measures"]["openness"] > 2


@pytest.mark.parametrize("newcomers", [0, 1])
def test_a_survey_is_not_compared_where_the_change_is_what_one_newcomer_said(
    newcomers: int, people: People, client_of: ClientOf
) -> None:
    partners = make_partners(6, by=people.backbone)
    for title, count in (("Spring", 5), ("Autumn", 5 + newcomers)):
        wave = make_wave(partners, by=people.backbone, title=title)
        for sheet in sheets(wave)[:count]:
            fill(sheet, item=3)
        SurveyWave.objects.filter(pk=wave.pk).update(
            opens_on=wave.opens_on - timedelta(days=title == "Spring")
        )
        close(wave)
    page, listed, file, *_data = channels(wave, client_of(None))
    for said in (page, listed):
        assert ("nothing is compared" in said) is bool(newcomers)
        assert ("as before" in said) is not bool(newcomers)
    assert f"trust,3.0,{'' if newcomers else '3.0'}" in file.splitlines()
    assert f"density,100,{'' if newcomers else '100'}" in file.splitlines()


def test_with_whom_nobody_works_is_counted_for_all_and_named_to_those_who_take_part(
    wave: SurveyWave, people: People, client_of: ClientOf
) -> None:
    rows = sheets(wave)
    last = rows[4]
    for sheet in rows:
        fill(sheet, rung=lambda about, own=sheet: 1 if last in (own, about.survey_sheets.get()) else 2)
    close(wave)
    for reader, names in ((people.partner, [last.membership.slug]), (None, [])):
        page, listed, file, one, _many = channels(wave, client_of(reader))
        assert "One partner works with nobody yet." in page
        assert [last.membership.record.url in said for said in (page, listed)] == [bool(names)] * 2
        assert "partners_who_work_with_nobody,1," in file
        assert (json.loads(one)["isolated_count"], json.loads(one)["isolated"]) == (1, names)


def test_own_worth_is_read_by_the_partner_and_the_backbone_only(
    wave: SurveyWave, people: People, client_of: ClientOf
) -> None:
    person = fill(sheets(wave)[0], gain=3, cost=3)
    for sheet in sheets(wave)[1:]:
        fill(sheet)
    close(wave)
    told = {
        "backbone": wave_page(wave, client_of(people.backbone)),
        "own": wave_page(wave, client_of(person)),
        "visitor": wave_page(wave, client_of(None)),
        "other": wave_page(wave, client_of(people.partner)),
    }
    assert "Talk with them" in told["backbone"]
    assert "against what it costs: 1.00" in told["own"]
    for reader in ("own", "visitor", "other"):
        assert "Talk with them" not in told[reader]
    for reader in ("visitor", "other"):
        assert "against what it costs: 1.00" not in told[reader]
    page = sheets(wave)[0].membership.record.url
    readers = {"backbone": people.backbone, "own": person, "visitor": None, "other": people.partner}
    able = {
        key: "What we are able to do" in client_of(one).get(page).content.decode()
        for key, one in readers.items()
    }
    assert able == {"backbone": True, "own": True, "visitor": False, "other": False}


def wave_page(wave: SurveyWave, browser: Browser) -> str:
    page: str = browser.get(wave.record.url).content.decode()
    return page


def test_a_partner_answers_in_three_parts_on_a_phone(wave: SurveyWave, client_of: ClientOf) -> None:
    person, sheet = _somebody(wave)
    browser, start = client_of(person), f"{wave.record.url}answer/"
    whose = f"?for={sheet.membership.slug}"
    assert b"Go on" in browser.get(start).content
    others = [one.membership_id for one in sheets(wave) if one.pk != sheet.pk]
    rungs = {f"rung_{pk}": str(min(place, 2)) for place, pk in enumerate(others)}
    answer = browser.post(f"{start}ladder/", rungs)
    assert answer.headers["Location"] == f"{start}closer/{whose}"
    items = ("reliability", "mission", "openness", "influence", "involvement", "resources")
    close_ones = others[2:]
    answer = browser.post(f"{start}closer/", {f"{item}_{pk}": "3" for item in items for pk in close_ones})
    assert answer.headers["Location"] == f"{start}worth/{whose}"
    worth = browser.get(f"{start}worth/").content.decode()
    browser.post(f"{start}worth/", dict.fromkeys(re.findall(r'type="radio" name="(\w+)"', worth), "2"))
    assert b"Send our answers" in browser.get(start).content
    browser.post(f"{start}sending/")
    assert b"Change what you like" in browser.get(start).content


def test_who_speaks_for_two_partners_answers_for_each(
    wave: SurveyWave, partners: list[Membership], client_of: ClientOf
) -> None:
    person, first = _somebody(wave)
    table, today = Body.objects.get(is_table=True), wave.opens_on
    seat = make_seat(table, "B's seat", seat_class="partner", membership=partners[1])
    seat_somebody(seat, person, starts=today, ends=today + timedelta(days=9))
    second = sheets(wave)[1]
    browser, start = client_of(person), f"{wave.record.url}answer/"
    chosen = browser.get(start).content.decode()
    with CaptureQueriesContext(connection) as asked:
        listed = browser.get(wave.record.url).content.decode()
    assert len(asked) <= 12
    assert all(one.url() in chosen and one.url() in listed for one in (first, second))
    assert browser.get(f"{start}ladder/").status_code == 404
    rungs = {f"rung_{one.membership_id}": "1" for one in sheets(wave) if one.pk != second.pk}
    assert browser.post(second.url("ladder"), rungs).headers["Location"] == second.url("worth")
    assert (first.ties.count(), second.ties.count()) == (0, 4)
    assert second.url("worth") in browser.get(second.url()).content.decode()


def test_the_backbone_plans_a_wave(people: People, partners: list[Membership], client_of: ClientOf) -> None:
    browser = client_of(people.backbone)
    form = browser.get("/i/harbor/people/survey/add/").context["form"]
    sent = {
        "title_en": "Spring",
        "questions_en": "My voice counts here\n\nWe laugh together",
        "opens_on": form.initial["opens_on"].isoformat(),
        "closes_on": "2049-01-01",
        "partners": [one.pk for one in partners],
    }
    assert (
        browser.post("/i/harbor/people/survey/add/", {**sent, "partners": sent["partners"][:2]}).status_code
        == 422
    )
    assert browser.post("/i/harbor/people/survey/add/", sent).status_code == 302
    made = SurveyWave.objects.get()
    assert [str(one) for one in made.questions.all()] == ["My voice counts here", "We laugh together"]


def _somebody(wave: SurveyWave) -> tuple[Person, SurveySheet]:
    sheet = sheets(wave)[0]
    holding = sheet.membership.people.select_related("person").get()
    return holding.person, sheet


def test_an_open_wave_says_that_nothing_is_earlier_only_where_nothing_is(
    partners: list[Membership], wave: SurveyWave, people: People, client_of: ClientOf
) -> None:
    assert "Nothing earlier" in client_of(None).get(wave.record.url).content.decode()
    for sheet in sheets(wave):
        fill(sheet)
    after = close(wave).closes_on + timedelta(days=3)
    with clock.at(datetime.combine(after, time(12), UTC)):
        later = make_wave(partners, by=people.backbone, title="Autumn")
        assert "Nothing earlier" not in client_of(None).get(later.record.url).content.decode()
