"""Answering the collaboration survey for one's organisation, on a phone: three short parts, then send."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.models import Membership
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.actions import survey_answers as actions
from measurement.forms.collaboration import CloserForm, LadderForm, WorthForm
from measurement.models import SurveySheet
from measurement.pages.survey_words import PART_NAMES
from measurement.rules.collaboration import Item, Part, minutes_for, spoken_of
from measurement.surveys import missing_parts
from measurement.views.posting import posted

SECTION = {"nav_section": "people"}
PartForm: TypeAlias = LadderForm | CloserForm | WorthForm


@require_safe
@guard(Permission.SEE_TODAY)
def answer(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show what is asked, who reads it, and how far our sheet is."""
    sheets = _sheets(request, number)
    if len(sheets) > 1:
        page = {**SECTION, "wave": sheets[0].wave, "sheets": sheets}
        return render(request, "measurement/survey/choice.html", page)
    sheet = sheets[0]
    missing = missing_parts(sheet)
    partners = sheet.wave.sheets.count()
    page = {
        **SECTION,
        "sheet": sheet,
        "wave": sheet.wave,
        "parts": [(sheet.url(part), PART_NAMES[part], part not in missing) for part in Part],
        "next": sheet.url(missing[0]) if missing else "",
        "sending_url": sheet.url("sending"),
        "taking_url": sheet.url("taking"),
        "is_other": sheet.answerer is not None and sheet.answerer != request.person,
        "minutes": minutes_for(partners=partners, questions=sheet.wave.questions.count()),
        "days_left": sheet.wave.days_left(on=clock.today(request.initiative.zone)),
    }
    return render(request, "measurement/survey/answer.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def answer_part(request: InitiativeRequest, number: int, part: str) -> HttpResponse:
    """Answer one part; what is left open stays a draft."""
    sheet = _sheet(request, number)
    if part not in set(Part) or not sheet.wave.is_open:
        raise Http404
    form = FORMS[Part(part)](request, sheet)
    if form.is_valid():
        try:
            _save(request, sheet, form)
        except RuleBroken as refusal:
            form.add_error(None, refusal.sentence)
        else:
            missing = missing_parts(sheet)
            later = [one for one in missing if list(Part).index(one) > list(Part).index(Part(part))]
            return redirect(sheet.url(later[0] if later else ""))
    place = list(Part).index(Part(part)) + 1
    page: dict[str, object] = {**SECTION, "sheet": sheet, "wave": sheet.wave, "form": form, "place": place}
    page |= {"heading": PART_NAMES[Part(part)], "of": len(Part)}
    return render(request, f"measurement/survey/{part}.html", page, status=422 if form.is_bound else 200)


@require_POST
@guard(Permission.SEE_TODAY)
def answer_sending(request: InitiativeRequest, number: int) -> HttpResponse:
    """Let our sheet count."""
    sheet = _sheet(request, number)
    actions.send_sheet(sheet=sheet, by=request.person)
    messages.success(request, _("Thank you. Your answers count, and you can change them until it closes."))
    return redirect(sheet.url())


@require_POST
@guard(Permission.SEE_TODAY)
def answer_taking(request: InitiativeRequest, number: int) -> HttpResponse:
    """Answer in the place of a colleague who began."""
    sheet = _sheet(request, number)
    actions.take_over(sheet=sheet, by=request.person)
    return redirect(sheet.url())


def _ladder(request: InitiativeRequest, sheet: SurveySheet) -> LadderForm:
    initial = {f"rung_{tie.about_id}": tie.intensity for tie in sheet.ties.all()}
    return LadderForm(posted(request), partners=_others(sheet), initial=initial)


def _closer(request: InitiativeRequest, sheet: SurveySheet) -> CloserForm:
    ties = {tie.about_id: tie for tie in sheet.ties.all()}
    named = {one.pk: one for one in _others(sheet)}
    close = spoken_of({about: tie.intensity for about, tie in ties.items()})
    initial = {f"{item}_{about}": value for about in close for item, value in ties[about].said.items()}
    return CloserForm(posted(request), partners=[named[about] for about in close], initial=initial)


def _worth(request: InitiativeRequest, sheet: SurveySheet) -> WorthForm:
    initial = {mark.key: mark.value for mark in sheet.marks.all()}
    return WorthForm(posted(request), questions=sheet.wave.questions.all(), initial=initial)


FORMS: dict[Part, Callable[[InitiativeRequest, SurveySheet], PartForm]] = {
    Part.LADDER: _ladder,
    Part.CLOSER: _closer,
    Part.WORTH: _worth,
}


def _save(request: InitiativeRequest, sheet: SurveySheet, form: PartForm) -> None:
    if isinstance(form, LadderForm):
        actions.save_rungs(sheet=sheet, rungs=form.rungs(), by=request.person)
    elif isinstance(form, CloserForm):
        said: dict[int, dict[Item, int | None]] = form.said()
        actions.save_closer(sheet=sheet, said=said, by=request.person)
    else:
        actions.save_marks(sheet=sheet, marks=form.marks(), own=form.own(), by=request.person)


def _others(sheet: SurveySheet) -> list[Membership]:
    """Return who else is asked: names of partners who all know each other from the same survey."""
    others = sheet.wave.sheets.exclude(pk=sheet.pk).select_related("membership__organization")
    return [one.membership for one in others.order_by("membership__organization__name")]


def _sheet(request: InitiativeRequest, number: int) -> SurveySheet:
    """Return the one sheet that is meant; the address says whose it is where somebody speaks for more than one partner."""
    found = _sheets(request, number)
    if len(found) > 1:
        raise Http404
    return found[0]


def _sheets(request: InitiativeRequest, number: int) -> list[SurveySheet]:
    """Return the sheets of the reader's own organisations; for others that address is not there."""
    rows = SurveySheet.objects.filter(
        wave__record__number=number,
        wave__opened_at__isnull=False,
        membership__in=request.viewer.membership_ids,
    )
    if wanted := request.GET.get("for"):
        rows = rows.filter(membership__slug=wanted)
    found = list(rows.select_related("wave__record__initiative", "membership__organization", "answerer"))
    if not found:
        raise Http404
    return found
