"""What became of what people said: themes, dispositions, the matrix of concerns and options, the panel's voices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagement.models.alternatives import Alternative, Statement
from engagement.models.engagements import Engagement, PanelMember
from engagement.models.inputs import Input
from initiatives import clock
from initiatives.models import LocalizedField, Person, Record, local
from initiatives.tenancy import TenantManager, TenantModel


class Theme(TenantModel):
    """A group of what people said. Every input is in at least one."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="themes")
    position = models.PositiveSmallIntegerField(default=0)
    title = LocalizedField()
    summary = LocalizedField()
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    objects = TenantManager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return local(self.title)


class ThemeInput(TenantModel):
    """One input stands under one theme; what was sorted anew stays as a row that ended."""

    theme = models.ForeignKey(Theme, models.PROTECT, related_name="theme_inputs")
    input = models.ForeignKey(Input, models.PROTECT, related_name="theme_inputs")
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "theme", "input"],
                condition=models.Q(removed_at__isnull=True),
                name="theme_input_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.theme_id} {self.input_id}"


class Disposition(TenantModel):
    """What became of a theme, and why; the newest counts, older ones stay readable."""

    class Kind(models.TextChoices):
        """What became of it."""

        ADOPTED = "adopted", _("Changed an option")
        ADAPTED = "adapted", _("Changed it in part")
        ALREADY_PLANNED = "already_planned", _("Already planned")
        NOT_ADOPTED = "not_adopted", _("Not possible")
        OUT_OF_SCOPE = "out_of_scope", _("Sent to another group")

    theme = models.ForeignKey(Theme, models.PROTECT, related_name="dispositions")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    reason = LocalizedField()
    passage = LocalizedField()
    alternative = models.ForeignKey(
        Alternative, models.PROTECT, null=True, blank=True, related_name="dispositions"
    )
    link = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "theme"],
                condition=models.Q(replaced_at__isnull=True),
                name="disposition_one_counts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.theme_id} {self.kind}"


class MatrixCell(TenantModel):
    """Concern × option: a theme is reflected in an option, or in none and why. V3. A row without an option is the latter."""

    theme = models.ForeignKey(Theme, models.PROTECT, related_name="cells")
    alternative = models.ForeignKey(Alternative, models.PROTECT, null=True, blank=True, related_name="cells")
    words = LocalizedField()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["theme__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "theme", "alternative"],
                condition=models.Q(removed_at__isnull=True),
                nulls_distinct=False,
                name="matrix_cell_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.theme_id} {self.alternative_id}"


class Citation(TenantModel):
    """A statement rests on one cell of the matrix. V5."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="cites")
    cell = models.ForeignKey(MatrixCell, models.PROTECT, related_name="cited_in")

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "statement", "cell"], name="citation_once")
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.cell_id}"


class PanelVoice(TenantModel):
    """What one member of the panel says of the matrix: it reflects what was said, or it does not and why. V4."""

    member = models.ForeignKey(PanelMember, models.PROTECT, related_name="voices")
    confirms = models.BooleanField()
    words = models.TextField(blank=True, max_length=2000)
    first_choice = models.ForeignKey(Alternative, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "member"],
                condition=models.Q(replaced_at__isnull=True),
                name="panel_voice_one_counts",
            ),
            models.CheckConstraint(
                name="panel_dissent_has_words", condition=models.Q(confirms=True) | ~models.Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.confirms}"
