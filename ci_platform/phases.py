"""What the start is doing and how long it takes, for the person at the terminal."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from contextlib import contextmanager

WIDTH = 44


def say(words: str, end: str = "\n") -> None:
    """Print at once. A terminal that was closed is no reason to stop in the middle of something."""
    with contextlib.suppress(OSError):
        print(words, end=end, flush=True)


@contextmanager
def phase(name: str) -> Iterator[None]:
    """Print a step's name at once and its seconds when it is done, or that it was stopped."""
    say(f"  {name} ".ljust(WIDTH, "."), end=" ")
    began = time.monotonic()
    try:
        yield
    except BaseException:
        say("stopped")
        raise
    say(f"{time.monotonic() - began:5.1f} s")
