"""Questions that are asked together answer as if each had been asked alone."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from initiatives.models import Body, Initiative, Membership, Person, Principle, Record, RoleGroup
from initiatives.together import (
    Asking,
    all_of,
    answer_of,
    ask_together,
    by_name,
    counted,
    each_of,
    first_in,
    nothing_asked,
    number_in,
    number_of,
    page_of,
    rows_in,
)
from tests.factories.partners import make_membership
from tests.factories.records import make_principle
from tests.personas import People


def questions() -> list[QuerySet[Any, Any]]:
    return [
        Principle.objects.select_related("record__initiative").order_by("pk"),
        Membership.objects.order_by("-slug")[1:3],
        Membership.objects.order_by("slug").values("slug", "organization__name"),
        Record.objects.order_by("number").values_list("number", "title"),
        Record.objects.order_by("number").values_list("kind", flat=True).distinct(),
        RoleGroup.objects.order_by("role").only("role"),
        Body.objects.filter(pk__in=[]),
        Person.objects.order_by("pk").prefetch_related("participations"),
    ]


def fill(by: Person) -> None:
    for name in ("One", "Two", "Three; four", "100 % of it"):
        make_principle(name, by=by)
        make_membership(name, by=by)


def test_each_holds_the_rows_that_it_would_have_alone_after_one_journey(
    inside_initiative: Initiative, people: People
) -> None:
    fill(people.backbone)
    together = questions()
    with CaptureQueriesContext(connection) as asked:
        ask_together(*together)
    assert len(asked) == 1
    with CaptureQueriesContext(connection) as later:
        found = [list(one) for one in together]
        names = [str(one.record.initiative) for one in found[0]]
    assert len(later) == 1, "only what is prefetched"
    assert found == [list(one) for one in questions()]
    assert names == [str(inside_initiative)] * 4


def test_what_was_asked_is_not_asked_again_and_what_is_shared_goes_out_once(
    inside_initiative: Initiative, people: People
) -> None:
    fill(people.backbone)
    one, other = Principle.objects.all(), Membership.objects.all()
    with CaptureQueriesContext(connection) as asked:
        ask_together(one, one)
        ask_together(one, other)
        ask_together(one, other)
    assert ["; SELECT" in query["sql"] for query in asked] == [False, False]


def test_rows_are_counted_on_the_way(inside_initiative: Initiative, people: People) -> None:
    none = counted(Principle.objects.all())
    assert number_of(none) == 0
    fill(people.backbone)
    some, again = counted(Principle.objects.order_by("kind")), counted(Principle.objects.none())
    ask_together(some, again)
    assert (number_of(some), number_of(again)) == (4, 0)


def test_parts_that_ask_in_steps_travel_together_step_by_step(
    inside_initiative: Initiative, people: People
) -> None:
    fill(people.backbone)

    def short() -> Asking[int]:
        rows = Principle.objects.all()
        yield (rows,)
        return len(rows)

    def long() -> Asking[int]:
        first = yield from short()
        rows = Membership.objects.all()
        yield (rows,)
        return first * 100 + len(rows)

    def silent() -> Asking[int]:
        return 7
        yield ()

    with CaptureQueriesContext(connection) as asked:
        found = all_of([short(), long(), silent(), short()])
    assert found == [4, 400 + Membership.objects.count(), 7, 4]
    assert len(asked) == 2


def test_parts_of_different_kinds_travel_together_each_in_its_place(
    inside_initiative: Initiative, people: People
) -> None:
    fill(people.backbone)
    principles = Principle.objects.order_by("pk")
    with CaptureQueriesContext(connection) as asked:
        rows, first, number, none = each_of(
            rows_in(principles),
            first_in(principles),
            number_in(principles),
            first_in(principles.filter(pk=0)),
        )
        named = answer_of(by_name(total=number_in(principles), unasked=nothing_asked("there")))
    assert (len(rows), first, number, none) == (4, rows[0], 4, None)
    assert named == {"total": 4, "unasked": "there"}
    assert len(asked) == 2


def test_a_page_and_the_number_of_rows_are_one_journey_and_a_page_after_the_last_is_the_last(
    inside_initiative: Initiative, people: People
) -> None:
    fill(people.backbone)
    principles = Principle.objects.order_by("pk")
    pks = [row.pk for row in principles]
    found = {}
    for wanted in (None, "", "1", "2", "9", "0", "x", "9" * 30):
        with CaptureQueriesContext(connection) as asked:
            page = answer_of(page_of(principles.all(), 3, wanted))
            found[wanted] = page.number, [row.pk for row in page.object_list], len(asked)
        assert (page.paginator.count, page.paginator.num_pages) == (4, 2)
    first = (1, pks[:3], 1)
    assert found.pop("2") == (2, pks[3:], 1)
    assert found.pop("9") == (2, pks[3:], 2)
    assert set(map(repr, found.values())) == {repr(first)}
    empty = answer_of(page_of(Principle.objects.filter(pk=0).order_by("pk"), 3, "2"))
    assert (empty.number, list(empty.object_list), empty.paginator.count) == (1, [], 0)
