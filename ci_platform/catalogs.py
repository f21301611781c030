"""Makes the translations of the interface readable for gettext: each `locale/<language>/LC_MESSAGES/django.po` to `.mo`.

Needs no compiler and no gettext. Whoever starts meanwhile reads the old file or the new one, never half of one.
"""

from __future__ import annotations

import os
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent / "locale"


def is_current(source: Path) -> bool:
    """Whether what gettext reads was made from this very file: it carries the time of its source."""
    made = source.with_suffix(".mo")
    return made.exists() and made.stat().st_mtime_ns == source.stat().st_mtime_ns


def make(source: Path) -> Path:
    """Write what gettext reads beside a catalog, and return its path."""
    made = source.with_suffix(".mo")
    half = made.with_suffix(f".{os.getpid()}")
    polib.pofile(str(source)).save_as_mofile(str(half))
    os.utime(half, ns=(source.stat().st_atime_ns, source.stat().st_mtime_ns))
    half.replace(made)
    return made


def make_all(root: Path = ROOT) -> list[Path]:
    """Make what is not current; return what was made."""
    return [make(source) for source in sorted(root.glob("*/LC_MESSAGES/*.po")) if not is_current(source)]


if __name__ == "__main__":
    make_all()
