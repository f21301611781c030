"""Who is counted, and for which groups: populations, dimensions and their groups."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from initiatives.identity import change_record, give_record
from initiatives.models import Category, Dimension, Person, Population
from initiatives.record import record
from initiatives.rules.prose import cut_at_word
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.starter_groups import StarterList

MAX_ALIASES = 40


@transaction.atomic
def add_population(*, name: dict[str, str], place: str, by: Person, size: int | None = None) -> Population:
    """Name a population: all people of one kind in one place. It is public at once."""
    population = Population.objects.create(
        record=give_record("population", title=name, path="results/groups/", by=by, published=True),
        name=name,
        place=place,
        size=size,
    )
    record("population.added", by=by, about=population, facts={"place": place})
    return population


@transaction.atomic
def add_dimension(
    *,
    name: dict[str, str],
    kind: str,
    by: Person,
    slug: str = "",
    is_exhaustive: bool = True,
    is_community_defined: bool = False,
) -> Dimension:
    """Add a way to read figures for groups. Raises RuleBroken when there is one of that name already."""
    address = slug or _slug_of(name) or f"grouping-{Dimension.objects.count() + 1}"
    if Dimension.objects.filter(slug=address).exists():
        raise RuleBroken(
            _("There is a grouping “{name}” already. Add groups to it instead.").format(name=_first(name)),
            field="name",
        )
    dimension = Dimension.objects.create(
        record=give_record("dimension", title=name, path="results/groups/", by=by, published=True),
        slug=address,
        name=name,
        kind=kind,
        is_exhaustive=is_exhaustive,
        is_community_defined=is_community_defined,
        position=Dimension.objects.count(),
    )
    record("dimension.added", by=by, about=dimension, facts={"kind": kind})
    return dimension


@transaction.atomic
def add_category(
    *,
    dimension: Dimension,
    name: dict[str, str],
    by: Person,
    slug: str = "",
    aliases: tuple[str, ...] = (),
    parent: Category | None = None,
    is_exclusive: bool = True,
) -> Category:
    """Add a group to a dimension, after the others. Raises RuleBroken when the group is there already."""
    address = slug or _slug_of(name) or f"group-{dimension.categories.count() + 1}"
    if dimension.categories.filter(slug=address).exists():
        raise RuleBroken(_("The group “{name}” is there already.").format(name=_first(name)), field="name")
    if parent is not None and parent.dimension_id != dimension.pk:
        raise RuleBroken(_("A group can only be a part of a group of the same grouping."), field="parent")
    last = dimension.categories.aggregate(last=Max("position"))["last"]
    category = Category.objects.create(
        dimension=dimension,
        slug=address,
        name=name,
        aliases=list(aliases),
        parent=parent,
        is_exclusive=is_exclusive,
        position=0 if last is None else last + 1,
    )
    record("category.added", by=by, about=dimension, facts={"category": category.pk, "slug": address})
    return category


@transaction.atomic
def rename_category(
    *, category: Category, name: dict[str, str], aliases: tuple[str, ...], by: Person
) -> None:
    """Change what a group is called here and in files; its address and its figures stay."""
    if not _first(name):
        raise RuleBroken(_("A group needs a name."), field="name")
    category.name, category.aliases = name, list(dict.fromkeys(aliases))[:MAX_ALIASES]
    category.save(update_fields=["name", "aliases"])
    change_record(category.dimension.record)
    record("category.changed", by=by, about=category.dimension, facts={"category": category.pk})


@transaction.atomic
def add_alias(*, category: Category, alias: str, by: Person) -> None:
    """Remember what a file calls a group, so that the next file is understood by itself."""
    if alias in category.aliases or len(category.aliases) >= MAX_ALIASES:
        return
    category.aliases = [*category.aliases, alias]
    category.save(update_fields=["aliases"])
    record(
        "category.alias_added",
        by=by,
        about=category.dimension,
        facts={"category": category.pk, "alias": alias},
    )


@transaction.atomic
def take_starter_list(*, starter: StarterList, by: Person) -> Dimension:
    """Take a ready list of groups into the initiative; it can be changed like any other."""
    dimension = add_dimension(
        name=starter.name, kind=starter.kind, slug=starter.slug, is_exhaustive=starter.is_exhaustive, by=by
    )
    for group in starter.groups:
        add_category(dimension=dimension, name=group.name, slug=group.slug, aliases=group.aliases, by=by)
    return dimension


def _first(name: dict[str, str]) -> str:
    return next((text.strip() for text in name.values() if text.strip()), "")


def _slug_of(name: dict[str, str]) -> str:
    """Return the name as an address; empty for names in letters that addresses do not have."""
    if not _first(name):
        raise RuleBroken(_("A group needs a name."), field="name")
    return cut_at_word(slugify(_first(name)), 60)
