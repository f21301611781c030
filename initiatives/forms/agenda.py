"""Forms of the agenda: the draft, and the answer of a seat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from initiatives.forms.localized import LocalizedForm
from initiatives.models import Ratification

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

said_lazily = lazy(format_html, SafeString)


class Asked(NamedTuple):
    """One text of a draft: what is asked, how, and how long an answer may be."""

    name: str
    label: _StrOrPromise
    hint: _StrOrPromise
    rows: int
    most: int


ASKED = (
    Asked(
        "vision",
        _("Our vision"),
        _("One or two sentences: what will be true for people here? “All … are …”"),
        3,
        600,
    ),
    Asked(
        "problem",
        _("The problem as we all understand it"),
        _("What the figures say and what residents say. An empty line starts a new paragraph."),
        8,
        4000,
    ),
    Asked(
        "approach",
        _("How we will get there together"),
        _("What we do jointly, and what that asks of each. Lines that begin with a dash make a list."),
        8,
        4000,
    ),
    Asked(
        "summary_of_changes",
        _("What changes, and why"),
        _("For those who know the version in force: two or three sentences."),
        3,
        1500,
    ),
)


class DraftForm(LocalizedForm):
    """The texts of a draft. `seen` is the version of its record that the writer started from; 0 when there was none."""

    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)

    def __init__(self, *args: Any, has_earlier: bool, **kwargs: Any) -> None:
        """Ask for a summary of changes only where there is a version in force."""
        super().__init__(*args, **kwargs)
        for asked in ASKED if has_earlier else ASKED[:-1]:
            self.add_texts(
                asked.name, label=asked.label, hint=asked.hint, rows=asked.rows, most=asked.most, draft=True
            )


TEXTS = tuple(asked.name for asked in ASKED)


class WithdrawalForm(LocalizedForm):
    """Why a version is taken back from the table."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the reason."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "reason",
            label=_("Why it is taken back"),
            hint=_("One or two sentences that everybody will read. Name no person in them."),
            rows=3,
            most=600,
        )


class AnswerForm(forms.Form):
    """What one seat answers to a proposed agenda."""

    use_required_attribute = False

    seat = forms.IntegerField(widget=forms.HiddenInput)
    stance = forms.ChoiceField(
        label=_("What does this seat answer?"),
        choices=[
            (
                Ratification.Stance.RATIFY,
                said_lazily(
                    "<b>{}</b><small>{}</small>", _("Ratify"), _("This seat agrees and will work by it.")
                ),
            ),
            (
                Ratification.Stance.STAND_ASIDE,
                said_lazily(
                    "<b>{}</b><small>{}</small>",
                    _("Stand aside"),
                    _("This seat neither carries it nor stops it. It counts as an answer."),
                ),
            ),
            (
                Ratification.Stance.DISSENT,
                said_lazily(
                    "<b>{}</b><small>{}</small>", _("Dissent"), _("This seat does not agree and says why.")
                ),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three answers.")},
    )
    words = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=2000,
        help_text=_("Needed for a dissent. Everybody can read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
