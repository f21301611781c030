"""To which groups somebody says that they belong: one choice for each kind of group, and none of them has to be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.forms.votes import BallotForm
from initiatives.models import Category, Dimension, local

GROUP = "group_"
WHAT_FOR = _("If you like. It is kept apart from your ballot; only sums of five people or more are shown.")
Groups = Sequence[tuple[Dimension, list[Category]]]


def group_fields(groups: Groups, *, hint: Any = "") -> dict[str, forms.Field]:
    """Return a field for each kind of group; the first of them says what it is for."""
    return {
        f"{GROUP}{dimension.pk}": forms.ChoiceField(
            label=local(dimension.name),
            help_text="" if at else hint,
            required=False,
            choices=[("", _("I’d rather not say")), *((str(each.pk), str(each)) for each in categories)],
        )
        for at, (dimension, categories) in enumerate(groups)
    }


def chosen_groups(groups: Groups, said: Mapping[str, Any]) -> list[Category]:
    """Return the groups that were chosen."""
    return [
        category
        for dimension, categories in groups
        for category in categories
        if str(category.pk) == said.get(f"{GROUP}{dimension.pk}")
    ]


def said_before(groups: Groups, chosen: Sequence[int]) -> dict[str, str]:
    """Return the values with which the fields begin."""
    return {
        f"{GROUP}{dimension.pk}": str(category.pk)
        for dimension, categories in groups
        for category in categories
        if category.pk in chosen
    }


class GroupsForm(forms.Form):
    """To which groups one belongs."""

    def __init__(self, *args: Any, groups: Groups, **kwargs: Any) -> None:
        """Ask for those whom it concerns."""
        super().__init__(*args, **kwargs)
        self.groups = groups
        self.fields |= group_fields(groups)

    def chosen(self) -> list[Category]:
        """Return what was said."""
        return chosen_groups(self.groups, self.cleaned_data)


class SlipBallotForm(BallotForm):
    """A ballot by slip, and to which groups its voter says that they belong: kept with the list, never with the ballot."""

    def __init__(self, *args: Any, groups: Groups, **kwargs: Any) -> None:
        """Ask for the groups last."""
        super().__init__(*args, with_words=False, **kwargs)
        self.groups = groups
        self.fields |= group_fields(groups, hint=WHAT_FOR)

    def chosen(self) -> list[Category]:
        """Return the groups that were said."""
        return chosen_groups(self.groups, self.cleaned_data)
