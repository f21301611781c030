"""Principles: proposed, changed and agreed. Changed words have to be agreed again. DOMAIN section 1.

They go before the table with the next version of the agenda and are agreed when that is ratified; what the table said
aloud instead is noted by hand.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from initiatives import clock
from initiatives.identity import change_record, give_record
from initiatives.models import CommonAgenda, Person, Principle
from initiatives.record import record
from initiatives.rules.ledger import Json


@transaction.atomic
def propose_principle(*, words: dict[str, str], kind: str, by: Person) -> Principle:
    """Propose a principle; it stands last among its kind and counts once it is agreed."""
    principle = make_principle(words=words, kind=kind, by=by)
    record("principle.added", by=by, about=principle)
    return principle


@transaction.atomic
def change_principle(*, principle: Principle, words: dict[str, str], kind: str, by: Person) -> Principle:
    """Change a principle. Other words are not agreed any more until all have agreed again."""
    principle = (
        Principle.objects.select_for_update(of=("self",)).select_related("record").get(pk=principle.pk)
    )
    if principle.words != words:
        principle.agreed_on = principle.agreed_in = None
    principle.words, principle.kind = words, kind
    principle.save(update_fields=["words", "kind", "agreed_on", "agreed_in"])
    change_record(principle.record, title=words)
    record("principle.changed", by=by, about=principle)
    return principle


@transaction.atomic
def agree_principle(*, principle: Principle, by: Person) -> None:
    """Note that the table agreed on a principle today; agreeing twice changes nothing."""
    principle = (
        Principle.objects.select_for_update(of=("self",))
        .select_related("record__initiative")
        .get(pk=principle.pk)
    )
    if principle.agreed_on:
        return
    principle.agreed_on = clock.today(principle.record.initiative.zone)
    principle.save(update_fields=["agreed_on"])
    change_record(principle.record)
    record("principle.agreed", by=by, about=principle)


def agree_with(text: CommonAgenda, *, by: Person | None) -> None:
    """Let the principles that went before the table with a ratified version count, if their words are still the same."""
    put = {one["number"]: one["words"] for one in text.principles}
    waiting = Principle.objects.select_for_update(of=("self",)).select_related("record__initiative")
    agreed = [
        principle
        for principle in waiting.filter(record__number__in=put, agreed_on=None)
        if principle.words == put[principle.record.number]
    ]
    for principle in agreed:
        principle.agreed_on = clock.today(principle.record.initiative.zone)
        principle.agreed_in = text.round
        principle.save(update_fields=["agreed_on", "agreed_in"])
        change_record(principle.record)
    if agreed:
        numbers: list[Json] = [principle.record.number for principle in agreed]
        record(
            "agenda.principles_agreed",
            by=by,
            about=text,
            facts={"version": text.version, "principles": numbers},
        )


def make_principle(*, words: dict[str, str], kind: str, by: Person) -> Principle:
    """Write a principle without telling anybody; the caller records it."""
    last = Principle.objects.filter(kind=kind).aggregate(last=Max("position"))["last"] or 0
    given = give_record(
        "principle", title=words, path="agenda/principles/#principle-{number}", by=by, published=True
    )
    return Principle.objects.create(record=given, words=words, kind=kind, position=last + 1)
