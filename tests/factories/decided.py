"""A decision of the table on an option, written as rows: noticed, open, voted on, adopted."""

from __future__ import annotations

from datetime import date, timedelta

from engagement.models import Alternative, Decision, DecisionOption, Elector, Engagement, Vote
from initiatives import clock
from initiatives.identity import give_record
from initiatives.models import Body, Round, Seat
from tests.personas import People


def decided_in_a_round(engagement: Engagement, chosen: Alternative, people: People) -> Decision:
    """Let the table adopt an option in a noticed round, with one seat present."""
    table, now = Body.objects.get(is_table=True), clock.now()
    room = Round.objects.create(
        record=give_record(
            "round", title={"en": "Round"}, path="decisions/{number}/", by=people.backbone, published=True
        ),
        body=table,
        question={"en": "Which one?"},
        noticed_at=now - timedelta(days=9),
        opens_at=now - timedelta(days=1),
        closes_at=now,
        closed_at=now,
    )
    made = Decision.objects.create(
        record=give_record(
            "decision",
            title={"en": "Which one?"},
            path="decisions/{number}/",
            by=people.backbone,
            published=True,
        ),
        engagement=engagement,
        round=room,
        question={"en": "Which one?"},
        rule="majority@1",
        electorate_of="seats",
        state=Decision.State.DELIBERATING,
        review_on=date(2050, 1, 1),
    )
    for position, option in enumerate(engagement.alternatives.all(), start=1):
        DecisionOption.objects.create(
            decision=made, alternative=option, position=position, title=option.title
        )
    seat = Seat.objects.get(body=table, seat_class="community")
    elector = Elector.objects.create(
        decision=made, seat=seat, person=people.resident, seat_class="community", basis="seat", present_at=now
    )
    made.state, made.opened_at = Decision.State.OPEN, room.opens_at
    made.save(update_fields=["state", "opened_at"])
    with clock.at(now - timedelta(hours=1)):
        Vote.objects.create(elector=elector, ballot={"stance": "yes"}, cast_by=people.resident)
    assert chosen.position == 1
    made.state, made.closed_at = Decision.State.ADOPTED, now
    told = {"eligible": 1, "present": 1, "cast": 1, "standings": [], "requirements": []}
    made.result = {"outcome": {"status": "adopted", "winners": ["option:2"], "counts": [["yes", 1]], **told}}
    made.save(update_fields=["state", "closed_at", "result"])
    return made
