"""The quick log as an action: log and figures together or nothing, once, changed for a week, then corrected."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from PIL import Image

from initiatives import clock
from initiatives.actions.activity_logs import Happening, change_log, correct_log
from initiatives.actions.erasure import erase_person
from initiatives.actions.populations import take_starter_list
from initiatives.models import Activity, ActivityLog, Attachment, Event, Initiative, LoggedGroup, Membership
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.starter_groups import RACE_ETHNICITY
from measurement.actions.quick_log import Brought, Saved, bring_logs, save_quick_log
from measurement.actions.submissions import Typed
from measurement.models import Submission
from measurement.pages.quick_log import groups_of
from measurement.rules.periods import month
from tests.factories.activities import make_activity
from tests.factories.collecting import make_count, make_duty, own_partner
from tests.personas import People

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture
def partner(inside_initiative: Initiative, people: People) -> Iterator[Membership]:
    with clock.at(NOW):
        yield own_partner(people)


@pytest.fixture
def activity(partner: Membership, people: People) -> Activity:
    return make_activity("Family play morning", by=people.backbone, lead=partner)


def save(activity: Activity, people: People, **said: Any) -> Saved:
    happening = Happening(activity, said.pop("on", TODAY), **said.pop("counted", {"people": 14}))
    return save_quick_log(
        happening=happening,
        membership=own_partner(people),
        typed=said.pop("typed", ()),
        by=people.partner,
        **said,
    )


def logged(activity: Activity, people: People, **said: Any) -> ActivityLog:
    log = save(activity, people, **said).log
    assert log is not None
    return log


def picture_with_a_place() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "Kitchen table at 44.97, -93.26"
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_what_happened_and_the_figures_are_saved_in_one_press_with_one_receipt(
    activity: Activity, people: People
) -> None:
    duty = make_duty(people, make_count(people, "2026-08,30", "2026-09,31"))
    saved = save(activity, people, typed=[Typed(duty, month(2026, 10), value=Decimal(28))])
    assert saved.log is not None
    assert saved.url == saved.log.record.url
    assert Submission.objects.get(log=saved.log).figures.get().brought is not None


def test_when_a_figure_cannot_be_sent_nothing_is_logged(activity: Activity, people: People) -> None:
    duty = make_duty(people, make_count(people, "2026-08,30", "2026-09,31"), needs_agreement=True)
    with pytest.raises(RuleBroken):
        save(activity, people, typed=[Typed(duty, month(2026, 10), value=Decimal(28))])
    assert not ActivityLog.objects.exists()


def test_what_was_planned_is_under_way_from_the_day_it_is_logged(activity: Activity, people: People) -> None:
    logged(activity, people, on=TODAY - timedelta(days=2))
    activity.refresh_from_db()
    assert activity.state == Activity.State.UNDER_WAY
    assert activity.starts_on == TODAY - timedelta(days=2)


def test_a_photo_loses_the_place_where_it_was_taken(activity: Activity, people: People) -> None:
    brought = Brought("IMG_1.jpg", picture_with_a_place(), {"en": "Families at a table"})
    log = logged(activity, people, files=[brought])
    kept = Attachment.objects.get(record=log.record)
    assert b"44.97" in brought.content
    assert b"44.97" not in default_storage.open(kept.path).read()
    assert kept.alternative_text == {"en": "Families at a table"}


def test_a_file_that_is_no_picture_takes_the_log_back(activity: Activity, people: People) -> None:
    with pytest.raises(RuleBroken, match="sound file"):
        save(activity, people, files=[Brought("a.jpg", b"MZ\x90\x00")])
    assert not ActivityLog.objects.exists()


def test_a_day_to_come_and_groups_beyond_the_whole_are_refused(activity: Activity, people: People) -> None:
    with pytest.raises(RuleBroken, match="still to come"):
        save(activity, people, on=TODAY + timedelta(days=1))


def test_within_a_week_it_is_changed_in_place_and_the_change_is_in_the_history(
    activity: Activity, people: People
) -> None:
    log = logged(activity, people)
    with clock.at(NOW + timedelta(days=6)):
        change_log(log=log, happening=Happening(activity, TODAY, people=15), by=people.partner)
    log.refresh_from_db()
    assert log.people == 15
    assert Event.objects.filter(kind="activity.log_changed", record=log.record).count() == 1


def test_after_a_week_only_a_correction_with_a_reason_takes_its_place(
    activity: Activity, people: People
) -> None:
    log = logged(activity, people)
    better = Happening(activity, TODAY, people=12)
    with clock.at(NOW + timedelta(days=7)):
        with pytest.raises(RuleBroken, match="older than a week"):
            change_log(log=log, happening=better, by=people.partner)
        with pytest.raises(RuleBroken, match="Say why"):
            correct_log(log=log, happening=better, because={}, by=people.partner)
        new = correct_log(
            log=log, happening=better, because={"en": "Two were counted twice"}, by=people.partner
        )
        with pytest.raises(RuleBroken, match="stands in its place"):
            correct_log(log=log, happening=better, because={"en": "Again"}, by=people.partner)
    assert list(ActivityLog.objects.standing()) == [new]
    assert ActivityLog.objects.get(pk=log.pk).people == 14


def test_groups_are_shown_only_where_no_group_and_no_rest_is_small(
    activity: Activity, people: People
) -> None:
    dimension = take_starter_list(starter=RACE_ETHNICITY, by=people.backbone)
    one, other = dimension.categories.all()[:2]
    shown = logged(activity, people, counted={"people": 42, "groups": {one: 12, other: 30}})
    hidden = logged(activity, people, counted={"people": 42, "groups": {one: 4, other: 38}})
    assert [people for _name, people in groups_of(shown)[0].rows] == [12, 30]
    assert groups_of(hidden)[0].rows == []
    assert LoggedGroup.objects.filter(log=hidden).count() == 2


def test_a_table_that_is_brought_again_changes_nothing(activity: Activity, people: People) -> None:
    partner = own_partner(people)
    rows = [(Happening(activity, TODAY - timedelta(days=n), people=10 + n), partner) for n in range(3)]
    made, there = bring_logs(happenings=rows, by=people.partner)
    again, known = bring_logs(happenings=rows, by=people.partner)
    assert (len(made), there, len(again), known) == (3, 0, 0, 3)
    finer = [(Happening(activity, TODAY, people=5, hours=Decimal("2.333")), partner)]
    assert [len(bring_logs(happenings=finer, by=people.partner)[0]) for _twice in range(2)] == [1, 0]
    twice, _known = bring_logs(happenings=[rows[0], rows[0]], by=people.partner)
    assert len(twice) == 1, "the same hour twice a day is two rows, and one of them was there"


def test_a_log_moves_with_what_hides_its_activity_and_only_to_what_its_partner_carries(
    activity: Activity, people: People
) -> None:
    log = logged(activity, people)
    own = make_activity("Evening play", by=people.backbone, lead=own_partner(people))
    foreign = make_activity("Somebody else’s", by=people.backbone)
    with pytest.raises(RuleBroken, match="does not carry"):
        change_log(log=log, happening=Happening(foreign, TODAY, people=14), by=people.partner)
    change_log(log=log, happening=Happening(own, TODAY, people=14), by=people.partner)
    log.record.refresh_from_db()
    assert log.record.part_of == own.record


def test_what_somebody_wrote_and_pictured_goes_from_the_history_as_well_when_they_are_erased(
    activity: Activity, people: People
) -> None:
    note = {"en": "My neighbour came"}
    log = logged(
        activity,
        people,
        counted={"people": 14, "note": note},
        files=[Brought("a.jpg", picture_with_a_place(), {"en": "A"})],
    )
    assert Attachment.objects.filter(record=log.record).exists()
    versions = apps.get_model("initiatives", "ActivityLogEvent")._base_manager.filter(pgh_obj_id=log.pk)
    assert any(row.note == note for row in versions)
    erase_person(person=people.partner, why="They asked", by=None)
    log.refresh_from_db()
    assert log.note == {"en": "—"}
    assert [row.note for row in versions.all() if row.note == note] == []
    assert not Attachment.objects.filter(record=log.record).exists()
