"""Which indicators a strategy is meant to move."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from initiatives.rules.viewer import Viewer
from measurement.forms.programs import ContributionForm
from measurement.models import Indicator, PerformanceMeasure


class MovesForm(ContributionForm):
    """How an activity is thought to move an indicator: the same questions, without a measure to start from."""

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        """Offer the indicators of the whole population that the viewer sees."""
        super().__init__(
            *args, measures=PerformanceMeasure.objects.none(), indicators=seen_by(viewer), **kwargs
        )
        del self.fields["measure"]
        self.fields["indicator"].label = _("It should make this better")


class MeantForm(forms.Form):
    """The indicators of the whole population."""

    use_required_attribute = False

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        """Offer what the viewer sees."""
        super().__init__(*args, **kwargs)
        self.fields["indicators"] = forms.ModelMultipleChoiceField(
            label=_("It is meant to move"),
            queryset=seen_by(viewer),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )


def seen_by(viewer: Viewer) -> QuerySet[Indicator]:
    """Return the indicators of the whole population that somebody sees."""
    rows = Indicator.objects.visible_to(viewer).filter(benchmark_of__isnull=True)
    return rows.filter(accountability=Indicator.Accountability.POPULATION).order_by("pk")
