"""Sessions, and what people need to come to them: asked for, offered, delivered, paid. Private; totals are public. V6."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.models import Engagement, Input, Session, Support
from initiatives import clock
from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]
State = Support.State
NEXT: dict[str, frozenset[str]] = {
    State.ASKED: frozenset({State.OFFERED, State.DECLINED}),
    State.OFFERED: frozenset({State.DELIVERED, State.DECLINED}),
    State.DELIVERED: frozenset({State.PAID}),
    State.PAID: frozenset(),
    State.DECLINED: frozenset({State.OFFERED}),
}
STAMPS = {State.OFFERED: "offered_at", State.DELIVERED: "delivered_at", State.PAID: "paid_at"}


@transaction.atomic
def plan_session(
    *,
    engagement: Engagement,
    title: Texts,
    begins_at: datetime,
    ends_at: datetime,
    by: Person,
    place: Texts | None = None,
    round: int = 1,  # noqa: A002 — the field's word
    supports: Iterable[str] = (),
) -> Session:
    """Plan one time at which people meet or are asked; `supports` are offered with the invitation."""
    if not has_words(title):
        raise RuleBroken(_("Give the session a name."), field="title")
    if ends_at <= begins_at:
        raise RuleBroken(_("It must end after it begins."), field="ends_at")
    session = Session.objects.create(
        engagement=engagement,
        round=round,
        title=title,
        place=place or {},
        begins_at=begins_at,
        ends_at=ends_at,
        planned_by=by,
    )
    record("session.planned", by=by, about=engagement, facts={"session": session.pk})
    offered = list(supports)
    if offered:
        offer_supports(session=session, supports=offered, by=by)
    return session


@transaction.atomic
def cancel_session(*, session: Session, by: Person) -> None:
    """Cancel a session that has not begun."""
    if session.cancelled_at is None:
        if session.begins_at <= clock.now():
            raise RuleBroken(_("It has begun already. It can’t be cancelled any more."))
        session.cancelled_at = clock.now()
        session.save(update_fields=["cancelled_at"])
        record("session.cancelled", by=by, about=session.engagement, facts={"session": session.pk})


@transaction.atomic
def offer_supports(*, session: Session, supports: Iterable[str], by: Person) -> None:
    """Say in public what is offered at a session. What was offered can't be taken back."""
    offered = set(supports) | set(session.supports_offered)
    if not offered <= set(Support.Kind.values):
        raise RuleBroken(_("Choose from the list."), field="supports")
    if offered != set(session.supports_offered):
        session.supports_offered = [kind for kind in Support.Kind.values if kind in offered]
        session.offered_at = clock.now()
        session.save(update_fields=["supports_offered", "offered_at"])
        record("session.supports_offered", by=by, about=session.engagement, facts={"session": session.pk})


@transaction.atomic
def ask_support(
    *, session: Session, kind: str, words: str = "", by: Person | None = None, given: Input | None = None
) -> Support:
    """Ask for what one needs to come: as somebody with an account, or with the receipt of an input."""
    if kind not in Support.Kind.values:
        raise RuleBroken(_("Say what you need."), field="kind")
    if session.cancelled_at is not None or session.ends_at <= clock.now():
        raise RuleBroken(_("This session is over or cancelled. Choose another one."), field="session")
    asked = Support.objects.create(
        session=session, person=by, input=given, kind=kind, words=words.strip()[:300], asked_at=clock.now()
    )
    record("support.asked", by=None, about=session.engagement)
    return asked


@transaction.atomic
def move_support(*, support: Support, to: str, by: Person, amount: Decimal | None = None) -> None:
    """Note the next step: offered, delivered, paid (with the amount), or that it could not be given."""
    support = (
        Support.objects.select_for_update(of=("self",))
        .select_related("session__engagement__record")
        .get(pk=support.pk)
    )
    if to not in NEXT[support.state]:
        raise RuleBroken(
            _("That is not the next step. Support goes from asked to offered, delivered and paid.")
        )
    if to == State.PAID and (amount is None or amount <= 0):
        raise RuleBroken(_("Say how much was paid."), field="amount")
    support.state, support.changed_by = to, by
    support.amount = amount if amount is not None else support.amount
    stamp = STAMPS.get(State(to))
    if stamp:
        setattr(support, stamp, clock.now())
    support.save(update_fields=["state", "changed_by", "amount", *([stamp] if stamp else [])])
    record("support.changed", by=by, about=support.session.engagement)
