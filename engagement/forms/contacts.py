"""Telling of a contact outside the room."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.actions.contacts import Contact
from initiatives.forms.activities import day_field


class ContactForm(forms.Form):
    """With whom, about what, and when: as it was said, in one language."""

    use_required_attribute = False

    with_whom = forms.CharField(
        label=_("With whom"),
        help_text=_("A name if it is somebody’s office to be spoken to, else what they are: “a landlord”."),
        max_length=200,
    )
    held_on = day_field(_("On which day"))
    about = forms.CharField(
        label=_("What was said"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    @property
    def contact(self) -> Contact:
        """What is disclosed."""
        said = self.cleaned_data
        return Contact(said["with_whom"], said["about"], said["held_on"])
