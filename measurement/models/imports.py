"""Files on their way to becoming figures. Nothing counts before it is published."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models import Person, Record
from initiatives.models.records import GovernedQuerySet
from initiatives.tenancy import TenantManager, TenantModel
from measurement.models.indicators import Indicator
from measurement.models.observations import Release

_SEAL = """
SELECT md5(concat_ws('|',
  (SELECT max(r.id) FROM measurement_release r WHERE r.indicator_id = measurement_import.indicator_id),
  (SELECT max(p.id) FROM measurement_disclosurepolicy p WHERE p.initiative_id = measurement_import.initiative_id),
  (SELECT i::text FROM measurement_indicator i WHERE i.id = measurement_import.indicator_id),
  (SELECT string_agg(t::text, ',' ORDER BY t.id) FROM measurement_target t
    WHERE t.indicator_id = measurement_import.indicator_id),
  (SELECT string_agg(b::text, ',' ORDER BY b.id) FROM measurement_seriesbreak b
    WHERE b.indicator_id = measurement_import.indicator_id),
  (SELECT string_agg(d::text, ',' ORDER BY d.id) FROM initiatives_dimension d
    WHERE d.initiative_id = measurement_import.initiative_id),
  (SELECT string_agg(c::text, ',' ORDER BY c.id) FROM initiatives_category c
    WHERE c.initiative_id = measurement_import.initiative_id)))
"""


class ImportQuerySet(GovernedQuerySet["Import"]):
    """Brought files."""

    def sealed(self) -> Self:
        """Add `seal`, which is another one as soon as live figures, groups, targets or the policy are other ones."""
        return self.annotate(seal=RawSQL(_SEAL, [], output_field=models.CharField()))  # noqa: S611 (no parameters)


class Import(TenantModel):
    """One file that somebody brought: its bytes, how its columns were read, and what became of it."""

    class State(models.TextChoices):
        """Where it stands."""

        UPLOADED = "uploaded", _("Columns to match")
        CHECKED = "checked", _("Checked")
        PUBLISHED = "published", _("Published")
        DISCARDED = "discarded", _("Discarded")

    record = models.OneToOneField(Record, models.PROTECT, related_name="import_of_figures")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    plan = models.JSONField(default=dict)
    corrections = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    uploaded_at = models.DateTimeField(default=clock.now)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    release = models.OneToOneField(
        Release, models.PROTECT, null=True, blank=True, related_name="import_of_figures"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    seal: str  # given by `sealed()`

    objects = TenantManager.from_queryset(ImportQuerySet)()

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                name="import_published_has_release",
                condition=~models.Q(state="published")
                | models.Q(release__isnull=False, ended_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.file_name
