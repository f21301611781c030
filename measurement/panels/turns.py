"""Turning the curve on other pages: the story on the page of an indicator, and where strategies and activities come from."""

from __future__ import annotations

from datetime import date

from initiatives import clock
from initiatives.models import Activity, Record
from initiatives.panel_registry import Filling, panel_on
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking, first_in, rows_in
from measurement.models import Factor, Indicator, StrategyIndicator, Turn, TurnAction
from measurement.pages.turns import age_of, learned_from
from measurement.presence import presence_of

ON_A_PANEL = 6
TURN = ("record__initiative", "indicator")


@panel_on("indicator")
def story_behind_the_curve(viewer: Viewer, record: Record) -> Asking[Filling | None]:
    """Show on the page of an indicator the story, who has a part, what works and what is done; or where to begin."""
    seen = Turn.objects.visible_to(viewer).filter(record__part_of=record).select_related(*TURN)
    turns = seen.order_by("-number")[:2]
    there = yield from presence_of(record)
    if there.turns:
        yield (turns,)
    else:
        turns = Turn.objects.none()
    may_run = Permission.TURN_RUN in viewer.permissions
    if not turns:
        return (
            Filling("measurement/panels/turn_first.html", {"url": f"{record.url}turn/"}, "main")
            if may_run
            else None
        )
    closed = next((one for one in turns if one.closed_at), None)
    values: dict[str, object] = {"open": None if turns[0].closed_at else turns[0], "turn": closed}
    if closed is not None:
        values |= yield from _story(closed, viewer)
    return Filling(
        "measurement/panels/turn.html", {**values, "may_run": may_run, "url": f"{record.url}turn/"}, "main"
    )


@panel_on("strategy")
def what_a_strategy_shall_move(viewer: Viewer, record: Record) -> Asking[Filling | None]:
    """Show on the page of a strategy which indicators it is meant to move."""
    meant = StrategyIndicator.objects.filter(strategy__record=record).values("indicator")
    seen = Indicator.objects.visible_to(viewer).filter(pk__in=meant).select_related("record__initiative")
    indicators = yield from rows_in(seen)
    return Filling("measurement/panels/meant.html", {"indicators": indicators}) if indicators else None


@panel_on("activity")
def where_an_activity_comes_from(viewer: Viewer, record: Record) -> Asking[Filling | None]:
    """Show on the page of an activity in which conversation it was agreed."""
    seen = Turn.objects.visible_to(viewer).select_related(*TURN)
    turn = yield from first_in(seen.filter(actions__activity__record=record))
    return Filling("measurement/panels/from_turn.html", {"turn": turn}) if turn else None


def _story(turn: Turn, viewer: Viewer) -> Asking[dict[str, object]]:
    """Return the parts of the last closed conversation."""
    initiative = turn.record.initiative
    today = clock.today(initiative.zone)
    factors = turn.factors.filter(removed_at__isnull=True)
    shown = (
        Activity.objects.visible_to(viewer).filter(from_turn__turn=turn).select_related("record__initiative")
    )
    actions = turn.actions.filter(removed_at__isnull=True).select_related("owner__organization")
    partners = turn.partner_roles.filter(removed_at__isnull=True).select_related("membership__organization")
    ideas = turn.ideas.filter(removed_at__isnull=True, strategy__isnull=False)[:ON_A_PANEL]
    learned = learned_from(turn, viewer=viewer)
    yield factors, shown, actions, partners, ideas, learned
    activities = {one.pk: one for one in shown}
    age, said = age_of(turn, today=today)
    return {
        "helping": [one for one in factors if one.kind == Factor.Kind.CONTRIBUTING and not one.cause_of_id],
        "holding_back": [
            one for one in factors if one.kind == Factor.Kind.RESTRICTING and not one.cause_of_id
        ],
        "partners": list(partners),
        "ideas": list(ideas),
        "actions": [_with_state(one, activities, today) for one in actions],
        "learned": list(learned),
        "age": age,
        "age_said": said,
    }


def _with_state(
    action: TurnAction, activities: dict[int, Activity], today: date
) -> tuple[TurnAction, Activity | None, str]:
    activity = activities.get(action.activity_id or 0)
    return action, activity, activity.sign(on=today) if activity else "due"
