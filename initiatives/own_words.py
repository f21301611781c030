"""Own words: what upper floors keep of a person's own writing, and how it goes when the person is erased.

A floor registers a function that empties what a person wrote there in the open initiative; `erase_person` calls them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from django.apps import apps
from django.db.models import QuerySet

from initiatives.models import Person

ERASED_WORDS = "—"
Erasing: TypeAlias = Callable[[Person], None]
_erasings: list[Erasing] = []


def erases_own_words(erasing: Erasing) -> Erasing:
    """Register a function that empties what a person wrote on this floor; safe to call again."""
    if erasing not in _erasings:
        _erasings.append(erasing)
    return erasing


def blank(rows: QuerySet[Any], **instead: object) -> None:
    """Put something in the place of words, in the rows and in every version of them that the database keeps."""
    keys = list(rows.values_list("pk", flat=True))
    model = rows.model
    model._base_manager.filter(pk__in=keys).update(**instead)  # noqa: SLF001 (the rows are chosen already)
    history = apps.get_model(model._meta.app_label, f"{model.__name__}Event")
    history._base_manager.filter(pgh_obj_id__in=keys).update(**instead)  # noqa: SLF001 (histories have no other)


def erasings() -> Iterator[Erasing]:
    """Return what all floors do when a person is erased."""
    return iter(_erasings)
