"""A partner's own page, and the same on paper: what stands in it, who asks for it, and when it is given out no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communications.actions.partner_reports import build_partner_report, request_partner_report
from communications.models import PartnerReport
from communications.publishing.partner_paper import html_of, standing_report
from initiatives import clock
from initiatives.actions.benefits import promise_benefit
from initiatives.models import Benefit, Membership
from tests.conftest import Browser
from tests.factories.activities import make_activity
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
PAGE = "/i/harbor/people/harbor-learns-library/report/"
pytestmark = pytest.mark.usefixtures("inside_initiative")


@pytest.fixture
def library(people: People) -> Membership:
    """The library leads one activity and gains something."""
    found = Membership.objects.select_related("record__initiative", "organization").get(
        slug="harbor-learns-library"
    )
    make_activity("Reading hours", by=people.backbone, lead=found)
    promise_benefit(
        membership=found,
        way=Benefit.Way.GAINS,
        kind=Benefit.Kind.REACH,
        words={"en": "Families who read"},
        by=people.backbone,
    )
    return found


def _set(library: Membership, people: People) -> PartnerReport:
    run = request_partner_report(partner=library, by=people.partner, language="en")
    assert request_partner_report(partner=library, by=people.backbone, language="en") == run
    build_partner_report(run=run, progress=lambda _words, _percent: None)
    run.state, run.ended_at = run.State.READY, clock.now()
    run.save()
    return PartnerReport.objects.select_related(
        "membership__record__initiative", "membership__organization", "file"
    ).get(membership=library)


def test_the_page_and_the_paper_say_the_same_of_its_part(client_of: ClientOf, library: Membership) -> None:
    page = client_of(None).get(PAGE).content.decode()
    paper = html_of(library, on=clock.today(library.record.initiative.zone), language="en")
    for said in ("It carries 1 of the 1 activity", "Reading hours", "Families who read"):
        assert said in page
        assert said in paper


def test_those_who_take_part_ask_for_the_paper_and_everybody_sees_how_far_it_is(
    client_of: ClientOf, library: Membership, people: People
) -> None:
    assert client_of(people.outsider).post(f"{PAGE}asking/").status_code == 404
    assert not PartnerReport.objects.exists()
    client_of(people.funder).post(f"{PAGE}asking/")
    assert "Waiting for a free place" in client_of(None).get(PAGE).content.decode()


def test_the_paper_is_tagged_kept_and_given_out_only_while_it_stands(
    client_of: ClientOf, library: Membership, people: People
) -> None:
    report = _set(library, people)
    assert report.file is not None
    address = f"/i/harbor/files/{report.file.pk}/"
    assert address in client_of(None).get(PAGE).content.decode()
    served = client_of(None).get(address)
    assert b"".join(served).startswith(b"%PDF-")  # type: ignore[call-overload]
    activity = library.activities_led.get()
    make_restriction(activity.record, by=people.staff)
    assert standing_report(report) is None
    assert client_of(None).get(address).status_code == 404
