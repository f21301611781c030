"""Residents' readings: "Does this match what you see?" Each is answered in public."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.models import Category, Person
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken
from measurement.models import Indicator, Release, ResidentReading

LONGEST = 2000
GROUNDS = ("personal_data", "minor", "insult", "advertising")


@transaction.atomic
def say_reading(
    *,
    indicator: Indicator,
    match: str,
    words: str,
    by: Person,
    category: Category | None = None,
    is_named: bool = False,
) -> ResidentReading:
    """Keep what somebody sees beside the figures that are public now. One answer a person and release; a second replaces it.

    Raises RuleBroken where there are no figures yet, or where "no" and "partly" come without a word.
    """
    release = Release.objects.standing().filter(indicator=indicator).order_by("-number").first()
    if release is None:
        raise RuleBroken(_("There are no figures yet to compare with what you see."))
    if match != ResidentReading.Match.YES and not words.strip():
        raise RuleBroken(_("Say in a few words what you see instead."), field="words")
    mine = ResidentReading.objects.filter(
        release=release, said_by=by, category=category, answered_at__isnull=True
    )
    said = mine.first() or ResidentReading(
        indicator=indicator, release=release, said_by=by, category=category
    )
    said.match, said.words, said.is_named, said.said_at = (
        match,
        words.strip()[:LONGEST],
        is_named,
        clock.now(),
    )
    said.save()
    record("reading.said", by=None, about=indicator, facts={"match": match, "release": release.number})
    return said


@transaction.atomic
def answer_reading(*, reading: ResidentReading, answer: str, by: Person) -> None:
    """Answer in public what somebody sees. Twice the same changes nothing; a second answer takes the first one's place."""
    if not answer.strip():
        raise RuleBroken(_("Say what follows from it, or why nothing does."), field="answer")
    if reading.hidden_at is not None:
        raise RuleBroken(_("This was hidden and needs no answer."))
    if reading.answer == answer.strip():
        return
    reading.answer, reading.answered_at, reading.answered_by = answer.strip()[:LONGEST], clock.now(), by
    reading.save(update_fields=["answer", "answered_at", "answered_by"])
    record("reading.answered", by=by, about=reading.indicator)


@transaction.atomic
def hide_reading(*, reading: ResidentReading, ground: str, by: Person) -> None:
    """Hide what was said, on a ground of the closed list. How many were hidden is public."""
    if ground not in GROUNDS:
        raise RuleBroken(
            _("Choose a ground: a name, a child, an insult or an advertisement."), field="ground"
        )
    if reading.said_by_id == by.pk:
        raise RuleBroken(_("These are your own words. They are hidden by somebody else."))
    if reading.hidden_at is not None:
        return
    reading.hidden_at, reading.hidden_by, reading.hidden_ground = clock.now(), by, ground
    reading.save(update_fields=["hidden_at", "hidden_by", "hidden_ground"])
    record("reading.hidden", by=by, about=reading.indicator, facts={"ground": ground})
