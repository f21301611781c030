"""Forms for public texts: one field for each language of the initiative, the first one needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from initiatives.models.localized import own_name
from initiatives.rules.language import out_of_date, translated
from initiatives.rules.refusals import RuleBroken

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


_FITS, _SAVED = "_fits", "_saved"


class NeededLater(forms.CharField):
    """May be saved empty for now; the action that publishes asks for it."""

    def validate(self, value: Any) -> None:
        """Let an empty text pass."""
        if value not in self.empty_values:
            super().validate(value)


class Translation(forms.CharField):
    """What a text says in another language than the first one of the initiative."""


class LocalizedForm(forms.Form):
    """A form in which some fields are public texts: `vision` stands as vision_en, vision_es …"""

    use_required_attribute = False

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        """Take the initiative's languages, the first one first."""
        super().__init__(*args, **kwargs)
        self.languages = list(languages)

    def add_texts(
        self,
        name: str,
        *,
        label: _StrOrPromise,
        hint: _StrOrPromise = "",
        rows: int = 0,
        most: int = 4000,
        needed: bool = True,
        draft: bool = False,
    ) -> None:
        """Add the fields of one text. `rows` makes it a text area; `draft` lets it be saved empty for now."""
        for language in self.languages:
            is_first = language == self.languages[0]
            widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
            widget.attrs["lang"] = language
            first = NeededLater if draft else forms.CharField
            is_plain = is_first and (len(self.languages) == 1 or language == get_language())
            self.fields[f"{name}_{language}"] = (first if is_first else Translation)(
                label=label if is_plain else _in_language(label, language),
                help_text=hint if is_first else "",
                widget=widget,
                max_length=most,
                required=needed and is_first,
            )
            if language in out_of_date(self._before(name)):
                self.fields[f"{name}_{language}{_FITS}"] = forms.BooleanField(
                    label=_in_language(_("This translation still fits"), language),
                    help_text=_("It is older than the original. Change it, or say that it still fits."),
                    required=False,
                )

    def texts(self, name: str) -> dict[str, str]:
        """Return what was typed as {language: text}, without empty languages; each translation knows its source."""
        said = {language: self.cleaned_data.get(f"{name}_{language}") or "" for language in self.languages}
        texts = {
            language: text.replace("\r\n", "\n").strip() for language, text in said.items() if text.strip()
        }
        fit = frozenset(one for one in texts if self.cleaned_data.get(f"{name}_{one}{_FITS}"))
        return translated(texts, before=self._before(name), still_fit=fit)

    def _before(self, name: str) -> Mapping[str, str]:
        """Return the texts as they were saved; nothing in a form for something new."""
        found: Mapping[str, str] = self.initial.get(f"{name}{_SAVED}", {})
        return found

    def refuse(self, refusal: RuleBroken) -> None:
        """Show a rule's sentence beside the field that it concerns, or above the form."""
        field = refusal.field
        if field and field not in self.fields:
            field = f"{field}_{self.languages[0]}"
        self.add_error(field if field in self.fields else None, refusal.sentence)


def typed_in(names: Iterable[str], source: object, languages: Iterable[str]) -> dict[str, Any]:
    """Return the initial values of such a form from a row with {language: text} columns, and the texts as saved."""
    found: dict[str, Any] = {}
    for name in names:
        texts: Mapping[str, str] = getattr(source, name)
        found |= {f"{name}_{language}": texts.get(language, "") for language in languages}
        found[f"{name}{_SAVED}"] = texts
    return found


def _in_language(label: _StrOrPromise, language: str) -> str:
    return _("{label} ({language})").format(label=label, language=own_name(language))
