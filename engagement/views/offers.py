"""What can be put to a vote: in an engagement as it stands, beside one, or in the place of an earlier decision."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet

from engagement.forms.motions import Offer
from engagement.gathering.facts import facts_of
from engagement.gathering.questions import modifiers_of, rule_of
from engagement.models import Decision, Engagement
from engagement.rules.methods import Base
from engagement.rules.modifiers import Modifiers
from engagement.rules.purposes import possible_votes
from engagement.rules.spectrum import Level
from initiatives.forms.localized import typed_in
from initiatives.models import Body, Person, RoleHolding

FEW_POINTS = 5
BESIDE = (Decision.Purpose.PROCEDURE, Decision.Purpose.DELEGATE)


def offer_in(engagement: Engagement) -> Offer:
    """Return what an engagement can put to a vote now. At COLLABORATING its owner, the table, is asked as well."""
    found = possible_votes(facts_of(engagement)) or (Decision.Purpose.SUBSTANCE,)
    who = Q(pk=engagement.body_id)
    if engagement.level == Level.COLLABORATING:
        who |= Q(is_table=True)
    return Offer(
        tuple(str(each) for each in found), _bodies().filter(who).order_by("is_table", "pk"), _people()
    )


def offer_beside() -> Offer:
    """Return what a group can be asked without an engagement."""
    return Offer(BESIDE, _bodies(), _people())


def offer_of(decision: Decision) -> Offer:
    """Return what can stand in the place of a decision: for the same purpose, in the same group."""
    return Offer((decision.purpose,), _bodies().filter(pk=decision.round.body_id), _people())


def typed_before(decision: Decision, languages: list[str]) -> dict[str, Any]:
    """Return what the form of a new text begins with: the words and the rule of the old one."""
    rule = rule_of(decision)
    found = typed_in(("question", "eligibility"), decision, languages)
    return found | {
        "rule": _key_of(decision.rule),
        "base": str(getattr(rule, "base", Base.DECIDED)),
        "winners": getattr(rule, "winners", getattr(rule, "seats", 1)),
        "points": getattr(rule, "points", FEW_POINTS),
        "electorate_of": decision.electorate_of,
        "about_person": decision.about_person_id,
        "carried_out_by": decision.carried_out_by_id,
        **_required_before(modifiers_of(decision)),
    }


def _required_before(asked: Modifiers) -> dict[str, Any]:
    """Return what was asked beside the rule, so that a new text does not lose it unseen."""
    whole = next((one for one in asked.quorums if not one.seat_classes), None)
    needed = whole.needed if whole else None
    found: dict[str, Any] = {
        "quorum": str(needed) if isinstance(needed, Fraction) else "",
        "quorum_number": needed if isinstance(needed, int) else None,
        "residents_quorum": any(one.seat_classes for one in asked.quorums),
        "community": bool(asked.class_agreements),
        "floor": asked.opening_floor is not None,
        "vacancies": asked.are_vacancies_counted,
        "by_organisation": asked.is_by_organisation,
        "fallback": _key_of(asked.fallback.name) if asked.fallback else "",
    }
    return found | ({"quorum_by": whole.by.value, "quorum_of": whole.counted.value} if whole else {})


def _key_of(name: str) -> str:
    key, _sep, _version = name.partition("@")
    return "two_thirds" if key == "supermajority" else key


def _bodies() -> QuerySet[Body]:
    return Body.objects.select_related("record__initiative", "initiative")


def _people() -> QuerySet[Person]:
    here = RoleHolding.objects.filter(until__isnull=True).values("person")
    return Person.objects.filter(pk__in=here, is_active=True).order_by("name", "pk")
