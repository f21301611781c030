"""HTML → tagged PDF, in a child process with limits, which may load nothing but the fonts and styles of the product."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

MEMORY = 512 * 1024 * 1024
SECONDS = 120  # of processor time
PATIENCE = 240  # of waiting, for a job: a busy machine gives a long report its processor time only slowly
CHILD = "communications.publishing.pdf_child"


class PdfFailed(RuntimeError):
    """The child process did not answer with a PDF; the words are for the log, not for the reader."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished document."""

    content: bytes


def make_pdf(html: str, *, patience: int = SECONDS + 10) -> Pdf:
    """Return the tagged PDF (PDF/UA-1) of a complete HTML page.

    Raises PdfFailed when it takes over 120 seconds of processor time, 512 MiB or all patience, or dies. Hostile content can fetch nothing: every
    address is refused except files below the product's own static folder.
    """
    command = [sys.executable, "-m", CHILD, str(settings.BASE_DIR / "static"), str(MEMORY), str(SECONDS)]
    try:
        done = subprocess.run(
            command,
            input=html.encode(),
            capture_output=True,
            timeout=patience,
            cwd=settings.BASE_DIR,
            env=_bare_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as trouble:
        raise PdfFailed(f"no answer within {patience} seconds") from trouble
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF-"):
        raise PdfFailed(f"exit {done.returncode}: {done.stderr.decode(errors='replace')[-800:]}")
    return Pdf(done.stdout)


def _bare_environment() -> dict[str, str]:
    """Return what the child needs to start; no address and no secret of the databases."""
    return {
        "PATH": str(Path(sys.executable).parent),
        "LANG": "C.UTF-8",
        "OPENBLAS_NUM_THREADS": "1",
        "HOME": "/nonexistent",
    }
