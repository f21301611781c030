"""The next conversation starts from the last: its factors, partners and ideas are taken over, its words are a start."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from initiatives.models import Person
from measurement.models import Factor, Idea, PartnerRole, Turn, TurnStep
from measurement.rules.turns import carried

Part = TypeVar("Part", Factor, PartnerRole, Idea)


def carry_over(*, last: Turn, to: Turn, by: Person) -> None:
    """Copy what was not removed; each copy knows what it comes from. An idea that is a strategy stays one."""
    factors = _factors(last, to, by)
    for role in _standing(PartnerRole.objects.filter(turn=last).select_related("membership")):
        if role.membership is None or role.membership.left_on is None:
            _copy(role, to, by, membership=role.membership, wanted_name=role.wanted_name, role=role.role)
    for idea in _standing(Idea.objects.filter(turn=last)):
        _copy(
            idea,
            to,
            by,
            words=idea.words,
            evidence=idea.evidence,
            cost=idea.cost,
            source=idea.source,
            answers=factors.get(idea.answers_id or 0),
            strategy_id=idea.strategy_id,
        )
    _words(last, to, by)


def _factors(last: Turn, to: Turn, by: Person) -> dict[int, Factor]:
    rows = {row.pk: row for row in Factor.objects.filter(turn=last).order_by("kind", "position", "pk")}
    removed = [pk for pk, row in rows.items() if row.removed_at]
    made: dict[int, Factor] = {}
    for pk in carried([(pk, row.cause_of_id) for pk, row in rows.items()], removed):
        row = rows[pk]
        made[pk] = _copy(
            row,
            to,
            by,
            kind=row.kind,
            words=row.words,
            ground=row.ground,
            source=row.source,
            position=row.position,
            cause_of=made.get(row.cause_of_id or 0),
        )
    return made


def _words(last: Turn, to: Turn, by: Person) -> None:
    rows = TurnStep.objects.filter(turn=last).order_by("question", "-version").distinct("question")
    TurnStep.objects.bulk_create(
        TurnStep(turn=to, question=row.question, words=row.words, saved_by=by) for row in rows
    )


def _standing(rows: Iterable[Part]) -> list[Part]:
    return [row for row in rows if row.removed_at is None]


def _copy(row: Part, to: Turn, by: Person, **values: object) -> Part:
    model = type(row)
    made: Part = model.objects.create(turn=to, carried_from=row, added_by=by, **values)
    return made
