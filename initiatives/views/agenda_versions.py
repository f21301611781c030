"""All versions of the agenda, and any two of them compared."""

from __future__ import annotations

from initiatives.access import InitiativeRequest
from initiatives.agreed import tell_principles
from initiatives.models import CommonAgenda
from initiatives.rooms import summaries
from initiatives.views.agenda_page import differences


def comparison(request: InitiativeRequest) -> dict[str, object]:
    """Return the versions that the reader may see, and the two to compare: ?from=1&to=2, ?to=2, or the last step."""
    versions = list(
        CommonAgenda.objects.visible_to(request.viewer).select_related("record", "round__record__initiative")
    )
    after = _chosen(versions, request.GET.get("to")) or (versions[0] if versions else None)
    before = _chosen(versions, request.GET.get("from")) or _one_before(versions, after)
    if before is not None and after is not None and before.version > after.version:
        before, after = after, before
    tell_principles([before, after], request.viewer)
    rooms = {row.round.pk: row for row in summaries(version.round for version in versions if version.round)}
    return {
        "versions": [(version, rooms.get(version.round_id or 0)) for version in versions],
        "before": before,
        "after": after,
        "changes": differences(before, after, request.viewer) if after else [],
    }


def _chosen(versions: list[CommonAgenda], number: str | None) -> CommonAgenda | None:
    return next((version for version in versions if str(version.version) == number), None)


def _one_before(versions: list[CommonAgenda], after: CommonAgenda | None) -> CommonAgenda | None:
    if after is None:
        return None
    return next((version for version in versions if version.version < after.version), None)
