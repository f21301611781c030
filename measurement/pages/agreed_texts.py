"""The assessment and the versions of the plan as pages show them: words, frozen figures, the room, and who answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from initiatives.models import ActionPlan, AgreedText, Assessment, CommonAgenda
from initiatives.plans import read_plan
from initiatives.rooms import Room, look_into
from initiatives.rules.ledger import Json
from initiatives.rules.viewer import Viewer, visitor
from measurement.models import Indicator, Release
from measurement.seen_figures import seen


@dataclass(frozen=True, slots=True)
class TextPage:
    """One version and what stands around it."""

    text: AgreedText | None
    room: Room | None
    versions: list[AgreedText]
    in_force: AgreedText | None
    proposed: AgreedText | None
    draft: AgreedText | None

    @property
    def is_in_force(self) -> bool:
        """Whether the version that is shown is the one that all agreed on."""
        return self.text is not None and self.text.state == CommonAgenda.State.RATIFIED


def text_page(kind: type[Assessment] | type[ActionPlan], viewer: Viewer, *, version: str = "") -> TextPage:
    """Read a text: the version that is asked for, else the one in force, else the one before the table."""
    rows = kind.objects.visible_to(viewer).select_related(
        "record__initiative", "round__record", "round__body"
    )
    versions: list[AgreedText] = list(rows)
    states = CommonAgenda.State
    by_state = {one.state: one for one in reversed(versions)}
    asked = next((one for one in versions if str(one.version) == version), None)
    in_force, proposed = by_state.get(states.RATIFIED), by_state.get(states.PROPOSED)
    text = asked or in_force or proposed or by_state.get(states.DRAFT)
    return TextPage(
        text=text,
        room=look_into(text) if text else None,
        versions=versions,
        in_force=in_force,
        proposed=proposed,
        draft=by_state.get(states.DRAFT),
    )


def figures_now(initiative: int) -> list[Json]:
    """Return what everybody reads of the indicators of the overview now: the last figure of the whole, and by group.

    It is read as a visitor reads it, whoever proposes: a small group that is not shown stays hidden, and so does what
    is withheld from the public.
    """
    shown = (
        Indicator.objects.visible_to(visitor(initiative))
        .on_overview()
        .select_related("record__initiative", "result")
    )
    found = (_figure(one) for one in shown)
    return [one for one in found if one is not None]


def contents_now(initiative: int, *, today: date) -> list[Json]:
    """Return the strategies with their activities as everybody reads them now, whoever proposes."""
    read = read_plan(visitor(initiative), today=today)
    told: list[Json] = []
    for strategy in read.whole:
        rows = [
            row
            for row in read.activities.values()
            if read.joint.acts[row.pk].is_open
            and read.joint.strategy_of(read.joint.acts[row.pk]) == strategy.pk
        ]
        activities: list[Json] = [
            {
                "number": row.record.number,
                "title": dict(row.title),
                "lead": row.lead.organization.name if row.lead else "",
                "until": row.ends_on.isoformat() if row.ends_on else "",
            }
            for row in rows
        ]
        about: dict[str, Json] = {"number": strategy.record.number, "path": strategy.record.path}
        told.append({**about, "title": dict(strategy.title), "activities": activities})
    return told


def _figure(indicator: Indicator) -> dict[str, Json] | None:
    found = seen(indicator, most=1)
    release = Release.objects.standing().filter(indicator=indicator).order_by("-number").first()
    if not found.periods or release is None:
        return None
    period, value = found.periods[-1]
    return {
        "indicator": indicator.record.number,
        "path": indicator.record.path,
        "name": dict(indicator.name),
        "release": release.number,
        "period": period,
        "value": value,
        "groups": found.groups,
    }
