"""Forms of restrictions: what is withheld, why, until when, and asking for another look."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from initiatives import clock
from initiatives.models import Body, Initiative, Record, Restriction, RoleGroup
from initiatives.names import name_parts
from initiatives.rules.roles import Role
from initiatives.rules.withholding import SAID_BY_THE_TITLE, TITLE, parts_of
from initiatives.withheld_words import PART_NAMES

WHOLE, PARTS, FILES = (
    Restriction.Scope.WHOLE.value,
    Restriction.Scope.FIELDS.value,
    Restriction.Scope.ATTACHMENTS.value,
)
SCOPES = {WHOLE: _("The whole record"), PARTS: _("Only some of its parts"), FILES: _("Only its files")}


def possible_readers() -> list[tuple[str, str]]:
    """Return the groups of the open initiative that can be let in: its roles and its bodies."""
    roles = [(str(row.group_id), str(row.get_role_display())) for row in RoleGroup.objects.order_by("pk")]
    return roles + [(str(body.group_id), str(body)) for body in Body.objects.all()]


def usual_readers() -> list[str]:
    """Return those who read it unless somebody else is ticked: the backbone’s director and staff."""
    backbone = RoleGroup.objects.filter(role__in=(Role.DIRECTOR, Role.STAFF))
    return [str(pk) for pk in backbone.values_list("group_id", flat=True)]


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

    def clean_until(self) -> date:
        """Refuse a day that is over, at once with all else that is wrong."""
        day: date = self.cleaned_data["until"]
        if day <= clock.today(self.initiative.zone):
            raise forms.ValidationError(
                _("Choose an end date in the future. A restriction always ends by itself.")
            )
        return day

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
    """Set a restriction; what can be withheld by itself is offered where the record has it."""

    ground = forms.ChoiceField(
        label=_("Reason"), choices=Restriction.Ground.choices, widget=forms.RadioSelect, initial=None
    )
    scope = forms.ChoiceField(label=_("What is withheld"), widget=forms.RadioSelect, initial=WHOLE)
    fields_withheld = forms.MultipleChoiceField(
        label=_("Which parts"), required=False, widget=forms.CheckboxSelectMultiple
    )
    title_too = forms.BooleanField(
        label=_("Its title must not be read either"),
        help_text=_("The register names what is withheld. Tick this if the name itself would harm somebody."),
        required=False,
    )
    readers = forms.MultipleChoiceField(
        label=_("Who may still read it"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one group: somebody has to be able to check what is withheld.")
        },
    )

    field_order = ["ground", "reason", "until", "scope", "fields_withheld", "title_too", "readers"]

    def __init__(self, *args: Any, record: Record, **kwargs: Any) -> None:
        """Offer the groups of the open initiative, and what this record can withhold by itself."""
        super().__init__(*args, **kwargs)
        self.fields["readers"].choices = possible_readers()  # type: ignore[attr-defined]
        self.fields["readers"].initial = usual_readers()
        day = clock.today(self.initiative.zone)
        parts = [(name, str(PART_NAMES[name])) for name in parts_of(record.kind)]
        parts += list(name_parts(record, on=day).items())
        possible = [WHOLE] + [PARTS] * bool(parts) + [FILES] * record.attachments.exists()
        self.fields["scope"].choices = [(key, SCOPES[key]) for key in possible]  # type: ignore[attr-defined]
        self.fields["fields_withheld"].choices = parts  # type: ignore[attr-defined]
        if not parts:
            del self.fields["fields_withheld"]
        if record.kind in SAID_BY_THE_TITLE:
            del self.fields["title_too"]

    def clean(self) -> dict[str, Any]:
        """Ask for the parts where only parts are withheld."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("scope") == PARTS and not cleaned.get("fields_withheld"):
            self.add_error("fields_withheld", _("Tick at least one part, or withhold the whole record."))
        return cleaned

    @staticmethod
    def of_part(part: str) -> dict[str, Any]:
        """Return what the form begins with when it is about one part."""
        return {"scope": PARTS, "fields_withheld": [part]} if part else {}

    @property
    def parts(self) -> list[str]:
        """What the restriction names: the parts, or the title of the whole."""
        if self.cleaned_data["scope"] == PARTS:
            return list(self.cleaned_data["fields_withheld"])
        whole = self.cleaned_data["scope"] == WHOLE
        return [TITLE] if whole and self.cleaned_data.get("title_too") else []

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
