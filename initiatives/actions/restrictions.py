"""Restrictions: the only way to hide something published, and how everybody can ask for another look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.access.grants import let_read, readers_of
from initiatives.bylaws import rule_value
from initiatives.models import Body, Initiative, Person, Record, Restriction, ReviewRequest, RoleGroup
from initiatives.names import names_somebody
from initiatives.record import record as note
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.restrictions import Span, needs_another
from initiatives.rules.withholding import TITLE, parts_of
from initiatives.tenancy import current_initiative

OPEN_REVIEWS_AT_MOST = 10


@transaction.atomic
def restrict(
    *,
    record: Record,
    ground: str,
    reason: dict[str, str],
    expires_at: datetime,
    readers: Iterable[Group],
    by: Person,
    scope: str = Restriction.Scope.WHOLE,
    fields: Sequence[str] = (),
    starts_at: datetime | None = None,
) -> Restriction:
    """Hide a published record, or a part of it, until a time; `readers` are the groups that still see it.

    `fields`: with the scope "fields" the parts that are hidden (rules.withholding.parts_of); with the whole record
    ["title"] if its title must not be read either.
    Longer than the bylaws let one person decide (restriction_alone_days, counted together with what hid it just
    before), it waits for the approval of somebody else and hides nothing until then. Raises RuleBroken.
    """
    groups = _groups_here(readers)
    span = Span(starts_at or clock.now(), expires_at)
    _check_words(record, ground, reason)
    _check_parts(record, scope, fields)
    _check_span(span)
    made = Restriction.objects.create(
        record=record,
        scope=scope,
        fields=list(fields),
        ground=ground,
        reason=reason,
        set_by=by,
        set_at=clock.now(),
        starts_at=span.starts_at,
        expires_at=span.ends_at,
        needs_approval=needs_another(span, _earlier(record), alone=_days("restriction_alone_days")),
    )
    let_read(made, groups)
    _note("restriction.set", made, by=by, needs_approval=made.needs_approval)
    return made


@transaction.atomic
def approve_restriction(*, restriction: Restriction, by: Person) -> None:
    """Agree to a restriction that somebody else set; it hides from now on. Raises RuleBroken."""
    held = Restriction.objects.select_for_update().get(pk=restriction.pk)
    now = clock.now()
    if held.set_by_id == by.pk:
        raise RuleBroken(_("You set this restriction yourself. Somebody else has to agree."))
    if not Restriction.objects.waiting_for_approval(at=now).filter(pk=held.pk).exists():
        raise RuleBroken(_("This restriction does not wait for approval any more. Load the page again."))
    held.approved_at, held.approved_by = now, by
    held.save(update_fields=["approved_at", "approved_by"])
    _note("restriction.approved", held, by=by)


@transaction.atomic
def lift_restriction(*, restriction: Restriction, by: Person) -> None:
    """Make public again at once what is withheld, or drop what waits for approval. Raises RuleBroken."""
    held = Restriction.objects.select_for_update().get(pk=restriction.pk)
    now = clock.now()
    if held.lifted_at is not None or held.expires_at <= now:
        raise RuleBroken(_("This restriction is over already. Nothing is withheld by it."))
    held.lifted_at, held.lifted_by = now, by
    held.save(update_fields=["lifted_at", "lifted_by"])
    _note("restriction.lifted", held, by=by)


@transaction.atomic
def renew_restriction(
    *, restriction: Restriction, reason: dict[str, str], expires_at: datetime, by: Person
) -> Restriction:
    """Hide for longer, with a new reason: a new row that begins where the old one ends. Raises RuleBroken."""
    if restriction.lifted_at is not None or restriction.expires_at <= clock.now():
        raise RuleBroken(
            _("This restriction is over already. Set a new one on the record if it is still needed.")
        )
    if set(reason.values()) & set(restriction.reason.values()):
        raise RuleBroken(
            _("Say anew why this cannot be public yet: the old reason was for the old end date."),
            field="reason",
        )
    if expires_at <= restriction.expires_at:
        raise RuleBroken(
            _("Choose an end after the present one. To open it earlier, lift it."), field="until"
        )
    return restrict(
        record=restriction.record,
        ground=restriction.ground,
        reason=reason,
        expires_at=expires_at,
        readers=readers_of(restriction),
        by=by,
        scope=restriction.scope,
        fields=restriction.fields,
        starts_at=restriction.expires_at,
    )


@transaction.atomic
def ask_for_review(*, restriction: Restriction, words: str, by: Person | None) -> ReviewRequest:
    """Ask that a restriction be looked at again; everybody may, with or without an account. Raises RuleBroken."""
    if restriction.lifted_at is not None or restriction.expires_at <= clock.now():
        raise RuleBroken(_("This restriction is over already. Nothing is withheld by it."))
    if restriction.reviews.filter(answered_at__isnull=True).count() >= OPEN_REVIEWS_AT_MOST:
        raise RuleBroken(
            _("Several people have asked for this review already. Come back when they have an answer.")
        )
    asked = ReviewRequest.objects.create(
        restriction=restriction, words=words, asked_by=by, asked_at=clock.now()
    )
    note("review.asked", by=by, about=restriction.record, facts={"restriction": restriction.pk})
    return asked


@transaction.atomic
def answer_review(*, review: ReviewRequest, answer: str, by: Person) -> None:
    """Answer a request for a review in public. To open the record, lift the restriction as well. Raises RuleBroken."""
    held = ReviewRequest.objects.select_for_update().get(pk=review.pk)
    if held.answered_at is not None:
        raise RuleBroken(_("This request has its answer already. Load the page again to read it."))
    held.answer, held.answered_at, held.answered_by = answer, clock.now(), by
    held.save(update_fields=["answer", "answered_at", "answered_by"])
    note("review.answered", by=by, about=held.restriction.record, facts={"restriction": held.restriction_id})


def _check_words(record: Record, ground: str, reason: dict[str, str]) -> None:
    language = Initiative.objects.get(pk=current_initiative()).language
    if record.state == Record.State.DRAFT:
        raise RuleBroken(_("A draft is not public. Only what is published can be restricted."))
    if ground not in Restriction.Ground.values:
        raise RuleBroken(_("Choose a reason from the list."), field="ground")
    if not reason.get(language, "").strip():
        raise RuleBroken(
            _("Write one sentence that the public will read, in the initiative’s first language."),
            field="reason",
        )


def _check_parts(record: Record, scope: str, fields: Sequence[str]) -> None:
    possible = {
        Restriction.Scope.WHOLE.value: {TITLE},
        Restriction.Scope.FIELDS.value: set(parts_of(record.kind)),
    }.get(scope, set())
    if any(part not in possible and not names_somebody(record, part) for part in fields):
        raise RuleBroken(_("This record has no such part to withhold by itself."), field="fields")
    if scope == Restriction.Scope.FIELDS and not fields:
        raise RuleBroken(_("Say which parts of the record are withheld."), field="fields")


def _check_span(span: Span) -> None:
    longest = _days("restriction_longest_days")
    if span.ends_at <= max(span.starts_at, clock.now()):
        raise RuleBroken(
            _("Choose an end date in the future. A restriction always ends by itself."), field="until"
        )
    if span.ends_at - span.starts_at > longest:
        raise RuleBroken(
            _("Choose an end date within {days} days. It can be renewed then, with a new reason.").format(
                days=longest.days
            ),
            field="until",
        )


def _groups_here(readers: Iterable[Group]) -> list[Group]:
    """Return the groups; only roles and bodies of this initiative may read what it withholds."""
    groups = list(readers)
    ids = {group.pk for group in groups}
    here = set(RoleGroup.objects.filter(group__in=ids).values_list("group_id", flat=True))
    here |= set(Body.objects.filter(group__in=ids).values_list("group_id", flat=True))
    if not ids or ids - here:
        raise RuleBroken(
            _("Choose who may still read it, from the roles and groups of this initiative."), field="readers"
        )
    return groups


def _earlier(record: Record) -> list[Span]:
    """Return from when to when the record was hidden before; what nobody agreed to in time hid nothing."""
    rows = Restriction.objects.filter(record=record).exclude(needs_approval=True, approved_at__isnull=True)
    return [Span(row.starts_at, row.lifted_at or row.expires_at) for row in rows]


def _days(key: str) -> timedelta:
    return timedelta(days=int(rule_value(key)))


def _note(kind: str, restriction: Restriction, *, by: Person, **more: bool) -> None:
    facts: dict[str, Json] = {
        "restriction": restriction.pk,
        "ground": restriction.ground,
        "scope": restriction.scope,
        "starts": restriction.starts_at.isoformat(),
        "until": restriction.expires_at.isoformat(),
    }
    note(kind, by=by, about=restriction.record, facts={**facts, **more})
