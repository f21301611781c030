"""Forms of the people we promised and of whoever owes them an answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.actions.promisee_votes import Petition
from engagement.models import LEVELS, Criterion, Decision, PromiseeVote
from initiatives.forms.localized import LocalizedForm

Choices = Iterable[tuple[str, str]]


def receipt_field() -> forms.CharField:
    """Return the field for somebody without an account: the code of the receipt that they got for their words."""
    return forms.CharField(
        label=_("The code of your receipt"),
        help_text=_("It stands on the receipt that you got for your words, such as abcd-efgh-jkmn."),
        max_length=40,
        required=False,
    )


class AskForm(LocalizedForm):
    """What the people we promised are asked."""

    def __init__(
        self, *args: Any, purposes: Choices, codes: Choices, level: int, with_receipt: bool, **kwargs: Any
    ) -> None:
        """What for, which part or level it concerns, and why."""
        super().__init__(*args, **kwargs)
        purposes = list(purposes)
        self.fields["purpose"] = forms.ChoiceField(
            label=_("What they are asked"), choices=purposes, widget=forms.RadioSelect
        )
        if any(value == PromiseeVote.Purpose.WAIVE for value, _name in purposes):
            self.fields["code"] = forms.ChoiceField(
                label=_("Which part, if one is to be let go"), choices=[("", "—"), *codes], required=False
            )
        if any(value == PromiseeVote.Purpose.LOWER for value, _name in purposes):
            self.fields["to_level"] = forms.TypedChoiceField(
                label=_("To which level, if it is to be lowered"),
                choices=[("", "—"), *((value, name) for value, name in LEVELS if value < level)],
                coerce=int,
                empty_value=None,
                required=False,
            )
        self.add_texts(
            "reason", label=_("Why"), hint=_("Everybody who is asked reads it."), rows=4, most=2000
        )
        if with_receipt:
            self.fields["receipt"] = receipt_field()

    def petition(self) -> Petition:
        """Return what is asked; what belongs to another purpose is left away."""
        purpose = self.cleaned_data["purpose"]
        is_waiver, is_lowering = purpose == PromiseeVote.Purpose.WAIVE, purpose == PromiseeVote.Purpose.LOWER
        return Petition(
            purpose=purpose,
            reason=self.texts("reason"),
            code=self.cleaned_data.get("code", "") if is_waiver else "",
            to_level=self.cleaned_data.get("to_level") if is_lowering else None,
        )


class VoiceForm(forms.Form):
    """A yes or a no, with an account or with the code of a receipt."""

    agrees = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])
    receipt = receipt_field()


class NotKeptForm(LocalizedForm):
    """“Promise not kept”: which part, and what happened."""

    def __init__(self, *args: Any, codes: Choices, with_receipt: bool, **kwargs: Any) -> None:
        """In the language of whoever says it: these are their own words."""
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.ChoiceField(label=_("Which part was not kept"), choices=codes)
        self.fields["words"] = forms.CharField(
            label=_("What happened, or did not"),
            help_text=_("Everybody will read it. Your name is not shown."),
            widget=forms.Textarea(attrs={"rows": 5}),
            max_length=2000,
        )
        if with_receipt:
            self.fields["receipt"] = receipt_field()


class AnswerForm(LocalizedForm):
    """An answer that everybody reads."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One text."""
        super().__init__(*args, **kwargs)
        self.add_texts("answer", label=_("The answer"), hint=_("Everybody will read it."), rows=5, most=4000)


class RemedyForm(LocalizedForm):
    """How what broke is made good."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One text."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "remedy",
            label=_("How it is made good"),
            hint=_("It stays broken; this stands beside it."),
            rows=5,
            most=4000,
        )


class OverrideForm(LocalizedForm):
    """Deciding otherwise than the joint group: by which vote, and why for each criterion."""

    def __init__(
        self, *args: Any, decisions: Iterable[Decision], criteria: Iterable[Criterion], **kwargs: Any
    ) -> None:
        """The vote first, then a reason for each criterion."""
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        self.decisions = {str(each.pk): each for each in decisions}
        self.fields["decision"] = forms.ChoiceField(
            label=_("The recorded vote of the owner"),
            choices=[(key, str(each)) for key, each in self.decisions.items()],
        )
        for each in self.criteria:
            self.add_texts(f"reason_{each.pk}", label=str(each), rows=3, most=2000)

    def chosen(self) -> Decision:
        """Return the vote."""
        return self.decisions[self.cleaned_data["decision"]]

    def reasons(self) -> dict[int, dict[str, str]]:
        """Return the reason for each criterion, by its id."""
        return {each.pk: self.texts(f"reason_{each.pk}") for each in self.criteria}
