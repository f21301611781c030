"""Whose names are kept from whoever is told something now: the reader of a page, or the public for whom a job writes.

A person's name is asked for in very many places. It is decided once, where the telling begins, and obeyed where the
name is given (`Person.shown_name`), so that no page can forget it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class _Kept:
    """The people whose names are kept, read when the first name is asked for."""

    def __init__(self, read: Callable[[], Collection[int]]) -> None:
        """Keep the question."""
        self._read = read
        self._found: Collection[int] | None = None

    def __contains__(self, person_id: object) -> bool:
        if self._found is None:
            self._found = self._read()
        return person_id in self._found


_kept: ContextVar[_Kept | None] = ContextVar("names kept", default=None)


@contextmanager
def keeping(read: Callable[[], Collection[int]]) -> Iterator[None]:
    """Keep the names of the people that `read` returns (ids) until the block ends; it is asked once at most."""
    token = _kept.set(_Kept(read))
    try:
        yield
    finally:
        _kept.reset(token)


def is_kept(person_id: int) -> bool:
    """Whether the name of a person is kept from whoever is told something now."""
    kept = _kept.get()
    return kept is not None and person_id in kept
