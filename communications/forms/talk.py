"""Forms of conversations: say something, hide it on a ground, appeal, answer the appeal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.models import Hiding
from initiatives.forms.localized import LocalizedForm


class SayForm(forms.Form):
    """What somebody says, under their name."""

    use_required_attribute = False
    words = forms.CharField(
        label=_("What do you want to say?"),
        help_text=_("It stands here under your name, for everybody to read."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )


class HidePostForm(forms.Form):
    """On which ground."""

    use_required_attribute = False
    ground = forms.ChoiceField(
        label=_("Why must it be hidden?"),
        help_text=_("Hiding is counted in public. Whoever wrote it reads the ground and can appeal."),
        choices=Hiding.Ground.choices,
        widget=forms.RadioSelect,
    )


class AppealForm(forms.Form):
    """Why it should be shown."""

    use_required_attribute = False
    words = forms.CharField(
        label=_("Why should it be shown?"),
        help_text=_("Somebody else than the person who hid it reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class AppealAnswerForm(LocalizedForm):
    """Whether it is shown again, and why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The choice, then the reason."""
        super().__init__(*args, **kwargs)
        self.fields["is_lifted"] = forms.ChoiceField(
            label=_("What do you decide?"),
            choices=[("1", _("Show it again")), ("", _("It stays hidden"))],
            widget=forms.RadioSelect,
            required=False,
        )
        self.add_texts("answer", label=_("Why?"), rows=3, most=1000)
