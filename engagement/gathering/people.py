"""The people of an engagement as the rules see them: its panel, its body, their sessions. No person is named."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from engagement.gathering.rows import Rows
from engagement.gathering.same_moment import releases_asked
from engagement.models import Engagement, PanelMember, PanelVoice
from engagement.models import Session as SessionRow
from engagement.rules.people_facts import Body, BodySeat, Panel, PanelAnswer, Session, SupportKind
from initiatives.models import Body as BodyRow
from initiatives.models import Seat, SeatTerm
from initiatives.together import Asking, by_name, rows_in

HALF = 2


def panel_of(engagement: Engagement, rows: Rows) -> Asking[Panel]:
    """Ask for the standing panel, and what it says to the table of concerns once more than half have answered."""
    there = PanelMember.objects.filter(engagement=engagement, left_at__isnull=True)
    said = PanelVoice.objects.filter(member__in=there.order_by(), replaced_at__isnull=True).order_by("at")
    yield there, said
    members, voices, behind = list(there), list(said), engagement.group_behind
    return Panel(
        named=min((each.named_at for each in members), default=None),
        members=len(members),
        from_group_behind=sum(
            each.group_id is not None and each.group_id == engagement.group_behind_id for each in members
        ),
        group_behind=str(behind or ""),
        first_choice=_first_choice(voices),
        answer=_answer(voices, len(members)),
        sessions=tuple(_session(each) for each in rows.sessions),
    )


def body_of(engagement: Engagement, rows: Rows, *, on: date) -> Asking[Body]:
    """Ask for the joint or deciding body with its seats, and when what is published reached community seats and staff."""
    body = engagement.body
    if body is None:
        return Body()
    asked = yield from by_name(
        seats=rows_in(seats_of(body, on=on)), releases=releases_asked(engagement, rows)
    )
    return Body(
        chartered=body.record.published_at if body.charter else None,
        seats=tuple(
            BodySeat(seat_class, is_voting=voting, is_held=is_held, is_co_chair=chair)
            for seat_class, voting, is_held, chair in asked["seats"]
        ),
        releases=asked["releases"],
    )


def seats_of(body: BodyRow, *, on: date) -> QuerySet[Seat, tuple[str, bool, bool, bool]]:
    """Return the question for the seats of a body, held or not on a day."""
    held = SeatTerm.objects.on(on).filter(seat=OuterRef("pk"))
    seats = Seat.objects.filter(body=body, ended_on__isnull=True).annotate(is_held=Exists(held))
    return seats.values_list("seat_class", "is_voting", "is_held", "is_co_chair")


def _first_choice(voices: list[PanelVoice]) -> str:
    choices = Counter(str(each.first_choice_id) for each in voices if each.first_choice_id)
    return choices.most_common(1)[0][0] if choices else ""


def _answer(voices: list[PanelVoice], members: int) -> PanelAnswer | None:
    if len(voices) * HALF <= members:
        return None
    confirmed, last = sum(each.confirms for each in voices), voices[-1].at
    printed = last if confirmed < len(voices) else None
    return PanelAnswer(confirmed, len(voices) - confirmed, last, printed)


def _session(row: SessionRow) -> Session:
    return Session(
        row.begins_at,
        frozenset(SupportKind(each) for each in row.supports_offered),
        row.offered_at,
    )
