"""What the start is doing and how long it takes, for the person at the terminal."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

WIDTH = 44


@contextmanager
def phase(name: str) -> Iterator[None]:
    """Print a step's name at once and its seconds when it is done; a step that fails leaves its line open."""
    print(f"  {name} ".ljust(WIDTH, "."), end=" ", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print("stopped", flush=True)
        raise
    print(f"{time.monotonic() - began:5.1f} s", flush=True)


def say(sentence: str) -> None:
    """Print a sentence at once."""
    print(sentence, flush=True)
