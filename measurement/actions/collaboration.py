"""Waves of the collaboration survey: planned, opened with an ask to each partner, given more time, closed by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from initiatives import clock
from initiatives.actions.asks import AskedTooOften, Wish, ask, lapse_ask, postpone_ask
from initiatives.due import forgive, owe
from initiatives.identity import change_record, give_record
from initiatives.models import Ask, Initiative, Membership, Person, RoleHolding
from initiatives.models.localized import in_languages
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role
from initiatives.tenancy import current_initiative
from measurement.models import SurveyQuestion, SurveySheet, SurveyWave
from measurement.rules.collaboration import LEAST_ANSWERS, MOST_MINUTES, MOST_QUESTIONS, minutes_for

KEEP = "measurement.keep_survey"
Texts = dict[str, str]
A_WEEK = timedelta(days=7)
ASKED = gettext_noop("Tell us how we work together: {title}")
WHY = gettext_noop(
    "One person answers for your organisation, on a phone too. You can stop and go on until it closes."
)


@dataclass(frozen=True, slots=True)
class WavePlan:
    """What is asked, of whom, from which day to which; the last day is included."""

    title: Texts
    opens_on: date
    closes_on: date
    partners: Sequence[Membership]
    purpose: Texts = field(default_factory=dict)
    questions: Sequence[Texts] = ()

    @property
    def minutes(self) -> int:
        """How long one partner needs."""
        return minutes_for(partners=len(self.partners), questions=len(self.questions))


@transaction.atomic
def plan_wave(*, plan: WavePlan, by: Person) -> SurveyWave:
    """Plan a wave; it opens at once when that is its day. Raises RuleBroken for what nobody could answer or ever read."""
    Initiative.objects.select_for_update().get(pk=current_initiative())
    _check(plan)
    wave = SurveyWave.objects.create(
        record=give_record(
            "survey_wave", title=plan.title, path="people/survey/{number}/", by=by, published=True
        ),
        purpose=plan.purpose,
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
    )
    SurveyQuestion.objects.bulk_create(
        SurveyQuestion(wave=wave, order=order, words=words) for order, words in enumerate(plan.questions, 1)
    )
    SurveySheet.objects.bulk_create(SurveySheet(wave=wave, membership=one) for one in plan.partners)
    record("survey.planned", by=by, about=wave)
    keep_wave(wave_id=wave.pk)
    return wave


@transaction.atomic
def keep_wave(*, wave_id: int) -> None:
    """Do what the day asks for, once: open the wave on its first day, close it after its last; then wait for the next."""
    wave = _held(wave_id)
    today = _today()
    if wave.opened_at is None and today >= wave.opens_on:
        _open(wave)
    if wave.is_open and today > wave.closes_on:
        _close(wave)
    if wave.closed_at is None:
        _look_again(wave)


@transaction.atomic
def extend_wave(*, wave: SurveyWave, closes_on: date, by: Person) -> None:
    """Give more time to answer. Raises RuleBroken once it is closed, and for a day that is not later."""
    held = _held(wave.pk)
    if held.closed_at is not None:
        raise RuleBroken(_("This survey is closed. Plan the next one."))
    if closes_on <= held.closes_on:
        raise RuleBroken(_("Choose a day after the one until which it is open now."), field="closes_on")
    held.closes_on = closes_on
    held.save(update_fields=["closes_on"])
    change_record(held.record)
    _look_again(held)
    for sheet in held.sheets.select_related("ask"):
        if sheet.ask is not None:
            postpone_ask(found=sheet.ask, due=closes_on, by=by)
    record("survey.extended", by=by, about=held, facts={"closes_on": closes_on.isoformat()})


def _check(plan: WavePlan) -> None:
    if not has_words(plan.title):
        raise RuleBroken(_("Give it a name, such as “Spring 2027”."), field="title")
    if plan.opens_on < _today():
        raise RuleBroken(_("It can open today at the earliest."), field="opens_on")
    if plan.closes_on < plan.opens_on + A_WEEK:
        raise RuleBroken(_("Give partners a week at least."), field="closes_on")
    if len(plan.partners) < LEAST_ANSWERS:
        raise RuleBroken(
            _("Ask {least} partners at least: of fewer, nothing could be shown.").format(least=LEAST_ANSWERS),
            field="partners",
        )
    if len(plan.questions) > MOST_QUESTIONS:
        raise RuleBroken(
            _("{most} questions of your own at most.").format(most=MOST_QUESTIONS), field="title"
        )
    if plan.minutes > MOST_MINUTES:
        raise RuleBroken(
            _(
                "This would take {minutes} minutes; more than {most} nobody answers. Ask fewer partners."
            ).format(minutes=plan.minutes, most=MOST_MINUTES),
            field="partners",
        )
    if SurveyWave.objects.filter(closed_at__isnull=True).exists():
        raise RuleBroken(_("Another survey is not closed yet. Wait until its last day is over."))


def _open(wave: SurveyWave) -> None:
    wave.opened_at = clock.now()
    wave.save(update_fields=["opened_at"])
    today = _today()
    wave.sheets.exclude(membership__in=Membership.objects.current(on=today)).delete()  # who left meanwhile
    rows = wave.sheets.select_related("wave__record", "membership__organization", "membership__record")
    sheets = list(rows)
    wish, by = _wish(wave, len(sheets)), _asking(wave, today)
    for sheet in sheets:
        sheet.ask = _asked(sheet.membership, replace(wish, place=sheet.path()), by)
    SurveySheet.objects.bulk_update(sheets, ["ask"])
    record("survey.opened", by=None, about=wave, facts={"count": len(sheets)})


def _asking(wave: SurveyWave, today: date) -> Person | None:
    """Return in whose name partners are asked: whoever planned it, else, once they are gone, somebody of the backbone."""
    here = RoleHolding.objects.on(today).filter(person__is_active=True).select_related("person")
    planner = here.filter(person=wave.record.created_by_id).first()
    found = planner or here.filter(role__in=(Role.DIRECTOR, Role.STAFF)).order_by("role", "pk").first()
    return found.person if found is not None else None


def _asked(partner: Membership, wish: Wish, by: Person | None) -> Ask | None:
    """Ask a partner by the ladder of asks; None where it was asked so often that we pause: the page says who that is."""
    if by is None:
        return None
    try:
        return ask(membership=partner, wish=wish, by=by)
    except AskedTooOften:
        return None


def _wish(wave: SurveyWave, partners: int) -> Wish:
    languages = _initiative().languages
    titles = {one: wave.record.title.get(one) or str(wave) for one in languages}
    what = {one: in_languages([one], ASKED, title=titles[one])[one] for one in languages}
    minutes = minutes_for(partners=partners, questions=wave.questions.count())
    due = max(wave.closes_on, _today() + timedelta(days=1))  # it may have opened late
    return Wish(what, wave.purpose or in_languages(languages, WHY), minutes, due)


def _close(wave: SurveyWave) -> None:
    wave.closed_at = clock.now()
    wave.save(update_fields=["closed_at"])
    change_record(wave.record)
    sheets = wave.sheets.select_related("ask")
    for sheet in sheets:
        if sheet.ask is not None:
            lapse_ask(found=sheet.ask)
    forgive(KEEP, key=f"{wave.pk}")
    answered = sum(sheet.sent_at is not None for sheet in sheets)
    record("survey.closed", by=None, about=wave, facts={"count": answered, "asked": len(sheets)})


def _look_again(wave: SurveyWave) -> None:
    """Come back when the wave opens; once it is open, when its last day is over."""
    day = wave.opens_on if wave.opened_at is None else wave.closes_on + timedelta(days=1)
    at = datetime.combine(day, time(0, 1), tzinfo=ZoneInfo(_initiative().zone)).astimezone(UTC)
    owe(KEEP, key=f"{wave.pk}", at=at)


def _held(pk: int) -> SurveyWave:
    rows = SurveyWave.objects.select_for_update(of=("self",))
    return rows.select_related("record__initiative", "record__created_by").get(pk=pk)


def _today() -> date:
    return clock.today(_initiative().zone)


def _initiative() -> Initiative:
    return Initiative.objects.get(pk=current_initiative())
