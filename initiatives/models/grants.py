"""The two tables of rights: role groups on the initiative, and groups that may read what a restriction hides."""

from __future__ import annotations

from django.db import models
from guardian.models import GroupObjectPermissionBase

from initiatives.models.initiatives import Initiative
from initiatives.models.records import Restriction
from initiatives.tenancy import open_initiative


class InitiativeGroupPermission(GroupObjectPermissionBase):
    """A role's group holds a permission in the initiative."""

    content_object = models.ForeignKey(
        Initiative, models.CASCADE, db_column="initiative_id", related_name="grants"
    )

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False


class RestrictionGroupPermission(GroupObjectPermissionBase):
    """A group may read a withheld record: the only grant on a single record."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="+", default=open_initiative)
    content_object = models.ForeignKey(Restriction, models.CASCADE, related_name="audience")

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False
