"""Guardian, and nobody else speaks to it: rights of role groups on an initiative, and who may read a restriction."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet, Value
from guardian.shortcuts import assign_perm, remove_perm

from initiatives.models import (
    Initiative,
    Restriction,
    RestrictionGroupPermission,
    RoleGroup,
)
from initiatives.rules.permissions import Permission
from initiatives.rules.roles import GRANTS, Role

_KNOWN = {p.value: p for p in Permission}


def rights_by_role() -> QuerySet[RoleGroup, tuple[str, int, list[str]]]:
    """Return, of every role of the open initiative, its group and the names of the rights that it holds."""
    names = ArrayAgg(
        "group__initiativegrouppermission__permission__codename",
        filter=Q(group__initiativegrouppermission__isnull=False),
        default=Value([]),
    )
    return RoleGroup.objects.order_by().values_list("role", "group_id").annotate(names=names)


def named_permissions(names: Iterable[str]) -> frozenset[Permission]:
    """Return the rights with these names; a name that the product no longer knows gives none."""
    return frozenset(_KNOWN[name] for name in names if name in _KNOWN)


def make_role_groups(initiative: Initiative) -> None:
    """Give every role of a new initiative its group and its starting rights. Inside the initiative's scope."""
    groups = {role: Group.objects.create(name=f"initiative {initiative.pk}: {role}") for role in Role}
    RoleGroup.objects.bulk_create(RoleGroup(role=role, group=group) for role, group in groups.items())
    for permission in Permission:
        assign_perm(
            permission.value, [groups[role] for role in Role if permission in GRANTS[role]], initiative
        )


def grant(role: Role, permission: Permission, initiative: Initiative) -> None:
    """Give a role one more right."""
    assign_perm(permission.value, RoleGroup.objects.get(role=role).group, initiative)


def revoke(role: Role, permission: Permission, initiative: Initiative) -> None:
    """Take a right from a role."""
    remove_perm(permission.value, RoleGroup.objects.get(role=role).group, initiative)


def rights_of_roles() -> dict[str, frozenset[str]]:
    """Return what every role may do in the open initiative: role → permissions."""
    return {role: frozenset(names) for role, _group, names in rights_by_role()}


def let_read(restriction: Restriction, groups: Iterable[Group]) -> None:
    """Let groups read what a restriction withholds from all others."""
    for group in groups:
        assign_perm("view_restriction", group, restriction)


def readers_of(restriction: Restriction) -> list[Group]:
    """Return the groups that may read a withheld record."""
    ids = RestrictionGroupPermission.objects.filter(content_object=restriction).values_list(
        "group_id", flat=True
    )
    return list(Group.objects.filter(pk__in=ids))
