"""Several questions in one journey to the database.

A page asks many small things that do not depend on each other. On a busy machine every journey waits for its turn, so
they go out together and come back together; each QuerySet then holds its rows as if it had been asked alone.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any, TypeAlias, TypeVar, overload

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Count, Model, QuerySet, Value

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
E = TypeVar("E")
M = TypeVar("M", bound=Model)
R = TypeVar("R")
MOST_DIGITS = 7
Rows = list[tuple[Any, ...]]
Asking: TypeAlias = Generator[Sequence[QuerySet[Any, Any]], None, T]
"""Something that says what it must ask, goes on when that is answered, perhaps asks again, and returns T."""


def ask_together(*questions: QuerySet[Any, Any]) -> None:
    """Fill QuerySets with their rows: one journey, one statement for each. What was asked before is not asked again."""
    written = []
    for one in {id(one): one for one in questions}.values():  # a question that two parts share goes out once
        if one._result_cache is None:  # noqa: SLF001 (Django has no other word for "asked already")
            written += _written(one)
    if not written:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "; ".join(sql for _one, _compiler, sql, _values in written),
            [value for _one, _compiler, _sql, values in written for value in values],
        )
        for number, (one, compiler, _sql, _values) in enumerate(written):
            if number:
                cursor.nextset()
            _fill(one, compiler, cursor.fetchall())


def all_of(askings: Sequence[Asking[T]]) -> list[T]:
    """Return what each of them returns; what they ask at the same step goes out in one journey."""
    return answer_of(side_by_side(askings))


def answer_of(asking: Asking[T]) -> T:
    """Return what one part returns: each of its steps is one journey."""
    while True:
        try:
            ask_together(*next(asking))
        except StopIteration as end:
            found: T = end.value
            return found


def side_by_side(askings: Sequence[Asking[T]]) -> Asking[list[T]]:
    """Ask what each of them asks, at each step all of it at once; return what they return."""
    found: dict[int, T] = {}
    asking = dict(enumerate(askings))
    while asking:
        wanted: list[QuerySet[Any, Any]] = []
        for number, one in list(asking.items()):
            try:
                wanted += next(one)
            except StopIteration as end:
                found[number] = end.value
                del asking[number]
        if asking:
            yield wanted
    return [found[number] for number in range(len(askings))]


def by_name(**askings: Asking[Any]) -> Asking[dict[str, Any]]:
    """Ask the parts of one thing side by side; return each under its name."""
    found = yield from side_by_side(list(askings.values()))
    return dict(zip(askings, found, strict=True))


@overload
def each_of(one: Asking[A], two: Asking[B], /) -> tuple[A, B]: ...
@overload
def each_of(one: Asking[A], two: Asking[B], three: Asking[C], /) -> tuple[A, B, C]: ...
@overload
def each_of(one: Asking[A], two: Asking[B], three: Asking[C], four: Asking[D], /) -> tuple[A, B, C, D]: ...
@overload
def each_of(
    one: Asking[A], two: Asking[B], three: Asking[C], four: Asking[D], five: Asking[E], /
) -> tuple[A, B, C, D, E]: ...
def each_of(*askings: Asking[Any]) -> tuple[Any, ...]:
    """Return what different parts return, each in its place: `all_of` for parts that return different things."""
    return tuple(all_of(askings))


def rows_in(question: QuerySet[M, R]) -> Asking[list[R]]:
    """Ask one question among others; return its rows."""
    yield (question,)
    return list(question)


def first_in(question: QuerySet[M, R]) -> Asking[R | None]:
    """Ask one question among others; return its first row, if there is one."""
    first = question.all()[:1]
    yield (first,)
    return first[0] if first else None


def number_in(question: QuerySet[Any, Any]) -> Asking[int]:
    """Ask how many rows a question would find."""
    asked = counted(question)
    yield (asked,)
    return number_of(asked)


def nothing_asked(value: T) -> Asking[T]:
    """Return a value without a question, where a part is not wanted."""
    yield ()
    return value


def page_of(rows: QuerySet[M, R], size: int, wanted: str | None) -> Asking[Page[R]]:
    """Ask for one page of a list and for how many rows there are in one journey; only a page after the last asks again."""
    number = int(wanted) if wanted and wanted.isdecimal() and len(wanted) < MOST_DIGITS else 1
    number = max(number, 1)
    total, shown = counted(rows), rows.all()[(number - 1) * size : number * size]
    yield total, shown
    paginator = Paginator(rows, size)
    vars(paginator)["count"] = number_of(total)
    return (
        Page(list(shown), number, paginator) if number <= paginator.num_pages else paginator.get_page(number)
    )


def counted(questions: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """Return the number of rows as a question that can be asked together with others; `number_of` reads it."""
    every: QuerySet[Any, Any] = questions.order_by().annotate(all_of_them=Value(1)).values("all_of_them")
    found: QuerySet[Any, Any] = every.annotate(many=Count("*"))
    return found


def number_of(asked: QuerySet[Any, Any]) -> int:
    """Return what a `counted` question found."""
    return next((int(row["many"]) for row in asked), 0)


def _written(one: QuerySet[Any, Any]) -> list[tuple[QuerySet[Any, Any], Any, str, tuple[Any, ...]]]:
    compiler = one.query.get_compiler(using=one.db)
    try:
        return [(one, compiler, *compiler.as_sql())]
    except EmptyResultSet:  # the question can have no answer, as with an empty list of ids
        one._result_cache = []  # noqa: SLF001
        return []


def _fill(one: QuerySet[Any, Any], compiler: Any, rows: Rows) -> None:
    """Let Django read rows that are here already, with all that it does to them."""
    again = one.all().prefetch_related(None)  # whoever reads the rows has the rest fetched, as ever
    compiler.execute_sql = lambda *_arguments, **_options: [rows]
    setattr(again.query, "get_compiler", lambda *_arguments, **_options: compiler)  # noqa: B010
    one._result_cache = list(again)  # noqa: SLF001
