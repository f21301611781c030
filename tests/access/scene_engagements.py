"""One of everything of engagements: framed, announced, opened, decided, in each initiative."""

from __future__ import annotations

from dataclasses import replace

from engagement.actions.alternatives import Draft, write_alternative
from engagement.actions.criteria import propose_criterion
from engagement.actions.evidence import ask_for_evidence
from engagement.actions.levels import change_level
from engagement.actions.prompts import Asked, ask
from engagement.actions.statements import say
from engagement.models import Statement
from initiatives.models import Person, SeatTerm
from tests.factories.engagements import WORDS, make_announced, make_joint_table


def engagements_of(slug: str, canary: str, by: Person, member: Person) -> dict[str, object]:
    """Return the ids by name; every text holds the canary."""
    text = {"en": f"{canary} words that are long enough to be read aloud in a room."}
    words = replace(
        WORDS, title={"en": f"{canary} title"}, question={"en": f"{canary} question?"}, fixed=text
    )
    make_joint_table(by=by)
    made = make_announced(by=by, level=4, words=words, panel=(member,))
    option = write_alternative(
        engagement=made, draft=Draft({"en": f"{canary} option"}, text, reasons_against=text), by=by
    )
    say(engagement=made, kind=Statement.Kind.DRAFT_ANALYSIS, words=text, by=by)
    request = ask_for_evidence(engagement=made, words=f"{canary} request", by=member)
    prompt = ask(engagement=made, asked=Asked("text", {"en": f"{canary} prompt"}), by=by)
    seated = SeatTerm.objects.filter(seat__body=made.body, seat__seat_class="community").earliest("pk").person
    criterion = propose_criterion(engagement=made, words={"en": f"{canary} criterion"}, weight=5, by=seated)
    raised = make_announced(by=by, level=4, words=words, panel=(member,))
    change_level(engagement=raised, to=5, reason=text, by=by)
    return {
        "engagement": made.record.number,
        "raised": raised.record.number,
        "prompt": prompt.pk,
        "option": option.pk,
        "evidence_request": request.pk,
        "panel_member": made.panel.earliest("pk").pk,
        "criterion": criterion.pk,
    }
