"""The private calendar of one person: a secret address that can be taken back."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from initiatives import clock
from initiatives.models import Pass, Person
from initiatives.models.doors import PassQuerySet
from initiatives.passes import find_pass, make_pass
from initiatives.tenancy import current_initiative

LASTS = timedelta(days=1825)
SCOPE = "my_meetings"


def private_address(person: Person) -> str:
    """Return the secret address of somebody's own calendar; "" where they have none."""
    standing = _passes(person).usable(at=clock.now()).exists()
    return _address(_secret(person, _passes(person).count())) if standing else ""


@transaction.atomic
def make_private_address(*, person: Person) -> str:
    """Make the secret address of somebody's own calendar; where there is one, it stays. No event tells it."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if standing := private_address(person):
        return standing
    secret = _secret(person, _passes(person).count() + 1)
    make_pass(Pass.Purpose.FEED, lasts=LASTS, person=person, scope=SCOPE, secret=secret)
    return _address(secret)


@transaction.atomic
def take_back_address(*, person: Person) -> None:
    """Close the secret address at once; the next one is another."""
    _passes(person).filter(revoked_at__isnull=True).update(revoked_at=clock.now())


def owner_of(secret: str) -> Pass | None:
    """Return the pass of such an address if it still opens a calendar. Needs no scope."""
    found = find_pass(secret, Pass.Purpose.FEED)
    if found is None or found.scope != SCOPE or found.person is None or not found.person.is_active:
        return None
    return found


def _passes(person: Person) -> PassQuerySet:
    return Pass.objects.filter(
        initiative=current_initiative(), purpose=Pass.Purpose.FEED, person=person, scope=SCOPE
    )


def _address(secret: str) -> str:
    return f"{settings.BASE_URL}/calendar/{secret}.ics"


def _secret(person: Person, nth: int) -> str:
    said = f"{current_initiative()}:{person.pk}:{nth}"
    return salted_hmac("communications.calendars", said, algorithm="sha256").hexdigest()
