"""What the minutes of a meeting say: item by item, with what was decided and taken on, and what became of amendments."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from communications.meetings.calling import room_of
from communications.models import (
    AgendaItem,
    Amendment,
    Meeting,
    Minutes,
    Passage,
    PassageTranslation,
    Pledge,
    RollCall,
)
from engagement.models import Decision
from initiatives.access import titles_told, withheld_parts
from initiatives.models import Restriction
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking, answer_of

R = TypeVar("R", Passage, Amendment, Pledge, RollCall)


@dataclass(frozen=True, slots=True)
class Said:
    """One item of the agenda and, once there are minutes, what they say of it."""

    item: AgendaItem
    passages: tuple[Passage, ...]
    amendments: tuple[Amendment, ...]
    pledges: tuple[Pledge, ...]
    calls: tuple[RollCall, ...]
    decision: Decision | None
    withheld: Restriction | None
    translations: tuple[PassageTranslation, ...] = ()
    named: Set[int] = frozenset()
    """Which records that it is about the reader may name; titles of drafts, and those that are withheld, are not told."""

    @property
    def passage(self) -> Passage | None:
        """The words as they stand."""
        return self.passages[-1] if self.passages else None

    @property
    def corrections(self) -> tuple[tuple[Passage, Passage], ...]:
        """What was corrected after it was published: before and after."""
        pairs = zip(self.passages, self.passages[1:], strict=False)
        return tuple(pair for pair in pairs if pair[1].because == Passage.Because.CORRECTION)

    @property
    def in_languages(self) -> tuple[tuple[PassageTranslation, bool], ...]:
        """The last translation into each language, and whether the words have changed since."""
        last = {one.language: one for one in self.translations}
        current = self.passage.pk if self.passage else None
        return tuple((one, one.passage_id != current) for one in last.values())

    @property
    def waiting(self) -> tuple[Amendment, ...]:
        """Amendments without an answer."""
        return tuple(one for one in self.amendments if one.state == Amendment.State.ASKED)

    @property
    def declined(self) -> tuple[Amendment, ...]:
        """Amendments that were not taken in."""
        return tuple(one for one in self.amendments if one.state == Amendment.State.DECLINED)


def agenda_of(meeting: Meeting, viewer: Viewer) -> list[Said]:
    """Return the agenda as a reader sees it, with all that came of each item."""
    return answer_of(agenda_asked(meeting, viewer))


def agenda_asked(meeting: Meeting, viewer: Viewer) -> Asking[list[Said]]:
    """Ask for the same, together with other questions: one journey, however long the agenda."""
    seen = AgendaItem.objects.visible_to(viewer).filter(meeting=meeting).order_by("position", "pk")
    items = seen.select_related(
        "record__initiative",
        "about__initiative",
        "led_by",
        "engagement__record__initiative",
        "approves__meeting__record__initiative",
        "round__record__initiative",
    )
    passages = Passage.objects.filter(minutes__meeting=meeting).select_related("written_by")
    amendments = Amendment.objects.filter(minutes__meeting=meeting).select_related("asked_by", "answered_by")
    told = PassageTranslation.objects.filter(passage__minutes__meeting=meeting).order_by(
        "passage__version", "pk"
    )
    told = told.select_related("passage", "written_by")
    pledges = Pledge.objects.filter(item__meeting=meeting).select_related(
        "from_membership__organization", "from_body", "commitment__record__initiative"
    )
    calls = RollCall.objects.filter(item__meeting=meeting).prefetch_related("votes__seat", "votes__person")
    decisions = Decision.objects.visible_to(viewer).filter(round__agenda_item__meeting=meeting)
    votes = decisions.select_related("record__initiative", "round")
    yield items, passages, told, amendments, pledges, calls, votes
    withheld = withheld_parts(viewer, "agenda_item")  # by the room in a vote, or by somebody afterwards
    said, asked = _by_item(passages), _by_item(amendments)
    taken_on, called = _by_item(pledges), _by_item(calls)
    translated = defaultdict(list)
    for one in told:
        translated[one.passage.item_id].append(one)
    put = {one.round_id: one for one in votes}
    about = {pk for item in items for pk in _about(item)}
    named = titles_told(viewer, about) if about else set()
    return [
        Said(
            item,
            passages=tuple(said[item.pk]),
            amendments=tuple(asked[item.pk]),
            pledges=tuple(taken_on[item.pk]),
            calls=tuple(called[item.pk]),
            decision=put.get(item.round_id) if item.round_id else None,
            withheld=withheld.get(item.record_id, {}).get("notes"),
            translations=tuple(translated[item.pk]),
            named=named,
        )
        for item in items
    ]


def fingerprint(minutes: Minutes) -> str:
    """Return the hash of what minutes say as they are published: who was there by seat, the words, what came of them."""
    meeting = minutes.meeting
    room = room_of(meeting)
    last: dict[int, Passage] = {}
    for passage in Passage.objects.filter(minutes=minutes).order_by("item", "version"):
        last[passage.item_id] = passage
    items = AgendaItem.objects.filter(meeting=meeting).select_related("record").order_by("position", "pk")
    said = {
        "meeting": meeting.record.number,
        "held": [str(meeting.begun_at), str(meeting.ended_at)],
        "seats": [[one.term.seat_id, one.is_there] for one in room.called],
        "there": room.there,
        "items": [[item.record.number, last[item.pk].words if item.pk in last else ""] for item in items],
    }
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _about(item: AgendaItem) -> Iterator[int]:
    if item.round is not None:
        yield item.round.record_id
    if item.about_id is not None:
        yield item.about_id
    if item.engagement is not None:
        yield item.engagement.record_id
    if item.approves is not None:
        yield item.approves.meeting.record_id


def _by_item(rows: Iterable[R]) -> dict[int, list[R]]:
    found: dict[int, list[R]] = defaultdict(list)
    for row in rows:
        found[row.item_id].append(row)
    return found
