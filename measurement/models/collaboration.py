"""The collaboration survey: its waves, who is asked, and what each partner says of the others. DOMAIN section 7.

What a partner says is read by its own people only; everybody else reads what `rules.collaboration` lets out of it.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models import Ask, LocalizedField, Membership, Person, Record, local
from initiatives.models.records import GovernedQuerySet
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet
from measurement.rules import collaboration as rules
from measurement.rules.collaboration import ABOUT_ALL, Intensity, Item, Tie

ITEMS = tuple(item.value for item in Item)
INTENSITIES = {
    Intensity.NONE: _("We have nothing to do with each other"),
    Intensity.AWARENESS: _("We know what they do"),
    Intensity.COOPERATION: _("We help each other out"),
    Intensity.COORDINATION: _("We plan parts of our work together"),
    Intensity.INTEGRATION: _("We run something together, with shared people, money or rooms"),
}


def _on_the_scale(name: str, *, may_be_empty: bool = False) -> models.Q:
    inside = models.Q(**{f"{name}__gte": rules.LOWEST, f"{name}__lte": rules.HIGHEST})
    return inside | models.Q(**{f"{name}__isnull": True}) if may_be_empty else inside


class SurveyWaveQuerySet(GovernedQuerySet["SurveyWave"]):
    """Waves of the survey."""

    def open(self) -> Self:
        """Only those that take answers now."""
        return self.filter(opened_at__isnull=False, closed_at__isnull=True)

    def closed(self) -> Self:
        """Only those that take no more answers."""
        return self.filter(closed_at__isnull=False)


class SurveyWave(TenantModel):
    """All partners are asked once how they work together: from a day to a day, the last one included."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="survey_wave")
    purpose = LocalizedField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(SurveyWaveQuerySet)()

    class Meta:
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="survey_wave_closes_after_it_opens",
                condition=models.Q(closes_on__gt=models.F("opens_on")),
            ),
            models.CheckConstraint(
                name="survey_wave_closed_after_it_was_open",
                condition=models.Q(closed_at__isnull=True) | models.Q(opened_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return local(self.record.title)

    @property
    def is_open(self) -> bool:
        """Whether it takes answers now."""
        return self.opened_at is not None and self.closed_at is None

    def days_left(self, *, on: date) -> int:
        """How many days there are to answer, today included."""
        return max((self.closes_on - on).days + 1, 0)


class SurveyQuestion(TenantModel):
    """A question of the initiative's own: a sentence with which one agrees from 1 to 4."""

    wave = models.ForeignKey(SurveyWave, models.PROTECT, related_name="questions")
    order = models.PositiveSmallIntegerField()
    words = LocalizedField()

    objects = TenantManager()

    class Meta:
        ordering = ["wave", "order"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "wave", "order"], name="survey_question_order"),
            models.CheckConstraint(name="survey_question_has_words", condition=~models.Q(words={})),
        ]

    def __str__(self) -> str:
        return local(self.words)


class SurveySheetQuerySet(TenantQuerySet["SurveySheet"]):
    """Sheets of partners."""

    def sent(self) -> Self:
        """Only those that count."""
        return self.filter(sent_at__isnull=False)


class SurveySheet(TenantModel):
    """What one partner is asked in a wave: filled in by one of its people, kept as a draft until it is sent."""

    wave = models.ForeignKey(SurveyWave, models.PROTECT, related_name="sheets")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="survey_sheets")
    ask = models.OneToOneField(Ask, models.PROTECT, null=True, blank=True, related_name="survey_sheet")
    answerer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(SurveySheetQuerySet)()

    class Meta:
        ordering = ["wave", "membership__organization__name"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "wave", "membership"], name="survey_sheet_once"),
            models.CheckConstraint(
                name="survey_sheet_sent_by_somebody",
                condition=models.Q(sent_at__isnull=True) | models.Q(answerer__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wave_id} {self.membership_id}"

    def path(self, part: str = "") -> str:
        """Where this partner answers, or one part of it, within the initiative: somebody may speak for two partners."""
        return f"{self.wave.record.path}answer/{f'{part}/' if part else ''}?for={self.membership.slug}"

    def url(self, part: str = "") -> str:
        """The same as an address."""
        return f"{self.wave.record.initiative.url}{self.path(part)}"


class SurveyTie(TenantModel):
    """What one partner says about another: the rung of the ladder, and closer items where it works with it."""

    sheet = models.ForeignKey(SurveySheet, models.PROTECT, related_name="ties")
    about = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    intensity = models.PositiveSmallIntegerField(
        choices=[(int(key), words) for key, words in INTENSITIES.items()]
    )
    reliability = models.PositiveSmallIntegerField(null=True, blank=True)
    mission = models.PositiveSmallIntegerField(null=True, blank=True)
    openness = models.PositiveSmallIntegerField(null=True, blank=True)
    influence = models.PositiveSmallIntegerField(null=True, blank=True)
    involvement = models.PositiveSmallIntegerField(null=True, blank=True)
    resources = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = TenantManager()

    class Meta:
        ordering = ["sheet", "about"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "sheet", "about"], name="survey_tie_once"),
            models.CheckConstraint(
                name="survey_tie_on_the_ladder",
                condition=models.Q(intensity__gte=Intensity.NONE, intensity__lte=Intensity.INTEGRATION),
            ),
            *(
                models.CheckConstraint(
                    name=f"survey_tie_{item}_on_the_scale", condition=_on_the_scale(item, may_be_empty=True)
                )
                for item in ITEMS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.about_id} {self.intensity}"

    @property
    def said(self) -> dict[Item, int]:
        """The items that are answered."""
        found = {item: getattr(self, item.value) for item in Item}
        return {item: value for item, value in found.items() if value is not None}

    @property
    def tie(self) -> Tie:
        """What the rules read; the sheet must be at hand."""
        return Tie(self.sheet.membership_id, self.about_id, Intensity(self.intensity), self.said)


class SurveyMark(TenantModel):
    """One answer about the whole, 1 to 4: a benefit, a cost, what one is able to do, or a question of the initiative's own."""

    sheet = models.ForeignKey(SurveySheet, models.PROTECT, related_name="marks")
    item = models.CharField(max_length=12, blank=True)
    question = models.ForeignKey(SurveyQuestion, models.PROTECT, null=True, blank=True, related_name="marks")
    value = models.PositiveSmallIntegerField()

    objects = TenantManager()

    class Meta:
        ordering = ["sheet", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "sheet", "item", "question"],
                name="survey_mark_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="survey_mark_on_the_scale", condition=_on_the_scale("value")),
            models.CheckConstraint(
                name="survey_mark_answers_one_thing",
                condition=models.Q(question__isnull=True, item__in=[str(one) for one in ABOUT_ALL])
                | models.Q(question__isnull=False, item=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.key} {self.value}"

    @property
    def key(self) -> str:
        """What it answers: a benefit, a cost, something one is able to do, or q and the number of an own question."""
        return self.item or f"q{self.question_id}"
