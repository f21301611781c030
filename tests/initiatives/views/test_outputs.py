"""Policies that changed and stories: who writes them down, where they are read, and how one is taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communications.publishing.report import contents_of
from initiatives import clock
from initiatives.actions.outputs import Told, add_output
from initiatives.models import CollectiveOutput, Initiative
from initiatives.rules.refusals import RuleBroken
from tests.conftest import Browser
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
PAGE = "/i/harbor/plan/outputs/"
pytestmark = pytest.mark.usefixtures("inside_initiative")


def _told(kind: str = "policy", **more: object) -> Told:
    said = {"title": {"en": "The bell rings at nine"}, "words": {"en": ""}, "whose": {"en": "School board"}}
    return Told(kind=kind, happened_on=clock.today(), **{**said, **more})  # type: ignore[arg-type]


def test_a_partner_writes_down_what_changed_and_page_overview_and_report_tell_it(
    people: People, client_of: ClientOf, initiative: Initiative
) -> None:
    form = {"kind": "policy", "title_en": "The bell rings at nine", "whose_en": "School board"}
    sent = client_of(people.partner).post(f"{PAGE}add/", {**form, "happened_on": clock.today().isoformat()})
    assert sent.status_code == 302
    for path in (PAGE, "/i/harbor/"):
        assert "The bell rings at nine" in client_of(None).get(path).content.decode(), path
    frozen = contents_of(initiative)
    assert frozen["outputs"]["policies"] == [{"title": "The bell rings at nine", "whose": "School board"}]
    assert CollectiveOutput.objects.get().record.number in frozen["records"]


def test_what_is_withheld_or_taken_back_is_told_nowhere(
    people: People, client_of: ClientOf, initiative: Initiative
) -> None:
    hidden = add_output(told=_told(title={"en": "A secret rule"}), by=people.backbone)
    made = add_output(told=_told(), by=people.backbone)
    make_restriction(hidden.record, by=people.staff, fields=("title",))
    assert client_of(people.partner).post(f"{PAGE}{made.record.number}/withdrawal/").status_code == 403
    client_of(people.backbone).post(f"{PAGE}{made.record.number}/withdrawal/")
    for path in (PAGE, "/i/harbor/"):
        page = client_of(None).get(path).content.decode()
        assert "A secret rule" not in page, path
        assert "The bell rings" not in page, path
    assert contents_of(initiative)["outputs"] == {}


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (_told("story"), "is_told_with_consent"),
        (_told(whose={}), "whose"),
        (_told(title={}), "title"),
    ],
)
def test_a_story_without_consent_and_a_rule_of_nobody_are_refused(
    people: People, told: Told, field: str
) -> None:
    with pytest.raises(RuleBroken) as refusal:
        add_output(told=told, by=people.backbone)
    assert refusal.value.field == field
