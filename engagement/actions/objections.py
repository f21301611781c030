"""A concern that must be resolved: raised with its three parts, mediated, resolved or not. SPECTRUM section 3."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from engagement.actions.box import hold_box
from engagement.models import Decision, Elector, Objection
from initiatives import clock
from initiatives.actions.conflicts import Side, close_case, raise_case
from initiatives.models import ConflictCase, Person, in_languages
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken

TAKEN_BACK = gettext_noop("Whoever raised it took it back.")


@dataclass(frozen=True, slots=True)
class Concern:
    """What somebody who can't let a decision pass says: why, whom or which shared aim it harms, what would resolve it."""

    reason: str
    harms: str
    would_resolve: str

    @property
    def is_whole(self) -> bool:
        """Whether all three parts are said."""
        return all(part.strip() for part in (self.reason, self.harms, self.would_resolve))


def object_to(*, decision: Decision, elector: Elector, concern: Concern, by: Person) -> Objection:
    """Write a concern down and open its case at mediation: with whoever put the question, and a clock."""
    other = _other_side(decision, by)
    case = None
    if other is not None:
        sides = (Side(by, 1), Side(other, 2))
        case = raise_case(issue=concern.reason, sides=sides, by=by, about=decision.record, at_mediation=True)
    objection = Objection.objects.create(
        decision=decision,
        elector=elector,
        reason=concern.reason.strip(),
        harms=concern.harms.strip(),
        would_resolve=concern.would_resolve.strip(),
        case=case,
    )
    facts: dict[str, Json] = {"case": case.record.number if case else None, "seat": elector.seat_id}
    record("decision.objected", by=by, about=decision, facts=facts)
    return objection


def _other_side(decision: Decision, by: Person) -> Person | None:
    """Return with whom a concern is talked over: whoever put the question, else somebody else of the list."""
    if decision.put_by is not None and decision.put_by != by:
        return decision.put_by
    other = (
        decision.electorate.filter(person__isnull=False).exclude(person=by).select_related("person").first()
    )
    return other.person if other else None


def take_back_concerns(*, elector: Elector, by: Person) -> None:
    """A new answer of the same seat takes its open concerns back."""
    standing = Objection.objects.filter(elector=elector, resolved_at__isnull=True)
    languages = elector.initiative.languages
    for objection in standing.select_related("case__record", "decision__record"):
        _resolve(objection, in_languages(languages, TAKEN_BACK), by=by)


@transaction.atomic
def resolve(*, objection: Objection, resolution: dict[str, str], by: Person) -> Objection:
    """Note that a concern is resolved, and how: only whoever raised it says so, before the vote is counted."""
    hold_box(objection.decision)
    objection = Objection.objects.select_related("elector", "case__record", "decision__record").get(
        pk=objection.pk
    )
    if by.pk not in (objection.elector.person_id, objection.elector.alternate_id):
        raise RuleBroken(_("Only whoever raised a concern can say that it is resolved."))
    if objection.resolved_at is not None:
        return objection
    if objection.decision.state not in ("open", "blocked", "mediation"):
        raise RuleBroken(_("This vote is counted, so nothing changes in it any more."))
    if not any(said.strip() for said in resolution.values()):
        raise RuleBroken(_("Say how it was resolved. Everybody will read it."), field="resolution")
    _resolve(objection, resolution, by=by)
    record("decision.concern_resolved", by=by, about=objection.decision)
    return objection


def _resolve(objection: Objection, resolution: dict[str, str], *, by: Person) -> None:
    """Note the end of a concern. A case that has a mediator is closed by them; one that has none is taken back."""
    objection.resolved_at, objection.resolved_by, objection.resolution = clock.now(), by, resolution
    objection.save(update_fields=["resolved_at", "resolved_by", "resolution"])
    case = objection.case
    if case is not None and case.mediator_id is None:
        close_case(case=case, outcome=ConflictCase.Outcome.WITHDRAWN, learning={}, by=case.raised_by)
