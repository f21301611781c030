"""The people we promised: who contributed, who is on the panel, who may vote on it; and how many of them can be reached. S7."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from engagement.models import Elector, Engagement, Input, InputContact, PanelMember
from initiatives import clock
from initiatives.models import Pass, Person, SeatTerm
from initiatives.passes import hashed, typed_code


def people_promised(engagement: Engagement, *, until: datetime | None = None) -> set[int]:
    """Return the accounts of the people we promised: contributors, the panel, and whoever may vote on the question.

    Of contributors only those whose words counted `until` then, where that is said.
    """
    today = clock.today(engagement.initiative.zone)
    said = Input.objects.counted().filter(engagement=engagement, withdrawn_at__isnull=True)
    if until is not None:
        said = said.filter(Q(confirmed_at=None) | Q(confirmed_at__lte=until), received_at__lte=until)
    panel = PanelMember.objects.filter(engagement=engagement, left_at__isnull=True)
    electors = Elector.objects.filter(decision__engagement=engagement)
    seats = SeatTerm.objects.on(today).filter(seat__in=electors.filter(seat__isnull=False).values("seat"))
    found = {
        *said.filter(contributor__isnull=False).values_list("contributor", flat=True),
        *panel.values_list("person", flat=True),
        *electors.filter(person__isnull=False).values_list("person", flat=True),
        *seats.values_list("person", flat=True),
    }
    return {pk for pk in found if pk is not None}


def is_promised(engagement: Engagement, person: Person, *, until: datetime | None = None) -> bool:
    """Whether somebody is one of the people we promised; as a contributor, by what counted `until` then."""
    return person.pk in people_promised(engagement, until=until)


def letters_without_account(engagement: Engagement) -> list[InputContact]:
    """Return how contributors without an account can be reached."""
    rows = InputContact.objects.filter(
        input__engagement=engagement, input__withdrawn_at__isnull=True, input__contributor__isnull=True
    )
    return list(rows.reachable().select_related("input").order_by("pk"))


def reachable(engagement: Engagement) -> int:
    """Return how many of the people we promised can be reached: accounts, and addresses that were left."""
    people = Person.objects.filter(pk__in=people_promised(engagement), is_active=True).count()
    contact = InputContact.objects.reachable().filter(input=OuterRef("pk"))
    without = Input.objects.counted().filter(
        engagement=engagement, withdrawn_at__isnull=True, contributor__isnull=True
    )
    return people + without.filter(Exists(contact)).count()


def input_of_receipt(engagement: Engagement, code: str) -> Input | None:
    """Return the input whose receipt has this code, however it was typed; None for a code of nothing here."""
    found = Pass.objects.filter(
        hash=hashed(typed_code(code)),
        purpose=Pass.Purpose.RECEIPT,
        initiative=engagement.initiative_id,
        revoked_at__isnull=True,
    )
    rows = Input.objects.counted().filter(engagement=engagement, receipt__in=found, withdrawn_at__isnull=True)
    return rows.select_related("contributor", "engagement").first()
