"""Why something can't start, said in one sentence to the person at the terminal."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

MEGABYTE = 1024 * 1024
ROOM_FOR_A_FIRST_START = 300 * MEGABYTE
ROOM_FOR_A_LATER_START = 60 * MEGABYTE


class Problem(Exception):
    """A start that can't go on. Its text is the whole message: what is wrong and what to do."""


def require_room(directory: Path, *, first: bool) -> None:
    """Refuse to begin on a disk (bytes free under `directory`) that would fill up half way."""
    needed = ROOM_FOR_A_FIRST_START if first else ROOM_FOR_A_LATER_START
    free = shutil.disk_usage(directory).free
    if free < needed:
        raise Problem(
            f"The disk under {directory} has {free // MEGABYTE} MB free and {needed // MEGABYTE} MB are needed: "
            "make room, or set CI_DATA_DIR to a directory on another disk."
        )


def make_directory(directory: Path) -> None:
    """Create the data directory, or say why this person can't write there."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(directory, error) from error
    if not os.access(directory, os.W_OK | os.X_OK):
        raise _unwritable(directory, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))


def _unwritable(directory: Path, error: OSError) -> Problem:
    return Problem(
        f"The data directory {directory} can't be written ({error.strerror}): "
        "set CI_DATA_DIR to a directory that you own."
    )
