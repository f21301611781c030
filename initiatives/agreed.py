"""What an agenda, an assessment or a plan froze, as a reader may see it now: what was withheld since is left out again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet

from initiatives.models import CommonAgenda, Principle, Record
from initiatives.rules.ledger import Json
from initiatives.rules.viewer import Viewer, visitor
from initiatives.tenancy import current_initiative

_NUMBERS = ("number", "indicator")
"""Under these names an entry keeps the number of the record that it tells of."""


def withheld_numbers(viewer: Viewer) -> frozenset[int]:
    """Return the numbers of the records that are withheld from a reader now."""
    return frozenset(withheld_asked(viewer))


def withheld_asked(viewer: Viewer) -> QuerySet[Record, int]:
    """Return the question for them."""
    return Record.objects.withheld_from(viewer).values_list("number", flat=True)


def still_told(entries: list[Any], withheld: Collection[int]) -> list[Any]:
    """Return the entries without those of withheld records, and in each strategy the activities likewise."""
    told = [one for one in entries if not any(one.get(name) in withheld for name in _NUMBERS)]
    return [
        {**one, "activities": still_told(one["activities"], withheld)} if "activities" in one else one
        for one in told
    ]


def principles_as_they_stand() -> list[Json]:
    """Return the principles that go before the table with the agenda: those that everybody may read."""
    public = Principle.objects.visible_to(visitor(current_initiative())).select_related("record")
    by_kind = sorted(public, key=lambda one: list(Principle.Kind).index(Principle.Kind(one.kind)))
    return [{"number": one.record.number, "kind": one.kind, "words": one.words} for one in by_kind]


def principles_told(agenda: CommonAgenda, viewer: Viewer) -> list[Any]:
    """Return the principles of one version as a reader may see them; those of a draft are the ones that would go along."""
    if agenda.state == CommonAgenda.State.DRAFT:
        return principles_as_they_stand()
    if not hasattr(agenda, "principles_told"):
        tell_principles([agenda], viewer)
    told: list[Any] = getattr(agenda, "principles_told")  # noqa: B009
    return told


def tell_principles(versions: Iterable[CommonAgenda | None], viewer: Viewer) -> None:
    """Read once, for all versions on a page, which of their principles a reader may see."""
    tell_without(versions, withheld_numbers(viewer))


def tell_without(versions: Iterable[CommonAgenda | None], withheld: Collection[int]) -> None:
    """Keep with each version its principles without the withheld ones."""
    for version in versions:
        if version is not None:
            setattr(version, "principles_told", still_told(version.principles, withheld))  # noqa: B010


def as_list(principles: list[Any]) -> dict[str, str]:
    """Return principles as one public text, a line each; where a language lacks one, it stands in the one that it has."""
    languages = dict.fromkeys(language for one in principles for language in one["words"])
    return {
        language: "\n".join(
            f"- {one['words'].get(language) or next(iter(one['words'].values()), '')}" for one in principles
        )
        for language in languages
    }
