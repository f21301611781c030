"""To which groups somebody says that they belong: one choice for each kind of group, and none of them has to be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.forms.votes import BallotForm
from engagement.rules.ballots import Ballot
from initiatives.models import Category, Dimension, local

GROUP = "group_"
WHAT_FOR = _("If you like. It is kept apart from your ballot; only sums of five people or more are shown.")
ON_PAPER = _("As it stands on the paper, if anything does. It is kept apart from the ballot.")
NOT_SAID = _("I’d rather not say")
Groups = Sequence[tuple[Dimension, list[Category]]]


def group_fields(groups: Groups, *, hint: Any = "", nothing: Any = NOT_SAID) -> dict[str, forms.Field]:
    """Return a field for each kind of group; the first of them says what it is for."""
    return {
        f"{GROUP}{dimension.pk}": forms.ChoiceField(
            label=local(dimension.name),
            help_text="" if at else hint,
            required=False,
            choices=[("", nothing), *((str(each.pk), str(each)) for each in categories)],
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


class PaperForm(BallotForm):
    """A paper ballot that is typed in: the number on the paper, what is marked on it, and what its voter says of themselves."""

    def __init__(self, *args: Any, groups: Groups, **kwargs: Any) -> None:
        """Ask for the number first, and last whether anybody can tell what it says."""
        super().__init__(*args, with_words=False, **kwargs)
        self.groups = groups
        self.fields |= group_fields(groups, nothing=_("Not said"), hint=ON_PAPER)
        number = forms.IntegerField(label=_("Number on the paper"), min_value=1)
        spoilt = forms.BooleanField(
            label=_("Spoilt: nobody can tell what it says"),
            help_text=_(
                "Say so only after you have looked at it together. It is counted as spoilt and as no vote."
            ),
            required=False,
        )
        self.fields = {"number": number, **self.fields, "is_spoilt": spoilt}

    def clean(self) -> dict[str, Any]:
        """Ask a spoilt paper for nothing but its number."""
        given = super().clean()
        if given.get("is_spoilt"):
            for name in set(self.errors) - {"number"}:
                del self.errors[name]
        return given

    def chosen(self) -> list[Category]:
        """Return the groups that stand on the paper; of a spoilt one nothing is kept."""
        return [] if self.cleaned_data["is_spoilt"] else chosen_groups(self.groups, self.cleaned_data)

    @property
    def paper(self) -> Ballot | None:
        """What is marked on the paper; nothing for a spoilt one."""
        return None if self.cleaned_data["is_spoilt"] else self.ballot
