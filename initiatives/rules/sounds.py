"""Recordings lose what a phone wrote into them beside the sound: where it was, whose phone it was, when it was."""

from __future__ import annotations

_HOLDS = (b"moov", b"trak")
_NOTES = (b"udta", b"meta", b"uuid")
_HEAD = 8  # bytes of a box: its size and its name
_DEEPEST = 8  # boxes of a recording lie in each other two or three deep


def without_notes(content: bytes) -> bytes:
    """Return a recording of the same length or shorter that sounds the same. What is not understood stays as it is."""
    at = 0
    while content[at : at + 3] == b"ID3" and at + 10 < len(content):
        at += _id3_length(content[at : at + 10])
    if at:
        content = content[at:] or content[:10]
    if content[4:8] == b"ftyp":
        kept = bytearray(content)
        _blank(kept, 0, len(kept))
        return bytes(kept)
    if content[-128:-125] == b"TAG" and len(content) > 128:
        return content[:-128]
    return content


def _id3_length(content: bytes) -> int:
    """The size is written in seven bits of each of four bytes."""
    size = 0
    for byte in content[6:10]:
        size = size * 128 + (byte & 0x7F)
    return 10 + size


def _blank(kept: bytearray, start: int, end: int, depth: int = 0) -> None:
    """Overwrite the boxes of notes and call them free space, so that nothing else moves."""
    at = start
    while at + _HEAD <= end:
        size = int.from_bytes(kept[at : at + 4], "big")
        name = bytes(kept[at + 4 : at + 8])
        size = end - at if size == 0 else size
        if size < _HEAD or at + size > end:
            return
        if name in _NOTES:
            kept[at + 4 : at + 8] = b"free"
            kept[at + _HEAD : at + size] = bytes(size - _HEAD)
        elif name in _HOLDS and depth < _DEEPEST:
            _blank(kept, at + _HEAD, at + size, depth + 1)
        at += size
