"""Readers of feeds and calendars that share no code with the writers, and none with each other.

Calendars: `by_grammar` holds every content line against the grammar of RFC 5545; `by_octets` walks the bytes one by one.
Atom: `by_xml` reads with the XML parser of Python and asks for what RFC 4287 demands; `by_tags` reads the text itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

Event = dict[str, str]
NAME = r"[A-Z][A-Z0-9-]*"
PARAMETER = rf"(?:;{NAME}=(?:\"[^\"\x00-\x1f\x7f]*\"|[^\";:,\x00-\x1f\x7f]*))"
CONTENT_LINE = re.compile(rf"^({NAME})({PARAMETER}*):([^\x00-\x08\x0a-\x1f\x7f]*)$")
INSTANT = re.compile(r"^\d{8}T\d{6}Z$")
ONCE = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS")


# --- Calendars -----------------------------------------------------------------------------------------------------------
def by_grammar(content: bytes) -> list[Event]:
    """Return the events; AssertionError for what the grammar or the rules of RFC 5545 forbid."""
    assert content.endswith(b"\r\n")
    physical = content[:-2].split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line for line in physical)
    assert all(len(line) <= 75 for line in physical), max(physical, key=len)
    lines = content.decode().replace("\r\n ", "").replace("\r\n\t", "").removesuffix("\r\n").split("\r\n")
    read = [CONTENT_LINE.match(line) for line in lines]
    assert all(read), [line for line, found in zip(lines, read, strict=True) if not found]
    pairs = [(found[1], found[3]) for found in read if found]
    assert pairs[0] == ("BEGIN", "VCALENDAR")
    assert pairs[-1] == ("END", "VCALENDAR")
    head = dict(pairs[1 : next((at for at, one in enumerate(pairs) if one == ("BEGIN", "VEVENT")), -1)])
    assert head["VERSION"] == "2.0"
    assert head["PRODID"]
    return _checked(_events(pairs))


def _events(pairs: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    found: list[list[tuple[str, str]]] = []
    for pair in pairs[1:-1]:
        if pair == ("BEGIN", "VEVENT"):
            found.append([])
        elif found and pair != ("END", "VEVENT"):
            found[-1].append(pair)
    return found


def _checked(events: list[list[tuple[str, str]]]) -> list[Event]:
    for event in events:
        names = [name for name, _value in event]
        assert all(names.count(name) == 1 for name in ONCE), names
        assert not {"DTEND", "DURATION"} <= set(names)
        values = dict(event)
        assert all(INSTANT.match(values[name]) for name in ("DTSTAMP", "DTSTART", "DTEND"))
        assert values["DTSTART"] < values["DTEND"]
        assert values["SEQUENCE"].isdecimal()
        assert values["STATUS"] in ("CONFIRMED", "CANCELLED", "TENTATIVE")
        assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", values["SUMMARY"]), (
            "a bare comma or semicolon ends a value"
        )
    names = [dict(event)["UID"] for event in events]
    assert len(names) == len(set(names))
    return [{name: _said(value) for name, value in event} for event in events]


def _said(value: str) -> str:
    return re.sub(r"\\([\\;,nN])", lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1]), value)


@dataclass
class _Walk:
    """Where a reader of octets is."""

    events: list[Event] = field(default_factory=list)
    open: list[str] = field(default_factory=list)


def by_octets(content: bytes) -> list[Event]:
    """Return the events, read octet by octet: unfolds, splits at the first colon outside quotes, keeps a stack of parts."""
    walk, line, at = _Walk(), bytearray(), 0
    while at < len(content):
        if content[at : at + 2] == b"\r\n":
            if content[at + 2 : at + 3] in (b" ", b"\t"):
                at += 3
                continue
            _take(walk, bytes(line).decode())
            line.clear()
            at += 2
            continue
        line.append(content[at])
        at += 1
    assert not line, "the last line has no end"
    assert not walk.open, "a part is not closed"
    return walk.events


def _take(walk: _Walk, line: str) -> None:
    quoted, colon = False, -1
    for at, one in enumerate(line):
        quoted ^= one == '"'
        if one == ":" and not quoted:
            colon = at
            break
    assert colon > 0, line
    name, value = line[:colon].split(";", maxsplit=1)[0].upper(), line[colon + 1 :]
    if name == "BEGIN":
        walk.open.append(value)
        if value == "VEVENT":
            walk.events.append({})
    elif name == "END":
        assert walk.open.pop() == value
    elif walk.open[-1] == "VEVENT":
        walk.events[-1][name] = _unescaped(value)


def _unescaped(value: str) -> str:
    said, letters = "", iter(value)
    for one in letters:
        if one != "\\":
            said += one
            continue
        after = next(letters)
        assert after in "\\;,nN", value
        said += "\n" if after in "nN" else after
    return said


# --- Atom ----------------------------------------------------------------------------------------------------------------
ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")


def by_xml(content: bytes) -> list[Event]:
    """Return the entries; AssertionError where RFC 4287 demands more."""
    feed = fromstring(content)
    assert feed.tag == f"{ATOM}feed"
    _whole(feed)
    links = [one.get("rel") for one in feed.findall(f"{ATOM}link")]
    assert "self" in links
    assert feed.find(f"{ATOM}author") is not None, "the feed names an author for all entries"
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        _whole(entry)
        assert [one.get("href") for one in entry.findall(f"{ATOM}link")], (
            "an entry without content needs a link"
        )
    ids = [_text(entry, "id") for entry in entries]
    assert len(ids) == len(set(ids))
    times = [datetime.fromisoformat(_text(entry, "updated")) for entry in entries]
    assert all(datetime.fromisoformat(_text(feed, "updated")) >= one for one in times)
    return [{"id": _text(entry, "id"), "title": _text(entry, "title")} for entry in entries]


def _whole(element: Element) -> None:
    for name in ("id", "title", "updated"):
        assert len(element.findall(f"{ATOM}{name}")) == 1, name
    assert RFC_3339.match(_text(element, "updated"))
    assert re.match(r"^[a-z][a-z0-9+.-]*:", _text(element, "id")), "an id is an IRI"


def _text(element: Element, name: str) -> str:
    return (element.findtext(f"{ATOM}{name}") or "").strip()


TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+=\"[^\"<]*\")*)\s*(/?)>")


def by_tags(content: bytes) -> list[Event]:
    """Return the entries, read from the text itself: every tag has its end, and nothing stands bare between them."""
    text = re.sub(r"^<\?xml[^>]*\?>\s*", "", content.decode())
    entries: list[Event] = []
    stack: list[str] = []
    at = 0
    for found in TAG.finditer(text):
        between = text[at : found.start()]
        at = found.end()
        assert "<" not in between, between
        assert not re.search(r"&(?!(?:#\d+|#x[0-9a-fA-F]+|amp|lt|gt|quot|apos);)", between), between
        closes, name, _attributes, is_alone = found.groups()
        if closes:
            assert stack.pop() == name
            if len(stack) == 2 and stack[-1] == "entry":
                entries[-1][name] = unescape(between).strip()
        elif not is_alone:
            stack.append(name)
            if name == "entry":
                entries.append({})
    assert not stack
    assert text[at:].strip() == ""
    return [{"id": one["id"], "title": one["title"]} for one in entries]
