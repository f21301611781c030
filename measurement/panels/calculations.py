"""From what an indicator is calculated, on its page."""

from __future__ import annotations

from initiatives.models import Record
from initiatives.panel_registry import Filling, panel_on
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking
from measurement.models import Calculation, CalculationInput, Indicator
from measurement.presence import presence_of


@panel_on("indicator")
def how_it_is_calculated(viewer: Viewer, record: Record) -> Asking[Filling | None]:
    """Show the expression and its inputs, as far as this viewer sees them."""
    there = yield from presence_of(record)
    if not there.calculation:
        return None
    found = Calculation.objects.filter(indicator__record=record)
    seen = CalculationInput.objects.filter(
        calculation__indicator__record=record, indicator__in=Indicator.objects.visible_to(viewer)
    )
    inputs = seen.select_related("indicator__record__initiative")
    yield found, inputs
    if not found:
        return None
    return Filling("measurement/panels/calculation.html", {"calculation": found[0], "inputs": list(inputs)})
