"""Record: the one identity of everything governed. Visibility, history, number and restrictions hang on it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self, TypeVar

import pgtrigger
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models.localized import LocalizedField, local
from initiatives.models.people import RoleHolding
from initiatives.rules.events import Reader
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet

M = TypeVar("M", bound=models.Model)

NEVER_EMPTIED = pgtrigger.Trigger(
    name="never_emptied",
    level=pgtrigger.Statement,
    when=pgtrigger.Before,
    operation=pgtrigger.Truncate,
    func="RAISE EXCEPTION 'These rows are only ever added.';",
)
APPEND_ONLY = [
    pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
    NEVER_EMPTIED,
]


def seen_by(viewer: Viewer, *, prefix: str = "") -> models.Q:
    """Return the one condition that decides what is seen: published, or a draft of one's own or of one's working group."""
    published = models.Q(**{f"{prefix}state__in": Record.PUBLISHED_STATES})
    if Permission.SEE_DRAFTS in viewer.permissions:
        return published | models.Q(**{f"{prefix}state": Record.State.DRAFT})
    if viewer.person_id is None:
        return published
    mine = models.Q(**{f"{prefix}created_by": viewer.person_id})
    if viewer.body_ids:
        mine |= models.Q(**{f"{prefix}working_group__in": viewer.body_ids})
    return published | models.Q(mine, **{f"{prefix}state": Record.State.DRAFT})


class RecordQuerySet(TenantQuerySet["Record"]):
    """Records of the open initiative."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Only what this viewer sees now: published or own draft, and not restricted away from them."""
        rows = self.filter(seen_by(viewer)).exclude(self._names_a_hidden_end(viewer))
        return rows.filter(~withheld_by(viewer))

    def published_or_own(self, viewer: Viewer) -> Self:
        """Published, or a draft of one's own: whether or not it is withheld."""
        return self.filter(seen_by(viewer))

    def withheld_from(self, viewer: Viewer) -> Self:
        """Only what is published and restricted away from this viewer: shown as a stub."""
        return self.filter(seen_by(viewer)).filter(self._hidden(viewer))

    def _hidden(self, viewer: Viewer) -> models.Q:
        return models.Q(withheld_by(viewer)) | self._names_a_hidden_end(viewer)

    def _names_a_hidden_end(self, viewer: Viewer) -> models.Q:
        """A hand-off names two activities: it goes with either of them."""
        kept = Restriction.objects.active(at=clock.now()).kept_from(viewer)
        away = kept.filter(scope=Restriction.Scope.WHOLE, record__kind="activity").values("record")
        source, target = models.Q(link__source__record__in=away), models.Q(link__target__record__in=away)
        return models.Q(pk__in=Record.objects.filter(source | target, kind="link").values("pk"))


class GovernedQuerySet(TenantQuerySet[M]):
    """Rows that have a `record`."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Only what this viewer sees now. The one rule for pages, counts, search, API, exports and files."""
        return self.filter(seen_by(viewer, prefix="record__"), ~withheld_by(viewer, prefix="record__"))


class IsAmong(models.Func):
    """Whether the first is one of the others, as a condition for which the database looks each of them up in an index."""

    output_field = models.BooleanField()
    arg_joiner = ", "

    def as_sql(  # type: ignore[override]  # nothing of it is chosen by whoever uses it
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_more: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """Write it as `= ANY(ARRAY[…])`: as an OR every row would be compared with all that is withheld."""
        written = [compiler.compile(one) for one in self.get_source_expressions() if one is not None]
        (first, *others), values = zip(*written, strict=True)
        return f"{first} = ANY(ARRAY[{', '.join(others)}])", tuple(value for some in values for value in some)


def withheld_by(viewer: Viewer, *, prefix: str = "") -> models.Exists:
    """Return whether a record of a list is withheld: itself, what it is a part of, or what that is a part of.

    The same as `hidden_from` for one record.
    """
    keys = (f"{prefix}pk", f"{prefix}part_of_id", f"{prefix}part_of__part_of_id")
    above = IsAmong(models.F("record_id"), *map(models.OuterRef, keys))
    kept = Restriction.objects.active(at=clock.now()).kept_from(viewer)
    return models.Exists(kept.filter(above, scope=Restriction.Scope.WHOLE))


def hidden_from(
    viewer: Viewer, *, record: Record, whole: int | None = None, part: str = ""
) -> models.QuerySet[Restriction]:
    """Return the restrictions of one record that are active now and not lifted for a group of this viewer.

    Those of the whole record, those of the record that it is a part of (`whole`: a release goes with its indicator) and of
    what that is a part of itself (an indicator goes with its program), and those of one `part` of it ("attachments", "fields") if that is asked for.
    """
    scopes = [Restriction.Scope.WHOLE, part] if part else [Restriction.Scope.WHOLE]
    this = models.Q(record=record, scope__in=scopes)
    if whole is not None:
        beyond = Record.objects.filter(pk=whole, part_of__isnull=False).values("part_of")
        this |= models.Q(record=whole, scope=Restriction.Scope.WHOLE)
        this |= models.Q(record__in=beyond, scope=Restriction.Scope.WHOLE)
    return Restriction.objects.active(at=clock.now()).kept_from(viewer).filter(this)


class Record(TenantModel):
    """One governed thing: its kind, its number in the initiative, its title and address, and whether it is published."""

    class State(models.TextChoices):
        """Where it stands. Nothing governed is deleted: it is superseded, withdrawn or ended."""

        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Superseded")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        ENDED = "ended", _("Ended")

    PUBLISHED_STATES = (State.PUBLISHED, State.SUPERSEDED, State.WITHDRAWN, State.ENDED)

    kind = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    title = LocalizedField()
    path = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey("initiatives.Person", models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)
    working_group = models.ForeignKey("initiatives.Body", models.PROTECT, null=True, related_name="drafts")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        "initiatives.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = TenantManager.from_queryset(RecordQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["initiative", "kind", "state"], name="record_kind")]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "number"], name="record_number_once"),
            models.CheckConstraint(
                name="record_published_when",
                condition=models.Q(state="draft") | models.Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.shown_title

    @property
    def shown_title(self) -> str:
        """The title in the reader's language."""
        return local(self.title)

    @property
    def url(self) -> str:
        """The one address, the same for everyone."""
        return f"{self.initiative.url}{self.path}"


class RestrictionQuerySet(TenantQuerySet["Restriction"]):
    """What is withheld."""

    def active(self, *, at: datetime) -> Self:
        """In force at a moment: begun, not expired, not lifted, approved if it must be. No job ends it."""
        return self.filter(starts_at__lte=at, expires_at__gt=at, lifted_at__isnull=True).filter(
            models.Q(needs_approval=False) | models.Q(approved_at__isnull=False)
        )

    def kept_from(self, viewer: Viewer) -> Self:
        """Not lifted for a group of this viewer."""
        return self.exclude(audience__group__in=viewer.group_ids) if viewer.group_ids else self

    def ending_before(self, moment: datetime) -> Self:
        """Those that open by themselves before a moment."""
        return self.filter(expires_at__lte=moment)

    def ending_soon(self, *, at: datetime, within: timedelta) -> Self:
        """Active at a moment and about to open by themselves: a renewal must be decided before."""
        return self.active(at=at).ending_before(at + within)

    def waiting_for_approval(self, *, at: datetime) -> Self:
        """Longer than one person may decide, and nobody else has agreed yet: they hide nothing so far."""
        return self.filter(
            needs_approval=True, approved_at__isnull=True, lifted_at__isnull=True, expires_at__gt=at
        )

    def with_names(self) -> Self:
        """With the record and the people who decided, in one query."""
        return self.select_related("record__initiative", "set_by", "approved_by", "lifted_by")

    def over(self, *, at: datetime) -> Self:
        """Lifted or past their end, the latest end first."""
        return self.filter(models.Q(lifted_at__isnull=False) | models.Q(expires_at__lte=at)).order_by(
            "-expires_at"
        )


class Restriction(TenantModel):
    """The only way to hide something published: a ground, a public reason and an end. Renewal is a new row."""

    class Scope(models.TextChoices):
        """How much of the record is withheld."""

        WHOLE = "whole", _("The whole record")
        FIELDS = "fields", _("Some of its parts")
        ATTACHMENTS = "attachments", _("Its files")

    class Ground(models.TextChoices):
        """The closed list of grounds. SPECTRUM section 5."""

        PERSONAL_DATA = "personal_data", _("Personal data")
        MINOR = "minor", _("A child could be recognised")
        HEALTH_OR_EDUCATION_LAW = "health_or_education_law", _("Health or education law")
        SAFETY = "safety", _("Somebody’s safety")
        LEGAL_OR_CONTRACT = "legal_or_contract", _("A law or a contract")
        MEDIATION = "mediation", _("A mediation under way")
        EMBARGO_UNTIL = "embargo_until", _("Not before a date")
        DATA_QUALITY_HOLD = "data_quality_hold", _("The figures are being checked")

    record = models.ForeignKey(Record, models.PROTECT, related_name="restrictions")
    scope = models.CharField(max_length=12, choices=Scope.choices, default=Scope.WHOLE)
    fields = models.JSONField(default=list, blank=True)
    ground = models.CharField(max_length=30, choices=Ground.choices)
    reason = LocalizedField()
    set_by = models.ForeignKey("initiatives.Person", models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=clock.now)
    starts_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    needs_approval = models.BooleanField(default=False)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        "initiatives.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        "initiatives.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = TenantManager.from_queryset(RestrictionQuerySet)()

    class Meta:
        ordering = ["expires_at"]
        indexes = [models.Index(fields=["initiative", "record", "expires_at"], name="restriction_record")]
        constraints = [
            models.CheckConstraint(
                name="restriction_ends_within_a_year",
                condition=models.Q(expires_at__gt=models.F("starts_at"))
                & models.Q(expires_at__lte=models.F("starts_at") + models.Value(timedelta(days=366))),
            ),
            models.CheckConstraint(
                name="restriction_approved_by_another",
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("set_by")),
            ),
            models.CheckConstraint(
                name="restriction_long_needs_approval",
                condition=models.Q(needs_approval=True)
                | models.Q(expires_at__lte=models.F("starts_at") + models.Value(timedelta(days=31))),
            ),
            models.CheckConstraint(
                name="restriction_approval_whole",
                condition=models.Q(approved_at__isnull=True, approved_by__isnull=True)
                | models.Q(approved_at__isnull=False, approved_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_id} {self.ground}"


class ReviewRequest(TenantModel):
    """Anybody may ask that a restriction be looked at again; the answer is public."""

    restriction = models.ForeignKey(Restriction, models.PROTECT, related_name="reviews")
    words = models.TextField(max_length=2000)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(
        "initiatives.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(blank=True, max_length=2000)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "initiatives.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = TenantManager()

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.restriction_id} {self.asked_at:%Y-%m-%d}"


class Attachment(TenantModel):
    """A file of a record. It is served by a guarded view only; pictures have lost the place where they were taken."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=200)
    alternative_text = LocalizedField()
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey("initiatives.Person", models.PROTECT, null=True, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["added_at"]

    def __str__(self) -> str:
        return self.name


class EventQuerySet(TenantQuerySet["Event"]):
    """What happened."""

    def readable_by(self, viewer: Viewer) -> Self:
        """Only what this reader may know: by the level of the event, and by seeing what it is about."""
        levels = [Reader.PUBLIC]
        levels += [Reader.MEMBERS] if viewer.is_member else []
        levels += [Reader.STAFF] if viewer.is_staff else []
        seen = Record.objects.visible_to(viewer).filter(pk=models.OuterRef("record_id"))
        return self.filter(reader__in=levels).filter(models.Q(record__isnull=True) | models.Exists(seen))

    def about_kind(self, kind: str) -> Self:
        """Only about one kind of record."""
        return self.filter(record__kind=kind)

    def by_role(self, role: str) -> Self:
        """Only by people who hold or held a role here."""
        holding = RoleHolding.objects.filter(role=role)
        return self.filter(models.Exists(holding.filter(person=models.OuterRef("actor_id"))))


class Event(TenantModel):
    """Something happened. Written in the same transaction as the change itself; never changed."""

    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor = models.ForeignKey("initiatives.Person", models.PROTECT, null=True, related_name="+")
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="events")
    facts = models.JSONField(default=dict)
    reader = models.CharField(max_length=10)

    objects = TenantManager.from_queryset(EventQuerySet)()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["initiative", "-at"], name="event_time")]
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
