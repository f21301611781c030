"""How often something may be tried. Counted per target first, so that a room behind one address is not locked out."""

from __future__ import annotations

from hashlib import sha256

from django.core.cache import cache
from django.http import HttpRequest


def may_try(what: str, whom: str, *, at_most: int, seconds: int) -> bool:
    """Count one attempt; False once there were `at_most` within the current span of `seconds`.

    `whom` is what is tried: a token, an e-mail, a record. Only its hash is kept. While the cache is away all pass.
    """
    key = f"tries:{what}:{sha256(whom.encode()).hexdigest()[:32]}"
    if cache.add(key, 1, seconds):
        return True
    try:
        return cache.incr(key) <= at_most
    except ValueError:  # it ran out between the two
        return True


def may_try_from(request: HttpRequest, what: str, *, at_most: int = 300, seconds: int = 600) -> bool:
    """Count one attempt of an address on the network: wide enough for a school or a town hall behind one."""
    return may_try(what, request.META.get("REMOTE_ADDR", ""), at_most=at_most, seconds=seconds)
