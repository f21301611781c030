"""Hiding is the exception: with a ground, a reason, an end, and a second person when it is long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.http import Http404

from initiatives import clock
from initiatives.access import Withheld, build_viewer, fetch_or_stub
from initiatives.actions.restrictions import (
    answer_review,
    approve_restriction,
    ask_for_review,
    lift_restriction,
    renew_restriction,
    restrict,
)
from initiatives.models import Event, Initiative, JobRun, LedgerEntry, Principle, Record, Restriction
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role
from initiatives.rules.viewer import visitor
from initiatives.tenancy import inside
from tests.factories.records import make_principle, make_record
from tests.factories.restrictions import group_of, make_restriction
from tests.personas import People

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def anybody(initiative: Initiative) -> list[str]:
    """What everybody without an account sees."""
    return [str(p) for p in Principle.objects.visible_to(visitor(initiative.pk))]


def test_it_hides_from_all_but_its_readers(inside_initiative: Initiative, people: People) -> None:
    principle = make_principle("Kept apart", by=people.backbone)
    make_restriction(principle.record, by=people.staff, readers=(Role.DIRECTOR, Role.RESIDENT))
    seen = {
        name
        for name in ("backbone", "staff", "steward", "partner", "resident", "funder", "outsider", "visitor")
        if Principle.objects.visible_to(build_viewer(people.named(name), inside_initiative)).exists()
    }
    assert seen == {"backbone", "resident"}


def test_it_ends_by_itself_without_any_job(inside_initiative: Initiative, people: People) -> None:
    with clock.at(NOON):
        principle = make_principle("Kept apart", by=people.backbone)
        make_restriction(principle.record, by=people.staff, days=10)
        assert anybody(inside_initiative) == []
    with clock.at(NOON + 10 * DAY - timedelta(microseconds=1)):
        assert anybody(inside_initiative) == []
    with clock.at(NOON + 10 * DAY):
        assert anybody(inside_initiative) == ["Kept apart"]
    assert not JobRun.objects.exists()


def test_longer_than_one_person_may_decide_it_hides_nothing_until_another_agrees(
    inside_initiative: Initiative, people: People
) -> None:
    principle = make_principle("Kept apart", by=people.backbone)
    held = make_restriction(principle.record, by=people.staff, days=60)
    assert anybody(inside_initiative) == ["Kept apart"]
    assert list(Restriction.objects.waiting_for_approval(at=clock.now())) == [held]
    with pytest.raises(RuleBroken, match="Somebody else has to agree"):
        approve_restriction(restriction=held, by=people.staff)
    approve_restriction(restriction=held, by=people.backbone)
    assert anybody(inside_initiative) == []
    with pytest.raises(RuleBroken, match="does not wait"):
        approve_restriction(restriction=held, by=people.backbone)


def test_short_ones_in_a_row_need_another_person_too(inside_initiative: Initiative, people: People) -> None:
    record = make_record(by=people.backbone)
    with clock.at(NOON):
        assert not make_restriction(record, by=people.staff, days=30).needs_approval
    with clock.at(NOON + 31 * DAY):
        assert make_restriction(record, by=people.staff, days=5).needs_approval


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": {"en": "  "}}, "reason"),
        ({"reason": {"es": "Solo en español"}}, "reason"),
        ({"ground": "because"}, "ground"),
        ({"expires_at": NOON}, "until"),
        ({"expires_at": NOON + 366 * DAY}, "until"),
        ({"readers": []}, "readers"),
        ({"scope": "fields"}, "fields"),
        ({"scope": "fields", "fields": ["agreement"]}, "fields"),
        ({"scope": "attachments", "fields": ["title"]}, "fields"),
        ({"fields": ["agreement"]}, "fields"),
    ],
)
def test_what_is_missing_is_named(
    change: dict[str, object], field: str, inside_initiative: Initiative, people: People
) -> None:
    asked = {
        "record": make_record(by=people.backbone),
        "ground": "safety",
        "reason": {"en": "Somebody could be in danger."},
        "expires_at": NOON + 5 * DAY,
        "readers": [group_of(Role.DIRECTOR)],
        "by": people.staff,
    }
    with clock.at(NOON), pytest.raises(RuleBroken) as broken:
        restrict(**{**asked, **change})
    assert broken.value.field == field
    assert not Restriction.objects.exists()


def test_groups_of_another_initiative_are_no_readers(
    inside_initiative: Initiative, other_initiative: Initiative, people: People
) -> None:
    with inside(other_initiative.pk):
        foreign = group_of(Role.DIRECTOR)
    with pytest.raises(RuleBroken) as broken:
        restrict(
            record=make_record(by=people.backbone),
            ground="safety",
            reason={"en": "Words."},
            expires_at=clock.now() + DAY,
            readers=[foreign],
            by=people.staff,
        )
    assert broken.value.field == "readers"


def test_a_draft_cannot_be_restricted(inside_initiative: Initiative, people: People) -> None:
    with pytest.raises(RuleBroken, match="draft"):
        make_restriction(make_record(by=people.backbone, published=False), by=people.staff)


def test_lifting_opens_at_once_and_only_once(inside_initiative: Initiative, people: People) -> None:
    principle = make_principle("Kept apart", by=people.backbone)
    held = make_restriction(principle.record, by=people.staff)
    lift_restriction(restriction=held, by=people.backbone)
    assert anybody(inside_initiative) == ["Kept apart"]
    with pytest.raises(RuleBroken, match="over already"):
        lift_restriction(restriction=held, by=people.backbone)


def test_a_renewal_is_a_new_row_with_a_new_reason_and_somebody_elses_word(
    inside_initiative: Initiative, people: People
) -> None:
    record = make_record(by=people.backbone)
    held = make_restriction(record, by=people.staff, days=20)
    later = held.expires_at + 20 * DAY
    with pytest.raises(RuleBroken, match="anew"):
        renew_restriction(restriction=held, reason=held.reason, expires_at=later, by=people.staff)
    made = renew_restriction(
        restriction=held, reason={"en": "Still in danger."}, expires_at=later, by=people.staff
    )
    assert (made.starts_at, made.needs_approval) == (held.expires_at, True)
    assert Restriction.objects.filter(record=record).count() == 2


def test_everything_is_recorded_and_what_counts_is_in_the_ledger(
    inside_initiative: Initiative, people: People
) -> None:
    held = make_restriction(make_record(by=people.backbone), by=people.staff, days=60)
    approve_restriction(restriction=held, by=people.backbone)
    asked = ask_for_review(restriction=held, words="Why?", by=None)
    answer_review(review=asked, answer="Because.", by=people.backbone)
    lift_restriction(restriction=held, by=people.backbone)
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == [
        "restriction.set",
        "restriction.approved",
        "review.asked",
        "review.answered",
        "restriction.lifted",
    ]
    assert list(LedgerEntry.objects.values_list("kind", flat=True)) == [kinds[0], kinds[1], kinds[4]]


def test_an_answer_is_given_once(inside_initiative: Initiative, people: People) -> None:
    held = make_restriction(make_record(by=people.backbone), by=people.staff)
    asked = ask_for_review(restriction=held, words="Why?", by=people.resident)
    answer_review(review=asked, answer="Because.", by=people.backbone)
    with pytest.raises(RuleBroken, match="already"):
        answer_review(review=asked, answer="Or not.", by=people.backbone)


def test_today_is_told_eight_days_before_the_end(inside_initiative: Initiative, people: People) -> None:
    with clock.at(NOON):
        held = make_restriction(make_record(by=people.backbone), by=people.staff, days=20)
    week = timedelta(days=8)
    assert not Restriction.objects.ending_soon(at=NOON + 11 * DAY, within=week).exists()
    assert list(Restriction.objects.ending_soon(at=NOON + 12 * DAY, within=week)) == [held]
    assert not Restriction.objects.ending_soon(at=NOON + 20 * DAY, within=week).exists()


def test_the_reader_gets_the_row_or_its_stub_or_nothing(
    inside_initiative: Initiative, people: People
) -> None:
    director, nobody = build_viewer(people.backbone, inside_initiative), visitor(inside_initiative.pk)
    withheld, draft = make_principle(by=people.backbone), make_principle(by=people.backbone, published=False)
    held = make_restriction(withheld.record, by=people.staff)
    assert fetch_or_stub(Principle.objects.all(), director, pk=withheld.pk) == withheld
    assert fetch_or_stub(Record.objects.all(), director, pk=withheld.record_id) == withheld.record
    with pytest.raises(Withheld) as stub:
        fetch_or_stub(Principle.objects.all(), nobody, pk=withheld.pk)
    assert stub.value.restriction == held
    for pk in (draft.pk, 0):
        with pytest.raises(Http404):
            fetch_or_stub(Principle.objects.all(), nobody, pk=pk)
