"""L6 can be broken: what is kept from the group and not from staff reaches community seats later, and that is counted."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Group

from engagement.actions.stepping import weigh
from engagement.models import Engagement, Statement
from engagement.rules.collaborating import same_moment
from engagement.rules.obligations import obligation
from engagement.rules.people_facts import Release
from engagement.rules.promise_facts import Code
from initiatives import clock
from initiatives.actions.restrictions import approve_restriction, lift_restriction, restrict
from initiatives.models import Attachment, Restriction, RoleGroup
from initiatives.rules.roles import Role
from tests.factories.decisions import Council, make_council, make_engagement
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
WHY = {"en": "A child could be recognised in it."}


@pytest.fixture
def council(people: People) -> Council:
    return make_council(people.backbone)


@pytest.fixture
def engagement(council: Council, people: People) -> Engagement:
    return make_engagement(council, level=4, by=people.backbone)


def staff() -> Group:
    return RoleGroup.objects.get(role=Role.STAFF).group


def funders() -> Group:
    return RoleGroup.objects.get(role=Role.FUNDER).group


def publish(engagement: Engagement, people: People, **more: object) -> datetime:
    now = clock.now()
    Statement.objects.create(
        engagement=engagement, kind="progress", version=Statement.objects.count() + 1, words=WHY, published_at=now, published_by=people.backbone,
        **more,
    )  # fmt: skip
    return now


def keep_back(
    engagement: Engagement, people: People, *readers: Group, days: int = 10, scope: str = "whole"
) -> Restriction:
    return restrict(
        record=engagement.record,
        ground="minor",
        reason=WHY,
        expires_at=clock.now() + timedelta(days=days),
        readers=readers,
        by=people.backbone,
        scope=scope,
    )


def last(engagement: Engagement) -> Release:
    return weigh(engagement)[0].body.releases[-1]


def test_what_everybody_reads_reaches_both_at_once(engagement: Engagement, people: People) -> None:
    at = publish(engagement, people)
    assert last(engagement) == Release(at, at)


def test_what_only_staff_can_read_reaches_the_seats_when_that_ends(
    engagement: Engagement, people: People
) -> None:
    kept = keep_back(engagement, people, staff())
    at = publish(engagement, people)
    assert last(engagement) == Release(at, kept.expires_at)
    facts, rules = weigh(engagement)
    documents = len(facts.body.releases)
    assert str(same_moment(facts, at, rules).done).startswith(f"{documents - 1} of {documents} ")
    with clock.at(at + timedelta(days=8)):  # what is promised since today is due after the days of notice
        assert obligation(Code.L6, facts, now=clock.now(), rules=rules).state == "late"
    lift_restriction(restriction=kept, by=people.staff)
    kept.refresh_from_db()
    assert last(engagement).community_seats == kept.lifted_at


@pytest.mark.parametrize("who", ["group_too", "funders"])
def test_what_the_group_reads_as_well_or_staff_do_not_is_at_the_same_moment(
    engagement: Engagement, council: Council, people: People, who: str
) -> None:
    readers = (staff(), council.body.group) if who == "group_too" else (funders(),)
    keep_back(engagement, people, *readers)
    at = publish(engagement, people)
    assert last(engagement) == Release(at, at)


def test_what_was_read_before_it_was_kept_back_had_reached_them(
    engagement: Engagement, people: People
) -> None:
    at = publish(engagement, people)
    with clock.at(at + timedelta(minutes=1)):
        keep_back(engagement, people, staff())
        assert last(engagement) == Release(at, at)


def test_what_waits_for_approval_keeps_nothing_back_until_then(
    engagement: Engagement, people: People
) -> None:
    kept = keep_back(engagement, people, staff(), days=90)
    before = publish(engagement, people)
    assert last(engagement) == Release(before, before)
    with clock.at(before + timedelta(hours=1)):
        approve_restriction(restriction=kept, by=people.staff)
        assert last(engagement) == Release(before, before)
    with clock.at(before + timedelta(hours=2)):
        at = clock.now()
        Statement.objects.create(
            engagement=engagement,
            kind="progress",
            version=2,
            words=WHY,
            published_at=at,
            published_by=people.backbone,
        )
        assert last(engagement) == Release(at, kept.expires_at)


def test_files_that_only_staff_open_hold_the_statements_that_have_one(
    engagement: Engagement, people: People
) -> None:
    kept = keep_back(engagement, people, staff(), scope="attachments")
    file = Attachment.objects.create(
        record=engagement.record, name="Draft.pdf", content_type="application/pdf", size=1, sha256="0" * 64, path="x",
        added_by=people.backbone,
    )  # fmt: skip
    publish(engagement, people)
    first = last(engagement)
    with clock.at(first.staff + timedelta(minutes=1)):
        publish(engagement, people, attachment=file)
        second = last(engagement)
    assert (first.community_seats, second.community_seats) == (first.staff, kept.expires_at)
