"""Forms of questions, sessions, support to take part, and who was heard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.models import Session, Support
from initiatives.forms.localized import LocalizedForm
from initiatives.models import Category, Dimension, local

SHARE = "share_"


class QuestionForm(forms.Form):
    """A question asked in public."""

    words = forms.CharField(
        label=_("Your question"),
        help_text=_("It is answered here, in public. Do not name people who have not said yes."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    kind = forms.CharField(required=False, widget=forms.HiddenInput)


class AnswerForm(LocalizedForm):
    """The public answer to a question or to an appeal."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One text."""
        super().__init__(*args, **kwargs)
        self.add_texts("answer", label=_("Answer"), rows=5, most=4000)


class AppealAnswerForm(AnswerForm):
    """What a second person decides on hidden words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Shown again or not, and why."""
        super().__init__(*args, **kwargs)
        self.fields["is_lifted"] = forms.TypedChoiceField(
            label=_("What do you decide?"),
            choices=[("yes", _("Show the words again")), ("no", _("Keep them hidden"))],
            coerce=lambda value: value == "yes",
            widget=forms.RadioSelect,
        )
        self.order_fields(["is_lifted"])


class SessionForm(LocalizedForm):
    """One time at which people meet or are asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What, where, when, and what is offered to whoever comes."""
        super().__init__(*args, **kwargs)
        self.add_texts("title", label=_("What is it?"), hint=_("“An evening at the library”."), most=120)
        self.add_texts("place", label=_("Where?"), most=200, needed=False)
        self.fields["begins_at"] = moment_field(_("It begins"))
        self.fields["ends_at"] = moment_field(_("It ends"))
        self.fields["round"] = forms.IntegerField(
            label=_("Round"),
            help_text=_("1 before any option is written, then 2."),
            min_value=1,
            max_value=9,
            initial=1,
        )
        self.fields["supports"] = forms.MultipleChoiceField(
            label=_("What is offered to whoever comes"),
            choices=Support.Kind.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def values(self) -> dict[str, Any]:
        """Return what was typed; times are read on the initiative's clock."""
        plain = {name: self.cleaned_data[name] for name in ("begins_at", "ends_at", "round", "supports")}
        return {"title": self.texts("title"), "place": self.texts("place"), **plain}


class SupportForm(forms.Form):
    """What somebody needs to come."""

    kind = forms.ChoiceField(
        label=_("What do you need?"), choices=Support.Kind.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What we should know"),
        help_text=_("Two children of 3 and 5; or how we can reach you. Only those who arrange it read this."),
        max_length=300,
        required=False,
    )


class SupportAtForm(SupportForm):
    """What somebody needs, and for which session: asked from the page of one's receipt."""

    def __init__(self, *args: Any, sessions: Sequence[Session], **kwargs: Any) -> None:
        """Offer the sessions to come."""
        super().__init__(*args, **kwargs)
        self.sessions = {str(each.pk): each for each in sessions}
        choices = [(key, str(each)) for key, each in self.sessions.items()]
        session = forms.ChoiceField(label=_("To which session?"), choices=choices, widget=forms.RadioSelect)
        self.fields = {"session": session, **self.fields}

    @property
    def session(self) -> Session:
        """The session that was chosen."""
        return self.sessions[self.cleaned_data["session"]]


class SupportStepForm(forms.Form):
    """The next step of a support."""

    to = forms.ChoiceField(choices=Support.State.choices)
    amount = forms.DecimalField(required=False, min_value=0, max_digits=10, decimal_places=2)


class SharesForm(forms.Form):
    """Which share of the people whom it concerns belongs to each group of one dimension."""

    source = forms.CharField(
        label=_("Where the shares are from"),
        help_text=_("Name the table and the year, so that anybody can look it up."),
        max_length=300,
    )

    def __init__(self, *args: Any, groups: Sequence[tuple[Dimension, list[Category]]], **kwargs: Any) -> None:
        """One field for each group."""
        super().__init__(*args, **kwargs)
        self.groups = groups
        for dimension, categories in groups:
            for category in categories:
                self.fields[f"{SHARE}{category.pk}"] = forms.IntegerField(
                    label=f"{local(dimension.name)}: {local(category.name)}",
                    required=False,
                    min_value=0,
                    max_value=100,
                    widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
                )

    def shares(self) -> dict[Category, int]:
        """Return the shares that were given, in percent."""
        every = (category for _dimension, categories in self.groups for category in categories)
        given = ((category, self.cleaned_data.get(f"{SHARE}{category.pk}")) for category in every)
        return {category: percent for category, percent in given if percent is not None}


class OutreachForm(LocalizedForm):
    """How a group that was missing was reached for."""

    def __init__(self, *args: Any, categories: Sequence[Category], **kwargs: Any) -> None:
        """Which group, and what was done."""
        super().__init__(*args, **kwargs)
        self.by_key = {str(each.pk): each for each in categories}
        self.fields["category"] = forms.ChoiceField(
            label=_("Which group?"),
            required=False,
            choices=[
                *((key, str(each)) for key, each in self.by_key.items()),
                ("", _("None: nobody can say who took part")),
            ],
        )
        self.add_texts(
            "words",
            label=_("What was done, or why it is not known"),
            hint=_("More days to answer, a stand at the school, a translation: in a sentence or two."),
            rows=3,
            most=1000,
        )

    def category(self) -> Category | None:
        """Return the group, or none."""
        return self.by_key.get(self.cleaned_data["category"])


def moment_field(label: Any) -> forms.DateTimeField:
    """Return a field for a day with its time, as every browser shows it."""
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "class": "short"})
    return forms.DateTimeField(label=label, widget=widget)
