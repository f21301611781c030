"""What people wrote on this floor, and how it goes when they are erased."""

from __future__ import annotations

from initiatives.models import Person
from initiatives.own_words import ERASED_WORDS, blank, erases_own_words
from measurement.actions.turn_lines import erase_lines_of
from measurement.models import (
    Check,
    DataProblem,
    DataSharingAgreement,
    PowerRating,
    ResidentReading,
    SubmittedFigure,
)


@erases_own_words
def empty_ratings(person: Person) -> None:
    """Empty why somebody rated an indicator so; the rating itself stays as that of someone who left."""
    PowerRating.objects.filter(rater=person).exclude(words="").update(words=ERASED_WORDS)


@erases_own_words
def empty_readings(person: Person) -> None:
    """Empty what somebody said beside a chart, and what they answered to others."""
    ResidentReading.objects.filter(said_by=person).exclude(words="").update(words=ERASED_WORDS)
    ResidentReading.objects.filter(answered_by=person).update(answer=ERASED_WORDS)


@erases_own_words
def empty_lines(person: Person) -> None:
    """Empty the lines that somebody added to a conversation, and what the table took from them word for word."""
    erase_lines_of(person)


@erases_own_words
def empty_problems(person: Person) -> None:
    """Empty what somebody found wrong with figures, and what they answered to others."""
    DataProblem.objects.filter(reported_by=person).update(words=ERASED_WORDS)
    DataProblem.objects.filter(answered_by=person).update(answer=ERASED_WORDS)


@erases_own_words
def empty_reasons(person: Person) -> None:
    """Empty why somebody kept a figure; the answer itself stays. Signatures under agreements lose the name."""
    Check.objects.filter(answered_by=person).exclude(why={}).update(why={"en": ERASED_WORDS})
    kept = SubmittedFigure.objects.filter(submission__saved_by=person).exclude(kept_because={})
    kept.update(kept_because={"en": ERASED_WORDS})
    if person.name:
        blank(DataSharingAgreement.objects.filter(signed_by_name=person.name), signed_by_name=ERASED_WORDS)
