"""What a decision rests on: published figures frozen as they were seen, documents, lived experience, "no data", advice. S4."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.actions.attempts import witnessed
from engagement.actions.permitting import permit
from engagement.actions.stepping import locked
from engagement.gathering.seen_figures import as_seen
from engagement.models import Engagement, Evidence, EvidenceRequest
from engagement.rules.spectrum_table import Deed
from engagement.rules.stages import Transition
from initiatives import clock
from initiatives.identity import change_record
from initiatives.models import Attachment, Person
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken
from measurement.actions.choosing import Wanted, want_data
from measurement.models import Indicator, Release

Texts = dict[str, str]
NO_MORE = (Engagement.State.WITHDRAWN, Engagement.State.COMPLETED)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Evidence that is no figure: what it is called, what it says, from where, with a file if there is one."""

    title: Texts
    words: Texts = field(default_factory=dict)
    source: str = ""
    attachment: Attachment | None = None


@transaction.atomic
def add_figures(*, engagement: Engagement, indicator: Indicator, words: Texts, by: Person) -> Evidence:
    """Put an indicator's published figures on the table, frozen as they are seen now.

    Raises RuleBroken while nothing of it is published.
    """
    engagement = _collecting(engagement, by)
    release = Release.objects.standing().filter(indicator=indicator).order_by("-number").first()
    if release is None:
        raise RuleBroken(
            _(
                "Nothing of this indicator is published yet. Publish figures first, or say that there are no data."
            ),
            field="indicator",
        )
    return _add(
        engagement,
        by=by,
        kind=Evidence.Kind.FIGURES,
        title=indicator.name,
        words=words,
        release=release,
        frozen=as_seen(indicator, release),
    )


@transaction.atomic
def add_exhibit(*, engagement: Engagement, exhibit: Exhibit, by: Person, is_lived: bool = False) -> Evidence:
    """Put a document on the table, or what people have lived through, in words or with a file."""
    engagement = _collecting(engagement, by)
    kind = Evidence.Kind.LIVED if is_lived else Evidence.Kind.DOCUMENT
    return _add(engagement, by=by, kind=kind, **_of(exhibit))


@transaction.atomic
def say_no_data(*, engagement: Engagement, wanted: Texts, because: Texts, by: Person) -> Evidence:
    """State in public that there are no figures; what is missing goes onto the data development agenda. S4."""
    engagement = _collecting(engagement, by)
    if not has_words(because):
        raise RuleBroken(_("Say why there are no figures: everybody will read it."), field="because")
    item = want_data(wanted=Wanted(title=wanted, gap=because), by=by)
    return _add(engagement, by=by, kind=Evidence.Kind.NO_DATA, title=wanted, words=because, data_item=item)


@witnessed
def add_advice(*, engagement: Engagement, exhibit: Exhibit, by: Person) -> Evidence:
    """Let a professional advise: it is labelled as advice and stands after the community's own text. E2."""
    engagement = locked(engagement)
    permit(Deed.POST_ADVICE, engagement=engagement, by=by)
    _check_open(engagement)
    return _add(engagement, by=by, kind=Evidence.Kind.ADVICE, **_of(exhibit))


@transaction.atomic
def ask_for_evidence(*, engagement: Engagement, words: str, by: Person | None) -> EvidenceRequest:
    """Ask for more: anybody may, with or without an account. Raises RuleBroken for nothing said, and once it is over."""
    engagement = locked(engagement)
    _check_open(engagement)
    if not words.strip():
        raise RuleBroken(_("Say what you want to know."), field="words")
    made = EvidenceRequest.objects.create(engagement=engagement, words=words.strip(), asked_by=by)
    record("evidence.asked", by=by, about=engagement)
    return made


@transaction.atomic
def answer_request(
    *, request: EvidenceRequest, answer: Texts, by: Person, evidence: Evidence | None = None
) -> None:
    """Answer a request in public, by evidence that was added or in words. Raises RuleBroken the second time."""
    engagement = _collecting(request.engagement, by)
    row = EvidenceRequest.objects.select_for_update().get(pk=request.pk)
    if row.answered_at is not None:
        raise RuleBroken(_("This was answered already. Add evidence, if there is more to say."))
    if not has_words(answer):
        raise RuleBroken(_("Write the answer: what was added, or why it can’t be had."), field="answer")
    row.answer, row.evidence = answer, evidence
    row.answered_at, row.answered_by = clock.now(), by
    row.save(update_fields=["answer", "evidence", "answered_at", "answered_by"])
    record("evidence.answered", by=by, about=engagement)


def _collecting(engagement: Engagement, by: Person) -> Engagement:
    """Who facilitates lays out the evidence, at every level: it is what the community decides on, not the decision."""
    engagement = locked(engagement)
    permit(Transition.OPEN, engagement=engagement, by=by)
    _check_open(engagement)
    return engagement


def _check_open(engagement: Engagement) -> None:
    if engagement.state in NO_MORE:
        raise RuleBroken(_("This question is over. What it rested on stays as it was."))


def _add(engagement: Engagement, *, by: Person, **values: Any) -> Evidence:
    if not has_words(values["title"]):
        raise RuleBroken(_("Give it a title."), field="title")
    made = Evidence.objects.create(engagement=engagement, added_by=by, **values)
    change_record(engagement.record)
    record("evidence.added", by=by, about=engagement, facts={"kind": str(made.kind)})
    return made


def _of(exhibit: Exhibit) -> dict[str, Any]:
    return {
        "title": exhibit.title,
        "words": exhibit.words,
        "source": exhibit.source,
        "attachment": exhibit.attachment,
    }
