"""The form of the quick log: what happened, when, how many came, and what others should know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.actions.activity_logs import Happening
from initiatives.forms.activities import day_field
from initiatives.models import Category
from initiatives.rules.activity_logs import MOST_PEOPLE, USUAL
from initiatives.rules.refusals import RuleBroken
from measurement.actions.quick_log import Brought
from measurement.pages.quick_log import Choice

NOTHING = "none"


class QuickLogForm(forms.Form):
    """What happened. The three likely activities are one tap away, the others one more."""

    use_required_attribute = False
    happened_on = day_field(gettext_lazy("When"))
    people = forms.IntegerField(
        label=gettext_lazy("People who came"),
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "num"}),
    )
    hours = forms.DecimalField(
        label=gettext_lazy("Hours of work, all together"),
        max_digits=6,
        decimal_places=2,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "num"}),
    )
    note = forms.CharField(
        label=gettext_lazy("What should others know?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(
            attrs={"rows": 3, "placeholder": gettext_lazy("What you saw, what helped, what got in the way")}
        ),
    )
    sound = forms.FileField(
        label=gettext_lazy("Say it"),
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": "audio/*", "capture": True}),
    )
    photo = forms.FileField(
        label=gettext_lazy("Photo"),
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    photo_shows = forms.CharField(label=gettext_lazy("What the photo shows"), max_length=300, required=False)

    def __init__(
        self,
        *args: Any,
        choices: list[Choice],
        categories: Iterable[Category],
        language: str,
        may_say_nothing: bool = False,
        **kwargs: Any,
    ) -> None:
        """Offer the activities; `may_say_nothing` where only figures may be brought."""
        super().__init__(*args, **kwargs)
        self.language = language
        self.activities = {str(one.activity.pk): one.activity for one in choices}
        self.categories = list(categories)
        self.fields["activity"] = _usual(choices[:USUAL], may_say_nothing=may_say_nothing)
        if rest := choices[USUAL:]:
            self.fields["other"] = _rest(rest)
        for one in self.categories:
            self.fields[group_key(one.pk)] = forms.IntegerField(
                label=str(one),
                min_value=0,
                max_value=MOST_PEOPLE,
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "num"}),
            )

    def clean(self) -> dict[str, Any]:
        """One of the activities is chosen, or plainly none."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self._chosen(cleaned) and "activity" not in self.errors:
            self.add_error("activity", _("Choose what happened."))
        return cleaned

    @property
    def happening(self) -> Happening | None:
        """Return what happened; None where only figures are brought."""
        activity = self.activities.get(self._chosen(self.cleaned_data))
        if activity is None:
            return None
        note = self.cleaned_data["note"].replace("\r\n", "\n").strip()
        counted = {one: self.cleaned_data.get(group_key(one.pk)) for one in self.categories}
        return Happening(
            activity=activity,
            happened_on=self.cleaned_data["happened_on"],
            people=self.cleaned_data["people"],
            hours=self.cleaned_data["hours"],
            note={self.language: note} if note else {},
            groups={one: people for one, people in counted.items() if people is not None},
        )

    @property
    def brought(self) -> list[Brought]:
        """Return the photo and the recording that came."""
        shows = self.cleaned_data["photo_shows"].strip()
        said = {"photo": {self.language: shows} if shows else {}, "sound": {}}
        sent: dict[str, Any] = {name: self.cleaned_data.get(name) for name in said}
        return [Brought(one.name or name, one.read(), said[name]) for name, one in sent.items() if one]

    def refuse(self, refusal: RuleBroken) -> None:
        """Show a rule's sentence beside the field that it concerns, or above the form."""
        field = "photo" if refusal.field == "file" else refusal.field
        self.add_error(field if field in self.fields else None, refusal.sentence)

    def grouped(self) -> list[tuple[str, list[Any]]]:
        """Return the fields of the groups by their way of grouping, for the page."""
        found: dict[str, list[Any]] = {}
        for one in self.categories:
            found.setdefault(str(one.dimension), []).append(self[group_key(one.pk)])
        return list(found.items())

    def _chosen(self, cleaned: dict[str, Any]) -> str:
        return cleaned.get("other") or cleaned.get("activity") or ""


def group_key(category: int) -> str:
    """Return the name of the field that counts a group."""
    return f"group_{category}"


def _usual(choices: list[Choice], *, may_say_nothing: bool) -> forms.ChoiceField:
    offered: list[tuple[str, str | SafeString]] = [(str(one.activity.pk), _label(one)) for one in choices]
    if may_say_nothing:
        offered.append((NOTHING, _("Nothing to log, only the figures")))
    first = offered[0][0] if offered else NOTHING
    return forms.ChoiceField(
        label=_("Activity"),
        choices=offered,
        widget=forms.RadioSelect,
        initial=first,
        error_messages={"required": _("Choose what happened.")},
    )


def _rest(choices: list[Choice]) -> forms.ChoiceField:
    offered = [("", _("Choose another activity"))] + [
        (str(one.activity.pk), str(one.activity)) for one in choices
    ]
    return forms.ChoiceField(label=_("Something else"), choices=offered, required=False)


def _label(choice: Choice) -> SafeString:
    return format_html(
        '<b data-counts="{}">{}</b><small>{}</small>', choice.counts, choice.activity, choice.said
    )
