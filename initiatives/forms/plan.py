"""Forms of the joint plan: help, a change, a judgement, a hand-off, an answer to a text of the plan."""

from __future__ import annotations

from html import unescape
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.forms.activities import day_field
from initiatives.forms.localized import LocalizedForm
from initiatives.models import Activity, Event, Link, Membership, Sufficiency
from initiatives.sentences import tell

LONGEST_CAUSE = 140


class HelpForm(LocalizedForm):
    """Which partner helps with an activity, and what it brings."""

    def __init__(self, *args: Any, partners: QuerySet[Membership], **kwargs: Any) -> None:
        """The partner, if somebody speaks for several, and a few words."""
        super().__init__(*args, **kwargs)
        self.fields["membership"] = forms.ModelChoiceField(
            label=_("Partner"), queryset=partners, empty_label=None, initial=partners.first()
        )
        self.add_texts("brings", label=_("What it brings"), hint=_("“A room on Tuesdays.”"), most=200)


class ChangeForm(LocalizedForm):
    """What is to be done in another way, why, and because of what."""

    def __init__(self, *args: Any, causes: list[Event], **kwargs: Any) -> None:
        """Two texts, the cause among what happened lately, and perhaps another last day."""
        super().__init__(*args, **kwargs)
        self.causes = {str(one.pk): one for one in causes}
        self.add_texts("change", label=_("What will be done in another way"), rows=2, most=500)
        self.add_texts("why", label=_("Why: what did you see or learn?"), rows=2, most=800)
        choices = [("", _("Nothing in the record"))]
        choices += [(key, cause_words(one)) for key, one in self.causes.items()]
        self.fields["cause"] = forms.ChoiceField(
            label=_("Changed because of"),
            choices=choices,
            required=False,
            help_text=_("Figures, decisions and what was learned lately."),
        )
        self.fields["new_ends_on"] = day_field(
            _("Ends on another day"), required=False, hint=_("Leave it empty to keep the day.")
        )

    @property
    def cause(self) -> Event | None:
        """Return what it was changed because of."""
        return self.causes.get(self.cleaned_data.get("cause") or "")


class RefusalForm(LocalizedForm):
    """Why a change is not agreed to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One sentence."""
        super().__init__(*args, **kwargs)
        self.add_texts("answer", label=_("Why not?"), rows=2, most=500, needed=False)


class JudgementForm(LocalizedForm):
    """Whether what is done is enough, and what is missing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A choice of three, and a word or two."""
        super().__init__(*args, **kwargs)
        self.fields["verdict"] = forms.ChoiceField(
            label=_("Is it enough to turn the curve?"),
            choices=Sufficiency.Verdict.choices,
            widget=forms.RadioSelect,
        )
        self.add_texts(
            "missing", label=_("What is missing"), hint=_("In a word or two."), most=80, needed=False
        )


class LinkForm(LocalizedForm):
    """How two activities belong together, and how well it works."""

    def __init__(self, *args: Any, activities: QuerySet[Activity], **kwargs: Any) -> None:
        """From, how, to, a sentence, and how well."""
        super().__init__(*args, **kwargs)
        self.fields["source"] = forms.ModelChoiceField(
            label=_("This activity"), queryset=activities, empty_label=_("Choose one")
        )
        self.fields["kind"] = forms.ChoiceField(label=_("does what"), choices=Link.Kind.choices)
        self.fields["target"] = forms.ModelChoiceField(
            label=_("this activity"), queryset=activities, empty_label=_("Choose one")
        )
        self.add_texts(
            "sentence",
            label=_("In a sentence"),
            hint=_("“Families whom the teams reach are told of the nurse on the same day.”"),
            rows=2,
            most=300,
        )
        self.fields["quality"] = forms.ChoiceField(
            label=_("How well does it work?"), choices=Link.Quality.choices, initial=Link.Quality.UNTRIED
        )


class LinkQualityForm(LocalizedForm):
    """How well a hand-off works now."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The sentence and the quality."""
        super().__init__(*args, **kwargs)
        self.add_texts("sentence", label=_("In a sentence"), rows=2, most=300)
        self.fields["quality"] = forms.ChoiceField(
            label=_("How well does it work?"), choices=Link.Quality.choices
        )


class LeaveForm(forms.Form):
    """Which partner leaves, to see what would happen. Nothing is changed by it."""

    leaves = forms.ChoiceField(label=gettext_lazy("What if this partner leaves?"), required=False)

    def __init__(self, *args: Any, partners: list[Membership], **kwargs: Any) -> None:
        """Offer the partners that lead or help."""
        super().__init__(*args, **kwargs)
        choices = [("", _("Nobody leaves"))] + [(one.slug, one.organization.name) for one in partners]
        self.fields["leaves"].choices = choices  # type: ignore[attr-defined]


def cause_words(event: Event) -> str:
    """Return an event as a line of a list: the day and what happened, as the history tells it."""
    told = unescape(strip_tags(tell(event)))
    return Truncator(f"{date_format(timezone.localtime(event.at), 'j M')}: {told}").chars(LONGEST_CAUSE)
