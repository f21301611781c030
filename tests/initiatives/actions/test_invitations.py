"""Invitations: single-use, bound to one e-mail and one role, dead after withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import override_settings

from initiatives import clock
from initiatives.actions.invitations import accept, ask_again, invite, resend, withdraw
from initiatives.actions.people import make_person
from initiatives.models import (
    Event,
    Initiative,
    Invitation,
    JobRun,
    Participation,
    RoleHolding,
    Seat,
    SeatTerm,
)
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role
from tests.conftest import Browser
from tests.factories.letters import post_invitation
from tests.mail_server import mail_server
from tests.personas import People


@pytest.fixture
def invited(inside_initiative: Initiative, people: People) -> Invitation:
    return invite(email="New@Example.org", role=Role.RESIDENT, by=people.backbone, message="Come along")


def test_accepting_gives_the_role_and_a_place_in_the_directory(invited: Invitation) -> None:
    person = make_person(email="new@example.org", name="New")
    accept(invitation=invited, person=person)
    assert RoleHolding.objects.filter(person=person, role=Role.RESIDENT, until__isnull=True).exists()
    assert Participation.objects.filter(
        person=person, initiative_id=invited.initiative_id, ended_at=None
    ).exists()
    assert Event.objects.filter(kind="invitation.accepted", actor=person).exists()


def test_an_invitation_works_once(invited: Invitation) -> None:
    person = make_person(email="new@example.org")
    accept(invitation=invited, person=person)
    with pytest.raises(RuleBroken):
        accept(invitation=invited, person=person)


def test_another_e_mail_is_refused(invited: Invitation, people: People) -> None:
    with pytest.raises(RuleBroken, match="another e-mail"):
        accept(invitation=invited, person=people.outsider)
    invited.refresh_from_db()
    assert invited.accepted_at is None


def test_a_withdrawn_invitation_is_dead(invited: Invitation, people: People) -> None:
    withdraw(invitation=invited, by=people.backbone)
    with pytest.raises(RuleBroken):
        accept(invitation=invited, person=make_person(email="new@example.org"))


def test_an_expired_invitation_is_dead_and_asking_again_is_noted_once(invited: Invitation) -> None:
    with clock.at(clock.now() + timedelta(days=15)):
        with pytest.raises(RuleBroken, match="too old"):
            accept(invitation=invited, person=make_person(email="new@example.org"))
        ask_again(invitation=invited)
        ask_again(invitation=invited)
    assert Event.objects.filter(kind="invitation.asked_again").count() == 1


def test_sending_again_kills_the_first_address(invited: Invitation, people: People) -> None:
    first = invited.record_pass
    resend(invitation=invited, by=people.backbone)
    first.refresh_from_db()
    invited.refresh_from_db()
    assert first.revoked_at is not None
    assert invited.record_pass_id != first.pk


def test_the_mail_holds_the_one_working_address_and_the_database_does_not(
    invited: Invitation, django_capture_on_commit_callbacks: object
) -> None:
    run = JobRun.objects.get(task="initiatives.send_invitation")
    for _twice in range(2):
        post_invitation(run)
    assert len(mail.outbox) == 1
    letter = mail.outbox[0]
    secret = str(letter.body).split("/join/")[1].split("/")[0]
    assert letter.to == ["new@example.org"]
    assert secret in str(letter.alternatives[0][0])
    assert secret not in str(run.arguments)
    assert invited.record_pass.hash != secret


def test_no_mail_leaves_after_a_withdrawal(invited: Invitation, people: People) -> None:
    withdraw(invitation=invited, by=people.backbone)
    post_invitation(JobRun.objects.get(task="initiatives.send_invitation"))
    assert mail.outbox == []


def test_nobody_invites_to_a_role_that_may_do_more_than_they(
    inside_initiative: Initiative, people: People
) -> None:
    with pytest.raises(RuleBroken, match="may do more"):
        invite(email="friend@example.org", role=Role.DIRECTOR, by=people.staff)
    with pytest.raises(RuleBroken, match="may not invite"):
        invite(email="friend@example.org", role=Role.PARTNER, by=people.partner)


def test_asking_the_same_person_twice_is_refused(invited: Invitation, people: People) -> None:
    with pytest.raises(RuleBroken, match="asked already"):
        invite(email="new@example.org", role=Role.RESIDENT, by=people.backbone)
    with pytest.raises(RuleBroken, match="takes part"):
        invite(email=people.resident.email, role=Role.RESIDENT, by=people.backbone)


def test_an_invitation_to_a_seat_starts_a_term(inside_initiative: Initiative, people: People) -> None:
    body = Seat.objects.all()[0].body
    seat = Seat.objects.create(
        body=body, name="Youth seat", seat_class="youth", created_on=clock.today() - timedelta(days=9)
    )
    invitation = invite(email="young@example.org", role=Role.RESIDENT, seat=seat, by=people.backbone)
    person = make_person(email="young@example.org")
    accept(invitation=invitation, person=person)
    assert SeatTerm.objects.get(seat=seat).person == person


def test_an_address_that_takes_no_letters_is_told_beside_the_invitation_until_it_is_sent_again(
    invited: Invitation, people: People, client_of: Callable[..., Browser]
) -> None:
    with mail_server() as server:
        server.refuses[invited.email] = "550 no such mailbox"
        smtp = "django.core.mail.backends.smtp.EmailBackend"
        with override_settings(EMAIL_BACKEND=smtp, EMAIL_HOST="127.0.0.1", EMAIL_PORT=server.port):
            post_invitation(JobRun.objects.get(task="initiatives.send_invitation"))
    page = client_of(people.backbone).get("/i/harbor/people/invite/").content.decode()
    assert "550 no such mailbox" in page
    resend(invitation=invited, by=people.backbone)
    assert "550" not in client_of(people.backbone).get("/i/harbor/people/invite/").content.decode()
