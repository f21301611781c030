"""Hand-offs between activities: said in a sentence, with how well they work, ended and never deleted."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.identity import change_record, give_record
from initiatives.models import Activity, Link, Person, Record
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]


@transaction.atomic
def add_link(
    *, source: Activity, target: Activity, kind: str, sentence: Texts, by: Person, quality: str = "untried"
) -> Link:
    """Say how two activities belong together. The same pair and kind again changes what is said."""
    if source.pk == target.pk:
        raise RuleBroken(_("Choose two different activities."), field="target")
    _need(sentence)
    list(
        Activity.objects.select_for_update(of=("self",)).filter(pk__in=(source.pk, target.pk)).order_by("pk")
    )
    standing = Link.objects.filter(source=source, target=target, kind=kind, ended_at__isnull=True)
    if found := standing.select_related("record").first():
        return change_link(link=found, quality=quality, sentence=sentence, by=by)
    made = Link.objects.create(
        record=give_record(
            "link", title=_title(source, target), path="plan/handoffs/{number}/", by=by, published=True
        ),
        source=source,
        target=target,
        kind=kind,
        quality=quality,
        sentence=sentence,
    )
    record("link.added", by=by, about=made)
    return made


@transaction.atomic
def change_link(*, link: Link, quality: str, sentence: Texts, by: Person) -> Link:
    """Say anew how well a hand-off works. The same again changes nothing."""
    _need(sentence)
    link = _held(link)
    if (link.quality, link.sentence) == (quality, sentence):
        return link
    link.quality, link.sentence = quality, sentence
    link.save(update_fields=["quality", "sentence"])
    change_record(link.record)
    record("link.changed", by=by, about=link, facts={"quality": quality})
    return link


@transaction.atomic
def end_link(*, link: Link, by: Person) -> None:
    """Note that there is no such hand-off any more; twice changes nothing."""
    link = _held(link)
    if link.ended_at is not None:
        return
    link.ended_at, link.ended_by = clock.now(), by
    link.save(update_fields=["ended_at", "ended_by"])
    change_record(link.record, state=Record.State.ENDED)
    record("link.ended", by=by, about=link)


def _held(link: Link) -> Link:
    return Link.objects.select_for_update(of=("self",)).select_related("record").get(pk=link.pk)


def _need(sentence: Texts) -> None:
    if not has_words(sentence):
        raise RuleBroken(_("Say in a sentence what goes from one to the other."), field="sentence")


def _title(source: Activity, target: Activity) -> Texts:
    return {
        language: f"{text[:90]} → {target.title.get(language, str(target))[:90]}"
        for language, text in source.title.items()
    }
