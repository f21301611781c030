"""Forms of joining: ask, name somebody for a seat, welcome, decline."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.actions.joining import Asking
from initiatives.models import Body, JoinRequest, Seat
from initiatives.rules.viewer import Viewer

Kind = JoinRequest.Kind
JOINING = [(kind.value, kind.label) for kind in (Kind.RESIDENT, Kind.ORGANIZATION, Kind.FUNDER)]


class SeatChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Seats by their group."""

    def label_from_instance(self, seat: Any) -> str:
        """Return the seat with its group."""
        return f"{seat.body}: {seat.name}"


class _Asked(forms.Form):
    """What every request says."""

    use_required_attribute = False
    name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(
        label=_("Your e-mail"), help_text=_("The answer goes there. It is not published."), max_length=254
    )
    words = forms.CharField(
        label=_("What would you like to do or change here?"),
        help_text=_("Some sentences. Only those who answer read them."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class JoinForm(_Asked):
    """Somebody asks to take part."""

    kind = forms.ChoiceField(label=_("I would like to join"), choices=JOINING, widget=forms.RadioSelect)
    organization = forms.CharField(
        label=_("The organisation"),
        help_text=_("Only if you ask for one."),
        max_length=160,
        required=False,
    )
    body: forms.ModelChoiceField[Body] = forms.ModelChoiceField(
        label=_("A group that I would like to work in"),
        queryset=None,
        required=False,
        empty_label=_("I do not know yet"),
    )
    field_order = ("kind", "name", "email", "organization", "body", "words")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        """Offer the groups that this reader sees."""
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.visible_to(viewer)  # type: ignore[attr-defined]

    def asking(self) -> Asking:
        """Return what was typed."""
        return Asking(**self.cleaned_data)


class NominationForm(_Asked):
    """Somebody is named for a seat that nobody holds."""

    def __init__(self, *args: Any, day: date, viewer: Viewer, **kwargs: Any) -> None:
        """Offer the seats that are free on a day, in groups that the reader sees."""
        super().__init__(*args, **kwargs)
        free = Seat.objects.current(on=day).free(on=day).select_related("body")
        seats = free.filter(body__in=Body.objects.visible_to(viewer))
        self.fields["seat"] = SeatChoice(label=_("Which seat?"), queryset=seats, empty_label=_("Choose one"))
        self.fields["name"].label = _("Whom do you name?")
        self.fields["name"].help_text = _("Yourself, or somebody who has agreed to it.")
        self.fields["email"].label = _("Their e-mail")
        self.fields["words"].label = _("Why them?")
        self.order_fields(["seat", "name", "email", "words"])

    def asking(self) -> Asking:
        """Return what was typed."""
        return Asking(kind=Kind.NOMINATION, **self.cleaned_data)


class WelcomeForm(forms.Form):
    """A few words with the invitation."""

    use_required_attribute = False
    message = forms.CharField(
        label=_("A few words from you"),
        help_text=_("They stand in the invitation that goes out now."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DecliningForm(forms.Form):
    """The reason for a no."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Why not this time?"),
        help_text=_("They read this by e-mail. Say what they can do instead."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
