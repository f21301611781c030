"""Forms of restrictions: what is withheld, why, until when, and asking for another look."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from initiatives.models import Body, Initiative, Restriction, RoleGroup

SCOPES = [
    (Restriction.Scope.WHOLE.value, _("The whole record")),
    (Restriction.Scope.ATTACHMENTS.value, _("Only its files")),
]


def possible_readers() -> list[tuple[str, str]]:
    """Return the groups of the open initiative that can be let in: its roles and its bodies."""
    roles = [(str(row.group_id), str(row.get_role_display())) for row in RoleGroup.objects.order_by("pk")]
    return roles + [(str(body.group_id), str(body)) for body in Body.objects.all()]


class _Until(forms.Form):
    """A reason and the last day: shared by setting and renewing."""

    reason = forms.CharField(
        label=_("One sentence that the public will read"),
        help_text=_("It stands where the record would stand. Name no person in it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until = forms.DateField(
        label=_("Until"),
        help_text=_("On this day it becomes public again by itself, without anybody doing anything."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        """Take the initiative, whose language and time zone count."""
        super().__init__(*args, **kwargs)
        self.initiative = initiative

    @property
    def expires_at(self) -> datetime:
        """The beginning of the chosen day where the initiative is."""
        day: date = self.cleaned_data["until"]
        return datetime.combine(day, time(), ZoneInfo(self.initiative.zone))

    @property
    def words(self) -> dict[str, str]:
        """The reason in the initiative's first language."""
        return {self.initiative.language: self.cleaned_data["reason"]}


class RestrictionForm(_Until):
    """Set a restriction."""

    ground = forms.ChoiceField(
        label=_("Reason"), choices=Restriction.Ground.choices, widget=forms.RadioSelect, initial=None
    )
    scope = forms.ChoiceField(
        label=_("What is withheld"), choices=SCOPES, widget=forms.RadioSelect, initial=Restriction.Scope.WHOLE
    )
    readers = forms.MultipleChoiceField(label=_("Who may still read it"), widget=forms.CheckboxSelectMultiple)

    field_order = ["ground", "reason", "until", "scope", "readers"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the groups of the open initiative."""
        super().__init__(*args, **kwargs)
        self.fields["readers"].choices = possible_readers()  # type: ignore[attr-defined]

    @property
    def groups(self) -> list[Group]:
        """The groups that were chosen."""
        return list(Group.objects.filter(pk__in=self.cleaned_data["readers"]))


class RenewalForm(_Until):
    """Hide for longer, with a new reason."""


class ReviewForm(forms.Form):
    """Ask for a review."""

    words = forms.CharField(
        label=_("Why should it be public?"),
        help_text=_("The people who decide read this. The answer is public, your words are not."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class AnswerForm(forms.Form):
    """Answer a request for a review."""

    answer = forms.CharField(
        label=_("Answer"),
        help_text=_("Everybody can read it. Name no person in it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
