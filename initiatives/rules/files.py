"""Which files may be attached: told by their first bytes, never by their name or by what the sender claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LARGEST = 10 * 1024 * 1024  # bytes


class FileProblem(StrEnum):
    """Why a file is refused."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN_TYPE = "unknown_type"
    BROKEN_PICTURE = "broken_picture"


@dataclass(frozen=True, slots=True)
class FileType:
    """A type that is served as itself."""

    content_type: str
    ending: str
    is_picture: bool = False


PDF = FileType("application/pdf", "pdf")
PNG = FileType("image/png", "png", True)
JPEG = FileType("image/jpeg", "jpg", True)
WEBP = FileType("image/webp", "webp", True)
CSV = FileType("text/csv", "csv")
TXT = FileType("text/plain", "txt")
BY_CONTENT_TYPE = {known.content_type: known for known in (PDF, PNG, JPEG, WEBP, CSV, TXT)}


def sniff(content: bytes, name: str) -> FileType | FileProblem:
    """Return the type of a file, or why it is refused. `name` only tells a table from other plain text."""
    if not content:
        return FileProblem.EMPTY
    if len(content) > LARGEST:
        return FileProblem.TOO_LARGE
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    return _plain_text(content, name)


def _plain_text(content: bytes, name: str) -> FileType | FileProblem:
    """Text is UTF-8 without control characters, and not the beginning of a page or picture that a browser would run."""
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return FileProblem.UNKNOWN_TYPE
    if any(character < " " and character not in "\t\n\r\f" for character in words):
        return FileProblem.UNKNOWN_TYPE
    ending = name.rpartition(".")[2].casefold()
    if ending not in (CSV.ending, TXT.ending) or words.lstrip()[:1] == "<":
        return FileProblem.UNKNOWN_TYPE
    return CSV if ending == CSV.ending else TXT


def safe_name(name: str, ending: str) -> str:
    """Return a file name without path, control characters or a second ending, ≤ 100 characters, with its true ending."""
    last = name.replace("\\", "/").rpartition("/")[2]
    stem = last.rpartition(".")[0] or last
    kept = "".join(c for c in stem if c.isprintable() and c not in "\"'<>:|?*;&%").strip(" .")
    return f"{kept[:90] or 'file'}.{ending}"
