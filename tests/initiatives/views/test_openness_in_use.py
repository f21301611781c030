"""Why can I see this, what changed in a record's words, and the public log of what was hidden."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.apps import apps
from django.contrib.auth.models import Group

from initiatives import clock
from initiatives.actions.backbone import edit_charter
from initiatives.actions.partners import Part, edit_part
from initiatives.actions.restrictions import restrict
from initiatives.changes import _is_shown
from initiatives.models import Body, ConflictCase, Initiative, Membership, Record, RoleGroup
from tests.conftest import Browser
from tests.factories.records import make_record
from tests.personas import People

ClientOf = Callable[..., Browser]
HOME = "/i/harbor/"
SOON = timedelta(days=10)


def body(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def directors() -> list[Group]:
    return [RoleGroup.objects.get(role="director").group]


def why(record: Record) -> str:
    return f"{HOME}open/why/{record.number}/"


def withhold(record: Record, by: People, **more: object) -> None:
    restrict(
        record=record,
        ground="personal_data",
        reason={"en": "A child could be recognised"},
        expires_at=clock.now() + SOON,
        readers=directors(),
        by=by.backbone,
        **more,  # type: ignore[arg-type]
    )


def test_what_is_public_says_so(client_of: ClientOf, inside_initiative: Initiative) -> None:
    assert "Everybody sees this" in body(client_of(None).get(why(Body.objects.get().record)))


def test_who_reads_what_is_withheld_learns_by_which_role(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    record = Body.objects.get().record
    withhold(record, people)
    assert "You see it as Backbone director" in body(client_of(people.backbone).get(why(record)))
    assert client_of(people.partner).get(why(record)).status_code == 403


def test_a_draft_is_explained_and_stays_unknown_to_others(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    draft = make_record("Draft words", by=people.backbone, published=False)
    assert "It is a draft that you began" in body(client_of(people.backbone).get(why(draft)))
    assert client_of(None).get(why(draft)).status_code == 404


def test_the_history_of_a_record_shows_what_its_words_were(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    table = Body.objects.get()
    edit_charter(body=table, name=table.name, charter={"en": "It decides on money."}, by=people.backbone)
    edit_charter(body=table, name=table.name, charter={"en": "It decides on rules."}, by=people.backbone)
    page = body(client_of(None).get(f"{HOME}history/?record={table.record.number}"))
    assert "What changed in its words" in page
    assert "money" in page
    assert "rules" in page


def test_a_withheld_part_does_not_come_out_by_its_history(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    library = Membership.objects.get()
    for words in ("Old secret capacity", "New secret capacity"):
        edit_part(membership=library, part=Part(capacity={"en": words}), by=people.backbone)
    page = f"{HOME}history/?record={library.record.number}"
    assert "secret capacity" in body(client_of(None).get(page))
    withhold(library.record, people, scope="fields", fields=["capacity"])
    assert "secret" not in body(client_of(None).get(page))
    assert "secret" in body(client_of(people.backbone).get(page))


def test_an_empty_log_says_that_nothing_was_hidden(client_of: ClientOf, initiative: Initiative) -> None:
    assert "Nobody’s words were hidden" in body(client_of(None).get(f"{HOME}open/moderation/"))


def test_what_a_draft_said_before_it_was_public_is_not_told(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    table = Body.objects.get()
    for words in ("Whispered first.", "It decides on money.", "It decides on rules."):
        edit_charter(body=table, name=table.name, charter={"en": words}, by=people.backbone)
    kept = apps.get_model("initiatives", "BodyEvent")._base_manager.filter(pgh_obj_id=table.pk)
    for number, row in enumerate(kept.order_by("pgh_id")):
        kept.filter(pk=row.pk).update(pgh_created_at=clock.now() - timedelta(days=9 - number))
    published = kept.order_by("-pgh_id")[1].pgh_created_at
    Record.objects.filter(pk=table.record_id).update(published_at=published)
    page = body(client_of(None).get(f"{HOME}history/?record={table.record.number}"))
    assert "rules" in page
    assert "Whispered" not in page


def test_the_ties_of_a_mediator_are_told_to_nobody_by_the_history() -> None:
    ties = ConflictCase._meta.get_field("mediator_ties")
    assert not _is_shown(ties)
