"""What could be decided, on which evidence, by which criteria: alternatives, evidence, criteria and their scores."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagement.models.engagements import Engagement
from initiatives import clock
from initiatives.models import Attachment, LocalizedField, Person, Record, Seat, local
from initiatives.models.records import APPEND_ONLY
from initiatives.tenancy import TenantManager, TenantModel
from measurement.models import DataDevelopmentItem, Release

FIXED_WHEN_FROZEN = pgtrigger.Protect(
    name="fixed_when_frozen",
    operation=pgtrigger.Update,
    condition=pgtrigger.Q(old__frozen_at__isnull=False)
    & (
        pgtrigger.Q(new__frozen_at__isnull=True)
        | pgtrigger.Q(old__title__df=pgtrigger.F("new__title"))
        | pgtrigger.Q(old__description__df=pgtrigger.F("new__description"))
        | pgtrigger.Q(old__cost__df=pgtrigger.F("new__cost"))
    ),
)


@pghistory.track()
class Alternative(TenantModel):
    """One thing that could be decided. Its text is fixed when the options are frozen; `merged_into` and withdrawal keep it readable."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="alternatives")
    position = models.PositiveSmallIntegerField(default=0)
    title = LocalizedField()
    description = LocalizedField()
    reasons_against = LocalizedField()
    reasons_at = models.DateTimeField(null=True, blank=True)  # since when reasons against it are shown
    cost = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = LocalizedField()

    objects = TenantManager()

    class Meta:
        ordering = ["position", "pk"]
        triggers = [FIXED_WHEN_FROZEN]

    def __str__(self) -> str:
        return local(self.title)


class Evidence(TenantModel):
    """What a decision rests on: published figures frozen as seen, a document, the statement that there are none, or advice."""

    class Kind(models.TextChoices):
        """What it is."""

        FIGURES = "figures", _("Published figures")
        DOCUMENT = "document", _("Document")
        LIVED = "lived", _("Lived experience")
        NO_DATA = "no_data", _("There are no data")
        ADVICE = "advice", _("Advice of professionals")

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = LocalizedField()
    words = LocalizedField()
    source = models.CharField(max_length=300, blank=True)
    release = models.ForeignKey(
        Release, models.PROTECT, null=True, blank=True, related_name="used_as_evidence"
    )
    frozen = models.JSONField(default=dict, blank=True)
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    data_item = models.ForeignKey(
        DataDevelopmentItem, models.PROTECT, null=True, blank=True, related_name="wanted_for"
    )
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["added_at", "pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.CheckConstraint(
                name="evidence_of_its_kind",
                condition=(
                    models.Q(kind="figures", release__isnull=False)
                    | models.Q(kind="no_data", data_item__isnull=False)
                    | models.Q(kind__in=["document", "lived", "advice"], release__isnull=True)
                ),
            )
        ]

    SIGNS = {"figures": "chart", "document": "doc", "lived": "chat", "no_data": "help", "advice": "people"}

    def __str__(self) -> str:
        return local(self.title)

    @property
    def sign(self) -> str:
        """The icon of its kind."""
        return self.SIGNS[self.kind]


class EvidenceRequest(TenantModel):
    """Anybody may ask for more evidence; it is answered in public."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="evidence_requests")
    words = models.TextField(max_length=2000)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="requests")
    answer = LocalizedField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="evidence_request_answered_whole",
                condition=models.Q(answered_at__isnull=True, answered_by__isnull=True)
                | models.Q(answered_at__isnull=False, answered_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.asked_at:%Y-%m-%d}"


class Criterion(TenantModel):
    """By what options are judged, and how much it weighs; adopted jointly before anything is scored. L2."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField(default=0)
    words = LocalizedField()
    weight = models.PositiveSmallIntegerField(default=1)
    proposed_at = models.DateTimeField(default=clock.now)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="criterion_weighs_something", condition=models.Q(weight__gte=1, weight__lte=10)
            )
        ]

    def __str__(self) -> str:
        return local(self.words)


class CriterionVoice(TenantModel):
    """One seat agrees to the criteria and weights as they stand, or does not."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="criterion_voices")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    at = models.DateTimeField(default=clock.now)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "engagement", "seat"], name="criterion_voice_once")
        ]

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.seat_id}"


class CriterionScore(TenantModel):
    """How one seat scores one option on one criterion, 1 to 5; kept per seat."""

    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    alternative = models.ForeignKey(Alternative, models.PROTECT, related_name="scores")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=clock.now)

    objects = TenantManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "criterion", "alternative", "seat"], name="criterion_score_once"
            ),
            models.CheckConstraint(
                name="criterion_score_one_to_five", condition=models.Q(score__gte=1, score__lte=5)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id} {self.alternative_id} {self.score}"


class Statement(TenantModel):
    """What the initiative says to people in the course of an engagement, in versions: the newest of a kind counts, all stay."""

    class Kind(models.TextChoices):
        """What it says."""

        DRAFT_ANALYSIS = "draft_analysis", _("Draft analysis")
        WHAT_WE_HEARD = "what_we_heard", _("What we heard")
        RATIONALE = "rationale", _("The decision and its reasons")
        REPORT_BACK = "report_back", _("You said, we did, we did not because")
        MONITORING = "monitoring", _("What the joint body saw")
        PROGRESS = "progress", _("How far it is")
        REPLY = "reply", _("The joint body’s reply")
        CONCILIATION = "conciliation", _("The conciliation meeting")
        IMPOSSIBLE = "impossible", _("Why it is impossible")
        ACKNOWLEDGED = "acknowledged", _("The document is the authority’s")
        OUTREACH = "outreach", _("How we reached for those who were missing")
        LANGUAGE_WAIVER = "language_waiver", _("Why a language or a plain text is missing")
        CORRECTION = "correction", _("Correction of what we heard")
        ROLL = "roll", _("Who can vote, and by which rule")

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    version = models.PositiveIntegerField(default=1)
    words = LocalizedField()
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    authority = models.CharField(max_length=200, blank=True)  # the legal authority of IMPOSSIBLE
    about = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="+")
    alternative = models.ForeignKey(
        Alternative, models.PROTECT, null=True, blank=True, related_name="argued_for_in"
    )  # the option that a rationale argues for
    why_otherwise = LocalizedField()  # why a rationale deviates from the panel's first choice
    published_at = models.DateTimeField(default=clock.now)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "engagement", "kind", "version"], name="statement_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.kind} {self.version}"

    @property
    def address(self) -> str:
        """Its place below the statements of the engagement."""
        return str(self.kind).replace("_", "-")
