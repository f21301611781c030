"""What the platform holds about somebody, for themselves: every row of every table that names them, as one ZIP of JSON.

The tables are found, not listed: a new table that names people is in it from its first day, and so is one that keeps an
address, wherever somebody left it without an account or before they had one. What somebody only handled (`…_by`) is counted
and not copied: it holds what others said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import QuerySet

from initiatives.models import Initiative, JoinRequest, Participation, Pass, Person
from initiatives.tenancy import TenantModel, inside

Rows = dict[str, Any]
OWN_WORDS = frozenset({"said_by", "asked_by", "raised_by", "accepted_by"})
KEPT_BACK = frozenset({"hash", "token", "secret", "salt", "password", "content"})
READ_ME = """This is what the platform holds about you, as you asked.

me.json          your account: name, e-mail, language, how you sign in, where you take part
<initiative>.json  for each initiative every row that is yours, by table; under "handled" how often you did
                 something to what belongs to others or to all (it is counted, not copied)

Dates and times are written as ISO 8601. Keys and secrets are left out.
"""


def own_data(person: Person) -> bytes:
    """Return the ZIP. Reads only; one short transaction for each initiative where the person is or was."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("read-me.txt", READ_ME)
        archive.writestr("me.json", _json(_account(person)))
        for initiative in Initiative.objects.filter(pk__in=places_of(person)).order_by("slug"):
            with transaction.atomic(), inside(initiative.pk):
                archive.writestr(f"{initiative.slug}.json", _json(_in_initiative(person)))
    return packed.getvalue()


def places_of(person: Person) -> set[int]:
    """Return the initiatives where somebody is or was, was asked to be, asked to join, or left their address."""
    known = set(Participation.objects.filter(person=person).values_list("initiative_id", flat=True))
    known |= set(Pass.objects.filter(person=person).values_list("initiative_id", flat=True))
    for initiative in Initiative.objects.exclude(pk__in=known).values_list("pk", flat=True):
        with transaction.atomic(), inside(initiative):
            if _left_a_trace(person):
                known.add(initiative)
    return known


def _left_a_trace(person: Person) -> bool:
    by_name = JoinRequest.objects.filter(named_by=person).exists()
    return by_name or any(rows.exists() for _label, rows in _under_address(person))


def _account(person: Person) -> Rows:
    return {
        "name": person.name,
        "email": person.email,
        "language": person.language,
        "since": person.created_at,
        "emails": list(EmailAddress.objects.filter(user=person).values("email", "verified", "primary")),
        "signs_in_with": list(Authenticator.objects.filter(user=person).values("type", "created_at")),
        "takes_part_in": list(
            Participation.objects.filter(person=person).values("initiative__slug", "since", "ended_at")
        ),
    }


def _in_initiative(person: Person) -> Rows:
    mine: Rows = {}
    handled: dict[str, int] = {}
    for model, field in _that_name_people():
        objects: Any = model.objects  # type: ignore[attr-defined]  # every table of an initiative has its manager
        found = objects.filter(**{field: person})
        label = model._meta.label
        if field.endswith("_by") and field not in OWN_WORDS:
            if count := found.count():
                handled[f"{label}.{field}"] = count
        elif rows := [_without_secrets(row) for row in found.values()]:
            mine[f"{label}.{field}"] = rows
    for label, left in _under_address(person):
        if rows := [_without_secrets(row) for row in left.values()]:
            mine[label] = rows
    return {"yours": mine, "handled": handled}


def _that_name_people() -> Iterator[tuple[type[models.Model], str]]:
    """Return each table of an initiative with each of its columns that names a person; histories apart."""
    for model in apps.get_models():
        if not issubclass(model, TenantModel) or hasattr(model, "pgh_id"):
            continue
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Person:
                yield model, field.name


def _under_address(person: Person) -> Iterator[tuple[str, QuerySet[Any]]]:
    """Return the rows of the open initiative that hold somebody's address: accounts have it only once it is confirmed."""
    for model in apps.get_models():
        if not issubclass(model, TenantModel) or hasattr(model, "pgh_id"):
            continue
        for field in model._meta.local_fields:
            if isinstance(field, models.EmailField) and person.email:
                objects: Any = model.objects  # type: ignore[attr-defined]  # as above
                yield (
                    f"{model._meta.label}.{field.name}",
                    objects.filter(**{f"{field.name}__iexact": person.email}),
                )


def _without_secrets(row: Rows) -> Rows:
    return {name: value for name, value in row.items() if name not in KEPT_BACK}


def _json(found: Rows) -> str:
    return json.dumps(found, cls=_Encoder, ensure_ascii=False, indent=1, sort_keys=True)


class _Encoder(DjangoJSONEncoder):
    """Everything that a row can hold; what has no form of its own is written as text."""

    def default(self, o: Any) -> Any:
        """Return something that JSON knows."""
        try:
            return super().default(o)
        except TypeError:
            return str(o)
