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
    is_sound: bool = False


PDF = FileType("application/pdf", "pdf")
PNG = FileType("image/png", "png", True)
JPEG = FileType("image/jpeg", "jpg", True)
WEBP = FileType("image/webp", "webp", True)
CSV = FileType("text/csv", "csv")
TXT = FileType("text/plain", "txt")
MP4 = FileType("audio/mp4", "m4a", is_sound=True)
MP3 = FileType("audio/mpeg", "mp3", is_sound=True)
OGG = FileType("audio/ogg", "ogg", is_sound=True)
WEBM = FileType("audio/webm", "webm", is_sound=True)
WAV = FileType("audio/wav", "wav", is_sound=True)
SOUNDS = (MP4, MP3, OGG, WEBM, WAV)
BY_CONTENT_TYPE = {known.content_type: known for known in (PDF, PNG, JPEG, WEBP, CSV, TXT, *SOUNDS)}
_SIGNATURES: tuple[tuple[int, bytes, FileType], ...] = (
    (0, b"%PDF-", PDF),
    (0, b"\x89PNG\r\n\x1a\n", PNG),
    (0, b"\xff\xd8\xff", JPEG),
    (4, b"ftypM4A", MP4),
    (4, b"ftypmp4", MP4),
    (4, b"ftypisom", MP4),
    (4, b"ftyp3gp", MP4),
    (0, b"ID3", MP3),
    (0, b"\xff\xfb", MP3),
    (0, b"\xff\xf3", MP3),
    (0, b"OggS", OGG),
    (0, b"\x1a\x45\xdf\xa3", WEBM),
)


def sniff(content: bytes, name: str) -> FileType | FileProblem:
    """Return the type of a file, or why it is refused. `name` only tells a table from other plain text."""
    if not content:
        return FileProblem.EMPTY
    if len(content) > LARGEST:
        return FileProblem.TOO_LARGE
    if content.startswith(b"RIFF") and content[8:12] in (b"WEBP", b"WAVE"):
        return WEBP if content[8:12] == b"WEBP" else WAV
    known = (kind for at, start, kind in _SIGNATURES if content[at:].startswith(start))
    return next(known, None) or _plain_text(content, name)


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
