"""Every route of the product, read from the resolver."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """One route: its name, its path as it is written down, and whether it lies inside an initiative."""

    name: str
    path: str
    module: str

    @property
    def is_inside(self) -> bool:
        """Whether an initiative's address is part of it."""
        return "slug:slug" in self.path or "<slug>" in self.path


def all_routes() -> list[Route]:
    """Return all routes; one without a name gets its path as a name, so that the table misses it."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[Route]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path)
        else:
            yield Route(pattern.name or path, path, pattern.callback.__module__)
