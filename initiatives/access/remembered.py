"""Pages that a web worker keeps in memory for readers without an account, within a fixed number of bytes."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import NamedTuple

from django.conf import settings

_AROUND = 400  # bytes that a page costs beside its body: key, stamp, links
_LARGEST = 8  # no page may take more than this part of the whole


class Kept(NamedTuple):
    """A page as it was made, and the stamp that must still hold for it to be shown."""

    etag: str
    content_type: str
    body: bytes


@dataclass(slots=True)
class Remembered:
    """The pages that were asked for last; the oldest leave when there is no room. Safe between threads."""

    room: int
    used: int = 0
    _pages: OrderedDict[tuple[str, ...], Kept] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def find(self, key: tuple[str, ...]) -> Kept | None:
        """Return the page that was made last for such a reader at such an address; its stamp is still to be checked."""
        with self._lock:
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
            return found

    def keep(self, key: tuple[str, ...], page: Kept) -> None:
        """Keep a page in place of an older one, and let others go until there is room."""
        size = _size(key, page)
        if size * _LARGEST > self.room:
            return
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self.used += size
            while self.used > self.room:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._pages.clear()
            self.used = 0

    def _drop(self, key: tuple[str, ...]) -> None:
        old = self._pages.pop(key, None)
        if old is not None:
            self.used -= _size(key, old)


def _size(key: tuple[str, ...], page: Kept) -> int:
    return _AROUND + len(page.body) + 2 * sum(map(len, key))


remembered = Remembered(settings.REMEMBERED_BYTES)
