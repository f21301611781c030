"""Walking: both scenes, everybody's browser, and one request at a time whose effects are taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse

from communications.publishing import kept
from tests.access.routes import all_routes
from tests.access.rows import Row
from tests.access.scene import Scene
from tests.access.table import TABLE
from tests.conftest import Browser
from tests.personas import OTHER, OWN

ROUTES = {route.name: route for route in all_routes()}
INSIDE = sorted(name for name, route in ROUTES.items() if route.is_inside and name in TABLE)
FOREIGN = {OWN: OTHER, OTHER: OWN}
SET: dict[str, bytes] = {}
"""The PDFs of this process by the page that each shows: a walk asks for the same one again and again."""
_set = kept._set


@dataclass(frozen=True)
class Ground:
    """Both scenes and a browser of everybody."""

    scenes: dict[str, Scene]
    browsers: dict[str, Browser]
    sessions: dict[str, str]

    def browser_of(self, walker: str) -> Browser:
        """Return somebody's browser as it was when they had signed in: no message waits, nobody has signed out."""
        browser = self.browsers[walker]
        browser.cookies.clear()
        if walker in self.sessions:
            browser.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[walker]
        return browser


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    address: str
    headers: tuple[tuple[str, str], ...] = ()


def send(
    ground: Ground,
    walker: str,
    method: str,
    address: str,
    data: dict[str, Any] | None = None,
    before: Callable[[], object] | None = None,
) -> Answer:
    """Send one request and take back what it did; `before` changes something for this request alone."""
    forget_tries()  # no limit of a rate stands in the way
    with transaction.atomic():
        if before is not None:
            cache.clear()
            before()
        browser = ground.browser_of(walker)
        response: Any = browser.post(address, data) if data is not None else browser.generic(method, address)
        parts = response.streaming_content if response.streaming else [response.content]
        body = b"".join(parts)
        answer = Answer(
            response.status_code, body + _shown(body), address, tuple(sorted(response.headers.items()))
        )
        transaction.set_rollback(True)
    if before is not None:
        cache.clear()
    return answer


def forget_tries() -> None:
    """Forget what is kept, but for the counts beside the places of the rail: their names say of which state they are."""
    for name in [name for name in cache._cache if ":waiting:" not in name]:  # type: ignore[attr-defined]
        del cache._cache[name]  # type: ignore[attr-defined]
        cache._expire_info.pop(name, None)  # type: ignore[attr-defined]


def set_once(html: str) -> bytes:
    """Set a page as the product does, and remember it: the walks empty the cache in which it is kept."""
    if html not in SET:
        SET[html] = _set(html)
    return SET[html]


def _shown(paper: bytes) -> bytes:
    """Return what stands on a PDF, whose own bytes are packed and tell nothing; nothing for any other answer."""
    return b"".join(html.encode() for html, content in SET.items() if content == paper)


def address(route: str, slug: str, row: Row, ids: dict[str, object]) -> str:
    """Return the address of a route with the ids of a scene in it."""
    chosen = {argument: ids[name] for argument, name in row.args.items()}
    return reverse(route, kwargs={"slug": slug, **row.plain, **chosen})


def leaks(answer: Answer, slug: str, part: str) -> list[str]:
    """Return the canaries in an answer that this reader may not see there."""
    forbidden = [f"{kind}-{FOREIGN[slug]}" for kind in ("CANARY", "DRAFT", "HIDDEN")]
    forbidden += [f"{kind}-{slug}" for kind in ("DRAFT", "HIDDEN") if part != "backbone"]
    body = answer.body
    for own in (answer.address, quote(answer.address), quote(answer.address, safe="")):
        body = body.replace(own.encode(), b"")
    body = body.lower()
    return [canary for canary in forbidden if canary.lower().encode() in body]
