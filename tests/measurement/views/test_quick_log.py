"""The quick log on the page: usual activities first, figures below, one question, one receipt, who may change it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from initiatives import clock
from initiatives.actions.activity_logs import Happening, log_activity
from initiatives.actions.activity_parts import help_with
from initiatives.models import Activity, ActivityLog, Attachment, Initiative
from measurement.models import ReportingDuty, Submission
from tests.conftest import Browser
from tests.factories.activities import make_activity
from tests.factories.collecting import make_count, make_duty, own_partner
from tests.factories.partners import make_membership
from tests.personas import People

LOG = "/i/harbor/plan/log/"
NOW = datetime(2026, 11, 12, 18, tzinfo=UTC)
TODAY = date(2026, 11, 12)
FIGURES = ("2026-06,29", "2026-07,33", "2026-08,30", "2026-09,31")


@pytest.fixture(autouse=True)
def at_noon(inside_initiative: Initiative) -> Iterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture
def activity(people: People) -> Activity:
    return make_activity("Family play morning", by=people.backbone, lead=own_partner(people))


@pytest.fixture
def duty(people: People) -> ReportingDuty:
    return make_duty(people, make_count(people, *FIGURES))


@pytest.fixture
def phone(client_of: Callable[[Any], Browser], people: People) -> Browser:
    return client_of(people.partner)


def said(activity: Activity, **more: str) -> dict[str, str]:
    return {"activity": str(activity.pk), "happened_on": TODAY.isoformat(), "people": "14", **more}


def key(duty: ReportingDuty) -> str:
    return f"{duty.pk}-202610"


def test_three_usual_activities_come_first_and_the_others_are_one_tap_away(
    activity: Activity, people: People, phone: Browser
) -> None:
    others = [make_activity(f"Other {n}", by=people.backbone, lead=own_partner(people)) for n in range(4)]
    for one in (others[2], others[2], activity):
        log_activity(
            happening=Happening(one, TODAY - timedelta(days=2)),
            membership=own_partner(people),
            by=people.partner,
        )
    page = phone.get(LOG).content.decode()
    picks = page.split('name="activity"')
    assert "Other 2" in picks[1]
    assert "Family play morning" in picks[2]
    assert len(picks) == 4
    assert "Last logged Tuesday" in page
    assert "Something else" in page


def test_one_press_saves_what_happened_and_the_figures_and_one_receipt_comes_back(
    activity: Activity, duty: ReportingDuty, phone: Browser, client_of: Callable[[Any], Browser]
) -> None:
    answer = phone.post(LOG, said(activity, note="Two fathers came.", **{f"value_{key(duty)}": "28"}))
    log = ActivityLog.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, log.record.url)
    receipt = phone.get(log.record.url).content.decode()
    assert "Thank you" in receipt
    assert "Waits for the backbone" in receipt
    public = client_of(None).get(log.record.url).content.decode()
    assert "Two fathers came." in public
    assert "Waits for the backbone" not in public, "numbers that wait are not public"
    assert "Two fathers came." in client_of(None).get(activity.record.url).content.decode()
    assert activity.title["en"] in client_of(None).get(log.membership.record.url).content.decode()


def test_the_same_form_again_logs_once(activity: Activity, phone: Browser) -> None:
    first, again = (phone.post(LOG, said(activity), once="the-same-press-again") for _press in range(2))
    assert ActivityLog.objects.count() == 1
    assert first["Location"] == again["Location"]


def test_an_odd_figure_asks_once_and_nothing_is_saved_before_the_answer(
    activity: Activity, duty: ReportingDuty, phone: Browser
) -> None:
    odd = said(activity, **{f"value_{key(duty)}": "310"})
    asked = phone.post(LOG, odd)
    assert asked.status_code == 422
    assert "Did you mean 31?" in asked.content.decode()
    assert not ActivityLog.objects.exists()
    phone.post(LOG, odd | {f"why_{key(duty)}": "A second list was added."})
    figure = Submission.objects.get(log=ActivityLog.objects.get()).figures.get()
    assert figure.kept_because == {"en": "A second list was added."}


def test_the_stepper_counts_without_a_script_and_saves_nothing(activity: Activity, phone: Browser) -> None:
    page = phone.post(LOG, said(activity, step="1")).content.decode()
    assert 'value="15"' in page
    assert 'value="0"' in phone.post(LOG, said(activity, people="", step="-1")).content.decode()
    assert not ActivityLog.objects.exists()


def test_a_recording_is_kept_and_played_where_it_belongs(activity: Activity, phone: Browser) -> None:
    sound = SimpleUploadedFile("note.m4a", b"\x00\x00\x00\x0cftypM4A la la", content_type="audio/mp4")
    phone.post(LOG, {**said(activity), "sound": sound})
    kept = Attachment.objects.get()
    log = ActivityLog.objects.get()
    assert kept.content_type == "audio/mp4"
    page = phone.get(log.record.url).content.decode()
    assert f'src="/i/harbor/files/{kept.pk}/"' in page or str(kept.pk) in page


def test_nobody_logs_for_a_partner_that_is_not_theirs(people: People, phone: Browser) -> None:
    other = make_membership("Other house", by=people.backbone)
    foreign = make_activity("Not mine", by=people.backbone, lead=other)
    answer = phone.post(LOG, said(foreign))
    assert answer.status_code in (403, 422)
    assert not ActivityLog.objects.exists()


def test_whoever_helps_may_log_too_and_the_log_is_theirs(people: People, phone: Browser) -> None:
    other = make_membership("Other house", by=people.backbone)
    shared = make_activity("Shared", by=people.backbone, lead=other)
    help_with(activity=shared, membership=own_partner(people), brings={"en": "A room"}, by=people.backbone)
    phone.post(LOG, said(shared))
    assert ActivityLog.objects.get().membership == own_partner(people)


def test_who_has_nothing_to_log_is_told_what_will_stand_there(
    people: People, client_of: Callable[[Any], Browser]
) -> None:
    page = client_of(people.resident).get(LOG).content.decode()
    assert "There is nothing for you to log yet" in page


def test_after_a_week_the_page_asks_why_and_shows_the_correction_on_the_old_entry(
    activity: Activity, people: People, phone: Browser
) -> None:
    phone.post(LOG, said(activity))
    log = ActivityLog.objects.get()
    with clock.at(NOW + timedelta(days=8)):
        edit = f"{log.record.url}edit/"
        assert "Why was it wrong?" in phone.get(edit).content.decode()
        refused = phone.post(edit, said(activity, people="12"))
        assert refused.status_code == 422
        answer = phone.post(edit, said(activity, people="12", because="Two were counted twice."))
        assert answer.status_code == 302
        old = phone.get(log.record.url).content.decode()
    assert "A correction stands in its place." in old
    assert "Two were counted twice." in old


def test_only_its_partner_and_who_keeps_the_plan_change_an_entry(
    activity: Activity, people: People, phone: Browser, client_of: Callable[[Any], Browser]
) -> None:
    phone.post(LOG, said(activity))
    edit = f"{ActivityLog.objects.get().record.url}edit/"
    assert 'value="14"' in phone.get(edit).content.decode()
    assert client_of(people.resident).post(edit, said(activity)).status_code == 403
    assert client_of(people.backbone).post(edit, said(activity, people="13")).status_code == 302
    assert ActivityLog.objects.get().people == 13


def as_workbook(*rows: tuple[Any, ...]) -> SimpleUploadedFile:
    book, out = Workbook(), io.BytesIO()
    for row in (("date", "activity", "people", "hours", "note"), *rows):
        book.active.append(row)
    book.save(out)
    return SimpleUploadedFile("logs.xlsx", out.getvalue())


def test_a_workbook_of_logs_goes_in_whole_and_again_changes_nothing(
    activity: Activity, phone: Browser
) -> None:
    rows = [(date(2026, 11, day), "family play morning", 10 + day, 2.5, "") for day in (3, 4, 5)]
    assert phone.post(f"{LOG}import/", {"file": as_workbook(*rows)}).status_code == 302
    phone.post(f"{LOG}import/", {"file": as_workbook(*rows)})
    assert sorted(ActivityLog.objects.values_list("people", flat=True)) == [13, 14, 15]


def test_a_table_with_wrong_rows_names_each_and_saves_nothing(activity: Activity, phone: Browser) -> None:
    lines = (
        "date,activity,people,hours,note",
        "2026-11-03,Family play morning,14,,fine",
        "3/11/2026,Family play morning,fourteen,,",
        "2026-11-30,Nobody’s,1,,",
        ",Family play morning,,,",
    )
    answer = phone.post(f"{LOG}import/", {"file": SimpleUploadedFile("logs.csv", "\n".join(lines).encode())})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "3 cells need you" in page
    assert "fourteen" in page
    assert not ActivityLog.objects.exists()


def test_the_paper_has_the_activities_and_the_last_figures(
    activity: Activity, duty: ReportingDuty, phone: Browser
) -> None:
    page = phone.get(f"{LOG}paper/").content.decode()
    assert "Family play morning" in page
    assert "September 2026: 31" in page


def test_the_table_of_all_logs_has_no_formula_in_it(activity: Activity, phone: Browser) -> None:
    phone.post(LOG, said(activity, note="=HYPERLINK(1)"))
    assert b"'=HYPERLINK(1)" in phone.get(f"{LOG}logs.csv").content


def test_figures_that_are_not_due_within_a_week_are_folded(duty: ReportingDuty, phone: Browser) -> None:
    ReportingDuty.objects.filter(pk=duty.pk).update(days_after_period=60)
    page = phone.get(LOG).content.decode()
    before, folded = page.split("<details >")
    assert "value_" not in before
    assert "Not yet due: October 2026" in " ".join(folded.split())
    assert f'name="value_{key(duty)}"' in folded
