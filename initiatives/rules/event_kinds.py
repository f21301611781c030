"""What can happen on this floor: each kind with its sentence, who may read it, and whether the ledger keeps it."""

from __future__ import annotations

from initiatives.rules.activity_events import ACTIVITY_KINDS
from initiatives.rules.agenda_events import AGENDA_KINDS
from initiatives.rules.ask_events import ASK_KINDS
from initiatives.rules.backbone_events import BACKBONE_KINDS
from initiatives.rules.benefit_events import BENEFIT_KINDS
from initiatives.rules.commitment_events import COMMITMENT_KINDS
from initiatives.rules.conflict_events import CONFLICT_KINDS
from initiatives.rules.events import EventKind, catalogue
from initiatives.rules.founding_events import FOUNDING_KINDS
from initiatives.rules.openness_events import OPENNESS_KINDS
from initiatives.rules.people_events import PEOPLE_KINDS
from initiatives.rules.population_events import POPULATION_KINDS

KINDS: tuple[EventKind, ...] = (
    *ACTIVITY_KINDS,
    *AGENDA_KINDS,
    *ASK_KINDS,
    *BACKBONE_KINDS,
    *BENEFIT_KINDS,
    *COMMITMENT_KINDS,
    *CONFLICT_KINDS,
    *FOUNDING_KINDS,
    *OPENNESS_KINDS,
    *PEOPLE_KINDS,
    *POPULATION_KINDS,
)

catalogue.declare(*KINDS)
