"""A partner's numbers: saved, and sent. Nothing counts before it is published: at once by whoever may, else by the backbone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.identity import change_record, give_record
from initiatives.models import Membership, Person
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken
from measurement.actions.checks import keep_figure
from measurement.actions.imports import bring_import, discard_import, publish_import
from measurement.duties import WAITING
from measurement.imports import check
from measurement.models import Import, ReportingDuty, Submission, SubmittedFigure
from measurement.questions import known_period, questions_of
from measurement.rules.changes import plain
from measurement.rules.periods import Period

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Typed:
    """One number as somebody typed it: a value, or cases of so many people. `kept_because` answers its question."""

    duty: ReportingDuty
    period: Period
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    is_provisional: bool = False
    kept_because: Words = field(default_factory=dict)

    @property
    def status(self) -> SubmittedFigure.Status:
        """How sure its sender is."""
        statuses = SubmittedFigure.Status
        return statuses.PROVISIONAL if self.is_provisional else statuses.FINAL


@transaction.atomic
def save_numbers(*, membership: Membership, typed: Sequence[Typed], by: Person) -> Submission:
    """Keep numbers for later. Only their sender and those who see drafts read them; each save replaces the last one."""
    if not typed:
        raise RuleBroken(_("Type at least one number."))
    draft = Submission.objects.select_for_update(of=("self",)).filter(
        membership=membership, saved_by=by, sent_at__isnull=True
    )
    submission = draft.select_related("record").first() or _new(membership, by)
    submission.figures.all().delete()
    submission.saved_at = clock.now()
    submission.save(update_fields=["saved_at"])
    SubmittedFigure.objects.bulk_create(_figure(submission, one) for one in typed)
    return submission


@transaction.atomic
def send_numbers(
    *, membership: Membership, typed: Sequence[Typed], by: Person, may_publish: bool = False
) -> Submission:
    """Send numbers: one import for each. Who may publish has them public at once, else they wait for the backbone.

    All of them or none: RuleBroken names the number that could not be sent.
    """
    submission = save_numbers(membership=membership, typed=typed, by=by)
    submission.sent_at = clock.now()
    submission.save(update_fields=["sent_at"])
    rows = submission.figures.select_related("duty__indicator__record__initiative", "period")
    for figure, one in zip(rows, typed, strict=True):
        _replace_waiting(one, by)
        figure.brought = _bring(one, by)
        figure.save(update_fields=["brought"])
        if may_publish:
            _publish(figure.brought, one, by)
    change_record(submission.record)
    facts: dict[str, Json] = {"count": len(typed), "partner": membership.organization.name}
    record("numbers.sent", by=by, about=submission, facts={**facts})
    return submission


def _new(membership: Membership, by: Person) -> Submission:
    given = give_record(
        "submission",
        title={"en": f"Numbers from {membership.organization.name}"},
        path="results/mine/{number}/",
        by=by,
    )
    return Submission.objects.create(record=given, membership=membership, saved_by=by, saved_at=clock.now())


def _figure(submission: Submission, one: Typed) -> SubmittedFigure:
    return SubmittedFigure(
        submission=submission,
        duty=one.duty,
        period=known_period(one.period),
        value=one.value,
        numerator=one.numerator,
        denominator=one.denominator,
        status=one.status,
        kept_because=one.kept_because,
    )


def _bring(one: Typed, by: Person) -> Import:
    """Carry one number the way of every file, with the answers that were given while typing."""
    partner = one.duty.membership.organization.name
    import_ = bring_import(
        indicator=one.duty.indicator,
        file_name=_("{partner}, {period}").format(partner=partner, period=one.period.label),
        content=_content(one),
        by=by,
    )
    if import_.state == Import.State.UPLOADED:
        raise RuleBroken(
            _("This cannot be the figure of {indicator}. Look at it again.").format(
                indicator=one.duty.indicator
            )
        )
    if import_.state != Import.State.CHECKED:
        return import_  # the same figure is public already
    for question in questions_of(import_, check(import_).table):
        keep_figure(import_=import_, at=question.at, why=one.kept_because, by=by)
    return import_


def _publish(import_: Import, one: Typed, by: Person) -> None:
    if import_.state != Import.State.CHECKED:
        return
    language = import_.record.initiative.language
    partner = one.duty.membership.organization.name
    note = {language: _("Reported by {partner}").format(partner=partner)}
    publish_import(import_=import_, note=note, by=by, checked=check(import_), reason=one.kept_because or None)


def _replace_waiting(one: Typed, by: Person) -> None:
    """A number that is sent again takes the place of one that still waits."""
    waiting: Iterable[SubmittedFigure] = SubmittedFigure.objects.filter(
        duty=one.duty,
        period__kind=one.period.kind.value,
        period__starts_on=one.period.start,
        period__ends_on=one.period.end,
        brought__state__in=WAITING,
    ).select_related("brought__record", "brought__indicator__record")
    for figure in waiting:
        if figure.brought is not None:
            discard_import(import_=figure.brought, by=by)


def _content(one: Typed) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["period", "value", "numerator", "denominator", "status"])
    numbers = (plain(one.value), plain(one.numerator), plain(one.denominator))
    writer.writerow([one.period.label, *numbers, one.status.value])
    return out.getvalue().encode()
