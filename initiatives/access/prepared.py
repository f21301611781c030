"""Questions that are put into SQL once a process.

Django takes far longer to write a QuerySet's SQL than PostgreSQL to answer it, and for readers without an account the
SQL is always the same: only the initiative, the moment, the day and perhaps a number differ. What may be seen is still
said in one place, by `visible_to`: the QuerySet is asked for its SQL with stand-ins, which become the parameters of a
statement that each connection prepares once, so that PostgreSQL plans it once. Whoever is signed in has rights of their own and asks as
ever. Questions that do not depend on each other go out together (`at_once`).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection
from django.db.models import QuerySet

from initiatives import clock
from initiatives.access.statements import Statement, execute, next_rows
from initiatives.rules.viewer import Viewer, visitor
from initiatives.tenancy import current_initiative, imagined

R = TypeVar("R")
Raw = tuple[tuple[Any, ...], ...]

_INITIATIVE = -9_000_000_000_000_000_001
NUMBER = -9_000_000_000_000_000_002
"""Stands for the number that is given when the question is asked."""
DAY = date(1, 1, 2)
"""Stands for the day that is given when the question is asked."""
_NOW = datetime(1, 1, 3, tzinfo=UTC)
# How psycopg writes the stand-ins, and the parameters that take their place.
_WRITTEN = {
    f"{_INITIATIVE}": "$1",
    f"{NUMBER}": "$2",
    f"'{DAY.isoformat()}'::date": "$3",
    "'0001-01-03 00:00:00+00:00'::timestamptz": "$4",
}
_STAND_INS = re.compile("|".join(map(re.escape, _WRITTEN)))
_TYPES = "bigint, bigint, date, timestamptz"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is asked with: who looks, on which day, and about which number."""

    viewer: Viewer
    day: date = DAY
    number: int = NUMBER


class Written(NamedTuple):
    """A question in SQL with its values, and what makes rows from its answer."""

    questions: QuerySet[Any, Any]
    compiler: Any
    sql: str
    values: tuple[object, ...]


class Kept(NamedTuple):
    """A question written out for readers without an account, with parameters."""

    written: Written
    statement: Statement


@dataclass(slots=True, eq=False)
class Prepared(Generic[R]):
    """A question about one initiative; `build` must make the same SQL for every reader without an account."""

    build: Callable[[Asked], QuerySet[Any, Any]]
    _kept: Kept | None = field(default=None, repr=False)

    def rows(self, asked: Asked) -> list[R]:
        """Return the rows that this reader sees now."""
        return self.made(self.raw(asked))

    def raw(self, asked: Asked) -> Raw:
        """Return the rows as the database gives them: what is made from the same ones is the same."""
        return at_once(asked, self).raw(self)

    def made(self, raw: Raw) -> list[R]:
        """Return rows of this question as its QuerySet gives them."""
        written = self.kept.written
        compiler = copy.copy(written.compiler)  # it holds a connection, and each thread has its own
        compiler.connection = connection
        compiler.execute_sql = lambda *_args, **_kwargs: [raw]
        again = written.questions.all()
        setattr(again.query, "get_compiler", lambda *_args, **_kwargs: compiler)  # noqa: B010
        return list(again)

    @property
    def kept(self) -> Kept:
        """The question as it is written once a process."""
        if self._kept is None:
            with imagined(_INITIATIVE):
                written = _written(self.build(Asked(visitor(_INITIATIVE))))
            self._kept = Kept(written, Statement(_TYPES, _with_parameters(written)))
        return self._kept


@dataclass(frozen=True, slots=True)
class Answers:
    """What several questions found."""

    found: dict[Prepared[Any], Raw]

    def raw(self, question: Prepared[Any]) -> Raw:
        """Return the rows of one of them as the database gave them."""
        return self.found[question]

    def rows(self, question: Prepared[R]) -> list[R]:
        """Return the rows of one of them."""
        raw = self.found[question]
        return question.made(raw) if raw else []

    def first(self, question: Prepared[R]) -> R | None:
        """Return its first row, or None; the question itself says that it wants only one."""
        return next(iter(self.rows(question)), None)


def at_once(asked: Asked, *questions: Prepared[Any]) -> Answers:
    """Ask several questions in one journey to the database, one statement for each."""
    with connection.cursor() as cursor:
        if asked.viewer == visitor(asked.viewer.initiative_id, as_public=asked.viewer.as_public):
            execute(cursor, [(one.kept.statement, _values(asked)) for one in questions])
        else:
            written = [_written(one.build(asked)) for one in questions]
            values: list[Any] = [value for one in written for value in one.values]
            cursor.execute("; ".join(one.sql for one in written), values)
        return Answers({one: next_rows(cursor) for one in questions})


def _values(asked: Asked) -> str:
    """Return the parameters as SQL: numbers, a day and a moment, nothing that could be anything else."""
    day, now = asked.day.isoformat(), clock.now().isoformat()
    return f"({current_initiative():d}, {asked.number:d}, '{day}', '{now}')"


def _written(questions: QuerySet[Any, Any]) -> Written:
    """Let Django write the SQL; that also fills the compiler with all that reads rows."""
    compiler = questions.query.get_compiler(using=questions.db)
    sql, values = compiler.as_sql()
    return Written(questions, compiler, sql, values)


def _with_parameters(written: Written) -> str:
    """Write a question out with the stand-ins as its values, and put parameters where they stand."""
    _refuse_other_moments(written.values)
    values = [_NOW if isinstance(one, datetime) else one for one in written.values]
    with connection.cursor() as cursor:
        text: str = cursor.mogrify(written.sql, values)
    sql, found = _STAND_INS.subn(lambda one: _WRITTEN[one.group()], text)
    if found != sum(one in (_INITIATIVE, NUMBER, DAY, _NOW) for one in values):
        raise ValueError("A stand-in of a prepared question is not written as expected.")
    return sql


def _refuse_other_moments(values: tuple[object, ...]) -> None:
    now = clock.now()
    if any(isinstance(one, datetime) and abs(now - one) > timedelta(minutes=1) for one in values):
        raise ValueError("A prepared question may speak of now and of the given day, not of another moment.")
