"""Results: conditions of well-being in plain words. RBA starts from them, not from programmes."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.identity import change_record, give_record
from initiatives.models import Person, Population
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken
from measurement.models import Result


@transaction.atomic
def add_result(
    *, statement: dict[str, str], by: Person, population: Population | None = None, published: bool = True
) -> Result:
    """State a result, such as "All students graduate on time". It is public with the initiative."""
    _need_words(statement)
    result = Result.objects.create(
        record=give_record(
            "result", title=statement, path="results/#result-{number}", by=by, published=published
        ),
        statement=statement,
        population=population,
        position=Result.objects.count(),
    )
    record("result.added", by=by, about=result)
    return result


@transaction.atomic
def reword_result(*, result: Result, statement: dict[str, str], by: Person) -> None:
    """Change the words of a result; earlier words stay in its history."""
    _need_words(statement)
    result.statement = statement
    result.save(update_fields=["statement"])
    change_record(result.record, title=statement)
    record("result.changed", by=by, about=result)


def _need_words(statement: dict[str, str]) -> None:
    if not has_words(statement):
        raise RuleBroken(
            _("Say the result in one sentence, such as “All children read well by age nine”."),
            field="statement",
        )
