"""The parts of a conversation: what helps and holds back, who has a part, what works, how ideas are scored, what is done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.models import Membership, Person
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken
from measurement.actions.turn_lines import take_up
from measurement.actions.turns import still_open, touched
from measurement.models import Factor, Idea, IdeaScore, PartnerRole, Turn, TurnAction, TurnLine
from measurement.rules.turns import BEST, WORST, Criterion

Texts = dict[str, str]
Part: TypeAlias = Factor | PartnerRole | Idea | TurnAction


@transaction.atomic
def add_factor(
    *,
    turn: Turn,
    kind: str,
    words: Texts,
    ground: str,
    by: Person,
    source: str = "",
    cause_of: Factor | None = None,
    line: TurnLine | None = None,
) -> Factor:
    """Add what helps the curve or holds it back, perhaps as the cause behind another; from a line of the room or not."""
    turn = still_open(turn)
    _need(words)
    if cause_of is not None and (cause_of.turn_id != turn.pk or cause_of.removed_at):
        raise RuleBroken(_("What it is a cause of is not in this conversation any more."), field="cause_of")
    made = Factor.objects.create(
        turn=turn,
        kind=Factor.Kind(cause_of.kind if cause_of else kind),
        words=words,
        ground=Factor.Ground(ground),
        source=source,
        cause_of=cause_of,
        line=line,
        position=Factor.objects.filter(turn=turn).count(),
        added_by=by,
    )
    _added(turn, "turn.factor_added", line, by)
    return made


@transaction.atomic
def add_partner(
    *,
    turn: Turn,
    role: Texts,
    by: Person,
    membership: Membership | None = None,
    wanted_name: str = "",
    line: TurnLine | None = None,
) -> PartnerRole:
    """Name a partner with a part to play: one that is here, or one that is wanted; exactly one of the two."""
    turn = still_open(turn)
    wanted = wanted_name.strip()
    if (membership is None) == (not wanted):
        raise RuleBroken(_("Choose a partner, or name one whom we want: one of the two."), field="membership")
    _need(role, "role", _("Say what part it could play."))
    made = PartnerRole.objects.create(
        turn=turn, membership=membership, wanted_name=wanted, role=role, line=line, added_by=by
    )
    _added(turn, "turn.partner_added", line, by)
    return made


@transaction.atomic
def add_idea(
    *,
    turn: Turn,
    words: Texts,
    evidence: str,
    cost: str,
    by: Person,
    source: str = "",
    answers: Factor | None = None,
    line: TurnLine | None = None,
) -> Idea:
    """Add what works or could: how well that is known, and what it costs."""
    turn = still_open(turn)
    _need(words)
    if evidence == Idea.Evidence.RESEARCH and not source.strip():
        raise RuleBroken(_("Say where the research can be read."), field="source")
    made = Idea.objects.create(
        turn=turn,
        words=words,
        evidence=Idea.Evidence(evidence),
        cost=Idea.Cost(cost),
        source=source.strip(),
        answers=answers,
        line=line,
        added_by=by,
    )
    _added(turn, "turn.idea_added", line, by)
    return made


@transaction.atomic
def score_ideas(*, turn: Turn, scores: Mapping[Idea, Mapping[Criterion, int]], by: Person) -> None:
    """Keep how one person scores ideas, each criterion 1 to 3. Scoring again replaces one's own scores only."""
    turn = still_open(turn)
    for idea, given in scores.items():
        if idea.turn_id != turn.pk or idea.removed_at:
            raise RuleBroken(
                _("One of these ideas is not in this conversation any more. Load the page again.")
            )
        if any(not WORST <= given[criterion] <= BEST for criterion in Criterion):
            raise RuleBroken(_("Score each criterion from 1 to 3."))
        values = {criterion.value: given[criterion] for criterion in Criterion}
        IdeaScore.objects.update_or_create(
            idea=idea, scorer=by, defaults={**values, "scored_at": clock.now()}
        )
    if scores:
        record("turn.idea_scored", by=by, about=turn, facts={"count": len(scores)})


@transaction.atomic
def add_action(
    *,
    turn: Turn,
    words: Texts,
    owner: Membership,
    due: date,
    success_seen_by: Texts,
    by: Person,
    idea: Idea | None = None,
    logic: Texts | None = None,
) -> TurnAction:
    """Add what will be done: by whom, until when, and by what success is seen. An idea with something to do is chosen.

    `logic` says in a sentence why this should move the curve.
    """
    turn = still_open(turn)
    _need(words)
    _need(success_seen_by, "success_seen_by", _("Say by what we shall see that it worked."))
    if due < turn.held_on:
        raise RuleBroken(_("This day was before the conversation. Choose a later one."), field="due")
    if idea is not None and (idea.turn_id != turn.pk or idea.removed_at):
        raise RuleBroken(_("This idea is not in the conversation any more."), field="idea")
    made = TurnAction.objects.create(
        turn=turn,
        idea=idea,
        words=words,
        owner=owner,
        due=due,
        success_seen_by=success_seen_by,
        logic=logic or {},
        added_by=by,
    )
    touched(turn, "turn.action_added", by=by)
    return made


@transaction.atomic
def remove_part(*, part: Part, by: Person) -> None:
    """Take something out of an open conversation; its row stays. Raises RuleBroken where something rests on it."""
    turn = still_open(part.turn)
    if part.removed_at is not None:
        return
    if isinstance(part, Factor) and part.causes.filter(removed_at__isnull=True).exists():
        raise RuleBroken(_("Causes stand below this one. Take them out first."))
    if isinstance(part, Idea) and part.actions.filter(removed_at__isnull=True).exists():
        raise RuleBroken(_("Something will be done for this idea. Take that out first."))
    part.removed_at = clock.now()
    part.save(update_fields=["removed_at"])
    touched(turn, "turn.part_removed", by=by)


def _added(turn: Turn, kind: str, line: TurnLine | None, by: Person) -> None:
    if line is not None:
        take_up(line=line, turn=turn, by=by)
    touched(turn, kind, by=by)


def _need(words: Texts, field: str = "words", sentence: str = "") -> None:
    if not has_words(words):
        raise RuleBroken(sentence or _("Say it in a sentence."), field=field)
