"""What people wrote on this floor, and how it goes when they are erased. Registered by `engagement.apps`.

What somebody wrote for the initiative (answers, reasons, themes) stays: it is the initiative's word, not theirs alone.
"""

from __future__ import annotations

from django.db.models import Q

from engagement.actions.inputs import erase_input
from engagement.models import (
    ElectorGroup,
    EvidenceRequest,
    Hiding,
    Input,
    InputContact,
    NotKept,
    Objection,
    OutsideContact,
    PanelVoice,
    Question,
    Rating,
    Recusal,
    Support,
    Vote,
)
from initiatives.models import Initiative, Person
from initiatives.own_words import ERASED_WORDS, erases_own_words
from initiatives.tenancy import current_initiative


@erases_own_words
def empty_inputs(person: Person) -> None:
    """Empty what somebody said, how to reach them, and to which groups they belong. That something was said stays."""
    for given in Input.objects.filter(contributor=person):
        erase_input(given)
    Rating.objects.filter(input__contributor=person).exclude(words="").update(words=ERASED_WORDS)
    Hiding.objects.filter(input__contributor=person).exclude(appeal="").update(appeal=ERASED_WORDS)
    if person.email:
        InputContact.objects.filter(email__iexact=person.email).delete()


@erases_own_words
def empty_questions(person: Person) -> None:
    """Empty what somebody asked, and the claims that a promise was not kept."""
    Question.objects.filter(asked_by=person).update(words=ERASED_WORDS, is_named=False)
    EvidenceRequest.objects.filter(asked_by=person).update(words=ERASED_WORDS)
    NotKept.objects.filter(said_by=person).update(words=ERASED_WORDS)


@erases_own_words
def empty_supports(person: Person) -> None:
    """Empty what somebody needed in order to come."""
    Support.objects.filter(person=person).exclude(words="").update(words=ERASED_WORDS)


@erases_own_words
def empty_dissent(person: Person) -> None:
    """Empty what somebody said with a vote or for a panel. The vote and the stance stay: they were counted."""
    PanelVoice.objects.filter(member__person=person).exclude(words="").update(words=ERASED_WORDS)
    Vote.objects.filter(cast_by=person).exclude(words="").update(words=ERASED_WORDS)
    theirs = Q(elector__person=person) | Q(elector__alternate=person)
    Objection.objects.filter(theirs).update(
        reason=ERASED_WORDS, harms=ERASED_WORDS, would_resolve=ERASED_WORDS
    )


@erases_own_words
def empty_groups(person: Person) -> None:
    """Forget to which groups somebody on a list of voters said that they belong."""
    ElectorGroup.objects.filter(elector__person=person).delete()


@erases_own_words
def empty_contacts(person: Person) -> None:
    """Empty what somebody told of their contacts. That they told of one, and of which day, stays."""
    OutsideContact.objects.filter(told_by=person).update(with_whom=ERASED_WORDS, about=ERASED_WORDS)


@erases_own_words
def empty_interests(person: Person) -> None:
    """Empty what was said of somebody's interest. That they stepped aside stays: it explains the count."""
    language = Initiative.objects.get(pk=current_initiative()).language
    Recusal.objects.filter(person=person).update(interest={language: ERASED_WORDS})
