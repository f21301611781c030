"""What is withheld, made by the action itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth.models import Group

from initiatives import clock
from initiatives.actions.restrictions import restrict
from initiatives.models import Person, Record, Restriction, RoleGroup
from initiatives.rules.roles import Role


def group_of(role: Role) -> Group:
    """Return the group of a role in the open initiative."""
    return RoleGroup.objects.get(role=role).group


def make_restriction(
    record: Record,
    *,
    by: Person,
    days: int = 10,
    readers: tuple[Role, ...] = (Role.DIRECTOR,),
    scope: str = "whole",
    fields: Sequence[str] = (),
) -> Restriction:
    """Hide a record for some days; `readers` still see it."""
    return restrict(
        record=record,
        ground=Restriction.Ground.SAFETY,
        reason={"en": "Somebody could be in danger."},
        expires_at=clock.now() + timedelta(days=days),
        readers=[group_of(role) for role in readers],
        by=by,
        scope=scope,
        fields=fields,
    )
