"""What the walker finds about quality and collecting: a problem, a question, an agreement, a rule, a duty, numbers, a cycle."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from initiatives import clock
from initiatives.models import Membership, Person
from measurement.actions.agreements import Sharing, agree_on_sharing
from measurement.actions.cycles import CyclePlan, begin_cycle
from measurement.actions.duties import set_duty
from measurement.actions.imports import bring_figures
from measurement.actions.problems import record_problem
from measurement.actions.submissions import Typed, save_numbers
from measurement.actions.validation_rules import set_rule
from measurement.models import Check, Cycle, DataSharingAgreement, Import, Indicator, Program, Revision
from measurement.rules.periods import school_year
from tests.factories.figures import NOTE, long_table


def quality_of(slug: str, canary: str, by: Person, member: Person) -> dict[str, object]:
    """Make one of each."""
    indicator = Indicator.objects.select_related("record").get(slug=f"sign-of-{slug}")
    own = Membership.objects.select_related("organization", "record__initiative").get(people__person=member)
    problem = record_problem(words=f"{canary} problem", by=by, indicator=indicator)
    agreement = _agreement(own, indicator, canary, by)
    rule = set_rule(indicator=indicator, kind="range", low=Decimal(0), reason={"en": f"{canary} rule"}, by=by)
    duty = set_duty(
        indicator=indicator, membership=own, days_after_period=30, by=by, starts_on=date(2020, 9, 1)
    )
    typed = Typed(duty, school_year(2020), value=Decimal(61))
    saved = save_numbers(membership=own, typed=[typed], by=member)
    check = Check.objects.create(
        indicator=indicator,
        in_import=Import.objects.filter(indicator=indicator).latest("pk"),
        found=Decimal(7),
    )
    cycle = _cycle(own, canary, by)
    bring_figures(indicator=indicator, content=long_table("2018-19,60.4"), note=NOTE, by=by)
    return {
        "problem": problem.record.number,
        "agreement": agreement.record.number,
        "rule": rule.pk,
        "duty": duty.pk,
        "submission": saved.record.number,
        "check": check.pk,
        "cycle": cycle.record.number,
        "correction": Revision.objects.get(release__indicator=indicator).pk,
    }


def _agreement(own: Membership, indicator: Indicator, canary: str, by: Person) -> DataSharingAgreement:
    today = clock.today()
    return agree_on_sharing(
        membership=own,
        sharing=Sharing(
            scope={"en": f"{canary} scope"},
            purpose={"en": canary},
            starts_on=today,
            expires_on=today + timedelta(days=90),
            indicators=[indicator],
        ),
        by=by,
    )


def _cycle(own: Membership, canary: str, by: Person) -> Cycle:
    program = Program.objects.select_related("record").get(membership=own, slug__startswith="own-of-")
    said = {"en": f"{canary} cycle"}
    plan = CyclePlan(title=said, plan=said, expected=said, starts_on=clock.today())
    return begin_cycle(program=program, plan=plan, by=by)
