"""The collaboration survey, as data: the same results behind the same rule as on its pages; never what one partner said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.db.models import QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, viewer_of
from initiatives.api.fields import Localized, RecordField
from initiatives.rules.viewer import Viewer
from measurement.models import SurveyWave
from measurement.pages.collaboration import WaveRead, read_waves


class SurveySerializer(serializers.ModelSerializer[SurveyWave]):
    """One wave. `measures` is empty and `why_hidden` says why, where nothing may be shown."""

    record = RecordField()
    title = Localized(source="record.title")
    purpose = Localized()
    asked = serializers.SerializerMethodField()
    answered = serializers.SerializerMethodField()
    why_hidden = serializers.SerializerMethodField()
    measures = serializers.SerializerMethodField()
    between = serializers.SerializerMethodField()
    isolated_count = serializers.SerializerMethodField()
    isolated = serializers.SerializerMethodField()

    class Meta:
        model = SurveyWave
        fields = (
            "record", "title", "purpose", "opens_on", "closes_on", "opened_at", "closed_at",
            "asked", "answered", "why_hidden", "measures", "between", "isolated_count",
            "isolated",
        )  # fmt: skip

    def get_asked(self, wave: SurveyWave) -> int:
        """How many partners are asked."""
        return self._read(wave).results.asked

    def get_answered(self, wave: SurveyWave) -> int:
        """How many have answered."""
        return self._read(wave).results.answered

    def get_why_hidden(self, wave: SurveyWave) -> str | None:
        """still_open, too_few, too_small_a_share, or nothing."""
        return self._read(wave).results.why_hidden

    def get_measures(self, wave: SurveyWave) -> dict[str, float | None]:
        """Each measure by its key: shares of 100, means of 4, and benefits ÷ costs."""
        read = self._read(wave)
        return {one.key: one.now for one in read.lines} if read.results.is_shown else {}

    def get_between(self, wave: SurveyWave) -> list[dict[str, str | float | None]]:
        """How closely each two parts of society work together, 0 to 4; nothing where fewer than three partners spoke."""
        found = self._read(wave).results.between
        return [
            {"first": first, "second": second, "mean": mean.value} for (first, second), mean in found.items()
        ]

    def get_isolated_count(self, wave: SurveyWave) -> int:
        """With how many partners nobody works yet."""
        return self._read(wave).isolated_count

    def get_isolated(self, wave: SurveyWave) -> list[str]:
        """Which these are: for those who take part; empty for others."""
        return [one.slug for one in self._read(wave).isolated]

    def _read(self, wave: SurveyWave) -> WaveRead:
        return cast(SurveyViewSet, self.context["view"]).read[wave.pk]


class SurveyViewSet(ReadingViewSet[SurveyWave]):
    """Waves of the survey, the newest first."""

    serializer_class = SurveySerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    lookup_value_regex = "[0-9]{1,9}"

    def rows(self, viewer: Viewer) -> QuerySet[SurveyWave]:
        """Return those that this reader sees."""
        return SurveyWave.objects.visible_to(viewer).select_related("record__initiative")

    def paginate_queryset(self, queryset: Any) -> Any:
        """Read all waves of a page together."""
        page = super().paginate_queryset(queryset)
        self._know(page or [])
        return page

    def get_object(self) -> SurveyWave:
        """Return one wave with its results."""
        found = super().get_object()
        self._know([found])
        return found

    def _know(self, waves: Iterable[SurveyWave]) -> None:
        rows = list(waves)
        self.read = dict(
            zip((one.pk for one in rows), read_waves(viewer_of(self.request), rows), strict=True)
        )
