"""Waves of the collaboration survey as the rules read them: sheets with what they lack, and the results of waves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from initiatives.together import ask_together
from measurement.models import SurveyMark, SurveySheet, SurveyTie, SurveyWave
from measurement.rules.collaboration import ABOUT_ALL, Item, Part, spoken_of
from measurement.rules.collaboration_results import Results, Sheet, read


def as_sheet(sheet: SurveySheet, ties: Iterable[SurveyTie], marks: Iterable[SurveyMark]) -> Sheet:
    """Return a sheet as the rules read it."""
    known = list(ties)
    for tie in known:
        tie.sheet = sheet
    return Sheet(sheet.membership_id, [tie.tie for tie in known], {mark.key: mark.value for mark in marks})


def missing_parts(sheet: SurveySheet) -> list[Part]:
    """Return the parts of a sheet in which something is not answered."""
    ties = {tie.about_id: tie for tie in sheet.ties.all()}
    others = sheet.wave.sheets.count() - 1
    closer = spoken_of({about: tie.intensity for about, tie in ties.items()})
    asked = len(ABOUT_ALL) + sheet.wave.questions.count()
    lacking = {
        Part.LADDER: len(ties) < others,
        Part.CLOSER: any(len(ties[about].said) < len(Item) for about in closer),
        Part.WORTH: sheet.marks.count() < asked,
    }
    return [part for part in Part if lacking[part]]


class Book:
    """Some waves with all of their sheets: one journey. What others said is in it, so only results leave it."""

    def __init__(self, waves: Sequence[SurveyWave]) -> None:
        """Fetch everything of these waves."""
        self.waves = {wave.pk: wave for wave in waves}
        rows = SurveySheet.objects.filter(wave__in=list(self.waves))
        self.sheets = rows.select_related("membership__organization", "membership__record__initiative")
        ties = SurveyTie.objects.filter(sheet__wave__in=list(self.waves))
        marks = SurveyMark.objects.filter(sheet__wave__in=list(self.waves))
        ask_together(self.sheets, ties, marks)
        self._ties: dict[int, list[SurveyTie]] = defaultdict(list)
        self._marks: dict[int, list[SurveyMark]] = defaultdict(list)
        for tie in ties:
            self._ties[tie.sheet_id].append(tie)
        for mark in marks:
            self._marks[mark.sheet_id].append(mark)

    def sheets_of(self, wave: SurveyWave) -> list[SurveySheet]:
        """Return who is asked in a wave."""
        found = [sheet for sheet in self.sheets if sheet.wave_id == wave.pk]
        for sheet in found:
            sheet.wave = self.waves[wave.pk]  # it is at hand with its record
        return found

    def sent(self, wave: SurveyWave) -> list[Sheet]:
        """Return the sheets that count."""
        return [self.read(one) for one in self.sheets_of(wave) if one.sent_at is not None]

    def read(self, sheet: SurveySheet) -> Sheet:
        """Return one sheet as the rules read it."""
        return as_sheet(sheet, self._ties[sheet.pk], self._marks[sheet.pk])

    def results(self, wave: SurveyWave) -> Results:
        """Return what may be told of a wave."""
        asked = {one.membership_id: one.membership.organization.sector for one in self.sheets_of(wave)}
        return read(asked=asked, sheets=self.sent(wave), part_of=asked, is_closed=wave.closed_at is not None)
