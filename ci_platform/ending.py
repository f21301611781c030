"""Being asked to end: Ctrl-C, SIGTERM, a closed terminal.

The signal only leaves a note; the note is read where nothing is half done. (An exception out of a signal handler can
come up anywhere, also in a process that is just being started.)
"""

from __future__ import annotations

import signal
from types import FrameType


class Stopped(Exception):
    """Somebody asked for the end."""


class Ending:
    """The note that the end was asked for."""

    def __init__(self) -> None:
        self.is_asked = False

    def listen(self) -> None:
        """Take note of each way of being asked to end, from now on."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._take_note)

    def check(self) -> None:
        """Raise Stopped when the end was asked for."""
        if self.is_asked:
            raise Stopped

    def _take_note(self, number: int, frame: FrameType | None) -> None:
        self.is_asked = True


ENDING = Ending()
