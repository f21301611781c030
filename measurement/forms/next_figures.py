"""The grid in which the figures of one period are typed: a line for everybody and one for each group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.models import Category, local
from measurement.figures import (
    Published,
    as_told_shelf,
    figure_text,
    period_of,
    read_shelf,
    told_rules,
    unit_of,
)
from measurement.models import Indicator, Observation
from measurement.models import Period as PeriodRow

COLUMNS = ("value", "numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the grid, with what was published last beside it."""

    name: str
    before: str
    value: BoundField
    numerator: BoundField
    denominator: BoundField


class NextFiguresForm(forms.Form):
    """The period, and for every line a figure and its counts. Lines that stay empty say nothing."""

    use_required_attribute = False
    period = forms.CharField(
        label=gettext_lazy("Time"), max_length=20, help_text=gettext_lazy("Such as 2026 or 2025-26.")
    )

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        """Make the lines: everybody, then the groups of the grouping in which the gap is read, or of all."""
        super().__init__(*args, **kwargs)
        groups = Category.objects.select_related("dimension").order_by("dimension__position", "position")
        if indicator.gap_dimension_id:
            groups = groups.filter(dimension=indicator.gap_dimension_id)
        self.indicator, self.groups = indicator, list(groups[:60])
        self.labels = {"value": _("Figure"), "numerator": _("Cases"), "denominator": _("People")}
        for key, name in self._names():
            for column in COLUMNS:
                label = f"{name}: {self.labels[column]}"
                self.fields[f"{column}_{key}"] = forms.CharField(
                    label=label,
                    max_length=40,
                    required=False,
                    widget=forms.TextInput(attrs={"class": "input cell", "inputmode": "decimal"}),
                )

    def lines(self) -> list[Line]:
        """Return the grid for the page."""
        before, unit = self._before(), unit_of(self.indicator)
        return [
            Line(
                name,
                _said(before.get(() if key == "all" else (int(key),)), unit),
                *(self[f"{column}_{key}"] for column in COLUMNS),
            )
            for key, name in self._names()
        ]

    def rows(self) -> list[list[str]]:
        """Return what was typed as the rows of a long table; empty lines are left away."""
        found = [["period", "dimension", "category", *COLUMNS]]
        known = {str(one.pk): (local(one.dimension.name), str(one)) for one in self.groups}
        for key, _name in self._names():
            cells = [self.cleaned_data[f"{column}_{key}"].strip() for column in COLUMNS]
            if any(cells):
                found.append([self.cleaned_data["period"], *known.get(key, ("", "all")), *cells])
        return found

    def clean(self) -> dict[str, Any]:
        """Ask for at least one figure."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and len(self.rows()) == 1:
            raise forms.ValidationError(_("Type at least one figure."))
        return cleaned

    def _names(self) -> list[tuple[str, str]]:
        return [("all", _("Everybody")), *((str(one.pk), str(one)) for one in self.groups)]

    def _before(self) -> dict[tuple[Any, ...], Published]:
        """Return what was published for the last period."""
        seen = Observation.objects.filter(series__indicator=self.indicator, series__key="")
        last = PeriodRow.objects.filter(pk__in=seen.values("period")).order_by("-ends_on").first()
        if last is None:
            return {}
        period = period_of(last)
        shelf = as_told_shelf(read_shelf(self.indicator, [period]), self.indicator, told_rules())
        return shelf.live.get(period, {})


def _said(published: Published | None, unit: Any) -> str:
    if published is None:
        return ""
    return (
        _("not shown")
        if published.publication.startswith("suppressed")
        else figure_text(published.figure, unit)
    )
