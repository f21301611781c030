"""A shared cache that may vanish: a missing Redis slows things down and breaks nothing."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError


class ForgivingRedisCache(RedisCache):
    """Answers "nothing there" while Redis is away."""

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return the value, or the default."""
        try:
            return super().get(key, default, version)
        except RedisError:
            return default

    def set(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> None:
        """Keep the value if Redis is there."""
        try:
            super().set(key, value, timeout, version)
        except RedisError:
            return

    def add(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> bool:
        """Keep the value if it is new and Redis is there; counts as new while Redis is away."""
        try:
            return bool(super().add(key, value, timeout, version))
        except RedisError:
            return True

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Count up; counts from the start while Redis is away."""
        try:
            return int(super().incr(key, delta, version))
        except RedisError:
            return delta

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget the value if Redis is there."""
        try:
            return bool(super().delete(key, version))
        except RedisError:
            return False
