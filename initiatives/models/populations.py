"""Who is counted: populations, and the dimensions by which figures and plans are read for groups."""

from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models.localized import LocalizedField, local
from initiatives.models.records import GovernedQuerySet, Record
from initiatives.tenancy import TenantManager, TenantModel


class Population(TenantModel):
    """All people of one kind in one place: "All public high school students in Minnesota"."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="population")
    name = LocalizedField()
    place = models.CharField(max_length=120)
    size = models.PositiveIntegerField(null=True, blank=True)

    objects = TenantManager.from_queryset(GovernedQuerySet)()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return local(self.name)


@pghistory.track()
class Dimension(TenantModel):
    """A way to read a figure for groups: race and ethnicity, sex, place, …"""

    class Kind(models.TextChoices):
        """The field's common dimensions; a community may define its own."""

        RACE_ETHNICITY = "race_ethnicity", _("Race and ethnicity")
        SEX = "sex", _("Sex")
        AGE = "age", _("Age")
        PLACE = "place", _("Place")
        INCOME = "income", _("Income")
        LANGUAGE = "language", _("Language")
        DISABILITY = "disability", _("Disability")
        HOUSING = "housing", _("Housing")
        OTHER = "other", _("Other")

    record = models.OneToOneField(Record, models.PROTECT, related_name="dimension")
    slug = models.SlugField(max_length=60)
    name = LocalizedField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    is_exhaustive = models.BooleanField(default=True)
    is_community_defined = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    objects = TenantManager.from_queryset(GovernedQuerySet)()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["initiative", "slug"], name="dimension_slug_once")]

    def __str__(self) -> str:
        return local(self.name)


@pghistory.track()
class Category(TenantModel):
    """One group of a dimension, in a fixed, meaningful order. `aliases` are its names in files."""

    dimension = models.ForeignKey(Dimension, models.PROTECT, related_name="categories")
    slug = models.SlugField(max_length=60)
    name = LocalizedField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    is_exclusive = models.BooleanField(default=True)
    aliases = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = TenantManager()

    class Meta:
        ordering = ["dimension", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "dimension", "slug"], name="category_slug_once")
        ]

    def __str__(self) -> str:
        return local(self.name)
